import type { Expression } from '../../server/src/expression/index.ts';

/** Every node below a node, itself first. */
export function nodesOf(node: Expression): Expression[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'member': return [node.target];
    case 'index': return [node.target, node.index];
    case 'call': return node.receiver ? [node.receiver, ...node.args] : node.args;
    case 'unary': return [node.operand];
    case 'binary': return [node.left, node.right];
    case 'conditional': return [node.condition, node.then, node.otherwise];
    case 'list': return node.items;
    default: return [];
  }
}
