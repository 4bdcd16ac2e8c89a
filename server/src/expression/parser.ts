/**
 * Text → tree, in CEL's syntax (github.com/google/cel-spec, doc/langdef.md, "Syntax"), without macros, maps, messages and
 * unsigned numbers. Never fails: where something is missing stands a hole, and each fault is reported once.
 */
import type { BinaryExpression, CallExpression, ConditionalExpression, Expression, ParsedExpression, Span } from './ast.ts';
import { Cursor, LimitExceeded } from './cursor.ts';
import type { Token } from './lexer.ts';
import { isNumber, numberType, shown, startsValue, tokenize } from './lexer.ts';
import { LEVELS, isOperator } from './precedence.ts';
import { KEYWORDS, MACROS, MACRO_FAULT, RESERVED, WORD_OPERATORS, insteadOfMacro } from './reserved.ts';

export const LENGTH_LIMIT = 10_000;

const CLOSERS = new Set([')', ']', '}']);

/** Parses any text; `faults` are in the order of the text. */
export function parseExpression(text: string): ParsedExpression {
  const whole: Span = { start: 0, end: text.length };
  if (text.length > LENGTH_LIMIT) {
    const message = `An expression has at most ${LENGTH_LIMIT.toLocaleString('en')} characters. Split it up.`;
    return { root: { kind: 'hole', span: whole }, faults: [{ span: whole, message }] };
  }
  const cursor = new Cursor(tokenize(text));
  try {
    const root = new Parser(cursor).whole();
    return { root, faults: cursor.faults.sort((a, b) => a.span.start - b.span.start) };
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return { root: { kind: 'hole', span: whole }, faults: [{ span: error.span, message: error.message }] };
  }
}

