/** The formats that fields are imported from, each loaded when it is asked for. */
import type { FieldReader, FoundField, ImportedRecord, ImportInput, ImportOptions, Part, Reading } from './field.ts';
import { ImportError } from './field.ts';
import { named } from './naming.ts';
import { pathText } from '../model/path.ts';

export interface FieldFormat {
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /** What is read, in one line. */
  readonly summary: string;
  /** The usual endings of such files. */
  readonly extensions: readonly string[];
  /** How several records of one document are told apart. */
  readonly parts: readonly Part['kind'][];
  readonly load: () => Promise<FieldReader>;
}

/** All formats, in the order in which they are listed. */
export const fieldFormats: readonly FieldFormat[] = [
  { name: 'json', title: 'JSON samples', summary: 'one or several records, in arrays or one a line too', extensions: ['.json', '.ndjson', '.jsonl'], parts: [], load: async () => (await import('./json.ts')).readSamples },
  { name: 'json-schema', title: 'JSON Schema', summary: 'a schema, as JSON or YAML', extensions: ['.json', '.yaml', '.yml'], parts: ['definition'], load: async () => (await import('./json-schema.ts')).readJsonSchema },
  { name: 'openapi', title: 'OpenAPI', summary: 'a body of an operation, or a component, of OpenAPI 3', extensions: ['.json', '.yaml', '.yml'], parts: ['operation', 'component'], load: async () => (await import('./openapi.ts')).readOpenApi },
  { name: 'csv', title: 'CSV', summary: 'a table with a header', extensions: ['.csv', '.tsv', '.txt'], parts: [], load: async () => (await import('./csv.ts')).readCsv },
  { name: 'sql', title: 'SQL', summary: 'CREATE TABLE, as PostgreSQL and MySQL write it', extensions: ['.sql', '.ddl'], parts: ['table'], load: async () => (await import('./sql.ts')).readSql },
  { name: 'avro', title: 'Avro', summary: 'a schema of records', extensions: ['.avsc', '.avpr', '.json'], parts: ['definition'], load: async () => (await import('./avro.ts')).readAvro },
];

/** What an import gives: a record, or the records to choose from. `within`: where else the record may stand in what was read, `data[]`. */
export type Imported = { readonly kind: 'record'; readonly record: ImportedRecord; readonly within?: string } | Extract<Reading, { readonly kind: 'parts' }>;

/** Reads documents of a format. Rejects with an {@link ImportError} where there is nothing to read from them. */
export async function importRecord(format: FieldFormat, inputs: readonly ImportInput[], options: ImportOptions): Promise<Imported> {
  if (inputs.length > 1 && format.name !== 'json') throw new ImportError(`Only samples can be imported from several files at once, and ${format.title} is a schema or a table: choose one file.`);
  const read = await format.load();
  const clean = inputs.map((input) => ({ ...input, text: input.text.replace(/^\ufeff/, '') }));
  const reading = bounded(() => read(clean, options));
  if (reading.kind === 'parts') return reading;
  if (reading.fields.length === 0) throw new ImportError(`${inputs.map(({ name }) => name).join(', ')} describes a record without fields.`);
  const within = options.at === undefined ? envelopeOf(reading.fields) : undefined;
  return { kind: 'record', ...(within !== undefined && { within }), record: { fields: named(reading.fields), notes: reading.notes } };
}

/** Readers go down into what they read: documents that are nested without measure are refused. */
function bounded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new ImportError('The document is nested too deeply.');
    throw error;
  }
}

/** Keys that tell of a page of records: `next_page_uri`, `has_more`, `totalCount`, `page_size`. */
const OF_A_PAGE = /^(?:page|paging|pagination|next|prev|first_?page|last_?page|cursor|offset|limit|has_?more|links|meta)|^(?:start|end|uri|url|total|count|total_?count|object)$/i;
/** Other fields around a list of records that make these look like what is meant: the number of a page, whether there are more. */
const MOST_AROUND = 3;
/** Keys that a page of records does not have, and a record does. */
const OF_A_RECORD = /^(?:id|_id|uuid|guid|key|name|title|code|number|.*[_-]id|.*Id)$/;

/** The place of the records that a document seems to be only the wrapping of. */
function envelopeOf(fields: readonly FoundField[]): string | undefined {
  const lists = fields.filter(({ type }) => type === 'array<object>');
  const [only] = lists;
  const around = fields.filter((field) => field !== only && !OF_A_PAGE.test(field.key));
  const isWrapping = lists.length === 1 && around.length <= MOST_AROUND && !fields.some(({ key, evidence }) => OF_A_RECORD.test(key) || (evidence?.records ?? 1) > 1);
  return only && isWrapping ? `${pathText([{ kind: 'key', name: only.key }])}[]` : undefined;
}
