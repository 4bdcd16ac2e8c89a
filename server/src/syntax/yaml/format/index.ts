/**
 * Formatting: indentation, blanks, quotes and the columns that the author lined up. Nothing but blanks and the kind of
 * quotes changes, the order of nothing. Stretches with a fault in them are left as they are.
 */
import type { SourceEdit } from '../../change.ts';
import { applyEdits } from '../../edits.ts';
import type { Lines } from '../../lines.ts';
import type { FormatOptions, SyntaxTree } from '../../tree.ts';
import type { Composed } from '../compose.ts';
import { StretchComposer } from '../compose.ts';
import { cutPieces } from '../cut.ts';
import type { Extent } from '../document.ts';
import { habitsOf } from './habits.ts';
import type { Habits } from './habits.ts';
import { saysTheSame } from './same.ts';
import { StretchEdits } from './stretch-edits.ts';
import type { Layout } from './words.ts';
import { WordReader } from './words.ts';

/** A run of whole lines. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The edits that format a document, or the lines that a range touches; none overlap, in the order of the text. */
export function formatEdits(tree: SyntaxTree, lines: Lines, extent: Extent, options: FormatOptions): SourceEdit[] {
  const formatter = new Formatter(tree, lines, habitsOf(tree.root, lines), options);
  const whole: Stretch = { first: extent.first, last: extent.last };
  if (!tree.problems.some(({ kind }) => kind === 'syntax' || kind === 'swallowed')) {
    const edits = formatter.format(whole);
    if (edits) return edits;
  }
  // A piece is laid out from the first column: moved there from another, it would no longer stand beside what is left as it is.
  const pieces = cutPieces((line) => lines.content(line), whole.first, whole.last).filter((piece) => piece.indent === 0 && !formatter.isFaulty(piece));
  return pieces.flatMap((piece) => formatter.format(piece) ?? []);
}

class Formatter {
  readonly #tree: SyntaxTree;
  readonly #lines: Lines;
  readonly #habits: Habits;
  readonly #options: FormatOptions;
  readonly #open: Stretch;
  readonly #composer: StretchComposer;

  constructor(tree: SyntaxTree, lines: Lines, habits: Habits, options: FormatOptions) {
    this.#tree = tree;
    this.#lines = lines;
    this.#habits = habits;
    this.#options = options;
    this.#composer = new StretchComposer(lines.text, () => undefined);
    const { range } = options;
    // A selection that ends in front of a line does not hold it.
    const end = range && range.end > range.start && lines.column(range.end) === 0 ? range.end - 1 : range?.end;
    this.#open = range && end !== undefined ? { first: lines.at(range.start), last: lines.at(end) } : { first: 0, last: lines.count };
  }

  /** Whether a problem stands in a stretch. */
  isFaulty({ first, last }: Stretch): boolean {
    const [start, end] = [this.#lines.start(first), this.#lines.next(last)];
    return this.#tree.problems.some((problem) => problem.start < end && problem.end >= start && problem.kind !== 'duplicate-key');
  }

  /** The edits of a stretch; undefined where it cannot be formatted and mean the same afterwards. */
  format({ first, last }: Stretch): SourceEdit[] | undefined {
    const [start, end] = [this.#lines.start(first), this.#lines.next(last)];
    const composed = soundly(this.#composer, start, end);
    if (!composed) return undefined;
    const layout: Layout = { ...this.#habits, step: this.#options.step, listStep: this.#habits.indentsLists ? this.#options.step : 0, open: this.#open };
    const reader = new WordReader(this.#lines, layout);
    if (!reader.read(composed.tokens)) return undefined;
    const edits = new StretchEdits(this.#lines, layout, reader).all(first, last, this.#habits);
    if (edits.length === 0) return edits;
    const after = applyEdits(this.#lines.text.slice(start, end), edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })));
    const formatted = soundly(new StretchComposer(after, () => undefined), 0, after.length);
    return formatted && saysTheSame(composed, formatted) ? edits : undefined;
  }
}

/** The stretch as YAML has it; undefined where it has a fault, or a trap that has to be masked. */
function soundly(composer: StretchComposer, start: number, end: number): Composed | undefined {
  const traps = composer.traps.length;
  const composed = composer.compose(start, end);
  return composed && composed.doc.errors.length === 0 && composer.traps.length === traps ? composed : undefined;
}
