/** Narrows argument values to what a function works on; a ValueError where a value has another kind. */
import type { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { isNumeric } from '../compare.ts';
import { bounded } from '../decimal.ts';
import type { Value } from '../values.ts';
import { MAX_INTEGER, ValueError, isList, kindOf } from '../values.ts';
import type { Argument } from './definition.ts';

function wrong(value: Value | undefined, expected: string): ValueError {
  return new ValueError(`Expected is ${expected}, but this is of kind ${kindOf(value ?? null)}.`, value ?? null);
}

export function textOf(value: Value | undefined): string {
  if (typeof value !== 'string') throw wrong(value, 'text');
  return value;
}

export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || !isList(value)) throw wrong(value, 'a list');
  return value;
}

export function numericOf(value: Value | undefined): bigint | number | Decimal {
  if (value === undefined || !isNumeric(value)) throw wrong(value, 'a number');
  return value;
}

export function integerOf(value: Value | undefined): bigint {
  if (typeof value !== 'bigint') throw wrong(value, 'a whole number');
  return value;
}

/** A number of characters, places and so on: not negative. */
export function countOf(value: Value | undefined): number {
  const count = integerOf(value);
  if (count < 0n) throw new ValueError('This number must not be negative.', count);
  return Number(count);
}

export function dateOf(value: Value | undefined): Temporal.PlainDate {
  if (!(value instanceof Temporal.PlainDate)) throw wrong(value, 'a date');
  return value;
}

export function datetimeOf(value: Value | undefined): Temporal.PlainDateTime | Temporal.ZonedDateTime {
  if (!(value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime)) throw wrong(value, 'a datetime');
  return value;
}

export function zonedOf(value: Value | undefined): Temporal.ZonedDateTime {
  const datetime = datetimeOf(value);
  if (datetime instanceof Temporal.ZonedDateTime) return datetime;
  throw new ValueError('This datetime has no offset. Use assumeZone first.', datetime);
}

/** An integer within the limits of the type. */
export function legalInteger(value: bigint): bigint {
  if (value > MAX_INTEGER || value < -MAX_INTEGER) throw new ValueError('The whole number is outside ±(2^53 − 1).', value);
  return value;
}

/** A decimal within the limits of the type. */
export function legalDecimal(value: Decimal): Decimal {
  const result = bounded(value);
  if (!result) throw new ValueError('The decimal has more than 100 digits before the point.', value);
  return result;
}

export function legalNumber(value: number): number {
  if (!Number.isFinite(value)) throw new ValueError('The number is too large for a double.', value);
  return value === 0 ? 0 : value;
}

/** Dates have a year from 1 to 9999, so that every one can be written in four digits. */
export function legalDate<T extends { readonly year: number } & Value>(value: T): T {
  if (value.year < 1 || value.year > 9999) throw new ValueError('The year is outside 1 to 9999.', value);
  return value;
}

/** A whole number that is written in the expression. */
export function constantCount(argument: Argument | undefined): number | undefined {
  const value = argument?.constant;
  return typeof value === 'bigint' && value >= 0n ? Number(value) : undefined;
}

export function constantText(argument: Argument | undefined): string | undefined {
  return typeof argument?.constant === 'string' ? argument.constant : undefined;
}

export function notNegative(value: Value): string | undefined {
  return typeof value === 'bigint' && value < 0n ? 'This number must not be negative.' : undefined;
}
