/** Imported fields as a text of their own. */
import { keysOf, sections, specSchema, topLevelKeys } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import { Spec } from '../model/spec.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import { applyEdits } from '../syntax/edits.ts';
import { parseSyntax } from '../syntax/index.ts';
import type { ImportedField } from './field.ts';
import { mergeFields } from './merge.ts';

/** The fields as a piece of a spec: its section 6, with this record only. */
export function recordText(fields: readonly ImportedField[], record: 'source' | 'target'): string {
  return withFields('data_contract:\n', fields, record);
}

/** The fields in a whole spec, in which all else is still to be filled in. */
export function newSpecText(fields: readonly ImportedField[], record: 'source' | 'target'): string {
  const empty = parseSyntax('');
  const header = keysOf(specSchema).filter(({ name }) => !sections.some(({ key }) => key === name)).map(({ name, schema }) => skeletonEntry(name, schema));
  const rest = sections.map(({ key, schema }) => (key === 'data_contract' ? withoutSamples(skeletonEntry(key, schema), record) : skeletonEntry(key, schema)));
  const start = applyEdits('', empty.edits([...header, ...rest].map((entry) => ({ kind: 'insertEntry', into: 'document', entry, order: topLevelKeys }))));
  return withFields(start, fields, record);
}

/** The section without the sample field that the imported ones stand for. */
function withoutSamples(entry: DraftEntry, record: 'source' | 'target'): DraftEntry {
  if (entry.value.kind !== 'map') return entry;
  const entries = entry.value.entries.map((each): DraftEntry => (each.key === `${record}_record` ? { key: each.key, value: { kind: 'map', entries: [] } } : { key: each.key, value: open(each.value) }));
  return { key: entry.key, value: { ...entry.value, entries } };
}

/** A sample row whose origin is open: the field that it would read is not there. */
function open(value: Draft): Draft {
  if (value.kind !== 'map') return value;
  const entries = value.entries.map(({ key, value: inner }): DraftEntry => ({ key, value: key === 'mapped_from' ? { kind: 'hole', label: 'origin of the value' } : open(inner) }));
  return { ...value, entries };
}

function withFields(text: string, fields: readonly ImportedField[], record: 'source' | 'target'): string {
  const spec = new Spec(parseSyntax(text));
  return applyEdits(text, spec.tree.edits(mergeFields(spec, fields, { record, update: false }).changes));
}
