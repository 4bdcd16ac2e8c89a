/** Maps and lists in braces and brackets: the part of skimming that goes down by recursion. */
import type { OpenEntry } from './nodes.ts';
import { openEntry, OpenMap, START } from './nodes.ts';
import { ALIAS, ANCHOR, COMMENT, FLOW_PLAIN, KEY, keyAt, leavesOpen, matchEnd, MERGE, QUOTED, skipSpaces } from './shapes.ts';

/** Deeper ones are read whole. */
const DEEPEST = 20;

/** The names of values (anchors), and which of them stand for no map of which anything is wanted. */
export interface KnownNames {
  /** Takes in the name of a single value. */
  set(name: string): void;
  mayRepeat(name: string): boolean;
  mayMerge(name: string): boolean;
}

/** A value with its end; a list or a single value is passed over. */
interface Skipped {
  readonly end: number;
  readonly map?: OpenMap;
}

/** Skims the map or list that begins at an offset, in a map or list indented so far; undefined where it is not plain. */
export function skimFlow(text: string, at: number, indent: number, holder: OpenEntry | undefined, names: KnownNames): Skipped | undefined {
  return new FlowSkimmer(text, indent, names).collection(at, holder, 0);
}

class FlowSkimmer {
  readonly #text: string;
  readonly #indent: number;
  readonly #names: KnownNames;

  constructor(text: string, indent: number, names: KnownNames) {
    this.#text = text;
    this.#indent = indent;
    this.#names = names;
  }

  collection(at: number, holder: OpenEntry | undefined, depth: number): Skipped | undefined {
    if (depth > DEEPEST) return undefined;
    const map = this.#text[at] === '{' ? new OpenMap(START, holder, at, at, true) : undefined;
    const closer = map ? '}' : ']';
    let next = this.#skip(at + 1);
    // Nothing but the first part may be missing.
    if (this.#text[next] === closer) return closed(map, next + 1);
    for (;;) {
      const part = map ? this.#entry(next, map, depth) : this.#value(next, undefined, depth);
      if (!part) return undefined;
      const behind = this.#skip(part.end);
      if (this.#text[behind] === closer) return closed(map, behind + 1);
      // A parenthesis left open in front of a comma is text that the comma cuts in two.
      if (this.#text[behind] !== ',' || (!map && !part.map && leavesOpen(this.#text.slice(next, part.end)))) return undefined;
      next = this.#skip(behind + 1);
    }
  }

  #entry(at: number, map: OpenMap, depth: number): Skipped | undefined {
    const merged = matchEnd(MERGE, this.#text, at);
    if (merged >= 0) return this.#alias(skipSpaces(this.#text, merged + 1), (name) => this.#names.mayMerge(name));
    const end = matchEnd(KEY, this.#text, at);
    if (end < 0 || this.#text[end + 1] !== ' ') return undefined;
    const entry = openEntry(map, keyAt(this.#text, at, end, START), end);
    const value = this.#value(skipSpaces(this.#text, end + 1), entry, depth);
    if (value?.map) entry.value = value.map;
    return value && { end: value.end };
  }

  #value(at: number, holder: OpenEntry | undefined, depth: number): Skipped | undefined {
    const first = this.#text[at];
    if (first === '{' || first === '[') return this.collection(at, holder, depth + 1);
    if (first === '*') return this.#alias(at, (name) => this.#names.mayRepeat(name));
    const anchor = first === '&' ? matchEnd(ANCHOR, this.#text, at) : at;
    if (anchor < 0) return undefined;
    const start = skipSpaces(this.#text, anchor);
    const end = matchEnd(/["']/.test(this.#text[start] ?? '') ? QUOTED : FLOW_PLAIN, this.#text, start);
    if (anchor > at && end >= 0) this.#names.set(this.#text.slice(at + 1, anchor));
    return end < 0 ? undefined : { end };
  }

  #alias(at: number, isKnown: (name: string) => boolean): Skipped | undefined {
    const end = matchEnd(ALIAS, this.#text, at);
    return end >= 0 && isKnown(this.#text.slice(at + 1, end)) ? { end } : undefined;
  }

  /** Goes over blanks, comments and line ends; to the end of the text, where nothing goes on, if the line that is reached is not indented enough. */
  #skip(from: number): number {
    let at = skipSpaces(this.#text, from);
    let lineStart = -1;
    for (;;) {
      if (this.#text[at] === '#' && (at === lineStart || this.#text[at - 1] === ' ') && matchEnd(COMMENT, this.#text, at) >= 0) at = COMMENT.lastIndex;
      if (this.#text[at] === '\r') at += 1;
      if (this.#text[at] !== '\n') break;
      lineStart = at + 1;
      at = skipSpaces(this.#text, lineStart);
    }
    const isCloser = this.#text[at] === '}' || this.#text[at] === ']';
    return lineStart < 0 || at - lineStart > this.#indent || (isCloser && at - lineStart === this.#indent) ? at : this.#text.length;
  }
}

function closed(map: OpenMap | undefined, end: number): Skipped {
  if (map) map.end = end;
  return { end, ...(map && { map }) };
}
