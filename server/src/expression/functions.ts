/** The one table of functions: checker, evaluator, completion, hover and manual read it. */
import { conversionFunctions } from './functions/conversions.ts';
import { dateFunctions } from './functions/dates.ts';
import type { FunctionDefinition } from './functions/definition.ts';
import { identityFunctions } from './functions/identity.ts';
import { listFunctions } from './functions/lists.ts';
import { nullFunctions } from './functions/nulls.ts';
import { numberFunctions } from './functions/numbers.ts';
import { textFunctions } from './functions/text.ts';

/** The functions by kind, in the manual's order. */
export const FUNCTION_GROUPS: readonly (readonly [title: string, functions: readonly FunctionDefinition[]])[] = [
  ['Text', textFunctions],
  ['Null and missing values', nullFunctions],
  ['Conversion', conversionFunctions],
  ['Dates and times', dateFunctions],
  ['Numbers', numberFunctions],
  ['Lists', listFunctions],
  ['Protection and identity', identityFunctions],
];

export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(FUNCTION_GROUPS.flatMap(([, functions]) => functions.map((definition) => [definition.name, definition])));
