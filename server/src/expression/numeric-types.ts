/** Types of results of arithmetic: bounds of integers, digits and bounds of exact decimals. */
import type { DecimalType, IntegerType, NumberType, ValueType } from '../model/type.ts';
import { Exact, digitsOf } from './decimal.ts';
import type { Decimal } from 'decimal.js';
import { both, decimalDigits, decimalOfDigits, decimalType, highest, integerType, isExact, lowest, numberType } from './types.ts';

interface Bounds {
  readonly low: Decimal | undefined;
  readonly high: Decimal | undefined;
}

type Exactly = IntegerType | DecimalType;

/** The type of a sum, difference, product or remainder. */
export function arithmeticType(operator: '+' | '-' | '*' | '%', left: Exactly | NumberType, right: Exactly | NumberType): ValueType {
  if (!isExact(left) || !isExact(right)) return numberType;
  if (operator === '%') return remainderType(left, right);
  const bounds = combine(operator, boundsOf(left), boundsOf(right));
  if (left.kind === 'integer' && right.kind === 'integer') return integerOf(bounds);
  const [a, b] = [decimalDigits(left), decimalDigits(right)];
  const product = operator === '*';
  const scale = product ? both((x, y) => x + y, a.scale, b.scale) : both(Math.max, a.scale, b.scale);
  const integer = product ? both((x, y) => x + y, a.integer, b.integer) : both((x, y) => Math.max(x, y) + 1, a.integer, b.integer);
  return decimalOf(bounds, integer, scale);
}

/** The type of a negated number. */
export function negatedType(type: Exactly | NumberType): ValueType {
  if (!isExact(type)) return numberType;
  const { low, high } = boundsOf(type);
  const bounds = { low: high?.neg(), high: low?.neg() };
  if (type.kind === 'integer') return integerOf(bounds);
  const { integer, scale } = decimalDigits(type);
  return decimalOf(bounds, integer, scale);
}

/** The type of a number without its sign. */
export function absoluteType(type: Exactly | NumberType): ValueType {
  if (!isExact(type)) return { ...numberType, minimum: 0 };
  const { low, high } = boundsOf(type);
  const zero = new Exact(0);
  const bounds = { low: low?.gt(0) ? low : high?.lt(0) ? high.neg() : zero, high: low && high ? Exact.max(low.abs(), high.abs()) : undefined };
  if (type.kind === 'integer') return integerOf(bounds);
  const { integer, scale } = decimalDigits(type);
  return decimalOf(bounds, integer, scale);
}

/** The type of a number rounded to so many places; without places it is an integer. */
export function roundedType(type: Exactly | NumberType, places: number): ValueType {
  if (places === 0) return type.kind === 'integer' ? integerOf(boundsOf(type)) : type.kind === 'decimal' ? integerType(integralBounds(type)) : integerType();
  if (type.kind === 'number') return decimalType({ scale: places });
  const { integer, scale } = decimalDigits(type);
  if (scale !== undefined && scale <= places) return type.kind === 'decimal' ? { ...type, nullable: false } : decimalOf(boundsOf(type), integer, 0);
  const { low, high } = boundsOf(type);
  return decimalOf({ low: low?.toDecimalPlaces(places), high: high?.toDecimalPlaces(places) }, integer === undefined ? undefined : integer + 1, places);
}

/** The bounds of an exact number once it is rounded to a whole one, as far as they are known and safe. */
export function integralBounds(type: Exactly): { minimum?: number | undefined; maximum?: number | undefined } {
  const { integer } = decimalDigits(type);
  const { low, high } = boundsOf(type);
  const limit = integer === undefined ? undefined : new Exact(`1e${integer}`);
  return { minimum: safe((low ?? limit?.neg())?.toDecimalPlaces(0)), maximum: safe((high ?? limit)?.toDecimalPlaces(0)) };
}

function boundsOf(type: Exactly): Bounds {
  const [low, high] = type.kind === 'integer' ? [lowest(type), highest(type)] : [type.minimum, type.maximum];
  return { low: low === undefined ? undefined : new Exact(low), high: high === undefined ? undefined : new Exact(high) };
}

function combine(operator: '+' | '-' | '*', a: Bounds, b: Bounds): Bounds {
  if (operator === '+') return { low: add(a.low, b.low), high: add(a.high, b.high) };
  if (operator === '-') return { low: add(a.low, b.high?.neg()), high: add(a.high, b.low?.neg()) };
  if (!a.low || !a.high || !b.low || !b.high) return { low: undefined, high: undefined };
  const corners = [a.low.times(b.low), a.low.times(b.high), a.high.times(b.low), a.high.times(b.high)];
  return { low: Exact.min(...corners), high: Exact.max(...corners) };
}

function add(a: Decimal | undefined, b: Decimal | undefined): Decimal | undefined {
  return a && b ? a.plus(b) : undefined;
}

/** The remainder has the sign of what is divided, and is smaller than the divisor. */
function remainderType(left: Exactly, right: Exactly): ValueType {
  const divisor = boundsOf(right);
  const limit = divisor.low && divisor.high ? Exact.max(divisor.low.abs(), divisor.high.abs()) : undefined;
  const { low, high } = boundsOf(left);
  const whole = left.kind === 'integer' && right.kind === 'integer';
  const reach = whole ? limit?.minus(1) : limit;
  const bounds = { low: low && !low.isNeg() ? new Exact(0) : reach?.neg(), high: high && (high.isNeg() || high.isZero()) ? new Exact(0) : reach };
  if (whole) return integerOf(bounds);
  const [a, b] = [decimalDigits(left), decimalDigits(right)];
  return decimalOf({ low: undefined, high: undefined }, both(Math.min, a.integer, b.integer), both(Math.max, a.scale, b.scale));
}

function integerOf({ low, high }: Bounds): IntegerType {
  return integerType({ minimum: safe(low), maximum: safe(high) });
}

function decimalOf({ low, high }: Bounds, integer: number | undefined, scale: number | undefined): DecimalType {
  const known = low && high ? Math.max(digitsOf(low).integer, digitsOf(high).integer) : undefined;
  const digits = known === undefined ? integer : Math.min(known, integer ?? known);
  return decimalOfDigits(digits, scale, { minimum: low?.toFixed(), maximum: high?.toFixed() });
}

function safe(bound: Decimal | undefined): number | undefined {
  return bound && bound.abs().lte(Number.MAX_SAFE_INTEGER) ? bound.toNumber() : undefined;
}
