/**
 * Skimming: the maps of a plain text and their keys, read line by line, at a small part of what reading it whole
 * costs. It is for texts of which no more than that is wanted, such as files that are not open. Every line must be
 * one of a few plain shapes of which it is certain how YAML takes it, with no fault and no trap. Where one is not,
 * there is no skimmed tree, and the text is to be read whole. Where there is one, its maps are exactly those of
 * {@link parseYaml}.
 */
import { Lines } from '../lines.ts';
import type { SkimmedTree } from '../skim.ts';
import type { Target, TextRange } from '../tree.ts';
import type { OpenEntry } from './nodes.ts';
import { openEntry, OpenMap, START } from './nodes.ts';
import { skimFlow } from './skim-flow.ts';
import { Names } from './skim-names.ts';
import { ALIAS, ANCHOR, BLOCK_HEADER, COMMENT, CONTINUATION, FORBIDDEN, KEY, keyAt, matchEnd, MERGE, PLAIN, QUOTED, skipSpaces, TAIL } from './shapes.ts';

/** Deeper texts are read whole. */
const MOST_OPEN = 40;

/** The maps of a text; undefined where it is not plain. Never throws, whatever the text. */
export function skimYaml(text: string): SkimmedTree | undefined {
  if (FORBIDDEN.test(text)) return undefined;
  const lines = new Lines(text);
  const skimmer = new Skimmer(lines);
  return skimmer.read() ? new Skimmed(lines, skimmer.root) : undefined;
}

class Skimmed implements SkimmedTree {
  readonly text: string;
  readonly root: OpenMap | undefined;
  readonly #lines: Lines;

  constructor(lines: Lines, root: OpenMap | undefined) {
    this.text = lines.text;
    this.root = root;
    this.#lines = lines;
  }

  rangeOf({ node }: Target): TextRange {
    const { start, end } = node.kind === 'entry' ? node.key : node;
    return { start, end };
  }

  positionAt(offset: number): { line: number; character: number } {
    return this.#lines.positionAt(offset);
  }
}

/** A map or list in block style that further lines may go on with; lists hold nothing that is kept. */
interface Open {
  readonly indent: number;
  readonly map: OpenMap | undefined;
}

/** A key, or the dash of an item, behind which nothing has come yet. */
interface Waiting {
  readonly indent: number;
  /** The key's entry; undefined behind a dash. */
  readonly entry: OpenEntry | undefined;
  /** An anchor stands between. */
  readonly isNamed?: boolean;
}

class Skimmer {
  root: OpenMap | undefined;
  readonly #text: string;
  readonly #lines: Lines;
  readonly #open: Open[] = [];
  readonly #names = new Names();
  readonly #known = { set: (name: string) => this.#names.set(name), mayRepeat: (name: string) => this.#names.mayRepeat(name, this.#open), mayMerge: (name: string) => this.#names.mayMerge(name, this.#open) };
  #waiting: Waiting | undefined;
  /** A plain text stands in the line above: a line that is indented deeper than this goes on with it. */
  #prose = -1;
  /** The line that is read next. */
  #line = 0;
  #hasMarker = false;

  constructor(lines: Lines) {
    this.#text = lines.text;
    this.#lines = lines;
  }

