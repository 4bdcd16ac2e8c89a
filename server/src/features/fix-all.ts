/** Everything that can be mended without a look: the preferred fixes of the rules marked so. */
import type { Format } from '../model/format.ts';
import { specFormat } from '../model/format.ts';
import { Spec } from '../model/spec.ts';
import type { Result, RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';
import type { Change } from '../syntax/change.ts';
import { parseSyntax } from '../syntax/index.ts';
import { applyEdits } from './text-edits.ts';

/** One fix may make room for the next; more rounds than this no document needs. */
const MAX_ROUNDS = 10;

/** What no safe fix may add to: then it was not safe here, and the text stays as it was. */
const FAULTS = ['yaml-syntax', 'swallowed-text', 'duplicate-key', 'unknown-key', 'invalid-value'];

/** The text with all safe fixes applied; the same text where there are none. `isWanted` says whose findings are mended; all are by default. */
export function fixAll(text: string, options: RunOptions = {}, format: Format = specFormat, isWanted: (result: Result) => boolean = () => true): string {
  let current = text;
  let run = runOf(current, options, format);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = mendFirst(current, run, isWanted);
    if (next === undefined || next.text === current) return current;
    const after = runOf(next.text, options, format);
    if (faultsIn(after) > faultsIn(run) || countOf(after, next.rule) >= countOf(run, next.rule)) return current;
    current = next.text;
    run = after;
  }
  return current;
}

interface Run {
  readonly spec: Spec;
  readonly rules: RuleRun;
}

function runOf(text: string, options: RunOptions, format: Format): Run {
  const spec = new Spec(parseSyntax(text), format);
  return { spec, rules: new RuleRun(spec, options) };
}

function countOf({ rules }: Run, id: string): number {
  return rules.results.filter((result) => result.rule.id === id).length;
}

function faultsIn(run: Run): number {
  return FAULTS.reduce((sum, id) => sum + countOf(run, id), 0);
}

/** One round: the fixes of the first rule that has any, so that no two of them can touch the same place. */
function mendFirst(text: string, { spec, rules: run }: Run, isWanted: (result: Result) => boolean): { readonly text: string; readonly rule: string } | undefined {
  // What is a list, or prose, is no spec that lacks something.
  if (spec.tree.root && !spec.root) return undefined;
  const results = run.results.filter((result) => result.rule.fixAll === true && isWanted(result));
  for (const rule of new Set(results.map((result) => result.rule))) {
    const changes: Change[] = results.filter((result) => result.rule === rule).flatMap((result) => run.fixes(result)[0]?.changes ?? []);
    if (changes.length > 0) return { text: applyEdits(text, spec.tree.edits(changes)), rule: rule.id };
  }
  return undefined;
}
