/** Keys as words, and words as keys. */

/** `source_unavailable` as the template writes such names: `Source unavailable`. */
export function humanised(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The key that a name stands for: `Source unavailable` is `source_unavailable`. */
export function keyOf(name: string): string {
  return name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');
}
