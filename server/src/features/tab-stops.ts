/**
 * Tab stops inside text that still has to be quoted and escaped for its place: marked by two characters of the private
 * use area, which every way of writing text leaves alone.
 */
const OPEN = '\ue0f0';
const CLOSE = '\ue0f1';
const STOP = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'gu');

/** A tab stop with its default. */
export function stop(text = ''): string {
  return `${OPEN}${text}${CLOSE}`;
}

/** The words of an LSP snippet, its tab stops marked: of choices the first is the default. */
export function marked(snippet: string): string {
  return snippet.replace(/\$\{\d+:((?:\\[^]|[^}\\])*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\\([\\$}])/g, (_whole, text?: string, choice?: string, plain?: string) =>
    plain ?? stop((text ?? choice ?? '').replace(/\\([\\$}])/g, '$1')));
}

/** The marks as LSP tab stops; the text is escaped already. */
export function withStops(text: string): string {
  let number = 0;
  return text.replace(STOP, (_whole, inner: string) => {
    number += 1;
    return inner === '' ? `$${String(number)}` : `\${${String(number)}:${inner}}`;
  });
}

/** The text for clients without snippets: defaults alone. */
export function withoutStops(text: string): string {
  return text.replace(STOP, '$1');
}
