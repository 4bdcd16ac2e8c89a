/** A mapping held against its target field: what does not fit, and a value that proves it. */
import type { TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import type { Refusal } from '../../model/assignable.ts';
import { assign } from '../../model/assignable.ts';
import type { PresenceRefusal } from '../../model/presence.ts';
import { assignPresence } from '../../model/presence.ts';
import type { Spec } from '../../model/spec.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { TypedField } from './fields.ts';
import { scalarAt } from './fields.ts';
import type { MappingAnalysis, MappingResult, TypedContract } from './mapping.ts';
import { typedContracts } from './mapping.ts';

export interface Judgement {
  readonly contract: TypedContract;
  readonly target: TargetField;
  readonly typed: TypedField;
  readonly mapping: MappingAnalysis;
  readonly result: MappingResult | undefined;
  readonly refusal: Refusal | undefined;
  readonly presence: PresenceRefusal | undefined;
}

const judged = new WeakMap<Spec, readonly Judgement[]>();

/** Every target field of a spec with its judgement; worked out once for each spec. */
export function judgements(spec: Spec): readonly Judgement[] {
  let all = judged.get(spec);
  if (!all) {
    all = typedContracts(spec).flatMap((contract) => [...allFields(contract.contract.targetFields)].map((target) => judge(contract, target, spec)));
    judged.set(spec, all);
  }
  return all;
}

function judge(contract: TypedContract, target: TargetField, spec: Spec): Judgement {
  const typed = contract.fieldOf(target);
  const mapping = contract.mappingOf(target);
  const result = 'result' in mapping ? mapping.result : undefined;
  const base = { contract, target, typed, mapping, result };
  if (!result) return { ...base, refusal: undefined, presence: undefined };
  const from = { ...result.type, nullable: false };
  const to = { ...typed.type, nullable: true };
  // A record whose target has fields of its own is mapped by those, one by one.
  const isRecord = target.children.length > 0 && from.kind === to.kind;
  const refusal = isRecord ? undefined : assign(from, to, { absentFacets: result.isDerived ? 'unknown' : 'unlimited' });
  if (typed.required === undefined || (refusal && !refusal.warning)) return { ...base, refusal, presence: undefined };
  const presence = assignPresence(result.presence, { required: typed.required, nullable: typed.nullable, whenAbsent: whenAbsent(target, contract, spec) });
  return { ...base, refusal, presence };
}

/** What the field, or else its contract, says about absent values. `null` may be bare or quoted. */
export function whenAbsent(target: TargetField, contract: TypedContract, spec: Spec): 'omit' | 'null' | 'reject' | undefined {
  for (const map of [target.entry.value, contract.contract.map]) {
    const node = entryOf(map, 'when_absent')?.value;
    const text = node?.kind === 'scalar' && node.value === null && node.text !== '' ? 'null' : scalarAt(map, 'when_absent', spec)?.text;
    if (text === 'omit' || text === 'null' || text === 'reject') return text;
  }
  return undefined;
}
