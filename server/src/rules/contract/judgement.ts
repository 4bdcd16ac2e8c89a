/** A mapping held against its target field: what does not fit, and a value that proves it. */
import type { SourceField, TargetField } from '../../model/contract.ts';
import { allFields } from '../../model/contract.ts';
import type { Refusal } from '../../model/assignable.ts';
import { assign } from '../../model/assignable.ts';
import { Selection, spliced, Versions } from '../../model/list-versions.ts';
import type { PresenceRefusal } from '../../model/presence.ts';
import { assignPresence } from '../../model/presence.ts';
import type { Noted } from '../../model/remember.ts';
import { Note } from '../../model/remember.ts';
import type { Spec } from '../../model/spec.ts';
import type { Values } from '../../model/values.ts';
import { valuesOf } from '../../model/values.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { RecordFields, TypedField } from './fields.ts';
import { scalarAt } from './fields.ts';
import type { MappingAnalysis, MappingResult, TypedContract } from './mapping.ts';
import { typedContracts } from './mapping.ts';

export interface Judgement extends Noted {
  readonly contract: TypedContract;
  readonly target: TargetField;
  readonly typed: TypedField;
  readonly mapping: MappingAnalysis;
  readonly result: MappingResult | undefined;
  readonly refusal: Refusal | undefined;
  readonly presence: PresenceRefusal | undefined;
}

type WhenAbsent = 'omit' | 'null' | 'reject' | undefined;

/** A judgement, the same object as long as all that it goes by is the same; the contract is that of the spec at hand. */
interface Kept {
  readonly judgement: { -readonly [key in keyof Judgement]: Judgement[key] };
  readonly absent: WhenAbsent;
  readonly read: RecordFields | undefined;
}

const kept = new Note<Kept>();

/** Every target field of a spec with its judgement. */
export function judgements(spec: Spec): readonly Judgement[] {
  return typedContracts(spec).flatMap((contract) => judgementsIn(contract, spec));
}

/** Every target field of a contract with its judgement, in the order of the text. */
export function judgementsIn(contract: TypedContract, spec: Values): readonly Judgement[] {
  const { targetFields, sourceFields, map } = contract.contract;
  // Not the spec itself, which what is kept must not hold on to.
  return inContracts.of(allFields(targetFields), { contract, sourceFields, spec: valuesOf(spec.format), absent: absentIn(map, spec) }).judgements;
}

/** What the judgements on a contract go by beside its target fields. */
interface Around {
  readonly contract: TypedContract;
  readonly sourceFields: readonly SourceField[];
  readonly spec: Values;
  readonly absent: WhenAbsent;
}

interface Judged extends Around {
  readonly judgements: readonly Judgement[];
}

/** The fields that expressions are written for. */
const derived = new Selection((target: TargetField, _of: undefined) => (target.mapping?.kind === 'derived' ? target : undefined));

/** The contracts' judgements. Where a target field is another, all others stand. */
const inContracts = new Versions<TargetField, Around, Judged>({
  isOf: (made, around) => made.contract === around.contract && made.sourceFields === around.sourceFields && made.absent === around.absent,
  anew: (list, around) => ({ ...around, judgements: list.map((target) => judge(around, target)) }),
  after(known, _was, list, splice, around) {
    if (known.contract !== around.contract || known.absent !== around.absent) return undefined;
    const fresh = list.slice(splice.at, splice.at + splice.added).map((target) => judge(around, target));
    const all = spliced(known.judgements, splice, fresh);
    // Which source fields there are matters to what expressions ask for, and to what is said of their faults.
    const isOther = known.sourceFields !== around.sourceFields;
    for (const at of isOther ? derived.placesOf(list, undefined) : []) all[at] = judge(around, list[at] as TargetField);
    return { ...around, judgements: all };
  },
});

function judge({ contract, spec, absent }: Around, target: TargetField): Judgement {
  const known = kept.of(target);
  // What is merged into both contracts of a spec is one field, and two judgements.
  const isOfKind = known?.judgement.contract.contract.kind === contract.contract.kind;
  if (known && isOfKind && known.absent === absent && contract.holds(known.read)) {
    // Thousands of writes to old objects are work for the collector of garbage.
    if (known.judgement.contract !== contract) known.judgement.contract = contract;
    return known.judgement;
  }
  const judgement = judgeAnew(contract, target, contract.mappingOf(target), absentIn(target.entry.value, spec) ?? absent);
  if (!contract.isFaulty(target)) kept.set(target, { judgement, absent, read: contract.readBy(target) });
  return judgement;
}

function judgeAnew(contract: TypedContract, target: TargetField, mapping: MappingAnalysis, absent: WhenAbsent): Judgement {
  const typed = contract.fieldOf(target);
  const result = 'result' in mapping ? mapping.result : undefined;
  const base = { contract, target, typed, mapping, result, notes: [] };
  if (!result) return { ...base, refusal: undefined, presence: undefined };
  const from = { ...result.type, nullable: false };
  const to = { ...typed.type, nullable: true };
  // A record whose target has fields of its own is mapped by those, one by one.
  const isRecord = target.children.length > 0 && from.kind === to.kind;
  const refusal = isRecord ? undefined : assign(from, to, { absentFacets: result.isDerived ? 'unknown' : 'unlimited' });
  if (typed.required === undefined || (refusal && !refusal.warning)) return { ...base, refusal, presence: undefined };
  const presence = assignPresence(result.presence, { required: typed.required, nullable: typed.nullable, whenAbsent: absent });
  return { ...base, refusal, presence };
}

/** What the field, or else its contract, says about absent values. */
export function whenAbsent(target: TargetField, { contract }: TypedContract, spec: Values): WhenAbsent {
  return absentIn(target.entry.value, spec) ?? absentIn(contract.map, spec);
}

/** What a map says about absent values. `null` may be bare or quoted. */
function absentIn(map: SyntaxNode | undefined, spec: Values): WhenAbsent {
  const node = entryOf(map, 'when_absent')?.value;
  const text = node?.kind === 'scalar' && node.value === null && node.text !== '' ? 'null' : scalarAt(map, 'when_absent', spec)?.text;
  return text === 'omit' || text === 'null' || text === 'reject' ? text : undefined;
}
