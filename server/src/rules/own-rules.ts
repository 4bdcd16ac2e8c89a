/** Missing or empty keys that a more specific rule explains. */
import { allFields } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode } from '../syntax/tree.ts';
import { judgements } from './contract/judgement.ts';
import { lacksFields } from './nested-fields.ts';
import { valueMapsOf } from './value-maps.ts';

/** Whether another rule says what a field of a contract lacks by this key. */
export function hasOwnRule(key: string, of: MapNode | Entry, spec: Spec): boolean {
  if (key === 'transformation') {
    // A record without fields lacks these; what is done to it then follows from them.
    const fields = spec.contracts.flatMap((contract) => [...allFields(contract.targetFields)]);
    if (fields.some((field) => (field.entry === of || field.entry.value === of) && lacksFields(field, spec))) return true;
    return judgements(spec).some(({ mapping, target }) => mapping.kind === 'untransformed' && (target.entry === of || target.entry.value === of));
  }
  if (key !== 'value_map') return false;
  for (const { target, missing } of valueMapsOf(spec)) {
    if ((target.entry === of || target.entry.value === of) && missing && missing.length > 0) return true;
  }
  return false;
}
