/** "Did you mean …?" for names. */
import { closest, distance } from 'fastest-levenshtein';
import type { Environment } from './check.ts';
import { FUNCTIONS } from './functions.ts';

/** What other languages call a function, and what it is called here. */
const FOREIGN_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['size', 'length for text or count for lists'], ['len', 'length'], ['strlen', 'length'],
  ['string', 'toText'], ['str', 'toText'], ['tostring', 'toText'], ['int', 'toInteger'], ['integer', 'toInteger'], ['double', 'toNumber'], ['float', 'toNumber'],
  ['decimal', 'toDecimal'], ['bool', 'toBoolean'], ['timestamp', 'parseDatetime'], ['date', 'parseDate or toDate'], ['datetime', 'parseDatetime'],
  ['tolowercase', 'lower'], ['lowerascii', 'lower'], ['lowercase', 'lower'], ['touppercase', 'upper'], ['upperascii', 'upper'], ['uppercase', 'upper'],
  ['substr', 'substring'], ['slice', 'substring'], ['left', 'truncate'], ['indexof', 'contains'], ['replaceall', 'replace'],
  ['nvl', 'default'], ['ifnull', 'default'], ['isempty', 'isNull'], ['sha256', 'hash(…, "sha256")'], ['uuid', 'uuid4 or uuid5'], ['today', 'toDate(now(), …)'],
  ['ceil', 'round'], ['floor', 'round'], ['unique', 'distinct'], ['dateadd', 'addDuration'], ['concatenate', 'concat'], ['lpad', 'padLeft'], ['rpad', 'padRight'],
]);

/** Among more names than these it would take too long to look, in a spec of as many mistakes. */
export const MOST_CANDIDATES = 1000;

/** A sentence that names the nearest of the candidates; empty where none is near. */
export function nearest(name: string, candidates: readonly string[], functions = false): string {
  const foreign = functions ? FOREIGN_FUNCTIONS.get(name.toLowerCase()) : undefined;
  if (foreign !== undefined) return ` Use ${foreign}.`;
  const likeliest = name === '' || name.length > 100 || candidates.length === 0 ? undefined : nearestOf(name, candidates);
  return likeliest === undefined ? '' : ` Did you mean ${likeliest}?`;
}

/** The likeliest of the candidates: another case, two slips of the pen (one in a short name), or a third of the letters different. */
export function nearestOf(name: string, candidates: readonly string[]): string | undefined {
  const sameLetters = candidates.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  const likeliest = closest(name, candidates);
  return distance(name, likeliest) <= Math.max(name.length > 3 ? 2 : 1, Math.floor(name.length / 3)) ? likeliest : undefined;
}

/** What to write instead of a bare name that stands for nothing. */
export function absentHint(name: string, { source, item }: Environment): string {
  if (name === 'item') return 'item stands for an item of a list, but no list is mapped here. Write source.';
  if (source.fields?.has(name)) return `${name} stands for nothing by itself. Write source.${name}.`;
  if (item?.kind === 'object' && item.fields?.has(name)) return `${name} stands for nothing by itself. Write item.${name}.`;
  if (FUNCTIONS.has(name)) return `${name} is a function. Write ${name}(…).`;
  const near = nearestOf(name, item ? ['source', 'item'] : ['source']);
  return `${name} stands for nothing here. ${near === undefined ? 'Write source. before a field, and quotes around text.' : `Did you mean ${near}?`}`;
}
