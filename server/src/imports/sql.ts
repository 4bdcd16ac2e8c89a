/** Fields from the tables that SQL declares, in the dialects of PostgreSQL and MySQL. */
import type { FieldReader, FoundField, Part } from './field.ts';
import { ImportError, oneLine } from './field.ts';
import type { Column, OwnTypes } from './sql-column.ts';
import { mysqlColumn } from './sql-mysql.ts';
import { postgresColumn } from './sql-postgres.ts';
import type { Dialect } from './sql-text.ts';
import { bareName, boundsIn, definitionsIn, dialectOf, isColumn, listedIn, masked, statementsOf, trimmed } from './sql-text.ts';

const PART = '(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\\w$]+)';
const NAME = `(${PART}(?:\\.${PART})*)`;
const TABLE = new RegExp(`^create\\s+(?:or\\s+replace\\s+)?(?:global\\s+|local\\s+)?(?:temp(?:orary)?\\s+|unlogged\\s+|foreign\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${NAME}\\s*\\(`, 'i');
const INHERITS = /\)\s*inherits\s*\(([^)]*)\)[^)]*$/i;
const ENUM = new RegExp(`^create\\s+type\\s+${NAME}\\s+as\\s+enum\\s*\\(`, 'i');
const DOMAIN = new RegExp(`^create\\s+domain\\s+${NAME}\\s+(?:as\\s+)?([\\s\\S]+)$`, 'i');
const ALTER = new RegExp(`^alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?${NAME}\\s+([\\s\\S]+)$`, 'i');
const CONSTRAINT = `^(?:constraint\\s+${PART}\\s+)?`;
const PRIMARY_KEY = new RegExp(`${CONSTRAINT}primary\\s+key\\b`, 'i');
const CHECK = new RegExp(`${CONSTRAINT}check\\b`, 'i');
const COLUMN_COMMENT = new RegExp(`^comment\\s+on\\s+column\\s+${NAME}\\s+is\\s+'((?:[^']|'')*)'`, 'i');

