/** JSON Schema as fields of a spec: what JSON Schema itself and OpenAPI have in common. */
import type { FoundField, ImportedFacets } from './field.ts';
import { counted, oneLine } from './field.ts';
import { isRecord } from './json-text.ts';
import { limitsOf } from './schema-limits.ts';
import { ANY_VALUE, ownType } from './schema-type.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** A schema's type, as a field has it. */
export interface Typed {
  readonly type: string | undefined;
  readonly nullable: boolean;
  readonly facets: ImportedFacets;
  readonly remarks: readonly string[];
  readonly fields?: readonly FoundField[];
}

/** References are followed no further than this: they may lead in a circle by way of other files' parts. */
const MOST_HOPS = 50;
/** More fields than this are no record that anybody can map. */
const MOST_FIELDS = 20_000;

export class SchemaReader {
  readonly #document: unknown;
  /** Schemas that are being read, to tell where one leads back into itself. */
  readonly #open: Schema[] = [];
  #count = 0;

  constructor(document: unknown) {
    this.#document = document;
  }

  /** What a pointer of this document leads to, `#/components/schemas/Order`; undefined where it leads nowhere, or out of it. */
  target(pointer: string): unknown {
    if (pointer !== '#' && !pointer.startsWith('#/')) return undefined;
    let at: unknown = this.#document;
    for (const part of pointer.split('/').slice(1)) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      at = Array.isArray(at) ? (at as unknown[])[Number(key)] : isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
    return at;
  }

  /** The schema that one with references stands for, what stands beside a reference over it; the remarks tell of what is not read. */
  resolved(schema: unknown): { readonly schema: Schema; readonly remarks: readonly string[] } {
    let beside: Schema = {};
    let at: unknown = schema;
    for (let hop = 0; isRecord(at) && typeof at['$ref'] === 'string'; hop += 1) {
      const { $ref, ...rest } = at;
      beside = { ...rest, ...beside };
      const next = hop < MOST_HOPS ? (this.#anchored(String($ref)) ?? this.target(String($ref))) : undefined;
      if (next === undefined) return { schema: beside, remarks: [`see ${String($ref)}, which ${hop === MOST_HOPS ? 'leads in a circle' : String($ref).startsWith('#') ? 'leads nowhere' : 'stands in another document and was not read'}`] };
      at = next;
    }
    if (at === false) return { schema: beside, remarks: ['no value is legal here'] };
    if (!isRecord(at)) return { schema: beside, remarks: [] };
    return { schema: Object.keys(beside).length === 0 ? at : { ...at, ...beside }, remarks: [] };
  }

  /** `#name`, for a schema of the document's own `$defs` that has this anchor. */
  #anchored(reference: string): unknown {
    if (!/^#[^/]/.test(reference) || !isRecord(this.#document)) return undefined;
    const groups = [this.#document['$defs'], this.#document['definitions']].filter(isRecord);
    return groups.flatMap((group) => Object.values(group)).find((each) => isRecord(each) && (each['$anchor'] === reference.slice(1) || each['$id'] === reference));
  }

  /** The type of a schema. */
  typed(written: unknown): Typed {
    const { schema, remarks } = this.resolved(written);
    const origin = this.#originOf(written);
    if (this.#open.includes(origin)) return { type: recordKind(schema), nullable: false, facets: {}, remarks: [...remarks, 'it holds records like the one it is in, which were not gone into'] };
    this.#open.push(origin);
    try {
      const whole = this.#joined(schema);
      const typed = this.#typedAlone(whole.schema);
      const said = [...remarks, ...whole.remarks, ...typed.remarks];
      // Where something is said of a value, it is not just any.
      return { ...typed, nullable: typed.nullable || whole.nullable, remarks: said.length > 1 ? said.filter((remark) => remark !== ANY_VALUE) : said };
    } finally {
      this.#open.pop();
    }
  }

  /** The schema object at the end of references, which tells one schema from another. */
  #originOf(written: unknown): Schema {
    let at: unknown = written;
    for (let hop = 0; hop < MOST_HOPS && isRecord(at) && typeof at['$ref'] === 'string'; hop += 1) at = this.#anchored(at['$ref']) ?? this.target(at['$ref']);
    return isRecord(at) ? at : {};
  }

  /** A schema with what it is made of: all of `allOf`, and what the alternatives of `anyOf` and `oneOf` share. */
  #joined(schema: Schema): { readonly schema: Schema; readonly nullable: boolean; readonly remarks: readonly string[] } {
    let { schema: joined, remarks } = this.#withAll(schema);
    let nullable = false;
    for (const key of ['anyOf', 'oneOf'] as const) {
      const { [key]: given, ...rest } = joined;
      if (!Array.isArray(given)) continue;
      const variants = (given as unknown[]).map((each) => this.#withAll(this.resolved(each).schema).schema);
      const values = variants.filter((each) => !isNull(each));
      nullable ||= values.length < variants.length;
      const { schema: shared, remark } = sharedOf(values, given.length);
      joined = { ...shared, ...rest, ...joinedObjects(shared, rest) };
      if (remark !== undefined) remarks = [...remarks, remark];
    }
    return { schema: joined, nullable, remarks };
  }

  /** A schema with the parts of `allOf` in it. */
  #withAll(schema: Schema, depth = 0): { readonly schema: Schema; readonly remarks: readonly string[] } {
    const { allOf, ...own } = schema;
    if (!Array.isArray(allOf) || depth > MOST_HOPS) return { schema: own, remarks: [] };
    const remarks: string[] = [];
    let whole: Schema = {};
    for (const part of allOf as unknown[]) {
      const { schema: one, remarks: said } = this.resolved(part);
      const inner = this.#withAll(one, depth + 1);
      remarks.push(...said, ...inner.remarks);
      whole = { ...whole, ...inner.schema, ...joinedObjects(whole, inner.schema) };
    }
    return { schema: { ...whole, ...own, ...joinedObjects(whole, own) }, remarks };
  }

  #typedAlone(schema: Schema): Typed {
    const own = ownType(schema);
    const limits = limitsOf(schema, own.name);
    const base = { nullable: own.nullable || limits.nullable, facets: { ...limits.facets, ...own.facets }, remarks: [...own.remarks, ...limits.remarks] };
    if (own.name === 'array') {
      const array = this.#arrayOf(schema);
      return { ...array, nullable: base.nullable, facets: {}, remarks: [...array.remarks, ...base.remarks] };
    }
    if (own.name !== 'object') return { type: limits.sized ?? own.name, ...base };
    const fields = this.fieldsOf(schema);
    return { type: 'object', ...base, facets: {}, ...(fields.length > 0 && { fields }) };
  }

