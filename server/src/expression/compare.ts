/** Equality and order of values. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { Exact } from './decimal.ts';
import type { Value } from './values.ts';
import { ValueError, isList, isRecord, kindOf } from './values.ts';

type Numeric = bigint | number | Decimal;

export function isNumeric(value: Value): value is Numeric {
  return typeof value === 'bigint' || typeof value === 'number' || Decimal.isDecimal(value);
}

/** A number as an exact decimal; a double counts as the shortest decimal that reads back as it. */
export function exact(value: Numeric): Decimal {
  return new Exact(typeof value === 'bigint' ? value.toString() : value);
}

/** Are two values the same? Numbers of all kinds by amount, moments by instant, lists and records by their parts. */
export function equal(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (isNumeric(left) && isNumeric(right)) return exact(left).eq(exact(right));
  if (isList(left) && isList(right)) return left.length === right.length && left.every((item, at) => equal(item, right[at] ?? null));
  if (left instanceof Uint8Array && right instanceof Uint8Array) return left.length === right.length && left.every((byte, at) => byte === right[at]);
  if (isRecord(left) && isRecord(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => equal(fieldOf(left, name), fieldOf(right, name)));
  }
  if (typeof left === 'object' || typeof right === 'object') return compare(left, right) === 0;
  if (typeof left !== typeof right) throw mixed(left, right);
  return left === right;
}

/** Negative, zero or positive. Text is ordered by code point. */
export function compare(left: Value, right: Value): number {
  if (isNumeric(left) && isNumeric(right)) return exact(left).cmp(exact(right));
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (left instanceof Temporal.PlainDate && right instanceof Temporal.PlainDate) return Temporal.PlainDate.compare(left, right);
  if (left instanceof Temporal.PlainTime && right instanceof Temporal.PlainTime) return Temporal.PlainTime.compare(left, right);
  if (left instanceof Temporal.PlainDateTime && right instanceof Temporal.PlainDateTime) return Temporal.PlainDateTime.compare(left, right);
  if (left instanceof Temporal.ZonedDateTime && right instanceof Temporal.ZonedDateTime) return Temporal.ZonedDateTime.compare(left, right);
  if (left instanceof Temporal.Duration && right instanceof Temporal.Duration) return compareDurations(left, right);
  throw mixed(left, right);
}

/** The value of a record's own field; null where it is missing. */
export function fieldOf(record: { readonly [name: string]: Value | undefined }, name: string): Value {
  return Object.hasOwn(record, name) ? (record[name] ?? null) : null;
}

function compareText(left: string, right: string): number {
  const a = left[Symbol.iterator]();
  const b = right[Symbol.iterator]();
  for (;;) {
    const [x, y] = [a.next(), b.next()];
    if (x.done || y.done) return Number(y.done ?? false) - Number(x.done ?? false);
    if (x.value !== y.value) return (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0);
  }
}

function compareDurations(left: Temporal.Duration, right: Temporal.Duration): number {
  if (left.years !== 0 || left.months !== 0 || right.years !== 0 || right.months !== 0) {
    throw new ValueError('Months and years have no fixed length. Compare durations of weeks, days or less.', left);
  }
  return Temporal.Duration.compare(withoutWeeks(left), withoutWeeks(right));
}

/** A week is seven days of 24 hours. */
function withoutWeeks(duration: Temporal.Duration): Temporal.Duration {
  return duration.with({ weeks: 0, days: duration.days + 7 * duration.weeks });
}

function mixed(left: Value, right: Value): ValueError {
  return new ValueError(`A value of kind ${kindOf(left)} cannot be compared with one of kind ${kindOf(right)}.`, right);
}
