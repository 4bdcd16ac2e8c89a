/** Arithmetic on values. Integers stay integers, except in a quotient; with a double the result is a double. */
import { exact, isNumeric } from './compare.ts';
import { DECIMAL_PLACES } from './decimal.ts';
import { Decimal } from 'decimal.js';
import { legalDecimal, legalInteger, legalNumber } from './functions/arguments.ts';
import type { Value } from './values.ts';
import { ValueError, isList, kindOf } from './values.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** The result of an operation; a ValueError where it is none, or outside the limits of its type. */
export function calculate(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (operator === '+' && left !== null && right !== null && isList(left) && isList(right)) return [...left, ...right];
  const strange = [left, right].find((value) => !isNumeric(value));
  if (!isNumeric(left) || !isNumeric(right)) throw new ValueError(`${operator} takes numbers, but this is of kind ${kindOf(strange ?? null)}.`, strange ?? null);
  const zero = (operator === '/' || operator === '%') && exact(right).isZero();
  if (zero) throw new ValueError('A division by zero has no result.', right);
  if (typeof left === 'number' || typeof right === 'number') return legalNumber(doubles(operator, Number(left.toString()), Number(right.toString())));
  if (typeof left === 'bigint' && typeof right === 'bigint' && operator !== '/') return legalInteger(integers(operator, left, right));
  const [a, b] = [exact(left), exact(right)];
  switch (operator) {
    case '+': return legalDecimal(a.plus(b));
    case '-': return legalDecimal(a.minus(b));
    case '*': return legalDecimal(a.times(b));
    case '%': return legalDecimal(a.mod(b));
    case '/': return legalDecimal(quotient(a, b));
  }
}

export function negate(value: Value): Value {
  if (typeof value === 'bigint') return -value;
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (isNumeric(value)) return legalDecimal(value.neg());
  throw new ValueError(`- takes a number, but this is of kind ${kindOf(value)}.`, value);
}

/** Cut, not rounded: whoever rounds it later must see whether a half is passed. */
function quotient(a: Decimal, b: Decimal): Decimal {
  return a.div(b).toDecimalPlaces(DECIMAL_PLACES, Decimal.ROUND_DOWN);
}

function integers(operator: '+' | '-' | '*' | '%', left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '%': return left % right;
  }
}

function doubles(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return left / right;
    case '%': return left % right;
  }
}
