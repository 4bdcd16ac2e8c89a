/** One call against its signature: count, types and known values of the arguments, then the result's type. */
import type { ValueType } from '../model/type.ts';
import { unknownType } from '../model/type.ts';
import type { CallExpression, Expression } from './ast.ts';
import type { CheckFault } from './check.ts';
import type { FunctionDefinition, Parameter } from './functions/definition.ts';
import { ACCEPTED, isRefusal, signatureOf } from './functions/definition.ts';
import { constantOf } from './literals.ts';
import { article } from './operators.ts';
import { isNumericType, isText, nullType, nullableIf } from './types.ts';
import { ValueError } from './values.ts';

export interface CheckedCall {
  readonly result: ValueType;
  readonly fault?: CheckFault | undefined;
}

/** The type of a call's result, unknown where there is a fault; of several, the first is named. */
export function checkCall(definition: FunctionDefinition, node: CallExpression, nodes: readonly Expression[], types: readonly ValueType[]): CheckedCall {
  const fault = countFault(definition, node, nodes) ?? firstArgumentFault(definition, nodes, types);
  if (fault) return { result: unknownType, fault };
  const args = types.map((type, at) => ({ type, constant: constantAt(nodes[at]) }));
  if (args.length < required(definition)) return { result: unknownType };
  const result = definition.result(args);
  if (isRefusal(result)) {
    const span = nodes[result.argument]?.span ?? node.nameSpan;
    return { result: unknownType, fault: { span, message: result.refuse, kind: 'argument-type' } };
  }
  if (types.some((type) => type.kind === 'unknown' && type !== nullType) && isOpen(result)) return { result: unknownType };
  if (definition.total) return { result };
  const nullable = result.nullable || types.some((type) => type === nullType || (type.kind !== 'unknown' && type.nullable));
  return { result: nullableIf(result, nullable) };
}

/** Are limits missing that an unknown argument might have given? Then the result is as unknown as the argument. */
function isOpen(type: ValueType): boolean {
  return (type.kind === 'string' && type.maxLength === undefined && !type.enum) || (type.kind === 'decimal' && type.precision === undefined) || type.kind === 'number';
}

function required(definition: FunctionDefinition): number {
  return definition.parameters.filter(({ optional }) => !optional).length;
}

function countFault(definition: FunctionDefinition, node: CallExpression, nodes: readonly Expression[]): CheckFault | undefined {
  const { parameters } = definition;
  const usage = `Write ${signatureOf(definition)}.`;
  const excess = parameters.at(-1)?.rest ? undefined : nodes[parameters.length];
  const last = nodes.at(-1);
  if (excess && last) {
    const most = parameters.length === 0 ? 'nothing' : parameters.length === 1 ? 'one value' : `${parameters.length} values`;
    const span = excess.span.start <= last.span.end ? { start: excess.span.start, end: last.span.end } : excess.span;
    return { span, kind: 'argument-count', message: `${definition.name} takes ${most}. ${usage}` };
  }
  // While the call is being typed, what is missing is no fault yet.
  if (nodes.length >= required(definition) || !node.close) return undefined;
  const missing = parameters[nodes.length]?.name ?? '';
  return { span: node.nameSpan, kind: 'argument-count', message: `The ${missing} is missing. ${usage}` };
}

function firstArgumentFault(definition: FunctionDefinition, nodes: readonly Expression[], types: readonly ValueType[]): CheckFault | undefined {
  const { parameters } = definition;
  for (const [at, node] of nodes.entries()) {
    const parameter = parameters[Math.min(at, parameters.length - 1)];
    const type = types[at];
    const fault = parameter && type && argumentFault(definition, parameter, node, type);
    if (fault) return fault;
  }
  return undefined;
}

function argumentFault(definition: FunctionDefinition, parameter: Parameter, node: Expression, type: ValueType): CheckFault | undefined {
  const accepted: readonly ValueType['kind'][] | undefined = ACCEPTED[parameter.accepts];
  if (type.kind !== 'unknown' && accepted && !accepted.includes(type.kind)) {
    const expected = /^(text|bytes)/.test(parameter.accepts) ? parameter.accepts : `a ${parameter.accepts}`;
    const message = `The ${parameter.name} of ${definition.name} is ${expected}, but this is ${article(type)}. ${conversion(parameter, type)}`;
    return { span: node.span, kind: 'argument-type', message: message.trim() };
  }
  const constant = constantAt(node);
  if (constant === undefined) {
    if (!parameter.literal || node.kind === 'hole' || type.kind === 'unknown') return undefined;
    return { span: node.span, kind: 'argument-value', message: `The ${parameter.name} of ${definition.name} is written out here, not computed, so that the result is known beforehand.` };
  }
  const wrong = constant === null ? undefined : checked(parameter, constant);
  return wrong === undefined ? undefined : { span: node.span, kind: 'argument-value', message: wrong };
}

function checked(parameter: Parameter, constant: NonNullable<ReturnType<typeof constantOf>>): string | undefined {
  try {
    return parameter.check?.(constant);
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}

function constantAt(node: Expression | undefined): ReturnType<typeof constantOf> {
  return node && constantOf(node);
}

/** How a value becomes what the parameter takes. */
function conversion({ accepts }: Parameter, type: ValueType): string {
  if (accepts === 'text' && (isNumericType(type) || type.kind === 'boolean')) return 'Write toText(…).';
  if (accepts === 'text' && type.kind === 'date') return 'Write formatDate(…, "yyyy-MM-dd") or toText(…).';
  if (accepts === 'text' && type.kind === 'datetime') return 'Write formatDatetime(…) or toText(…).';
  if (accepts === 'text' && type.kind === 'array') return 'Take one item with [0], or make text of them with join(…).';
  if ((accepts === 'number' || accepts === 'whole number') && isText(type)) return accepts === 'number' ? 'Write toDecimal(…) or toInteger(…).' : 'Write toInteger(…).';
  if (accepts === 'whole number' && isNumericType(type)) return 'Write round(…).';
  if (accepts === 'date' && type.kind === 'datetime') return 'Write toDate(…).';
  if (accepts === 'datetime' && type.kind === 'date') return 'Write startOfDay(…).';
  if (accepts.startsWith('date') && isText(type)) return accepts === 'date' ? 'Write parseDate(…).' : 'Write parseDatetime(…).';
  if (accepts === 'list' && isText(type)) return 'Write split(…), or length(…) for the characters of a text.';
  return '';
}