class Parser {
  readonly #cursor: Cursor;
  /** Where a node with the parentheses around it begins and ends. */
  readonly #extents = new Map<Expression, Span>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  whole(): Expression {
    const cursor = this.#cursor;
    if (cursor.atEnd && cursor.faults.length === 0) {
      cursor.fault(cursor.token.span, 'An expression is missing. Write one, such as source.name.');
      return cursor.hole(cursor.token.span.start);
    }
    return this.#settle(cursor.atEnd ? cursor.hole() : this.#expression());
  }

  /** Reads past what does not belong, until the end, a comma (where `comma` is legal) or a bracket that closes. */
  #settle(root: Expression, comma = false): Expression {
    const cursor = this.#cursor;
    let result = root;
    while (!cursor.atEnd && !cursor.closesOpenBracket && !(comma && cursor.at(','))) {
      const token = cursor.token;
      if (token.kind === 'symbol' && CLOSERS.has(token.text)) {
        cursor.fault(token.span, `Nothing is open that ${token.text} could close. Remove it.`);
        cursor.advance();
        result = this.#conditional(this.#binary(1, this.#postfix(result)));
      } else if (startsValue(token)) {
        if (comma) return result;
        if (!cursor.unreadBefore(token)) cursor.fault(token.span, `An operator is missing before ${shown(token)}, such as + or &&.`);
        this.#expression();
      } else {
        if (result.kind !== 'hole') cursor.fault(token.span, `${token.text} does not belong here. Remove it.`);
        cursor.advance();
        if (startsValue(cursor.token)) this.#expression();
      }
    }
    return result;
  }

  #expression(): Expression {
    return this.#conditional(this.#binary(1));
  }

  /** `a ? b : c ? d : e`; read in a loop, so that long chains of choices are no nesting. */
  #conditional(first: Expression): Expression {
    const cursor = this.#cursor;
    const steps: { condition: Expression; then: Expression }[] = [];
    let last = first;
    for (let mark = cursor.accept('?'); mark; mark = cursor.accept('?')) {
      const then = cursor.nested(() => this.#expression());
      if (then.kind === 'conditional' && this.#extent(then) === then.span) {
        cursor.fault(then.span, 'A choice within a choice stands in parentheses: a ? (b ? c : d) : e.');
      }
      steps.push({ condition: last, then });
      if (cursor.accept(':')) {
        last = this.#binary(1);
      } else {
        if (then.kind !== 'hole') cursor.fault(mark.span, 'The other case is missing. Write condition ? value : other value.');
        last = cursor.hole();
        break;
      }
    }
    return steps.reduceRight((otherwise, { condition, then }): Expression => {
      const span = this.#span(condition, otherwise);
      const node: ConditionalExpression = { kind: 'conditional', condition, then, otherwise, span };
      return cursor.grown(node, condition, then, otherwise);
    }, last);
  }

  #binary(level: number, first?: Expression): Expression {
    const cursor = this.#cursor;
    let left = first ?? this.#unary();
    for (;;) {
      const operator = this.#operator();
      if (!operator || LEVELS[operator] < level) return left;
      const { span: operatorSpan } = cursor.advance();
      const right = this.#binary(LEVELS[operator] + 1);
      const node: BinaryExpression = { kind: 'binary', operator, operatorSpan, left, right, span: this.#span(left, right) };
      left = cursor.grown(node, left, right);
    }
  }

  #operator(): BinaryExpression['operator'] | undefined {
    const { kind, text, span } = this.#cursor.token;
    if (kind === 'symbol' || (kind === 'name' && text === 'in')) return isOperator(text) ? text : undefined;
    const meant = kind === 'name' ? WORD_OPERATORS.get(text.toLowerCase()) : undefined;
    if (meant && !this.#cursor.faults.some((fault) => fault.span === span)) this.#cursor.fault(span, `Write ${meant} instead of ${text}.`);
    return meant;
  }

  #unary(): Expression {
    const cursor = this.#cursor;
    const first = cursor.token;
    if (!cursor.at('!') && !cursor.at('-')) return this.#postfix(this.#primary());
    const operators: Token[] = [];
    while (cursor.at(first.text) && !cursor.signsNumber(operators.at(-1))) operators.push(cursor.advance());
    const mixed = cursor.at('!') || (cursor.at('-') && !cursor.signsNumber(undefined));
    if (mixed) cursor.fault(cursor.token.span, `Put parentheses behind ${first.text}, as in ${first.text}(${cursor.token.text}a).`);
    const operand = mixed ? cursor.nested(() => this.#unary()) : this.#postfix(this.#primary());
    return operators.reduceRight((inner: Expression, operator): Expression => {
      const span = { start: operator.span.start, end: this.#extent(inner).end };
      return cursor.grown({ kind: 'unary', operator: first.text === '!' ? '!' : '-', operand: inner, span }, inner);
    }, operand);
  }

  #postfix(first: Expression): Expression {
    const cursor = this.#cursor;
    let node = first;
    for (;;) {
      if (cursor.at('.')) node = this.#member(node);
      else if (cursor.at('[')) node = this.#index(node);
      else if (cursor.at('{') && (node.kind === 'name' || node.kind === 'member')) node = this.#skipBraces(this.#extent(node).start, 'Messages are not built here. Name the value itself.');
      else return node;
    }
  }

  #member(target: Expression): Expression {
    const cursor = this.#cursor;
    const dot = cursor.advance().span;
    const token = cursor.token;
    const named = token.kind === 'name' || token.kind === 'quoted-name';
    if (!named) {
      const end = dot.end;
      cursor.fault({ start: end, end }, 'A name is missing behind the dot.');
      const span = { start: this.#extent(target).start, end };
      return cursor.grown({ kind: 'member', target, dot, name: '', nameSpan: { start: end, end }, span }, target);
    }
    cursor.advance();
    if (token.kind === 'name' && KEYWORDS.has(token.text)) cursor.fault(token.span, `${token.text} is a word of the language. As a name it stands in backticks: \`${token.text}\`.`);
    if (cursor.at('(')) {
      if (token.kind === 'quoted-name') cursor.fault(token.span, 'The name of a function is written without backticks.');
      return this.#call(token, target);
    }
    const span = { start: this.#extent(target).start, end: token.span.end };
    return cursor.grown({ kind: 'member', target, dot, name: token.text, nameSpan: token.span, span }, target);
  }

  #index(target: Expression): Expression {
    const cursor = this.#cursor;
    const open = cursor.advance().span;
    const index = cursor.within(']', () => this.#settle(this.#expression()));
    const close = this.#close(open, ']');
    const span = { start: this.#extent(target).start, end: close?.end ?? cursor.lastEnd };
    return cursor.grown({ kind: 'index', target, index, open, close, span }, target, index);
  }

  #call(name: Token, receiver: Expression | undefined): Expression {
    const cursor = this.#cursor;
    const open = cursor.advance().span;
    const { items: args, commas } = cursor.within(')', () => this.#items(')', false));
    const close = this.#close(open, ')');
    const span = { start: receiver ? this.#extent(receiver).start : name.span.start, end: close?.end ?? cursor.lastEnd };
    if (MACROS.has(name.text)) {
      cursor.fault(name.span, `${MACRO_FAULT} ${insteadOfMacro(name.text)}`);
      return { kind: 'hole', span };
    }
    const node: CallExpression = { kind: 'call', name: name.text, nameSpan: name.span, receiver, args, open, commas, close, span };
    return cursor.grown(node, receiver, ...args);
  }

  /** What stands between brackets, with commas; the closing bracket stays. */
  #items(closer: ')' | ']', trailingComma: boolean): { items: Expression[]; commas: Span[] } {
    const cursor = this.#cursor;
    const items: Expression[] = [];
    const commas: Span[] = [];
    if (cursor.at(closer) || cursor.atEnd) return { items, commas };
    if (trailingComma && cursor.at(',') && cursor.at(closer, 1)) return { items, commas: [cursor.advance().span] };
    for (;;) {
      items.push(this.#settle(this.#expression(), true));
      const comma = cursor.accept(',');
      if (comma) {
        commas.push(comma.span);
        if (trailingComma && cursor.at(closer)) break;
      } else if (startsValue(cursor.token)) {
        cursor.fault(cursor.token.span, `A comma or an operator is missing before ${shown(cursor.token)}.`);
      } else break;
    }
    return { items, commas };
  }

  #close(open: Span, closer: string): Span | undefined {
    const close = this.#cursor.accept(closer);
    if (!close) this.#cursor.fault(open, `This bracket is not closed. Put ${closer} where it ends.`);
    return close?.span;
  }

  #primary(): Expression {
    const cursor = this.#cursor;
    const token = cursor.token;
    if (token.kind === 'symbol' && token.text === '-' && cursor.signsNumber(undefined)) {
      const { span } = cursor.advance();
      const number = cursor.advance();
      return cursor.grown({ kind: 'literal', type: numberType(number), value: `-${number.text}`, span: { start: span.start, end: number.span.end } });
    }
    if (isNumber(token)) return cursor.grown({ kind: 'literal', type: numberType(cursor.advance()), value: token.text, span: token.span });
    if (token.kind === 'string' || token.kind === 'bytes') {
      cursor.advance();
      return cursor.grown({ kind: 'literal', type: token.kind, value: token.text, span: token.span });
    }
    if (token.kind === 'name' || token.kind === 'quoted-name') return this.#named();
    if (cursor.at('(')) return this.#group();
    if (cursor.at('[')) return this.#list();
    if (cursor.at('{')) return this.#skipBraces(token.span.start, 'There are no maps here. Name a field, or write a list in [ ].');
    const missing = cursor.hole(cursor.atEnd || cursor.lastEnd > 0 ? cursor.lastEnd : token.span.start);
    if (!cursor.unreadBefore(token)) {
      const before = cursor.atEnd || CLOSERS.has(token.text) ? 'here' : `before ${token.text === '.' ? 'the dot' : token.text}`;
      cursor.fault(missing.span, `A value is missing ${before}.`);
    }
    return missing;
  }

  #named(): Expression {
    const cursor = this.#cursor;
    const token = cursor.advance();
    const { text, span } = token;
    if (token.kind === 'quoted-name') {
      cursor.fault(span, `Backticks are for names behind a dot: source.\`${text}\`. Text stands in quotes.`);
      return cursor.grown({ kind: 'name', name: text, span });
    }
    if (text === 'true' || text === 'false') return cursor.grown({ kind: 'literal', type: 'boolean', value: text, span });
    if (text === 'null') return cursor.grown({ kind: 'literal', type: 'null', value: text, span });
    const reserved = RESERVED.get(text);
    if (reserved !== undefined) cursor.fault(span, reserved);
    const node = cursor.at('(') ? this.#call(token, undefined) : cursor.grown({ kind: 'name', name: text, span });
    return reserved === undefined ? node : { kind: 'hole', span: node.span };
  }

  #group(): Expression {
    const cursor = this.#cursor;
    const open = cursor.advance().span;
    const inner = cursor.within(')', () => this.#settle(this.#expression()));
    const close = this.#close(open, ')');
    this.#extents.set(inner, { start: open.start, end: close?.end ?? cursor.lastEnd });
    return inner;
  }

  #list(): Expression {
    const cursor = this.#cursor;
    const open = cursor.advance().span;
    const { items } = cursor.within(']', () => this.#items(']', true));
    const close = this.#close(open, ']');
    return cursor.grown({ kind: 'list', items, span: { start: open.start, end: close?.end ?? cursor.lastEnd } }, ...items);
  }

  /** A map or a message: one fault, and all up to the closing brace is left out. */
  #skipBraces(start: number, message: string): Expression {
    const cursor = this.#cursor;
    let open = 0;
    do {
      const { kind, text } = cursor.advance();
      if (kind === 'symbol' && text === '{') open += 1;
      if (kind === 'symbol' && text === '}') open -= 1;
    } while (open > 0 && !cursor.atEnd);
    const span = { start, end: cursor.lastEnd };
    cursor.fault(span, message);
    return { kind: 'hole', span };
  }

  #extent(node: Expression): Span {
    return this.#extents.get(node) ?? node.span;
  }

  #span(first: Expression, last: Expression): Span {
    return { start: this.#extent(first).start, end: this.#extent(last).end };
  }
}
