/**
 * Dividing a text into stretches of lines that can be read each by itself, by the look of its lines alone. Only what is
 * regular is divided: maps whose entries all start in one column. What YAML reads differently in pieces stays whole.
 */
import type { LineChange, Lines } from '../lines.ts';
import { isBlank } from './cut.ts';
import type { LineKinds, LineLook } from './line-kinds.ts';

/** Lines that are read as a whole, from `first` to `last`. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** An entry whose value is a map that is divided further; its own lines are those of its key. */
export interface Division {
  readonly key: Stretch;
  readonly parts: readonly Part[];
}

export type Part = Stretch | Division;

/** An entry of no more lines is read as a whole: a field of a record, most often. */
const MOST_LINES = 12;
/** A key with what may be a tag or an anchor behind it, which may belong to a list below it in its own column. */
const MAY_BEAR_LIST = /:[ \t]+[!&]/;
/** Entries nested deeper are not divided. */
const MOST_LEVELS = 20;

/** Whether a part is divided further. */
export function isDivision(part: Part): part is Division {
  return 'parts' in part;
}

/** The parts of a document, comments above its first key as a stretch of their own; undefined where it has to be read as a whole. */
export function divide(kinds: LineKinds, first: number, last: number): { readonly above: Stretch | undefined; readonly parts: readonly Part[] } | undefined {
  if (!mayBeDivided(kinds.lines)) return undefined;
  const parts = partsOf(kinds, first, last, 0);
  const start = parts && firstLine(parts[0]);
  if (!parts || start === undefined) return undefined;
  return { above: start > 0 ? { first: 0, last: start - 1 } : undefined, parts };
}

function firstLine(part: Part | undefined): number | undefined {
  return part && (isDivision(part) ? part.key.first : part.first);
}

/** Whether nothing in a text reaches over the ends of entries: no tab is among the blanks that indent a line. */
function mayBeDivided({ text }: Lines): boolean {
  for (let at = text.indexOf('\t'); at >= 0; at = text.indexOf('\t', at + 1)) {
    let before = at - 1;
    while (text[before] === ' ') before -= 1;
    if (before >= 0 && text[before] !== '\n' && text[before] !== '\uFEFF') continue;
    const end = text.indexOf('\n', at);
    if (!isBlank(text.slice(at, end < 0 ? text.length : end).replace(/\r$/, ''))) return false;
  }
  return true;
}

/**
 * Whether a text whose stretch `within` has changed so is divided as before, for all that the look of its lines tells: all
 * but the first one stand further in than that one, which looks as it did. `look`: that of the first changed line before.
 */
export function isWithin(kinds: LineKinds, { first, now }: LineChange, look: LineLook, within: Stretch): boolean {
  const last = first + now - 1;
  if (first < within.first || last > within.last || isLong(kinds, within)) return false;
  if (first === within.first && !isSameStart(kinds, first, look)) return false;
  const column = kinds.indent(within.first);
  // Where the first line has changed, a list in its own column asks for more of it than its look.
  for (let line = within.first + 1; line <= (first === within.first ? within.last : last); line += 1) {
    const indent = kinds.indent(line);
    if (indent >= 0 && indent <= column) return false;
  }
  return column >= 0;
}

/** Whether a line begins an entry as it did before. */
function isSameStart(kinds: LineKinds, line: number, { indent, kind }: LineLook): boolean {
  const now = kinds.look(line);
  const content = kinds.lines.content(line);
  return now.indent === indent && now.kind === kind && (kind === 'key' || kind === 'opener') && !/^(---|\.\.\.)/.test(content) && !MAY_BEAR_LIST.test(content);
}

/** Whether an entry on these lines, whose value has been divided, still has enough of them to be. */
export function isStillDivided({ first, last }: Stretch): boolean {
  return last - first >= MOST_LINES;
}

/** Whether what stands in a stretch may decide if it is divided further. */
function isLong(kinds: LineKinds, { first, last }: Stretch): boolean {
  return last - first >= MOST_LINES && kinds.kind(first) === 'opener';
}

/** The entries of a block map that stands on these lines; undefined where they are no such map, or not a regular one. */
function partsOf(kinds: LineKinds, first: number, last: number, level: number): Part[] | undefined {
  const starts: number[] = [];
  let column = -1;
  let hasKey = false;
  for (let line = first; line <= last; line += 1) {
    const indent = kinds.indent(line);
    if (indent < 0 || (indent > column && column >= 0)) continue;
    if (indent < column) return undefined;
    column = indent;
    const kind = kinds.kind(line);
    if (kind === 'odd') return undefined;
    const open = starts.at(-1);
    if (open === undefined && (kind === 'item' || kind === 'closer')) return undefined;
    if (kind === 'closer' || (kind === 'item' && open !== undefined && kinds.kind(open) === 'opener')) continue;
    // A tag or an anchor may belong to the list below it.
    if (kind === 'item' && open !== undefined && kinds.kind(open) === 'key' && MAY_BEAR_LIST.test(kinds.lines.content(open))) return undefined;
    hasKey ||= kind === 'key' || kind === 'opener';
    starts.push(line);
  }
  if (!hasKey) return undefined;
  return starts.map((start, at) => entryPart(kinds, start, (starts[at + 1] ?? last + 1) - 1, column, level));
}

function entryPart(kinds: LineKinds, first: number, last: number, column: number, level: number): Part {
  const whole = { first, last };
  if (level >= MOST_LEVELS || !isLong(kinds, whole)) return whole;
  let body = first + 1;
  while (body <= last && kinds.indent(body) < 0) body += 1;
  if (body > last || kinds.indent(body) <= column) return whole;
  const parts = partsOf(kinds, body, last, level + 1);
  return parts && parts.length > 1 ? { key: { first, last: body - 1 }, parts } : whole;
}
