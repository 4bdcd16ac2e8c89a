/** Reads the text of a `type:`. It never fails: what it cannot read is of unknown type, with a fault. */
import { rememberText } from './remember.ts';
import { distance } from 'fastest-levenshtein';
import type { ValueType } from './type.ts';
import { unknownType } from './type.ts';
import { typeName } from './type-text.ts';

/** Offsets in the type's text, in UTF-16 code units, end excluded. */
export interface TypeSpan {
  readonly start: number;
  readonly end: number;
}

export interface TypeFault {
  readonly span: TypeSpan;
  readonly message: string;
}

export interface ParsedType {
  /** Unknown as far as it cannot be read; faults explain that. */
  readonly type: ValueType;
  readonly faults: readonly TypeFault[];
  /** The whole text put right, where it is clear what was meant. */
  readonly meant?: string;
}

/** The names of types, as `type:` may have them. */
export const typeForms: readonly string[] = [
  'string', 'string(n)', 'integer', 'number', 'decimal(p,s)', 'boolean', 'date', 'datetime', 'ISO8601 datetime', 'time', 'duration', 'uuid', 'binary', 'object', 'array<T>',
];

const NAMES = ['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'datetime', 'time', 'duration', 'uuid', 'binary', 'object', 'array'] as const;
type Name = (typeof NAMES)[number];

/** Names from other languages and databases. */
const OTHER_NAMES: Readonly<Record<string, Name>> = {
  ...named('string', 'str', 'text', 'varchar', 'varchar2', 'nvarchar', 'nvarchar2', 'char', 'nchar', 'character', 'charactervarying', 'longtext', 'mediumtext', 'clob', 'email', 'url', 'uri', 'enum', 'keyword'),
  ...named('integer', 'int', 'int2', 'int4', 'int8', 'int16', 'int32', 'int64', 'long', 'short', 'bigint', 'smallint', 'tinyint', 'mediumint', 'serial', 'bigserial', 'wholenumber', 'uint', 'uint32', 'uint64'),
  ...named('number', 'float', 'float4', 'float8', 'float32', 'float64', 'double', 'doubleprecision', 'real', 'num'),
  ...named('decimal', 'numeric', 'dec', 'money', 'currency', 'bigdecimal'),
  ...named('boolean', 'bool', 'bit', 'logical', 'flag', 'yes/no'),
  ...named('datetime', 'timestamp', 'timestamptz', 'timestampntz', 'timestampltz', 'datetime2', 'datetimeoffset', 'iso8601', 'iso8601date', 'instant', 'iso8601timestamp', 'isodatetime', 'rfc3339'),
  ...named('uuid', 'guid', 'uniqueidentifier'),
  ...named('binary', 'bytes', 'bytea', 'blob', 'varbinary', 'base64', 'file'),
  ...named('object', 'json', 'jsonb', 'record', 'struct', 'map', 'dict', 'dictionary', 'hash', 'variant'),
  ...named('array', 'list', 'sequence', 'set', 'collection', 'repeated'),
  ...named('duration', 'interval', 'timespan'),
  ...named('date', 'day', 'calendardate'),
  ...named('time', 'timeofday'),
};

function named(name: Name, ...others: readonly string[]): Record<string, Name> {
  return Object.fromEntries(others.map((other) => [other, name]));
}

const DEEPEST = 16;
const MOST_DIGITS = 9;
/** No longer text is a type. */
const LONGEST = 500;

interface Reading {
  readonly type: ValueType;
  readonly faults: readonly TypeFault[];
  /** What is or was meant to stand there; undefined where that is not clear. */
  readonly meant: string | undefined;
}

/** Reads a type; case and spacing are free. */
export const parseType: (text: string) => ParsedType = rememberText(readWhole);

function readWhole(text: string): ParsedType {
  const start = text.length - text.trimStart().length;
  const end = Math.max(start, text.trimEnd().length);
  const reading = text.length > LONGEST ? nothing({ start, end }, 'This is no type.') : read(text, { start, end }, 0);
  return { type: reading.type, faults: reading.faults, ...(reading.faults.length > 0 && reading.meant !== undefined && { meant: reading.meant }) };
}

function nothing(span: TypeSpan, message: string, meant?: string): Reading {
  return { type: unknownType, faults: [{ span, message }], meant };
}

function read(text: string, span: TypeSpan, depth: number): Reading {
  const part = text.slice(span.start, span.end);
  if (part === '') return nothing(span, depth === 0 ? 'A type is missing.' : 'The type of the elements is missing.');
  if (depth > DEEPEST) return nothing(span, 'Arrays are nested too deeply.');
  return readMarked(text, span, part, depth) ?? readArray(text, span, part, depth) ?? readScalar(span, part);
}

/** Types with marks of other languages: `T[]`, `T?`, `T | null`, `nullable T`. */
function readMarked(text: string, span: TypeSpan, part: string, depth: number): Reading | undefined {
  const list = /^(.+?)\s*\[\s*\]$/su.exec(part);
  if (list) {
    const element = read(text, { start: span.start, end: span.start + (list[1]?.length ?? 0) }, depth + 1);
    const meant = element.meant === undefined ? undefined : `array<${element.meant}>`;
    return nothing(span, `An array is written \`${meant ?? 'array<T>'}\`.`, meant);
  }
  const nullable = /^(.+?)\s*(\?|\|\s*null|\bor\s+null|\bnullable|\bnot\s+null)$/isu.exec(part) ?? /^(nullable|optional|required)\s+(.+)$/isu.exec(part);
  if (!nullable) return undefined;
  const [, one = '', two = ''] = nullable;
  const [inner, word] = /^(nullable|optional|required)$/i.test(one) ? [two, one] : [one, two];
  const from = inner === two ? span.end - inner.length : span.start;
  const reading = read(text, { start: from, end: from + inner.length }, depth + 1);
  const message = /not\s|required|optional/i.test(word) ? `\`${word}\` is no part of a type; say \`required\` and \`nullable\` beside it.` : `\`${word}\` is no part of a type; write \`nullable: true\` beside it.`;
  return { type: unknownType, faults: [{ span: { start: from === span.start ? span.start + inner.length : span.start, end: from === span.start ? span.end : from }, message }, ...reading.faults], meant: reading.meant };
}

function readArray(text: string, span: TypeSpan, part: string, depth: number): Reading | undefined {
  const open = /^([\p{L}][\p{L}\d_ ]*?)\s*([<(]|\bof\b)\s*/iu.exec(part);
  const name = compact(open?.[1] ?? '');
  if (!open || (name !== 'array' && OTHER_NAMES[name] !== 'array')) return undefined;
  const closing = open[2] === '<' ? '>' : open[2] === '(' ? ')' : '';
  const closed = closing === '' || part.endsWith(closing);
  const inner = { start: span.start + open[0].length, end: closed ? span.end - closing.length : span.end };
  const trimmed = { start: inner.start, end: inner.start + text.slice(inner.start, Math.max(inner.start, inner.end)).trimEnd().length };
  const element = read(text, trimmed, depth + 1);
  const meant = element.meant === undefined ? undefined : `array<${element.meant}>`;
  const faults = [...element.faults];
  if (!closed) faults.push({ span: { start: span.end, end: span.end }, message: `\`${closing}\` is missing.` });
  else if (name !== 'array' || closing !== '>') faults.unshift({ span, message: `An array is written \`${meant ?? 'array<T>'}\`.` });
  return { type: { kind: 'array', element: element.type, nullable: false }, faults, meant };
}

function readScalar(span: TypeSpan, part: string): Reading {
  const match = /^(.*?)\s*(?:\(([^()]*)(\)?))?$/su.exec(part);
  const words = match?.[1] ?? '';
  const name = exactName(words);
  const place = { start: span.start, end: span.start + words.length };
  const args = match?.[2];
  const argSpan = args === undefined ? undefined : { start: span.start + part.indexOf('(') + 1, end: span.start + part.indexOf('(') + 1 + args.length };
  if (name === undefined) {
    const near = nearestName(words);
    const meant = near === undefined ? undefined : withArguments(near, args);
    const hint = near === undefined ? `. The types are ${typeForms.slice(0, -1).map((form) => `\`${form}\``).join(', ')} and \`array<T>\`.` : `; did you mean \`${meant ?? near}\`?`;
    return nothing(place, `\`${words === '' ? part : words}\` is no type${hint}`, meant);
  }
  if (args === undefined) return withoutSize(name, place);
  const reading = withSize(name, args, argSpan ?? span, span);
  return match?.[3] === '' ? { ...reading, faults: [...reading.faults, { span: { start: span.end, end: span.end }, message: '`)` is missing.' }] } : reading;
}

