/** Located trees as plain values, to compare. */
import type { SyntaxNode, SyntaxTree } from '../../server/src/syntax/tree.ts';

export type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };

/**
 * The tree as a plain value. A key half typed has a `?` behind it, a key given again a `'` for each time before; a
 * key without any value has `undefined`.
 */
export function plain(node: SyntaxNode | undefined): Plain {
  return plainValue(node, false);
}

/** The same, with what stands for something else by reference left as such: `*` for an alias, nothing for what is merged in. */
export function ownPlain(node: SyntaxNode | undefined): Plain {
  return plainValue(node, true);
}

function plainValue(node: SyntaxNode | undefined, own: boolean): Plain {
  if (!node) return undefined;
  if (own && node.origin) return '*';
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map((item) => plainValue(item, own));
  const map: { [key: string]: Plain } = {};
  for (const entry of node.entries) {
    if (own && entry.merged) continue;
    let key = entry.key.text + (entry.incomplete ? '?' : '');
    while (Object.hasOwn(map, key)) key += "'";
    Object.defineProperty(map, key, { value: plainValue(entry.value, own), enumerable: true, configurable: true, writable: true });
  }
  return map;
}

/** Each problem as `kind: the text it stands on`. */
export function problemsOf(tree: SyntaxTree): string[] {
  return tree.problems.map(({ kind, start, end }) => `${kind}: ${tree.text.slice(start, end)}`);
}
