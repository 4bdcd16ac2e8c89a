import assert from 'node:assert/strict';
import type { Change, RenderOptions, SourceEdit } from '../../server/src/syntax/change.ts';
import type { SyntaxTree } from '../../server/src/syntax/tree.ts';

/** The text with the edits applied; fails where they are out of order or overlap. */
export function apply(text: string, edits: readonly SourceEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    assert.ok(edit.start >= at && edit.end >= edit.start && edit.end <= text.length, `edit ${JSON.stringify(edit)} overlaps the one before it, or leaves the text`);
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The text of a tree with changes applied. */
export function changed(tree: SyntaxTree, changes: readonly Change[], options?: RenderOptions): string {
  return apply(tree.text, tree.edits(changes, options));
}