  #arrayOf(schema: Schema): Pick<Typed, 'type' | 'remarks' | 'fields'> {
    const tuple = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : Array.isArray(schema['items']) ? (schema['items'] as unknown[]) : undefined;
    if (tuple) return { type: undefined, remarks: [`it is an array of ${counted(tuple.length, 'element')} of a kind each`] };
    if (schema['items'] === undefined || schema['items'] === true) return { type: undefined, remarks: ['it is an array, and of what is not said'] };
    const { type, nullable, facets, remarks, fields } = this.typed(schema['items']);
    if (type === undefined) return { type: undefined, remarks: ['it is an array', ...remarks] };
    const limits = Object.entries(facets).map(([key, value]) => `\`${key}\` ${Array.isArray(value) ? (value as readonly unknown[]).map(String).join(', ') : String(value)}`);
    return {
      type: `array<${type}>`,
      remarks: [
        ...remarks, ...(nullable ? ['elements may be null'] : []), ...(limits.length > 0 ? [`each element has ${limits.join(' and ')}`] : []),
        ...(fields && type !== 'object' ? ['the fields of arrays in arrays cannot be declared'] : []),
      ],
      ...(fields && type === 'object' && { fields }),
    };
  }

  /** The fields of an object's schema, its own and those of its parts. */
  fieldsOf(written: unknown): FoundField[] {
    const { schema } = this.#joined(this.resolved(written).schema);
    const properties = isRecord(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as unknown[]) : [];
    return Object.entries(properties).map(([key, property]) => {
      this.#count += 1;
      if (this.#count > MOST_FIELDS) throw new RangeError('too many fields');
      const { type, nullable, facets, remarks, fields } = this.typed(property);
      const described = this.#joined(this.resolved(property).schema).schema;
      const description = oneLine(described['description']) ?? oneLine(described['title']);
      return { key, type, required: required.includes(key), nullable, facets, remarks, ...(description !== undefined && { description }), ...(fields && { fields }) };
    });
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isNull(schema: Schema): boolean {
  return schema['type'] === 'null' || schema['const'] === null || (Array.isArray(schema['enum']) && schema['enum'].every((value) => value === null));
}

function recordKind(schema: Schema): string | undefined {
  return schema['type'] === 'array' ? 'array<object>' : 'object';
}

/** The `properties` and `required` of two objects together; nothing where neither has any. */
function joinedObjects(one: Schema, two: Schema): Schema {
  const properties = [one['properties'], two['properties']].filter(isRecord);
  const required = [one['required'], two['required']].filter((each) => Array.isArray(each)) as unknown[][];
  return {
    ...(properties.length > 0 && { properties: Object.assign({}, ...properties) as unknown }),
    ...(required.length > 0 && { required: [...new Set(required.flat())] }),
  };
}

/** What alternatives have in common, and what is lost by that. `total`: how many there are, those that are null among them. */
function sharedOf(variants: readonly Schema[], total: number): { readonly schema: Schema; readonly remark?: string } {
  const [first, ...others] = variants;
  if (!first) return { schema: total > 0 ? { type: 'null' } : {} };
  if (others.length === 0) return { schema: first };
  const values = variants.map((each) => (Array.isArray(each['enum']) ? (each['enum'] as unknown[]) : 'const' in each ? [each['const']] : undefined));
  if (values.every((each) => each !== undefined)) return { schema: { ...(first['type'] !== undefined && { type: first['type'] }), enum: [...new Set(values.flat())] } };
  const all = variants.every((each) => isRecord(each['properties']) || each['type'] === 'object');
  if (all) return { schema: sharedObject(variants), remark: `it is one of ${String(variants.length)} kinds of records, whose fields are listed together` };
  const types = new Set(variants.map((each) => JSON.stringify(each['type'])));
  if (types.size === 1 && first['type'] !== undefined) return { schema: { type: first['type'] }, remark: `one of ${String(variants.length)} alternatives, whose limits differ` };
  return { schema: {}, remark: `it is one of ${variants.map(nameOf).join(' or ')}` };
}

function sharedObject(variants: readonly Schema[]): Schema {
  const required = variants.map((each) => (Array.isArray(each['required']) ? (each['required'] as unknown[]) : []));
  const [first = []] = required;
  return {
    type: 'object',
    properties: variants.reduce<Schema>((all, each) => ({ ...all, ...(isRecord(each['properties']) ? each['properties'] : {}), ...all }), {}),
    required: first.filter((key) => required.every((each) => each.includes(key))),
  };
}

function nameOf(schema: Schema): string {
  const { type, title } = schema;
  if (typeof title === 'string') return title;
  return typeof type === 'string' ? type : isRecord(schema['properties']) ? 'object' : Array.isArray(type) ? type.join('|') : 'any value';
}
