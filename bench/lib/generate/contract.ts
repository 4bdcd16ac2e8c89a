/** The data contract of a generated spec: source fields, each with the target field that takes it, or a reason why none does. */
import type { Random } from '../random.ts';
import type { Entry } from './entry.ts';
import { entry } from './entry.ts';
import type { FieldKind, Mapping } from './field-kinds.ts';
import { fieldKinds } from './field-kinds.ts';
import { camelCase, Names } from './names.ts';

/** A field of a record: its name, and its keys in the order in which they stand. */
export interface Field {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** A source field and what becomes of it. */
export interface FieldPair {
  readonly source: Field;
  /** Undefined where the field is listed under `not_written`. */
  readonly target: Field | undefined;
  /** As `mapped_from` and expressions name the source field, and as `not_written` does. */
  readonly reference: string;
  readonly path: string;
  /** The kind of its mapping; undefined for a nested record. */
  readonly mapping: Mapping | undefined;
  readonly children: readonly FieldPair[];
}

/** Where the fields of a record stand. */
interface Place {
  /** What references begin with: `source`, `source.customer`, `item`. */
  readonly reference: string;
  /** What `source_path` begins with, its separator included. */
  readonly sourcePath: string;
  /** What names begin with under `not_written`, its separator included. */
  readonly path: string;
  readonly isList: boolean;
}

const TOP: Place = { reference: 'source', sourcePath: '', path: '', isList: false };

/** Of a hundred fields at the top so many hold fields of their own. */
const NESTED = 4;
const NOT_WRITTEN = 12;
const OPTIONAL = 8;
const NULLABLE = 12;
const NOTED = 10;

const NOTES = [
  'Shown to the customer in every message', 'Set by the back office', 'Kept for the auditors', 'Comes from the point of sale', 'Filled in by the import of the night',
  'Changes only with a new revision', 'As agreed with the owners in the review of spring', 'The partner portal shows it as it is', 'Read by the planning reports',
];
const REASONS = ['The target has no place for it', 'Kept in the source system only', 'Replaced by the fields of the new catalogue', 'Nobody reads it any more, as the owners have confirmed', 'Data minimisation'];
const COMMENTS = ['older records lack it', 'checked with the owners', 'see the review of spring', 'since the release of May'];
const GROUPS = ['details', 'profile', 'settings', 'totals'];
const LISTS = ['entries', 'rows', 'events'];

/** So many source fields, those with fields of their own and those inside them counted alike. The first identifies the record. */
export function fieldPairs(random: Random, count: number): FieldPair[] {
  const names = new Names(random);
  const pairs: FieldPair[] = [keyField()];
  for (let left = count - 1; left > 0;) {
    const size = Math.min(left - 1, 2 + random.below(5));
    const pair = size > 1 && random.chance(NESTED) ? nested(random, names, size) : leaf(random, names, TOP);
    pairs.push(pair);
    left -= 1 + pair.children.length;
  }
  return pairs;
}

/** The keys of `data_contract`. */
export function contractEntries(pairs: readonly FieldPair[]): Entry[] {
  const all = pairs.flatMap((pair) => [pair, ...pair.children]);
  const notWritten = all.filter(({ target }) => target === undefined);
  return [
    entry('when_absent', 'omit'),
    entry('source_record', pairs.map(({ source }) => entry(source.name, source.entries))),
    entry('target_record', pairs.flatMap(({ target }) => (target ? [entry(target.name, target.entries)] : []))),
    entry('not_written', notWritten.length === 0 ? '{}' : notWritten.map(({ path }, at) => entry(path, REASONS[at % REASONS.length] ?? ''))),
  ];
}

function keyField(): FieldPair {
  return {
    source: { name: 'id', entries: [entry('type', 'integer'), entry('required', 'true'), entry('minimum', '1'), entry('source_path', 'id')] },
    target: {
      name: 'externalId',
      entries: [entry('type', 'string'), entry('mapped_from', 'derived'), entry('transformation', '"concat(\'SYNC-\', toText(source.id))"'), entry('required', 'true'), entry('key', 'true')],
    },
    reference: 'source.id', path: 'id', mapping: undefined, children: [],
  };
}

function nested(random: Random, names: Names, size: number): FieldPair {
  const isList = random.chance(30);
  const name = names.next(isList ? LISTS : GROUPS);
  const camel = camelCase(name);
  const place: Place = { reference: isList ? 'item' : `source.${name}`, sourcePath: isList ? `${camel}[].` : `${camel}.`, path: `${name}.`, isList };
  const children = Array.from({ length: size }, () => leaf(random, names, place));
  const type = entry('type', isList ? 'array<object>' : 'object');
  const written = children.filter(({ target }) => target !== undefined);
  // A record of which nothing is written would be mapped to nothing.
  const [first] = children;
  const kept = written.length > 0 || first === undefined ? children : [leaf(random, names, place, true), ...children.slice(1)];
  const fields = (side: 'source' | 'target'): Entry => entry('fields', kept.flatMap((child) => {
    const field = child[side];
    return field ? [entry(field.name, field.entries)] : [];
  }));
  return {
    source: { name, entries: [type, entry('required', 'true'), entry('source_path', camel), fields('source')] },
    target: { name: camel, entries: [type, entry('mapped_from', `source.${name}`), entry('required', 'true'), fields('target')] },
    reference: `source.${name}`, path: name, mapping: undefined, children: kept,
  };
}

/** A field with its mapping. */
function leaf(random: Random, names: Names, place: Place, isWritten = !random.chance(NOT_WRITTEN)): FieldPair {
  const kind = kindOf(random);
  const name = names.next(kind.words);
  const mapping = kind.make(random);
  const isOptional = random.chance(OPTIONAL);
  const isNullable = random.chance(NULLABLE);
  const reference = `${place.reference}.${name}`;
  const [sourceType, ...sourceFacets] = mapping.source;
  const source = [
    entry('type', sourceType),
    entry('required', String(!isOptional), isOptional && random.chance(30) ? random.pick(COMMENTS) : undefined),
    ...(isNullable ? [entry('nullable', 'true')] : []),
    ...sourceFacets,
    entry('source_path', place.isList ? `"${place.sourcePath}${camelCase(name)}"` : `${place.sourcePath}${camelCase(name)}`),
    ...noted(random),
  ];
  return {
    source: { name, entries: source },
    target: isWritten ? { name: camelCase(name), entries: targetEntries(random, mapping, reference, { isOptional, isNullable }) } : undefined,
    reference, path: `${place.path}${name}`, mapping, children: [],
  };
}

function targetEntries(random: Random, mapping: Mapping, reference: string, { isOptional, isNullable }: { readonly isOptional: boolean; readonly isNullable: boolean }): Entry[] {
  const { transformation, valueMap, fills } = mapping;
  const [type, ...facets] = mapping.target;
  const isDerived = typeof transformation !== 'string';
  return [
    entry('type', type),
    entry('mapped_from', isDerived ? 'derived' : reference),
    entry('transformation', isDerived ? transformation(reference) : transformation),
    entry('required', String(fills === true || !(isOptional || isNullable))),
    ...(isNullable && fills !== true ? [entry('nullable', 'true')] : []),
    ...facets,
    ...(valueMap ? [valueMap] : []),
    ...noted(random),
  ];
}

function noted(random: Random): Entry[] {
  return random.chance(NOTED) ? [entry('notes', random.pick(NOTES))] : [];
}

function kindOf(random: Random): FieldKind {
  let left = random.below(fieldKinds.reduce((sum, { weight }) => sum + weight, 0));
  for (const kind of fieldKinds) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  throw new Error('The weights of the kinds do not add up.');
}
