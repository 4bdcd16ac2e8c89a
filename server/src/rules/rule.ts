/** What a rule is: data, a check, and a fix where there is one. */
import type { SourceField } from '../model/contract.ts';
import type { Format } from '../model/format.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import type { Change } from '../syntax/change.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SyntaxNode, Target } from '../syntax/tree.ts';
import type { Judgement } from './contract/judgement.ts';
import type { Suppressions } from './suppressions.ts';
import type { Violation } from './violations.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Facts that a finding's fix needs; plain data, since a finding may have been elsewhere in between. */
export type FindingData = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Finding {
  readonly target: FindingTarget;
  readonly message: string;
  readonly data?: FindingData;
  readonly related?: readonly RelatedPlace[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

/** Where a finding stands: a node or a part of it, the first line, or a place where there is no node. */
export type FindingTarget = Target | 'first-line' | { readonly start: number; readonly end: number };

/** Another place that a finding speaks of. */
export interface RelatedPlace {
  readonly message: string;
  /** A node of the same document, or a place in another. */
  readonly at: Target | ForeignPlace;
}

/** A place in another document, as the workspace knows it. */
export interface ForeignPlace {
  readonly uri: string;
  readonly range: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } };
}

/** One way to cure a finding. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one to take where only one can be. */
  readonly preferred?: boolean;
}

/** What a rule may look at. */
export interface RuleContext {
  readonly spec: Spec;
  /** What the schema finds, empty values and placeholders left out. */
  readonly violations: readonly Violation[];
  /** Where other specs of the workspace give an id. */
  readonly otherSpecsWithId: (id: string) => readonly ForeignPlace[];
  readonly conventions: Conventions;
}

/** What a repository asks of its specs beyond the format, as its `.intspec.yaml` says. */
export interface Conventions {
  /** How names of each kind are written. */
  readonly naming: Readonly<Partial<Record<NameKind, NameStyle>>>;
  /** Who may give an approval, by its key in `spec_approval`; a key that is not there is open to anybody. */
  readonly approvers: Readonly<Record<string, readonly string[]>>;
}

/** The names that an author chooses. */
export type NameKind = 'source_fields' | 'target_fields' | 'failure_classes' | 'criteria';
export type NameStyle = 'snake_case' | 'camelCase' | 'PascalCase' | 'kebab-case' | 'SCREAMING_SNAKE_CASE';

/** A rule that judges what the others found, those that judge suppressions excepted. */
export interface OutcomeContext extends RuleContext {
  /** The findings that stand, in the order of the text: neither silenced nor off in the repository, each with the severity that it has there. */
  readonly results: readonly { readonly rule: AnyRule; readonly severity: Severity; readonly message: string; readonly target: FindingTarget }[];
}

/** A rule that judges which suppressions did something. */
export interface SuppressionContext extends RuleContext {
  readonly suppressions: Suppressions;
  /** The ids of all rules, to tell those that are misspelled. */
  readonly ruleIds: readonly string[];
}

/** A fragment of a spec: its top-level keys stand in place of those of a complete one, `without` are taken out. */
export interface RuleExample {
  readonly text: string;
  readonly without?: readonly string[];
}

interface RuleBase {
  /** The diagnostic's code. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** One paragraph of Markdown: what is checked, and why it matters to the executor. */
  readonly explanation: string;
  readonly bad: RuleExample;
  readonly good: RuleExample;
  /** The kinds of documents that it judges; specs alone where it does not say. */
  readonly formats?: readonly Format['name'][];
  /**
   * What it has to be told from outside of the document to find anything: the other specs, or how names are written. A
   * run that is not told cannot say that a suppression of it silences nothing.
   */
  readonly needs?: 'all-specs' | 'naming';
  /** Its preferred fix is safe without a look. */
  readonly fixAll?: true;
  readonly fix?: (finding: Finding, context: RuleContext) => readonly Fix[];
}

/**
 * A rule that judges the document, part by part or as a whole. What it finds in a part goes by that part alone, with the
 * keys above it, and is remembered as long as the part stands: so the work after a keystroke does not grow with the
 * document. Only what needs more belongs into `check`, which runs anew each time. Of most parts a rule has nothing to say:
 * it gives undefined then, at once, since a large document has hundreds of thousands of parts.
 */
export interface Rule extends RuleBase {
  /** In the document as a whole. */
  readonly check?: (context: RuleContext) => Iterable<Finding>;
  /** In a single value, by itself. What an alias repeats is asked for once, where the alias stands; so it is with lists and maps. */
  readonly checkScalar?: (node: ScalarNode, values: Values) => Iterable<Finding> | undefined;
  /** In a list, by what is in it. */
  readonly checkList?: (node: ListNode, values: Values) => Iterable<Finding> | undefined;
  /** In a map, by what is in it. */
  readonly checkMap?: (node: MapNode, values: Values) => Iterable<Finding> | undefined;
  /** Whether what was found in a part stands, with all else in view; it does where the rule does not say. */
  readonly stands?: (finding: Finding, context: RuleContext) => boolean;
  /** In a field of the source record, by itself, the fields in it and those around it. */
  readonly checkSourceField?: (field: SourceField, values: Values) => Iterable<Finding> | undefined;
  /** In a field of the target record, by the same, the source fields that it reads, and the contract's `when_absent`. */
  readonly checkTargetField?: (judgement: Judgement, values: Values) => Iterable<Finding> | undefined;
}

export interface OutcomeRule extends RuleBase {
  readonly checkOutcome: (context: OutcomeContext) => Iterable<Finding>;
}

export interface SuppressionRule extends RuleBase {
  readonly checkSuppressions: (context: SuppressionContext) => Iterable<Finding>;
}

export type AnyRule = Rule | OutcomeRule | SuppressionRule;

/** The formats of rules that know of no kind of document: they judge texts, keys and values by the schema at hand. */
export const EVERY_FORMAT: readonly Format['name'][] = ['spec', 'settings'];

/** Whether a rule judges documents of a format. */
export function judges(rule: AnyRule, format: Format): boolean {
  return (rule.formats ?? ['spec']).includes(format.name);
}

/** The node or entry that a finding names; undefined where it names a place only. */
export function nodeOf(finding: Finding): SyntaxNode | Entry | undefined {
  return typeof finding.target === 'object' && 'node' in finding.target ? finding.target.node : undefined;
}
