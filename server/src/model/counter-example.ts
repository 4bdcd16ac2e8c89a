/** A value of one type that another does not allow: found by trying values at and around the limits of both. */
import { Decimal } from 'decimal.js';
import { fits } from './fits.ts';
import type { DatetimeType, DecimalType, IntegerType, NumberType, ObjectType, StringType, ValueType } from './type.ts';
import type { TypedValue, Value } from './value.ts';
import { repeated } from './value.ts';
import { offsetInZone, skippedTime } from './zone.ts';

/** A value that fits `from` and does not fit `to`, the plainest that was found; undefined where none was. */
export function counterExample(from: ValueType, to: ValueType): Value | undefined {
  for (const value of candidates(from, to, 0)) {
    if (fits(value, from) && !fits(value, to)) return value;
  }
  if (from.nullable && from.kind !== 'unknown' && !fits(null, to)) return null;
  return undefined;
}

const DEEPEST = 20;

/** Values of a type worth trying, the plain ones first. Not all of them fit it. */
export function* candidates(from: ValueType, to: ValueType, depth: number): Generator<Value> {
  switch (from.kind) {
    case 'string': return yield* texts(from, to);
    case 'integer':
    case 'number':
    case 'decimal': return yield* numbers(from, to);
    case 'datetime': return yield* datetimes(from, to);
    case 'boolean': return yield* [true, false];
    case 'date': return yield* typed('date', '2024-03-10', '2024-02-29');
    case 'time': return yield* typed('time', '08:30:00');
    case 'duration': return yield* typed('duration', 'PT15M');
    case 'uuid': return yield* typed('uuid', '3f2b8c1e-9d4a-4e6f-8a7b-5c0d1e2f3a4b', 'ffffffff-ffff-4fff-bfff-ffffffffffff');
    case 'binary': return yield* typed('binary', 'ff00', '');
    case 'array': return yield* arrays(from, to, depth);
    case 'object': return yield* records(from, to, depth);
    default: return;
  }
}

function* typed(kind: TypedValue['kind'], ...texts: readonly string[]): Generator<TypedValue> {
  for (const text of texts) yield { kind, text };
}

/** Texts that patterns in specs tend to allow. */
const USUAL_TEXTS = [
  'abc', 'a', '', 'ABC', 'Aa', '1', '42', '0', '12345', '123456789', '-1', '1.005', 'AB', 'A1', 'a-b', 'a_b', 'a b', ' ', 'A-1', 'AB-12', 'abc123', 'true', 'n/a', '€', '😀', 'ä', '\n', 'a\n',
  'a@b.co', 'ab@example.com', 'https://example.com', '+4930123456', '2024-03-10', '2024-03-10T02:30:00Z', '12:30', 'de', 'DE', 'EUR', 'de-DE', 'en_US', '10115', '10115-1234', '#ff00aa',
  '3f2b8c1e-9d4a-4e6f-8a7b-5c0d1e2f3a4b', '0000', 'SKU-1', 'AB12', 'ab12', 'A123', 'INT-2025-001', 'ord_1', 'v1.2.3', '192.168.0.1', 'x'.repeat(20),
];

function* texts(from: StringType, to: ValueType): Generator<Value> {
  if (from.enum) return yield* from.enum;
  const limits = to.kind === 'string' ? [to.maxLength === undefined ? undefined : to.maxLength + 1, to.minLength === undefined ? undefined : to.minLength - 1] : [];
  const lengths = [...limits, from.minLength, from.maxLength].filter((length) => length !== undefined && length >= 0);
  const plain = to.kind === 'string' && limits.some((length) => length !== undefined) && to.enum === undefined;
  if (!plain) yield* USUAL_TEXTS;
  for (const length of new Set(lengths)) {
    for (const character of from.pattern === undefined ? ['a'] : ['a', 'A', '0', 'x', ' ', '-', '€']) yield repeated(character, length ?? 0);
  }
  if (plain) yield* USUAL_TEXTS;
  if (from.pattern !== undefined) {
    // A usual text that the pattern allows may grow at its end, or by its last character.
    for (const text of USUAL_TEXTS) for (const length of new Set(lengths)) if ((length ?? 0) <= 1000) yield grown(text, length ?? 0);
  }
}

