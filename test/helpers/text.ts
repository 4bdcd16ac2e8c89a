/** Texts in tests: indented with the code around them, with markers, with either line end. */

/** Takes the indentation of the first line off all lines, and the line end in front and the blanks behind. */
export function dedent(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const lines = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const last = lines.at(-1) ?? '';
  if (last.trim() === '') lines[lines.length - 1] = '';
  return lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line)).join('\n');
}

export function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

export function lf(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

/** A text with `<|>` in it: the text without, and the offset where it stood. */
export function cursorIn(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('<|>');
  if (offset < 0) throw new Error(`No <|> in ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 3), offset };
}

/** A text with one `<<…>>` in it: the text without the marks, and the range between them. */
export function rangeIn(marked: string): { text: string; range: { start: number; end: number } } {
  const start = marked.indexOf('<<');
  const end = marked.indexOf('>>', start) - 2;
  if (start < 0 || end < 0) throw new Error(`No <<…>> in ${marked}`);
  return { text: marked.slice(0, start) + marked.slice(start + 2, end + 2) + marked.slice(end + 4), range: { start, end } };
}

/** The text indented by four blanks where it was by two; block texts keep their shape. */
export function wider(text: string): string {
  return text.replace(/^( +)(- )?/gm, (_, blanks: string, dash = '') => blanks + blanks + dash).replace(/^( *)- (?=\S+:)/gm, '$1- ');
}

/**
 * A text with any number of `<<…>>` in it, and `<|>` wherever: the text without the marks, the ranges in their order, and
 * the offset of `<|>`. The `<<` of a YAML merge, which a colon follows, is no mark.
 */
export function marksIn(marked: string): { text: string; ranges: { start: number; end: number }[]; offset: number | undefined } {
  const ranges: { start: number; end: number }[] = [];
  let offset: number | undefined;
  let text = '';
  let open: number | undefined;
  for (const part of marked.split(/(<\|>|<<(?!:)|>>)/)) {
    if (part === '<|>') offset = text.length;
    else if (part === '<<') open = text.length;
    else if (part === '>>' && open !== undefined) {
      ranges.push({ start: open, end: text.length });
      open = undefined;
    } else text += part;
  }
  return { text, ranges, offset };
}
