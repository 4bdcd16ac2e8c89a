/** Functions that change the type of a value. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import type { ValueType } from '../../model/type.ts';
import { exact, isNumeric } from '../compare.ts';
import { booleanType, decimalDigits, decimalOfDigits, decimalType, integerType, isExact, lengthsOf, numberType, stringType } from '../types.ts';
import type { Value } from '../values.ts';
import { ValueError, datetimeText } from '../values.ts';
import { integralBounds } from '../numeric-types.ts';
import { legalDecimal, legalInteger, legalNumber, numericOf, textOf } from './arguments.ts';
import type { FunctionDefinition, Parameter } from './definition.ts';

const NUMBER_OR_TEXT: Parameter = { name: 'value', accepts: 'text or number' };
const INTEGER = /^[+-]?[0-9]+$/;
const DECIMAL = /^[+-]?[0-9]+(\.[0-9]+)?$/;
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
/** Longer than any number these types hold. */
const LONGEST_NUMBER = 400;

export const conversionFunctions: readonly FunctionDefinition[] = [
  {
    name: 'toInteger', summary: 'The whole number that a text writes or a number is; an error where it is none (round first).',
    parameters: [NUMBER_OR_TEXT], examples: [['toInteger("-042")', '-42'], ['toInteger(7.0)', '7']],
    result: ([value]) => (value && isExact(value.type) ? integerType(integralBounds(value.type)) : integerType()),
    run: ([value]) => {
      if (typeof value === 'string') return legalInteger(BigInt(written(value, INTEGER, 'a whole number').replace(/^\+/, '')));
      const number = exact(numericOf(value));
      if (!number.isInteger()) throw new ValueError('This is no whole number. Use round first.', value ?? null);
      return legalInteger(BigInt(number.toFixed()));
    },
  },
  {
    name: 'toDecimal', summary: 'The exact decimal that a text writes or a number is.',
    parameters: [NUMBER_OR_TEXT], examples: [['toDecimal("12.50")', '12.5'], ['toDecimal(3)', '3']],
    result: ([value]) => {
      if (!value || !isExact(value.type)) return decimalType();
      const { integer, scale } = decimalDigits(value.type);
      return value.type.kind === 'decimal' ? { ...value.type, nullable: false } : decimalOfDigits(integer, scale, boundTexts(value.type));
    },
    run: ([value]) => legalDecimal(exact(typeof value === 'string' ? new Decimal(written(value, DECIMAL, 'a decimal')) : numericOf(value))),
  },
  {
    name: 'toNumber', summary: 'The double nearest to what a text writes or a number is.',
    parameters: [NUMBER_OR_TEXT], examples: [['toNumber("1.5e3")', '1500']],
    result: () => numberType,
    run: ([value]) => legalNumber(Number(typeof value === 'string' ? written(value, NUMBER, 'a number') : exact(numericOf(value)).toString())),
  },
  {
    name: 'toBoolean', summary: 'True for the text `true`, false for `false` (in any case), an error for everything else.',
    parameters: [{ name: 'text', accepts: 'text' }], examples: [['toBoolean("True")', 'true']],
    result: () => booleanType,
    run: ([value]) => {
      const text = textOf(value).toLowerCase();
      if (text !== 'true' && text !== 'false') throw new ValueError('This text is neither true nor false.', value ?? null);
      return text === 'true';
    },
  },
  {
    name: 'toText', summary: 'The value as text: numbers without an exponent or trailing zeros, dates and times in ISO 8601.',
    parameters: [{ name: 'value', accepts: 'single value' }],
    examples: [['toText(42)', '"42"'], ['toText(1.50)', '"1.5"'], ['toText(true)', '"true"'], ['toText(parseDate("10.3.2024", "d.M.yyyy"))', '"2024-03-10"']],
    result: ([value]) => textTypeOf(value?.type), run: ([value]) => asText(value ?? null),
  },
];

/** A value as text, in one way only. */
function asText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (isNumeric(value)) return exact(value).toFixed();
  if (value instanceof Temporal.ZonedDateTime) return datetimeText(value);
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainDateTime || value instanceof Temporal.PlainTime || value instanceof Temporal.Duration) return value.toString();
  throw new ValueError('Only single values can be written as text.', value);
}

function textTypeOf(type: ValueType | undefined): ValueType {
  switch (type?.kind) {
    case 'string': return { ...type, nullable: false };
    case 'uuid': return stringType({ minLength: 36, maxLength: 36 });
    case 'boolean': return stringType({ enum: ['true', 'false'] });
    case 'integer': return type.enum && type.enum.length > 0 ? stringType({ enum: type.enum.map(String) }) : stringType({ minLength: 1, maxLength: longestInteger(type.minimum, type.maximum) });
    case 'decimal': {
      const { integer, scale } = decimalDigits(type);
      const longest = integer === undefined || scale === undefined ? undefined : 1 + Math.max(1, integer) + (scale > 0 ? 1 + scale : 0);
      return stringType({ minLength: 1, maxLength: longest });
    }
    // A sign, 17 digits, and at most "0.00000" before them or an exponent behind them.
    case 'number': return stringType({ minLength: 1, maxLength: 25 });
    case 'date': return stringType({ minLength: 10, maxLength: 10 });
    default: return stringType(type ? { minLength: Math.min(1, lengthsOf(type).min) } : {});
  }
}

function longestInteger(minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER): number {
  return Math.max(String(minimum).length, String(maximum).length);
}

function boundTexts(type: ValueType): { minimum?: string; maximum?: string } {
  if (type.kind !== 'integer') return {};
  return { ...(type.minimum === undefined ? {} : { minimum: String(type.minimum) }), ...(type.maximum === undefined ? {} : { maximum: String(type.maximum) }) };
}

function written(text: string, form: RegExp, what: string): string {
  if (text.length > LONGEST_NUMBER || !form.test(text)) throw new ValueError(`This text is not ${what}.`, text.slice(0, LONGEST_NUMBER));
  return text;
}
