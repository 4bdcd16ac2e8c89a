/** What a target field's mapping yields: its type and presence, or the reason why nothing can be said. */
import type { Contract, SourceField, TargetField } from '../../model/contract.ts';
import type { SourcePresence } from '../../model/presence.ts';
import type { Reference } from '../../model/references.ts';
import { Note } from '../../model/remember.ts';
import type { Spec } from '../../model/spec.ts';
import type { Values } from '../../model/values.ts';
import { valuesOf } from '../../model/values.ts';
import type { ObjectType, ValueType } from '../../model/type.ts';
import { unknownType } from '../../model/type.ts';
import type { CheckedExpression, Environment, ParsedExpression } from '../../expression/index.ts';
import { checkExpression, parseExpression } from '../../expression/index.ts';
import type { ParsedPhrases } from '../../phrases/index.ts';
import { parsePhrase } from '../../phrases/index.ts';
import type { ScalarNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import { once } from '../sections/stated.ts';
import { valueMapOf } from '../value-maps.ts';
import type { RecordFields, TypedField } from './fields.ts';
import { recordType, typedField } from './fields.ts';
import { phraseRuns } from './phrase-runs.ts';

/** What a mapping gives, before it is held against the target field. */
export interface MappingResult {
  readonly type: ValueType;
  readonly presence: SourcePresence;
  /** The facets it lacks are not known, rather than unlimited. */
  readonly isDerived: boolean;
}

export type MappingAnalysis =
  /** Not filled in, or at fault in a way that another rule reports. */
  | { readonly kind: 'none' }
  /** A source or item field without a transformation. */
  | { readonly kind: 'untransformed'; readonly reference: Reference; readonly result: MappingResult }
  | {
    readonly kind: 'phrases';
    readonly node: ScalarNode;
    readonly reference: Reference;
    readonly parsed: ParsedPhrases;
    /** Faults of the calls that the phrases stand for; empty where the phrases themselves are at fault. */
    readonly checked: CheckedExpression | undefined;
    readonly isExactCopy: boolean;
    readonly mapsValues: boolean;
    readonly result: MappingResult | undefined;
  }
  | { readonly kind: 'expression'; readonly node: ScalarNode; readonly parsed: ParsedExpression; readonly checked: CheckedExpression; readonly result: MappingResult | undefined }
  | { readonly kind: 'constant'; readonly node: ScalarNode };

interface KnownMapping {
  readonly mapping: MappingAnalysis;
  /** The source record as an expression read it. */
  readonly read: RecordFields | undefined;
}

// A target field that is the same object reads the same source fields; only an expression may read more than its references name.
const mappings = new Note<KnownMapping>();

/** A contract with its types; each is worked out when it is first asked for. */
export class TypedContract {
  readonly #spec: Values;
  #contract: Contract;
  #faulty = new Map<TargetField, MappingAnalysis>();
  #source: ObjectType | undefined;
  #unasked: RecordFields | undefined;

  constructor(contract: Contract, spec: Values) {
    this.#contract = contract;
    this.#spec = valuesOf(spec.format);
  }

  get contract(): Contract {
    return this.#contract;
  }

  /** The contract of a later text takes the place of this one; what is remembered of fields that stand in both names this object. */
  moveTo(contract: Contract): void {
    this.#contract = contract;
    this.#faulty = new Map();
    this.#source = undefined;
    this.#unasked = undefined;
  }

  /** The source record. */
  get source(): ObjectType {
    this.#source ??= recordType(this.contract.sourceFields, this.#spec);
    return this.#source;
  }

  /** Its fields, of which nothing has been asked: what others have been asked is held against them. */
  get #fields(): RecordFields {
    this.#unasked ??= recordType(this.contract.sourceFields, this.#spec).fields;
    return this.#unasked;
  }

  fieldOf(field: SourceField | TargetField): TypedField {
    return typedField(field, this.#spec);
  }

  mappingOf(target: TargetField): MappingAnalysis {
    const known = mappings.of(target);
    if (known && this.holds(known.read)) return known.mapping;
    const own = this.#faulty.get(target);
    if (own) return own;
    // What an expression asks of the source record is noted: as long as the answers stay the same, so does what it gives.
    const { read, mapping } = this.#analyse(target);
    // What is said of a fault may name what else there is in the record.
    if (mapping.kind === 'expression' && mapping.checked.faults.length > 0) this.#faulty.set(target, mapping);
    else mappings.set(target, { mapping, read });
    return mapping;
  }

  /** Whether what an expression was told of the source record is still so. */
  holds(read: RecordFields | undefined): boolean {
    return !read || read.answersAs(this.#fields);
  }

  /** What a mapping was told of the source record beyond its references; undefined for nothing. */
  readBy(target: TargetField): RecordFields | undefined {
    return mappings.of(target)?.read;
  }

  /** Whether what is said of a mapping may name what it does not read. */
  isFaulty(target: TargetField): boolean {
    return this.#faulty.has(target);
  }

  /** What the names of a target field's expression stand for. */
  environmentOf(target: TargetField, source = this.source): Environment {
    const array = target.itemOf && this.fieldOf(target.itemOf).type;
    return { source, ...(array?.kind === 'array' && { item: array.element }) };
  }

  /** What a reference gives as it is: the type of its field, and whether it may be absent, seen from where it is read. */
  referenceResult(reference: Reference): MappingResult | undefined {
    const { field, itemOf } = reference;
    if (!field) return undefined;
    const { type, required, hasDefault, nullable } = this.fieldOf(field);
    let mayBeAbsent = required === false;
    for (let at = field.parent; at && at !== itemOf; at = at.parent) {
      const around = this.fieldOf(at);
      if (around.required === false || around.nullable) mayBeAbsent = true;
    }
    return { type, presence: { required: !mayBeAbsent, hasDefault, nullable }, isDerived: false };
  }

  #analyse(target: TargetField): KnownMapping {
    const { mapping, transformation } = target;
    const filled = transformation && this.#spec.hasValue(transformation) ? transformation : undefined;
    if (mapping?.kind !== 'derived' || !this.#spec.hasValue(mapping.node) || !filled) return { mapping: this.#simple(target, filled), read: undefined };
    const source = recordType(this.contract.sourceFields, this.#spec);
    return { mapping: this.#expression(target, filled, source), read: source.fields };
  }

  #simple(target: TargetField, filled: ScalarNode | undefined): MappingAnalysis {
    const { mapping, references } = target;
    if (!mapping || mapping.kind === 'invalid' || mapping.kind === 'derived' || !this.#spec.hasValue(mapping.node)) return { kind: 'none' };
    if (mapping.kind === 'constant') return filled ? { kind: 'constant', node: filled } : { kind: 'none' };
    const [reference] = references;
    if (!reference) return { kind: 'none' };
    if (filled) return this.#phrases(target, filled, reference);
    const result = this.referenceResult(reference);
    const isMissing = entryOf(target.entry.value, 'transformation') === undefined;
    return result && isMissing ? { kind: 'untransformed', reference, result: relative(result, target) } : { kind: 'none' };
  }

  #expression(target: TargetField, node: ScalarNode, source: ObjectType): MappingAnalysis {
    const parsed = parseExpression(node.text);
    const checked = checkExpression(parsed.root, this.environmentOf(target, source));
    const sound = parsed.faults.length === 0 && checked.faults.length === 0;
    // Of a result whose type is not known, it is not known either whether it can be null.
    const presence = { required: true, hasDefault: false, nullable: checked.type.nullable && checked.type.kind !== 'unknown' };
    return { kind: 'expression', node, parsed, checked, result: sound ? { type: checked.type, presence, isDerived: true } : undefined };
  }

  #phrases(target: TargetField, node: ScalarNode, reference: Reference): MappingAnalysis {
    const parsed = parsePhrase('transformation', node.text);
    const mapsValues = parsed.matches.some(({ phrase }) => phrase.id === 'map-values');
    const isExactCopy = parsed.matches.every(({ phrase }) => phrase.id === 'exact-copy');
    const base = { kind: 'phrases', node, reference, parsed, isExactCopy, mapsValues } as const;
    const from = this.referenceResult(reference);
    if (!from || parsed.faults.length > 0) return { ...base, checked: undefined, result: undefined };
    const given = relative(from, target);
    const mayBeAbsent = !given.presence.required && !given.presence.hasDefault;
    const { whole, lacking } = phraseRuns(parsed, given.type, mapsValues ? this.#mappedType(target) : undefined);
    if (whole.checked.faults.length > 0) return { ...base, checked: whole.checked, result: undefined };
    const keeps = lacking.type.nullable && lacking.type.kind !== 'unknown';
    const presence: SourcePresence = {
      required: !(mayBeAbsent && keeps),
      hasDefault: false,
      nullable: (whole.type.nullable && whole.type.kind !== 'unknown') || (given.presence.nullable && keeps),
    };
    return { ...base, checked: whole.checked, result: { type: { ...whole.type, nullable: presence.nullable }, presence, isDerived: !isExactCopy } };
  }

  /** The type of what a value map gives: the values it lists. */
  #mappedType(target: TargetField): ValueType {
    const map = entryOf(target.entry.value, 'value_map')?.value;
    const values = map?.kind === 'map' ? map.entries.map((entry) => entry.value) : [];
    // Values to come, and those that `value-map-unknown` reports, say nothing here.
    if (values.some((node) => !this.#spec.hasValue(node)) || (valueMapOf(target, this.#spec)?.unknownValues.length ?? 0) > 0) return unknownType;
    const texts = values.flatMap((node) => (node?.kind === 'scalar' && typeof node.value === 'string' ? [node.text] : []));
    if (values.length === 0 || texts.length < values.length) return unknownType;
    const maxLength = Math.max(...texts.map((text) => [...text].length));
    return { kind: 'string', nullable: false, enum: [...new Set(texts)], maxLength };
  }
}

/**
 * A mapping inside a target object that is itself mapped from the object around the source field is read only where that
 * object is there: what the object lacks is its own field's matter (format: *Nested records*).
 */
function relative(result: MappingResult, target: TargetField): MappingResult {
  const [outer] = target.parent?.references ?? [];
  const [own] = target.references;
  if (!outer?.field || !own?.field || outer.field.isArray) return result;
  let within = false;
  for (let at = own.field.parent; at; at = at.parent) if (at === outer.field) within = true;
  if (!within) return result;
  return { ...result, presence: { ...result.presence, required: isRequiredWithin(own.field, outer.field) } };
}

function isRequiredWithin(field: SourceField, outer: SourceField): boolean {
  for (let at: SourceField | undefined = field; at && at !== outer; at = at.parent) {
    if (isSaid(at, 'required', /^(false|no)$/i) || (at !== field && isSaid(at, 'nullable', /^(true|yes)$/i))) return false;
  }
  return true;
}

function isSaid(field: SourceField, key: string, value: RegExp): boolean {
  const node = entryOf(field.entry.value, key)?.value;
  return node?.kind === 'scalar' && value.test(node.text);
}

/** By fields of a contract, most of which stand in that of the next text too. */
const contractOf = new Note<TypedContract>();

function typed(contract: Contract, spec: Spec): TypedContract {
  const fields = [...contract.targetFields.slice(0, 2), ...contract.sourceFields.slice(0, 2)];
  const known = fields.map((field) => contractOf.of(field)).find((each) => each?.contract.kind === contract.kind);
  if (known && known.contract !== contract) known.moveTo(contract);
  const found = known ?? new TypedContract(contract, spec);
  for (const field of fields) contractOf.set(field, found);
  return found;
}

/** The contracts of a spec with their types; worked out once for each spec. */
export const typedContracts: (spec: Spec) => readonly TypedContract[] = once((spec) => spec.contracts.map((contract) => typed(contract, spec)));
