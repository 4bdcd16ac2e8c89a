/** The value behind a key on a line that YAML refuses: what its author most likely meant, and what is wrong with it. */
import { isMap } from 'yaml';
import type { Entry, ScalarNode, SyntaxNode, SyntaxProblem, TextRange } from '../tree.ts';
import type { Composed } from './compose.ts';
import { headOf, indentOf, isBlank } from './cut.ts';
import type { Head, Piece } from './cut.ts';
import type { FaultyText } from './faulty-text.ts';
import { noteProblem } from './faulty-text.ts';
import type { Holder } from './nodes.ts';
import { adoptValue, OpenMap, OpenScalar } from './nodes.ts';
import { plainWords } from './plain-words.ts';
import { quoteRepair } from './quote.ts';
import type { Mask } from './traps.ts';

const TOO_DEEP = 'Nested too deep: this value is not read.';

export interface FaultyValue {
  readonly value: SyntaxNode | undefined;
  /** The line behind the value, from which on other entries stand; undefined where the value takes all lines. */
  readonly rest?: number;
}

/** Reads values of one text, and notes what is wrong with them. */
export class FaultyValues {
  readonly #text: FaultyText;
  readonly #mask: Mask;

  constructor(text: FaultyText) {
    this.#text = text;
    this.#mask = text.composer.mask;
  }

