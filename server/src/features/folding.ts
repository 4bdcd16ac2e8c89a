/** What can be folded away: sections, records and all else that has lines of its own, long texts, groups of comments. */
import type { FoldingRange } from 'vscode-languageserver-types';
import { FoldingRangeKind } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { Comment, SyntaxNode, SyntaxTree } from '../syntax/tree.ts';
import { ownEntries } from './places.ts';

interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly depth: number;
  readonly kind?: FoldingRangeKind;
}

/** The ranges of whole lines that can be folded, in the order of the text; of more than `limit` the outermost. */
export function foldingRanges(spec: Spec, limit = Infinity): FoldingRange[] {
  const folds = [...new Folder(spec).folds, ...commentFolds(spec.tree), ...regionFolds(spec.tree)];
  // Of two that start on one line a client shows one: the larger.
  folds.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  const distinct = folds.filter(({ startLine }, at) => startLine !== folds[at - 1]?.startLine);
  return outermost(distinct, limit).map(({ startLine, endLine, kind }) => ({ startLine, endLine, ...(kind !== undefined && { kind }) }));
}

function outermost(folds: readonly Fold[], limit: number): readonly Fold[] {
  if (folds.length <= limit) return folds;
  const kept = new Set([...folds].sort((a, b) => a.depth - b.depth).slice(0, Math.max(0, limit)));
  return folds.filter((fold) => kept.has(fold));
}

/** Collects the folds of nodes: there may be tens of thousands of them. */
class Folder {
  readonly folds: Fold[] = [];
  readonly #spec: Spec;
  /** Comments with a line of their own, by line. */
  readonly #comments = new Map<number, Comment>();

  constructor(spec: Spec) {
    this.#spec = spec;
    for (const comment of spec.tree.comments) if (comment.ownLine) this.#comments.set(spec.tree.positionAt(comment.start).line, comment);
    this.#inside(spec.tree.root, 0);
  }

  #inside(node: SyntaxNode | undefined, depth: number): void {
    if (!node || node.origin || node.kind === 'scalar') return;
    if (node.kind === 'map') for (const entry of ownEntries(node)) this.#with(entry.key.start, entry.value, depth);
    else for (const item of node.items) this.#with(item.start, item, depth);
  }

  #with(start: number, value: SyntaxNode | undefined, depth: number): void {
    this.#fold(start, value, depth);
    this.#inside(value, depth + 1);
  }

  /** The lines from a place to the end of a value, where that is a later line. */
  #fold(start: number, value: SyntaxNode | undefined, depth: number): void {
    if (!value || value.origin) return;
    const { tree } = this.#spec;
    const from = tree.positionAt(start);
    const startLine = from.line;
    const { end } = tree.rangeOf({ node: value });
    const last = tree.positionAt(end).line;
    const isFlow = value.kind !== 'scalar' && value.flow;
    const endLine = isFlow ? last - Number(standsAlone(tree, end - 1)) : this.#withComments(last, from.character);
    if (endLine > startLine) this.folds.push({ startLine, endLine, depth });
  }

  /** The comments below a block that are indented deeper than its key belong to it. */
  #withComments(last: number, column: number): number {
    const { tree } = this.#spec;
    let end = last;
    for (let line = last + 1; ; line += 1) {
      const comment = this.#comments.get(line);
      if (comment && tree.positionAt(comment.start).character > column) end = line;
      else if (comment || !isBlank(tree, line)) return end;
    }
  }
}

/** Whether nothing but blanks stands before an offset on its line: a closing brace that stays in sight. */
function standsAlone(tree: SyntaxTree, offset: number): boolean {
  const { line } = tree.positionAt(offset);
  return tree.text.slice(tree.offsetAt({ line, character: 0 }), offset).trim() === '';
}

/** A line of the text with blanks only; there is none behind the last. */
function isBlank(tree: SyntaxTree, line: number): boolean {
  const start = tree.offsetAt({ line, character: 0 });
  if (start === tree.text.length && tree.positionAt(start).line !== line) return false;
  WORD_OR_END.lastIndex = start;
  const found = WORD_OR_END.exec(tree.text)?.[0] ?? '\n';
  return found === '\n';
}

/** What comes first from a place on: something that is no blank, or the end of the line. */
const WORD_OR_END = /\S|\n/g;

const REGION = /^(end)?region\b/;

/** Two or more comments below each other; marks of regions are folds of their own. */
function* commentFolds(tree: SyntaxTree): Generator<Fold> {
  let first: number | undefined;
  let last = -2;
  for (const comment of tree.comments) {
    if (!comment.ownLine || REGION.test(comment.text)) continue;
    const { line } = tree.positionAt(comment.start);
    if (first !== undefined && line === last + 1) {
      last = line;
      continue;
    }
    if (first !== undefined && last > first) yield { startLine: first, endLine: last, depth: 0, kind: FoldingRangeKind.Comment };
    [first, last] = [line, line];
  }
  if (first !== undefined && last > first) yield { startLine: first, endLine: last, depth: 0, kind: FoldingRangeKind.Comment };
}

/** `# region` to `# endregion`. */
function* regionFolds(tree: SyntaxTree): Generator<Fold> {
  const open: number[] = [];
  for (const comment of tree.comments) {
    const mark = comment.ownLine ? REGION.exec(comment.text) : null;
    if (!mark) continue;
    const { line } = tree.positionAt(comment.start);
    if (mark[1] === undefined) open.push(line);
    else {
      const startLine = open.pop();
      if (startLine !== undefined) yield { startLine, endLine: line, depth: 0, kind: FoldingRangeKind.Region };
    }
  }
}
