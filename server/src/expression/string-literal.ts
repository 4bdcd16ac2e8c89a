/** String and bytes literals: prefixes, one or three quotes, and CEL's escapes. */
import type { SyntaxFault } from './ast.ts';

export interface StringToken {
  readonly type: 'string' | 'bytes';
  /** The text it stands for; for bytes, one character (0 to 255) a byte. */
  readonly value: string;
  /** The offset behind the closing quote, or behind what was read of an unfinished literal. */
  readonly end: number;
  readonly faults: readonly SyntaxFault[];
}

const OPENING = /([bB]?)([rR]?)('''|"""|'|")/y;
const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t'], ['v', '\v'],
  ['\\', '\\'], ['?', '?'], ['"', '"'], ["'", "'"], ['`', '`'],
]);
const ESCAPES_SUPPORTED = 'Write \\\\ for a backslash; \\n, \\t, \\", \\\', \\xHH, \\uHHHH and \\UHHHHHHHH are known.';

/** Reads the literal that begins at `start`; undefined where none begins. */
export function readString(text: string, start: number): StringToken | undefined {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  if (!opening) return undefined;
  const [prefix, bytes, raw, quote] = opening;
  return new StringReader(text, start, start + prefix.length, bytes !== '', raw !== '', quote ?? '"').read();
}

class StringReader {
  readonly #faults: SyntaxFault[] = [];
  readonly #text: string;
  readonly #start: number;
  readonly #bytes: boolean;
  readonly #raw: boolean;
  readonly #quote: string;
  #at: number;

  constructor(text: string, start: number, content: number, bytes: boolean, raw: boolean, quote: string) {
    this.#text = text;
    this.#start = start;
    this.#at = content;
    this.#bytes = bytes;
    this.#raw = raw;
    this.#quote = quote;
  }

  read(): StringToken {
    const oneLine = this.#quote.length === 1;
    let value = '';
    for (;;) {
      const here = this.#text[this.#at];
      if (here === undefined || (oneLine && (here === '\n' || here === '\r'))) {
        const message = `This text is not closed. Put ${this.#quote} behind its end.`;
        this.#faults.push({ span: { start: this.#start, end: this.#at }, message });
        break;
      }
      if (this.#text.startsWith(this.#quote, this.#at)) {
        this.#at += this.#quote.length;
        break;
      }
      value += here === '\\' && !this.#raw ? this.#escape() : this.#character();
    }
    return { type: this.#bytes ? 'bytes' : 'string', value, end: this.#at, faults: this.#faults };
  }

  #character(): string {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return this.#bytes ? utf8(character) : character;
  }

  #escape(): string {
    const start = this.#at;
    const letter = this.#text[start + 1];
    const simple = letter === undefined ? undefined : SIMPLE_ESCAPES.get(letter);
    if (simple !== undefined) {
      this.#at += 2;
      return simple;
    }
    const match = /^\\(?:[xX]([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(this.#text.slice(start, start + 10));
    if (!match) return this.#unknownEscape(start);
    const [whole, hex, octal, short, long] = match;
    this.#at += whole.length;
    const code = octal === undefined ? parseInt(hex ?? short ?? long ?? '', 16) : parseInt(octal, 8);
    const byte = hex !== undefined || octal !== undefined;
    if (this.#bytes && !byte) return this.#fault(start, 'Bytes are written \\xHH; \\u and \\U stand for characters.');
    if (code > 0x10ffff) return this.#fault(start, 'There is no such character: \\U goes up to \\U0010FFFF.');
    if (code >= 0xd800 && code <= 0xdfff) {
      return this.#fault(start, 'This is half a character (a surrogate). Write the whole character as \\UHHHHHHHH.');
    }
    return String.fromCodePoint(code);
  }

  #unknownEscape(start: number): string {
    const next = this.#text.codePointAt(start + 1);
    // The backslash at the very end: the fault is that the text is not closed, which is reported there.
    if (next === undefined || next === 0x0a || next === 0x0d) {
      this.#at += 1;
      return '';
    }
    this.#at += 1 + String.fromCodePoint(next).length;
    const escape = this.#text.slice(start, this.#at);
    return this.#fault(start, `${escape} is not a known escape. ${ESCAPES_SUPPORTED}`);
  }

  #fault(start: number, message: string): string {
    this.#faults.push({ span: { start, end: this.#at }, message });
    return '';
  }
}

function utf8(character: string): string {
  return String.fromCharCode(...new TextEncoder().encode(character));
}
