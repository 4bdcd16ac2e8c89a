/** Transformation phrases as the expressions they stand for (semantics: *Transformation phrases*). */
import type { ValueType } from '../model/type.ts';
import type { CallArgument, HoleValue, PhraseMatch } from '../phrases/index.ts';
import type { Expression, LiteralExpression } from './ast.ts';
import type { Environment } from './check.ts';
import { checkExpression } from './check.ts';

/**
 * The expression of one step applied to a value. Spans are those of the phrases, so that a fault found in the expression
 * stands at the words that caused it. `environment` types the value: a literal has the type of the value at its step.
 * Undefined for `map values`, which no expression stands for.
 */
export function stepExpression(match: PhraseMatch, value: Expression, environment: Environment): Expression | undefined {
  const { call } = match.phrase;
  const { span } = match;
  if (!call) return undefined;
  if ('special' in call) return call.special === 'exact copy' ? value : undefined;
  const { type } = checkExpression(value, environment);
  const args = call.args.flatMap((argument): Expression[] => {
    const expression = argumentExpression(argument, match, value, type);
    return expression ? [expression] : [];
  });
  if ('operator' in call) {
    const [left, right] = args;
    return left && right && { kind: 'binary', span, operator: call.operator, operatorSpan: span, left, right };
  }
  const name = type.kind === 'date' && call.onDate !== undefined ? call.onDate : call.function;
  return { kind: 'call', span, name, nameSpan: span, receiver: undefined, args, open: span, commas: [], close: span };
}

function argumentExpression(argument: CallArgument, match: PhraseMatch, value: Expression, type: ValueType): Expression | undefined {
  if (argument === '$value') return value;
  if ('constant' in argument) return { kind: 'literal', span: match.span, type: 'string', value: argument.constant };
  const hole = match.holes.find((each) => each.name === argument.hole);
  return hole && literal(hole.value, hole.span, type);
}

/** The literal that fills a hole. Text that is not quoted takes the type of the value it stands beside. */
function literal(value: HoleValue, span: LiteralExpression['span'], type: ValueType): Expression {
  const of = (kind: LiteralExpression['type'], text: string): Expression => ({ kind: 'literal', span, type: kind, value: text });
  switch (value.kind) {
    case 'count':
      return of('integer', String(value.value));
    case 'decimal':
    case 'amount':
      return number(value.value, span);
    case 'text':
    case 'nonempty':
      return value.quoted ? of('string', value.value) : textAs(value.value, span, type);
    case 'character':
    case 'format':
    case 'zone':
    case 'channel':
      return of('string', value.value);
    case 'duration':
      return of('string', `${value.amount} ${value.unit}`);
    default:
      return of('string', value.value);
  }
}

/** A number, its sign as an operator of its own, as the parser has it. */
function number(text: string, span: LiteralExpression['span']): Expression {
  const digits = text.replace(/^[+-]/, '');
  const literalNumber: Expression = { kind: 'literal', span, type: digits.includes('.') ? 'decimal' : 'integer', value: digits };
  return text.startsWith('-') ? { kind: 'unary', span, operator: '-', operand: literalNumber } : literalNumber;
}

function textAs(text: string, span: LiteralExpression['span'], type: ValueType): Expression {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  if (isNumber && (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'number')) return number(text, span);
  if (type.kind === 'boolean' && /^(true|false)$/i.test(text)) return { kind: 'literal', span, type: 'boolean', value: text.toLowerCase() };
  const string: Expression = { kind: 'literal', span, type: 'string', value: text };
  const reader = { date: ['parseDate', 'yyyy-MM-dd'], datetime: ['parseDatetime', "yyyy-MM-dd'T'HH:mm:ssXXX"] }[type.kind as string];
  if (!reader?.[0] || reader[1] === undefined) return string;
  const format: Expression = { kind: 'literal', span, type: 'string', value: reader[1] };
  return { kind: 'call', span, name: reader[0], nameSpan: span, receiver: undefined, args: [string, format], open: span, commas: [], close: span };
}
