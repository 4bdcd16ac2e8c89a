/** What the data contract at hand offers to completion: its source fields. */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, leavesOf } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
import { remember } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, ListNode, MapNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';

export interface SourceReference {
  /** As `mapped_from` names it. */
  readonly reference: string;
  readonly type: string | undefined;
  /** Some mapping reads it, or `not_written` lists it. */
  readonly isRead: boolean;
}

export interface SourceReferences {
  readonly references: readonly SourceReference[];
  /** There are more; these are the likeliest for what is typed so far. */
  readonly isPartial: boolean;
}

/** More fields than this are no list to choose from: the next letter typed narrows them. */
const MOST_REFERENCES = 300;

/**
 * The source fields that `mapped_from` may name at an entry, those not accounted for yet first. Of very many only the
 * first that have what is `typed` in them, letter by letter.
 */
export function sourceReferences(spec: Spec, holder: Entry | ListNode, typed: string): SourceReferences {
  if (holder.kind !== 'entry') return { references: [], isPartial: false };
  for (const contract of spec.contracts) {
    const target = allFields(contract.targetFields).find((field) => field.entry.value === holder.parent);
    if (target) return referencesFor(contract, target, holder, typed);
  }
  return { references: [], isPartial: false };
}

function referencesFor(contract: Contract, target: TargetField, holder: Entry, typed: string): SourceReferences {
  const { forgotten, read } = coverageOf(contract);
  // What is not accounted for, and what only this very mapping reads.
  const open = new Set(forgotten);
  for (const { field } of target.references) {
    for (const leaf of field ? leavesOf(field) : []) if (read.has(leaf) && read.of(leaf).every((by) => by.entry.value === holder.parent)) open.add(leaf);
  }
  const array = target.itemOf;
  const named = [...(array ? allFields(array.children).map((field) => nameOf(field, `item.${field.path.slice(array.path.length + 1)}`)) : []), ...namesIn(contract.sourceFields)];
  const isPartial = named.length > MOST_REFERENCES;
  const letters = isPartial ? [...typed.toLowerCase()] : [];
  const most = isPartial ? MOST_REFERENCES : Infinity;
  const references: SourceReference[] = [];
  for (const isRead of [false, true]) {
    for (const { field, reference, lower } of named) {
      if (references.length >= most) break;
      if (open.has(field) !== isRead && hasLetters(lower, letters)) references.push({ reference, type: textOf(entryOf(field.entry.value, 'type')?.value), isRead });
    }
  }
  return { references, isPartial };
}

/** A field with the reference that names it, as it is and in lower case. */
interface NamedField {
  readonly field: SourceField;
  readonly reference: string;
  readonly lower: string;
}

function nameOf(field: SourceField, reference: string): NamedField {
  return { field, reference, lower: reference.toLowerCase() };
}

/** The fields that `source.` paths can name: none inside an array's element. */
const namesIn = remember((fields: readonly SourceField[]): readonly NamedField[] => allFields(fields).filter((field) => !insideArray(field)).map((field) => nameOf(field, `source.${field.path}`)));

/** Whether a text has these letters in their order, whatever stands between them: as clients filter. Both in lower case. */
function hasLetters(text: string, letters: readonly string[]): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function insideArray(field: SourceField): boolean {
  for (let at = field.parent; at; at = at.parent) if (at.isArray) return true;
  return false;
}

/** The paths that `not_written` may still list; undefined where the holder is not `not_written`. */
export function forgottenPaths(spec: Spec, holder: MapNode | Entry): string[] | undefined {
  const entry = holder.kind === 'entry' ? holder : holder.parent;
  if (entry?.kind !== 'entry' || entry.key.text !== 'not_written') return undefined;
  const contract = spec.contracts.find((each) => each.map === entry.parent);
  return contract && coverageOf(contract).forgotten.map((field) => field.path);
}
