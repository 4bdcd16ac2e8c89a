/**
 * Text of a spec where people read it: in messages, hovers, on a terminal. What would not be seen there, or would move
 * what stands around it, is shown as YAML writes it in double quotes: `\n`, `\x1B`, `\u202E`.
 */

/**
 * Control characters, line ends and tabs among them; characters that format, such as those that turn the direction of
 * reading; halves of characters. What joins two letters or two pictures outside of ASCII is part of how they are written.
 */
export const HIDDEN = /(?<=[^\0-\x7f])[\u200c\u200d](?=[^\0-\x7f])|([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])/gu;

const SHORT: Readonly<Record<string, string>> = { '\0': '\\0', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\u001b': '\\e' };

/** The text with all that is hidden in it shown. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character: string, hidden: string | undefined) => (hidden === undefined ? character : escaped(character)));
}

/** Nobody reads longer texts at one place; a name may be as long as a file. */
const LONGEST = 4000;

/** A text of reasonable length: what is longer is cut. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** A message of a rule, as people read it. */
export function shownMessage(message: string): string {
  return visible(shortened(message));
}

/** A character as YAML writes it in double quotes. */
export function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = (length: number): string => code.toString(16).toUpperCase().padStart(length, '0');
  if (code > 0xffff) return `\\U${hex(8)}`;
  return SHORT[character] ?? (code > 0xff ? `\\u${hex(4)}` : `\\x${hex(2)}`);
}
