/** The type that a JSON Schema says by its own keywords: `type`, `format`, and what the names of its keywords imply. */
import type { ImportedFacets } from './field.ts';
import { isRecord } from './json-text.ts';
import type { Schema } from './schema-reader.ts';

export interface OwnType {
  /** A type of the spec without its size, or `array`; undefined where nothing tells it. */
  readonly name: string | undefined;
  readonly nullable: boolean;
  readonly facets: ImportedFacets;
  readonly remarks: readonly string[];
}

/** Said of a schema that says nothing. */
export const ANY_VALUE = 'any value is legal';

/** What a string's `format` makes of it. Sources: JSON Schema (validation, 7.3), the OpenAPI format registry. */
const STRING_FORMATS: Readonly<Record<string, Pick<OwnType, 'name' | 'facets'>>> = {
  date: { name: 'date', facets: {} },
  // RFC 3339 demands an offset.
  'date-time': { name: 'datetime', facets: { timezone: 'any' } },
  'date-time-local': { name: 'datetime', facets: { timezone: 'none' } },
  time: { name: 'time', facets: {} },
  'time-local': { name: 'time', facets: {} },
  duration: { name: 'duration', facets: {} },
  uuid: { name: 'uuid', facets: {} },
  byte: { name: 'binary', facets: { encoding: 'string' } },
  base64url: { name: 'binary', facets: { encoding: 'string' } },
  binary: { name: 'binary', facets: {} },
};

/** Formats of numbers that say nothing beyond their type. */
const NUMBER_FORMATS = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float', 'double', 'double-int'];

const BY_TYPE: Readonly<Record<string, string>> = { string: 'string', integer: 'integer', number: 'number', boolean: 'boolean', object: 'object', array: 'array' };

/** `$comment` of an export of ours: the type in full. */
const OWN_COMMENT = /^spec type: ([^;]+)((?:; \w+: [^;]+)*)$/;

/** The type of a schema without references and parts. */
export function ownType(schema: Schema): OwnType {
  const own = OWN_COMMENT.exec(typeof schema['$comment'] === 'string' ? schema['$comment'] : '');
  const types = typeNames(schema);
  const nullable = types.includes('null') || schema['nullable'] === true;
  if (own) {
    const [, name = '', rest = ''] = own;
    const facets = Object.fromEntries(rest.split('; ').slice(1).map((pair) => pair.split(/: (.*)/).slice(0, 2)));
    return { name: name.startsWith('array') ? 'array' : name, nullable, facets: facets as ImportedFacets, remarks: [] };
  }
  const values = types.filter((type) => type !== 'null');
  const [type = impliedType(schema), ...others] = values.length === 2 && values.includes('integer') && values.includes('number') ? ['number'] : values;
  if (others.length > 0) return { name: undefined, nullable, facets: {}, remarks: [`it is ${values.join(' or ')}`] };
  if (type === undefined) return { name: undefined, nullable, facets: {}, remarks: types.includes('null') ? ['it is always null'] : [ANY_VALUE] };
  const name = BY_TYPE[type];
  if (name === undefined) return { name: undefined, nullable, facets: {}, remarks: [`its type is ${type}, which JSON Schema does not know`] };
  return { nullable, ...withFormat(name, schema) };
}

function withFormat(name: string, schema: Schema): Omit<OwnType, 'nullable'> {
  const { format } = schema;
  if (name === 'string' && typeof schema['contentEncoding'] === 'string' && /^base(16|32|64)/i.test(schema['contentEncoding'])) return { name: 'binary', facets: { encoding: 'string' }, remarks: schema['contentEncoding'] === 'base64' ? [] : [`encoded as ${schema['contentEncoding']}`] };
  if (typeof format !== 'string') return { name, facets: {}, remarks: [] };
  const known = name === 'string' && Object.hasOwn(STRING_FORMATS, format) ? STRING_FORMATS[format] : undefined;
  if (known) return { ...known, remarks: [] };
  const isPlain = name === 'integer' || name === 'number' ? NUMBER_FORMATS.includes(format) : false;
  return { name, facets: {}, remarks: isPlain ? [] : [`format ${format}`] };
}

function typeNames(schema: Schema): string[] {
  const { type } = schema;
  return (Array.isArray(type) ? (type as unknown[]) : [type]).filter((each): each is string => typeof each === 'string');
}

/** The type that other keywords speak of. */
function impliedType(schema: Schema): string | undefined {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => key in schema);
  if (isRecord(schema['properties']) || has('additionalProperties', 'patternProperties')) return 'object';
  if (has('items', 'prefixItems', 'minItems', 'maxItems')) return 'array';
  if (has('pattern', 'minLength', 'maxLength', 'contentEncoding') || (typeof schema['format'] === 'string' && Object.hasOwn(STRING_FORMATS, schema['format']))) return 'string';
  if (has('minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum')) return 'number';
  const values = Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : 'const' in schema ? [schema['const']] : [];
  const kinds = new Set(values.filter((value) => value !== null).map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  const [kind] = [...kinds];
  return kinds.size === 1 && kind !== undefined && kind in BY_TYPE ? kind : undefined;
}
