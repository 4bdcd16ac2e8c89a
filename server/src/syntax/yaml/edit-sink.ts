/** Collects the edits of one request: what all kinds of change share. */
import type { SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { Comment, Entry, SyntaxNode, SyntaxTree } from '../tree.ts';
import { Blocks } from './blocks.ts';
import type { DocumentStyle } from './write.ts';
import { Writer } from './write.ts';

/** Text for an edit; asked for once in snippet syntax and once without, if need be. */
export type Render = (writer: Writer) => string;

/** The edits of one text, in the making. */
export class EditSink {
  readonly tree: SyntaxTree;
  readonly lines: Lines;
  readonly style: DocumentStyle;
  readonly blocks: Blocks;
  readonly #snippets: boolean;
  readonly #edits: SourceEdit[] = [];
  #lastTabStop = 0;

  constructor(tree: SyntaxTree, lines: Lines, style: DocumentStyle, snippets: boolean) {
    this.tree = tree;
    this.lines = lines;
    this.style = style;
    this.blocks = new Blocks(lines, tree.comments);
    this.#snippets = snippets;
  }

  /** All edits, in the order of the text. */
  get edits(): SourceEdit[] {
    return [...this.#edits].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Takes over edits that are ready. */
  add(edits: readonly SourceEdit[]): void {
    this.#edits.push(...edits);
  }

  /** Replaces a range; in snippet syntax only where there is a tab stop. */
  put(start: number, end: number, text: string | Render): void {
    if (typeof text === 'string') {
      this.#edits.push({ start, end, newText: text });
      return;
    }
    if (this.#snippets) {
      const writer = new Writer(this.style, true, this.#lastTabStop);
      const newText = text(writer);
      if (writer.lastTabStop > this.#lastTabStop) {
        this.#lastTabStop = writer.lastTabStop;
        this.#edits.push({ start, end, newText, snippet: true });
        return;
      }
    }
    this.#edits.push({ start, end, newText: text(new Writer(this.style, false)) });
  }

  /** Inserts whole lines behind a line; at column 0, so that no client adds indentation of its own. */
  putLines(after: number, text: Render): void {
    const { eol } = this.style;
    const next = this.lines.next(after);
    if (next > this.lines.end(after)) return this.put(next, next, (writer) => text(writer) + eol);
    // The last line has no line end: it is written anew with one, since a snippet there would be indented like it.
    const line = this.lines.content(after);
    if (this.#snippets) this.put(this.lines.start(after), next, (writer) => writer.source(line) + eol + text(writer));
    else this.put(next, next, (writer) => eol + text(writer));
  }

  /** The offset right behind an entry's colon. */
  behindColon(entry: Entry): number {
    if (!entry.value) return entry.end;
    return this.lines.text.indexOf(':', entry.key.end) + 1;
  }

  /** The end of what a person sees of a node: block values end behind their last line end. */
  contentEnd(node: SyntaxNode): number {
    return node.start + this.lines.text.slice(node.start, node.end).trimEnd().length;
  }

  /** Whether a node, or an entry's value, stands between braces or brackets. */
  isInline(at: Entry | SyntaxNode | undefined): boolean {
    for (let node = at; node; node = node.parent) if (node.kind !== 'entry' && node !== at && node.kind !== 'scalar' && node.flow) return true;
    return false;
  }

  /** Comments, each on a line of its own, a line end in front of each. */
  commentLines(comments: readonly Comment[], column: number): string {
    return comments.map((comment) => this.style.eol + ' '.repeat(column) + this.sourceOf(comment)).join('');
  }

  sourceOf(comment: Comment): string {
    return this.lines.text.slice(comment.start, comment.end);
  }
}
