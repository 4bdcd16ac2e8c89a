/** Literals: the value and the type of what is written in an expression itself. */
import type { Expression, LiteralExpression } from './ast.ts';
import type { ValueType } from '../model/type.ts';
import { bounded, digitsOf, Exact } from './decimal.ts';
import { booleanType, decimalOfDigits, integerType, nullType, stringType } from './types.ts';
import type { Value } from './values.ts';
import { MAX_INTEGER, ValueError, lengthOf } from './values.ts';

/** The value of a literal; a ValueError where no type of number holds it. */
export function literalValue({ type, value }: LiteralExpression): Value {
  switch (type) {
    case 'string': return value;
    case 'boolean': return value === 'true';
    case 'null': return null;
    case 'bytes': return Uint8Array.from(value, (byte) => byte.charCodeAt(0));
    case 'integer': {
      const negative = value.startsWith('-');
      const amount = BigInt(negative ? value.slice(1) : value);
      if (amount > MAX_INTEGER) throw new ValueError('Whole numbers go up to ±(2^53 − 1) = 9007199254740991. Write a longer one as text.', value);
      return negative ? -amount : amount;
    }
    case 'decimal': {
      const decimal = bounded(new Exact(value));
      if (!decimal) throw new ValueError('A decimal has at most 100 digits before the point.', value);
      return decimal;
    }
    case 'number': {
      const number = Number(value);
      if (!Number.isFinite(number)) throw new ValueError('This number is too large for a double.', value);
      return number === 0 ? 0 : number;
    }
  }
}

/** The value of an expression that is a literal, or a negated number; undefined where it is neither, or no legal one. */
export function constantOf(node: Expression): Value | undefined {
  if (node.kind === 'unary' && node.operator === '-') {
    const operand = constantOf(node.operand);
    return typeof operand === 'bigint' ? -operand : undefined;
  }
  if (node.kind !== 'literal') return undefined;
  try {
    return literalValue(node);
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}

/** The type of a literal, which holds its value alone. */
export function literalType(node: LiteralExpression): ValueType {
  const value = literalValue(node);
  if (value === null) return nullType;
  if (typeof value === 'string') {
    const length = lengthOf(value);
    return stringType({ minLength: length, maxLength: length, enum: [value] });
  }
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'bigint') return integerType({ minimum: Number(value), maximum: Number(value) });
  if (typeof value === 'number') return { kind: 'number', nullable: false, minimum: value, maximum: value };
  if (value instanceof Uint8Array) return { kind: 'binary', nullable: false };
  const decimal = new Exact(node.value);
  const { integer, scale } = digitsOf(decimal);
  return decimalOfDigits(integer, scale, { minimum: decimal.toFixed(), maximum: decimal.toFixed() });
}
