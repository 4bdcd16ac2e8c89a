import assert from 'node:assert/strict';
import type { Entry, SyntaxNode, SyntaxTree, TextRange } from '../../server/src/syntax/tree.ts';

/** Asserts what holds for every tree: ranges lie in the text and in each other, parents are those that list the child. */
export function assertSound(tree: SyntaxTree): void {
  const whole = { start: 0, end: tree.text.length };
  if (tree.root) {
    assert.equal(tree.root.parent, undefined);
    assertNode(tree.root, whole);
  }
  for (const problem of tree.problems) {
    inside(problem, whole, problem.message);
    for (const edit of problem.repair?.edits ?? []) inside(edit, whole, problem.message);
  }
  let last = -1;
  for (const comment of tree.comments) {
    inside(comment, whole, comment.text);
    assert.ok(comment.start > last, 'comments are in order');
    assert.equal(tree.text[comment.start], '#');
    last = comment.end;
  }
}

function assertNode(node: SyntaxNode, outer: TextRange): void {
  inside(node, outer, node.kind);
  const range = tree(node);
  if (node.origin) return;
  if (node.kind === 'map') for (const entry of node.entries) assertEntry(entry, node, range);
  if (node.kind === 'list') {
    for (const item of node.items) {
      assert.equal(item.parent, node, 'an item’s parent is its list');
      assertNode(item, range);
    }
  }
}

function assertEntry(entry: Entry, parent: SyntaxNode, outer: TextRange): void {
  assert.equal(entry.parent, parent, 'an entry’s parent is its map');
  if (entry.merged) return;
  inside(entry, outer, `entry ${entry.key.text}`);
  inside(entry.key, entry, `key ${entry.key.text}`);
  if (!entry.value) return;
  assert.equal(entry.value.parent, entry, 'a value’s parent is its entry');
  assertNode(entry.value, entry);
}

function tree({ start, end }: TextRange): TextRange {
  return { start, end };
}

function inside(inner: TextRange, outer: TextRange, what: string): void {
  assert.ok(inner.start <= inner.end, `${what}: ${inner.start} is behind ${inner.end}`);
  assert.ok(outer.start <= inner.start && inner.end <= outer.end, `${what}: ${inner.start}–${inner.end} is not inside ${outer.start}–${outer.end}`);
}
