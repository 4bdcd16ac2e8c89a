/** JSON → what an expression works on, and back. JSON knows neither dates nor exact decimals: types say what its texts are. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import type { ObjectType, TimeZone, ValueType } from '../model/type.ts';
import { zoneName } from './types.ts';
import type { RecordValue, Value } from './values.ts';
import { datetimeText, isList, isRecord, ValueError } from './values.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A value that is none of its type; `path` leads to it, as in `lines[0].amount`. */
export class JsonValueError extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path} ${reason}`);
    this.name = 'JsonValueError';
    this.path = path;
  }
}

/** A record from JSON, each field by its type; one that is not declared stays what JSON says. Throws a {@link JsonValueError}. */
export function recordFromJson(json: { readonly [key: string]: Json | undefined }, type: ObjectType, path: string): RecordValue {
  const record: Record<string, Value> = {};
  for (const [name, value] of Object.entries(json)) {
    if (value === undefined) continue;
    const field = type.fields?.get(name)?.type ?? UNKNOWN;
    // Defined, not assigned: a field may be called `__proto__`.
    Object.defineProperty(record, name, { value: valueFromJson(value, field, `${path}.${name}`), enumerable: true });
  }
  return record;
}

/** A value from JSON, by its type. Throws a {@link JsonValueError}. */
export function valueFromJson(json: Json, type: ValueType, path: string): Value {
  if (json === null) return null;
  const refuse = (what: string): never => { throw new JsonValueError(path, `should be ${what}, but is ${shown(json)}.`); };
  switch (type.kind) {
    case 'string': case 'uuid': return typeof json === 'string' ? json : refuse('a text');
    case 'boolean': return typeof json === 'boolean' ? json : refuse('true or false');
    case 'integer': return integerFrom(json) ?? refuse('a whole number within ±(2^53 − 1)');
    case 'number': return typeof json === 'number' && Number.isFinite(json) ? json : refuse('a number');
    case 'decimal': return decimalFrom(json) ?? refuse('a number, or a text that writes one');
    case 'date': return temporalFrom(json, (text) => Temporal.PlainDate.from(text)) ?? refuse('a date such as 2025-03-14');
    case 'time': return temporalFrom(json, (text) => Temporal.PlainTime.from(text)) ?? refuse('a time such as 09:30:00');
    case 'duration': return temporalFrom(json, (text) => Temporal.Duration.from(text)) ?? refuse('a duration such as P1D');
    case 'datetime': return temporalFrom(json, (text) => datetimeFrom(text, type.timezone)) ?? refuse(type.timezone === 'none' ? 'a date and time without an offset, such as 2025-03-14T09:30:00' : 'a date and time with an offset, such as 2025-03-14T09:30:00Z');
    case 'binary': return bytesFrom(json) ?? refuse('bytes in Base64');
    case 'array': return isJsonList(json) ? json.map((item, at) => valueFromJson(item, type.element, `${path}[${at}]`)) : refuse('a list');
    case 'object': return isJsonRecord(json) ? recordFromJson(json, type, path) : refuse('a record');
    case 'unknown': return untyped(json, path);
  }
}

/**
 * A value as JSON: dates and times in ISO 8601, decimals as text, since a number of JSON may lose some of their digits,
 * bytes in Base64.
 */
export function jsonFromValue(value: Value): Json {
  switch (typeof value) {
    case 'bigint': return Number(value);
    case 'object': break;
    default: return value;
  }
  if (value === null) return null;
  if (isList(value)) return value.map(jsonFromValue);
  if (Decimal.isDecimal(value)) return value.toFixed();
  if (value instanceof Uint8Array) return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''));
  if (value instanceof Temporal.ZonedDateTime) return datetimeText(value);
  if (!isRecord(value)) return (value as Temporal.PlainDate).toString();
  const record: Record<string, Json> = {};
  for (const [name, field] of Object.entries(value)) Object.defineProperty(record, name, { value: jsonFromValue(field ?? null), enumerable: true });
  return record;
}

const UNKNOWN: ValueType = { kind: 'unknown', nullable: true };

function untyped(json: Json, path: string): Value {
  if (typeof json === 'number') return integerFrom(json) ?? json;
  if (isJsonList(json)) return json.map((item, at) => untyped(item, `${path}[${at}]`));
  return isJsonRecord(json) ? recordFromJson(json, { kind: 'object', nullable: false }, path) : json;
}

function integerFrom(json: Json): bigint | undefined {
  return typeof json === 'number' && Number.isSafeInteger(json) ? BigInt(json) : undefined;
}

function decimalFrom(json: Json): Decimal | undefined {
  if (typeof json === 'number') return Number.isFinite(json) ? new Decimal(String(json)) : undefined;
  return typeof json === 'string' && /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(json) ? new Decimal(json) : undefined;
}

function temporalFrom<T extends Value>(json: Json, read: (text: string) => T): T | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    return read(json);
  } catch (error) {
    if (error instanceof RangeError || error instanceof ValueError) return undefined;
    throw error;
  }
}

function datetimeFrom(text: string, timezone: TimeZone): Temporal.PlainDateTime | Temporal.ZonedDateTime {
  const offset = /(Z|[+-]\d{2}(?::?\d{2})?)$/i.exec(text)?.[1];
  if (timezone === 'none') {
    if (offset !== undefined) throw new RangeError('An offset.');
    return Temporal.PlainDateTime.from(text);
  }
  const zone = timezone !== 'any' ? zoneName(timezone) : offset === undefined || /z/i.test(offset) ? 'UTC' : offset;
  return Temporal.Instant.from(text).toZonedDateTimeISO(zone);
}

function bytesFrom(json: Json): Uint8Array | undefined {
  if (typeof json !== 'string' || !/^[A-Za-z\d+/]*={0,2}$/.test(json)) return undefined;
  try {
    return Uint8Array.from(atob(json), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isJsonRecord(json: Json): json is { readonly [key: string]: Json | undefined } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function shown(json: Json): string {
  const text = JSON.stringify(json);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
