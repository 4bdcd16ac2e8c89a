/** Located trees as plain values, to compare. */
import type { SyntaxNode, SyntaxTree } from '../../server/src/syntax/tree.ts';

export type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/**
 * The tree as a plain value. A key half typed has a `?` behind it, a key given again a `'` for each time before; a
 * key without any value has `undefined`.
 */
export function plain(node: SyntaxNode | undefined): Plain {
  if (!node) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  const map: { [key: string]: Plain } = {};
  for (const entry of node.entries) {
    let key = entry.key.text + (entry.incomplete ? '?' : '');
    while (Object.hasOwn(map, key)) key += "'";
    Object.defineProperty(map, key, { value: plain(entry.value), enumerable: true, configurable: true, writable: true });
  }
  return map;
}

/** Each problem as `kind: the text it stands on`. */
export function problemsOf(tree: SyntaxTree): string[] {
  return tree.problems.map(({ kind, start, end }) => `${kind}: ${tree.text.slice(start, end)}`);
}
