/** A source field that is no longer written: its target fields go, and `not_written` names it. */
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import { allFields, leavesOf } from '../../model/contract.ts';
import { coverageOf } from '../../model/coverage.ts';
import type { Spec } from '../../model/spec.ts';
import { booleanAt } from '../../rules/contract/fields.ts';
import { listAsNotWritten } from '../../rules/unmapped-source-field.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { descendants } from '../../syntax/tree.ts';
import { entriesAround, usersOf } from './refactoring.ts';
import type { RefactoringPlace, Refactoring } from './refactoring.ts';

/** More names than these make no title. */
const MOST_NAMES = 3;

/** Moves the source field under the cursor, or the one that the target field there reads, to `not_written`. */
export const moveToNotWritten: Refactoring = {
  kind: 'refactor.rewrite',
  keepsMeaning: false,
  offers(place) {
    for (const contract of place.spec.contracts) {
      const field = fieldAt(contract, place);
      if (!field) continue;
      const targets = readersOf(field, contract);
      if (targets.length === 0 || !canGo(targets, field, place) || !leavesSome(targets)) return [];
      return [{
        title: `Move \`${field.path}\` to \`not_written\`, and remove target ${namesOf(targets)}`,
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
  for (const leaf of leavesOf(field)) for (const target of read.of(leaf)) found.add(target);
  for (const target of allFields(contract.targetFields)) if (target.references.some((reference) => reference.field === field)) found.add(target);
  return [...found].filter(({ parent }) => !parent || !found.has(parent));
}

/** Whether target fields say nothing but what the source field gives, and nothing depends on them. */
function canGo(targets: readonly TargetField[], field: SourceField, { spec }: RefactoringPlace): boolean {
  const leaves = new Set<SourceField>([field, ...allFields(field.children)]);
  return [...allFields(targets)].every((each) => !each.entry.merged
    && booleanAt(each.entry.value, 'key', spec) !== true
    && each.mapping?.kind !== 'constant'
    && each.references.every((reference) => reference.field !== undefined && leaves.has(reference.field)))
    && !isUsedElsewhere(targets, spec);
}

/** Whether something that stays stands for a part of what goes, or takes entries over from it. */
function isUsedElsewhere(targets: readonly TargetField[], spec: Spec): boolean {
  const going = new Set<SyntaxNode>(targets.flatMap(({ entry }) => [...descendants(entry.value)]));
  if (![...going].some(({ anchor }) => anchor !== undefined)) return false;
  const { aliases, merging } = usersOf(going, spec.tree.root);
  return [...aliases, ...merging].some((user) => !going.has(user));
}

/** Whether each record keeps a field. */
function leavesSome(targets: readonly TargetField[]): boolean {
  const going = new Set(targets.map(({ entry }) => entry));
  return [...new Set(targets.map(({ entry }) => entry.parent))].every(({ entries }) => entries.some((entry) => !going.has(entry)));
}

/** Some target fields in a title. */
function namesOf(targets: readonly TargetField[]): string {
  const names = targets.slice(0, MOST_NAMES).map(({ path }) => `\`${path}\``);
  const more = targets.length - names.length;
  const all = more > 0 ? `${names.join(', ')}, and ${more.toLocaleString('en')} more` : names.join(', ');
  return `${targets.length > 1 ? 'fields' : 'field'} ${all}`;
}
