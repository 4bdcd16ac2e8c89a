/** A stretch of lines that is read by itself: what is in it counts from its start, so that it can be kept as long as its lines stay the same. */
import { Lines } from '../lines.ts';
import type { Comment, LineSpan, ScalarNode, SyntaxNode, SyntaxProblem } from '../tree.ts';
import { descendants } from '../tree.ts';
import type { AnchorTable } from './anchor-scope.ts';
import { AnchorScope, NO_ANCHORS } from './anchor-scope.ts';
import { findComments } from './comments.ts';
import type { Extent } from './document.ts';
import type { Base, OpenEntry } from './nodes.ts';
import { plainEntry } from './plain-entries.ts';
import { Reader } from './read.ts';
import { stretchesOf } from './stretches.ts';
import type { StyleFacts } from './style.ts';
import { styleFacts } from './style.ts';
import { trapProblems } from './trap-problems.ts';

/** What a stretch is read as: comments above the first key; entries of a block map that is nested so deep; or the whole document. */
export type BlockKind = { readonly kind: 'comments' } | { readonly kind: 'entries'; readonly depth: number } | { readonly kind: 'document'; readonly extent: Extent };

const NONE: readonly never[] = Object.freeze([]);

/** A stretch of lines with all that was read of it; its nodes count from where it begins. */
export class Block implements Base {
  /** Where it begins in the text. */
  offset = 0;
  readonly length: number;
  /** The block with the key above, under which the entries stand; undefined at the top level. */
  readonly key: Block | undefined;
  readonly kind: BlockKind['kind'];
  readonly entries: readonly OpenEntry[];
  /** The value of a whole document. */
  readonly root: SyntaxNode | undefined;
  /** Counted from the start of the block. */
  readonly problems: readonly SyntaxProblem[];
  /** Counted from the start of the block. */
  readonly comments: readonly Comment[];
  readonly anchors: AnchorScope;
  /** The nodes that aliases have added. */
  readonly expanded: number;
  #stretches: readonly LineSpan[] | undefined;
  #style: StyleFacts | undefined;

  /** Reads a text of whole lines; `above`: the anchors of the text before it. `onCompose` is told of each run of the YAML parser, and of how many characters it was given. */
  constructor(text: string, kind: BlockKind, key: Block | undefined, above: AnchorTable, onCompose: (characters: number) => void) {
    this.length = text.length;
    this.key = key;
    this.kind = kind.kind;
    const plain = kind.kind === 'entries' ? plainEntry(text, this) : undefined;
    if (plain || kind.kind === 'comments') {
      this.entries = plain ? [plain] : NONE;
      this.root = undefined;
      this.expanded = 0;
      this.comments = text.includes('#') ? findComments(new Lines(text), this.#scalars()) : NONE;
      this.problems = NONE;
      this.anchors = NO_ANCHORS;
      return;
    }
    const lines = new Lines(text);
    this.anchors = new AnchorScope(above);
    const reader = new Reader(lines, this, this.anchors, onCompose);
    this.entries = kind.kind === 'entries' ? reader.readEntries(kind.depth) : NONE;
    this.root = kind.kind === 'document' ? reader.read(kind.extent.first, kind.extent.last) : undefined;
    this.expanded = reader.expanded;
    const scalars = this.#scalars();
    this.comments = findComments(lines, scalars, kind.kind === 'document' ? kind.extent : undefined);
    this.problems = [...reader.problems, ...trapProblems(reader.traps, scalars, lines)];
    this.anchors.close();
  }

  /** It begins there now, and all that is in it goes along. */
  moveTo(offset: number): void {
    this.offset = offset;
  }

  /** The lines that belong together because a scalar goes over them, in the lines of the whole text. */
  stretches(lines: Lines): LineSpan[] {
    const first = lines.at(this.offset);
    this.#stretches ??= stretchesOf(this.#scalars(), lines).map((span) => ({ first: span.first - first, last: span.last - first }));
    return this.#stretches.map((span) => ({ first: span.first + first, last: span.last + first }));
  }

  /** What it shows of the document's style. */
  style(lines: Lines): StyleFacts {
    this.#style ??= styleFacts(this.#nodes(), lines);
    return this.#style;
  }

  *#nodes(): Generator<SyntaxNode> {
    yield* descendants(this.root);
    for (const entry of this.entries) yield* descendants(entry.value);
  }

  #scalars(): ScalarNode[] {
    const scalars: ScalarNode[] = [];
    for (const node of this.#nodes()) if (node.kind === 'scalar') scalars.push(node);
    return scalars;
  }
}
