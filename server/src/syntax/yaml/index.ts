/** YAML as a syntax of specs. */
import type { Change, RenderOptions, SourceEdit } from '../change.ts';
import type { Cursor } from '../cursor.ts';
import { Lines } from '../lines.ts';
import type { Comment, LineSpan, ParseOptions, ScalarNode, SyntaxNode, SyntaxProblem, SyntaxTree, Target, TextRange } from '../tree.ts';
import { descendants } from '../tree.ts';
import { CursorFinder } from './at-cursor.ts';
import { findComments } from './comments.ts';
import { findDocument } from './document.ts';
import type { Extent } from './document.ts';
import { editsFor } from './edit.ts';
import { Reader } from './read.ts';
import { scalarOffsets } from './scalar-positions.ts';
import { stretchAt, stretchesOf } from './stretches.ts';
import { styleOf } from './style.ts';
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
      return { start: node.key.start, end: node.key.end };
    }
    if (slice && node.kind === 'scalar') {
      const offsets = scalarOffsets(node, this.text);
      const start = offsets?.[slice.start];
      const end = offsets?.[slice.end];
      if (start !== undefined && end !== undefined) return { start, end };
    }
    // Block values end behind their last line end; what a person sees of them ends before it.
    const end = node.start + this.text.slice(node.start, node.end).trimEnd().length;
    return { start: node.start, end: Math.max(node.start, end) };
  }

  textOffsetAt(node: ScalarNode, offset: number): number | undefined {
    const found = scalarOffsets(node, this.text)?.indexOf(offset) ?? -1;
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

  positionAt(offset: number): { line: number; character: number } {
    return this.#lines.positionAt(offset);
  }

  offsetAt(position: { line: number; character: number }): number {
    return this.#lines.offsetAt(position);
  }

  #styleOf(): DocumentStyle {
    this.#style ??= styleOf(this.root, this.#lines);
    return this.#style;
  }
}
