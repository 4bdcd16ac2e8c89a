/** Target fields in the order of the source fields that they read. */
import type { Contract, TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import type { Entry, MapNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import { entriesAround } from './refactoring.ts';
import type { Refactoring } from './refactoring.ts';

/** Sorts the record that the cursor is at the key of, or directly in; fields that read nothing stay behind the one they follow. */
export const sortFields: Refactoring = {
  kind: 'refactor.rewrite',
  keepsMeaning: true,
  offers({ spec, found }) {
    for (const contract of spec.contracts) {
      const record = entryOf(contract.map, 'target_record');
      const around = [...entriesAround(found)];
      if (!record || !around.includes(record)) continue;
      const place = recordAround(contract, record, around);
      if (!place) return [];
      const sorted = sortedNames(contract, place.fields);
      if (!sorted) return [];
      return [{ title: `Sort the fields of \`${place.name}\` in the order of the source`, changes: [{ kind: 'reorder', map: place.map, keys: sorted, withinGroups: true }] }];
    }
    return [];
  },
};

/** The record of target fields at the cursor. */
function recordAround(contract: Contract, record: Entry, around: readonly Entry[]): { readonly map: MapNode; readonly fields: readonly TargetField[]; readonly name: string } | undefined {
  // At the record's key, or at that of a field in it.
  const at = around.slice(0, 2).find((entry) => entry === record || entry.key.text === 'fields');
  if (!at || at.value?.kind !== 'map' || at.value.origin) return undefined;
  if (at === record) return { map: at.value, fields: contract.targetFields, name: 'target_record' };
  for (const field of allFields(contract.targetFields)) if (entryOf(field.entry.value, 'fields') === at) return { map: at.value, fields: field.children, name: field.path };
  return undefined;
}

/** The names of the fields that read something, sorted; undefined where they are in order, or two have one name. */
function sortedNames(contract: Contract, fields: readonly TargetField[]): string[] | undefined {
  const order = new Map([...allFields(contract.sourceFields)].map((field, at) => [field, at]));
  const placed = fields.flatMap((field) => {
    // A record that reads nothing itself stands where the first of its fields would.
    const reading = field.references.length > 0 ? [field] : [...allFields(field.children)];
    const places = reading.flatMap(({ references }) => references.flatMap((reference) => (reference.field ? [order.get(reference.field) ?? 0] : [])));
    const place = field.references.length > 0 ? places[0] : places.length > 0 ? Math.min(...places) : undefined;
    return place === undefined || field.entry.merged ? [] : [{ name: field.name, place }];
  });
  const sorted = [...placed].sort((one, other) => one.place - other.place);
  const names = sorted.map(({ name }) => name);
  return new Set(fields.map(({ name }) => name)).size < fields.length || names.every((name, at) => name === placed[at]?.name) ? undefined : names;
}
