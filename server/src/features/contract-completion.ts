/** What the data contract at hand offers to completion: its source fields. */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { coverageOf } from '../model/coverage.ts';
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

/** The source fields that `mapped_from` may name at an entry, those not accounted for yet first. */
export function sourceReferences(spec: Spec, holder: Entry | ListNode): SourceReference[] {
  if (holder.kind !== 'entry') return [];
  for (const contract of spec.contracts) {
    const target = [...allFields(contract.targetFields)].find((field) => field.entry.value === holder.parent);
    if (target) return referencesFor(contract, target, holder);
  }
  return [];
}

function referencesFor(contract: Contract, target: TargetField, holder: Entry): SourceReference[] {
  const { forgotten, read } = coverageOf(contract);
  const open = new Set(forgotten);
  const isOwn = (field: SourceField): boolean => read.of(field).every((by) => by.entry.value === holder.parent) && read.has(field);
  const describe = (field: SourceField, reference: string): SourceReference => ({
    reference,
    type: textOf(entryOf(field.entry.value, 'type')?.value),
    isRead: !open.has(field) && !isOwn(field),
  });
  const array = target.itemOf;
  const items = array ? [...allFields(array.children)].map((field) => describe(field, `item.${field.path.slice(array.path.length + 1)}`)) : [];
  // Inside an array's element no `source.` path can name a field of it.
  const fields = [...allFields(contract.sourceFields)].filter((field) => !insideArray(field)).map((field) => describe(field, `source.${field.path}`));
  return [...items, ...fields].sort((a, b) => Number(a.isRead) - Number(b.isRead));
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
