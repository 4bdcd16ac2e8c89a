/**
 * Imported fields join those of a record that is there already. What is new is added, what the document says otherwise
 * is told (and taken over where that is asked for), what it has no more is told and stays: nothing of the author's goes.
 */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, isArrayType } from '../model/contract.ts';
import { pathText } from '../model/path.ts';
import type { PathStep } from '../model/path.ts';
import { keysOf, sections, topLevelKeys } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import { fieldSteps } from '../rules/contract/field-place.ts';
import type { Change, DraftEntry, MapHolder } from '../syntax/change.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { differences } from './compare.ts';
import type { ImportedField } from './field.ts';
import { freeName, isArray } from './naming.ts';
import type { RowStyle } from './rows.ts';
import { rowOf } from './rows.ts';

export interface MergeOptions {
  readonly record: 'source' | 'target';
  /** Changed types and presences are taken over, not only told. */
  readonly update: boolean;
}

/** What the document says otherwise of a field that the spec has. */
export interface ChangedField {
  readonly field: string;
  readonly key: string;
  readonly from: string | undefined;
  readonly to: string;
  /** The spec says it now as the document does. */
  readonly applied: boolean;
}

export interface Merge {
  readonly changes: readonly Change[];
  /** Paths of names of the new fields, none of them within another. */
  readonly added: readonly string[];
  /** The new fields themselves, by the names that they have got. */
  readonly newFields: readonly ImportedField[];
  readonly changed: readonly ChangedField[];
  /** Paths of names of fields that the document has no more. */
  readonly gone: readonly string[];
  /** Paths of names of new fields that found no place: what they belong to is no map, or is written elsewhere and stands here by an alias. */
  readonly left: readonly string[];
}

type Field = SourceField | TargetField;

/** What makes the record of a spec's main contract hold the imported fields. */
export function mergeFields(spec: Spec, fields: readonly ImportedField[], { record, update }: MergeOptions): Merge {
  const [contract] = spec.contracts;
  const known: readonly Field[] = (record === 'source' ? contract?.sourceFields : contract?.targetFields) ?? [];
  const merger = new Merger(spec, known, { record, inline: prefersInline(known) }, update);
  merger.visit(fields, known, [], (rows, order) => intoRecord(rows, order, record, contract, spec));
  return { changes: merger.changes, added: merger.added, newFields: merger.newFields, changed: merger.changed, gone: merger.gone(fields), left: merger.left };
}

/** Whether most rows without fields of their own stand on one line. */
function prefersInline(known: readonly Field[]): boolean {
  const rows = allFields<Field>(known).filter(({ children }) => children.length === 0).flatMap(({ entry }) => (entry.value?.kind === 'map' ? [entry.value] : []));
  return rows.filter(({ flow }) => flow).length * 2 >= rows.length;
}

/** Inserts rows into the record, which is made where there is none yet. */
function intoRecord(rows: readonly DraftEntry[], order: readonly string[], record: 'source' | 'target', contract: Contract | undefined, spec: Spec): Change[] | undefined {
  const key = `${record}_record`;
  const whole: DraftEntry = { key, value: { kind: 'map', entries: rows } };
  if (!canHold(spec.tree.root)) return undefined;
  const section = spec.entry('data_contract');
  if (!section) return [{ kind: 'insertEntry', into: spec.root ?? 'document', entry: { key: 'data_contract', value: { kind: 'map', entries: [whole] } }, order: topLevelKeys }];
  const keys = keysOf(sections.find((each) => each.key === 'data_contract')?.schema).map(({ name }) => name);
  if (!contract) return canHold(section.value) ? [{ kind: 'insertEntry', into: section, entry: whole, order: keys }] : undefined;
  const entry = entryOf(contract.map, key);
  if (!entry) return [{ kind: 'insertEntry', into: contract.map, entry: whole, order: keys }];
  return intoEntry(entry, rows, order);
}

/** Whether entries can be put into what stands there: a map, or nothing yet. */
function canHold(value: SyntaxNode | undefined): boolean {
  return value?.kind === 'map' || isEmpty(value);
}

/** Inserts rows into the map of an entry. Empty braces are no style: the rows stand below each other. Undefined where others share what stands there, or where it is no map. */
function intoEntry(entry: Entry, rows: readonly DraftEntry[], order: readonly string[]): Change[] | undefined {
  const { value } = entry;
  if (value?.origin || entry.merged || !canHold(value)) return undefined;
  if (value?.kind === 'map' && value.flow && value.entries.length === 0) return [{ kind: 'replaceValue', of: entry, value: { kind: 'map', entries: rows } }];
  const into: MapHolder = value?.kind === 'map' ? value : entry;
  return rows.map((row) => ({ kind: 'insertEntry', into, entry: row, order }));
}

type Insert = (rows: readonly DraftEntry[], order: readonly string[]) => Change[] | undefined;

class Merger {
  readonly changes: Change[] = [];
  readonly added: string[] = [];
  readonly newFields: ImportedField[] = [];
  readonly changed: ChangedField[] = [];
  readonly left: string[] = [];
  readonly #spec: Spec;
  readonly #known: readonly Field[];
  readonly #style: RowStyle;
  readonly #update: boolean;
  readonly #byPath = new Map<string, Field>();
  readonly #paths = new Map<Field, string>();
  readonly #matched = new Set<Field>();

