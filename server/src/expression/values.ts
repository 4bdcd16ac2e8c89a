/** What an expression works on and yields. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';

/**
 * Integers are bigints (within ±(2^53 − 1)), `number` is an IEEE double, `decimal` an exact Decimal. A datetime without
 * an offset is a PlainDateTime, any other a ZonedDateTime whose zone is UTC, an IANA zone or an offset. A uuid is a string.
 */
export type Value =
  | null
  | boolean
  | string
  | bigint
  | number
  | Decimal
  | Temporal.PlainDate
  | Temporal.PlainDateTime
  | Temporal.ZonedDateTime
  | Temporal.PlainTime
  | Temporal.Duration
  | Uint8Array
  | readonly Value[]
  | RecordValue;

export interface RecordValue {
  readonly [name: string]: Value | undefined;
}

/** A value that an operation cannot work on; the evaluator adds the place. */
export class ValueError extends Error {
  readonly value: Value;

  constructor(message: string, value: Value) {
    super(message);
    this.value = value;
  }
}

export const MAX_INTEGER = BigInt(Number.MAX_SAFE_INTEGER);

export function isRecord(value: Value): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && kindOf(value) === 'object';
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The kind of type a value belongs to. */
export function kindOf(value: Value): string {
  switch (typeof value) {
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'bigint': return 'integer';
    case 'number': return 'number';
  }
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (Decimal.isDecimal(value)) return 'decimal';
  if (value instanceof Temporal.PlainDate) return 'date';
  if (value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime) return 'datetime';
  if (value instanceof Temporal.PlainTime) return 'time';
  if (value instanceof Temporal.Duration) return 'duration';
  return value instanceof Uint8Array ? 'binary' : 'object';
}

/** A value as a person reads it: text in quotes, dates in ISO 8601, bytes in hexadecimal. */
export function showValue(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(showValue).join(', ')}]`;
  if (Decimal.isDecimal(value)) return value.toFixed();
  if (value instanceof Uint8Array) return `0x${hex(value)}`;
  if (value instanceof Temporal.ZonedDateTime) return datetimeText(value);
  if (!isRecord(value)) return (value as Temporal.PlainDate).toString();
  return `{${Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${showValue(field ?? null)}`).join(', ')}}`;
}

/** ISO 8601 with an offset, `Z` for UTC, without the name of a zone. */
export function datetimeText(value: Temporal.ZonedDateTime): string {
  if (value.timeZoneId === 'UTC') return value.toInstant().toString();
  return value.toString({ timeZoneName: 'never' });
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Code points, which all lengths count. */
export function codePoints(text: string): string[] {
  return Array.from(text);
}

/** How many code points a text has. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
