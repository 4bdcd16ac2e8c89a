/** Words, numbers, quoted texts and marks: what the phrases are matched on, so that case and spacing do not matter. */

/** Offsets in the text of the value, in UTF-16 code units, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token extends Span {
  readonly kind: 'word' | 'number' | 'quoted' | 'open-quote' | 'mark';
  /** Words in lower case, numbers without thousands separators, quoted texts decoded, marks as they are. */
  readonly value: string;
  /** A blank, or the start of the text, stands before it. */
  readonly apart: boolean;
}

/** A letter, then letters and digits: `sha256`, `yyyy`. */
const WORD = /[\p{L}][\p{L}\p{M}\p{N}_]*/uy;
/** The same where no other letters are near, as nearly always: to make all letters there are ready for a search takes milliseconds. */
const PLAIN_WORD = /[A-Za-z][A-Za-z0-9_]*(?![A-Za-z0-9_]|[^\0-\x7f])/y;
/** What begins no word. */
const SIGN = /[\0-@[-`{-\x7f]/y;
/** Groups of three digits may be parted by commas: `1,000`; what stands in no such group is no separator: `5,10`. */
const NUMBER = /\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?/uy;
const BLANK = /\s/u;

/**
 * The tokens of a text. A quote opens a literal only at the start of a word (`O'Brien` has none) and is doubled to stand
 * for itself; one that never closes takes the rest of the text as `open-quote`.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const token = tokenAt(text, at, at === 0 || BLANK.test(text[at - 1] ?? ''));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number, apart: boolean): Token {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if ((character === "'" || character === '"') && opensQuote(text, start)) return quotedAt(text, start, apart);
  const word = matchAt(PLAIN_WORD, text, start) ?? (matchAt(SIGN, text, start) === undefined ? matchAt(WORD, text, start) : undefined);
  if (word !== undefined) return { kind: 'word', value: word.toLowerCase(), start, end: start + word.length, apart };
  const number = matchAt(NUMBER, text, start);
  if (number !== undefined) return { kind: 'number', value: number.replaceAll(',', ''), start, end: start + number.length, apart };
  return { kind: 'mark', value: character, start, end: start + character.length, apart };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function opensQuote(text: string, at: number): boolean {
  return at === 0 || /[\s,;(]/u.test(text[at - 1] ?? '');
}

function quotedAt(text: string, start: number, apart: boolean): Token {
  const quote = text[start] ?? '';
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character !== quote) {
      value += character;
    } else if (text[at + 1] === quote) {
      value += quote;
      at++;
    } else {
      return { kind: 'quoted', value, start, end: at + 1, apart };
    }
  }
  return { kind: 'open-quote', value, start, end: text.length, apart };
}

/** A step of a sequence: its tokens, and the place of its text without the blanks around it. */
export interface Piece extends Span {
  readonly tokens: readonly Token[];
}

/**
 * Splits at a separator that stands outside quotes and numbers. Between two separators, and behind the last one, lies
 * an empty piece; a blank text has none.
 */
export function pieces(text: string, separator: string | undefined): Piece[] {
  const all = tokenize(text);
  if (all.length === 0) return [];
  const found: Piece[] = [];
  let tokens: Token[] = [];
  let from = 0;
  const close = (end: number): void => {
    found.push({ tokens, start: tokens[0]?.start ?? from, end: tokens.at(-1)?.end ?? end });
    tokens = [];
  };
  for (const token of all) {
    if (token.kind === 'mark' && token.value === separator) {
      close(token.start);
      from = token.end;
    } else {
      tokens.push(token);
    }
  }
  close(text.length);
  return found;
}

/** A literal as it may stand in a phrase: in the quotes that need no doubling, where there are such. */
export function quoted(value: string): string {
  return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "''")}'`;
}
