/** Functions on numbers, and on lists of numbers. */
import type { ValueType } from '../../model/type.ts';
import { compare, exact } from '../compare.ts';
import { Exact, roundHalfUp } from '../decimal.ts';
import { absoluteType, roundedType } from '../numeric-types.ts';
import { orderable } from '../operators.ts';
import { decimalDigits, decimalType, describeType, integerType, isNumericType, nullableIf, numberType, unify } from '../types.ts';
import type { Value } from '../values.ts';
import { isList } from '../values.ts';
import { constantCount, countOf, legalDecimal, legalInteger, legalNumber, listOf, numericOf } from './arguments.ts';
import type { Argument, FunctionDefinition, Refusal } from './definition.ts';
import { refuse } from './definition.ts';

const MOST_PLACES = 38;

export const numberFunctions: readonly FunctionDefinition[] = [
  {
    name: 'round', summary: 'The number rounded to so many decimals, or to a whole number; a half goes away from zero (2.5 → 3, -2.5 → -3).',
    parameters: [
      { name: 'number', accepts: 'number' },
      { name: 'decimals', accepts: 'whole number', optional: true, literal: true, check: (value) => (typeof value === 'bigint' && value >= 0n && value <= MOST_PLACES ? undefined : `The decimals are a number from 0 to ${MOST_PLACES}.`) },
    ],
    examples: [['round(2.345, 2)', '2.35'], ['round(-2.5)', '-3'], ['round(10 / 3, 2)', '3.33']],
    result: ([number, decimals]) => (number && isNumericType(number.type) ? roundedType(number.type, constantCount(decimals) ?? 0) : decimalType()),
    run: ([number, decimals]) => {
      const places = decimals === undefined ? 0 : countOf(decimals);
      const rounded = roundHalfUp(exact(numericOf(number)), Math.min(places, MOST_PLACES));
      return places === 0 ? legalInteger(BigInt(rounded.toFixed())) : legalDecimal(rounded);
    },
  },
  {
    name: 'abs', summary: 'The number without its sign.',
    parameters: [{ name: 'number', accepts: 'number' }], examples: [['abs(-3)', '3']],
    result: ([number]) => (number && isNumericType(number.type) ? absoluteType(number.type) : numberType),
    run: ([value]) => {
      const number = numericOf(value);
      return typeof number === 'bigint' ? (number < 0n ? -number : number) : typeof number === 'number' ? Math.abs(number) : number.abs();
    },
  },
  extreme('min', 'The smallest of the values, or of the items of a list; null for an empty list.', [['min(3, 1.5)', '1.5'], ['min([3, 2])', '2']], (order) => order < 0),
  extreme('max', 'The largest of the values, or of the items of a list; null for an empty list.', [['max(3, 1.5)', '3'], ['max(["a", "b"])', '"b"']], (order) => order > 0),
  {
    name: 'sum', summary: 'The sum of a list of numbers; 0 for an empty list, null if one of them is null.',
    parameters: [{ name: 'list', accepts: 'list' }], examples: [['sum([1, 2, 3])', '6'], ['sum([0.1, 0.2])', '0.3']],
    result: sumType, run: ([list]) => sum(listOf(list)),
  },
];

function extreme(name: string, summary: string, examples: [string, string][], better: (order: number) => boolean): FunctionDefinition {
  return {
    name, summary, examples,
    parameters: [{ name: 'value', accepts: 'value', rest: true }],
    result: extremeType,
    run: (values) => {
      const [only] = values;
      const items = values.length === 1 && only !== undefined && isList(only) ? only : values;
      if (items.includes(null)) return null;
      let best = items[0] ?? null;
      for (const item of items) if (best !== null && better(compare(item, best))) best = item;
      return best;
    },
  };
}

function extremeType(values: readonly Argument[]): ValueType | Refusal {
  const [only] = values;
  if (!only) return numberType;
  if (values.length === 1 && only.type.kind === 'array') {
    const { element, minItems } = only.type;
    if (!orderable(element, element)) return refuse(0, `Values of type ${describeType(element)} have no order.`);
    return nullableIf(element, element.nullable || (minItems ?? 0) < 1);
  }
  let type = only.type;
  for (const [at, value] of values.entries()) {
    if (!orderable(type, value.type)) {
      return refuse(at, at === 0 ? `Values of type ${describeType(type)} have no order.` : `A ${describeType(value.type)} cannot be compared with a ${describeType(type)}.`);
    }
    type = unify(type, value.type) ?? type;
  }
  return nullableIf(type, false);
}

function sumType([list]: readonly Argument[]): ValueType | Refusal {
  if (list?.type.kind !== 'array') return decimalType();
  const { element, maxItems } = list.type;
  if (maxItems === 0) return integerType({ minimum: 0, maximum: 0 });
  if (element.kind === 'unknown') return element;
  if (!isNumericType(element)) return refuse(0, `Only numbers have a sum, but the items of this list have the type ${describeType(element)}.`);
  const type = element.kind === 'number' ? numberType : element.kind === 'integer' ? integerType() : decimalType({ scale: decimalDigits(element).scale });
  return nullableIf<ValueType>(type, element.nullable);
}

function sum(items: readonly Value[]): Value {
  if (items.includes(null)) return null;
  const numbers = items.map(numericOf);
  if (numbers.some((number) => typeof number === 'number')) return legalNumber(numbers.reduce<number>((total, number) => total + Number(number.toString()), 0));
  if (numbers.every((number) => typeof number === 'bigint')) return legalInteger(numbers.reduce((total, number) => total + number, 0n));
  return legalDecimal(numbers.map(exact).reduce((total, number) => total.plus(number), new Exact(0)));
}
