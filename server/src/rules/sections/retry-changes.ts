/** Changes that make a failure class try again, or no longer. */
import { childSchema, sections } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import { actionFacts } from '../../phrases/actions.ts';
import { parsePhrase } from '../../phrases/index.ts';
import type { Change, Draft } from '../../syntax/change.ts';
import { isEditable, removeKey, setAction, setValue, withoutSteps } from './class-edits.ts';
import { destinationsOf } from './destinations.ts';
import type { Action, FailureClass, Retry } from './failure-classes.ts';
import { failureClass } from './failure-classes.ts';
import { counted } from './figures.ts';
import { fitsBounds, triesThatFit, waitOf } from './retries.ts';

/** The phrases that only mean something where it is tried again. */
const RETRYING = ['pause', 'retry', 'backoff', 'retry-after', 'fall-back'];

/** The hole for an action, labelled as the schema calls it. */
const ACTION_HOLE: Draft = { kind: 'hole', label: 'steps taken upon the failure' };

/** Sets `retry`. Where it is `No`, the cases in which it is tried again go with it. */
export function setRetry(failure: FailureClass, retry: Retry, spec: Spec): Change[] {
  if (!isEditable(failure)) return [];
  return [...setValue(failure, 'retry', { kind: 'text', text: retry }, spec), ...(retry === 'No' ? removeKey(failure, 'retry_when') : [])];
}

/**
 * Takes everything out of an action that is about trying again. Where nothing is left, the schema’s usual action takes
 * its place, or a hole where that one would not do here.
 */
export function withoutRetries(failure: FailureClass, spec: Spec): Change[] {
  const { action } = failure;
  if (!action || !isEditable(failure) || !RETRYING.some((id) => action.steps.has(id))) return [];
  const rest = withoutSteps(action, ({ phrase }) => RETRYING.includes(phrase.id)) ?? usualAction(failure.name, spec);
  return rest === undefined ? setValue(failure, 'action', ACTION_HOLE, spec) : setAction(failure, rest, spec);
}

/** What is usually done about one of the six classes, if it tries nothing again and goes with the rest of the spec. */
function usualAction(name: string, spec: Spec): string | undefined {
  const classes = childSchema(sections.find(({ key }) => key === 'error_handling')?.schema, 'failure_classes');
  const usual = childSchema(classes, name)?.default;
  const action = typeof usual === 'object' && usual !== null && 'action' in usual ? usual['action'] : undefined;
  if (typeof action !== 'string' || !goesWithTheRest(action, spec)) return undefined;
  const { steps } = actionFacts(parsePhrase('action', action));
  return RETRYING.some((id) => steps.has(id)) ? undefined : action;
}

/** Whether an action contradicts nothing outside of its class: there is a dead letter queue, no batch is aborted that it completes, and its waits fit. */
function goesWithTheRest(action: string, spec: Spec): boolean {
  const { steps, retries, pause, backoffLimit = 0, fallBack = 0 } = actionFacts(parsePhrase('action', action));
  const isAborted = failureClass(spec, 'validation_failure')?.action?.steps.has('abort') === true;
  return !(steps.has('dead-letter') && destinationsOf(spec).hasNoDeadLetterQueue) && !(steps.has('complete') && isAborted) && fitsBounds(retries * Math.max(pause, backoffLimit, fallBack), spec);
}

/** The usual action of a failure class, as drafted: where it would contradict the rest of the spec, that is left to the author. */
export function fittedAction(draft: Draft, spec: Spec): Draft {
  return draft.kind === 'suggestion' && typeof draft.value === 'string' && !goesWithTheRest(draft.value, spec) ? ACTION_HOLE : draft;
}

/** `retry 3 times`, or fewer where three would take too long with the waits of this action; undefined where not one fits. */
export function soundRetry(failure: FailureClass, spec: Spec): string | undefined {
  const tries = triesThatFit(waitOf(failure)?.wait ?? 0, spec);
  return tries > 0 ? `retry ${counted(tries, 'time')}` : undefined;
}

/** Whether the tries that an action states stay within the latency and the interval. */
export function retriesFit(failure: FailureClass, action: Action, spec: Spec): boolean {
  return fitsBounds(action.retries * (waitOf(failure)?.wait ?? 0), spec);
}
