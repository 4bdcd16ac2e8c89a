/**
 * Entries that are written so plainly that there is no question how YAML takes them: keys with values on their lines or in
 * a text below, maps by indentation, lists of values. They are nearly all of every spec, and read here at a small part of
 * what the YAML parser takes. Where a line is anything else, nothing is read here, and the parser reads the lines. What is
 * read here is exactly what the parser gives, which a test holds against it.
 */
import type { Base } from './nodes.ts';
import { OpenEntry, OpenList, OpenMap } from './nodes.ts';
import { DEEPEST, hasKey, PlainValues } from './plain-values.ts';
import { KEY, keyAt, matchEnd, skipSpaces } from './shapes.ts';

/** Characters that YAML, or the masking of its traps, treats in a way of their own. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /[\0-\t\v\f\x0e-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\uffff]|\r(?!\n)/;

/** Longer maps are read by the parser. */
const MOST_ENTRIES = 1_000;

/** The entry on all lines of a text; undefined where one of them is not plain. */
export function plainEntry(text: string, base: Base): OpenEntry | undefined {
  if (SPECIAL.test(text)) return undefined;
  const reader = new PlainReader(text, base);
  const map = reader.map(0, undefined);
  return map?.entries.length === 1 && reader.isAtEnd ? map.entries[0] : undefined;
}

class PlainReader {
  readonly #text: string;
  readonly #base: Base;
  readonly #values: PlainValues;
  /** The entries of the maps that are open, one behind the other: so each map gets a list of its very length, and not one with room for more. */
  readonly #open: OpenEntry[] = [];
  /** Where the content of the line begins that is read next, and the blanks in front of it; -1 behind the last line. */
  #at = 0;
  #indent = -1;

  constructor(text: string, base: Base) {
    this.#text = text;
    this.#base = base;
    this.#values = new PlainValues(text, base);
    this.#goOn(0);
  }

  get isAtEnd(): boolean {
    return this.#indent < 0;
  }

  /** The map that begins on the current line; undefined where it is not plain. */
  map(depth: number, holder: OpenEntry | undefined): OpenMap | undefined {
    const indent = this.#indent;
    if (depth > DEEPEST || indent < 0) return undefined;
    const map = new OpenMap(this.#base, holder, this.#at, 0, false);
    const first = this.#open.length;
    while (this.#indent === indent) {
      const entry = this.#entry(map, first, depth);
      if (!entry) return undefined;
      map.end = entry.end;
    }
    map.entries = this.#open.slice(first);
    this.#open.length = first;
    // A line between two indentations belongs to nothing.
    return this.#indent < indent ? map : undefined;
  }

  #entry(map: OpenMap, first: number, depth: number): OpenEntry | undefined {
    const indent = this.#indent;
    const keyEnd = matchEnd(KEY, this.#text, this.#at);
    if (keyEnd < 0) return undefined;
    const key = keyAt(this.#text, this.#at, keyEnd, this.#base);
    if (this.#open.length - first === MOST_ENTRIES || hasKey(this.#open, first, key.text)) return undefined;
    const entry = new OpenEntry(map, key, keyEnd + 1);
    this.#open.push(entry);
    const at = skipSpaces(this.#text, keyEnd + 1);
    if (this.#values.isLineEnd(at)) {
      this.#goOn(this.#values.end);
      const isItem = this.#isItem();
      if (this.#indent < indent || (this.#indent === indent && !isItem)) return entry;
      entry.value = isItem ? this.#list(entry) : this.map(depth + 1, entry);
    } else {
      entry.value = this.#values.read(at, indent, entry);
      this.#goOn(this.#values.end);
      // What is indented deeper goes on with the value.
      if (this.#indent > indent) return undefined;
    }
    if (!entry.value) return undefined;
    entry.end = entry.value.end;
    return entry;
  }

  /** A list of values that begins on the current line. */
  #list(holder: OpenEntry): OpenList | undefined {
    const indent = this.#indent;
    const list = new OpenList(this.#base, holder, this.#at, 0, undefined);
    while (this.#indent === indent && this.#isItem()) {
      const item = this.#values.read(skipSpaces(this.#text, this.#at + 1), indent, list);
      if (!item) return undefined;
      list.items.push(item);
      list.end = item.end;
      this.#goOn(this.#values.end);
    }
    return this.#indent > indent ? undefined : list;
  }

  /** Whether the current line is a dash with a blank behind it; what comes behind that is looked at when it is read. */
  #isItem(): boolean {
    return this.#text.charCodeAt(this.#at) === 0x2d && this.#text.charCodeAt(this.#at + 1) === 0x20;
  }

  /** Goes on to the first line with content from one on that begins at an offset. */
  #goOn(from: number): void {
    const text = this.#text;
    let lineStart = from;
    while (lineStart < text.length) {
      const at = skipSpaces(text, lineStart);
      const char = text.charCodeAt(at);
      // The end of the text, of the line, or the start of a comment.
      if (at < text.length && char !== 0x0a && char !== 0x0d && char !== 0x23) {
        this.#at = at;
        this.#indent = at - lineStart;
        return;
      }
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) break;
      lineStart = lineEnd + 1;
    }
    this.#indent = -1;
  }
}
