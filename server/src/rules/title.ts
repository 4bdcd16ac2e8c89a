/** The parts of a spec's title, `Source → Target: Purpose`. Source: template, header. */

export interface Title {
  readonly source: string;
  readonly target: string;
  readonly purpose: string;
  readonly arrow: string;
}

/** Reads a title; `->` is accepted for the arrow. Undefined where a part is missing, or an arrow too many. */
export function readTitle(text: string): Title | undefined {
  const [arrow, second] = text.matchAll(/→|->/g);
  if (!arrow) return undefined;
  const behind = arrow.index + arrow[0].length;
  const colon = /:\s/.exec(text.slice(behind));
  if (!colon || (second && second.index < behind + colon.index)) return undefined;
  const [source, target, purpose] = [text.slice(0, arrow.index), text.slice(behind, behind + colon.index), text.slice(behind + colon.index + 1)];
  if (source.trim() === '' || target.trim() === '' || purpose.trim() === '') return undefined;
  return { source: source.trim(), arrow: arrow[0], target: target.trim(), purpose: purpose.trim() };
}
