/** From a place in the text to what stands there. */
import type { Entry, SyntaxNode, TextRange } from './tree.ts';

/** The innermost thing at an offset: a key, a scalar, or the map or list around blank space. */
export interface Found {
  readonly part: 'key' | 'value';
  /** The entry for a key; the innermost node otherwise. */
  readonly node: SyntaxNode | Entry;
}

/** What stands at an offset; undefined outside of everything. Ends count as inside. */
export function findAt(root: SyntaxNode | undefined, offset: number): Found | undefined {
  let found: Found | undefined;
  let node = root && contains(root, offset) ? root : undefined;
  while (node) {
    found = { part: 'value', node };
    if (node.kind === 'scalar' || node.origin) return found;
    if (node.kind === 'list') {
      node = node.items.find((item) => contains(item, offset));
      continue;
    }
    const entry: Entry | undefined = node.entries.find((each) => !each.merged && contains(each, offset));
    if (!entry) return found;
    if (contains(entry.key, offset)) return { part: 'key', node: entry };
    node = entry.value && contains(entry.value, offset) ? entry.value : undefined;
  }
  return found;
}

function contains({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}
