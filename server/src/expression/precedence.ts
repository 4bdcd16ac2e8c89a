/** How tightly binary operators bind (CEL's langdef.md, "Operators"); all of them group from the left. */
import type { BinaryExpression } from './ast.ts';

export const LEVELS: Readonly<Record<BinaryExpression['operator'], number>> = {
  '||': 1, '&&': 2,
  '==': 3, '!=': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, in: 3,
  '+': 4, '-': 4, '*': 5, '/': 5, '%': 5,
};

export function isOperator(text: string): text is BinaryExpression['operator'] {
  return Object.hasOwn(LEVELS, text);
}
