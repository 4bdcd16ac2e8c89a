/** Documents of every format, and what is asked of each. */
import { readFileSync } from 'node:fs';
import type { ImportInput, ImportOptions } from '../../server/src/imports/field.ts';
import type { Imported } from '../../server/src/imports/index.ts';
import { fieldFormats, importRecord } from '../../server/src/imports/index.ts';
import type { ImportedRecord } from '../../server/src/imports/field.ts';

export const folder = new URL('../fixtures/imports/', import.meta.url);

export interface Case {
  readonly name: string;
  readonly format: string;
  readonly file: string;
  readonly record?: 'source' | 'target';
  readonly options?: ImportOptions;
}

export const cases: readonly Case[] = [
  { name: 'orders', format: 'json', file: 'orders.ndjson' },
  { name: 'orders-target', format: 'json', file: 'orders.ndjson', record: 'target' },
  { name: 'one-order', format: 'json', file: 'one-order.json' },
  { name: 'order-in-envelope', format: 'json', file: 'one-order.json', options: { at: 'orders[]' } },
  { name: 'keywords', format: 'json-schema', file: 'keywords.schema.json' },
  { name: 'keywords-target', format: 'json-schema', file: 'keywords.schema.json', record: 'target' },
  { name: 'schemastore-inventory', format: 'json-schema', file: 'schemastore-inventory.json', options: { part: { name: 'ABCInventoryBuildTransaction' } } },
  { name: 'petstore-response', format: 'openapi', file: 'petstore-expanded.yaml', options: { part: { name: 'findPets' }, body: 'response' } },
  { name: 'petstore-request', format: 'openapi', file: 'petstore-expanded.yaml', record: 'target', options: { part: { name: 'POST /pets' }, body: 'request' } },
  { name: 'shop-envelope', format: 'openapi', file: 'shop.openapi.yaml', options: { part: { name: 'listOrders' }, at: 'data[]' } },
  { name: 'shop-request', format: 'openapi', file: 'shop.openapi.yaml', record: 'target', options: { part: { name: 'POST /orders' }, body: 'request' } },
  { name: 'shop-component', format: 'openapi', file: 'shop.openapi.yaml', options: { part: { name: 'Order', kind: 'component' } } },
  { name: 'customers', format: 'csv', file: 'customers.csv' },
  { name: 'pagila-film', format: 'sql', file: 'pagila-film.sql', options: { part: { name: 'film' } } },
  { name: 'pagila-film-target', format: 'sql', file: 'pagila-film.sql', record: 'target', options: { part: { name: 'public.film' }, record: 'target' } },
  { name: 'order-items', format: 'sql', file: 'order-items.postgres.sql' },
  { name: 'store', format: 'sql', file: 'store.mysql.sql' },
  { name: 'avro-interop', format: 'avro', file: 'avro-interop.avsc' },
  { name: 'payment', format: 'avro', file: 'payment.avsc' },
];

export function input(file: string): ImportInput {
  return { name: file, text: readFileSync(new URL(file, folder), 'utf8') };
}

/** Reads documents in a format. */
export async function read(format: string, inputs: readonly ImportInput[], options: ImportOptions = {}): Promise<Imported> {
  const found = fieldFormats.find(({ name }) => name === format);
  if (!found) throw new Error(`There is no format ${format}.`);
  return importRecord(found, inputs, options);
}

/** The record of a case. */
export async function recordOf({ format, file, options }: Case): Promise<ImportedRecord> {
  return theRecord(await read(format, [input(file)], options));
}

/** The record of what was read. */
export function theRecord(imported: Imported): ImportedRecord {
  if (imported.kind !== 'record') throw new Error(`There are several: ${imported.parts.map(({ name }) => name).join(', ')}.`);
  return imported.record;
}
