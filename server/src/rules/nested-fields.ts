/** Fields of nested records that are still to be declared. */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, fieldAt } from '../model/contract.ts';
import type { Reference } from '../model/references.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { ValueType } from '../model/type.ts';
import { parseType } from '../model/type-parser.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { scalarAt } from './contract/fields.ts';

/** Whether a field is a record, or a list of records, and does not say which fields they have. */
export function lacksFields(field: SourceField | TargetField, spec: Values): boolean {
  const { value } = field.entry;
  const fields = entryOf(value, 'fields')?.value;
  const isOpen = fields === undefined || isEmpty(fields) || (fields.kind === 'map' && fields.entries.length === 0);
  const type = isOpen ? scalarAt(value, 'type', spec) : undefined;
  const parsed = type && parseType(type.text);
  return parsed !== undefined && parsed.faults.length === 0 && isRecord(parsed.type);
}

function isRecord(type: ValueType): boolean {
  return type.kind === 'array' ? isRecord(type.element) : type.kind === 'object';
}

/** The record without declared fields in which a name that is not declared would have to be. */
export function undeclaredAround(reference: Reference, contract: Contract, spec: Spec): SourceField | undefined {
  const start = reference.scope === 'item' ? (reference.itemOf?.children ?? []) : contract.sourceFields;
  return openRecord(reference.names, start, reference.itemOf, spec);
}

/** The same for a path in `not_written`. */
export function undeclaredAroundPath(path: string, contract: Contract, spec: Spec): SourceField | undefined {
  return openRecord(path.split('.'), contract.sourceFields, undefined, spec);
}

function openRecord(names: readonly string[], start: readonly SourceField[], around: SourceField | undefined, spec: Spec): SourceField | undefined {
  let last = around;
  for (let count = 1; count < names.length; count += 1) last = fieldAt(start, names.slice(0, count)) ?? last;
  return last && lacksFields(last, spec) ? last : undefined;
}

/** The names that mappings, expressions and `not_written` use for fields of a record that declares none, with the field that reads each. */
export function namesReadFrom(record: SourceField, contract: Contract, spec: Spec): Map<string, TargetField | undefined> {
  const names = new Map<string, TargetField | undefined>();
  const depth = record.path.split('.').length;
  for (const target of allFields(contract.targetFields)) {
    for (const reference of target.references) {
      if (reference.field || undeclaredAround(reference, contract, spec) !== record) continue;
      const name = reference.names[reference.itemOf === record ? 0 : depth - (reference.itemOf ? reference.itemOf.path.split('.').length : 0)];
      if (name !== undefined && !names.has(name)) names.set(name, target);
    }
  }
  for (const { path } of contract.notWritten) {
    const name = path.split('.')[depth];
    if (name !== undefined && undeclaredAroundPath(path, contract, spec) === record && !names.has(name)) names.set(name, undefined);
  }
  return names;
}