  /** Reads the value behind a key; `composed` is what the YAML parser made of the piece. */
  read(piece: Piece, head: Head & { value: number }, entry: Entry, composed: Composed | undefined, depth: number): FaultyValue {
    const lineStart = this.#text.lines.start(piece.first);
    if (head.kind === 'tight') {
      const at = lineStart + head.colon + 1;
      noteProblem(this.#text, lineStart + piece.indent, this.#text.lines.end(piece.first), 'A blank must stand behind the colon.', { title: 'Insert a blank behind the colon', edits: [{ start: at, end: at, newText: ' ' }] });
      return this.#asText(entry, lineStart + head.value, piece);
    }
    return this.#value(piece, lineStart + head.value, entry, composed, () => this.firstValue(composed, entry, depth));
  }

  /** Reads a piece that is a value as a whole: an item of a list, or the document. */
  alone(piece: Piece, parent: Holder, composed: Composed | undefined, depth: number): SyntaxNode | undefined {
    const start = this.#text.lines.start(piece.first) + piece.indent;
    return this.#value(piece, start, parent, composed, () => composed && this.#text.builder.build(composed.doc, parent, depth)).value;
  }

  #value(piece: Piece, start: number, parent: Holder, composed: Composed | undefined, parsed: () => SyntaxNode | undefined): FaultyValue {
    const error = composed?.doc.errors[0];
    const words = error ? plainWords(error.code, error.message) : TOO_DEEP;
    const behind = this.#mask.slice(start, this.#text.lines.end(piece.first));
    if (/^([&!]\S+[ \t]+)*[{[]/.test(behind)) return { value: this.#collection(piece, start, parent, composed, parsed(), words) };
    if (/^[|>][-+0-9]*[ \t]*(#.*)?$/.test(behind)) {
      const sunken = this.#outdented(piece);
      if (sunken) noteProblem(this.#text, sunken.start, sunken.end, 'This line is indented less than the text above it, and so ends it. Indent it like the text.', sunken.repair);
      else noteProblem(this.#text, ...this.#place(start, piece, error?.pos[0]), words);
      return { value: parsed() ?? this.#asText(parent, start, piece).value };
    }
    if (error?.code === 'BAD_DQ_ESCAPE') {
      const value = parsed();
      if (value?.kind === 'scalar') {
        noteProblem(this.#text, ...this.#place(start, piece, error.pos[0]), words, quoteRepair(value.start, value.end, value.text));
        return { value };
      }
    }
    const read = this.#asText(parent, start, piece);
    const { value } = read;
    const isHeader = /^[|>]/.test(behind);
    const repair = unclosed(value) ?? quoteRepair(value.start, value.end, value.text.replace(/[ \t]*\r?\n\s*/g, ' '));
    noteProblem(this.#text, value.start, value.end, isHeader ? `\`${behind[0] ?? ''}\` at the start of a value begins a text on the lines below it. Quote the value.` : words, repair);
    return read;
  }

  /** The first value of a composed map. */
  firstValue(composed: Composed | undefined, parent: Holder, depth: number): SyntaxNode | undefined {
    if (!composed || !isMap(composed.doc.contents)) return undefined;
    const map = new OpenMap(this.#text.base, undefined, 0, 0, false);
    this.#text.builder.addPairs(composed.doc.contents.items.slice(0, 1), map, depth);
    return adoptValue(map.entries[0]?.value, parent);
  }

  /** Whole lines as one text. */
  verbatim(parent: Holder, first: number, last: number, words: string): SyntaxNode {
    const lineStart = this.#text.lines.start(first);
    const start = lineStart + indentOf(this.#mask.slice(lineStart, this.#text.lines.end(first)));
    noteProblem(this.#text, start, this.#text.lines.end(first), words);
    const end = Math.max(start, this.#text.lines.end(last));
    return new OpenScalar(this.#text.base, parent, start, end, this.#text.lines.text.slice(start, end));
  }

  /** A map or list in braces or brackets, with a fault in it or behind it. */
  #collection(piece: Piece, start: number, parent: Holder, composed: Composed | undefined, value: SyntaxNode | undefined, words: string): SyntaxNode {
    const error = composed?.doc.errors[0];
    const lineEnd = this.#contentEnd(start, piece.first);
    if (value && value.kind !== 'scalar' && value.flow && error?.code === 'UNEXPECTED_TOKEN' && error.pos[0] >= value.end && value.end < lineEnd) {
      const behind = this.#mask.slice(value.end, lineEnd);
      if (/^[\s}\]]+$/.test(behind)) {
        const at = value.end + indentOf(behind);
        noteProblem(this.#text, at, lineEnd, 'One closing brace or bracket too many.', { title: 'Remove it', edits: [{ start: value.end, end: lineEnd, newText: '' }] });
        return value;
      }
      const read = this.#asText(parent, start, piece).value;
      noteProblem(this.#text, read.start, read.end, words, quoteRepair(read.start, read.end, read.text));
      return read;
    }
    const [from, to] = this.#place(start, piece, error?.pos[0]);
    noteProblem(this.#text, from, to, words, this.#closing(composed, piece, start) ?? this.#extraComma(from));
    return value ?? this.#asText(parent, start, piece).value;
  }

  /** A brace or bracket that is missing at the end of a line. */
  #closing(composed: Composed | undefined, piece: Piece, start: number): SyntaxProblem['repair'] {
    const message = composed?.doc.errors[0]?.message ?? '';
    const char = /end with a \}/.test(message) ? '}' : /end with a \]/.test(message) ? ']' : undefined;
    if (!char || piece.first !== piece.last) return undefined;
    const source = this.#mask.slice(start, this.#text.lines.end(piece.first));
    // A `#` inside quotes is no comment; where there are both, nobody but the author can tell.
    if (/["']/.test(source) && source.includes('#')) return undefined;
    const at = start + source.replace(/[ \t]+#.*$/, '').trimEnd().length;
    const pad = char === '}' && /^\{ /.test(source) ? ' ' : '';
    return { title: `Close with \`${char}\``, edits: [{ start: at, end: at, newText: pad + char }] };
  }

  /** `{ a: 1, , b: 2 }` */
  #extraComma(at: number): SyntaxProblem['repair'] {
    const behind = this.#text.lines.text.slice(at, at + 200);
    const comma = /^,[ \t]*/.exec(behind);
    return comma ? { title: 'Remove the comma', edits: [{ start: at, end: at + comma[0].length, newText: '' }] } : undefined;
  }

  #place(start: number, piece: Piece, at: number | undefined): [number, number] {
    const end = this.#text.lines.end(piece.first);
    return at !== undefined && at > start && at < end ? [at, at + 1] : [start, end];
  }

  /** The end of what stands on a line, a comment left out. */
  #contentEnd(start: number, line: number): number {
    const rest = this.#mask.slice(start, this.#text.lines.end(line));
    const comment = /[ \t]#[ \t]/.exec(rest);
    return start + (comment ? rest.slice(0, comment.index) : rest).trimEnd().length;
  }

  /** The rest of the line as text, with the lines below up to one that has a key of its own. */
  #asText(parent: Holder, start: number, piece: Piece): FaultyValue & { readonly value: ScalarNode } {
    let end = this.#contentEnd(start, piece.first);
    let rest: number | undefined;
    for (let line = piece.first + 1; line <= piece.last; line += 1) {
      const content = this.#text.lines.content(line);
      if (isBlank(content)) continue;
      if (headOf(content).kind !== 'text') {
        rest = line;
        break;
      }
      end = this.#contentEnd(this.#text.lines.start(line), line);
    }
    const text = this.#mask.reveal(this.#mask.slice(start, end));
    return { value: new OpenScalar(this.#text.base, parent, start, end, text), ...(rest !== undefined && { rest }) };
  }

  /** The first line of a block text that is indented less than the lines before it, and what puts it right. */
  #outdented(piece: Piece): (TextRange & { readonly repair: NonNullable<SyntaxProblem['repair']> }) | undefined {
    let wanted: number | undefined;
    for (let line = piece.first + 1; line <= piece.last; line += 1) {
      if (this.#text.lines.content(line).trim() === '') continue;
      const indent = this.#text.lines.indent(line);
      wanted ??= indent;
      if (indent >= wanted) continue;
      const start = this.#text.lines.start(line);
      return { start: start + indent, end: this.#text.lines.end(line), repair: { title: 'Indent it like the text', edits: [{ start, end: start, newText: ' '.repeat(wanted - indent) }] } };
    }
    return undefined;
  }
}

/** A quote that opens the value and is closed nowhere. */
function unclosed({ text, end }: ScalarNode): SyntaxProblem['repair'] {
  const quote = text[0] ?? '';
  if ((quote !== '"' && quote !== "'") || text.slice(1).includes(quote)) return undefined;
  return { title: 'Close the quote', edits: [{ start: end, end, newText: quote }] };
}
