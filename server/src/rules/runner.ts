/** Runs the rules over a document: those that are made for its format. */
import type { Format } from '../model/format.ts';
import { remember } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import { ALL } from '../model/spec.ts';
import { applyEdits } from '../syntax/edits.ts';
import { parseSyntax } from '../syntax/index.ts';
import type { Entry, SyntaxNode, TextRange } from '../syntax/tree.ts';
import { descendants } from '../syntax/tree.ts';
import { rules } from './index.ts';
import type { GuardOptions } from './guard.ts';
import { Guard } from './guard.ts';
import type { Found } from './parts.ts';
import { PartFindings } from './parts.ts';
import type { AnyRule, Conventions, Finding, Fix, ForeignPlace, Rule, RuleContext, Severity } from './rule.ts';
import { judges } from './rule.ts';
import { Suppressions } from './suppressions.ts';
import { findViolations } from './violations.ts';

export interface RunOptions extends GuardOptions {
  /** Severities that differ from the rules' own, by rule id. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** The same as the repository has them, where the user of an editor sees others: whether a spec is ready goes by these. */
  readonly repositorySeverities?: Readonly<Record<string, Severity | 'off'>>;
  /** Where other specs of the workspace give an id. */
  readonly otherSpecsWithId?: (id: string) => readonly ForeignPlace[];
  /** These are all other specs that there are, and not some that are checked together. */
  readonly knowsAllSpecs?: boolean;
  /** What the repository asks for beyond the format; nothing by default. */
  readonly conventions?: Conventions;
}

/** A finding with its rule, severity and place. */
export interface Result extends Finding {
  readonly rule: AnyRule;
  readonly severity: Severity;
  readonly range: TextRange;
}

/** What a rule found in the document as a whole, and the top-level keys that it looked up. */
interface KnownCheck {
  readonly findings: readonly Finding[];
  readonly reads: readonly (readonly [key: string, entry: Entry | undefined])[];
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
  readonly #guard: Guard;
  #earlier: RuleRun | undefined;
  readonly #checks = new Map<Rule, KnownCheck>();
  #hasReferences: boolean | undefined;

