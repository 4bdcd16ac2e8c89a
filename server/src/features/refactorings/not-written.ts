/** A source field that is no longer written: its target fields go, and `not_written` names it. */
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import { allFields, leavesOf } from '../../model/contract.ts';
import { coverageOf } from '../../model/coverage.ts';
import { booleanAt } from '../../rules/contract/fields.ts';
import { listAsNotWritten } from '../../rules/unmapped-source-field.ts';
import { entriesAround } from './refactoring.ts';
import type { RefactoringPlace, Refactoring } from './refactoring.ts';

/** Moves the source field under the cursor, or the one that the target field there reads, to `not_written`. */
export const moveToNotWritten: Refactoring = {
  kind: 'refactor.rewrite',
  offers(place) {
    for (const contract of place.spec.contracts) {
      const field = fieldAt(contract, place);
      if (!field) continue;
      const targets = readersOf(field, contract);
      if (targets.length === 0 || !targets.every((target) => canGo(target, field, place)) || !leavesSome(targets)) return [];
      const names = targets.map(({ path }) => `\`${path}\``).join(', ');
      return [{
        title: `Move \`${field.path}\` to \`not_written\`, and remove target field ${names}`,
        changes: [...targets.map(({ entry }) => ({ kind: 'removeEntry', entry }) as const), ...listAsNotWritten(field, contract, place.spec).changes],
      }];
    }
    return [];
  },
};

/** The source field that the cursor is at; for a target field, the one field that it reads. */
function fieldAt(contract: Contract, { found }: RefactoringPlace): SourceField | undefined {
  const [entry, outer] = entriesAround(found);
  const isIn = (field: SourceField | TargetField): boolean => field.entry === entry || (field.entry === outer && entry?.value?.kind === 'scalar');
  const source = [...allFields(contract.sourceFields)].find(isIn);
  if (source) return source;
  const target = [...allFields(contract.targetFields)].find(isIn);
  return target && new Set(target.references.map(({ field }) => field)).size === 1 ? target.references[0]?.field : undefined;
}

/** The target fields that read a field or what is in it; those in a record that goes as a whole are left out. */
function readersOf(field: SourceField, contract: Contract): TargetField[] {
  const { read } = coverageOf(contract);
  const found = new Set<TargetField>();
  for (const leaf of leavesOf(field)) for (const target of read.get(leaf) ?? []) found.add(target);
  for (const target of allFields(contract.targetFields)) if (target.references.some((reference) => reference.field === field)) found.add(target);
  return [...found].filter(({ parent }) => !parent || !found.has(parent));
}

/** Whether a target field says nothing but what the source field gives, and nothing depends on it. */
function canGo(target: TargetField, field: SourceField, { spec }: RefactoringPlace): boolean {
  const leaves = new Set<SourceField>([field, ...allFields(field.children)]);
  return [target, ...allFields(target.children)].every((each) => !each.entry.merged
    && booleanAt(each.entry.value, 'key', spec) !== true
    && each.mapping?.kind !== 'constant'
    && each.references.every((reference) => reference.field !== undefined && leaves.has(reference.field)));
}

/** Whether each record keeps a field. */
function leavesSome(targets: readonly TargetField[]): boolean {
  return targets.every(({ entry }) => entry.parent.entries.some((other) => !targets.some((target) => target.entry === other)));
}