function compact(words: string): string {
  return words.toLowerCase().replace(/[\s_-]+/g, '');
}

function exactName(words: string): Name | undefined {
  const plain = words.toLowerCase().replace(/\s+/g, ' ');
  if (/^iso ?8601 ?datetime$/.test(plain.replace('date time', 'datetime'))) return 'datetime';
  return NAMES.find((name) => name === plain);
}

function nearestName(words: string): Name | undefined {
  const written = compact(words);
  const bare = written.replace(/with(out)?timezone$/, '').replace(/^unsigned|unsigned$/, '');
  const known = NAMES.find((name) => name === bare) ?? (Object.hasOwn(OTHER_NAMES, bare) ? OTHER_NAMES[bare] : undefined);
  if (known || bare.length < 3 || bare.length > 20) return known;
  const candidates: [string, Name][] = [...NAMES.map((name): [string, Name] => [name, name]), ...Object.entries(OTHER_NAMES).filter(([other]) => other.length > 5)];
  let best: Name | undefined;
  let least = Math.max(1, Math.floor(bare.length * 0.34)) + 1;
  for (const [other, name] of candidates) {
    const differs = distance(bare, other);
    if (differs < least) [best, least] = [name, differs];
  }
  return best;
}

/** What was meant by a name with these arguments; undefined where an argument is needed that is not there. */
function withArguments(name: Name, args: string | undefined): string | undefined {
  if (name === 'array') return undefined;
  if (name !== 'string' && name !== 'decimal') return name;
  if (args === undefined || args.trim() === '') return name === 'string' ? name : undefined;
  return withSize(name, args.replace(/\s*(char|byte|characters|bytes)\s*$/i, ''), { start: 0, end: 0 }, { start: 0, end: 0 }).meant;
}

