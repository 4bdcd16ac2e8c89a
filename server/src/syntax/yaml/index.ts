/** YAML as a syntax of specs. */
import type { Change, RenderOptions, SourceEdit } from '../change.ts';
import type { Cursor } from '../cursor.ts';
import { Lines } from '../lines.ts';
import type { Comment, FormatOptions, LineSpan, ParseOptions, ScalarNode, SyntaxNode, SyntaxProblem, SyntaxTree, Target, TextRange } from '../tree.ts';
import { changeBetween } from '../text-change.ts';
import { CursorFinder } from './at-cursor.ts';
import { findDocument } from './document.ts';
import type { Extent } from './document.ts';
import { editsFor } from './edit.ts';
import { formatEdits } from './format/index.ts';
import { LineKinds } from './line-kinds.ts';
import { newLineEdit } from './new-line.ts';
import { DocumentParts } from './parts.ts';
import { keyOffsets, scalarOffsets } from './scalar-positions.ts';
import { stretchAt } from './stretches.ts';
import { styleOf } from './style.ts';

/** Reads YAML text. Never throws, whatever the text. */
export function parseYaml(text: string, options: ParseOptions = {}): SyntaxTree {
  return new YamlTree(text, options);
}

class YamlTree implements SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly #lines: Lines;
  readonly #extent: Extent;
  readonly #parts: DocumentParts;
  #comments: readonly Comment[] | undefined;
  #style: ReturnType<typeof styleOf> | undefined;
  /** The scalar located last: of a long text many parts are asked for in a row. */
  #located: { readonly node: ScalarNode; readonly offsets: readonly number[] | undefined } | undefined;

  constructor(text: string, { previous, onCompose = () => undefined, onWhole }: ParseOptions) {
    this.text = text;
    const before = previous instanceof YamlTree ? previous : undefined;
    const change = before && changeBetween(before.text, text);
    if (before && change) {
      const look = before.#parts.kinds.look(before.#lines.at(change.start));
      const { lines, change: lineChange } = before.#lines.after(text, change);
      const kinds = before.#parts.kinds.after(lines, lineChange);
      const within = before.#extent.problems.length === 0 ? before.#parts.afterWithin(kinds, { ...change, ...lineChange }, look, onCompose) : undefined;
      this.#lines = lines;
      this.#extent = within ? { ...before.#extent, last: before.#extent.last + lineChange.now - lineChange.was } : findDocument(lines);
      this.#parts = within ?? DocumentParts.read(kinds, this.#extent, onCompose, { parts: before.#parts, change, shift: change.newEnd - change.oldEnd });
    } else {
      this.#lines = new Lines(text);
      this.#extent = findDocument(this.#lines);
      this.#parts = DocumentParts.read(LineKinds.of(this.#lines), this.#extent, onCompose);
    }
    if (!this.#parts.division) onWhole?.();
    this.root = this.#parts.root;
    this.problems = [...this.#parts.problems, ...this.#extent.problems].sort((a, b) => a.start - b.start);
  }

  get comments(): readonly Comment[] {
    this.#comments ??= this.#parts.comments;
    return this.#comments;
  }

  rangeOf({ node, part, slice }: Target): TextRange {
    if (node.kind === 'entry') {
      if (part !== 'key' && node.value && node.value.start < node.value.end) return this.rangeOf({ node: node.value, ...(slice && { slice }) });
      const { start, end } = node.key;
      return (part === 'key' && slice && between(keyOffsets(node.key, this.text), slice)) || { start, end };
    }
    const found = slice && node.kind === 'scalar' ? between(this.#offsetsOf(node), slice) : undefined;
    if (found) return found;
    // Block values end behind their last line end; what a person sees of them ends before it.
    const end = node.start + this.text.slice(node.start, node.end).trimEnd().length;
    return { start: node.start, end: Math.max(node.start, end) };
  }

  textOffsetAt(node: ScalarNode, offset: number): number | undefined {
    const found = this.#offsetsOf(node)?.indexOf(offset) ?? -1;
    return found < 0 ? undefined : found;
  }

  linesAround(offset: number): LineSpan {
    return stretchAt(this.#parts.blockAt(offset)?.stretches(this.#lines) ?? [], this.#lines.at(offset));
  }

  edits(changes: readonly Change[], options: RenderOptions = {}): SourceEdit[] {
    return editsFor(this, this.#lines, this.#styleOf(), changes, options.snippets ?? false);
  }

  cursorAt(offset: number): Cursor {
    return new CursorFinder(this, this.#lines, this.#styleOf(), this.#extent).at(offset);
  }

  format(options: FormatOptions): SourceEdit[] {
    return formatEdits(this, this.#lines, this.#extent, options);
  }

  newLine(offset: number, options: FormatOptions): SourceEdit | undefined {
    return newLineEdit(this, this.#lines, offset, this.#styleOf().ownStep ?? options.step);
  }

  positionAt(offset: number): { line: number; character: number } {
    return this.#lines.positionAt(offset);
  }

  offsetAt(position: { line: number; character: number }): number {
    return this.#lines.offsetAt(position);
  }

  #offsetsOf(node: ScalarNode): readonly number[] | undefined {
    if (this.#located?.node !== node) this.#located = { node, offsets: scalarOffsets(node, this.text) };
    return this.#located.offsets;
  }

  #styleOf(): ReturnType<typeof styleOf> {
    this.#style ??= styleOf(this.#parts.style(), this.#lines);
    return this.#style;
  }
}

/** The place of a slice; undefined where the offsets cannot be told. */
function between(offsets: readonly number[] | undefined, slice: TextRange): TextRange | undefined {
  const start = offsets?.[slice.start];
  const end = offsets?.[slice.end];
  return start === undefined || end === undefined ? undefined : { start, end };
}
