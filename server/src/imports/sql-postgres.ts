/** Columns as PostgreSQL declares them, and what its parser reads of any dialect. */
import type { CreateColumnDef, DataTypeDef, Expr } from 'pgsql-ast-parser';
import { parse } from 'pgsql-ast-parser';
import type { Column, OwnTypes } from './sql-column.ts';
import { unreadable } from './sql-column.ts';
import type { ImportedFacets } from './field.ts';

type Typed = Pick<Column, 'type' | 'facets' | 'remarks'>;

const PLAIN: Readonly<Record<string, string>> = {
  ...named('integer', 'int', 'int2', 'int4', 'int8', 'integer', 'smallint', 'bigint', 'serial', 'serial2', 'serial4', 'serial8', 'smallserial', 'bigserial', 'oid'),
  ...named('number', 'real', 'float', 'float4', 'float8', 'double precision'),
  ...named('boolean', 'bool', 'boolean'),
  ...named('string', 'text', 'citext', 'name', 'xml'),
  ...named('date', 'date'),
  ...named('time', 'time', 'timetz', 'time without time zone', 'time with time zone'),
  ...named('duration', 'interval'),
  ...named('uuid', 'uuid'),
  ...named('binary', 'bytea'),
};
const SIZED = ['varchar', 'character varying', 'char', 'character', 'bpchar'];
/** Types that travel as text of their own form. */
const IN_WORDS = ['inet', 'cidr', 'macaddr', 'macaddr8', 'tsvector', 'tsquery', 'bit', 'varbit', 'bit varying', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'hstore', 'ltree', 'int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange', 'geometry', 'geography'];

function named(type: string, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** What the parser says of a column, in the common ground of the dialects. */
export interface ParsedColumn {
  readonly name: string;
  readonly dataType: DataTypeDef;
  /** In lower case, without size; of an array that of its elements. */
  readonly typeName: string;
  readonly size: number | undefined;
  readonly scale: number | undefined;
  readonly isNotNull: boolean;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isIdentity: boolean;
  /** What it refers to, in words. */
  readonly references: readonly string[];
  /** There is a default other than null. */
  readonly hasDefault: boolean;
  /** The default, where it is a plain value. */
  readonly fallback: string | number | boolean | undefined;
}

/** Reads the definition of a column; where that fails, why. */
export function parseColumn(definition: string): ParsedColumn | string {
  try {
    const [statement] = parse(`CREATE TABLE t (${definition})`);
    const [column] = statement?.type === 'create table' ? statement.columns : [];
    return column?.kind === 'column' ? factsOf(column) : 'it is no column';
  } catch (error) {
    const found = /Unexpected ([^\n]*?) token: ("[^"]*")/.exec(error instanceof Error ? error.message : '');
    return found ? `unexpected ${found[2] ?? ''}` : 'a syntax error';
  }
}

function factsOf({ name, dataType, constraints = [] }: CreateColumnDef): ParsedColumn {
  const has = (kind: string): boolean => constraints.some((constraint) => constraint.type === kind);
  const fallback = constraints.flatMap((constraint) => (constraint.type === 'default' ? [constraint.default] : []))[0];
  const basic = dataType.kind === undefined ? dataType : undefined;
  return {
    name: name.name, dataType, typeName: basic?.name.toLowerCase() ?? '', size: basic?.config?.[0], scale: basic?.config?.[1],
    isNotNull: has('not null'), isKey: has('primary key'), isUnique: has('unique'), isIdentity: has('add generated'),
    references: constraints.flatMap((constraint) => (constraint.type === 'reference' ? [`refers to ${constraint.foreignTable.name}`] : [])),
    hasDefault: fallback !== undefined && fallback.type !== 'null', fallback: fallback && plainValue(fallback),
  };
}

/** Reads the definition of a column. It never fails: what is not understood says so. */
export function postgresColumn(definition: string, types: OwnTypes): Column {
  const parsed = parseColumn(definition);
  if (typeof parsed === 'string') return unreadable(definition, parsed);
  const { name, dataType, typeName, isNotNull, isKey, isUnique, isIdentity, references, hasDefault, fallback } = parsed;
  const { type, facets, remarks } = typeOf(dataType, types);
  const isSerial = /^(small|big)?serial\d?$/.test(typeName);
  const own = dataType.kind === undefined ? types.domains.get(dataType.name) : undefined;
  return {
    name, type, facets, remarks: [...remarks, ...references, ...(isUnique ? ['unique'] : [])],
    isNotNull: isNotNull || isKey || isSerial || (own?.isNotNull ?? false), isKey,
    isSet: isSerial || isIdentity || (hasDefault && fallback === undefined),
    ...(fallback !== undefined && { fallback }),
  };
}

function typeOf(type: DataTypeDef, types: OwnTypes): Typed {
  if (type.kind === 'array') {
    const element = typeOf(type.arrayOf, types);
    const values = element.facets.enum ? [`each is one of ${element.facets.enum.join(', ')}`] : [];
    return element.type === undefined ? { ...element, remarks: ['it is an array', ...element.remarks] } : { type: `array<${element.type}>`, facets: {}, remarks: [...element.remarks, ...values] };
  }
  // Names of types that people have quoted keep their case.
  const name = type.doubleQuoted ? type.name : type.name.toLowerCase();
  const [size, scale] = type.config ?? [];
  const values = types.enums.get(name);
  if (values) return typed('string', { enum: values });
  const domain = types.domains.get(name);
  if (domain) return domain;
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain !== undefined) return typed(plain);
  if (SIZED.includes(name)) return typed(size === undefined ? (name.startsWith('char') && name !== 'character varying' ? 'string(1)' : 'string') : `string(${String(size)})`);
  if (name === 'numeric' || name === 'decimal') return size === undefined ? { ...typed(undefined), remarks: ['a decimal of any size'] } : typed(`decimal(${String(size - Math.min(0, scale ?? 0))},${String(Math.max(0, scale ?? 0))})`);
  if (name === 'money') return typed('decimal(19,2)');
  if (/^timestamp(tz| with time zone)$/.test(name)) return typed('datetime', { timezone: 'any' });
  if (/^timestamp( without time zone)?$/.test(name)) return typed('datetime', { timezone: 'none' });
  if (name === 'json' || name === 'jsonb') return { ...typed(undefined), remarks: ['it holds any JSON'] };
  if (IN_WORDS.includes(name)) return { ...typed('string'), remarks: [`as text of the type ${name}`] };
  return { ...typed(undefined), remarks: [`its type ${name} is not declared in the document`] };
}

function typed(type: string | undefined, facets: ImportedFacets = {}): Typed {
  return { type, facets, remarks: [] };
}

/** The value of an expression that is one; undefined for what the database works out. */
function plainValue(expression: Expr): string | number | boolean | undefined {
  switch (expression.type) {
    case 'string':
    case 'integer':
    case 'numeric':
    case 'boolean': return expression.value;
    case 'cast': return plainValue(expression.operand);
    case 'unary': {
      const value = plainValue(expression.operand);
      return expression.op === '-' && typeof value === 'number' ? -value : undefined;
    }
    default: return undefined;
  }
}
