/** Section 4: each failure class with its condition, its action read step by step, and its escalation. */
import type { Spec } from '../../model/spec.ts';
import { childSchema, keysOf, sections } from '../../model/schema.ts';
import type { ActionFacts } from '../../phrases/actions.ts';
import { actionFacts } from '../../phrases/actions.ts';
import type { ParsedPhrases } from '../../phrases/index.ts';
import { parsePhrase } from '../../phrases/index.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { once, read, statedText } from './stated.ts';
import type { Side } from './systems.ts';

export type Retry = 'Yes' | 'No' | 'Conditional';

export interface FailureClass {
  readonly name: string;
  readonly entry: Entry;
  /** Not one of the template's six. */
  readonly isOwn: boolean;
  /** Whose failure it is: as the class says, or by the nature of the template's six; undefined where nothing says it. */
  readonly system: Side | 'both' | undefined;
  readonly condition: Stated<string> | undefined;
  readonly action: Action | undefined;
  readonly retry: Stated<Retry> | undefined;
  readonly retryWhen: Stated<string> | undefined;
  readonly escalation: Stated<ParsedPhrases> | undefined;
}

export interface Action extends Stated<ParsedPhrases>, ActionFacts {
  /** Every step is a phrase: nothing of it is left to interpret. A separator too many says nothing. */
  readonly isRead: boolean;
  /** The steps that no phrase matches, in lower case, joined: what a rule has to respect without understanding it. */
  readonly freeText: string;
}

/** The schema of the classes. */
const schema = childSchema(sections.find(({ key }) => key === 'error_handling')?.schema, 'failure_classes');

/** The names of the template’s six, in its order. */
export const naturalClasses: readonly string[] = keysOf(schema).map(({ name }) => name);

/** Whose failure the template’s classes are, where their nature says it. Source: format, *4 error_handling*. */
const NATURAL: ReadonlyMap<string, Side | 'both'> = new Map([
  ['source_unavailable', 'source'],
  ['auth_failure', 'both'],
  ['target_write_failure', 'target'],
  ['partial_batch_failure', 'target'],
  ['rate_limit_exceeded', 'both'],
]);

const SPELLINGS: Readonly<Record<string, Retry>> = { yes: 'Yes', true: 'Yes', no: 'No', false: 'No', conditional: 'Conditional' };

/** The failure classes of a spec in the order of the text, read once. */
export const failureClassesOf: (spec: Spec) => readonly FailureClass[] = once((spec) => {
  const map = spec.at('error_handling', 'failure_classes');
  const entries = map?.kind === 'map' ? map.entries.filter((entry) => !entry.incomplete) : [];
  return entries.map((entry) => readClass(entry, !naturalClasses.includes(entry.key.text), spec));
});

/** The class with this name; undefined where there is none. */
export function failureClass(spec: Spec, name: string): FailureClass | undefined {
  return failureClassesOf(spec).find((each) => each.name === name);
}

function readClass(entry: Entry, isOwn: boolean, spec: Spec): FailureClass {
  const text = (key: string): Stated<string> | undefined => statedText(entryOf(entry.value, key)?.value, spec);
  const name = entry.key.text;
  const said = text('system')?.value;
  return {
    name, entry, isOwn,
    system: said === 'source' || said === 'target' || said === 'both' ? said : NATURAL.get(name),
    condition: text('condition'),
    action: readAction(text('action')),
    retry: read(text('retry'), (word) => (Object.hasOwn(SPELLINGS, word.toLowerCase()) ? SPELLINGS[word.toLowerCase()] : undefined)),
    retryWhen: text('retry_when'),
    escalation: phrases(text('escalation'), 'escalation'),
  };
}

function readAction(stated: Stated<string> | undefined): Action | undefined {
  const parsed = phrases(stated, 'action');
  if (!parsed) return undefined;
  const free = parsed.value.steps.filter((step) => !step.match && step.text !== '');
  return { ...parsed, ...actionFacts(parsed.value), isRead: parsed.value.faults.every(({ kind }) => kind === 'empty'), freeText: free.map((step) => step.text.toLowerCase()).join('; ') };
}

/** The text of the node itself, so that the spans of steps are slices of it. */
function phrases(stated: Stated<string> | undefined, kind: 'action' | 'escalation'): Stated<ParsedPhrases> | undefined {
  return stated && { value: parsePhrase(kind, stated.node.text), node: stated.node };
}
