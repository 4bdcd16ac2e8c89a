/**
 * Columns as MySQL and MariaDB declare them: what only they write is taken out of a definition, and read by itself; the
 * rest is SQL that the parser for PostgreSQL reads as well.
 */
import type { ImportedFacets } from './field.ts';
import type { Column } from './sql-column.ts';
import type { ParsedColumn } from './sql-postgres.ts';
import { parseColumn } from './sql-postgres.ts';
import { unreadable } from './sql-column.ts';
import type { Masked } from './sql-text.ts';

type Typed = Pick<Column, 'type' | 'facets' | 'remarks'>;

/** A text in quotes, numbered. */
const TEXT = `('[^']*'|"[^"]*")`;
/** What stands in quotes, once it is put back. */
const QUOTED = /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`(?:[^`]|``)*`/g;

/** A definition without what only MySQL writes, and what that said. */
interface Taken {
  readonly definition: string;
  readonly isUnsigned: boolean;
  readonly isCounter: boolean;
  readonly isUpdated: boolean;
  readonly comment: string | undefined;
  /** The values of `enum` or `set`, and which of them it is. */
  readonly values: { readonly kind: string; readonly texts: readonly string[] } | undefined;
}

/** Reads the definition of a column, in which all that is quoted is masked. It never fails: what is not understood says so. */
export function mysqlColumn(definition: string, unmask: Masked['unmask']): Column {
  const taken = takeOut(definition, (text) => unmask(text).replace(QUOTED, (quoted) => inStandard(quoted)));
  const parsed = parseColumn(taken.definition);
  return typeof parsed === 'string' ? unreadable(unmask(definition), parsed) : columnOf(parsed, taken);
}

/** `written`: puts back what is quoted, in quotes as standard SQL has them. */
function takeOut(definition: string, written: (text: string) => string): Taken {
  let rest = definition.replace(/\bdefault\s+b('[^']*')/gi, (_all, bits: string) => `default ${plainText(written(bits))}`);
  const take = (pattern: RegExp, instead = ' '): RegExpExecArray | undefined => {
    const match = pattern.exec(rest);
    if (match) rest = rest.slice(0, match.index) + instead + rest.slice(match.index + match[0].length);
    return match ?? undefined;
  };
  const comment = take(new RegExp(`\\bcomment\\s+${TEXT}`, 'i'))?.[1];
  const values = take(new RegExp(`\\b(enum|set)\\s*\\(\\s*(${TEXT}(?:\\s*,\\s*${TEXT})*)\\s*\\)`, 'i'), ' text ');
  const isCounter = take(/\bauto_increment\b/i) !== undefined;
  const isUpdated = take(/\bon\s+update\s+[\w]+(?:\s*\(\s*\d*\s*\))?/i) !== undefined;
  const isUnsigned = take(/\bunsigned\b/i) !== undefined;
  take(/\bzerofill\b/i);
  take(/\bsigned\b/i);
  take(/\b(?:column_format|storage)\s+\w+/i);
  take(/(?<=\s)national(?=\s)/i);
  // As a type, and as what a text is compared by.
  take(/(?<=^\S+\s+)binary\b/i, 'varbinary');
  take(/(?<=\s)binary\b/i);
  take(/\bunique\s+key\b/i, ' unique ');
  // `KEY` alone is short for a primary key.
  take(/(?<!primary\s)(?<=\s)key\b/i, ' primary key ');
  // A time of which the database is to keep parts of a second.
  rest = rest.replace(/\b(current_timestamp|now|localtime|localtimestamp)\s*\(\s*\d*\s*\)/gi, 'current_timestamp');
  const texts = [...(values?.[2] ?? '').matchAll(new RegExp(TEXT, 'g'))].map((match) => plainText(written(match[1] ?? '')));
  return { definition: written(rest), isUnsigned, isCounter, isUpdated, comment: comment === undefined ? undefined : plainText(written(comment)), values: values && { kind: (values[1] ?? '').toLowerCase(), texts } };
}

/** A quoted name or text as standard SQL quotes it. */
function inStandard(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return `"${inner.replaceAll('``', '`').replaceAll('"', '""')}"`;
  const mark = quoted[0] ?? "'";
  const text = inner.replaceAll(mark + mark, mark).replace(/\\([\s\S])/g, (_all, escaped: string) => ({ n: '\n', t: '\t', r: '\r', 0: '' })[escaped] ?? escaped);
  return `'${text.replaceAll("'", "''")}'`;
}

