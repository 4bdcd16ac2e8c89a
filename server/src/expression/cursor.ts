/** Where a parse stands: the tokens still to come, the faults so far, the brackets still open, and the limits. */
import type { Expression, HoleExpression, Span, SyntaxFault } from './ast.ts';
import type { Token, Tokens } from './lexer.ts';
import { isNumber } from './lexer.ts';

/** Brackets, operators before a value and `? :` within each other. */
export const NESTING_LIMIT = 100;
/** How high a tree may grow through chains of operators or members, so that recursion over it is safe. */
const HEIGHT_LIMIT = 600;

/** The one fault of an expression that breaks a limit; only the parser's entry catches it. */
export class LimitExceeded extends Error {
  readonly span: Span;

  constructor(span: Span, message: string) {
    super(message);
    this.span = span;
  }
}

export class Cursor {
  readonly faults: SyntaxFault[];
  readonly #tokens: readonly Token[];
  readonly #closers: string[] = [];
  readonly #heights = new Map<Expression, number>();
  #index = 0;
  #depth = 0;

  constructor({ tokens, faults }: Tokens) {
    this.#tokens = tokens;
    this.faults = [...faults];
  }

  get token(): Token {
    return this.peek(0);
  }

  /** The end of what has been read so far. */
  get lastEnd(): number {
    return this.#tokens[this.#index - 1]?.span.end ?? 0;
  }

  peek(ahead: number): Token {
    const token = this.#tokens[this.#index + ahead] ?? this.#tokens[this.#tokens.length - 1];
    if (!token) throw new Error('The lexer always ends with a token.');
    return token;
  }

  /** Is the token to come (or the one `ahead`) this symbol? */
  at(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === symbol;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  advance(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  /** Reads this symbol if it comes next. */
  accept(symbol: string): Token | undefined {
    return this.at(symbol) ? this.advance() : undefined;
  }

  fault(span: Span, message: string): void {
    this.faults.push({ span, message });
  }

  /** Was something left out as unreadable directly before this token? Then what is missing there is no second fault. */
  unreadBefore(token: Token): boolean {
    return this.faults.some(({ span }) => span.start >= this.lastEnd && span.end > span.start && span.end <= token.span.start);
  }

  /** A hole without width behind what has been read, or in front of what comes. */
  hole(at = this.lastEnd): HoleExpression {
    return { kind: 'hole', span: { start: at, end: at } };
  }

  /** Runs `read` within a bracket that `closer` closes. */
  within<T>(closer: string, read: () => T): T {
    this.#closers.push(closer);
    const result = this.nested(read);
    this.#closers.pop();
    return result;
  }

  /** Runs `read` one level deeper. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > NESTING_LIMIT) {
      throw new LimitExceeded(this.token.span, `The expression is nested more than ${NESTING_LIMIT} levels deep. Split it up.`);
    }
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Does the token to come close a bracket that is open? */
  get closesOpenBracket(): boolean {
    return this.token.kind === 'symbol' && this.#closers.includes(this.token.text);
  }

  /** Is a minus to come that is part of a number, as in CEL's grammar: directly before it, and not directly behind another one? */
  signsNumber(before: Token | undefined): boolean {
    const [minus, number] = [this.token, this.peek(1)];
    return this.at('-') && isNumber(number) && number.span.start === minus.span.end && before?.span.end !== minus.span.start;
  }

  /** Notes a new node's height, which is bounded. */
  grown<T extends Expression>(node: T, ...children: readonly (Expression | undefined)[]): T {
    let height = 0;
    for (const child of children) height = Math.max(height, (child && this.#heights.get(child)) ?? 0);
    if (height >= HEIGHT_LIMIT) {
      throw new LimitExceeded(node.span, `More than ${HEIGHT_LIMIT} steps hang on one another here. Split the expression up.`);
    }
    this.#heights.set(node, height + 1);
    return node;
  }
}
