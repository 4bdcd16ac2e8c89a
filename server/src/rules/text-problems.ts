/** Faults that the syntax itself reports, as findings; and the repairs that it proposes, as fixes. */
import type { Spec } from '../model/spec.ts';
import { findAt } from '../syntax/find.ts';
import type { SyntaxProblem, SyntaxProblemKind } from '../syntax/tree.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';

/** The problems of one kind as findings, those inside a placeholder left out: it goes as a whole. */
export function problemFindings(spec: Spec, kind: SyntaxProblemKind): Finding[] {
  return spec.tree.problems.filter((problem) => problem.kind === kind && !isInPlaceholder(problem, spec)).map((problem) => ({
    target: { start: problem.start, end: problem.end },
    message: problem.message,
  }));
}

/** `title: [REQUIRED: Source → Target: Purpose]`, as the template prints it, is a placeholder before it is a fault. */
function isInPlaceholder({ start, end }: SyntaxProblem, spec: Spec): boolean {
  const found = findAt(spec.tree.root, start)?.node;
  for (let node = found; node; node = node.parent) {
    if (node.kind === 'list' && node.start <= start && end <= node.end && spec.placeholderOf(node) !== undefined) return true;
  }
  return false;
}

/** The repair that belongs to the finding of a problem. */
export function repairFix(finding: Finding, { spec }: RuleContext): Fix[] {
  const repair = problemOf(finding, spec)?.repair;
  return repair ? [{ title: repair.title, changes: [{ kind: 'repair', edits: repair.edits }], preferred: true }] : [];
}

function problemOf({ target }: Finding, spec: Spec): SyntaxProblem | undefined {
  if (typeof target !== 'object' || !('start' in target)) return undefined;
  return spec.tree.problems.find((problem) => problem.start === target.start && problem.end === target.end);
}
