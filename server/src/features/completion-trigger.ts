/** When a typed character opens the list of completions by itself. */

/** Behind these a blank begins something: a value, an item, the next step, an operand. */
const OPENERS = /[:\-,;([{?+*/%<>=!&|]$/;

/**
 * Whether a character that was just typed, before this offset, asks for completions. A blank inside of words does not:
 * whoever is writing `1 hour` goes on writing, and the next Tab is meant to lead on.
 */
export function opensCompletions(text: string, offset: number, character: string): boolean {
  if (character !== ' ') return true;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, Math.max(0, offset - 1));
  return line.trim() === '' || /(^|\s)#/.test(line) || OPENERS.test(line);
}
