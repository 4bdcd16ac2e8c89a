/** Which target field of which contract an entry belongs to, and what its steps make of a value. */
import { stepExpression } from '../expression/from-phrases.ts';
import type { Expression } from '../expression/index.ts';
import { checkExpression, parseExpression } from '../expression/index.ts';
import type { SourceField, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import type { Spec } from '../model/spec.ts';
import type { ObjectType, ValueType } from '../model/type.ts';
import { unknownType } from '../model/type.ts';
import type { PhraseMatch } from '../phrases/index.ts';
import { parsePhrase } from '../phrases/index.ts';
import type { TypedContract } from '../rules/contract/mapping.ts';
import { typedContracts } from '../rules/contract/mapping.ts';
import type { SyntaxNode } from '../syntax/tree.ts';

export interface TargetPlace {
  readonly typed: TypedContract;
  readonly target: TargetField;
}

/** The target field that a map describes. */
export function targetOf(spec: Spec, map: SyntaxNode | undefined): TargetPlace | undefined {
  return fieldOf(spec, map, (typed) => typed.contract.targetFields, (typed, target) => ({ typed, target }));
}

/** The source field that a map describes. */
export function sourceOf(spec: Spec, map: SyntaxNode | undefined): { readonly typed: TypedContract; readonly source: SourceField } | undefined {
  return fieldOf(spec, map, (typed) => typed.contract.sourceFields, (typed, source) => ({ typed, source }));
}

function fieldOf<T extends { readonly entry: { readonly value: SyntaxNode | undefined }; readonly children: readonly T[] }, R>(
  spec: Spec, map: SyntaxNode | undefined, fields: (typed: TypedContract) => readonly T[], result: (typed: TypedContract, field: T) => R,
): R | undefined {
  if (map?.kind !== 'map') return undefined;
  for (const typed of typedContracts(spec)) {
    for (const field of allFields(fields(typed))) if (field.entry.value === map) return result(typed, field);
  }
  return undefined;
}

/** The type of what `mapped_from` names, null included where the value may be absent; unknown where nothing is known. */
export function givenType({ typed, target }: TargetPlace): ValueType {
  const [reference] = target.references;
  const given = reference && typed.referenceResult(reference);
  if (!given) return unknownType;
  const { required, hasDefault, nullable } = given.presence;
  return given.type.kind === 'unknown' ? given.type : { ...given.type, nullable: nullable || (!required && !hasDefault) };
}

const NO_SOURCE: ObjectType = { kind: 'object', nullable: false, fields: new Map() };
const ITEM: Expression = { kind: 'name', name: 'item', span: { start: 0, end: 0 } };

/** What steps make of a value of a type; undefined where they cannot be read, or do not take such values. */
export function typeAfter(steps: string, from: ValueType): ValueType | undefined {
  if (steps.trim() === '') return from;
  const parsed = parsePhrase('transformation', steps);
  if (parsed.faults.length > 0) return undefined;
  let type = from;
  for (const match of parsed.matches) {
    const environment = { source: NO_SOURCE, item: type };
    const step = stepExpression(match, ITEM, environment);
    if (!step) {
      type = unknownType;
      continue;
    }
    const checked = checkExpression(step, environment);
    // Whether a quotient is rounded shows only with the step behind it.
    if (checked.faults.some(({ kind }) => kind !== 'division-without-round')) return undefined;
    type = checked.type;
  }
  return type;
}

/** The expression that steps stand for, up to and including the last of these. */
export function expressionOf({ typed, target }: TargetPlace, steps: readonly PhraseMatch[]): Expression | undefined {
  if (!target.mapping || (target.mapping.kind !== 'source' && target.mapping.kind !== 'item')) return undefined;
  const environment = typed.environmentOf(target);
  let root = parseExpression(target.mapping.node.text).root;
  for (const match of steps) root = stepExpression(match, root, environment) ?? { kind: 'call', span: match.span, name: 'map values', nameSpan: match.span, receiver: undefined, args: [root], open: match.span, commas: [], close: match.span };
  return root;
}
