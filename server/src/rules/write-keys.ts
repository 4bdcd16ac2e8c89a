/** The fields that identify a record, and what would make one unfit for it. */
import type { Expression } from '../expression/index.ts';
import { FUNCTIONS, parseExpression } from '../expression/index.ts';
import type { Contract, TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { Selection } from '../model/list-versions.ts';
import { note } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { Target } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import { booleanAt, scalarAt } from './contract/fields.ts';

/** A reason why a field does not identify a record for good, in words that follow its name, and where it is said. */
export interface Instability {
  readonly reason: string;
  readonly at: Target;
}

type Call = Extract<Expression, { kind: 'call' }>;

/** What a write does to a record that is already there; section 3 holds for the way back as well. */
export function writeSemanticsOf(contract: Contract, spec: Spec): string | undefined {
  const own = contract.kind === 'reverse' ? entryOf(contract.map, 'write_semantics')?.value : undefined;
  const node = own ?? spec.at('target_system', 'write_semantics');
  return spec.hasValue(node) ? textOf(node) : undefined;
}

/** Whether every write makes a new record, the way back included. */
export function insertsOnly(spec: Spec): boolean {
  return spec.text('target_system', 'write_semantics') === 'Insert' && spec.contracts.every((contract) => writeSemanticsOf(contract, spec) === 'Insert');
}

const keys = new Selection((field: TargetField, values: Values) => (booleanAt(field.entry.value, 'key', values) === true ? field : undefined));

/** The fields marked as part of the key. */
export function keyFields(contract: Contract, values: Values): readonly TargetField[] {
  return keys.of(allFields(contract.targetFields), values);
}

/** Why a field may be missing, may be null, or is not the same for the same record each time. */
export function* instabilitiesOf(field: TargetField, spec: Spec): Generator<Instability> {
  const { mapping, transformation } = field;
  for (let at: TargetField | undefined = field; at && (at === field || !isArray(at, spec)); at = at.parent) {
    const required = scalarAt(at.entry.value, 'required', spec);
    const nullable = scalarAt(at.entry.value, 'nullable', spec);
    const within = at === field ? '' : `stands in \`${at.path}\`, which `;
    if (required && booleanAt(at.entry.value, 'required', spec) === false) yield { reason: `${within}is optional`, at: { node: required } };
    if (nullable && booleanAt(at.entry.value, 'nullable', spec) === true) yield { reason: `${within}may be null`, at: { node: nullable } };
  }
  if (mapping?.kind === 'constant') yield { reason: 'is the same constant for every record', at: { node: mapping.node } };
  if (mapping?.kind !== 'derived' || !spec.hasValue(transformation) || transformation.kind !== 'scalar') return;
  for (const { name, nameSpan } of changingCalls(field, spec)) yield { reason: `is derived by \`${name}()\`, which gives another value on every run`, at: { node: transformation, slice: nameSpan } };
}

/** The calls in a field's expression that give another value on every run. */
const changingCalls = note(({ transformation }: TargetField, values: Values): readonly Call[] => {
  const text = values.hasValue(transformation) ? textOf(transformation) : undefined;
  return text === undefined ? [] : [...callsIn(parseExpression(text).root)].filter(({ name }) => FUNCTIONS.get(name)?.nondeterministic);
});

function isArray(field: TargetField, spec: Spec): boolean {
  return /^\s*array\b/i.test(scalarAt(field.entry.value, 'type', spec)?.text ?? '');
}

/** The calls of an expression, outer ones first. */
function* callsIn(expression: Expression): Generator<Call> {
  if (expression.kind === 'call') yield expression;
  for (const part of partsOf(expression)) yield* callsIn(part);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call': return [...(expression.receiver ? [expression.receiver] : []), ...expression.args];
    case 'member': return [expression.target];
    case 'index': return [expression.target, expression.index];
    case 'unary': return [expression.operand];
    case 'binary': return [expression.left, expression.right];
    case 'conditional': return [expression.condition, expression.then, expression.otherwise];
    case 'list': return expression.items;
    default: return [];
  }
}
