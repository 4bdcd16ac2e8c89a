/** Which format a document is most likely in. */
import { isRecord } from './json-text.ts';

/** The name of the format by a document's name and its first part; undefined where nothing tells it. */
export function likelyFormat(name: string, text: string): string | undefined {
  const start = text.slice(0, 20_000).replace(/^\ufeff/, '');
  if (/\.(avsc|avpr)$/i.test(name)) return 'avro';
  if (/\.(csv|tsv)$/i.test(name)) return 'csv';
  if (/\.(sql|ddl)$/i.test(name)) return 'sql';
  if (/\.(ndjson|jsonl)$/i.test(name)) return 'json';
  if (/^\s*[[{]/.test(start)) return ofJson(text);
  if (/^\s*(openapi|swagger)\s*:/m.test(start)) return 'openapi';
  if (/^\s*(\$schema|properties|\$defs|definitions)\s*:/m.test(start)) return 'json-schema';
  if (/\bcreate\s+(unlogged\s+|temp(orary)?\s+)*table\b/i.test(text.slice(0, 1_000_000))) return 'sql';
  const [header = '', row = ''] = start.split(/\r?\n/);
  return [',', ';', '\t', '|'].some((mark) => header.includes(mark) && (row === '' || row.includes(mark))) ? 'csv' : undefined;
}

function ofJson(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'json';
  }
  if (!isRecord(value)) return Array.isArray(value) && value.some(isAvro) ? 'avro' : 'json';
  if ('openapi' in value || 'swagger' in value) return 'openapi';
  if (isAvro(value) || ('protocol' in value && Array.isArray(value['types']))) return 'avro';
  const isSchema = typeof value['$schema'] === 'string' || isRecord(value['$defs']) || isRecord(value['definitions']) || (isRecord(value['properties']) && (value['type'] === 'object' || value['type'] === undefined));
  return isSchema ? 'json-schema' : 'json';
}

function isAvro(value: unknown): boolean {
  return isRecord(value) && value['type'] === 'record' && typeof value['name'] === 'string' && Array.isArray(value['fields']);
}
