/** Remembering what has been read of an object that says the same as long as it is the same object. */
import { ownText } from '../syntax/own-text.ts';

/** The reader, which reads each object once. What it gives may go by nothing but the object and what never changes. */
export function remember<K extends object, Rest extends readonly unknown[], T>(reader: (key: K, ...rest: Rest) => T): (key: K, ...rest: Rest) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key, ...rest) => {
    let found = known.get(key);
    if (!found) known.set(key, (found = { value: reader(key, ...rest) }));
    return found.value;
  };
}

/** An object with room for what is remembered of it: where there are thousands, that is far quicker than to look each up. */
export interface Noted {
  readonly notes: unknown[];
}

/** One thing that is remembered of such objects. */
export class Note<T> {
  // Each note and what it says stand side by side: an object has a few of the many that there are.

  /** What is remembered of an object; undefined for nothing. */
  of({ notes }: Noted): T | undefined {
    for (let at = 0; at < notes.length; at += 2) if (notes[at] === this) return notes[at + 1] as T | undefined;
    return undefined;
  }

  set({ notes }: Noted, value: T): void {
    for (let at = 0; at < notes.length; at += 2) {
      if (notes[at] !== this) continue;
      notes[at + 1] = value;
      return;
    }
    notes.push(this, value);
  }
}

/** As {@link remember}, for objects with room for it. `of`: what a reader asks besides, which says the same of the same object. */
export function note<K extends Noted, Of, T>(reader: (key: K, of: Of) => T): (key: K, of: Of) => T {
  const known = new Note<{ readonly value: T }>();
  return (key, of) => {
    let found = known.of(key);
    if (!found) known.set(key, (found = { value: reader(key, of) }));
    return found.value;
  };
}

/** Texts remembered at most by one reader; when there are more, it begins anew. */
const MOST_TEXTS = 1_000;
/** Longer texts are not remembered: that they come again is unlikely, and they would fill the memory. */
const LONGEST_TEXT = 120;

/** What has been made of short texts that come again and again. It must never be changed. */
export class TextCache<T> {
  readonly #longest: number;
  readonly #known = new Map<string, { readonly value: T }>();

  /** `longest`: in UTF-16 code units; what is made of longer texts is not remembered. */
  constructor(longest = LONGEST_TEXT) {
    this.#longest = longest;
  }

  /** What was made of a text before, or else is made now. */
  of(text: string, make: () => T): T {
    if (text.length > this.#longest) return make();
    let found = this.#known.get(text);
    if (!found) {
      found = { value: make() };
      if (this.#known.size >= MOST_TEXTS) this.#known.clear();
      this.#known.set(ownText(text), found);
    }
    return found.value;
  }
}

/** A reader of short texts that come again and again, such as `exact copy`: each is read once. What it gives must never be changed. */
export function rememberText<T>(reader: (text: string) => T): (text: string) => T {
  const known = new TextCache<T>();
  return (text) => known.of(text, () => reader(text));
}
