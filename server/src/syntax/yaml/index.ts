/** YAML as a syntax of specs. */
import type { Change, RenderOptions, SourceEdit } from '../change.ts';
import type { Cursor } from '../cursor.ts';
import { Lines } from '../lines.ts';
import type { Comment, FormatOptions, LineSpan, ParseOptions, ScalarNode, SyntaxNode, SyntaxProblem, SyntaxTree, Target, TextRange } from '../tree.ts';
import { descendants } from '../tree.ts';
import { CursorFinder } from './at-cursor.ts';
import { findComments } from './comments.ts';
import { findDocument } from './document.ts';
import type { Extent } from './document.ts';
import { editsFor } from './edit.ts';
import { formatEdits } from './format/index.ts';
import { newLineEdit } from './new-line.ts';
import { Reader } from './read.ts';
import { keyOffsets, scalarOffsets } from './scalar-positions.ts';
import { stretchAt, stretchesOf } from './stretches.ts';
import { stepOf, styleOf } from './style.ts';
import { trapProblems } from './trap-problems.ts';
import type { DocumentStyle } from './write.ts';

/** Reads YAML text. Never throws, whatever the text. */
export function parseYaml(text: string, options: ParseOptions = {}): SyntaxTree {
  return new YamlTree(text, options);
}

class YamlTree implements SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
  readonly #lines: Lines;
  readonly #extent: Extent;
  readonly #scalars: readonly ScalarNode[];
  #stretches: readonly LineSpan[] | undefined;
  #style: DocumentStyle | undefined;
  /** The scalar located last: of a long text many parts are asked for in a row. */
  #located: { readonly node: ScalarNode; readonly offsets: readonly number[] | undefined } | undefined;

  constructor(text: string, options: ParseOptions) {
    this.text = text;
    this.#lines = new Lines(text);
    const extent = findDocument(this.#lines);
    this.#extent = extent;
    const reader = new Reader(this.#lines, options.onCompose ?? (() => undefined));
    this.root = reader.read(extent.first, extent.last);
    const scalars: ScalarNode[] = [];
    for (const node of descendants(this.root)) if (node.kind === 'scalar') scalars.push(node);
    this.#scalars = scalars;
    this.comments = findComments(this.#lines, scalars, extent);
    this.problems = [...reader.problems, ...trapProblems(reader.traps, scalars, this.#lines), ...extent.problems].sort((a, b) => a.start - b.start);
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
    this.#stretches ??= stretchesOf(this.#scalars, this.#lines);
    return stretchAt(this.#stretches, this.#lines.at(offset));
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
    return newLineEdit(this, this.#lines, offset, stepOf(this.root, this.#lines) ?? options.step);
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

  #styleOf(): DocumentStyle {
    this.#style ??= styleOf(this.root, this.#lines);
    return this.#style;
  }
}

/** The place of a slice; undefined where the offsets cannot be told. */
function between(offsets: readonly number[] | undefined, slice: TextRange): TextRange | undefined {
  const start = offsets?.[slice.start];
  const end = offsets?.[slice.end];
  return start === undefined || end === undefined ? undefined : { start, end };
}