  /** Reads all lines. False where one of them is none of the plain shapes. */
  read(): boolean {
    while (this.#line < this.#lines.count) {
      const start = this.#lines.start(this.#line);
      const end = this.#lines.end(this.#line);
      this.#line += 1;
      const at = skipSpaces(this.#text, start);
      if (at === end || this.#text[at] === '#') this.#prose = -1;
      else if (!this.#content(start, at)) return false;
    }
    return true;
  }

  /** A line with content at `at`. */
  #content(start: number, at: number): boolean {
    const indent = at - start;
    if (this.#prose >= 0 && indent > this.#prose) return matchEnd(CONTINUATION, this.#text, at) >= 0;
    this.#prose = -1;
    if (this.#text[at] === '-') return this.#isMarker(at, indent) || this.#item(at, indent);
    return this.#entry(at, indent);
  }

  /** The `---` that a document may start with. */
  #isMarker(at: number, indent: number): boolean {
    if (indent > 0 || this.#open.length > 0 || this.#hasMarker || !this.#text.startsWith('---', at)) return false;
    this.#hasMarker = true;
    return matchEnd(TAIL, this.#text, at + 3) >= 0;
  }

  /** `- value`, `- key: value`, or a dash alone. */
  #item(at: number, indent: number): boolean {
    const content = skipSpaces(this.#text, at + 1);
    if (!this.#enter(indent, 'list')) return false;
    if (this.#isLineEnd(content)) {
      this.#waiting = { indent, entry: undefined };
      return true;
    }
    if (content === at + 1) return false;
    const keyEnd = matchEnd(KEY, this.#text, content);
    if (keyEnd < 0) return this.#value(content, indent, undefined);
    this.#waiting = { indent, entry: undefined };
    return this.#entry(content, indent + content - at);
  }

  /** `key: value`, or a key alone. */
  #entry(at: number, indent: number): boolean {
    const merged = matchEnd(MERGE, this.#text, at);
    // What is merged into the top level may be any of its keys.
    if (merged >= 0) return indent > 0 && this.#enter(indent, 'map') && this.#alias(skipSpaces(this.#text, merged + 1), this.#known.mayMerge);
    const keyEnd = matchEnd(KEY, this.#text, at);
    if (keyEnd < 0 || !this.#enter(indent, 'map')) return false;
    const map = this.#open.at(-1)?.map;
    if (!map) return false;
    const entry = openEntry(map, keyAt(this.#text, at, keyEnd, START), keyEnd);
    map.end = keyEnd;
    const value = skipSpaces(this.#text, keyEnd + 1);
    if (!this.#isLineEnd(value)) return this.#value(value, indent, entry);
    this.#waiting = { indent, entry };
    return true;
  }

  /** Makes the map or list at this indentation the one that goes on. False where there can be none. */
  #enter(indent: number, kind: 'map' | 'list'): boolean {
    const { entry, indent: above, isNamed } = this.#waiting ?? { indent: -1 };
    const isBelow = this.#waiting !== undefined && (indent > above || (kind === 'list' && entry !== undefined && indent === above));
    this.#waiting = undefined;
    // Of a list nothing is kept, so it could not be told whether a name is repeated inside of what it names.
    if (isNamed && kind === 'list') return false;
    if (isBelow || (this.#open.length === 0 && indent === 0 && kind === 'map')) return this.#begin(indent, kind, entry);
    let last = this.#open.at(-1);
    // A list may stand at its key's own column.
    while (last && (last.indent > indent || (last.indent === indent && kind === 'map' && !last.map))) {
      this.#open.pop();
      last = this.#open.at(-1);
    }
    return last?.indent === indent && (last.map ? 'map' : 'list') === kind;
  }

  #begin(indent: number, kind: 'map' | 'list', holder: OpenEntry | undefined): boolean {
    if (this.#open.length === MOST_OPEN) return false;
    const start = this.#lines.start(this.#line - 1) + indent;
    const map = kind === 'map' ? new OpenMap(START, holder, start, start, false) : undefined;
    if (map && holder) holder.value = map;
    if (this.#open.length === 0) this.root = map;
    this.#open.push({ indent, map });
    return true;
  }

  /** The end of a line, or a comment that nobody can take for text. */
  #isLineEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return at >= this.#text.length || code === 0x0a || code === 0x0d || (code === 0x23 && this.#text[at - 1] === ' ' && matchEnd(COMMENT, this.#text, at) >= 0);
  }

  /** A value that begins on the line of its key or dash, in a map or list indented so far. */
  #value(at: number, indent: number, entry: OpenEntry | undefined): boolean {
    const first = this.#text[at];
    if (first === '&') return this.#named(at, indent, entry);
    // The top level is read for itself elsewhere: what stands there needs nothing from other places.
    if (first === '*') return indent > 0 && this.#alias(at, this.#known.mayRepeat);
    if (first === '|' || first === '>') return matchEnd(BLOCK_HEADER, this.#text, at) >= 0 && this.#block(indent);
    if (first === '{' || first === '[') {
      const flow = skimFlow(this.#text, at, indent, entry, this.#known);
      if (!flow) return false;
      if (entry && flow.map) entry.value = flow.map;
      while (this.#lines.start(this.#line) < flow.end && this.#line < this.#lines.count) this.#line += 1;
      return matchEnd(TAIL, this.#text, flow.end) >= 0;
    }
    if (first === '"' || first === "'") {
      const end = matchEnd(QUOTED, this.#text, at);
      return end >= 0 && matchEnd(TAIL, this.#text, end) >= 0;
    }
    const end = matchEnd(PLAIN, this.#text, at);
    if (end < 0) return false;
    if (this.#text[end] !== '#') this.#prose = indent;
    return matchEnd(TAIL, this.#text, end) >= 0;
  }

  /** `&name text`, or the name of what stands below. */
  #named(at: number, indent: number, entry: OpenEntry | undefined): boolean {
    const end = matchEnd(ANCHOR, this.#text, at);
    if (end < 0) return false;
    // Inside of what it names, a name stands for nothing yet.
    this.#names.delete(this.#text.slice(at + 1, end));
    const value = skipSpaces(this.#text, end);
    if (this.#isLineEnd(value)) {
      if (!entry) return false;
      this.#waiting = { indent, entry, isNamed: true };
    } else if (/[&*]/.test(this.#text[value] ?? '') || (!entry && this.#text[value] === '{') || !this.#value(value, indent, entry)) return false;
    this.#names.set(this.#text.slice(at + 1, end), entry);
    return true;
  }

  /** `*name`, if it is the name of such a value. */
  #alias(at: number, isKnown: (name: string) => boolean): boolean {
    const end = matchEnd(ALIAS, this.#text, at);
    return end >= 0 && isKnown(this.#text.slice(at + 1, end)) && matchEnd(TAIL, this.#text, end) >= 0;
  }

  /** The lines of a text below `|` or `>`: all that are indented as its first one is, or deeper. */
  #block(indent: number): boolean {
    let own = -1;
    for (; this.#line < this.#lines.count; this.#line += 1) {
      const start = this.#lines.start(this.#line);
      const at = skipSpaces(this.#text, start);
      const isBlank = at === this.#lines.end(this.#line);
      // Blank characters above the first line of the text may count as more indentation than its own.
      if (own < 0 && isBlank && at > start) return false;
      if (isBlank) continue;
      if (own < 0) own = at - start;
      if (at - start < own || own <= indent) break;
    }
    // Between the two indentations a line belongs to nothing.
    return own > indent && (this.#line === this.#lines.count || skipSpaces(this.#text, this.#lines.start(this.#line)) - this.#lines.start(this.#line) <= indent);
  }
}
