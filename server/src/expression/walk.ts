/** Walking the tree of an expression. */
import type { Expression } from './ast.ts';

/** The expressions directly inside one, in the order of the text. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'member': return [node.target];
    case 'index': return [node.target, node.index];
    case 'call': return node.receiver ? [node.receiver, ...node.args] : node.args;
    case 'list': return node.items;
    case 'unary': return [node.operand];
    case 'binary': return [node.left, node.right];
    case 'conditional': return [node.condition, node.then, node.otherwise];
    default: return [];
  }
}

/** The first node of a tree that passes, parents before their children. */
export function find(node: Expression, test: (node: Expression) => boolean): Expression | undefined {
  if (test(node)) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, test);
    if (found) return found;
  }
  return undefined;
}
