/**
 * Lists of thousands of items, of which a few change from one version of a text to the next: what has been made of a list
 * is carried over to the one that takes its place, so that to type a letter is no walk over all its items.
 */
import type { Noted } from './remember.ts';
import { Note } from './remember.ts';

/** What has become of a list: `removed` items at `at` have given way to `added` ones; all others are the same objects. */
export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly added: number;
}

/** How something is made of a list, by its items and by what is given besides, `of`. */
export interface Maker<T, Of, Made> {
  anew(list: readonly T[], of: Of): Made;
  /**
   * The same, out of what was made of the list before, `was`; undefined where it is to be made anew. The list may be the
   * same, and only what is given besides another.
   */
  after(made: Made, was: readonly T[], list: readonly T[], splice: Splice, of: Of): Made | undefined;
  /** Whether something was made of the same things besides; it was where this does not say. */
  isOf?(made: Made, of: Of): boolean;
}

/** What has been made of lists; what is made of one is at an end where another list takes its place. */
export class Versions<T extends Noted, Of, Made> {
  readonly #maker: Maker<T, Of, Made>;
  readonly #made = new WeakMap<readonly T[], { readonly value: Made }>();
  /** By some items of a list: most of them stand in the next version of it too. */
  readonly #last = new Note<{ readonly list: readonly T[]; readonly made: Made } | undefined>();

  constructor(maker: Maker<T, Of, Made>) {
    this.#maker = maker;
  }

  of(list: readonly T[], of: Of): Made {
    let found = this.#made.get(list);
    if (!found || this.#maker.isOf?.(found.value, of) === false) {
      const some = someOf(list);
      const last = found ? { list, made: found.value } : some.map((item) => this.#last.of(item)).find((each) => each !== undefined);
      // An item that stays would keep a list in memory that is gone.
      if (last) for (const item of someOf(last.list)) this.#last.set(item, undefined);
      const made = (last && this.#maker.after(last.made, last.list, list, spliceOf(last.list, list), of)) ?? this.#maker.anew(list, of);
      for (const item of some) this.#last.set(item, { list, made });
      this.#made.set(list, (found = { value: made }));
    }
    return found.value;
  }
}

/** Items from all parts of a list. */
function someOf<T>(list: readonly T[]): T[] {
  return [...new Set([0, list.length >> 1, list.length - 1])].flatMap((at) => list[at] ?? []);
}

/** By the list that has taken the place of another, which must not be kept in memory by that: several things are made of most lists. */
const splices = new WeakMap<readonly unknown[], { readonly was: WeakRef<readonly unknown[]>; readonly splice: Splice }>();

function spliceOf(was: readonly unknown[], list: readonly unknown[]): Splice {
  const known = splices.get(list);
  if (known?.was.deref() === was) return known.splice;
  const splice = findSplice(was, list);
  splices.set(list, { was: new WeakRef(was), splice });
  return splice;
}

function findSplice(was: readonly unknown[], list: readonly unknown[]): Splice {
  const shorter = Math.min(was.length, list.length);
  let at = 0;
  while (at < shorter && was[at] === list[at]) at += 1;
  let behind = 0;
  while (behind < shorter - at && was[was.length - 1 - behind] === list[list.length - 1 - behind]) behind += 1;
  return { at, removed: was.length - at - behind, added: list.length - at - behind };
}

/** A list with other items in the place of some. */
export function spliced<T>(list: readonly T[], { at, removed }: Splice, items: readonly T[]): T[] {
  return list.slice(0, at).concat(items, list.slice(at + removed));
}

interface Chosen<R> {
  /** Where the items stand, ascending. */
  readonly places: readonly number[];
  readonly values: readonly R[];
}

/** The few items of a long list of which a reader says something, by what it says. It goes by the item and by what never changes. */
export class Selection<T extends Noted, Of, R> {
  readonly #reader: (item: T, of: Of) => R | undefined;
  readonly #versions: Versions<T, Of, Chosen<R>>;

  constructor(reader: (item: T, of: Of) => R | undefined) {
    this.#reader = reader;
    this.#versions = new Versions({
      anew: (list, of) => this.#chosen(list, 0, list.length, of),
      after: (made, _was, list, splice, of) => this.#after(made, list, splice, of),
    });
  }

  /** In the order of the list; the same array as long as it says the same. */
  of(list: readonly T[], of: Of): readonly R[] {
    return this.#versions.of(list, of).values;
  }

  /** Where they stand in the list, ascending. */
  placesOf(list: readonly T[], of: Of): readonly number[] {
    return this.#versions.of(list, of).places;
  }

  #chosen(list: readonly T[], from: number, to: number, of: Of): Chosen<R> {
    const [places, values]: [number[], R[]] = [[], []];
    for (let at = from; at < to; at += 1) {
      const value = this.#reader(list[at] as T, of);
      if (value === undefined) continue;
      places.push(at);
      values.push(value);
    }
    return { places, values };
  }

  #after({ places, values }: Chosen<R>, list: readonly T[], { at, removed, added }: Splice, of: Of): Chosen<R> {
    const fresh = this.#chosen(list, at, at + added, of);
    const first = countBelow(places, at);
    const gone = countBelow(places, at + removed) - first;
    const isSame = gone === 0 && fresh.places.length === 0;
    if (isSame && (added === removed || first === places.length)) return { places, values };
    const splice = { at: first, removed: gone, added: fresh.places.length };
    const moved = spliced(places, splice, fresh.places);
    for (let index = first + fresh.places.length; index < moved.length; index += 1) moved[index] = (moved[index] ?? 0) + added - removed;
    return { places: moved, values: isSame ? values : spliced(values, splice, fresh.values) };
  }
}

/** How many of ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  const at = numbers.findIndex((number) => number >= limit);
  return at < 0 ? numbers.length : at;
}
