/** Specs with their findings, judged together: an id that two of them have is a finding in both. */
import { lspRange } from '../features/text-edits.ts';
import type { Spec } from '../model/spec.ts';
import type { ForeignPlace } from '../rules/rule.ts';
import type { Result, RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';

/** A spec, or a settings file, read. */
export interface Candidate {
  /** The path as it is shown. */
  readonly path: string;
  readonly uri: string;
  readonly spec: Spec;
  /** What the settings ask of it; nothing where it is a settings file itself. */
  readonly asked: Pick<RunOptions, 'severities' | 'conventions'>;
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

/** Told of a rule that failed on a file; the other rules' findings stand. */
export type OnRuleError = (path: string, rule: string, error: unknown) => void;

/** Judges the specs one by one, in their order. `areAll`: there are no other specs beside these. */
export function* judgeAll(candidates: readonly Candidate[], areAll: boolean, onError: OnRuleError): Generator<Judged> {
  const places = placesOfIds(candidates);
  for (const candidate of candidates) {
    const run = new RuleRun(candidate.spec, {
      ...candidate.asked,
      otherSpecsWithId: (id) => (places.get(id) ?? []).filter((place) => place.uri !== candidate.uri),
      knowsAllSpecs: areAll,
      onError: (rule, error) => { onError(candidate.path, rule, error); },
    });
    const findings = run.results.map((result): JudgedFinding => {
      const fixable = isFixable(run, result, (error) => { onError(candidate.path, result.rule.id, error); });
      return { ...result, fixable, safelyFixable: fixable && result.rule.fixAll === true };
    });
    yield { ...candidate, findings };
  }
}

function isFixable(run: RuleRun, result: Result, onError: (error: unknown) => void): boolean {
  try {
    return run.fixes(result).length > 0;
  } catch (error) {
    onError(error);
    return false;
  }
}

function placesOfIds(candidates: readonly Candidate[]): ReadonlyMap<string, readonly ForeignPlace[]> {
  const places = new Map<string, ForeignPlace[]>();
  for (const { uri, spec } of candidates) {
    const { id } = spec;
    const entry = spec.entry('spec_id');
    if (id === undefined || !entry) continue;
    const place = { uri, range: lspRange(spec.tree, spec.tree.rangeOf({ node: entry })) };
    places.set(id, [...(places.get(id) ?? []), place]);
  }
  return places;
}
