/**
 * Reading YAML without ever failing. A piece of text that YAML accepts is taken as it is. One that it refuses is cut
 * by indentation into entries, and each is read on its own, down to the faulty line, which is taken as its author
 * most likely meant it. So a fault stays where it is, and every other entry is read.
 */
import type { CST, Document } from 'yaml';
import { Composer, isMap, Parser } from 'yaml';
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { Entry, SyntaxNode, SyntaxProblem } from '../tree.ts';
import { adoptEntries, adoptValue, Builder, MAX_DEPTH, openEntry, openMap, openScalar } from './build.ts';
import type { Holder, OpenList, OpenMap } from './build.ts';
import { cutPieces, headOf, indentOf, isBlank } from './cut.ts';
import type { Head, Piece } from './cut.ts';
import { plainWords } from './plain-words.ts';
import { quoteRepair } from './quote.ts';
import { findTabs, findTraps, Mask } from './traps.ts';
import type { Trap } from './traps.ts';

/** Masking one trap may lay bare the next on the same line; more rounds than this no line needs. */
const MAX_ROUNDS = 8;

interface Composed {
  readonly doc: Document.Parsed;
  readonly tokens: readonly CST.Token[];
}

export class Reader {
  readonly problems: SyntaxProblem[] = [];
  readonly traps: Trap[] = [];
  readonly #lines: Lines;
  readonly #text: string;
  readonly #mask: Mask;
  readonly #builder: Builder;

  constructor(lines: Lines) {
    this.#lines = lines;
    this.#text = lines.text;
    this.#mask = new Mask(lines.text);
    this.#builder = new Builder(lines.text, this.#mask);
  }

