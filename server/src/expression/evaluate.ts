/**
 * Tree → function from a record to a value. A missing or null value makes the result null, except in `coalesce`, `default`
 * and `isNull`; `false && x` is false and `true || x` is true whichever side they stand on, as in CEL.
 */
import type { BinaryExpression, CallExpression, Expression, IndexExpression, Span } from './ast.ts';
import { calculate, negate } from './arithmetic.ts';
import { compare, equal, fieldOf } from './compare.ts';
import { FUNCTIONS } from './functions.ts';
import type { Run, RunFacts } from './functions/definition.ts';
import { constantOf, literalValue } from './literals.ts';
import type { RecordValue, Value } from './values.ts';
import { ValueError, isList, isRecord, kindOf, showValue } from './values.ts';

/** What one run works on. `now` and `randomUuid` are needed only by the functions now and uuid4. */
export interface RunContext extends RunFacts {
  readonly source: RecordValue;
  readonly item?: Value | undefined;
}

export interface Compiled {
  /** The expression's value; throws an EvaluationError. */
  readonly run: (context: RunContext) => Value;
}

/** What went wrong, at which node, with which value. */
export class EvaluationError extends Error {
  readonly span: Span;
  readonly value: Value;

  constructor(message: string, span: Span, value: Value) {
    super(`${message} (value: ${abbreviated(value)})`);
    this.name = 'EvaluationError';
    this.span = span;
    this.value = value;
  }
}

type Step = (context: RunContext) => Value;

/** Prepares a tree for any number of runs. Never throws: what cannot work fails in the run. */
export function compile(root: Expression): Compiled {
  return { run: step(root) };
}

function step(node: Expression): Step {
  const run = unguarded(node);
  return (context) => {
    try {
      return run(context);
    } catch (error) {
      if (error instanceof ValueError) throw new EvaluationError(error.message, node.span, error.value);
      throw error;
    }
  };
}

function unguarded(node: Expression): Step {
  switch (node.kind) {
    case 'hole': return failing('The expression is not finished here.');
    case 'literal': return literal(() => literalValue(node));
    case 'name': return name(node.name);
    case 'member': {
      const target = step(node.target);
      return (context) => member(target(context), node.name);
    }
    case 'index': return index(node);
    case 'call': return call(node);
    case 'unary': return unary(node.operator, step(node.operand));
    case 'binary': return binary(node);
    case 'conditional': {
      const [condition, then, otherwise] = [step(node.condition), step(node.then), step(node.otherwise)];
      return (context) => {
        const value = truth(condition(context));
        return value === null ? null : value ? then(context) : otherwise(context);
      };
    }
    case 'list': {
      const items = node.items.map(step);
      return (context) => items.map((item) => item(context));
    }
  }
}

function literal(read: () => Value): Step {
  let value: Value | undefined;
  return () => (value === undefined ? (value = read()) : value);
}

function name(name: string): Step {
  if (name === 'source') return ({ source }) => source;
  if (name === 'item') return ({ item }) => item ?? null;
  return failing(`${name} stands for nothing here.`);
}

function member(target: Value, name: string): Value {
  if (target === null) return null;
  if (isRecord(target)) return fieldOf(target, name);
  throw new ValueError(`Only a record has fields, but this is of kind ${kindOf(target)}.`, target);
}

function index(node: IndexExpression): Step {
  const [target, position] = [step(node.target), step(node.index)];
  return (context) => {
    const [list, at] = [target(context), position(context)];
    if (list === null || at === null) return null;
    if (isRecord(list) && typeof at === 'string') return member(list, at);
    if (!isList(list)) throw new ValueError(`[ ] takes an item of a list, but this is of kind ${kindOf(list)}.`, list);
    if (typeof at !== 'bigint') throw new ValueError('An item is named by its position, a whole number.', at);
    if (at < 0n) throw new ValueError('Positions in a list begin with 0 and are never negative.', at);
    return list[Number(at)] ?? null;
  };
}

function call(node: CallExpression): Step {
  const definition = FUNCTIONS.get(node.name);
  if (!definition) return failing(`There is no function ${node.name}.`);
  const nodes = node.receiver ? [node.receiver, ...node.args] : node.args;
  const { parameters } = definition;
  const most = parameters.at(-1)?.rest ? Infinity : parameters.length;
  const least = parameters.filter(({ optional }) => !optional).length;
  if (nodes.length < least || nodes.length > most) return failing(`${node.name} is called with the wrong number of values.`);
  const args = nodes.map(step);
  let run: Run | undefined;
  const ready = () => (run ??= definition.bind?.(nodes.map(constantOf)) ?? definition.run);
  return (context) => {
    const values = args.map((arg) => arg(context));
    return !definition.total && values.includes(null) ? null : ready()(values, context);
  };
}

function unary(operator: '!' | '-', operand: Step): Step {
  return (context) => {
    const value = operand(context);
    if (value === null) return null;
    return operator === '-' ? negate(value) : !truth(value);
  };
}

function binary({ operator, left: leftNode, right: rightNode }: BinaryExpression): Step {
  const [left, right] = [step(leftNode), step(rightNode)];
  if (operator === '&&' || operator === '||') return logic(operator === '||', left, right);
  return (context) => {
    const [a, b] = [left(context), right(context)];
    if (a === null || b === null) return null;
    switch (operator) {
      case '==': return equal(a, b);
      case '!=': return !equal(a, b);
      case '<': return compare(a, b) < 0;
      case '<=': return compare(a, b) <= 0;
      case '>': return compare(a, b) > 0;
      case '>=': return compare(a, b) >= 0;
      case 'in': {
        if (!isList(b)) throw new ValueError(`Behind in stands a list, but this is of kind ${kindOf(b)}.`, b);
        return b.some((item) => item !== null && equal(a, item));
      }
      default: return calculate(operator, a, b);
    }
  };
}

/** `decisive` decides alone (true for ||, false for &&), on either side; otherwise null on one side makes null. */
function logic(decisive: boolean, left: Step, right: Step): Step {
  return (context) => {
    const first = truth(left(context));
    if (first === decisive) return decisive;
    const second = truth(right(context));
    if (second === decisive) return decisive;
    return first === null || second === null ? null : !decisive;
  };
}

function truth(value: Value): boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  throw new ValueError(`Expected is true or false, but this is of kind ${kindOf(value)}.`, value);
}

function failing(message: string): Step {
  return () => {
    throw new ValueError(message, null);
  };
}

function abbreviated(value: Value): string {
  const text = showValue(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
