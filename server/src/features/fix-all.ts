/** Everything that can be mended without a look: the preferred fixes of the rules marked so. */
import { Spec } from '../model/spec.ts';
import type { RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';
import type { Change, SourceEdit } from '../syntax/change.ts';
import { parseSyntax } from '../syntax/index.ts';
import { applyEdits } from './text-edits.ts';

/** One fix may make room for the next; more rounds than this no document needs. */
const MAX_ROUNDS = 10;

/** The text with all safe fixes applied; the same text where there are none. */
export function fixAll(text: string, options: RunOptions = {}): string {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const edits = safeEdits(new Spec(parseSyntax(current)), options);
    if (edits.length === 0) return current;
    const next = applyEdits(current, edits);
    if (next === current) return current;
    current = next;
  }
  return current;
}

/** The edits of one round: those of the first rule that has any, so that no two of them can touch the same place. */
function safeEdits(spec: Spec, options: RunOptions): SourceEdit[] {
  const run = new RuleRun(spec, options);
  for (const rule of new Set(run.results.map((result) => result.rule))) {
    if (!rule.fixAll) continue;
    const changes: Change[] = run.results.filter((result) => result.rule === rule).flatMap((result) => run.fixes(result)[0]?.changes ?? []);
    if (changes.length > 0) return spec.tree.edits(changes);
  }
  return [];
}