  /** `earlier`: a run over an earlier text of the same document; what a rule found by sections that stand is taken over. */
  constructor(spec: Spec, options: RunOptions = {}, earlier?: RuleRun) {
    this.#spec = spec;
    this.#options = options;
    this.#guard = new Guard(options);
    this.#earlier = earlier;
    const facts = { violations: findViolations(spec), otherSpecsWithId: options.otherSpecsWithId ?? (() => []), conventions: options.conventions ?? NO_CONVENTIONS };
    // Whoever asks for one of these asks for more than sections.
    const fact = <K extends keyof typeof facts>(key: K): (typeof facts)[K] => {
      spec.noteReads([ALL]);
      return facts[key];
    };
    this.#context = {
      spec,
      get violations() {
        return fact('violations');
      },
      get otherSpecsWithId() {
        return fact('otherSpecsWithId');
      },
      get conventions() {
        return fact('conventions');
      },
    };
    const ownRules = rules.filter((rule) => judges(rule, spec.format));
    const suppressions = new Suppressions(spec.tree, ownRules.filter((rule) => this.#lacksFacts(rule)).map(({ id }) => id));
    const { severities, repositorySeverities = severities } = options;
    const found: Result[] = [];
    const ofRepository: Result[] = [];
    const judge = (rule: AnyRule, check: () => Iterable<Finding>): void => {
      for (const result of this.#findings(rule, check)) {
        // A rule that is off still runs: what would silence it is not without use.
        if (suppressions.silences(rule.id, result.range)) continue;
        found.push(...at(result, severities));
        ofRepository.push(...at(result, repositorySeverities));
      }
    };
    for (const rule of ownRules) if (!('checkOutcome' in rule) && !('checkSuppressions' in rule)) judge(rule, () => this.#checked(rule));
    this.#earlier = undefined;
    for (const { rule, finding } of this.#inParts()) judge(rule, () => (rule.stands?.(finding, this.#context) === false ? [] : [finding]));
    const results = inOrder(unique(ofRepository));
    for (const rule of ownRules) if ('checkOutcome' in rule) judge(rule, () => rule.checkOutcome({ ...this.#context, results }));
    const ruleIds = rules.map(({ id }) => id);
    for (const rule of ownRules) {
      if (!('checkSuppressions' in rule) || severities?.[rule.id] === 'off') continue;
      found.push(...this.#findings(rule, () => rule.checkSuppressions({ ...this.#context, suppressions, ruleIds })).flatMap((result) => at(result, severities)));
    }
    this.results = inOrder(unique(found));
  }

  /** The ways to cure a result of this run, the preferred first; none that breaks the YAML. */
  fixes(result: Result): readonly Fix[] {
    const fixes = (result.rule.fix?.(result, this.#context) ?? []).filter((fix) => this.#keepsReferences(fix));
    return [...fixes].sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
  }

  /**
   * Whether every alias still has its anchor, above it, once a fix is applied: what a fix removes or moves may be what
   * others stand for. Only a text with aliases is read again to see.
   */
  #keepsReferences({ changes }: Fix): boolean {
    const { tree } = this.#spec;
    this.#hasReferences ??= hasReferences(tree.root);
    if (!this.#hasReferences) return true;
    const edits = tree.edits(changes);
    // The syntax itself leaves alone what it sees no sound way for.
    return edits.length > 0 && parseSyntax(applyEdits(tree.text, edits)).problems.length <= tree.problems.length;
  }

  /** What a rule finds in the document as a whole: what it found before, where all that it looked up is still the same. */
  #checked(rule: Rule): readonly Finding[] {
    const known = this.#earlier ? this.#earlier.#checks.get(rule) : undefined;
    if (known?.reads.every(([key, entry]) => this.#spec.entry(key) === entry)) {
      this.#checks.set(rule, known);
      return known.findings;
    }
    const { value: findings, reads } = this.#spec.watched(() => [...(rule.check?.(this.#context) ?? [])]);
    if (!reads.has(ALL)) this.#checks.set(rule, { findings, reads: [...reads].map((key) => [key, this.#spec.entry(key)]) });
    return findings;
  }

  /** What rules find in single parts of the document, most of it known from the text before. */
  #inParts(): Found[] {
    return partsOf(this.#spec.format).in(this.#spec, new Guard(this.#options));
  }

  /** Whether a rule finds nothing because it has not been told what it needs. */
  #lacksFacts({ needs }: AnyRule): boolean {
    if (needs === 'naming') return Object.keys(this.#context.conventions.naming).length === 0;
    return needs === 'all-specs' && this.#options.knowsAllSpecs !== true;
  }

  /** What a rule finds, at the severity that it has by itself. */
  #findings(rule: AnyRule, check: () => Iterable<Finding>): Result[] {
    return this.#guard.run(rule, check, undefined, undefined).map((finding) => ({ ...finding, rule, severity: finding.severity ?? rule.severity, range: this.#rangeOf(finding) }));
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

/** Whether anything in a text stands for something else in it. */
function hasReferences(root: SyntaxNode | undefined): boolean {
  for (const node of descendants(root)) if (node.origin || (node.kind === 'map' && node.entries.some((entry) => entry.merged))) return true;
  return false;
}

/** A result at the severity that settings give to its rule; nothing where it is off. */
function at(result: Result, severities: RunOptions['severities']): Result[] {
  const configured = severities?.[result.rule.id];
  if (configured === 'off') return [];
  return [configured === undefined ? result : { ...result, severity: configured }];
}

const partsOf = remember((format: Format) => new PartFindings(rules.filter((rule) => judges(rule, format))));
const orderOf = new Map<AnyRule, number>(rules.map((rule, at) => [rule, at]));

/** In the order of the text; at one place in that of the catalogue. */
function inOrder(results: readonly Result[]): Result[] {
  return [...results].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (orderOf.get(a.rule) ?? 0) - (orderOf.get(b.rule) ?? 0));
}

/** What an alias repeats is one fault, and reported once. */
function unique(results: readonly Result[]): Result[] {
  const seen = new Set<string>();
  return results.filter((result) => {
    const key = `${result.rule.id} ${result.range.start} ${result.range.end} ${result.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
