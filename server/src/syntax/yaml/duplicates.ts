/** Keys that are given twice. */

/** What is said of such a key. */
export function duplicateMessage(key: string): string {
  return `\`${key}\` is given twice here. YAML keeps one of the two in silence: remove one, or rename it.`;
}
