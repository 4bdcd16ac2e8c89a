/** Fields from an Avro schema. Source of what its types mean: the Avro specification, 1.12. */
import type { FieldReader, FoundField, ImportedFacets, Part } from './field.ts';
import { ImportError, oneLine } from './field.ts';
import { isRecord, readDocument } from './json-text.ts';
import { recordAt } from './naming.ts';
import type { Schema } from './schema-reader.ts';

interface Typed {
  readonly type: string | undefined;
  readonly nullable: boolean;
  readonly facets: ImportedFacets;
  readonly remarks: readonly string[];
  readonly fields?: readonly FoundField[];
}

const PRIMITIVE: Readonly<Record<string, string>> = {
  boolean: 'boolean', int: 'integer', long: 'integer', float: 'number', double: 'number', bytes: 'binary', string: 'string',
};

/** Logical types, by what they make of the type that they stand on. */
const LOGICAL: Readonly<Record<string, Pick<Typed, 'type' | 'facets'>>> = {
  uuid: { type: 'uuid', facets: {} },
  date: { type: 'date', facets: {} },
  'time-millis': { type: 'time', facets: {} },
  'time-micros': { type: 'time', facets: {} },
  // Instants, counted from 1970 in UTC.
  'timestamp-millis': { type: 'datetime', facets: { timezone: 'UTC' } },
  'timestamp-micros': { type: 'datetime', facets: { timezone: 'UTC' } },
  'timestamp-nanos': { type: 'datetime', facets: { timezone: 'UTC' } },
  'local-timestamp-millis': { type: 'datetime', facets: { timezone: 'none' } },
  'local-timestamp-micros': { type: 'datetime', facets: { timezone: 'none' } },
  'local-timestamp-nanos': { type: 'datetime', facets: { timezone: 'none' } },
  duration: { type: 'duration', facets: {} },
};

/** Reads a schema: a record, the records of a union, or the types of a protocol. */
export const readAvro: FieldReader = ([input], { part, at }) => {
  if (!input) throw new ImportError('There is nothing to import.');
  const document = readDocument(input);
  const schemas = isRecord(document) && Array.isArray(document['types']) ? (document['types'] as unknown[]) : Array.isArray(document) ? (document as unknown[]) : [document];
  const names = new Names();
  const namespace = isRecord(document) && typeof document['namespace'] === 'string' ? document['namespace'] : '';
  for (const schema of schemas) names.collect(schema, namespace);
  const records = schemas.filter((schema): schema is Schema => isRecord(schema) && (schema['type'] === 'record' || schema['type'] === 'error'));
  if (records.length === 0) throw new ImportError(`${input.name} has no Avro schema of a record in it.`);
  const chosen = part ? records.find((record) => fullName(record, namespace) === part.name || record['name'] === part.name) : records.length === 1 ? records[0] : undefined;
  if (!chosen) return { kind: 'parts', parts: records.map((record): Part => ({ name: fullName(record, namespace), kind: 'definition' })) };
  const fields = new Reader(names).fieldsOf(chosen, namespace);
  const doc = oneLine(chosen['doc']);
  return { kind: 'record', fields: at === undefined ? fields : recordAt(fields, at), notes: doc === undefined ? [] : [`The schema says: ${doc}`] };
};

