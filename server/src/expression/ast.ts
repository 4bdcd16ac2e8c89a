/** The tree of an expression. It exists for any text: where something is missing stands a hole. */

/** Offsets in the expression's text, in UTF-16 code units, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | LiteralExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ListExpression
  | HoleExpression;

interface ExpressionBase {
  readonly span: Span;
}

/** Integers and decimals keep their text, so that nothing is lost. */
export interface LiteralExpression extends ExpressionBase {
  readonly kind: 'literal';
  readonly type: 'string' | 'integer' | 'decimal' | 'number' | 'boolean' | 'null' | 'bytes';
  /** Decoded text for strings, source text for numbers. */
  readonly value: string;
}

/** `source`, `item`, or another bare name. */
export interface NameExpression extends ExpressionBase {
  readonly kind: 'name';
  readonly name: string;
}

/** `target.name`; the name may be in backticks. */
export interface MemberExpression extends ExpressionBase {
  readonly kind: 'member';
  readonly target: Expression;
  readonly dot: Span;
  /** Empty, with an empty span, where nothing is typed behind the dot. */
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IndexExpression extends ExpressionBase {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
  readonly open: Span;
  readonly close: Span | undefined;
}

/** `name(args)`, or `receiver.name(args)`, which means `name(receiver, args)`. */
export interface CallExpression extends ExpressionBase {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly receiver: Expression | undefined;
  readonly args: readonly Expression[];
  readonly open: Span;
  readonly commas: readonly Span[];
  /** Undefined while the call is unfinished. */
  readonly close: Span | undefined;
}

export interface UnaryExpression extends ExpressionBase {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface BinaryExpression extends ExpressionBase {
  readonly kind: 'binary';
  readonly operator: '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends ExpressionBase {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface ListExpression extends ExpressionBase {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** Something is missing, or could not be read; its type is unknown. */
export interface HoleExpression extends ExpressionBase {
  readonly kind: 'hole';
}

/** A fault in the text of an expression. */
export interface SyntaxFault {
  readonly span: Span;
  readonly message: string;
}

export interface ParsedExpression {
  readonly root: Expression;
  readonly faults: readonly SyntaxFault[];
}
