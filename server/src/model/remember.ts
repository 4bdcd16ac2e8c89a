/** Remembering what has been read of an object that says the same as long as it is the same object. */

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
  static #count = 0;
  readonly #slot = Note.#count++;

  /** What is remembered of an object; undefined for nothing. */
  of({ notes }: Noted): T | undefined {
    return notes[this.#slot] as T | undefined;
  }

  set({ notes }: Noted, value: T): void {
    notes[this.#slot] = value;
  }
}

/** As {@link remember}, for objects with room for it. */
export function note<K extends Noted, Rest extends readonly unknown[], T>(reader: (key: K, ...rest: Rest) => T): (key: K, ...rest: Rest) => T {
  const known = new Note<{ readonly value: T }>();
  return (key, ...rest) => {
    let found = known.of(key);
    if (!found) known.set(key, (found = { value: reader(key, ...rest) }));
    return found.value;
  };
}
