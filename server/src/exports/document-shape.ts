/** The document that a record travels as: its fields put where their paths say they stand. */
import type { Contract, SourceField, TargetField } from '../model/contract.ts';
import { allFields, isArrayType } from '../model/contract.ts';
import type { PathStep } from '../model/path.ts';
import type { Spec } from '../model/spec.ts';
import type { ValueType } from '../model/type.ts';
import { unknownType } from '../model/type.ts';
import { fieldSteps } from '../rules/contract/field-place.ts';
import { typedField } from '../rules/contract/fields.ts';

export type Field = SourceField | TargetField;

/** One place of a document: a field, what the paths of fields lead through, or both. */
export class Place {
  field: Field | undefined;
  /** The field is an array that gathers what stands here in each element of an array around it: `labels[].name`. */
  isGathered = false;
  /** What stands there by keys, where it is an object. */
  readonly keys = new Map<string, Place>();
  /** Each element, where it is an array. */
  element: Place | undefined;
  /** Single elements, by their index. */
  readonly elements = new Map<number, Place>();

  at(step: PathStep): Place {
    if (step.kind === 'each') return (this.element ??= new Place());
    const [map, key] = step.kind === 'key' ? [this.keys as Map<string | number, Place>, step.name] : [this.elements as Map<string | number, Place>, step.index];
    let place = map.get(key);
    if (!place) map.set(key, (place = new Place()));
    return place;
  }
}

/** The record of a contract as a document; of several fields at one place the first is kept. */
export function documentShape(contract: Contract, record: 'source' | 'target', spec: Spec): Place {
  const root = new Place();
  const fields: readonly Field[] = record === 'source' ? contract.sourceFields : contract.targetFields;
  const steps = new Map<Field, readonly PathStep[]>();
  for (const field of allFields<Field>(fields)) {
    const path = fieldSteps(field, record, spec);
    steps.set(field, path);
    const place = path.reduce((at, step) => at.at(step), root);
    if (place.field) continue;
    place.field = field;
    place.isGathered = isArrayType(field.entry) && eaches(path) > eaches(field.parent ? (steps.get(field.parent) ?? []) : []) + (field.parent && isArrayType(field.parent.entry) ? 1 : 0);
  }
  return root;
}

function eaches(path: readonly PathStep[]): number {
  return path.filter(({ kind }) => kind === 'each').length;
}

/** The type of what stands at a place, and whether null may; undefined where no field says it. */
export function typeAt({ field, isGathered }: Place, spec: Spec): { readonly type: ValueType; readonly nullable: boolean } | undefined {
  const typed = field && typedField(field, spec);
  if (!typed || !isGathered) return typed;
  const element = typed.type.kind === 'array' ? typed.type.element : unknownType;
  return { type: element, nullable: element.kind !== 'unknown' && element.nullable };
}

/** Whether a key is always there; one that only leads to fields is, where one of these is. What is gathered needs the array around it. */
export function isRequiredAt(place: Place, spec: Spec): boolean {
  if (place.field) return place.isGathered || (typedField(place.field, spec).required ?? false);
  const gathered = place.element ? gatheredIn(place.element) : [];
  return gathered.some((field) => typedField(field, spec).required) || [...place.keys.values(), ...place.elements.values()].some((each) => isRequiredAt(each, spec));
}

function gatheredIn(place: Place): Field[] {
  return [...(place.field && place.isGathered ? [place.field] : []), ...[...place.keys.values(), ...(place.element ? [place.element] : [])].flatMap(gatheredIn)];
}

/** A record of a spec, by the name that exports give it. */
export interface NamedRecord {
  /** `source_record`, `reverse_target_record` */
  readonly key: string;
  readonly record: 'source' | 'target';
  readonly contract: Contract;
}

/** All records of a spec, or those of one kind. */
export function recordsOf(spec: Spec, only: 'source' | 'target' | undefined): NamedRecord[] {
  return spec.contracts.flatMap((contract) => (['source', 'target'] as const).filter((record) => only === undefined || record === only).map((record) => ({
    key: `${contract.kind === 'reverse' ? 'reverse_' : ''}${record}_record`, record, contract,
  })));
}
