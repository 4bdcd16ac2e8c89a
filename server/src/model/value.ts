/** Single values, as text where a number or a date of JavaScript would lose something: for counter-examples in messages. */

export type Value = string | number | boolean | null | TypedValue | LongText | ListValue | RecordValue;

/** A value in its textual form. `zone`: the zone that the offset of a date and time belongs to. */
export interface TypedValue {
  readonly kind: 'decimal' | 'date' | 'datetime' | 'time' | 'duration' | 'uuid' | 'binary';
  readonly text: string;
  readonly zone?: string;
}

/** A text too long to be held: one character so many times. */
export interface LongText {
  readonly kind: 'long-text';
  readonly character: string;
  readonly length: number;
}

export interface ListValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
}

/** An absent key is not in the map. */
export interface RecordValue {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Value>;
}

/** Texts longer than this are not built. */
export const LONGEST_TEXT = 10_000;

/** Texts up to this length are shown in full. */
const SHOWN = 40;

/** One character so many times. */
export function repeated(character: string, length: number): string | LongText {
  return length <= LONGEST_TEXT ? character.repeat(Math.max(0, length)) : { kind: 'long-text', character, length };
}

/** How many code points a text has. */
export function lengthOf(text: string | LongText): number {
  return typeof text === 'string' ? codePoints(text) : text.length;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}

/** A value for a message: `"abc"`, `501 characters`, `1.005`, `2024-01-15T09:30:00-05:00 in America/New_York`. */
export function valueText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return codePoints(value) <= SHOWN ? JSON.stringify(value) : characters(codePoints(value));
  if (typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'long-text': return characters(value.length);
    case 'array': return value.items.length > 5 ? `a list of ${String(value.items.length)}` : `[${value.items.map(valueText).join(', ')}]`;
    case 'object': return `{${[...value.fields].map(([name, field]) => ` ${name}: ${valueText(field)}`).join(',')}${value.fields.size > 0 ? ' ' : ''}}`;
    default: return value.zone === undefined ? value.text : `${value.text} in ${value.zone}`;
  }
}

function characters(count: number): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} character${count === 1 ? '' : 's'}`;
}
