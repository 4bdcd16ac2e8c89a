/** JSON Schema as fields of a spec: what JSON Schema itself and OpenAPI have in common. */
import type { FoundField, ImportedFacets } from './field.ts';
import { counted, ImportError, oneLine } from './field.ts';
import { isRecord } from './json-text.ts';
import { limitsOf } from './schema-limits.ts';
import { both, isNull, nameOf, sharedOf } from './schema-parts.ts';
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
/** Parts of parts may multiply without end. */
const MOST_PARTS = 100_000;

/** A schema without references. */
interface Resolved {
  readonly schema: Schema;
  readonly remarks: readonly string[];
}

/** A schema without parts. */
interface Joined {
  readonly schema: Schema;
  /** One of the alternatives is null. */
  readonly nullable: boolean;
  readonly remarks: readonly string[];
}

export class SchemaReader {
  readonly #document: unknown;
  /** Schemas that are being read, to tell where one leads back into itself. */
  readonly #open: Schema[] = [];
  /** Parts that are being joined, to tell where one leads back into itself. */
  readonly #joining: Schema[] = [];
  // What has been put together once is the same object ever after, so that it is known where it leads back into itself.
  readonly #resolved = new Map<Schema, Resolved>();
  readonly #whole = new Map<Schema, Joined>();
  #count = 0;
  #steps = 0;

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
  resolved(schema: unknown): Resolved {
    if (!isRecord(schema)) return this.#follow(schema);
    const known = this.#resolved.get(schema) ?? this.#follow(schema);
    this.#resolved.set(schema, known);
    return known;
  }

  #follow(schema: unknown): Resolved {
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
  #joined(schema: Schema): Joined {
    const known = this.#whole.get(schema) ?? this.#join(schema);
    this.#whole.set(schema, known);
    return known;
  }

  #join(schema: Schema): Joined {
    const { allOf, anyOf, oneOf, ...own } = schema;
    const parts = this.#parts(allOf);
    let whole = both(parts.reduce<Schema>((sum, part) => both(sum, part.schema), {}), own);
    let nullable = parts.some((part) => part.nullable);
    const remarks = parts.flatMap((part) => part.remarks);
    for (const given of [anyOf, oneOf]) {
      if (!Array.isArray(given)) continue;
      const variants = this.#parts(given);
      const values = variants.filter((each) => !isNull(each.schema));
      nullable ||= values.length < variants.length || values.some((each) => each.nullable);
      const { schema: shared, remark } = sharedOf(values, given.length);
      whole = both(shared, whole);
      remarks.push(...variants.flatMap((each) => each.remarks), ...(remark === undefined ? [] : [remark]));
    }
    return { schema: whole, nullable, remarks: [...new Set(remarks)] };
  }

  /** The parts of a schema, each joined with its own; one that leads back into itself says nothing more. */
  #parts(list: unknown): (Joined & { readonly name: string })[] {
    if (!Array.isArray(list)) return [];
    return (list as unknown[]).flatMap((written) => {
      const origin = this.#originOf(written);
      if (this.#joining.includes(origin)) return [];
      this.#steps += 1;
      if (this.#steps > MOST_PARTS) throw new ImportError('The schema is put together from too many parts to be read. Ask for one of its parts.');
      this.#joining.push(origin);
      try {
        const { schema, remarks } = this.resolved(written);
        const whole = this.#joined(schema);
        return [{ ...whole, remarks: [...remarks, ...whole.remarks], name: nameOf(written, whole.schema) }];
      } finally {
        this.#joining.pop();
      }
    });
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
      if (this.#count > MOST_FIELDS) throw new ImportError(`The record has more than ${String(MOST_FIELDS)} fields, those within fields among them. Ask for a part of it.`);
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

function recordKind(schema: Schema): string | undefined {
  return schema['type'] === 'array' ? 'array<object>' : 'object';
}