function grown(text: string, length: number): string {
  const characters = [...text];
  const last = characters.at(-1) ?? 'a';
  return characters.slice(0, length).join('') + last.repeat(Math.max(0, length - characters.length));
}

type Numeric = IntegerType | NumberType | DecimalType;

function* numbers(from: Numeric, to: ValueType): Generator<Value> {
  if (from.kind !== 'decimal' && from.enum) return yield* from.enum;
  for (const exact of numbersToTry(from, to)) {
    const value = valueOf(exact, from);
    if (value !== undefined) yield value;
  }
}

/** A number as a value of the type: decimals keep their digits. */
function valueOf(exact: Decimal, from: Numeric): Value | undefined {
  if (from.kind === 'decimal') return Math.abs(exact.e) > MOST_DIGITS ? undefined : { kind: 'decimal', text: exact.toFixed() };
  const number = exact.toNumber();
  return Number.isFinite(number) ? number : undefined;
}

function* numbersToTry(from: Numeric, to: ValueType): Generator<Decimal> {
  const limits = [from, to].flatMap((type) => (type.kind === 'integer' || type.kind === 'number' || type.kind === 'decimal' ? [type.minimum, type.maximum] : [])).filter((limit) => limit !== undefined);
  const scale = to.kind === 'decimal' ? (to.scale ?? 0) : 0;
  const digits = to.kind === 'decimal' && to.precision !== undefined ? to.precision - scale : 16;
  // One digit more behind the point than fits: 1.005 for two.
  const finer = power(-scale - 1).times(5);
  const starts = [...limits.map((limit) => new Decimal(limit)), new Decimal(1), new Decimal(0)];
  if (to.kind !== 'decimal' && to.kind !== 'integer' && to.kind !== 'number') yield new Decimal(1);
  for (const start of [new Decimal(1), ...starts]) yield add(start, finer);
  if (to.kind === 'decimal') yield* [power(digits), power(digits).neg()];
  for (const start of starts) yield* [start.plus(1), start.minus(1), start, add(start, finer.neg())];
  yield* [power(digits), power(digits).neg(), power(digits).minus(1)];
  yield* extremes(from);
  for (const exponent of [17, 20, 40, 100, 300]) yield power(exponent);
  if (from.kind === 'decimal') yield* fineDecimals(from, limits.map((limit) => new Decimal(limit)));
  if (from.kind === 'number') {
    for (const start of starts) yield* [new Decimal(above(start.toNumber())), new Decimal(-above(-start.toNumber()))];
    yield* [new Decimal(Number.MIN_VALUE), new Decimal(1e-7), new Decimal(0.1)];
  }
}

/** No longer numbers are tried. */
const MOST_DIGITS = 400;

/** Exact sums: the default precision of the library would round long ones. */
const Exact = Decimal.clone({ precision: 1200, toExpNeg: -2000, toExpPos: 2000 });

function add(one: Decimal, other: Decimal): Decimal {
  return new Exact(one).plus(other);
}

function power(exponent: number): Decimal {
  return new Exact(`1e${String(exponent)}`);
}

function extremes(from: Numeric): Decimal[] {
  if (from.kind === 'integer') return [new Decimal(Number.MAX_SAFE_INTEGER), new Decimal(Number.MIN_SAFE_INTEGER)];
  if (from.kind === 'number') return [new Decimal(Number.MAX_VALUE), new Decimal(-Number.MAX_VALUE)];
  if (from.precision === undefined) return [];
  const largest = new Exact('9'.repeat(Math.min(from.precision, MOST_DIGITS))).times(power(-(from.scale ?? 0)));
  return [largest, largest.neg()];
}

