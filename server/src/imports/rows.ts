/** Imported fields as rows of a record: drafts of what the format wants to be said of each. */
import { pathText } from '../model/path.ts';
import type { PathStep } from '../model/path.ts';
import { isMarkedOpen } from '../model/placeholder.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import type { ImportedField } from './field.ts';
import { isArray } from './naming.ts';

/** How rows are written. */
export interface RowStyle {
  readonly record: 'source' | 'target';
  /** Fields without fields of their own stand on one line, where they fit. */
  readonly inline: boolean;
}

/** A longer row is written over several lines. */
const WIDTH = 120;

/** The row of a field, with those in it. `names` are the names of the fields around it, as the spec has them. */
export function rowOf(field: ImportedField, names: readonly PathStep[], style: RowStyle, name = field.name): DraftEntry {
  const own: PathStep[] = [...names, { kind: 'key', name }];
  const entries = [...factsOf(field), ...placeOf(field, own, style), ...notesOf(field)];
  if (field.fields) {
    const around = isArray(field.type) ? [...own, { kind: 'each' } as const] : own;
    entries.push({ key: 'fields', value: { kind: 'map', entries: field.fields.map((inner) => rowOf(inner, around, style)) } });
  }
  const inline = style.inline && !field.fields && lengthOf(entries) + name.length + 4 * own.length <= WIDTH;
  return { key: name, value: { kind: 'map', entries, inline } };
}

/** The entries that say what a document says of a field, without where it stands. */
export function factsOf(field: ImportedField): DraftEntry[] {
  const { facets } = field;
  const entries: DraftEntry[] = [{ key: 'type', value: field.type === undefined ? { kind: 'hole', label: 'type of the field' } : text(field.type) }];
  if (facets.timezone !== undefined) entries.push({ key: 'timezone', value: text(facets.timezone) });
  entries.push({ key: 'required', value: { kind: 'literal', value: field.required } });
  if (field.nullable) entries.push({ key: 'nullable', value: { kind: 'literal', value: true } });
  for (const key of ['default', 'min_length', 'max_length', 'pattern', 'minimum', 'maximum', 'encoding'] as const) {
    const value = facets[key];
    if (value !== undefined) entries.push({ key, value: scalar(value) });
  }
  if (facets.enum) entries.push({ key: 'enum', value: { kind: 'list', items: facets.enum.map(scalar), inline: true } });
  return entries;
}

/** Where the field stands in the record; of a target field, where it comes from is for the author to say. */
function placeOf(field: ImportedField, own: readonly PathStep[], { record }: RowStyle): DraftEntry[] {
  const path = pathText(field.path);
  if (record === 'source') return [{ key: 'source_path', value: text(path) }];
  const entries: DraftEntry[] = [{ key: 'mapped_from', value: { kind: 'hole', label: 'origin of the value' } }];
  if (!field.fields) entries.push({ key: 'transformation', value: { kind: 'hole', label: 'transformation of the value' } });
  if (path !== pathText(own)) entries.push({ key: 'target_path', value: text(path) });
  return entries;
}

function notesOf({ description, remarks, evidence }: ImportedField): DraftEntry[] {
  const parts = [description, ...remarks, evidence?.basis].filter((part) => part !== undefined && part !== '');
  const notes = parts.map((part) => sentence(part ?? '')).join(' ');
  if (notes === '') return [];
  // What a document says in brackets would be taken for a place still to be filled in.
  return [{ key: 'notes', value: text(isMarkedOpen(notes) ? `Note: ${notes}` : notes) }];
}

function sentence(part: string): string {
  const [first = '', ...rest] = [...part];
  const begun = /^[a-z]+(?:[\s,;:.]|$)/.test(part) ? first.toUpperCase() + rest.join('') : part;
  return /[.!?…]\)?$/.test(begun) ? begun : `${begun}.`;
}

function text(value: string): Draft {
  return { kind: 'text', text: value };
}

function scalar(value: string | number | boolean | null): Draft {
  return typeof value === 'string' ? text(value) : { kind: 'literal', value };
}

/** About how long entries are on one line. */
function lengthOf(entries: readonly DraftEntry[]): number {
  return entries.reduce((sum, { key, value }) => sum + String(key).length + 4 + draftLength(value), 0);
}

function draftLength(value: Draft): number {
  switch (value.kind) {
    case 'text': return value.text.length;
    case 'literal': return String(value.value).length;
    case 'hole': return value.label.length + 2;
    case 'list': return value.items.reduce((sum, item) => sum + draftLength(item) + 2, 2);
    default: return 0;
  }
}
