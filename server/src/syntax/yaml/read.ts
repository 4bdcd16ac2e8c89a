/**
 * Reading YAML without ever failing. A piece of text that YAML accepts is taken as it is; one that it refuses is read
 * line by line (`faulty-lines.ts`).
 */
import { isMap } from 'yaml';
import type { Lines } from '../lines.ts';
import type { SyntaxNode, SyntaxProblem } from '../tree.ts';
import type { AnchorScope } from './anchor-scope.ts';
import { Builder } from './build.ts';
import { isSound, StretchComposer } from './compose.ts';
import { cutPieces } from './cut.ts';
import { FaultyLines } from './faulty-lines.ts';
import type { Base } from './nodes.ts';
import type { OpenEntry } from './nodes.ts';
import { OpenMap } from './nodes.ts';
import type { Trap } from './traps.ts';

/** Reads one text. */
export class Reader {
  readonly problems: SyntaxProblem[] = [];
  readonly #lines: Lines;
  readonly #composer: StretchComposer;
  readonly #builder: Builder;
  readonly #base: Base;

  /**
   * `base`: where the text begins, from which its nodes are to count; 0 for now. `anchors`: what stands above it, and
   * what it names. `onCompose` is told of each run of the YAML parser, and of how many characters it was given.
   */
  constructor(lines: Lines, base: Base, anchors: AnchorScope, onCompose: (characters: number) => void) {
    this.#lines = lines;
    this.#base = base;
    this.#composer = new StretchComposer(lines.text, onCompose);
    this.#builder = new Builder(lines.text, base, anchors, this.#composer.mask);
  }

  /** The traps that were met. */
  get traps(): readonly Trap[] {
    return this.#composer.traps;
  }

  /** The nodes that aliases have added. */
  get expanded(): number {
    return this.#builder.expanded;
  }

  /** Reads the lines of one document. */
  read(first: number, last: number): SyntaxNode | undefined {
    const composed = this.#composer.composeLines(this.#lines, first, last);
    const root = isSound(composed) ? this.#builder.build(composed.doc, undefined, 0) : this.#faultyLines().pieces(first, last, undefined, 0, composed);
    this.problems.push(...this.#builder.problems);
    return root;
  }

  /** Reads all lines as an entry of a block map that is nested so deep; where they are faulty, they may be several entries, or none. */
  readEntries(depth: number): OpenEntry[] {
    const map = new OpenMap(this.#base, undefined, 0, 0, false);
    // What stands behind the last line end is no line.
    const last = Math.max(0, this.#lines.count - (this.#lines.text.endsWith('\n') ? 2 : 1));
    const [piece] = cutPieces((line) => this.#composer.maskedLine(this.#lines, line), 0, last);
    if (piece) {
      const composed = this.#composer.composeLines(this.#lines, piece.first, last);
      if (isSound(composed) && isMap(composed.doc.contents)) this.#builder.addPairs(composed.doc.contents.items, map, depth);
      else this.#faultyLines().entry({ ...piece, last }, map, depth, composed);
    }
    this.problems.push(...this.#builder.problems);
    return map.entries;
  }

  #faultyLines(): FaultyLines {
    return new FaultyLines({ lines: this.#lines, base: this.#base, composer: this.#composer, builder: this.#builder, problems: this.problems });
  }
}
