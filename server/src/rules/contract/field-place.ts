/** Where fields stand in the document that their record travels as. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import { isArrayType } from '../../model/contract.ts';
import { parsePath } from '../../model/path.ts';
import type { PathStep } from '../../model/path.ts';
import type { Values } from '../../model/values.ts';
import { scalarAt } from './fields.ts';

/** The steps from the root of the record to a field: those it names, or those of its name below the field around it. */
export function fieldSteps(field: SourceField | TargetField, record: 'source' | 'target', values: Values): readonly PathStep[] {
  const node = scalarAt(field.entry.value, record === 'source' ? 'source_path' : 'target_path', values);
  const { steps, fault } = parsePath(node?.text ?? '');
  if (node && !fault) return steps;
  const own: PathStep = { kind: 'key', name: field.name };
  if (!field.parent) return [own];
  const around = fieldSteps(field.parent, record, values);
  return isArrayType(field.parent.entry) ? [...around, { kind: 'each' }, own] : [...around, own];
}
