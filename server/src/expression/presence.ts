/** What a condition shows to be there: `!isNull(a) && …`. */
import type { Expression } from './ast.ts';
import { printExpression } from './print.ts';

/** The expressions, as printed, that are not null where a condition comes out as `outcome`. */
export function shownPresent(condition: Expression, outcome: boolean): readonly string[] {
  if (condition.kind === 'unary' && condition.operator === '!') return shownPresent(condition.operand, !outcome);
  if (condition.kind === 'binary' && condition.operator === (outcome ? '&&' : '||')) {
    return [...shownPresent(condition.left, outcome), ...shownPresent(condition.right, outcome)];
  }
  if (condition.kind !== 'call' || condition.name !== 'isNull' || outcome) return [];
  const [asked] = condition.receiver ? [condition.receiver, ...condition.args] : condition.args;
  return asked ? [printExpression(asked)] : [];
}