/** What only dialects write that are not read; what they share with others is. */
const OTHER_DIALECTS: readonly (readonly [string, RegExp])[] = [
  ['SQL Server', /\[dbo\]|\bidentity\s*\(\s*\d+\s*,|\bnvarchar\s*\(|\bdatetime2\b|^[ \t]*go[ \t]*\r?$/im],
  ['Oracle', /\bvarchar2\s*\(|\bnumber\s*\(\s*\d+/i],
];

/** A table, with what later statements say of it. */
interface Table {
  readonly name: string;
  readonly columns: Column[];
  readonly checks: string[];
  readonly keys: Set<string>;
  readonly comments: Map<string, string>;
  readonly notes: string[];
}

/** Reads a table. Each of its columns is in every row; a target need not be given those that the database sets. */
export const readSql: FieldReader = ([input], { part, at, record }) => {
  if (!input) throw new ImportError('There is nothing to import.');
  if (at !== undefined) throw new ImportError('A table has no records within records: --at means nothing to it.');
  const dialect = dialectOf(input.text);
  const tables = tablesOf(statementsOf(input.text, dialect), dialect);
  const foreign = OTHER_DIALECTS.find(([, look]) => look.test(input.text))?.[0];
  if (tables.length === 0) throw new ImportError(`${input.name} has no CREATE TABLE with columns in it${foreign === undefined ? '' : ` that can be read: it looks like SQL for ${foreign}, and PostgreSQL's and MySQL's is read`}.`);
  const wanted = part?.name.toLowerCase();
  const found = tables.filter(({ name }) => name.toLowerCase() === wanted || bareName(name).toLowerCase() === wanted);
  const table = wanted === undefined ? (tables.length === 1 ? tables[0] : undefined) : found.length === 1 ? found[0] : undefined;
  if (!table) return { kind: 'parts', parts: (found.length > 1 ? found : tables).map(({ name }): Part => ({ name, kind: 'table' })) };
  return { kind: 'record', fields: table.columns.map((column) => fieldOf(column, table, record === 'target')), notes: [`Read as ${dialect === 'mysql' ? 'MySQL' : 'PostgreSQL'}${foreign === undefined ? '' : `, though it looks like SQL for ${foreign}`}.`, ...table.notes] };
};

function tablesOf(statements: readonly string[], dialect: Dialect): Table[] {
  const types = ownTypes(statements, dialect);
  const tables: Table[] = [];
  for (const statement of statements) {
    const name = TABLE.exec(statement)?.[1];
    if (name === undefined) continue;
    const table: Table = { name: name.split('.').map(bareName).join('.'), columns: [], checks: [], keys: new Set(), comments: new Map(), notes: [] };
    for (const definition of definitionsIn(statement, dialect) ?? []) take(definition, table, types, dialect);
    const parent = INHERITS.exec(statement)?.[1];
    if (parent !== undefined) table.notes.push(`The columns of ${parent}, which the table has too, are not among the fields.`);
    if (table.columns.length > 0) tables.push(table);
  }
  for (const statement of statements) alter(statement, tables, types, dialect);
  return tables;
}

function ownTypes(statements: readonly string[], dialect: Dialect): OwnTypes {
  const enums = new Map<string, readonly string[]>();
  const domains = new Map<string, Column>();
  for (const statement of statements) {
    const name = ENUM.exec(statement)?.[1];
    if (name !== undefined) enums.set(bareName(name), (definitionsIn(statement, dialect) ?? []).map((value) => value.replace(/^'|'$/g, '').replaceAll("''", "'")));
  }
  for (const statement of statements) {
    const [, name, base] = DOMAIN.exec(statement) ?? [];
    if (name === undefined || base === undefined) continue;
    const { text, unmask } = masked(`value ${base}`, dialect);
    const { definition, checks } = trimmed(text);
    const column = postgresColumn(unmask(definition), { enums, domains });
    domains.set(bareName(name), withChecks(column, checks.map(unmask)));
  }
  return { enums, domains };
}

/** A definition in a table's parentheses. */
function take(definition: string, table: Table, types: OwnTypes, dialect: Dialect): void {
  if (isColumn(definition)) {
    const { text, unmask } = masked(definition, dialect);
    const { definition: rest, checks, isGenerated } = trimmed(text);
    const column = dialect === 'mysql' ? mysqlColumn(rest, unmask) : postgresColumn(unmask(rest), types);
    table.columns.push(withChecks({ ...column, isSet: column.isSet || isGenerated, remarks: [...column.remarks, ...(isGenerated ? ['worked out by the database'] : [])] }, checks.map(unmask)));
    return;
  }
  if (PRIMARY_KEY.test(definition)) for (const column of definitionsIn(definition, dialect) ?? []) table.keys.add(bareName(column.replace(/\s*\(\d+\)|\s+(asc|desc)\s*$/gi, '')));
  if (/^like\b/i.test(definition)) table.notes.push(`The columns that \`${definition}\` stands for are not among the fields.`);
  if (CHECK.test(definition)) {
    const check = /\(([\s\S]*)\)/.exec(definition.replace(CHECK, ''))?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
    const columns = table.columns.filter(({ name }) => new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i').test(check));
    const [only, ...others] = columns;
    if (only && others.length === 0) table.columns[table.columns.indexOf(only)] = withChecks(only, [check]);
    else table.notes.push(`A row has ${bare(check)}.`);
  }
}

function withChecks(column: Column, checks: readonly string[]): Column {
  let { facets } = column;
  const remarks = checks.flatMap((check) => {
    const values = column.type?.startsWith('string') && facets.enum === undefined ? listedIn(check) : undefined;
    const isNumber = column.type === 'integer' || column.type === 'number' || (column.type?.startsWith('decimal') ?? false);
    const bounds = isNumber ? boundsIn(check, column.type === 'integer') : undefined;
    if (!values && !bounds) return [`always ${bare(check)}`];
    facets = { ...facets, ...(values && { enum: values }), ...bounds };
    return [];
  });
  return { ...column, facets, remarks: [...column.remarks, ...remarks] };
}

/** What later statements add to a table: keys, columns, comments. */
function alter(statement: string, tables: readonly Table[], types: OwnTypes, dialect: Dialect): void {
  const tableOf = (name: string): Table | undefined => {
    const full = name.split('.').map(bareName).join('.');
    return tables.find((table) => table.name === full) ?? tables.find((table) => bareName(table.name) === bareName(full));
  };
  const [, path, text] = COLUMN_COMMENT.exec(statement) ?? [];
  if (path !== undefined && text !== undefined) {
    const column = bareName(path);
    tableOf(path.split('.').slice(0, -1).join('.'))?.comments.set(column, text.replaceAll("''", "'"));
    return;
  }
  const [, name, rest] = ALTER.exec(statement) ?? [];
  const table = name === undefined || rest === undefined ? undefined : tableOf(name);
  if (!table || rest === undefined) return;
  for (const action of definitionsIn(`(${rest})`, dialect) ?? []) {
    const added = /^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?([\s\S]+)$/i.exec(action)?.[1];
    if (added !== undefined) take(added, table, types, dialect);
    const required = new RegExp(`^alter\\s+(?:column\\s+)?${NAME}\\s+set\\s+not\\s+null`, 'i').exec(action)?.[1];
    if (required !== undefined) table.keys.add(bareName(required));
    const [, column, set] = new RegExp(`^alter\\s+(?:column\\s+)?${NAME}\\s+(set\\s+default|add\\s+generated)`, 'i').exec(action) ?? [];
    const at = table.columns.findIndex((each) => each.name === bareName(column ?? ''));
    const known = table.columns[at];
    if (set !== undefined && known) table.columns[at] = { ...known, isSet: true };
  }
}

function fieldOf(column: Column, table: Table, isTarget: boolean): FoundField {
  const isNotNull = column.isNotNull || [...table.keys].some((key) => key.toLowerCase() === column.name.toLowerCase());
  const description = oneLine(table.comments.get(column.name) ?? column.comment);
  const fallback = column.fallback;
  const byDefault = isTarget || fallback === undefined ? [] : [`the database puts ${JSON.stringify(fallback)} where nothing is written`];
  return {
    key: column.name, type: column.type, nullable: !isNotNull,
    required: !isTarget || (isNotNull && !column.isSet && fallback === undefined),
    facets: { ...column.facets, ...(isTarget && fallback !== undefined && { default: fallback }) },
    remarks: [...column.remarks, ...(column.isSet && !column.remarks.includes('worked out by the database') ? ['set by the database where nothing is written'] : []), ...byDefault],
    ...(description !== undefined && { description }),
  };
}

/** A condition without parentheses around the whole of it. */
function bare(check: string): string {
  const inner = /^\((.*)\)$/.exec(check.trim())?.[1];
  if (inner === undefined) return check.trim();
  let depth = 0;
  for (const character of inner) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) return check.trim();
  }
  return bare(inner);
}
