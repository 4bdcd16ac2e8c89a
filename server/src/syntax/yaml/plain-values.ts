/** Values that are written so plainly that there is no question how YAML takes them: a part of {@link plainEntry}. */
import { CST } from 'yaml';
import type { ScalarNode, SyntaxNode } from '../tree.ts';
import type { Base, OpenEntry } from './nodes.ts';
import { openEntry, OpenList, OpenMap, OpenScalar } from './nodes.ts';
import { FLOW_PLAIN, KEY, keyAt, leavesOpen, matchEnd, PLAIN, QUOTED, skipSpaces, TAIL } from './shapes.ts';

/** Deeper ones are read by the parser. */
export const DEEPEST = 20;
/** Longer maps and lists on one line are read by the parser. */
const MOST_PARTS = 1_000;
/** Texts that are numbers, and how. Whole numbers of a usual length, and fractions, are certain. */
const NUMBER = /^-?(?:[1-9]\d{0,14}|\d{1,9}\.\d{1,6})$|^0$/;
/** What may be a number in one of its other ways; a date is none. */
const NUMBER_LIKE = /^[-+.]?[\d.][\w.+-]*$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const WORDS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ...['null', 'Null', 'NULL', '~'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const LONGEST_WORD = 5;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const NUMBER_SIGN = 0x23;

type Holder = OpenEntry | OpenList;

/** Whether one of the entries, from the first of a map on, has this key. */
export function hasKey(entries: readonly OpenEntry[], first: number, key: string): boolean {
  for (let at = first; at < entries.length; at += 1) if (entries[at]?.key.text === key) return true;
  return false;
}

/** Reads the values of one text. */
export class PlainValues {
  /** What was read last ends here: the end of its line, or the start of the line behind a text below its key. */
  end = 0;
  readonly #text: string;
  readonly #base: Base;

  constructor(text: string, base: Base) {
    this.#text = text;
    this.#base = base;
  }

  /** Whether nothing but a comment with blanks around its mark stands between an offset and the end of its line. */
  isLineEnd(at: number): boolean {
    const char = this.#text.charCodeAt(at);
    this.end = char === LINE_FEED || char === CARRIAGE_RETURN || at >= this.#text.length ? at : char === NUMBER_SIGN ? matchEnd(TAIL, this.#text, at) : -1;
    return this.end >= 0;
  }

  /** The value that begins at an offset and takes up the rest of its line, in a map or list indented so far; undefined where it is not plain. */
  read(at: number, indent: number, holder: Holder): SyntaxNode | undefined {
    const first = this.#text[at];
    if (first === '|' || first === '>') return this.#block(at, indent, holder);
    const value = this.#value(at, holder, PLAIN, 0);
    return value && this.isLineEnd(skipSpaces(this.#text, value.end)) ? value : undefined;
  }

  /** A value on one line; `shape`: that of text without quotes there. */
  #value(at: number, holder: Holder, shape: RegExp, depth: number): SyntaxNode | undefined {
    const first = this.#text[at];
    if (first === '[') return depth > DEEPEST ? undefined : this.#list(at, holder, depth);
    if (first === '{') return depth > DEEPEST ? undefined : this.#map(at, holder, depth);
    if (first === '"' || first === "'") return this.#quoted(at, holder, first);
    let end = matchEnd(shape, this.#text, at);
    if (end < 0) return undefined;
    while (this.#text.charCodeAt(end - 1) === SPACE) end -= 1;
    const text = this.#text.slice(at, end);
    const word = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
    if (word !== undefined) return new OpenScalar(this.#base, holder, at, end, text, 'plain', word);
    if (!NUMBER_LIKE.test(text) || DATE.test(text)) return new OpenScalar(this.#base, holder, at, end, text, 'plain');
    return NUMBER.test(text) ? new OpenScalar(this.#base, holder, at, end, text, 'plain', Number(text)) : undefined;
  }

  #quoted(at: number, holder: Holder, quote: '"' | "'"): ScalarNode | undefined {
    const end = matchEnd(QUOTED, this.#text, at);
    const text = this.#text.slice(at + 1, end - 1);
    if (end < 0 || text.includes(quote === '"' ? '\\' : "'")) return undefined;
    return new OpenScalar(this.#base, holder, at, end, text, quote === '"' ? 'double' : 'single');
  }

  /** `[a, b]`. */
  #list(at: number, holder: Holder, depth: number): OpenList | undefined {
    const list = new OpenList(this.#base, holder, at, at, '');
    const end = this.#parts(at, ']', (next) => {
      const item = list.items.length < MOST_PARTS ? this.#value(next, list, FLOW_PLAIN, depth + 1) : undefined;
      if (!item) return -1;
      list.items.push(item);
      const isCut = this.#text[skipSpaces(this.#text, item.end)] === ',' && leavesOpen(this.#text.slice(item.start, item.end));
      return isCut ? -1 : item.end;
    });
    list.source = this.#text.slice(at, end);
    list.end = end;
    return end < 0 ? undefined : list;
  }

  /** `{ a: b, c: d }`. */
  #map(at: number, holder: Holder, depth: number): OpenMap | undefined {
    const map = new OpenMap(this.#base, holder, at, at, true);
    const end = this.#parts(at, '}', (next) => {
      const keyEnd = map.entries.length < MOST_PARTS ? matchEnd(KEY, this.#text, next) : -1;
      if (keyEnd < 0 || this.#text.charCodeAt(keyEnd + 1) !== SPACE) return -1;
      const key = keyAt(this.#text, next, keyEnd, this.#base);
      if (hasKey(map.entries, 0, key.text)) return -1;
      const entry = openEntry(map, key, keyEnd + 1);
      entry.value = this.#value(skipSpaces(this.#text, keyEnd + 1), entry, FLOW_PLAIN, depth + 1);
      if (entry.value) entry.end = entry.value.end;
      return entry.value ? entry.end : -1;
    });
    map.end = end;
    return end < 0 ? undefined : map;
  }

  /** Reads what stands between brackets or braces, part by part, and gives the end behind them; -1 where one of them, whose end `read` gives, is not plain. */
  #parts(at: number, closer: string, read: (at: number) => number): number {
    let next = skipSpaces(this.#text, at + 1);
    if (this.#text[next] === closer) return next + 1;
    for (;;) {
      const end = read(next);
      if (end < 0) return -1;
      const behind = skipSpaces(this.#text, end);
      if (this.#text[behind] === closer) return behind + 1;
      if (this.#text[behind] !== ',') return -1;
      next = skipSpaces(this.#text, behind + 1);
    }
  }

  /** The text in the lines below `|` or `>`, which the parser is given by itself; not plain are those whose end, or whose indentation, blank lines have a say in. */
  #block(at: number, indent: number, holder: Holder): ScalarNode | undefined {
    const text = this.#text;
    const header = text[at + 1] === '-' ? 2 : 1;
    const body = this.#nextLine(skipSpaces(text, at + header));
    let [own, end] = [-1, body];
    for (let line = body; line >= 0 && line < text.length;) {
      const content = skipSpaces(text, line);
      const next = this.#nextLine(content);
      if (next >= 0 || content === text.length) {
        if (own < 0 || content > line) return undefined;
        line = next;
        continue;
      }
      if (own < 0) own = content - line;
      if (content - line < own) break;
      const lineEnd = text.indexOf('\n', content);
      line = end = lineEnd < 0 ? text.length : lineEnd + 1;
    }
    if (own <= indent) return undefined;
    this.end = end;
    const scalar = CST.resolveAsScalar({
      type: 'block-scalar', offset: at, indent: 0, source: text.slice(body, end),
      props: [{ type: 'block-scalar-header', offset: at, indent: 0, source: text.slice(at, at + header) }, { type: 'newline', offset: at + header, indent: 0, source: text.slice(at + header, body) }],
    });
    return new OpenScalar(this.#base, holder, at, scalar.range[1], scalar.value, text[at] === '|' ? 'literal' : 'folded');
  }

  /** The start of the line behind a line end that stands at an offset; -1 where none does. */
  #nextLine(at: number): number {
    const lineEnd = this.#text.charCodeAt(at) === CARRIAGE_RETURN ? at + 1 : at;
    return this.#text.charCodeAt(lineEnd) === LINE_FEED ? lineEnd + 1 : -1;
  }
}
