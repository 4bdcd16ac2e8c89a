/** Text → tokens. Never fails: what cannot be read is left out and reported once. */
import type { Span, SyntaxFault } from './ast.ts';
import { readString } from './string-literal.ts';

export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'string' | 'bytes' | 'integer' | 'decimal' | 'number' | 'symbol' | 'end';
  /** The name, the decoded text, the number's source text, or the symbol. */
  readonly text: string;
  readonly span: Span;
}

export interface Tokens {
  /** The last one is always of kind `end`. */
  readonly tokens: readonly Token[];
  readonly faults: readonly SyntaxFault[];
}

const BLANK = /(?:[ \t\n\r\f]+|\/\/[^\n]*)+/y;
const NUMBER = /0x[0-9a-fA-F]+|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
/** The same where no other letters are near: to make all letters there are ready for a search takes milliseconds. */
const PLAIN_NAME = /[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_]|[^\0-\x7f])/y;
/** What begins no name. */
const SIGN = /[\0-@[-^`{-\x7f]/y;
const ASCII_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const QUOTED_NAME = /`([^`\n\r]*)(`?)/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}=&|]/y;

/** What is written for an operator of other languages, and CEL's operator for it. */
const FOREIGN_OPERATORS: ReadonlyMap<string, string> = new Map([['=', '=='], ['&', '&&'], ['|', '||']]);

/** The tokens of a text, blanks and comments left out, with what could not be read. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const faults: SyntaxFault[] = [];
  const lexer = new Lexer(text, faults);
  for (;;) {
    const token = lexer.next();
    tokens.push(token);
    if (token.kind === 'end') return { tokens, faults };
  }
}

class Lexer {
  readonly #text: string;
  readonly #faults: SyntaxFault[];
  #at = 0;

  constructor(text: string, faults: SyntaxFault[]) {
    this.#text = text;
    this.#faults = faults;
  }

  next(): Token {
    for (;;) {
      this.#match(BLANK);
      if (this.#at >= this.#text.length) return { kind: 'end', text: '', span: { start: this.#at, end: this.#at } };
      const token = this.#string() ?? this.#number() ?? this.#name() ?? this.#quotedName() ?? this.#symbol();
      if (token) return token;
      this.#skipUnreadable();
    }
  }

  #string(): Token | undefined {
    const start = this.#at;
    const literal = readString(this.#text, start);
    if (!literal) return undefined;
    this.#at = literal.end;
    for (const fault of literal.faults) this.#faults.push(fault);
    return this.#token(literal.type, literal.value, start);
  }

  #number(): Token | undefined {
    const start = this.#at;
    const text = this.#match(NUMBER)?.[0];
    if (text === undefined) return undefined;
    const kind = text.startsWith('0x') || /^\d+$/.test(text) ? 'integer' : /[eE]/.test(text) ? 'number' : 'decimal';
    const token = this.#token(kind, text, start);
    const suffix = this.#text[this.#at];
    if (kind === 'integer' && (suffix === 'u' || suffix === 'U') && !/\w/.test(this.#text[this.#at + 1] ?? '')) {
      this.#at += 1;
      this.#fault(start, `There are no unsigned numbers here. Write ${text} without the ${suffix}.`);
    }
    return token;
  }

  #name(): Token | undefined {
    const start = this.#at;
    const text = (this.#match(PLAIN_NAME) ?? (this.#stands(SIGN) ? undefined : this.#match(NAME)))?.[0];
    if (text === undefined) return undefined;
    if (!ASCII_NAME.test(text)) this.#fault(start, `A name with other characters than a–z, 0–9 and _ stands in backticks: \`${text}\`.`);
    return this.#token('name', text, start);
  }

  #quotedName(): Token | undefined {
    const start = this.#at;
    const match = this.#match(QUOTED_NAME);
    if (!match) return undefined;
    if (match[2] === '') this.#fault(start, 'This name is not closed. Put a backtick behind its end.');
    else if (match[1] === '') this.#fault(start, 'Write a name between the backticks.');
    return this.#token('quoted-name', match[1] ?? '', start);
  }

  #symbol(): Token | undefined {
    const start = this.#at;
    const text = this.#match(SYMBOL)?.[0];
    if (text === undefined) return undefined;
    const meant = FOREIGN_OPERATORS.get(text);
    if (meant !== undefined) this.#fault(start, `Write ${meant} instead of ${text}.`);
    return this.#token('symbol', meant ?? text, start);
  }

  /** One fault for a run of characters that begin nothing. */
  #skipUnreadable(): void {
    const start = this.#at;
    const run = this.#match(/[^\s\p{L}\p{N}_`'"&|=!<>\-+*/%?:.,()[\]{}]+/uy);
    if (!run) this.#match(/[^]/uy);
    const text = this.#text.slice(start, this.#at);
    this.#fault(start, text.trim() === '' ? 'This kind of blank is not legal here. Write a space.' : `${text} has no meaning here. Remove it, or put text in quotes.`);
  }

  #stands(expression: RegExp): boolean {
    expression.lastIndex = this.#at;
    return expression.test(this.#text);
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #token(kind: Token['kind'], text: string, start: number): Token {
    return { kind, text, span: { start, end: this.#at } };
  }

  #fault(start: number, message: string): void {
    this.#faults.push({ span: { start, end: this.#at }, message });
  }
}

export function isNumber(token: Token): boolean {
  return token.kind === 'integer' || token.kind === 'decimal' || token.kind === 'number';
}

export function numberType(token: Token): 'integer' | 'decimal' | 'number' {
  return token.kind === 'decimal' || token.kind === 'number' ? token.kind : 'integer';
}

/** A token as a message names it. */
export function shown(token: Token): string {
  return token.kind === 'string' || token.kind === 'bytes' ? 'this text' : token.text;
}

/** Can a value begin with this token? (With a minus too, but that may be an operator.) */
export function startsValue(token: Token): boolean {
  if (token.kind === 'symbol') return ['(', '[', '{', '!'].includes(token.text);
  return token.kind !== 'end' && !(token.kind === 'name' && token.text === 'in');
}