function fullName(schema: Schema, around: string): string {
  const name = String(schema['name']);
  const namespace = typeof schema['namespace'] === 'string' ? schema['namespace'] : around;
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function namespaceOf(schema: Schema, around: string): string {
  return fullName(schema, around).split('.').slice(0, -1).join('.');
}

/** The named types of a document. */
class Names {
  readonly #types = new Map<string, { readonly schema: Schema; readonly namespace: string }>();

  collect(schema: unknown, namespace: string): void {
    if (Array.isArray(schema)) {
      for (const each of schema as unknown[]) this.collect(each, namespace);
      return;
    }
    if (!isRecord(schema)) return;
    let inner = namespace;
    if (typeof schema['name'] === 'string' && typeof schema['type'] === 'string') {
      this.#types.set(fullName(schema, namespace), { schema, namespace });
      inner = namespaceOf(schema, namespace);
    }
    for (const field of Array.isArray(schema['fields']) ? (schema['fields'] as unknown[]) : []) if (isRecord(field)) this.collect(field['type'], inner);
    for (const key of ['items', 'values', 'type']) if (typeof schema[key] === 'object') this.collect(schema[key], inner);
  }

  get(name: string, namespace: string): { readonly schema: Schema; readonly namespace: string } | undefined {
    return this.#types.get(name.includes('.') || namespace === '' ? name : `${namespace}.${name}`) ?? this.#types.get(name);
  }
}

class Reader {
  readonly #names: Names;
  readonly #open: Schema[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  fieldsOf(record: Schema, around: string): FoundField[] {
    const namespace = namespaceOf(record, around);
    this.#open.push(record);
    const fields = (Array.isArray(record['fields']) ? (record['fields'] as unknown[]) : []).filter(isRecord).map((field) => this.#field(field, namespace));
    this.#open.pop();
    return fields;
  }

  /** Every field of a record is always written: its default is for readers of older data. */
  #field(field: Schema, namespace: string): FoundField {
    const { type, nullable, facets, remarks, fields } = this.#typed(field['type'], namespace);
    const description = oneLine(field['doc']);
    const { default: fallback, aliases } = field;
    const isPlain = typeof fallback === 'string' || typeof fallback === 'number' || typeof fallback === 'boolean';
    return {
      key: String(field['name']), type, required: true, nullable,
      facets: { ...facets, ...(isPlain && { default: fallback }) },
      remarks: [
        ...remarks,
        ...(typeof fallback === 'object' && fallback !== null ? [`by default ${JSON.stringify(fallback)}`] : []),
        ...(Array.isArray(aliases) && aliases.length > 0 ? [`formerly ${aliases.join(', ')}`] : []),
      ],
      ...(description !== undefined && { description }), ...(fields && { fields }),
    };
  }

  #typed(written: unknown, namespace: string): Typed {
    if (Array.isArray(written)) return this.#union(written as unknown[], namespace);
    if (typeof written === 'string') {
      const primitive = Object.hasOwn(PRIMITIVE, written) ? PRIMITIVE[written] : undefined;
      if (primitive !== undefined) return plain(primitive);
      const known = this.#names.get(written, namespace);
      if (!known) return { ...plain(undefined), remarks: [written === 'null' ? 'it is always null' : `its type ${written} is not declared in the document`] };
      return this.#named(known.schema, known.namespace);
    }
    return isRecord(written) ? this.#named(written, namespace) : { ...plain(undefined), remarks: ['it has no type'] };
  }

  #union(variants: readonly unknown[], namespace: string): Typed {
    const values = variants.filter((each) => each !== 'null');
    const nullable = values.length < variants.length;
    const [only, ...others] = values;
    if (only !== undefined && others.length === 0) return { ...this.#typed(only, namespace), nullable };
    const types = values.map((each) => this.#typed(each, namespace));
    const wide = widest(types.map(({ type }) => type));
    if (wide !== undefined && types.every(({ facets, remarks, fields }) => Object.keys(facets).length === 0 && remarks.length === 0 && !fields)) return { ...plain(wide), nullable };
    const names = values.map((each) => (isRecord(each) ? String(each['name'] ?? each['type']) : String(each)));
    return { ...plain(undefined), nullable, remarks: [names.length === 0 ? 'it is always null' : `it is one of ${names.join(' or ')}`] };
  }

  #named(schema: Schema, namespace: string): Typed {
    const { type, logicalType } = schema;
    if (logicalType === 'decimal') return decimal(schema);
    const logical = typeof logicalType === 'string' && Object.hasOwn(LOGICAL, logicalType) ? LOGICAL[logicalType] : undefined;
    if (logical) return { ...plain(logical.type), facets: logical.facets };
    const remarks = typeof logicalType === 'string' ? [`logical type ${logicalType}`] : [];
    switch (type) {
      case 'record':
      case 'error': {
        if (this.#open.includes(schema)) return { ...plain('object'), remarks: ['it holds records like the one it is in, which were not gone into'] };
        return { ...plain('object'), fields: this.fieldsOf(schema, namespace) };
      }
      case 'enum': return { ...plain('string'), facets: { enum: Array.isArray(schema['symbols']) ? (schema['symbols'] as unknown[]).map(String) : [] } };
      case 'fixed': return { ...plain('binary'), remarks: [...remarks, `exactly ${String(schema['size'])} bytes`] };
      case 'map': return { ...plain('object'), remarks: [`any keys, each with a value of type ${this.#typed(schema['values'], namespace).type ?? 'several kinds'}`] };
      case 'array': {
        const element = this.#typed(schema['items'], namespace);
        if (element.type === undefined) return { ...plain(undefined), remarks: ['it is an array', ...element.remarks] };
        const isRecords = element.fields && element.type === 'object';
        const said = [...element.remarks, ...(element.nullable ? ['elements may be null'] : []), ...(element.facets.enum ? [`each is one of ${element.facets.enum.join(', ')}`] : [])];
        return { ...plain(`array<${element.type}>`), remarks: element.fields && !isRecords ? [...said, 'the fields of arrays in arrays cannot be declared'] : said, ...(isRecords && element.fields && { fields: element.fields }) };
      }
      default: {
        const typed = this.#typed(type, namespace);
        return { ...typed, remarks: [...typed.remarks, ...remarks] };
      }
    }
  }
}

/** The one type that holds the values of all, where there is such a type: `int` and `long` are both whole numbers. */
function widest(types: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = new Set(types);
  if (others.length === 0) return first;
  return types.every((type) => type === 'integer' || type === 'number') ? 'number' : undefined;
}

function decimal({ precision, scale = 0 }: Schema): Typed {
  const isSound = Number.isInteger(precision) && Number.isInteger(scale) && Number(precision) >= Math.max(1, Number(scale));
  return isSound ? plain(`decimal(${String(precision)},${String(scale)})`) : { ...plain(undefined), remarks: ['its decimal has no sound precision and scale'] };
}

function plain(type: string | undefined): Typed {
  return { type, nullable: false, facets: {}, remarks: [] };
}
