/**
 * The records of a spec as JSON Schema, draft-07, which validators read without further set-up: what is not JSON's own,
 * such as dates and decimals, is held by patterns and bounds, and named in `$comment`, where an import finds it again.
 */
import type { Spec } from '../model/spec.ts';
import type { ValueType } from '../model/type.ts';
import { typeName } from '../model/type-text.ts';
import { scalarAt } from '../rules/contract/fields.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Place, NamedRecord } from './document-shape.ts';
import { documentShape, isRequiredAt, recordsOf, typeAt } from './document-shape.ts';
import type { Render } from './format.ts';
import { patternOf } from './value-patterns.ts';

type Json = Record<string, unknown>;

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** Writes the schema of the record that is asked for, or one with each record among its definitions. */
export const exportJsonSchema: Render = (spec, { record }) => {
  const records = recordsOf(spec, record).map((each): [string, Json] => [each.key, recordSchema(each, spec)]);
  const [only, ...others] = records;
  const id = spec.id;
  const whole = only && others.length === 0
    ? { $schema: DRAFT, ...only[1] }
    : { $schema: DRAFT, ...(id !== undefined && { title: id }), ...(spec.text('title') !== undefined && { description: spec.text('title') }), definitions: Object.fromEntries(records) };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
};

/** What a record of the source may look like: it may hold more than is read. What is written holds nothing else. */
function recordSchema({ key, record, contract }: NamedRecord, spec: Spec): Json {
  const isClosed = record === 'target';
  const title = [spec.id, key.replaceAll('_', ' ')].filter((part) => part !== undefined).join(': ');
  return { title, ...objectSchema(documentShape(contract, record, spec), spec, isClosed) };
}

function objectSchema(place: Place, spec: Spec, isClosed: boolean): Json {
  const entries = [...place.keys];
  const required = entries.filter(([, each]) => isRequiredAt(each, spec)).map(([name]) => name);
  return {
    type: 'object',
    // A key called `__proto__` is one like any other.
    properties: Object.fromEntries(entries.map(([name, each]) => [name, placeSchema(each, spec, isClosed)])),
    ...(required.length > 0 && { required }),
    // Where no field is there yet, nothing says what may not be.
    ...(isClosed && entries.length > 0 && { additionalProperties: false }),
  };
}

function placeSchema(place: Place, spec: Spec, isClosed: boolean): Json {
  const { field } = place;
  const typed = typeAt(place, spec);
  if (!field || !typed) return structureSchema(place, spec, isClosed) ?? {};
  const { type, nullable } = typed;
  const isText = scalarAt(field.entry.value, 'encoding', spec)?.text === 'string';
  const schema = structureSchema(place, spec, isClosed, type) ?? typeSchema(type, isText, boundsOf(place, spec));
  const notes = scalarAt(field.entry.value, 'notes', spec)?.text.replace(/\s+/g, ' ').trim();
  const fallback = entryOf(field.entry.value, 'default')?.value;
  return {
    ...(notes !== undefined && { description: notes }),
    ...(nullable ? orNull(schema) : schema),
    ...(fallback?.kind === 'scalar' && fallback.value !== null && { default: fallback.value }),
  };
}

/** Bounds of dates and times, which JSON Schema cannot compare. */
function boundsOf({ field }: Place, spec: Spec): readonly string[] {
  return ['minimum', 'maximum'].flatMap((key) => {
    const bound = field && scalarAt(field.entry.value, key, spec)?.text;
    return bound === undefined ? [] : [`${key}: ${bound}`];
  });
}

/** The schema of what other fields stand in; undefined where none do. */
function structureSchema(place: Place, spec: Spec, isClosed: boolean, type?: ValueType): Json | undefined {
  if (place.keys.size > 0) return objectSchema(place, spec, isClosed);
  if (place.elements.size > 0) {
    const last = Math.max(...place.elements.keys());
    const items = Array.from({ length: last + 1 }, (_none, at) => place.elements.get(at)).map((each) => (each ? placeSchema(each, spec, isClosed) : {}));
    const needed = [...place.elements].filter(([, each]) => isRequiredAt(each, spec)).map(([at]) => at + 1);
    return { type: 'array', items, minItems: Math.max(0, ...needed), additionalItems: true };
  }
  if (!place.element) return undefined;
  // The array of an array has no fields of its own.
  const inner = type?.kind === 'array' && type.element.kind === 'array' ? typeSchema(type.element, false, []) : placeSchema(place.element, spec, isClosed);
  return { type: 'array', items: inner };
}

function orNull(schema: Json): Json {
  const { type, enum: values, ...rest } = schema;
  if (type === undefined) return schema;
  return { type: [type, 'null'], ...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }), ...rest };
}

function typeSchema(type: ValueType, isText: boolean, bounds: readonly string[]): Json {
  const own = ['unknown', 'string', 'integer', 'number', 'boolean', 'object', 'array'].includes(type.kind) && !isText;
  const zone = type.kind === 'datetime' && type.timezone !== 'any' ? [`timezone: ${typeof type.timezone === 'object' ? type.timezone.zone : type.timezone}`] : [];
  const isBounded = ['date', 'datetime', 'time', 'duration'].includes(type.kind) || isText;
  const comment = ['spec type: ' + typeName(type), ...zone, ...(isText ? ['encoding: string'] : []), ...(isBounded ? bounds : [])].join('; ');
  return { ...valueSchema(type, isText), ...(!own && { $comment: comment }) };
}

function valueSchema(type: ValueType, isText: boolean): Json {
  const pattern = patternOf(type, isText);
  if (pattern !== undefined) return { type: 'string', pattern, ...('enum' in type && type.enum && { enum: type.enum.map(String) }) };
  switch (type.kind) {
    case 'string': return {
      type: 'string',
      ...(type.minLength !== undefined && { minLength: type.minLength }), ...(type.maxLength !== undefined && { maxLength: type.maxLength }),
      ...patternKeyword(type.pattern), ...(type.enum && { enum: type.enum }),
    };
    case 'integer':
    case 'number': return { type: type.kind, ...limits(type.minimum, type.maximum), ...(type.enum && { enum: type.enum }) };
    case 'decimal': {
      const greatest = type.precision === undefined ? undefined : Number(`${'9'.repeat(type.precision - (type.scale ?? 0)) || '0'}.${'9'.repeat(type.scale ?? 0) || '0'}`);
      const least = greatest === undefined ? undefined : -greatest;
      return { type: 'number', ...limits(type.minimum === undefined ? least : Number(type.minimum), type.maximum === undefined ? greatest : Number(type.maximum)) };
    }
    case 'array': return { type: 'array', ...(type.element.kind !== 'unknown' && { items: typeSchema(type.element, false, []) }) };
    case 'boolean':
    case 'object': return { type: type.kind };
    case 'unknown': return {};
    default: return { type: 'string' };
  }
}

function limits(minimum: number | undefined, maximum: number | undefined): Json {
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

/** A pattern that JavaScript's expressions know too; others say so. */
function patternKeyword(pattern: string | undefined): Json {
  if (pattern === undefined) return {};
  try {
    return { pattern: new RegExp(pattern, 'u').source };
  } catch {
    return { $comment: `RE2 pattern: ${pattern}` };
  }
}
