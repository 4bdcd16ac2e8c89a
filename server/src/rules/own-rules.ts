/** Missing or empty keys that a more specific rule explains. */
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { judgements } from './contract/judgement.ts';
import { lacksFields } from './nested-fields.ts';
import { APPROVALS, approvalKeys, approvalRows, approvalsOf, isApproved } from './sections/approvals.ts';
import { routesToNowhere } from './sections/dead-letters.ts';
import { once } from './sections/stated.ts';
import { lacksRouting, systemsOf } from './sections/systems.ts';
import { valueMapsOf } from './value-maps.ts';

/** Whether another rule says what a map lacks by this key. */
export function hasOwnRule(key: string, of: MapNode | Entry, spec: Spec): boolean {
  if (key === 'transformation') return untransformed(spec).has(of);
  if (key === 'environment_routing') return [systemsOf(spec).source, systemsOf(spec).target].some((system) => system.section?.value === of && lacksRouting(system));
  if (key === 'dead_letter_queue') return spec.entry('error_handling')?.value === of && routesToNowhere(spec);
  if (isApproved(spec) && lacksApproval(key, of, spec)) return true;
  if (key !== 'value_map') return false;
  for (const { target, missing } of valueMapsOf(spec)) {
    if ((target.entry === of || target.entry.value === of) && missing && missing.length > 0) return true;
  }
  return false;
}

/** The target fields whose transformation is missing by a rule of its own, with their values. */
const untransformed = once((spec): ReadonlySet<MapNode | Entry | SyntaxNode | undefined> => {
  // A record without fields lacks these; what is done to it then follows from them.
  const found = judgements(spec).filter(({ mapping, target }) => mapping.kind === 'untransformed' || lacksFields(target, spec));
  return new Set(found.flatMap(({ target }) => [target.entry, target.entry.value]));
});

/** Whether a key is a row of the approvals, or part of one: a spec that is approved lacks it as `approved-incomplete` says. */
function lacksApproval(key: string, of: MapNode | Entry, spec: Spec): boolean {
  const isValueOf = (entry: Entry | undefined): boolean => entry !== undefined && (entry === of || entry.value === of);
  if (approvalRows.includes(key)) return isValueOf(spec.entry(APPROVALS));
  return approvalKeys.includes(key) && approvalsOf(spec).rows.some(({ entry }) => isValueOf(entry));
}
