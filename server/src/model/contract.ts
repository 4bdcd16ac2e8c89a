/** A data contract: the fields of both records, what is mapped from where, and what is left out on purpose. */
import type { Entry, MapNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import type { Reference } from './references.ts';
import { fieldsByName } from './fields.ts';
import type { Noted } from './remember.ts';
import { Selection, spliced, Versions } from './list-versions.ts';
import { Note } from './remember.ts';
import { referencesIn, stillNames } from './references.ts';

export { allFields, fieldAt, leavesOf } from './fields.ts';

/** A field of the source record, or of a record nested in it. */
export interface SourceField extends Noted {
  readonly name: string;
  /** Names from the record to this field, joined by dots: as `not_written` names it. */
  readonly path: string;
  readonly entry: Entry;
  readonly parent: SourceField | undefined;
  readonly children: readonly SourceField[];
  readonly isArray: boolean;
}

/** A field of the target record, or of a record nested in it. */
export interface TargetField extends Noted {
  readonly name: string;
  readonly path: string;
  readonly entry: Entry;
  readonly parent: TargetField | undefined;
  readonly children: readonly TargetField[];
  /** The value of `mapped_from`, read. */
  readonly mapping: Mapping | undefined;
  readonly transformation: ScalarNode | undefined;
  /** What the mapping and a derived expression read, in the order of the text. */
  readonly references: readonly Reference[];
  /** The array whose element `item` names here. */
  readonly itemOf: SourceField | undefined;
}

/** Where a target value comes from. `invalid`: `mapped_from` says none of the four. */
export interface Mapping {
  readonly kind: 'source' | 'item' | 'derived' | 'constant' | 'invalid';
  readonly node: ScalarNode;
}

/** An entry of `not_written`. */
export interface NotWritten {
  readonly path: string;
  readonly entry: Entry;
}

export interface Contract {
  readonly kind: 'main' | 'reverse';
  readonly map: MapNode;
  readonly sourceFields: readonly SourceField[];
  readonly targetFields: readonly TargetField[];
  readonly notWritten: readonly NotWritten[];
}

// An entry that is the same object says the same: what was read from it holds as long as the fields around it and those it reads do.
const contracts = new WeakMap<MapNode, Contract>();
const sources = new Note<SourceField>();
const sourceRecords = new WeakMap<MapNode, { readonly parent: SourceField | undefined; readonly fields: readonly SourceField[] }>();
const targets = new Note<TargetField>();
const targetRecords = new WeakMap<MapNode, Pick<TargetField, 'parent' | 'itemOf'> & { readonly sourceFields: readonly SourceField[]; readonly fields: readonly TargetField[] }>();

/** Reads one contract from its map. */
export function readContract(map: MapNode, kind: Contract['kind']): Contract {
  let contract = contracts.get(map);
  if (!contract) contracts.set(map, (contract = contractIn(map, kind)));
  return contract;
}

function contractIn(map: MapNode, kind: Contract['kind']): Contract {
  const sourceFields = readSourceFields(entryOf(map, 'source_record')?.value, undefined, !map.origin);
  const targetFields = readTargetFields(entryOf(map, 'target_record')?.value, undefined, undefined, sourceFields, !map.origin);
  const left = entryOf(map, 'not_written')?.value;
  return { kind, map, sourceFields, targetFields, notWritten: left?.kind === 'map' ? notWrittenIn.of(entriesOf(left), undefined) : NONE };
}

/** The entries of a map that are not half typed: most of those of a large one stand in the next text too. */
function entriesOf({ entries, isDivided }: MapNode): readonly Entry[] {
  return isDivided ? complete.of(entries, undefined) : entries.filter(({ incomplete }) => !incomplete);
}

const complete = new Selection((entry: Entry, _of: undefined) => (entry.incomplete ? undefined : entry));
const notWrittenIn = new Selection((entry: Entry, _of: undefined): NotWritten => ({ path: entry.key.text, entry }));

const NONE: readonly never[] = Object.freeze([]);

/** `isOwn`: the entries stand where they are read, and are not repeated there by an alias. */
function readSourceFields(node: SyntaxNode | undefined, parent: SourceField | undefined, isOwn: boolean): readonly SourceField[] {
  if (node?.kind !== 'map') return NONE;
  const own = isOwn && !node.origin;
  const record = own ? sourceRecords.get(node) : undefined;
  if (record && record.parent === parent) return record.fields;
  const entries = entriesOf(node);
  const fields = own && node.isDivided && !parent ? sourceFieldsIn.of(entries, undefined) : entries.map((entry) => readSourceField(entry, parent, own));
  if (own) sourceRecords.set(node, { parent, fields });
  return fields;
}

const sourceFieldsIn = new Selection((entry: Entry, _of: undefined) => readSourceField(entry, undefined, true));

function readSourceField(entry: Entry, parent: SourceField | undefined, own: boolean): SourceField {
  const known = own ? sources.of(entry) : undefined;
  if (known && known.parent === parent) return known;
  const field = {
    name: entry.key.text,
    path: parent ? `${parent.path}.${entry.key.text}` : entry.key.text,
    entry,
    parent,
    children: NONE as readonly SourceField[],
    isArray: isArrayType(entry),
    notes: [],
  };
  field.children = readSourceFields(entryOf(entry.value, 'fields')?.value, field, own);
  if (own) sources.set(entry, field);
  return field;
}

/** Whether the type of a field is that of an array, as far as it is written. */
export function isArrayType(entry: Entry): boolean {
  return /^\s*array\s*</i.test(textOf(entryOf(entry.value, 'type')?.value) ?? '');
}

function readTargetFields(
  node: SyntaxNode | undefined, parent: TargetField | undefined, itemOf: SourceField | undefined, sourceFields: readonly SourceField[], isOwn: boolean,
): readonly TargetField[] {
  if (node?.kind !== 'map') return NONE;
  const own = isOwn && !node.origin;
  const record = own ? targetRecords.get(node) : undefined;
  if (record && record.parent === parent && record.itemOf === itemOf && record.sourceFields === sourceFields) return record.fields;
  const entries = entriesOf(node);
  const around = { parent, itemOf, sourceFields, own };
  const fields = own && node.isDivided && !parent ? targetFieldsIn.of(entries, around).fields : targetFieldsOf(entries, around);
  if (own) targetRecords.set(node, { parent, itemOf, sourceFields, fields });
  return fields;
}

/** What a target field goes by beside its entry. */
interface TargetAround {
  readonly parent: TargetField | undefined;
  readonly itemOf: SourceField | undefined;
  readonly sourceFields: readonly SourceField[];
  readonly own: boolean;
}

/** The fields of target records. As long as the source record is the same, so are those whose entries are. */
const targetFieldsIn = new Versions<Entry, TargetAround, { readonly sourceFields: readonly SourceField[]; readonly fields: readonly TargetField[] }>({
  isOf: (made, around) => made.sourceFields === around.sourceFields,
  anew: (entries, around) => ({ sourceFields: around.sourceFields, fields: targetFieldsOf(entries, around) }),
  after({ sourceFields, fields }, _was, entries, splice, around) {
    if (sourceFields !== around.sourceFields) return undefined;
    return { sourceFields, fields: spliced(fields, splice, targetFieldsOf(entries.slice(splice.at, splice.at + splice.added), around)) };
  },
});

function targetFieldsOf(entries: readonly Entry[], around: TargetAround): readonly TargetField[] {
  const byName = fieldsByName(around.sourceFields);
  // As long as no name is given twice, a field that stands in the record is the one of its name.
  const sourceRecord = byName.isUnique ? dividedRecordOf(around.sourceFields) : undefined;
  return entries.map((entry) => {
    const known = around.own ? targets.of(entry) : undefined;
    if (known && known.parent === around.parent && known.itemOf === around.itemOf && isStillTrue(known, byName.first, sourceRecord)) return known;
    return readTargetField(entry, around);
  });
}

function readTargetField(entry: Entry, { parent, itemOf, sourceFields, own }: TargetAround): TargetField {
  const mapping = readMapping(entryOf(entry.value, 'mapped_from')?.value);
  const value = entryOf(entry.value, 'transformation')?.value;
  const transformation = value?.kind === 'scalar' ? value : undefined;
  const references = referencesIn(mapping, transformation, sourceFields, itemOf);
  const field = {
    name: entry.key.text,
    path: parent ? `${parent.path}.${entry.key.text}` : entry.key.text,
    entry, parent, mapping, transformation, references, itemOf,
    children: NONE as readonly TargetField[],
    notes: [],
  };
  const below = entryOf(entry.value, 'fields')?.value;
  if (below) field.children = readTargetFields(below, field, itemIn(field), sourceFields, own);
  if (own) targets.set(entry, field);
  return field;
}

/** The array whose element `item` names in the fields below one. */
function itemIn({ entry, mapping, references: [first], itemOf }: TargetField): SourceField | undefined {
  const mapped = mapping && (mapping.kind === 'source' || mapping.kind === 'item') ? first?.field : undefined;
  return mapped && isArrayType(entry) ? mapped : itemOf;
}

/** The map that the fields of a record stand in, where an entry that is another is another object. */
function dividedRecordOf([first]: readonly SourceField[]): MapNode | undefined {
  // What an alias repeats is read anew each time: its fields are others then, and their entries are not.
  return first && sources.of(first.entry) === first && first.entry.parent.isDivided ? first.entry.parent : undefined;
}

/** Whether a field and those in it read the same source fields as before. */
function isStillTrue({ references, children }: TargetField, sourceFields: ReadonlyMap<string, SourceField>, record: MapNode | undefined): boolean {
  return stillNames(references, sourceFields, record) && (children.length === 0 || children.every((child) => isStillTrue(child, sourceFields, record)));
}

/** Where a value comes from, as the value of `mapped_from` says; undefined where it says nothing yet. */
export function readMapping(node: SyntaxNode | undefined): Mapping | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const text = textOf(node)?.trim();
  if (text === undefined || text === '') return undefined;
  if (text === 'derived' || text === 'constant') return { kind: text, node };
  if (/^source\s*\.\s*[^\s.]/.test(text)) return { kind: 'source', node };
  if (/^item\s*\.\s*[^\s.]/.test(text)) return { kind: 'item', node };
  return { kind: 'invalid', node };
}
