/** JSON as reports write it. */
import { HIDDEN } from '../../rules/visible.ts';

/** Whatever would not be seen, or would turn the direction of reading, is escaped: reports are read in logs, too. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split('\n').map((line) => line.replace(HIDDEN, jsonEscape)).join('\n');
}

/** The same on one line. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, jsonEscape);
}

/** Each line of a text, with this in front. */
export function indented(text: string, by: string): string {
  return text.replace(/^/gm, by);
}

/** Values as items of a list that stands at a depth, each on a line of its own; empty where there are none. */
export function jsonItems(values: readonly unknown[], by: string): string {
  return values.map((value) => `\n${indented(json(value), by)}`).join(',');
}

function jsonEscape(character: string, hidden: string | undefined): string {
  if (hidden === undefined) return character;
  return Array.from({ length: hidden.length }, (_, at) => `\\u${hidden.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
