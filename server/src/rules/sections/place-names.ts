/** Names of places compared with each other: which place an item of section 9 means, and how sure that is. */
import { distance } from 'fastest-levenshtein';
import { isSwapped, nearest } from '../words.ts';

/**
 * How an item names a place: by a slip of the fingers, the same words otherwise; by other letters that are near; with
 * more words than the place has, as one who narrows it does; with fewer. Only a slip is certain to mean the same.
 */
export type Likeness = 'slip' | 'near' | 'longer' | 'shorter';

/** The name that an item most likely means; undefined where it is like none. */
export function likestName(item: string, names: readonly string[]): { readonly name: string; readonly likeness: Likeness } | undefined {
  const near = nearest(item, names);
  if (near !== undefined && isSlip(item, near)) return { name: near, likeness: 'slip' };
  // The longest says most: `SAP S/4HANA` before `SAP`.
  const held = names.filter((name) => holds(item, name) || holds(name, item)).sort((a, b) => b.length - a.length)[0];
  if (held !== undefined) return { name: held, likeness: holds(item, held) ? 'longer' : 'shorter' };
  return near === undefined ? undefined : { name: near, likeness: 'near' };
}

/** A name of fewer letters is found within others by chance. */
const SHORTEST = 3;

/** Whether all words of a name stand in a text, one behind the other: `SAP` in `SAP sandbox`, not in `sapphire`. */
function holds(text: string, name: string): boolean {
  const words = wordsOf(name);
  return words.join('').length >= SHORTEST && ` ${wordsOf(text).join(' ')} `.includes(` ${words.join(' ')} `);
}

/** Whether a text is a name with a letter or two mistyped, word by word. Another number is another place: `db1`, `db2`. */
function isSlip(text: string, name: string): boolean {
  const [these, those] = [wordsOf(text), wordsOf(name)];
  // A blank too many, or too few, is a slip as well.
  if (these.length !== those.length) return isWordSlip(these.join(''), those.join(''));
  return these.every((word, at) => isWordSlip(word, those[at] ?? ''));
}

function isWordSlip(word: string, other: string): boolean {
  if (word === other) return true;
  const shorter = Math.min(word.length, other.length);
  if (shorter <= SHORTEST || word.replace(/\P{N}/gu, '') !== other.replace(/\P{N}/gu, '')) return false;
  return isSwapped(word, other) || distance(word, other) <= (shorter >= LONG ? 2 : 1);
}

/** In a word of so many letters two may be wrong. */
const LONG = 8;

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
