/** Where comments go: those on lines of their own with what they speak of, those behind values in their column. */
import type { Lines } from '../../lines.ts';
import type { Layout, Word } from './words.ts';
import { areOpen } from './words.ts';

/** Gives each comment on a line of its own, outside of braces, the column of the line that it stood with. */
export function placeOwnLines(words: readonly Word[], layout: Layout): void {
  const starters = words.filter((word) => isStarter(word));
  const open: { readonly from: number; readonly column: number; readonly parent: boolean }[] = [];
  let next = 0;
  let chain: Word | undefined;
  words.forEach((word, at) => {
    if (word.kind !== 'comment') {
      chain = undefined;
      if (!isStarter(word)) return;
      next += 1;
      while ((open.at(-1)?.from ?? -1) >= word.from) open.pop();
      open.push({ from: word.from, column: word.column ?? word.from, parent: opensBlock(words, at) });
      return;
    }
    const follows = chain !== undefined && chain.line + 1 === word.line && chain.from === word.from;
    if (!word.first || follows) {
      chain = word;
      return;
    }
    chain = undefined;
    if (word.column !== undefined) return;
    if (areOpen(layout, word.line)) word.column = columnFor(word.from, open, starters[next], layout);
  });
}

/** A word that starts a line and an entry with it, or a key behind a dash. */
function isStarter(word: Word): boolean {
  return !word.flow && word.kind !== 'comment' && word.kind !== 'colon' && (word.first ? word.column !== undefined : word.kind === 'key');
}

/** Whether what a key or a dash holds starts below its line. */
function opensBlock(words: readonly Word[], at: number): boolean {
  const line = words[at]?.line;
  let last = at;
  while (words[last + 1]?.line === line && words[last + 1]?.kind !== 'comment') last += 1;
  return words[last]?.kind === 'colon' || words[last]?.kind === 'dash' || words[last]?.kind === 'prop';
}

function columnFor(from: number, open: readonly { readonly from: number; readonly column: number; readonly parent: boolean }[], next: Word | undefined, layout: Layout): number {
  const top = open.at(-1);
  const after = next && { from: next.from, column: next.column ?? next.from };
  if (after?.from === from) return after.column;
  const exact = open.find((each) => each.from === from);
  if (exact) return exact.column;
  // Below a key without a value, what is deeper belongs to it.
  if (top?.parent && from > top.from && (!after || after.from <= top.from)) return top.column + layout.step;
  const places = [...(after ? [after] : []), ...open];
  const nearest = places.reduce<{ from: number; column: number } | undefined>((best, each) => (!best || Math.abs(each.from - from) < Math.abs(best.from - from) ? each : best), undefined);
  return nearest?.column ?? 0;
}

/** What stands before a comment: the column behind it as it will be, and the blanks between the two as they are. */
export interface Before {
  readonly end: number;
  readonly gap: number;
}

/** Sets the gaps of comments behind values, and the columns of those below them that go on with them. */
export function placeTrailing(words: readonly Word[], lines: Lines, layout: Layout, placed: ReadonlyMap<Word, Before>): void {
  let group: Word[] = [];
  for (const word of words) {
    if (word.kind !== 'comment' || (word.first && word.column !== undefined)) continue;
    const last = group.at(-1);
    if (!last || last.line + 1 !== word.line || last.from !== word.from) {
      placeGroup(group, lines, layout, placed);
      group = [];
    }
    group.push(word);
  }
  placeGroup(group, lines, layout, placed);
}

/** Comments of neighbouring lines in one column stay in one, as far behind the longest line as before. */
function placeGroup(group: readonly Word[], lines: Lines, layout: Layout, placed: ReadonlyMap<Word, Before>): void {
  const trailing = group.flatMap((word) => {
    const before = placed.get(word);
    return before ? [{ word, ...before }] : [];
  });
  const gap = trailing.reduce((least, each) => Math.min(least, each.gap), Infinity);
  const old = group[0]?.from ?? 0;
  const isFixed = group.some((word) => !areOpen(layout, word.line));
  const column = trailing.reduce((column, { word, end }) => Math.max(column, end + Math.max(isFixed ? 1 : gap, leastGap(word, lines))), isFixed ? old : 0);
  for (const { word, end } of trailing) word.gap = column - end;
  for (const word of group) if (word.first) word.column = areOpen(layout, word.line) && trailing.length > 0 ? column : word.from;
}

/** `value #word`, with one blank, reads as text that YAML would drop; a second blank says that it is a comment. */
function leastGap(word: Word, lines: Lines): number {
  return /^#[\p{L}\p{N}_-]/u.test(lines.text.slice(word.start, word.start + 3)) ? 2 : 1;
}
