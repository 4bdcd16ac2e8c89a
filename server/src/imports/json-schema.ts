/** Fields from a JSON Schema, of any draft: the schema of the document, or one of its definitions. */
import type { FieldReader, Part } from './field.ts';
import { ImportError } from './field.ts';
import { isRecord, readDocument } from './json-text.ts';
import { recordAt } from './naming.ts';
import { SchemaReader } from './schema-reader.ts';
import { ANY_VALUE } from './schema-type.ts';

const GROUPS = ['$defs', 'definitions'];

/** Reads a schema. An array of records gives the record. */
export const readJsonSchema: FieldReader = ([input], { part, at }) => {
  if (!input) throw new ImportError('There is nothing to import.');
  const document = readDocument(input);
  if (!isRecord(document)) throw new ImportError(`${input.name} is no JSON Schema: it is no object.`);
  const reader = new SchemaReader(document);
  const definitions = new Map(GROUPS.flatMap((group) => (isRecord(document[group]) ? Object.entries(document[group]) : [])));
  const chosen = part ? definitions.get(part.name) : document;
  const parts = [...definitions.keys()].map((name): Part => ({ name, kind: 'definition' }));
  if (chosen === undefined) {
    if (parts.length === 0) throw new ImportError(`${input.name} has no definitions to choose from.`);
    return { kind: 'parts', parts };
  }
  const reading = readRecord(reader, chosen, at);
  if (reading.fields.length > 0) return reading;
  if (!part && parts.length > 0) return { kind: 'parts', parts };
  throw new ImportError(`${part ? `'${part.name}'` : input.name} describes no record: it has no \`properties\`.${reading.notes.length > 0 ? ` ${reading.notes.join(' ')}` : ''}`);
};

/** The record that a schema describes: an array of records gives the record of one element. */
export function readRecord(reader: SchemaReader, schema: unknown, at: string | undefined) {
  const { type, fields = [], remarks } = reader.typed(schema);
  const isList = type?.startsWith('array') ?? false;
  const kept = remarks.filter((remark) => remark !== ANY_VALUE).map((remark) => `Of the record as a whole: ${remark}.`);
  const notes = isList && at === undefined ? ['The document describes an array; the record is one of its elements.', ...kept] : kept;
  return { kind: 'record' as const, fields: at === undefined ? fields : recordAt(fields, at), notes };
}