  constructor(spec: Spec, known: readonly Field[], style: RowStyle, update: boolean) {
    this.#spec = spec;
    this.#known = known;
    this.#style = style;
    this.#update = update;
    for (const field of allFields<Field>(known)) {
      const path = pathText(fieldSteps(field, style.record, spec));
      this.#paths.set(field, path);
      if (!this.#byPath.has(path)) this.#byPath.set(path, field);
    }
  }

  /** Fields of one record, or of one nested in it, against those that the spec has there. `names` leads there, as the spec calls it. */
  visit(fields: readonly ImportedField[], siblings: readonly Field[], names: readonly PathStep[], insert: Insert): void {
    const taken = new Set(siblings.map(({ name }) => name));
    const rows: DraftEntry[] = [];
    const paths: string[] = [];
    const found: ImportedField[] = [];
    const order: string[] = [];
    for (const field of this.#flattened(fields, siblings)) {
      const known = this.#byPath.get(pathText(field.path));
      if (known) {
        this.#meet(known, field);
        order.push(known.name);
        continue;
      }
      const name = freeName(field.name, taken);
      taken.add(name);
      order.push(name);
      found.push({ ...field, name });
      rows.push(rowOf(field, names, this.#style, name));
      paths.push([...names, { kind: 'key', name } as const].flatMap((step) => (step.kind === 'key' ? [step.name] : [])).join('.'));
    }
    const changes = rows.length > 0 ? insert(rows, order) : [];
    this.changes.push(...(changes ?? []));
    (changes ? this.added : this.left).push(...paths);
    if (changes) this.newFields.push(...found);
  }

  /** A field that the spec has. */
  #meet(known: Field, imported: ImportedField): void {
    this.#matched.add(known);
    const { value } = known.entry;
    if (known.entry.merged || value?.origin) return;
    for (const { key, from, to, value: draft } of differences(known, imported, this.#spec)) {
      // What the format demands and the author has still to say, the document says.
      const applied = canHold(value) && (this.#update || (from === undefined && (key === 'type' || key === 'required')));
      this.changed.push({ field: known.path, key, from, to, applied });
      if (!applied) continue;
      const entry = entryOf(value, key);
      const keys = keysOf(this.#spec.schemaOf(known.entry)).map(({ name }) => name);
      if (entry && !entry.merged) this.changes.push({ kind: 'replaceValue', of: entry, value: draft });
      else this.changes.push({ kind: 'insertEntry', into: value?.kind === 'map' ? value : known.entry, entry: { key, value: draft }, order: keys });
    }
    if (!imported.fields) return;
    const names = stepsTo(known);
    this.visit(imported.fields, known.children, names, (rows, order) => {
      const holder = entryOf(value, 'fields');
      if (known.entry.merged || value?.origin || !canHold(value)) return undefined;
      if (holder) return intoEntry(holder, rows, order);
      const entry: DraftEntry = { key: 'fields', value: { kind: 'map', entries: rows } };
      return [{ kind: 'insertEntry', into: value?.kind === 'map' ? value : known.entry, entry }];
    });
  }

  /** The fields, with those of a record in its place that the spec has spread out, or gathered from each element: `labels[].name`. */
  #flattened(fields: readonly ImportedField[], siblings: readonly Field[]): ImportedField[] {
    return fields.flatMap((field) => {
      const isSpread = field.fields !== undefined && !this.#byPath.has(pathText(field.path)) && this.#knowsBelow(field, siblings);
      if (!isSpread) return [field];
      const inner = (field.fields ?? []).map((each): ImportedField => {
        const name = `${field.name}_${each.name}`;
        if (!isArray(field.type)) return { ...each, name, required: each.required && field.required, nullable: each.nullable || field.nullable };
        return { ...each, name, type: each.type && `array<${each.type}>`, required: field.required, nullable: field.nullable, facets: {} };
      });
      return this.#flattened(inner, siblings);
    });
  }

  #knowsBelow(field: ImportedField, siblings: readonly Field[]): boolean {
    return (field.fields ?? []).some((each) => {
      const known = this.#byPath.get(pathText(each.path));
      return known ? siblings.includes(known) : this.#knowsBelow(each, siblings);
    });
  }

  /** The fields that the document has no more, none of them within another. */
  gone(fields: readonly ImportedField[]): string[] {
    const open = openPlaces(fields);
    const present = new Set(pathsOf(fields));
    const isKept = (field: Field): boolean => {
      const path = (this.#paths.get(field) ?? '').replace(/\[\d+\]/g, '[]');
      return this.#matched.has(field) || present.has(path) || open.some((place) => path.startsWith(place)) || field.children.some(isKept);
    };
    const found: string[] = [];
    const look = (level: readonly Field[]): void => {
      for (const field of level) {
        if (!isKept(field)) found.push(field.path);
        else look(field.children);
      }
    };
    look(this.#known);
    return found;
  }
}

/** The names that lead to the fields of a field. */
function stepsTo(field: Field): PathStep[] {
  const own: PathStep[] = [...(field.parent ? stepsTo(field.parent) : []), { kind: 'key', name: field.name }];
  return isArrayType(field.entry) ? [...own, { kind: 'each' }] : own;
}

function pathsOf(fields: readonly ImportedField[]): string[] {
  return fields.flatMap((field) => [pathText(field.path), ...pathsOf(field.fields ?? [])]);
}

/** Places below which the document does not say what there is. */
function openPlaces(fields: readonly ImportedField[]): string[] {
  return fields.flatMap((field) => {
    if (field.fields) return openPlaces(field.fields);
    const isOpen = field.type === undefined || field.type.includes('object');
    return isOpen ? [`${pathText(field.path)}.`, `${pathText(field.path)}[`] : [];
  });
}
