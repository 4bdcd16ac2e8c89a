/** What a JSON Schema says beside its type: limits as facets, and in words what no facet can say. */
import { patternProblem } from '../model/pattern.ts';
import type { ImportedFacets } from './field.ts';
import { counted } from './field.ts';
import { isRecord } from './json-text.ts';
import { nameOf } from './schema-parts.ts';
import type { Schema } from './schema-reader.ts';

interface Limits {
  /** The type with its size, where the limits say it. */
  readonly sized?: string;
  readonly nullable: boolean;
  readonly facets: ImportedFacets;
  readonly remarks: readonly string[];
}

/** Keywords that no facet stands for, with the words that do. */
const IN_WORDS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  $dynamicRef: (value) => `see ${String(value)}, which was not followed`,
  $recursiveRef: (value) => `see ${String(value)}, which was not followed`,
  minItems: (value) => `at least ${counted(Number(value), 'element')}`,
  maxItems: (value) => `at most ${counted(Number(value), 'element')}`,
  uniqueItems: (value) => (value === true ? 'no element twice' : undefined),
  contains: () => 'a certain element must be among them',
  minProperties: (value) => `at least ${counted(Number(value), 'key')}`,
  maxProperties: (value) => `at most ${counted(Number(value), 'key')}`,
  patternProperties: (value) => `further keys match ${isRecord(value) ? Object.keys(value).map((key) => `/${key}/`).join(' or ') : 'a pattern'}`,
  propertyNames: () => 'the names of its keys are limited',
  additionalProperties: (value) => (isRecord(value) ? `further keys are legal${typeof value['type'] === 'string' || '$ref' in value ? `, each with a value of type ${nameOf(value, value)}` : ''}` : undefined),
  not: () => 'some values are excluded (`not`)',
  if: () => 'what is legal depends on other values (`if`)',
  dependentRequired: (value) => `some keys demand others${isRecord(value) ? `: ${Object.keys(value).join(', ')}` : ''}`,
  dependencies: (value) => `some keys demand others${isRecord(value) ? `: ${Object.keys(value).join(', ')}` : ''}`,
  dependentSchemas: () => 'what is legal depends on which keys there are',
  unevaluatedProperties: () => undefined,
  contentMediaType: (value) => `it holds ${String(value)}`,
  deprecated: (value) => (value === true ? 'deprecated' : undefined),
  readOnly: (value) => (value === true ? 'read only' : undefined),
  writeOnly: (value) => (value === true ? 'write only' : undefined),
  discriminator: (value) => (isRecord(value) ? `\`${String(value['propertyName'])}\` tells which kind it is` : undefined),
  'x-nullable': () => undefined,
};

/** The limits of a schema whose type is called so. */
export function limitsOf(schema: Schema, name: string | undefined): Limits {
  const facets: Record<string, unknown> = {};
  const remarks = Object.entries(IN_WORDS).flatMap(([key, words]) => (schema[key] === undefined ? [] : [words(schema[key])])).filter((remark) => remark !== undefined);
  const isText = name?.startsWith('string') ?? false;
  const isNumber = name === 'integer' || name === 'number' || (name?.startsWith('decimal') ?? false);
  const sized = isText ? lengths(schema, facets, remarks) : undefined;
  if (isNumber) bounds(schema, name ?? '', facets, remarks);
  if (!isText && schema['pattern'] !== undefined && !String(schema['$comment']).startsWith('spec type')) remarks.push(`it matches the pattern ${String(schema['pattern'])}`);
  const { values, nullable } = enumOf(schema, isText || isNumber, remarks);
  if (values) facets['enum'] = values;
  if (schema['default'] !== undefined && schema['default'] !== null) {
    if (typeof schema['default'] === 'object') remarks.push(`by default ${JSON.stringify(schema['default'])}`);
    else facets['default'] = schema['default'];
  }
  return { ...(sized !== undefined && { sized }), nullable, facets: facets as ImportedFacets, remarks };
}

function lengths(schema: Schema, facets: Record<string, unknown>, remarks: string[]): string | undefined {
  const { minLength, maxLength, pattern } = schema;
  if (Number.isInteger(minLength) && Number(minLength) > 0) facets['min_length'] = minLength;
  if (typeof pattern === 'string') {
    const problem = patternProblem(pattern);
    if (problem === undefined) facets['pattern'] = pattern;
    else remarks.push(`it matches the pattern ${pattern}, which is no RE2 expression`);
  }
  const fits = Number.isSafeInteger(maxLength) && Number(maxLength) >= 1 && Number(maxLength) < 1e9;
  if (maxLength !== undefined && !fits) remarks.push(`at most ${String(maxLength)} characters`);
  return fits ? `string(${String(maxLength)})` : undefined;
}

function bounds(schema: Schema, name: string, facets: Record<string, unknown>, remarks: string[]): void {
  const isInteger = name === 'integer';
  for (const [key, exclusive, step, words] of [['minimum', 'exclusiveMinimum', 1, 'greater'], ['maximum', 'exclusiveMaximum', -1, 'less']] as const) {
    const bound = schema[key];
    const open = schema[exclusive];
    // Draft 4 and OpenAPI 3.0 say by a flag that the bound itself is excluded.
    const limit = typeof open === 'number' ? open : open === true && typeof bound === 'number' ? bound : undefined;
    // Greater numbers have lost their last digits on the way: it is the limit of the machine, and none of the value.
    if (typeof bound === 'number' && Number.isInteger(bound) && !Number.isSafeInteger(bound)) remarks.push(`${key === 'minimum' ? 'at least' : 'at most'} about ${bound.toExponential(2)}`);
    else if (typeof bound === 'number' && open !== true && Math.abs(bound) !== greatestDecimal(name)) facets[key] = bound;
    if (limit === undefined) continue;
    if (isInteger && Number.isInteger(limit)) facets[key] = limit + step;
    else remarks.push(`${words} than ${String(limit)}`);
  }
  if (schema['multipleOf'] !== undefined && !(isInteger && schema['multipleOf'] === 1)) remarks.push(`a multiple of ${String(schema['multipleOf'])}`);
}

/** The greatest value of a `decimal(p,s)`, which an export of ours has as a bound. */
function greatestDecimal(name: string): number | undefined {
  const [, precision, scale] = (/^decimal\((\d+),(\d+)\)$/.exec(name) ?? []).map(Number);
  return precision === undefined || scale === undefined ? undefined : Number(`${'9'.repeat(precision - scale) || '0'}.${'9'.repeat(scale) || '0'}`);
}

/** The values of `enum` or `const`; null among them says that the value may be null. */
function enumOf(schema: Schema, hasFacet: boolean, remarks: string[]): { readonly values: readonly (string | number)[] | undefined; readonly nullable: boolean } {
  const given = Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : 'const' in schema ? [schema['const']] : undefined;
  if (!given) return { values: undefined, nullable: false };
  const values = given.filter((value) => value !== null);
  const nullable = values.length < given.length;
  const isLegal = hasFacet && values.length > 0 && values.every((value) => typeof value === 'string' || typeof value === 'number');
  const isWholeBoolean = values.length === 2 && values.includes(true) && values.includes(false);
  if (!isLegal && !isWholeBoolean && values.length > 0) remarks.push(`only ${values.map((value) => JSON.stringify(value)).join(', ')}`);
  return { values: isLegal ? [...new Set(values as (string | number)[])] : undefined, nullable };
}
