/** The expression language: parse · check · evaluate · print. It knows neither YAML nor LSP. */
export type * from './ast.ts';
export { parseExpression, LENGTH_LIMIT } from './parser.ts';
export { NESTING_LIMIT } from './cursor.ts';
export { checkExpression } from './check.ts';
export type { CallSignature, CheckFault, CheckedExpression, Environment, FaultKind, Reference } from './check.ts';
export { compile, EvaluationError } from './evaluate.ts';
export type { Compiled, RunContext } from './evaluate.ts';
export { printExpression, printName, printString } from './print.ts';
export { namePaths } from './name-paths.ts';
export type { NamePath, PathName } from './name-paths.ts';
export { FUNCTIONS, FUNCTION_GROUPS } from './functions.ts';
export { signatureOf } from './functions/definition.ts';
export type { FunctionDefinition, Parameter } from './functions/definition.ts';
export { functionsPage } from './manual.ts';
export { MAX_INTEGER, showValue } from './values.ts';
export type { RecordValue, Value } from './values.ts';
export { fits } from './fits.ts';
