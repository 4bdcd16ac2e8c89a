/** A data contract: the fields of both records, what is mapped from where, and what is left out on purpose. */
import type { Entry, MapNode, ScalarNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import type { Reference } from './references.ts';
import { fieldsByName } from './fields.ts';
import type { Noted } from './remember.ts';
import { Note, note } from './remember.ts';
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
  const notWritten = entriesOf(entryOf(map, 'not_written')?.value).map((entry) => readNotWritten(entry));
  return { kind, map, sourceFields, targetFields, notWritten };
}

function entriesOf(node: SyntaxNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? (node.entries.some(({ incomplete }) => incomplete) ? node.entries.filter((entry) => !entry.incomplete) : node.entries) : [];
}

const NONE: readonly never[] = Object.freeze([]);

const readNotWritten = note((entry: Entry): NotWritten => ({ path: entry.key.text, entry }));

/** `isOwn`: the entries stand where they are read, and are not repeated there by an alias. */
function readSourceFields(node: SyntaxNode | undefined, parent: SourceField | undefined, isOwn: boolean): readonly SourceField[] {
  if (node?.kind !== 'map') return NONE;
  const own = isOwn && !node.origin;
  const record = own ? sourceRecords.get(node) : undefined;
  if (record && record.parent === parent) return record.fields;
  const fields = entriesOf(node).map((entry) => {
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
  });
  if (own) sourceRecords.set(node, { parent, fields });
  return fields;
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
  const byName = fieldsByName(sourceFields);
  // As long as no name is given twice, a field that stands in the record is the one of its name.
  const sourceRecord = byName.isUnique ? dividedRecordOf(sourceFields) : undefined;
  const fields = entriesOf(node).map((entry) => {
    const known = own ? targets.of(entry) : undefined;
    if (known && known.parent === parent && known.itemOf === itemOf && isStillTrue(known, byName.first, sourceRecord)) return known;
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
  });
  if (own) targetRecords.set(node, { parent, itemOf, sourceFields, fields });
  return fields;
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
