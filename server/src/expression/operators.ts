/** What operators take and yield. Faults name the operand they mark: 0 the left one, 1 the right one, undefined both. */
import type { ValueType } from '../model/type.ts';
import { unknownType } from '../model/type.ts';
import type { BinaryExpression } from './ast.ts';
import { concatenated } from './functions/text.ts';
import { arithmeticType } from './numeric-types.ts';
import { arrayType, booleanType, both, decimalType, describeType, isExact, isNumericType, isText, nullType, unifyElements } from './types.ts';

export interface OperatorFault {
  readonly operand: 0 | 1;
  readonly kind: 'operand-type' | 'comparison' | 'null-comparison';
  readonly message: string;
}

/** Can values of the two types be equal? */
export function comparable(left: ValueType, right: ValueType): boolean {
  if (left.kind === 'unknown' || right.kind === 'unknown') return true;
  if (left.kind === 'datetime' && right.kind === 'datetime') return (left.timezone === 'none') === (right.timezone === 'none');
  if (left.kind === 'array' && right.kind === 'array') return comparable(left.element, right.element);
  return (isText(left) && isText(right)) || (isNumericType(left) && isNumericType(right)) || left.kind === right.kind;
}

/** Is one value of the two types before the other? */
export function orderable(left: ValueType, right: ValueType): boolean {
  const ordered = (type: ValueType) => !['boolean', 'binary', 'object', 'array'].includes(type.kind);
  return ordered(left) && ordered(right) && comparable(left, right);
}

/** The type of a binary operation, without nullability; or its fault. */
export function binaryType(operator: BinaryExpression['operator'], left: ValueType, right: ValueType): ValueType | OperatorFault {
  switch (operator) {
    case '&&':
    case '||':
      return notA(left, 0, 'boolean', operator) ?? notA(right, 1, 'boolean', operator) ?? booleanType;
    case '==':
    case '!=':
      return equality(operator, left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right);
    case 'in':
      return membership(left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

export function isOperatorFault(result: ValueType | OperatorFault): result is OperatorFault {
  return 'message' in result;
}

/** Is the quotient of the two an exact number, whose places must be stated? */
export function isExactQuotient(left: ValueType, right: ValueType): boolean {
  return isExact(left) && isExact(right);
}

function notA(type: ValueType, operand: 0 | 1, kind: ValueType['kind'], operator: string): OperatorFault | undefined {
  if (type.kind === kind || type.kind === 'unknown') return undefined;
  return { operand, kind: 'operand-type', message: `${operator} takes values of type ${kind}, but this is ${article(type)}.` };
}

function equality(operator: '==' | '!=', left: ValueType, right: ValueType): ValueType | OperatorFault {
  if (left === nullType || right === nullType) {
    const meant = operator === '==' ? 'isNull(…)' : '!isNull(…)';
    return { operand: left === nullType ? 0 : 1, kind: 'null-comparison', message: `A comparison with null is always null. Write ${meant}.` };
  }
  if (comparable(left, right)) return booleanType;
  return { operand: 1, kind: 'comparison', message: `${capital(article(left))} never equals ${article(right)}. Convert one of them.` };
}

function order(operator: string, left: ValueType, right: ValueType): ValueType | OperatorFault {
  if (!orderable(left, left)) return { operand: 0, kind: 'comparison', message: `${operator} needs values with an order, but this is ${article(left)}.` };
  if (orderable(left, right)) return booleanType;
  return { operand: 1, kind: 'comparison', message: `${capital(article(left))} cannot be compared with ${article(right)}. Convert one of them.` };
}

function membership(left: ValueType, right: ValueType): ValueType | OperatorFault {
  if (right.kind === 'unknown') return booleanType;
  if (right.kind !== 'array') return { operand: 1, kind: 'operand-type', message: `Behind in stands a list, but this is ${article(right)}. Write value in [a, b].` };
  if (comparable(left, right.element)) return booleanType;
  return { operand: 0, kind: 'comparison', message: `${capital(article(left))} is never in a list of ${describeType(right.element)}.` };
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: ValueType, right: ValueType): ValueType | OperatorFault {
  if (left === nullType || right === nullType) return nullType;
  if (operator === '+' && isText(left) && isText(right)) return concatenated([{ type: left }, { type: right }]);
  if (operator === '+' && left.kind === 'array' && right.kind === 'array') {
    const element = unifyElements(left, right);
    const length = (a: number | undefined, b: number | undefined) => both((x, y) => x + y, a, b);
    if (element) return arrayType(element, length(left.minItems ?? 0, right.minItems ?? 0), length(left.maxItems, right.maxItems));
    return { operand: 1, kind: 'operand-type', message: `A list of ${describeType(right.element)} does not go with a list of ${describeType(left.element)}.` };
  }
  const known = [left, right].filter((type) => type.kind !== 'unknown');
  const strange = known.find((type) => !isNumericType(type) && !(operator === '+' && (isText(type) || type.kind === 'array')));
  if (strange) return { operand: strange === left ? 0 : 1, kind: 'operand-type', message: `${operator} takes numbers, but this is ${article(strange)}. ${hint(strange, operator)}` };
  if (known.length < 2) return unknownType;
  if (!isNumericType(left) || !isNumericType(right)) {
    const operand = isNumericType(left) ? 0 : 1;
    return { operand, kind: 'operand-type', message: `${capital(article(left))} and ${article(right)} do not add up. ${isText(left) || isText(right) ? 'Write toText(…) to make text of a value.' : 'Convert one of them.'}` };
  }
  if (operator === '/') return isExactQuotient(left, right) ? decimalType() : { kind: 'number', nullable: false };
  return arithmeticType(operator, left, right);
}

function hint(type: ValueType, operator: string): string {
  if (isText(type)) return 'Write toInteger(…) or toDecimal(…).';
  if ((type.kind === 'date' || type.kind === 'datetime') && (operator === '+' || operator === '-')) return 'Write addDuration(…, "P1D").';
  return 'Convert it first.';
}

/** "a string(20)", "an integer". */
export function article(type: ValueType): string {
  const text = describeType(type);
  return type.kind === 'unknown' ? 'a value' : `${/^[aio]/.test(text) ? 'an' : 'a'} ${text}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
