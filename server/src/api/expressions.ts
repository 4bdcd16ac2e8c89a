/** Expressions: read once, then checked, evaluated and printed. */
import type { Value } from '../expression/index.ts';
import { checkExpression, compile, EvaluationError as InnerError, jsonFromValue, JsonValueError, kindOf, parseExpression, printExpression, recordFromJson, valueFromJson } from '../expression/index.ts';
import { innerType, publicType, recordOf } from './field-types.ts';
import type { Expression, ExpressionInput, ExpressionResult, ExpressionTypes, Fault, Span } from './types.ts';

/** An expression that has no value: what went wrong, and where. */
export class EvaluationError extends Error {
  /** The place in the expression; null where a value of the record is none of its type. */
  readonly span: Span | null;

  constructor(message: string, span: Span | null) {
    super(message);
    this.name = 'EvaluationError';
    this.span = span;
  }
}

/** Reads an expression; what is wrong with it is in its `faults`. */
export function expressionOf(text: string): Expression {
  const { root, faults } = parseExpression(text);
  const untyped = checkExpression(root, { source: recordOf(undefined), item: { kind: 'unknown', nullable: true } });
  return {
    text,
    faults: faults.map(fault),
    references: untyped.references.map(({ scope, names, span }) => ({ scope, names, span })).sort((a, b) => a.span.start - b.span.start),
    print: () => printExpression(root),
    check: (types = {}) => {
      const checked = checkExpression(root, environment(types));
      return { type: publicType(checked.type), faults: checked.faults.map(fault) };
    },
    evaluate: (input) => {
      const [first] = faults;
      if (first) throw new EvaluationError(first.message, first.span);
      return result(evaluated(() => compile(root).run(context(input))));
    },
  };
}

function environment({ source, item }: ExpressionTypes) {
  return { source: recordOf(source), ...(item && { item: innerType(item) }) };
}

function context({ record, source, item, itemValue, now, randomUuid }: ExpressionInput) {
  return {
    source: recordFromJson(record, recordOf(source), 'source'),
    ...(itemValue !== undefined && { item: valueFromJson(itemValue, item ? innerType(item) : { kind: 'unknown', nullable: true }, 'item') }),
    now,
    randomUuid,
  };
}

function evaluated(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof InnerError) throw new EvaluationError(error.message, error.span);
    if (error instanceof JsonValueError) throw new EvaluationError(error.message, null);
    throw error;
  }
}

function result(value: Value): ExpressionResult {
  return { kind: kindOf(value) as ExpressionResult['kind'], value: jsonFromValue(value) };
}

function fault({ message, span }: Fault): Fault {
  return { message, span };
}