function withoutSize(name: Name, span: TypeSpan): Reading {
  switch (name) {
    case 'array': return { type: { kind: 'array', element: unknownType, nullable: false }, faults: [{ span, message: 'The type of the elements is missing: `array<T>`.' }], meant: undefined };
    case 'decimal': return { type: { kind: 'decimal', nullable: false }, faults: [{ span, message: 'A decimal says how many digits it has, and how many of them behind the point: `decimal(p,s)`.' }], meant: undefined };
    case 'datetime': return sound({ kind: name, timezone: 'any', nullable: false });
    default: return sound({ kind: name, nullable: false });
  }
}

function sound(type: ValueType): Reading {
  return { type, faults: [], meant: typeName(type) };
}

function withSize(name: Name, args: string, place: TypeSpan, whole: TypeSpan): Reading {
  const base = withoutSize(name, whole);
  if (name !== 'string' && name !== 'decimal') return { ...base, faults: [{ span: place, message: `\`${name}\` takes no size.` }], meant: name };
  const plain = args.replace(/\s+/g, '');
  if (name === 'string') {
    const meant = /^\d{1,3}(,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain;
    const length = sizeOf(meant);
    if (length === undefined || length === 0) return { type: { kind: 'string', nullable: false }, faults: [{ span: place, message: 'The size of a string is a whole number from 1 on: `string(255)`.' }], meant: plain === '' || /^(max|n)$/i.test(plain) ? 'string' : undefined };
    const reading = sound({ kind: 'string', maxLength: length, nullable: false });
    return meant === plain ? reading : { ...reading, faults: [{ span: place, message: 'The size is written without thousands separators.' }] };
  }
  const [precision, scale, ...more] = plain.split(',').map(sizeOf);
  const faulty = (message: string, meant?: string): Reading => ({ type: { kind: 'decimal', nullable: false }, faults: [{ span: place, message }], meant });
  if (precision === undefined || precision === 0 || more.length > 0 || (plain.includes(',') && scale === undefined)) return faulty('A decimal has two whole numbers: how many digits, and how many of them behind the point, as in `decimal(10,2)`.');
  if (scale === undefined) return faulty('How many digits stand behind the point is missing.', `decimal(${String(precision)},0)`);
  if (scale > precision) return faulty(`${String(scale)} digits behind the point are more than the ${String(precision)} there are in all.`);
  return sound({ kind: 'decimal', precision, scale, nullable: false });
}

function sizeOf(text: string): number | undefined {
  return /^\d+$/.test(text) && text.length <= MOST_DIGITS ? Number(text) : undefined;
}
