/** Edits by offset: applied to a text, and as LSP speaks of them. */
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { SourceEdit } from '../syntax/change.ts';
import type { SyntaxTree, TextRange } from '../syntax/tree.ts';

export { applyEdits } from '../syntax/edits.ts';

/** The one edit that turns a text into another: what they share at both ends stays untouched. */
export function difference(from: string, to: string): SourceEdit[] {
  if (from === to) return [];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < most - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  // Neither a line end nor a character of two code units is cut in two: clients could not point between its halves.
  while (start > 0 && (isSplit(from, start) || isSplit(to, start))) start -= 1;
  while (tail > 0 && (isSplit(from, from.length - tail) || isSplit(to, to.length - tail))) tail -= 1;
  return [{ start, end: from.length - tail, newText: to.slice(start, to.length - tail) }];
}

function isSplit(text: string, at: number): boolean {
  return /^(\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(at - 1, at + 1));
}

/** Plain text as it stands in an LSP snippet. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

export function lspRange(tree: Pick<SyntaxTree, 'positionAt'>, { start, end }: TextRange): Range {
  return { start: tree.positionAt(start), end: tree.positionAt(end) };
}

/** A range so many lines further down, or up where that is negative. */
export function movedDown({ start, end }: Range, lines: number): Range {
  return { start: { ...start, line: start.line + lines }, end: { ...end, line: end.line + lines } };
}

export function lspEdits(tree: SyntaxTree, edits: readonly SourceEdit[]): TextEdit[] {
  return edits.map((edit) => ({ range: lspRange(tree, edit), newText: edit.newText }));
}
