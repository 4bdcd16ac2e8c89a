/** What stands under each key in a list of thousands, of which a few change from one version of a text to the next. */
import type { Noted } from './remember.ts';
import { Note } from './remember.ts';

/** A list by its keys. */
export interface ByKey<T> {
  /** The first of each key. */
  readonly first: ReadonlyMap<string, T>;
  /** No key is given twice. */
  readonly isUnique: boolean;
}

interface Known<T> {
  list: readonly T[];
  readonly first: Map<string, T>;
  readonly byKey: ByKey<T>;
}

/** So many items may have been replaced for a list to go by what is known of the one before. */
const MOST_REPLACED = 64;

/**
 * Lists by the keys of their items; those without a key are left out. Where a list takes the place of another one that
 * differs in a few items of the same keys, it takes over all that was known of that, which is at an end then.
 */
export class ListIndex<T extends Noted> {
  readonly #keyOf: (item: T) => string | undefined;
  readonly #lists = new WeakMap<readonly T[], ByKey<T>>();
  /** By some items of a list: most of them stand in the next version of it too. */
  readonly #known = new Note<Known<T> | undefined>();

  /** `keyOf` goes by the item alone. */
  constructor(keyOf: (item: T) => string | undefined) {
    this.#keyOf = keyOf;
  }

  of(list: readonly T[]): ByKey<T> {
    let found = this.#lists.get(list);
    if (!found) {
      const some = someOf(list);
      const known = some.map((item) => this.#known.of(item)).find((each) => each !== undefined);
      found = known && this.#after(known, list);
      if (!found) {
        // An item that stays would keep a list in memory that is gone.
        for (const item of [...some, ...(known ? someOf(known.list) : [])]) this.#known.set(item, undefined);
        found = this.#anew(list);
      }
      this.#lists.set(list, found);
    }
    return found;
  }

  #anew(list: readonly T[]): ByKey<T> {
    const first = new Map<string, T>();
    let isUnique = true;
    for (const item of list) {
      const key = this.#keyOf(item);
      if (key === undefined) continue;
      if (first.has(key)) isUnique = false;
      else first.set(key, item);
    }
    const known = { list, first, byKey: { first, isUnique } };
    // Where a key is given twice, which of the items it means would have to be found again.
    if (isUnique) for (const item of someOf(list)) this.#known.set(item, known);
    return known.byKey;
  }

  #after(known: Known<T>, list: readonly T[]): ByKey<T> | undefined {
    if (known.list.length !== list.length) return undefined;
    const replaced: T[] = [];
    for (let at = 0; at < list.length; at += 1) {
      const [was, now] = [known.list[at], list[at]];
      if (was === now) continue;
      if (!was || !now || this.#keyOf(was) !== this.#keyOf(now) || replaced.length === MOST_REPLACED) return undefined;
      replaced.push(now);
    }
    for (const item of replaced) {
      const key = this.#keyOf(item);
      if (key !== undefined) known.first.set(key, item);
    }
    known.list = list;
    for (const item of someOf(list)) this.#known.set(item, known);
    return known.byKey;
  }
}

/** Items from all parts of a list. */
function someOf<T>(list: readonly T[]): T[] {
  return [...new Set([0, list.length >> 1, list.length - 1])].flatMap((at) => list[at] ?? []);
}
