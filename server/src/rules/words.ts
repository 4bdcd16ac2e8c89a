/** Building blocks of messages, and the nearest word to one that was mistyped. */
import { distance } from 'fastest-levenshtein';

/** `a`, `b` and `c`, each in backticks. */
export function list(words: readonly (string | number | boolean | null)[], last = 'and'): string {
  const quoted = words.map((word) => `\`${String(word)}\``);
  if (quoted.length <= 1) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`;
}

/** Looking for what was meant takes time: of very many mistakes of one kind only the first so many come with a suggestion. */
export const MOST_SUGGESTIONS = 200;

/** At most this part of a word may differ from another to be taken for a misspelling of it. */
const TOLERANCE = 0.4;

/** The word that was most likely meant: case, blanks, `_` and `-` aside, the one with the fewest differing letters. */
export function nearest(word: string, among: Iterable<string>): string | undefined {
  return nearestOf(word, candidatesOf(among));
}

/** A word as it is compared. */
export interface Candidate {
  readonly word: string;
  readonly normal: string;
}

/** Words for {@link nearestOf}: where one is looked for among many again and again, they are made ready once. */
export function candidatesOf(words: Iterable<string>): Candidate[] {
  return Array.from(words, (word) => ({ word, normal: normalize(word) }));
}

/** The same as {@link nearest}, among words made ready. */
export function nearestOf(word: string, among: Iterable<Candidate>): string | undefined {
  const normal = normalize(word);
  let best: string | undefined;
  let least = Infinity;
  for (const { word: candidate, normal: other } of among) {
    const limit = Math.max(1, Math.floor(Math.max(normal.length, other.length) * TOLERANCE));
    // Words differ by at least as many letters as their lengths do.
    if (Math.abs(normal.length - other.length) > limit) continue;
    const differs = normal === other ? 0 : isSwapped(normal, other) ? 1 : distance(normal, other);
    if (differs <= limit && differs < Math.max(normal.length, other.length) && differs < least) {
      best = candidate;
      least = differs;
    }
  }
  return best;
}

/** Whether two letters that stand side by side have changed places: one slip of the fingers, not two. */
export function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function normalize(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Long texts are cut, so that a message stays readable. */
export function excerpt(text: string, length = 60): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= length ? oneLine : `${oneLine.slice(0, length - 1)}…`;
}

/** `a` or `an`, with the noun. */
export function article(noun: string): string {
  return `${/^[aeio]|^u(?!ni)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
