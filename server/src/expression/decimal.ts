/** Exact decimals: every sum, difference and product is exact within these limits; a quotient is cut, never rounded. */
import { Decimal } from 'decimal.js';

/** Digits behind the point that are kept. A quotient has no more, so that rounding it later sees the true digits. */
export const DECIMAL_PLACES = 100;
/** Digits before the point. */
const INTEGER_DIGITS = 100;

/** The arithmetic of this room: wide enough that a product of two legal values is exact, and never written with an exponent. */
export const Exact = Decimal.clone({ precision: 500, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15, defaults: true });

/** A result within the limits; undefined where it is too large. Places beyond the limit are cut. */
export function bounded(value: Decimal): Decimal | undefined {
  if (!value.isFinite() || value.e >= INTEGER_DIGITS) return undefined;
  const cut = value.decimalPlaces() > DECIMAL_PLACES ? value.toDecimalPlaces(DECIMAL_PLACES, Decimal.ROUND_DOWN) : value;
  return cut.isZero() ? new Exact(0) : cut;
}

/** Rounds half up, which is away from zero: 2.5 → 3, −2.5 → −3. */
export function roundHalfUp(value: Decimal, places: number): Decimal {
  const rounded = value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  return rounded.isZero() ? new Exact(0) : rounded;
}

/** How many digits stand before the point (0 for 0.5), and how many behind it. */
export function digitsOf(value: Decimal): { readonly integer: number; readonly scale: number } {
  return { integer: value.isZero() ? 0 : Math.max(0, value.e + 1), scale: value.decimalPlaces() };
}
