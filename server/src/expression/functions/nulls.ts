/** Functions on null and on what is missing. */
import type { ValueType } from '../../model/type.ts';
import { equal } from '../compare.ts';
import { comparable } from '../operators.ts';
import { booleanType, describeType, nullableIf, unify } from '../types.ts';
import type { Argument, FunctionDefinition, Refusal } from './definition.ts';
import { refuse } from './definition.ts';

export const nullFunctions: readonly FunctionDefinition[] = [
  {
    name: 'coalesce', summary: 'The first of the values that is not null.', total: true,
    parameters: [{ name: 'value', accepts: 'value', rest: true }], examples: [['coalesce(null, "a", "b")', '"a"']],
    result: firstPresent, run: (values) => values.find((value) => value !== null) ?? null,
  },
  {
    name: 'default', summary: 'The value, or `instead` where the value is null or missing.', total: true,
    parameters: [{ name: 'value', accepts: 'value' }, { name: 'instead', accepts: 'value' }], examples: [['default(null, 0)', '0'], ['default(5, 0)', '5']],
    result: firstPresent, run: ([value, instead]) => value ?? instead ?? null,
  },
  {
    name: 'isNull', summary: 'Is the value null or missing?', total: true,
    parameters: [{ name: 'value', accepts: 'value' }], examples: [['isNull(null)', 'true'], ['isNull("")', 'false']],
    result: () => booleanType, run: ([value]) => (value ?? null) === null,
  },
  {
    name: 'nullIf', summary: 'Null where the value equals `unwanted`, otherwise the value.',
    parameters: [{ name: 'value', accepts: 'value' }, { name: 'unwanted', accepts: 'value' }], examples: [['nullIf("n/a", "n/a")', 'null'], ['nullIf(5, 0)', '5']],
    result: ([value, unwanted]) => {
      if (!value || !unwanted) return booleanType;
      return comparable(value.type, unwanted.type)
        ? nullableIf(value.type, true)
        : refuse(1, `A ${describeType(value.type)} never equals a ${describeType(unwanted.type)}. Compare with a value of the same type.`);
    },
    run: ([value, unwanted]) => (equal(value ?? null, unwanted ?? null) ? null : (value ?? null)),
  },
];

/** The type that holds all of the values; null remains possible only where it is for each of them. */
function firstPresent(values: readonly Argument[]): ValueType | Refusal {
  const [first] = values;
  if (!first) return booleanType;
  let type = first.type;
  let nullable = true;
  for (const [at, value] of values.entries()) {
    const united = unify(type, value.type);
    if (!united) return refuse(at, `A ${describeType(value.type)} does not go with a ${describeType(type)}. Give all values the same type.`);
    type = united;
    nullable &&= value.type.nullable;
  }
  return nullableIf(type, nullable);
}