/** Decimals with all the digits behind the point that the type has. */
function* fineDecimals(from: DecimalType, limits: readonly Decimal[]): Generator<Decimal> {
  const scale = from.scale ?? 0;
  const reachable = limits.flatMap((limit) => [limit.toDecimalPlaces(scale, Decimal.ROUND_FLOOR), limit.toDecimalPlaces(scale, Decimal.ROUND_CEIL)]);
  yield* reachable;
  for (const start of [new Decimal(1), new Decimal(0), ...reachable]) yield* [add(start, power(-scale)), add(start, power(-scale).neg()), add(start, power(-scale).times(5))];
  const count = Math.min(from.precision ?? 30, MOST_DIGITS);
  const digits = '1234567890'.repeat(Math.ceil(count / 10)).slice(0, count);
  // Sixteen digits and more: doubles keep some of them, and not others.
  for (const start of ['', '6213774780630999', '9007199254740993', '9999999999999997', '8766543210987653', '7999999999999993']) {
    yield new Exact((start + digits).slice(0, count)).times(power(-scale));
  }
  if (scale === 0) return;
  for (const limit of limits) {
    // Below or above a limit, with as many digits as there are.
    const fraction = new Exact(digits.slice(0, scale)).times(power(-scale));
    yield* [add(limit, fraction), add(limit, fraction.neg())];
  }
}

/** The next double above a number. */
function above(number: number): number {
  if (!Number.isFinite(number)) return number;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number === 0 ? 0 : number);
  view.setBigInt64(0, view.getBigInt64(0) + (number < 0 ? -1n : 1n));
  return view.getFloat64(0);
}

function* datetimes({ timezone }: DatetimeType, to: ValueType): Generator<TypedValue> {
  const usual = '2024-01-15T09:30:00';
  if (timezone === 'UTC') return yield* typed('datetime', `${usual}Z`);
  if (timezone === 'any') return yield* typed('datetime', `${usual}+05:30`, `${usual}Z`);
  if (timezone === 'none') {
    const zone = to.kind === 'datetime' && typeof to.timezone === 'object' ? skippedTime(to.timezone.zone) : undefined;
    if (zone !== undefined) yield { kind: 'datetime', text: zone };
    return yield* typed('datetime', usual);
  }
  yield* zoned(timezone.zone);
}

/** A date and time in a zone: the offset is that of the zone. */
function* zoned(zone: string): Generator<TypedValue> {
  for (const local of ['2024-01-15T09:30:00', '2024-07-15T09:30:00']) {
    const offset = offsetInZone(local, zone);
    if (offset !== undefined) yield { kind: 'datetime', text: local + offset, zone };
  }
}

function* arrays(from: ValueType & { kind: 'array' }, to: ValueType, depth: number): Generator<Value> {
  if (depth > DEEPEST) return;
  const element = to.kind === 'array' ? to.element : to;
  const lengths = [1, from.minItems ?? 0, from.maxItems, to.kind === 'array' && to.maxItems !== undefined ? to.maxItems + 1 : undefined, to.kind === 'array' ? (to.minItems ?? 0) - 1 : undefined];
  const items = [...(to.kind === 'array' && from.element.kind !== 'unknown' ? [counterExample(from.element, element)].filter((value) => value !== undefined) : []), ...[...candidates(from.element, element, depth + 1)].filter((value) => fits(value, from.element)).slice(0, 3)];
  for (const length of new Set(lengths)) {
    if (length === undefined || length < 0 || length > 1000) continue;
    if (length === 0) yield { kind: 'array', items: [] };
    else for (const item of items) yield { kind: 'array', items: new Array<Value>(length).fill(item) };
  }
}

/** A value that a type allows, where one is found: the plainest. */
export function anyValue(type: ValueType, depth = 0): Value | undefined {
  if (type.kind === 'unknown') return 'a';
  for (const value of candidates(type, type, depth)) if (fits(value, type)) return value;
  return type.nullable ? null : undefined;
}

function* records(from: ObjectType, to: ValueType, depth: number): Generator<Value> {
  if (depth > DEEPEST) return;
  const usual = new Map<string, Value>();
  for (const [name, field] of from.fields ?? []) {
    const value = anyValue(field.type, depth + 1);
    if (value === undefined && field.required) return;
    if (value !== undefined) usual.set(name, value);
  }
  yield { kind: 'object', fields: usual };
  const wanted = to.kind === 'object' ? to.fields : undefined;
  if (!wanted || !from.fields) return;
  for (const [name, field] of from.fields) {
    const other = wanted.get(name);
    // What an absent value stands for is as good as there.
    if (!field.required && !field.hasDefault) yield { kind: 'object', fields: new Map([...usual].filter(([each]) => each !== name)) };
    const value = other && counterExample(field.type, other.type);
    if (value !== undefined) yield { kind: 'object', fields: new Map([...usual, [name, value]]) };
  }
}
