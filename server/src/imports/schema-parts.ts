/** Schemas put together: what holds beside each other (`allOf`), and what alternatives share (`anyOf`, `oneOf`). */
import { oneLine } from './field.ts';
import { isRecord } from './json-text.ts';
import type { Schema } from './schema-reader.ts';

/** An alternative, with what to call it. */
export interface Alternative {
  readonly schema: Schema;
  readonly name: string;
}

/** Keywords that limit nothing, and that alternatives may have each its own of. */
const ANNOTATIONS = ['title', 'description', 'default', 'example', 'examples', 'deprecated'];

/** What is legal by both of two schemas; where both say something of one keyword, the second one counts. */
export function both(one: Schema, two: Schema): Schema {
  const properties = [one['properties'], two['properties']].filter(isRecord);
  const required = [one['required'], two['required']].filter((each) => Array.isArray(each)) as unknown[][];
  return {
    ...one, ...two,
    ...(properties.length > 0 && { properties: merged(properties, (each) => ({ allOf: each })) }),
    ...(required.length > 0 && { required: [...new Set(required.flat())] }),
  };
}

/** What alternatives have in common, and what is lost by that. `total`: how many there are, those that are null among them. */
export function sharedOf(alternatives: readonly Alternative[], total: number): { readonly schema: Schema; readonly remark?: string } {
  const variants = alternatives.map(({ schema }) => schema);
  const [first, ...others] = variants;
  if (!first) return { schema: total > 0 ? { type: 'null' } : {} };
  if (others.length === 0) return { schema: first };
  const values = variants.map((each) => (Array.isArray(each['enum']) ? (each['enum'] as unknown[]) : 'const' in each ? [each['const']] : undefined));
  if (values.every((each) => each !== undefined)) {
    const said = variants.flatMap((each) => ('const' in each ? [explained(each)] : [])).filter((each) => each !== undefined);
    return { schema: { ...(first['type'] !== undefined && { type: first['type'] }), enum: [...new Set(values.flat())] }, ...(said.length > 0 && { remark: said.join(', ') }) };
  }
  if (variants.every(isDemand)) return { schema: {}, remark: `it needs ${[...new Set(variants.map(demanded))].join(' or ')}` };
  if (variants.every((each) => isRecord(each['properties']) || each['type'] === 'object')) {
    return { schema: sharedObject(variants), remark: `it is one of ${String(variants.length)} kinds of records, whose fields are listed together` };
  }
  if (variants.every((each) => each['type'] === 'array' && isRecord(each['items']))) return { schema: { type: 'array', items: anyOf(variants.map((each) => each['items'])) } };
  const types = new Set(variants.map((each) => JSON.stringify(each['type'])));
  const names = [...new Set(alternatives.map(({ name }) => name))];
  const remark = names.length === 1 ? `one of ${String(variants.length)} alternatives, whose limits differ` : `it is one of ${names.join(' or ')}`;
  return { schema: types.size === 1 && first['type'] !== undefined ? { type: first['type'] } : {}, remark };
}

/** What is said of one value of several: `A` is the first; undefined where nothing is. */
function explained({ const: value, title, description }: Schema): string | undefined {
  const words = oneLine(description) ?? oneLine(title);
  return words === undefined || words === value ? undefined : `\`${String(value)}\` is: ${words}`;
}

/** A schema that only says which keys have to be there. */
function isDemand(schema: Schema): boolean {
  return Array.isArray(schema['required']) && Object.keys(schema).every((key) => key === 'required' || ANNOTATIONS.includes(key));
}

function demanded(schema: Schema): string {
  return (schema['required'] as readonly unknown[]).map((key) => `\`${String(key)}\``).join(' and ');
}

/** The fields of all kinds of records together. Of what stands in several, only what each of them says holds. */
function sharedObject(variants: readonly Schema[]): Schema {
  const required = variants.map((each) => (Array.isArray(each['required']) ? (each['required'] as unknown[]) : []));
  const [first = []] = required;
  return {
    type: 'object',
    properties: merged(variants.map((each) => each['properties']).filter(isRecord), anyOf),
    required: first.filter((key) => required.every((each) => each.includes(key))),
  };
}

/** The properties of several schemas; `join` makes one of those that are called the same and are not the same. */
function merged(groups: readonly Schema[], join: (schemas: readonly unknown[]) => unknown): Schema {
  const found = new Map<string, unknown[]>();
  for (const group of groups) for (const [key, schema] of Object.entries(group)) found.set(key, [...(found.get(key) ?? []), schema]);
  return Object.fromEntries([...found].map(([key, schemas]) => {
    const distinct = distinctOf(schemas);
    return [key, distinct.length === 1 ? distinct[0] : join(distinct)];
  }));
}

/** Any of some schemas, each kept once. What is only said of them is kept where all say the same, a description also where they are alike otherwise. */
function anyOf(schemas: readonly unknown[]): unknown {
  const limits = distinctOf(schemas.map((each) => (isRecord(each) ? Object.fromEntries(Object.entries(each).filter(([key]) => !ANNOTATIONS.includes(key))) : each)));
  const [only] = limits;
  const isAlike = limits.length === 1 && isRecord(only);
  const said = ANNOTATIONS.flatMap((key): [string, unknown][] => {
    const values = distinctOf(schemas.map((each) => (isRecord(each) ? each[key] : undefined)));
    const [value] = values.filter((each) => each !== undefined);
    return value !== undefined && (values.length === 1 || (isAlike && key === 'description')) ? [[key, value]] : [];
  });
  return { ...(isAlike ? only : { anyOf: limits }), ...Object.fromEntries(said) };
}

function distinctOf(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Whether only null is legal. */
export function isNull(schema: Schema): boolean {
  return schema['type'] === 'null' || schema['const'] === null || (Array.isArray(schema['enum']) && schema['enum'].every((value) => value === null));
}

/** What to call a schema that is one of several: its title, the last part of its reference, its type. */
export function nameOf(written: unknown, schema: Schema): string {
  const { type, title, format } = schema;
  if (typeof title === 'string' && title !== '') return title;
  if (isRecord(written) && typeof written['$ref'] === 'string') return written['$ref'].split('/').at(-1) ?? written['$ref'];
  if (typeof type === 'string') return typeof format === 'string' ? `${type} (${format})` : type;
  return isRecord(schema['properties']) ? 'object' : Array.isArray(type) ? type.join('|') : 'any value';
}
