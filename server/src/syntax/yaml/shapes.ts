/** The shapes of plain text: what the parts of a line may look like so that it is certain how YAML takes them. */
import type { Base } from './nodes.ts';
import { OpenKey } from './nodes.ts';

/** Characters that are no plain text, or of which tools do not agree whether they end a line. */
export const FORBIDDEN = /[^\P{Cc}\n\r]|[\u2028\u2029\ufeff]|\r(?!\n)/u;

/** A name of one or more words, quoted or not, with its colon right behind it; first the usual one, which is found quickest so. */
export const KEY = /(?:\w{1,200}(?=:)|[\w\u00c0-\u1fff](?:[\w\u00c0-\u1fff./()-]| (?=[\w(])){0,200}|'[^'\r\n<][^'\r\n]{0,200}'|"[^"\\\r\n<][^"\\\r\n]{0,200}")(?=:(?: |$))/my;

/** The key that merges another map in. */
export const MERGE = /<<(?=: )/y;

/** The name by which other places stand for the value behind it, and the name of such a value. */
export const ANCHOR = /&[\w-]+(?= |$)/my;
export const ALIAS = /\*[\w-]+(?=[ ,\]}]|$)/my;

/** A comment with a blank behind its mark: text that somebody meant to write, such as ` #channel`, has none. */
export const COMMENT = /#(?: .*)?$/my;

/** What may stand between a value and the end of its line. */
export const TAIL = /(?:(?<= )#(?: .*)?| +(?:#(?: .*)?)?)?$/my;

/** The first line of a text in the lines below. */
export const BLOCK_HEADER = /[|>][+-]?(?: +#(?: .*)?| *)$/my;

/** A quoted text on one line, with the few escapes that need no second look. */
export const QUOTED = /'(?:[^'\r\n]|'')*'|"(?:[^"\\\r\n]|\\["\\/nt])*"/y;

/** Plain text up to the end of its line, or to a comment. */
export const PLAIN = /(?:-(?=[\w.])|[^-?:,[\]{}#&*!|>'"%@`\s])(?:[^\r\n:#]|:(?=[^ \r\n])|(?<! )#)*/y;

/** A further line of plain text; a comment would end the text. */
export const CONTINUATION = /[\w(](?:[^\r\n:#]|:(?=[^ \r\n])|(?<! )#)*$/my;

/** Plain text inside of brackets or braces, with the blanks behind it. */
export const FLOW_PLAIN = /(?:-(?=[\w.])|[^-?:,[\]{}#&*!|>'"%@`\s])(?:[^,[\]{}:#\r\n]|:(?=[^\s,[\]{}])|(?<! )#)*/y;

/** A key that {@link KEY} has matched, in a text that begins at `base`. */
export function keyAt(text: string, start: number, end: number, base: Base): OpenKey {
  const isQuoted = text[start] === '"' || text[start] === "'";
  return new OpenKey(base, isQuoted ? text.slice(start + 1, end - 1) : text.slice(start, end), start, end);
}

/** Whether a parenthesis is left open in a text: a comma behind it cuts the text in two. */
export function leavesOpen(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')');
}

/** The end of what a shape matches at an offset; -1 where it does not. */
export function matchEnd(shape: RegExp, text: string, at: number): number {
  shape.lastIndex = at;
  return shape.test(text) ? shape.lastIndex : -1;
}

/** The offset behind the spaces at an offset. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}
