/** Faults that the syntax itself reports, as findings; and the repairs that it proposes, as fixes. */
import { note } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import { descendants } from '../syntax/tree.ts';
import type { Entry, ListNode, SyntaxNode, SyntaxProblem, SyntaxProblemKind, TextRange } from '../syntax/tree.ts';
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
  const lists: ListNode[] = [];
  collectPlaceholders(spec.tree.root, spec, lists);
  const outer: TextRange[] = [];
  for (const list of lists.sort((a, b) => a.start - b.start)) if (list.end > (outer.at(-1)?.end ?? -1)) outer.push(list);
  return outer;
});

/** Adds the lists in a node that are placeholders. */
function collectPlaceholders(node: SyntaxNode | undefined, values: Values, into: ListNode[]): void {
  if (node?.kind !== 'map' || !node.isDivided) {
    into.push(...placeholdersIn(node, values));
    return;
  }
  for (const entry of node.entries) {
    if (entry.value?.kind === 'map' && entry.value.isDivided) collectPlaceholders(entry.value, values, into);
    else into.push(...placeholdersBelow(entry, values));
  }
}

// While somebody types, a fault comes with nearly every key: what stands is not looked through again.
const placeholdersBelow = note((entry: Entry, values: Values): readonly ListNode[] => placeholdersIn(entry.value, values));

function placeholdersIn(node: SyntaxNode | undefined, values: Values): ListNode[] {
  return [...descendants(node)].filter((each) => each.kind === 'list').filter((list) => !list.origin && values.placeholderOf(list) !== undefined);
}

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
