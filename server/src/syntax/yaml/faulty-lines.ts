/**
 * Reading lines that YAML refuses. They are cut by indentation into entries, and each is read on its own, down to the
 * faulty line, which is taken as its author most likely meant it. So a fault stays where it is, and every other entry is
 * read.
 */
import { isMap } from 'yaml';
import type { SyntaxNode } from '../tree.ts';
import { MAX_DEPTH } from './bounds.ts';
import type { Composed } from './compose.ts';
import { isSound } from './compose.ts';
import { cutPieces, headOf, indentOf, isBlank } from './cut.ts';
import type { Head, Piece } from './cut.ts';
import type { FaultyText } from './faulty-text.ts';
import { noteProblem } from './faulty-text.ts';
import { FaultyValues } from './faulty-values.ts';
import { indentRepair, usualIndent } from './indent-repair.ts';
import type { Holder } from './nodes.ts';
import { adoptEntries, emptyItem, openEntry, OpenKey, OpenList, OpenMap } from './nodes.ts';

/** Reads lines of one text, and notes what is wrong with them. */
export class FaultyLines {
  readonly #text: FaultyText;
  readonly #values: FaultyValues;

  constructor(text: FaultyText) {
    this.#text = text;
    this.#values = new FaultyValues(text);
  }

  /** Reads whole lines as one node. */
  #region(first: number, last: number, parent: Holder, depth: number): SyntaxNode | undefined {
    const composed = this.#compose(first, last);
    return isSound(composed) ? this.#text.builder.build(composed.doc, parent, depth) : this.pieces(first, last, parent, depth, composed);
  }

  /** Reads whole faulty lines as one node, piece by piece; `composed` is what the YAML parser made of them. */
  pieces(first: number, last: number, parent: Holder, depth: number, composed: Composed | undefined): SyntaxNode | undefined {
    const pieces = cutPieces((line) => this.#masked(line), first, last);
    const [head] = pieces;
    if (!head) return undefined;
    if (depth > MAX_DEPTH) return this.#values.verbatim(parent, first, last, `Nested more than ${MAX_DEPTH} levels deep: what follows is not read.`);
    const kind = headOf(this.#masked(head.first)).kind;
    if (kind === 'item') return this.#list(pieces, parent, depth);
    if (kind === 'text' && this.#isOneValue(pieces, head)) return this.#values.alone(head, parent, composed, depth);
    this.#checkIndent(pieces);
    const map = new OpenMap(this.#text.base, parent, this.#text.lines.start(head.first) + head.indent, 0, false);
    for (const piece of pieces) this.#entry(piece, map, depth);
    map.end = map.entries.reduce((end, entry) => Math.max(end, entry.end), map.start);
    return map;
  }

  /** Whether text without a key in front is a value over these lines, rather than a key half typed. */
  #isOneValue(pieces: readonly Piece[], head: Piece): boolean {
    const below = this.#nextContent(head.first, head.last);
    return pieces.length === 1 && (below === undefined || headOf(this.#masked(below)).kind !== 'key');
  }

  #list(pieces: readonly Piece[], parent: Holder, depth: number): SyntaxNode {
    const items = pieces.filter((piece) => headOf(this.#masked(piece.first)).kind === 'item');
    this.#checkIndent(items);
    const known = new Set(items);
    const start = this.#text.lines.start(pieces[0]?.first ?? 0) + (pieces[0]?.indent ?? 0);
    const list = new OpenList(this.#text.base, parent, start, start, undefined);
    for (const piece of pieces) {
      const dash = this.#text.lines.start(piece.first) + piece.indent;
      if (!known.has(piece)) {
        noteProblem(this.#text, dash, this.#text.lines.end(piece.first), 'A list goes on here, so this line must start with `- `, or be indented as part of the item above.');
        continue;
      }
      this.#text.composer.mask.blank(dash, dash + 1);
      const item = this.#region(piece.first, piece.last, list, depth + 1);
      list.items.push(item ?? emptyItem(list, dash + 1));
    }
    list.end = list.items.reduce((end, item) => Math.max(end, item.end), start + 1);
    return list;
  }

  /** Lines that are indented unlike their neighbours: one problem, one repair for all. */
  #checkIndent(pieces: readonly Piece[]): void {
    const usual = usualIndent(pieces);
    const odd = pieces.find((piece) => piece.indent !== usual);
    if (!odd) return;
    const delta = odd.indent - usual;
    const words = `This line is indented ${columns(Math.abs(delta))} ${delta > 0 ? 'more' : 'less'} than its neighbours. Indent it like them.`;
    noteProblem(this.#text, this.#text.lines.start(odd.first) + odd.indent, this.#text.lines.end(odd.first), words, indentRepair(pieces, usual, this.#text.lines));
  }

  /** Reads one entry that stands among faulty ones into a map. */
  #entry(piece: Piece, map: OpenMap, depth: number): void {
    const composed = this.#compose(piece.first, piece.last);
    if (isSound(composed) && isMap(composed.doc.contents)) this.#text.builder.addPairs(composed.doc.contents.items, map, depth);
    else this.entry(piece, map, depth, composed);
  }

  /** Reads one faulty entry into a map; `composed` is what the YAML parser made of it. */
  entry(piece: Piece, map: OpenMap, depth: number, composed: Composed | undefined): void {
    const lineStart = this.#text.lines.start(piece.first);
    const content = this.#masked(piece.first);
    const head = headOf(content);
    if (head.kind === 'text' || head.kind === 'item') {
      this.#lone(piece, map, head.kind, depth);
      return;
    }
    const keyStart = lineStart + piece.indent;
    const key = new OpenKey(this.#text.base, this.#keyText(keyStart, lineStart + head.keyEnd), keyStart, lineStart + head.keyEnd);
    const entry = openEntry(map, key, lineStart + head.colon + 1);
    this.#text.builder.noteDuplicates(map);
    const nested = this.#nextContent(piece.first, piece.last);
    if (head.value === content.length) {
      if (nested !== undefined) entry.value = this.#region(piece.first + 1, piece.last, entry, depth + 1);
    } else if (this.#splitOff(piece, head, nested, map, depth)) {
      entry.value = this.#values.firstValue(this.#compose(piece.first, piece.first), entry, depth);
    } else {
      const { value, rest } = this.#values.read(piece, head, entry, composed, depth);
      entry.value = value;
      if (rest !== undefined) this.#siblings(rest, piece, map, depth);
    }
    if (entry.value) entry.end = Math.max(entry.end, entry.value.end);
  }

  /** A line without a colon: a key half typed, or text that lost its place. */
  #lone(piece: Piece, map: OpenMap, kind: 'text' | 'item', depth: number): void {
    const start = this.#text.lines.start(piece.first) + piece.indent;
    const text = this.#text.lines.content(piece.first).slice(piece.indent).trim();
    const end = start + text.length;
    noteProblem(this.#text, start, end, kind === 'item' ? 'A list item among keys: indent it below the key it belongs to.' : 'This line has no `key: value`. A colon and a blank must stand behind the key.');
    const below = this.#nextContent(piece.first, piece.last) !== undefined;
    if (kind === 'item') {
      if (below) adoptEntries(this.#region(piece.first + 1, piece.last, undefined, depth), map);
      return;
    }
    const entry = openEntry(map, new OpenKey(this.#text.base, text, start, end), end);
    entry.incomplete = true;
    if (below) entry.value = this.#region(piece.first + 1, piece.last, entry, depth + 1);
    if (entry.value) entry.end = Math.max(end, entry.value.end);
  }

  /** `key: value` with entries below that are indented too far: they are siblings. True if so. */
  #splitOff(piece: Piece, head: Head, nested: number | undefined, map: OpenMap, depth: number): boolean {
    if (nested === undefined || head.kind !== 'key' || headOf(this.#masked(nested)).kind !== 'key') return false;
    const alone = this.#compose(piece.first, piece.first);
    if (!isSound(alone)) return false;
    this.#siblings(nested, piece, map, depth);
    return true;
  }

  /** The lines from `first` to the end of a piece, which are indented below a complete value, as siblings of it. */
  #siblings(first: number, piece: Piece, map: OpenMap, depth: number): void {
    const indent = indentOf(this.#masked(first));
    const words = `This line is indented ${columns(indent - piece.indent)} too far: the value above it is complete. Indent it like its neighbours.`;
    const repair = indentRepair([{ first, last: piece.last, indent }], piece.indent, this.#text.lines);
    noteProblem(this.#text, this.#text.lines.start(first) + indent, this.#text.lines.end(first), words, repair);
    adoptEntries(this.#region(first, piece.last, undefined, depth), map);
  }

  #compose(first: number, last: number): Composed | undefined {
    return this.#text.composer.composeLines(this.#text.lines, first, last);
  }

  #masked(line: number): string {
    return this.#text.composer.maskedLine(this.#text.lines, line);
  }

  #keyText(start: number, end: number): string {
    const source = this.#text.lines.text.slice(start, end);
    return /^(".*"|'.*')$/.test(source) ? source.slice(1, -1) : source;
  }

  /** The first line with content behind `line`. */
  #nextContent(line: number, last: number): number | undefined {
    for (let next = line + 1; next <= last; next += 1) if (!isBlank(this.#text.lines.content(next))) return next;
    return undefined;
  }
}

function columns(count: number): string {
  return count === 1 ? 'one column' : `${count} columns`;
}
