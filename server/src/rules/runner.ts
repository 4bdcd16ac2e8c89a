/** Runs the rules over a document: those that are made for its format. */
import type { Spec } from '../model/spec.ts';
import type { TextRange } from '../syntax/tree.ts';
import { rules } from './index.ts';
import type { AnyRule, Conventions, Finding, Fix, ForeignPlace, RuleContext, Severity } from './rule.ts';
import { judges } from './rule.ts';
import { Suppressions } from './suppressions.ts';
import { findViolations } from './violations.ts';

export interface RunOptions {
  /** Severities that differ from the rules' own, by rule id. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Where other specs of the workspace give an id. */
  readonly otherSpecsWithId?: (id: string) => readonly ForeignPlace[];
  /** What the repository asks for beyond the format; nothing by default. */
  readonly conventions?: Conventions;
  /** Told of a rule that failed; the others' findings stand. Without it the error is thrown. */
  readonly onError?: (rule: string, error: unknown) => void;
}

/** A finding with its rule, severity and place. */
export interface Result extends Finding {
  readonly rule: AnyRule;
  readonly severity: Severity;
  readonly range: TextRange;
}

const NO_CONVENTIONS: Conventions = { naming: {}, approvers: {} };

/** All findings of a document, in the order of the text. */
export function runRules(spec: Spec, options: RunOptions = {}): Result[] {
  return [...new RuleRun(spec, options).results];
}

/** One run; it answers for fixes of its own results too. */
export class RuleRun {
  readonly results: readonly Result[];
  readonly #context: RuleContext;
  readonly #spec: Spec;
  readonly #options: RunOptions;

  constructor(spec: Spec, options: RunOptions = {}) {
    this.#spec = spec;
    this.#options = options;
    this.#context = {
      spec,
      violations: findViolations(spec),
      otherSpecsWithId: options.otherSpecsWithId ?? (() => []),
      conventions: options.conventions ?? NO_CONVENTIONS,
    };
    const suppressions = new Suppressions(spec.tree);
    const found: Result[] = [];
    const judge = (rule: AnyRule, check: () => Iterable<Finding>): void => {
      for (const result of this.#findings(rule, check)) {
        // A rule that is off still runs: what would silence it is not without use.
        const silenced = suppressions.silences(rule.id, result.range);
        if (!silenced && !this.#isOff(rule)) found.push(result);
      }
    };
    const ownRules = rules.filter((rule) => judges(rule, spec.format));
    for (const rule of ownRules) if ('check' in rule) judge(rule, () => rule.check(this.#context));
    const results = inOrder(unique(found));
    for (const rule of ownRules) if ('checkOutcome' in rule) judge(rule, () => rule.checkOutcome({ ...this.#context, results }));
    for (const rule of ownRules) {
      if (!('checkSuppressions' in rule) || this.#isOff(rule)) continue;
      found.push(...this.#findings(rule, () => rule.checkSuppressions({ ...this.#context, suppressions })));
    }
    this.results = inOrder(unique(found));
  }

  /** The ways to cure a result of this run, the preferred first. */
  fixes(result: Result): readonly Fix[] {
    const fixes = result.rule.fix?.(result, this.#context) ?? [];
    return [...fixes].sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
  }

  #isOff(rule: AnyRule): boolean {
    return this.#options.severities?.[rule.id] === 'off';
  }

  #findings(rule: AnyRule, check: () => Iterable<Finding>): Result[] {
    const configured = this.#options.severities?.[rule.id];
    const results: Result[] = [];
    try {
      for (const finding of check()) {
        results.push({ ...finding, rule, severity: configured === undefined || configured === 'off' ? (finding.severity ?? rule.severity) : configured, range: this.#rangeOf(finding) });
      }
    } catch (error) {
      if (!this.#options.onError) throw error;
      this.#options.onError(rule.id, error);
    }
    return results;
  }

  #rangeOf({ target }: Finding): TextRange {
    const { tree } = this.#spec;
    if (target === 'first-line') return { start: 0, end: firstLineEnd(tree.text) };
    return 'node' in target ? tree.rangeOf(target) : { start: target.start, end: target.end };
  }
}

function firstLineEnd(text: string): number {
  const end = text.search(/\r?\n/);
  return end < 0 ? text.length : end;
}

/** In the order of the text. */
function inOrder(results: readonly Result[]): Result[] {
  return [...results].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** What an alias repeats is one fault, and reported once. */
function unique(results: readonly Result[]): Result[] {
  const seen = new Set<string>();
  return results.filter((result) => {
    const key = `${result.rule.id} ${result.range.start} ${result.range.end} ${result.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
