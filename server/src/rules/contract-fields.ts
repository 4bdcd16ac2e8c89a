/**
 * The fields of a contract by what a finding names them by. A fix is asked for every finding: to look through all fields
 * for each would take the square of their number.
 */
import type { Contract, Mapping, SourceField, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { Selection } from '../model/list-versions.ts';
import type { Entry } from '../syntax/tree.ts';

// Of fields that share an entry or a path the first is kept: it is put in last.
const sources = new WeakMap<Contract, ReadonlyMap<Entry, SourceField>>();
const targets = new WeakMap<Contract, ReadonlyMap<Entry, TargetField>>();
const targetsByPath = new WeakMap<Contract, ReadonlyMap<string, TargetField>>();

/** The source field that an entry declares. */
export function sourceFieldOf(entry: Entry, contract: Contract): SourceField | undefined {
  let fields = sources.get(contract);
  if (!fields) sources.set(contract, (fields = new Map([...allFields(contract.sourceFields)].reverse().map((field) => [field.entry, field]))));
  return fields.get(entry);
}

/** The target field that an entry declares. */
export function targetFieldOf(entry: Entry, contract: Contract): TargetField | undefined {
  let fields = targets.get(contract);
  if (!fields) targets.set(contract, (fields = new Map([...allFields(contract.targetFields)].reverse().map((field) => [field.entry, field]))));
  return fields.get(entry);
}

/** The first target field of a path. */
export function targetFieldAt(path: unknown, contract: Contract): TargetField | undefined {
  let fields = targetsByPath.get(contract);
  if (!fields) targetsByPath.set(contract, (fields = new Map([...allFields(contract.targetFields)].reverse().map((field) => [field.path, field]))));
  return typeof path === 'string' ? fields.get(path) : undefined;
}

const invalid = new Selection((field: TargetField, _of: undefined) => (field.mapping?.kind === 'invalid' ? { field, mapping: field.mapping } : undefined));

/** The target fields whose `mapped_from` names no origin. */
export function withoutOrigin(contract: Contract): readonly { readonly field: TargetField; readonly mapping: Mapping }[] {
  return invalid.of(allFields(contract.targetFields), undefined);
}