  /** Reads the lines of one document. */
  read(first: number, last: number): SyntaxNode | undefined {
    const root = this.#region(first, last, undefined, 0);
    this.problems.push(...this.#builder.problems);
    return root;
  }

  /** Reads whole lines as one node. */
  #region(first: number, last: number, parent: Holder, depth: number): SyntaxNode | undefined {
    const composed = this.#compose(this.#lines.start(first), this.#lines.next(last));
    if (composed && composed.doc.errors.length === 0) return this.#builder.build(composed.doc, parent, depth);
    const pieces = cutPieces((line) => this.#masked(line), first, last);
    const head = pieces[0];
    if (!head) return undefined;
    if (depth > MAX_DEPTH) return this.#verbatim(parent, first, last, `Nested more than ${MAX_DEPTH} levels deep: what follows is not read.`);
    const kind = headOf(this.#masked(head.first)).kind;
    if (kind === 'item') return this.#list(pieces, parent, depth);
    if (kind === 'text' && (pieces.length === 1 || /^[[{"'|>]/.test(this.#masked(head.first).trim()))) return this.#tolerant(composed, first, last, parent, depth);
    const map = openMap(parent, this.#lines.start(head.first) + head.indent, 0, false);
    for (const piece of pieces) {
      const base = pieces[0]?.indent ?? 0;
      if (piece.indent < base && piece === pieces.find((other) => other.indent < base)) {
        this.#misplaced(piece, base, `This line is indented ${columns(base - piece.indent)} less than the ones above it. Indent it like its neighbours.`);
      }
      this.#entry(piece, map, depth);
    }
    map.end = map.entries.reduce((end, entry) => Math.max(end, entry.end), map.start);
    return map;
  }

  #list(pieces: readonly Piece[], parent: Holder, depth: number): SyntaxNode {
    const start = this.#lines.start(pieces[0]?.first ?? 0) + (pieces[0]?.indent ?? 0);
    const list: OpenList = { kind: 'list', flow: false, start, end: start, parent, items: [] };
    for (const piece of pieces) {
      const dash = this.#lines.start(piece.first) + piece.indent;
      if (headOf(this.#masked(piece.first)).kind !== 'item') {
        this.#problem(dash, this.#lines.end(piece.first), 'A list goes on here, so this line must start with `- `, or be indented as part of the item above.');
        continue;
      }
      this.#mask.blank(dash);
      const item = this.#region(piece.first, piece.last, list, depth + 1);
      list.items.push(item ?? { ...openScalar(list, dash + 1, dash + 1, '', 'plain'), value: null });
    }
    list.end = list.items.reduce((end, item) => Math.max(end, item.end), start + 1);
    return list;
  }

  /** Reads one entry that is faulty, or stands among faulty ones, into a map. */
  #entry(piece: Piece, map: OpenMap, depth: number): void {
    const composed = this.#compose(this.#lines.start(piece.first), this.#lines.next(piece.last));
    if (composed && composed.doc.errors.length === 0 && isMap(composed.doc.contents)) {
      this.#builder.addPairs(composed.doc.contents, map, depth);
      return;
    }
    const lineStart = this.#lines.start(piece.first);
    const content = this.#masked(piece.first);
    const head = headOf(content);
    if (head.kind === 'text' || head.kind === 'item') {
      this.#lone(piece, map, head.kind, depth);
      return;
    }
    const keyStart = lineStart + piece.indent;
    const key = { text: this.#keyText(keyStart, lineStart + head.keyEnd), start: keyStart, end: lineStart + head.keyEnd };
    const entry = openEntry(map, key, lineStart + head.colon + 1);
    const nested = this.#nextContent(piece);
    if (head.value === content.length) {
      if (nested !== undefined) entry.value = this.#region(piece.first + 1, piece.last, entry, depth + 1);
    } else if (!this.#splitOff(piece, head, nested, map, depth)) {
      entry.value = this.#inline(piece, head, entry, map, composed, depth);
    } else {
      entry.value = this.#firstValue(this.#compose(this.#lines.start(piece.first), this.#lines.next(piece.first)), entry, depth);
    }
    if (entry.value) entry.end = entry.value.end;
  }

  /** A line without a colon: a key half typed, or text that lost its place. */
  #lone(piece: Piece, map: OpenMap, kind: 'text' | 'item', depth: number): void {
    const start = this.#lines.start(piece.first) + piece.indent;
    const text = this.#lines.content(piece.first).trim();
    const end = start + text.length;
    this.#problem(start, end, kind === 'item' ? 'A list item among keys: indent it below the key it belongs to.' : 'This line has no `key: value`. A colon and a blank must stand behind the key.');
    if (kind === 'text') openEntry(map, { text, start, end }, end).incomplete = true;
    if (this.#nextContent(piece) !== undefined) {
      adoptEntries(this.#region(piece.first + 1, piece.last, undefined, depth), map);
    }
  }

  /** `key: value` with entries below that are indented too far: they are siblings. True if so. */
  #splitOff(piece: Piece, head: Head, nested: number | undefined, map: OpenMap, depth: number): boolean {
    if (nested === undefined || head.kind !== 'key' || headOf(this.#masked(nested)).kind !== 'key') return false;
    const alone = this.#compose(this.#lines.start(piece.first), this.#lines.next(piece.first));
    if (!alone || alone.doc.errors.length > 0) return false;
    const indent = indentOf(this.#masked(nested));
    this.#misplaced({ first: nested, last: piece.last, indent }, piece.indent, `This line is indented ${columns(indent - piece.indent)} too far: the value above it is complete. Indent it like its neighbours.`);
    adoptEntries(this.#region(nested, piece.last, undefined, depth), map);
    return true;
  }

  #firstValue(composed: Composed | undefined, parent: Holder, depth: number): SyntaxNode | undefined {
    if (!composed || !isMap(composed.doc.contents)) return undefined;
    const map = openMap(undefined, 0, 0, false);
    this.#builder.addPairs(composed.doc.contents, map, depth);
    return adoptValue(map.entries[0]?.value, parent);
  }

  /** The value behind a key on a faulty line. */
  #inline(piece: Piece, head: Head & { value: number }, entry: Entry, map: OpenMap, composed: Composed | undefined, depth: number): SyntaxNode | undefined {
    const lineStart = this.#lines.start(piece.first);
    const start = lineStart + head.value;
    const content = this.#masked(piece.first);
    const first = content[head.value] ?? '';
    if (head.kind === 'tight') {
      const at = lineStart + head.colon + 1;
      this.#problem(lineStart + piece.indent, this.#lines.end(piece.first), 'A blank must stand behind the colon.', { title: 'Insert a blank behind the colon', edits: [{ start: at, end: at, newText: ' ' }] });
      return this.#toLineEnd(entry, start, piece.first);
    }
    const error = composed?.doc.errors[0];
    const words = error ? plainWords(error.code, error.message) : 'Nested too deep: this value is not read.';
    if (/[{[|>&!*]/.test(first)) {
      const value = this.#firstValue(composed, entry, depth);
      this.#problem(...this.#place(start, piece, error?.pos[0]), words, this.#closing(composed, piece));
      return value ?? this.#toLineEnd(entry, start, piece.first);
    }
    if (error?.code === 'BAD_DQ_ESCAPE') {
      const read = this.#firstValue(composed, entry, depth);
      if (read?.kind === 'scalar') {
        this.#problem(...this.#place(start, piece, error.pos[0]), words, quoteRepair(read.start, read.end, read.text));
        return read;
      }
    }
    const value = this.#toLineEnd(entry, start, piece.first);
    const repair = this.#unclosed(first, value) ?? quoteRepair(value.start, value.end, value.text);
    this.#problem(value.start, value.end, words, repair);
    const nested = this.#nextContent(piece);
    if (nested !== undefined && first !== '"' && first !== "'") {
      adoptEntries(this.#region(nested, piece.last, undefined, depth), map);
    }
    return value;
  }

  /** A quote that opens the value and is closed nowhere on the line. */
  #unclosed(first: string, value: SyntaxNode & { text: string }): SyntaxProblem['repair'] {
    if (first !== '"' && first !== "'") return undefined;
    const inner = value.text.slice(1);
    return inner.includes(first) ? undefined : { title: 'Close the quote', edits: [{ start: value.end, end: value.end, newText: first }] };
  }

  /** A brace or bracket that is missing at the end of a line. */
  #closing(composed: Composed | undefined, piece: Piece): SyntaxProblem['repair'] {
    const message = composed?.doc.errors[0]?.message ?? '';
    const char = /end with a \}/.test(message) ? '}' : /end with a \]/.test(message) ? ']' : undefined;
    const masked = this.#mask.text.slice(this.#lines.start(piece.first), this.#lines.end(piece.last));
    if (!char || piece.first !== piece.last) return undefined;
    const at = this.#lines.start(piece.first) + masked.replace(/[ \t]+#.*$/, '').trimEnd().length;
    return { title: `Close with \`${char}\``, edits: [{ start: at, end: at, newText: char === '}' ? ' }' : ']' }] };
  }

  #place(start: number, piece: Piece, at: number | undefined): [number, number] {
    const end = this.#lines.end(piece.first);
    return at !== undefined && at > start && at < end ? [at, at + 1] : [start, end];
  }

  /** The rest of a line, a comment left out, as text. */
  #toLineEnd(parent: Holder, start: number, line: number): SyntaxNode & { text: string } {
    const rest = this.#mask.text.slice(start, this.#lines.end(line));
    const comment = /[ \t]#[ \t]/.exec(rest);
    const raw = (comment ? rest.slice(0, comment.index) : rest).trimEnd();
    const text = this.#mask.reveal(raw);
    return { kind: 'scalar', style: 'verbatim', text, value: text, start, end: start + raw.length, parent };
  }

  /** Whatever the YAML parser made of it, and its first error. */
  #tolerant(composed: Composed | undefined, first: number, last: number, parent: Holder, depth: number): SyntaxNode | undefined {
    const error = composed?.doc.errors[0];
    if (!composed || !error) return this.#verbatim(parent, first, last, 'Nested too deep: this value is not read.');
    const node = this.#builder.build(composed.doc, parent, depth);
    const from = Math.min(Math.max(error.pos[0], this.#lines.start(first)), this.#lines.end(last));
    const line = this.#lines.at(from);
    const start = isBlank(this.#lines.content(line)) ? (node?.start ?? from) : from;
    this.#problem(start, Math.max(start + 1, Math.min(error.pos[1], this.#lines.end(this.#lines.at(start)))), plainWords(error.code, error.message));
    return node;
  }

  #verbatim(parent: Holder, first: number, last: number, words: string): SyntaxNode {
    const start = this.#lines.start(first) + this.#lines.indent(first);
    this.#problem(start, this.#lines.end(first), words);
    const end = this.#lines.end(last);
    return openScalar(parent, start, Math.max(start, end), this.#text.slice(start, end));
  }

  #misplaced(piece: Piece, indent: number, words: string): void {
    const edits: SourceEdit[] = [];
    for (let line = piece.first; line <= piece.last; line += 1) {
      const start = this.#lines.start(line);
      if (isBlank(this.#lines.content(line))) continue;
      const delta = indent - piece.indent;
      if (delta > 0) edits.push({ start, end: start, newText: ' '.repeat(delta) });
      else edits.push({ start, end: start + Math.min(-delta, this.#lines.indent(line)), newText: '' });
    }
    const start = this.#lines.start(piece.first) + piece.indent;
    this.#problem(start, this.#lines.end(piece.first), words, { title: 'Indent it like its neighbours', edits });
  }

  #problem(start: number, end: number, message: string, repair?: SyntaxProblem['repair']): void {
    this.problems.push({ kind: 'syntax', start, end: Math.max(start, end), message, ...(repair && { repair }) });
  }

  #masked(line: number): string {
    return this.#mask.text.slice(this.#lines.start(line), this.#lines.end(line));
  }

  #keyText(start: number, end: number): string {
    const source = this.#text.slice(start, end);
    return /^(".*"|'.*')$/.test(source) ? source.slice(1, -1) : source;
  }

  #nextContent(piece: Piece): number | undefined {
    for (let line = piece.first + 1; line <= piece.last; line += 1) if (!isBlank(this.#lines.content(line))) return line;
    return undefined;
  }

  /** Composes a stretch of the text, its traps masked; undefined where it is nested too deep for the parser. */
  #compose(from: number, to: number): Composed | undefined {
    try {
      for (let round = 0; ; round += 1) {
        const text = this.#mask.text;
        const parser = new Parser();
        parser.offset = from;
        const tokens = [...parser.parse(text.slice(from, to))];
        const composer = new Composer({ uniqueKeys: false, keepSourceTokens: true, prettyErrors: false, logLevel: 'silent', version: '1.2' });
        const doc = [...composer.compose(tokens, true, to)][0];
        if (!doc) return undefined;
        const traps = findTraps(tokens, text);
        if (traps.length === 0 && doc.errors.some((error) => error.code === 'TAB_AS_INDENT')) traps.push(...findTabs(tokens, text, from, to));
        if (traps.length === 0 || round === MAX_ROUNDS) return { doc, tokens };
        for (const trap of traps) {
          if (trap.kind === 'tab') this.#mask.blank(trap.at);
          else this.#mask.hide(trap.at);
          this.traps.push(trap);
        }
      }
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

function columns(count: number): string {
  return count === 1 ? 'one column' : `${count} columns`;
}
