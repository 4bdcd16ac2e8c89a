/** One spec with its findings; what other specs say of its id is told from outside. */
import type { Spec } from '../model/spec.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import type { Identity } from '../rules/identity.ts';
import { identitiesOf } from '../rules/identity.ts';
import type { Fix, Severity } from '../rules/rule.ts';
import type { Result, RunOptions } from '../rules/runner.ts';
import { RuleRun } from '../rules/runner.ts';
import type { SourceEdit } from '../syntax/change.ts';

/** A spec, or a settings file, read. */
export interface Candidate {
  /** The path as it is shown. */
  readonly path: string;
  readonly spec: Spec;
  /** Its file has been mended. */
  readonly fixed: boolean;
}

/** The same with the findings that are asked for. */
export interface Judged extends Candidate {
  readonly findings: readonly JudgedFinding[];
  /** How many more there are that the baseline has. */
  readonly known?: number;
  /** How many the baseline has that are not found any more. */
  readonly gone?: number;
}

/** What is costly is worked out when a report asks for it. */
export interface JudgedFinding extends Result {
  /** There is a fix for it. */
  readonly fixable: boolean;
  /** `--fix` would mend it. */
  readonly safelyFixable: boolean;
  /** What `--fix` would do about it. */
  readonly safeFix: { readonly title: string; readonly edits: readonly SourceEdit[] } | undefined;
  readonly identity: Identity;
  /** Stays the same wherever the finding moves in its file. */
  readonly fingerprint: string;
}

/** Which findings are reported; all where nothing is said. */
export interface Selection {
  /** Those of these rules. */
  readonly rules?: readonly string[] | undefined;
  /** Those that are at least so severe. */
  readonly severity?: Severity | undefined;
}

/** Told of a rule that failed; the other rules' findings stand. */
export type OnRuleError = (rule: string, error: unknown) => void;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Whether a finding is among those that are asked for. */
export function isSelected({ rules, severity }: Selection, { rule, severity: its }: Pick<Result, 'rule' | 'severity'>): boolean {
  if (rules && !rules.includes(rule.id)) return false;
  return severity === undefined || SEVERITIES.indexOf(its) <= SEVERITIES.indexOf(severity);
}

/** Judges a candidate. `facts`: what the settings ask of it, and what is known of other specs. `baseline`: the fingerprints of known findings. */
export function judge(candidate: Candidate, facts: RunOptions, onError: OnRuleError, selection: Selection = {}, baseline: readonly string[] = []): Judged {
  const { spec } = candidate;
  const run = new RuleRun(spec, { ...facts, onError });
  let identities: readonly Identity[] | undefined;
  const identityOf = (index: number): Identity => (identities ??= identitiesOf(spec, run.results))[index] as Identity;
  const all = run.results.map((result, index) => judged(result, spec, () => fixesOf(run, result, onError), () => identityOf(index)));
  const selected = all.filter((finding) => isSelected(selection, finding));
  if (baseline.length === 0) return { ...candidate, findings: selected };
  const [known, found] = [new Set(baseline), new Set(all.map(({ fingerprint }) => fingerprint))];
  const findings = selected.filter(({ fingerprint }) => !known.has(fingerprint));
  return { ...candidate, findings, known: selected.length - findings.length, gone: baseline.filter((each) => !found.has(each)).length };
}

/** To make a fix takes longer than to find a fault: only those are made that a report speaks of, and each once. */
function judged(result: Result, { tree }: Spec, makeFixes: () => readonly Fix[], identityOf: () => Identity): JudgedFinding {
  let made: readonly Fix[] | undefined;
  const fixes = (): readonly Fix[] => (made ??= makeFixes());
  const isSafe = result.rule.fixAll === true;
  return {
    ...result,
    get fixable() { return fixes().length > 0; },
    get safelyFixable() { return isSafe && fixes().length > 0; },
    get safeFix() {
      const fix = isSafe ? fixes()[0] : undefined;
      return fix && { title: fix.title, edits: tree.edits(fix.changes) };
    },
    get identity() { return identityOf(); },
    get fingerprint() { return fingerprintOf(identityOf()); },
  };
}

function fixesOf(run: RuleRun, result: Result, onError: OnRuleError): readonly Fix[] {
  try {
    return run.fixes(result);
  } catch (error) {
    onError(result.rule.id, error);
    return [];
  }
}
