/** One spec with its findings; what other specs say of its id is told from outside. */
import type { Spec } from '../model/spec.ts';
import type { Result, RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';

/** A spec, or a settings file, read. */
export interface Candidate {
  /** The path as it is shown. */
  readonly path: string;
  readonly spec: Spec;
  /** Its file has been mended. */
  readonly fixed: boolean;
}

/** The same with its findings. */
export interface Judged extends Candidate {
  readonly findings: readonly JudgedFinding[];
}

export interface JudgedFinding extends Result {
  /** There is a fix for it. */
  readonly fixable: boolean;
  /** `--fix` would mend it. */
  readonly safelyFixable: boolean;
}

/** Told of a rule that failed; the other rules' findings stand. */
export type OnRuleError = (rule: string, error: unknown) => void;

/** Judges a candidate. `facts`: what the settings ask of it, and what is known of other specs. */
export function judge(candidate: Candidate, facts: RunOptions, onError: OnRuleError): Judged {
  const run = new RuleRun(candidate.spec, { ...facts, onError });
  // To make a fix takes longer than to find a fault: only those are made that a report speaks of.
  const findings = run.results.map((result): JudgedFinding => ({
    ...result,
    get fixable() { return isFixable(run, result, onError); },
    safelyFixable: result.rule.fixAll === true && isFixable(run, result, onError),
  }));
  return { ...candidate, findings };
}

function isFixable(run: RuleRun, result: Result, onError: OnRuleError): boolean {
  try {
    return run.fixes(result).length > 0;
  } catch (error) {
    onError(result.rule.id, error);
    return false;
  }
}
