/** Faults that the syntax itself reports, as findings; and the repairs that it proposes, as fixes. */
import type { Spec } from '../model/spec.ts';
import { descendants } from '../syntax/tree.ts';
import type { SyntaxProblem, SyntaxProblemKind, TextRange } from '../syntax/tree.ts';
import type { Finding, Fix, RuleContext } from './rule.ts';
import { once } from './sections/stated.ts';

/** The problems of one kind as findings, those inside a placeholder left out: it goes as a whole. */
export function problemFindings(spec: Spec, kind: SyntaxProblemKind): Finding[] {
  return spec.tree.problems.filter((problem) => problem.kind === kind && !isInPlaceholder(problem, placeholdersOf(spec))).map((problem) => ({
    target: { start: problem.start, end: problem.end },
    message: problem.message,
  }));
}

/** `title: [REQUIRED: Source → Target: Purpose]`, as the template prints it, is a placeholder before it is a fault. Those in others are left out. */
const placeholdersOf = once((spec: Spec): readonly TextRange[] => {
  const lists = [...descendants(spec.tree.root)].filter((node) => node.kind === 'list' && !node.origin && spec.placeholderOf(node) !== undefined);
  const outer: TextRange[] = [];
  for (const list of lists.sort((a, b) => a.start - b.start)) if (list.end > (outer.at(-1)?.end ?? -1)) outer.push(list);
  return outer;
});

/** Whether a problem stands in one of some ranges, which are in order and do not overlap. */
function isInPlaceholder({ start, end }: SyntaxProblem, placeholders: readonly TextRange[]): boolean {
  let [low, high] = [0, placeholders.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placeholders[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const around = placeholders[low - 1];
  return around !== undefined && end <= around.end;
}

/** The repair that belongs to the finding of a problem. */
export function repairFix(finding: Finding, { spec }: RuleContext): Fix[] {
  const repair = problemOf(finding, spec)?.repair;
  return repair ? [{ title: repair.title, changes: [{ kind: 'repair', edits: repair.edits }], preferred: true }] : [];
}

function problemOf({ target }: Finding, spec: Spec): SyntaxProblem | undefined {
  if (typeof target !== 'object' || !('start' in target)) return undefined;
  return problemsOf(spec).get(`${String(target.start)} ${String(target.end)}`);
}

/** The problems of a text by their place, the first of each. */
const problemsOf = once((spec: Spec): ReadonlyMap<string, SyntaxProblem> => new Map([...spec.tree.problems].reverse().map((problem) => [`${String(problem.start)} ${String(problem.end)}`, problem])));
