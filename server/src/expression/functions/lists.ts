/** Functions on lists. */
import { compare, equal } from '../compare.ts';
import { orderable } from '../operators.ts';
import { arrayType, describeType, integerType, nullableIf } from '../types.ts';
import type { Value } from '../values.ts';
import { unknownType } from '../../model/type.ts';
import { listOf } from './arguments.ts';
import type { FunctionDefinition, Parameter } from './definition.ts';
import { refuse } from './definition.ts';

const LIST: Parameter = { name: 'list', accepts: 'list' };

export const listFunctions: readonly FunctionDefinition[] = [
  {
    name: 'count', summary: 'How many items the list has. (`length` counts the characters of a text.)',
    parameters: [LIST], examples: [['count(["a", null])', '2']],
    result: ([list]) => (list?.type.kind === 'array' ? integerType({ minimum: list.type.minItems ?? 0, maximum: list.type.maxItems }) : integerType({ minimum: 0 })),
    run: ([list]) => BigInt(listOf(list).length),
  },
  {
    name: 'first', summary: 'The first item of the list; null if it is empty.',
    parameters: [LIST], examples: [['first(["a", "b"])', '"a"'], ['first([])', 'null']],
    result: ([list]) => {
      if (list?.type.kind !== 'array') return unknownType;
      const { element, minItems } = list.type;
      return nullableIf(element, element.nullable || (minItems ?? 0) < 1);
    },
    run: ([list]) => listOf(list)[0] ?? null,
  },
  {
    name: 'distinct', summary: 'The items of the list without repetitions, in the order of their first place.',
    parameters: [LIST], examples: [['distinct([1, 2, 1])', '[1, 2]']],
    result: ([list]) => (list?.type.kind === 'array' ? arrayType(list.type.element, Math.min(1, list.type.minItems ?? 0), list.type.maxItems) : unknownType),
    run: ([list]) => {
      const kept: Value[] = [];
      for (const item of listOf(list)) if (!kept.some((other) => equal(other, item))) kept.push(item);
      return kept;
    },
  },
  {
    name: 'sort', summary: 'The items of the list in rising order, text by code point; nulls come last.',
    parameters: [LIST], examples: [['sort([3, 1, 2])', '[1, 2, 3]'], ['sort(["b", "B", "a"])', '["B", "a", "b"]']],
    result: ([list]) => {
      if (list?.type.kind !== 'array') return unknownType;
      const { element } = list.type;
      return orderable(element, element) ? nullableIf(list.type, false) : refuse(0, `Values of type ${describeType(element)} have no order.`);
    },
    run: ([list]) => [...listOf(list)].sort((a, b) => (a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b))),
  },
];
