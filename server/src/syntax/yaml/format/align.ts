/** Columns that the author has lined up over neighbouring lines: they stay lined up, and what fell out of line joins them. */
import type { Lines } from '../../lines.ts';
import type { Word } from './words.ts';

/** A line of its own in a table of neighbouring lines. */
interface Row {
  readonly words: readonly Word[];
  /** The column behind the last word laid out. */
  end: number;
}

/** Sets the gaps of words whose entries are lines of one shape. `rows` are the entries of one collection, by the indices of their words. */
export function align(words: readonly Word[], rows: readonly { readonly from: number; readonly to: number }[], lines: Lines): void {
  let table: Row[] = [];
  let last = -2;
  const close = (): void => {
    if (table.length > 1) layOut(table, 1, lines);
    table = [];
  };
  for (const { from, to } of rows) {
    const row = rowOf(words, from, to);
    if (!row || !areNeighbours(last, row.words[0]?.line ?? 0, lines)) close();
    if (row) {
      table.push(row);
      last = row.words[0]?.line ?? 0;
    }
  }
  close();
}

/** The words of an entry that stands on one line; comments do not count. */
function rowOf(words: readonly Word[], from: number, to: number): Row | undefined {
  let first = from;
  while (first < to && words[first]?.kind === 'comment') first += 1;
  const own: Word[] = [];
  for (let at = first; at < to; at += 1) {
    const word = words[at];
    if (!word || word.kind === 'comment') break;
    if (word.line !== word.lastLine || word.line !== words[first]?.line) return undefined;
    own.push(word);
  }
  const [start] = own;
  if (!start || own.length + first < to && words.slice(first + own.length, to).some((word) => word.kind !== 'comment')) return undefined;
  return { words: own, end: (start.first ? (start.column ?? start.from) : start.from) + start.end - start.start };
}

/** Whether nothing but comments stands between two lines. */
function areNeighbours(line: number, next: number, lines: Lines): boolean {
  for (let between = line + 1; between < next; between += 1) if (!lines.content(between).trimStart().startsWith('#')) return false;
  return true;
}

/** Lays out the words from the one at `slot` on; rows whose words differ there go on apart. */
function layOut(table: readonly Row[], slot: number, lines: Lines): void {
  const work: { readonly rows: readonly Row[]; readonly slot: number }[] = [{ rows: table, slot }];
  for (let job = work.pop(); job; job = work.pop()) {
    let group: Row[] = [];
    let shape = '';
    const groups: Row[][] = [];
    for (const row of job.rows) {
      const word = row.words[job.slot];
      const own = word ? shapeOf(word, row.words[job.slot - 1], lines) : '';
      if (group.length === 0 || own !== shape) groups.push((group = []));
      shape = own;
      group.push(row);
    }
    for (const rows of groups) {
      if (rows.length < 2 || !rows[0]?.words[job.slot]) continue;
      place(rows, job.slot);
      work.push({ rows, slot: job.slot + 1 });
    }
  }
}

/** What words must have in common to be lined up: keys in braces their name, everything behind a key that it is a value. */
function shapeOf(word: Word, before: Word | undefined, lines: Lines): string {
  if (before?.kind === 'colon' && !before.flow) return 'value';
  const text = word.kind === 'key' && word.flow ? lines.text.slice(word.start, word.end) : word.kind === 'open' || word.kind === 'close' ? (lines.text[word.start] ?? '') : '';
  return `${word.kind} ${text}`;
}

function place(rows: readonly Row[], slot: number): void {
  const cells = rows.flatMap((row) => {
    const word = row.words[slot];
    return word ? [{ row, word, gap: word.start - (row.words[slot - 1]?.end ?? 0) }] : [];
  });
  const lengthOf = ({ start, end }: Word): number => end - start;
  const starts = most(cells.map(({ word, gap }) => ({ column: word.from, gap })));
  const ends = most(cells.map(({ word, gap }) => ({ column: word.from + lengthOf(word), gap })));
  const isTable = (count: number): boolean => count > 1 && count * 2 >= cells.length;
  const right = isTable(ends) && ends > starts;
  if (right || isTable(starts)) {
    const column = cells.reduce((column, { row, word }) => Math.max(column, row.end + word.gap + (right ? lengthOf(word) : 0)), 0);
    for (const { row, word } of cells) word.gap = column - row.end - (right ? lengthOf(word) : 0);
  }
  for (const { row, word } of cells) row.end += word.gap + lengthOf(word);
}

/** How many cells share the column that most do; 0 where the blanks in front of them are all as wide, so that the column is one by chance. */
function most(cells: readonly { readonly column: number; readonly gap: number }[]): number {
  const columns = new Map<number, number[]>();
  for (const { column, gap } of cells) {
    const gaps = columns.get(column);
    if (gaps) gaps.push(gap);
    else columns.set(column, [gap]);
  }
  let best: readonly number[] = [];
  for (const gaps of columns.values()) if (gaps.length > best.length) best = gaps;
  return best.some((gap) => gap !== best[0]) ? best.length : 0;
}
