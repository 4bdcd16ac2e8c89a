/**
 * Entries that are written so plainly that there is no question how YAML takes them: keys with single values on their
 * lines, maps by indentation, lists of single values. They are most of every spec, and read here at a small part of what
 * the YAML parser takes. Where a line is anything else, nothing is read here, and the parser reads the lines. What is read
 * here is exactly what the parser gives, which a test holds against it.
 */
import type { Lines } from '../lines.ts';
import type { ScalarNode } from '../tree.ts';
import type { Base, OpenEntry } from './nodes.ts';
import { openEntry, OpenList, OpenMap, OpenScalar } from './nodes.ts';

/** Deeper entries are read by the parser. */
const DEEPEST = 20;
/** Characters that YAML, or the masking of its traps, treats in a way of their own. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\0-\t\v\f\x0e-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\uffff]|\r(?!\n)/;
const KEY = /^( *)([A-Za-z_][\w-]*):(?= |$)/;
const ITEM = /^( *)- +(?=[^ ])/;
const BLANK = /^ *(#.*)?$/;
/** A value in quotes with nothing to be undone in it, or text that no sign of YAML begins; what follows is a comment or nothing. */
const VALUE = /^(?:"([^"\\]*)"|'([^']*)'|([^\s\-?:,[\]{}#&*!|>'"%@`](?:[^\s]|(?<!:) +(?=[^ #]))*)) *(?: # .*| #)?$/;
/** What may be a number in one of its ways; whole numbers of a usual length are certain. */
const NUMBER_LIKE = /^[-+.\d]/;
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;
const WORDS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ...['null', 'Null', 'NULL', '~'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
/** Longer lines are left to the parser. */
const LONGEST = 2_000;

/** The entry on all lines of a text; undefined where one of them is not plain. */
export function plainEntry(lines: Lines, base: Base): OpenEntry | undefined {
  if (SPECIAL.test(lines.text)) return undefined;
  const reader = new PlainReader(lines, base);
  const map = reader.map(0);
  return map?.entries.length === 1 && reader.isAtEnd ? map.entries[0] : undefined;
}

class PlainReader {
  readonly #lines: Lines;
  readonly #base: Base;
  #line = -1;
  #content = '';
  #indent = -1;

  constructor(lines: Lines, base: Base) {
    this.#lines = lines;
    this.#base = base;
    this.#advance();
  }

  get isAtEnd(): boolean {
    return this.#indent < 0;
  }

  /** The map that begins on the current line; undefined where it is not plain. */
  map(depth: number, holder?: OpenEntry): OpenMap | undefined {
    if (depth > DEEPEST || this.isAtEnd) return undefined;
    const indent = this.#indent;
    const map = new OpenMap(this.#base, holder, this.#offset(indent), 0, false);
    const seen = new Set<string>();
    while (this.#indent === indent) {
      const key = KEY.exec(this.#content)?.[2];
      if (key === undefined || seen.has(key) || this.#content.length > LONGEST) return undefined;
      seen.add(key);
      const entry = this.#entry(key, map, depth);
      if (!entry) return undefined;
      map.end = entry.end;
    }
    // A line between two indentations belongs to nothing.
    return this.#indent < indent ? map : undefined;
  }

  #entry(key: string, map: OpenMap, depth: number): OpenEntry | undefined {
    const indent = this.#indent;
    const start = this.#offset(indent);
    const colon = indent + key.length;
    const entry = openEntry(map, { text: key, start, end: start + key.length }, start + key.length + 1);
    const rest = this.#content.slice(colon + 1);
    const at = colon + 1 + (rest.length - rest.trimStart().length);
    if (rest.trimStart() === '' || /^ +#( |$)/.test(rest)) {
      this.#advance();
      const isItem = ITEM.test(this.#content);
      if (this.#indent > indent || (this.#indent === indent && isItem)) {
        const value = isItem ? this.#list(entry) : this.map(depth + 1, entry);
        if (!value) return undefined;
        entry.value = value;
        entry.end = Math.max(entry.end, value.end);
      }
      return entry;
    }
    const value = this.#scalar(at, entry);
    if (!value) return undefined;
    entry.value = value;
    entry.end = value.end;
    this.#advance();
    // What is indented deeper goes on with the value.
    return this.#indent > indent ? undefined : entry;
  }

  /** A list of single values that begins on the current line. */
  #list(holder: OpenEntry): OpenList | undefined {
    const indent = this.#indent;
    const list = new OpenList(this.#base, holder, this.#offset(indent), 0, undefined);
    while (this.#indent === indent) {
      const dash = ITEM.exec(this.#content)?.[0];
      if (dash === undefined) break;
      const item = this.#content.length > LONGEST || KEY.test(this.#content.slice(dash.length)) ? undefined : this.#scalar(dash.length, list);
      if (!item) return undefined;
      list.items.push(item);
      list.end = item.end;
      this.#advance();
    }
    return this.#indent > indent ? undefined : list;
  }

  /** The value from a column to the end of the line, a comment left out; undefined where it is not plain. */
  #scalar(column: number, holder: OpenEntry | OpenList): ScalarNode | undefined {
    const match = VALUE.exec(this.#content.slice(column));
    if (!match) return undefined;
    const [, double, single, plain = ''] = match;
    const start = this.#offset(column);
    if (double !== undefined) return new OpenScalar(this.#base, holder, start, start + double.length + 2, double, 'double');
    if (single !== undefined) return new OpenScalar(this.#base, holder, start, start + single.length + 2, single, 'single');
    if (plain.endsWith(':')) return undefined;
    const word = WORDS.get(plain);
    if (NUMBER_LIKE.test(plain) && !WHOLE.test(plain)) return undefined;
    const value = word !== undefined ? word : WHOLE.test(plain) ? Number(plain) : plain;
    return new OpenScalar(this.#base, holder, start, start + plain.length, plain, 'plain', value);
  }

  #offset(column: number): number {
    return this.#lines.start(this.#line) + column;
  }

  /** Goes on to the next line with content. */
  #advance(): void {
    do {
      this.#line += 1;
      this.#content = this.#line < this.#lines.count ? this.#lines.content(this.#line) : '';
    } while (this.#line < this.#lines.count && BLANK.test(this.#content));
    this.#indent = this.#line < this.#lines.count ? this.#content.search(/[^ ]/) : -1;
  }
}
