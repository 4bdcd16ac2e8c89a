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