function plainText(quoted: string): string {
  return quoted.slice(1, -1).replaceAll("''", "'");
}

function columnOf(parsed: ParsedColumn, { isUnsigned, isCounter, isUpdated, comment, values }: Taken): Column {
  const { name, typeName, size, scale, isNotNull, isKey, isUnique, references, hasDefault, fallback } = parsed;
  const typed = values ? chosen(values) : typeOf(typeName, size, scale);
  const value = fallback === undefined ? undefined : plainValue(fallback, typed.type);
  return {
    name, type: typed.type,
    facets: { ...typed.facets, ...(isUnsigned && typed.facets.minimum === undefined && { minimum: 0 }) },
    remarks: [...typed.remarks, ...references, ...(isUnique ? ['unique'] : []), ...(isUpdated ? ['set anew with each update'] : [])],
    isNotNull: isNotNull || isKey || isCounter, isKey,
    isSet: isCounter || (hasDefault && value === undefined),
    ...(value !== undefined && { fallback: value }), ...(comment !== undefined && comment !== '' && { comment }),
  };
}

/** Defaults may stand in quotes, whatever the type. */
function plainValue(fallback: string | number | boolean, type: string | undefined): string | number | boolean {
  const text = String(fallback);
  if (type === 'boolean') return /^(1|true)$/i.test(text);
  if ((type === 'integer' || type === 'number' || type?.startsWith('decimal')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

function chosen({ kind, texts }: NonNullable<Taken['values']>): Typed {
  return kind === 'enum' ? typed('string', { enum: texts }) : { ...typed('string'), remarks: [`any of ${texts.join(', ')}, joined by commas`] };
}

function typeOf(name: string, size: number | undefined, scale: number | undefined): Typed {
  switch (name) {
    case 'tinyint': return typed(size === 1 ? 'boolean' : 'integer');
    case 'bool':
    case 'boolean': return typed('boolean');
    case 'bit': return (size ?? 1) === 1 ? typed('boolean') : { ...typed('binary'), remarks: [`${String(size)} bits`] };
    case 'int':
    case 'integer':
    case 'smallint':
    case 'mediumint':
    case 'bigint':
    case 'serial':
    case 'year': return typed('integer');
    case 'decimal':
    case 'numeric':
    case 'dec':
    case 'fixed': return typed(`decimal(${String(size ?? 10)},${String(scale ?? 0)})`);
    case 'float':
    case 'double':
    case 'double precision':
    case 'real': return typed('number');
    case 'char':
    case 'nchar': return typed(`string(${String(size ?? 1)})`);
    case 'varchar':
    case 'nvarchar':
    case 'character varying': return typed(size === undefined ? 'string' : `string(${String(size)})`);
    case 'date':
    case 'time': return typed(name);
    case 'datetime': return typed('datetime', { timezone: 'none' });
    // It is kept in UTC, and delivered in the zone of the session, without an offset.
    case 'timestamp': return { ...typed('datetime', { timezone: 'none' }), remarks: ['delivered in the time zone of the session'] };
    case 'json': return { ...typed(undefined), remarks: ['it holds any JSON'] };
    case 'uuid': return typed('uuid');
    default:
      if (/text$/.test(name)) return typed('string');
      if (/(blob|binary)$/.test(name)) return typed('binary');
      return { ...typed(undefined), remarks: [`its type is ${name}`] };
  }
}

function typed(type: string | undefined, facets: ImportedFacets = {}): Typed {
  return { type, facets, remarks: [] };
}
