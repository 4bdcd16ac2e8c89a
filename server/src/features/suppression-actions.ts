/** Ways to silence a finding where it stands, or in the whole file, each with a place for the reason. */
import type { Spec } from '../model/spec.ts';
import type { Result } from '../rules/runner.ts';
import { maySuppress, suppressionAt, suppressionText } from '../rules/suppressions.ts';
import type { SuppressionScope } from '../rules/suppressions.ts';
import type { Change } from '../syntax/change.ts';

export interface SuppressionAction {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Which of the findings it silences. */
  readonly results: readonly Result[];
}

/** From so many findings of one rule on, it may be meant for the whole file. */
const MANY = 3;

/** The ways to silence findings: one for each rule and line, then one for each rule whose findings are many, or stand on no line of their own. */
export function suppressionActions({ tree }: Spec, all: readonly Result[], touched: readonly Result[]): SuppressionAction[] {
  const mayBe = touched.filter((result) => maySuppress(result.rule) && !suppressionAt(result, tree));
  const lines = groups(mayBe.filter(({ target }) => target !== 'first-line'), ({ rule, range }) => `${rule.id} ${String(tree.linesAround(range.start).first)}`);
  const ofLines = lines.map((results): SuppressionAction => {
    const [first] = results;
    return { title: `Disable \`${first.rule.id}\` for this line, with a reason`, changes: [insertion(first, first.range, 'next-line')], results };
  });
  const ofRule = new Map(groups(all, ({ rule }) => rule.id).map((results) => [results[0].rule.id, results.length]));
  const forFile = mayBe.filter(({ rule, target }) => target === 'first-line' || (ofRule.get(rule.id) ?? 0) >= MANY);
  const ofFile = groups(forFile, ({ rule }) => rule.id).map((results): SuppressionAction => {
    const [first] = results;
    // All of them stand on the first line, so that one comment hides all.
    const what = first.rule.id === 'missing-section' ? 'all sections of this file' : 'this file';
    return { title: `Disable \`${first.rule.id}\` for ${what}, with a reason`, changes: [insertion(first, 'document', 'file')], results };
  });
  return [...ofLines, ...ofFile];
}

function insertion({ rule }: Result, above: Extract<Change, { kind: 'insertComment' }>['above'], scope: SuppressionScope): Change {
  return { kind: 'insertComment', above, text: `${suppressionText(scope, [rule.id], '')} -- `, hole: 'reason' };
}

/** The results parted by a key, in the order in which the keys appear. */
function groups(results: readonly Result[], keyOf: (result: Result) => string): (readonly [Result, ...Result[]])[] {
  const found = new Map<string, [Result, ...Result[]]>();
  for (const result of results) {
    const group = found.get(keyOf(result));
    if (group) group.push(result);
    else found.set(keyOf(result), [result]);
  }
  return [...found.values()];
}
