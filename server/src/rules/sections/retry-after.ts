/** Whether a class that is throttled listens to how long it should wait. */
import type { Spec } from '../../model/spec.ts';
import type { Action, FailureClass } from './failure-classes.ts';
import { failureClass } from './failure-classes.ts';
import { contradictionOf, isRetried, isRetriedInVain } from './retries.ts';
import { systemsOf } from './systems.ts';

const RATE_LIMIT = 'rate_limit_exceeded';

/** What an action lacks: the step for the header, or only the one for a response without it. */
export interface RetryAfterFault {
  readonly failure: FailureClass;
  readonly action: Action;
  readonly lacks: 'retry-after' | 'fall-back';
}

/** A `rate_limit_exceeded` that is tried again without regard to the Retry-After header; undefined where there is no such fault. */
export function retryAfterFaultOf(spec: Spec): RetryAfterFault | undefined {
  const failure = failureClass(spec, RATE_LIMIT);
  const action = failure?.action;
  if (!failure || !action?.isRead || !maySendHeader(failure, spec)) return undefined;
  if (!isRetried(failure) && !action.steps.has('retry')) return undefined;
  if (!action.steps.has('retry-after')) return { failure, action, lacks: 'retry-after' };
  return action.steps.has('fall-back') ? undefined : { failure, action, lacks: 'fall-back' };
}

/** Words that say that no such header is sent, before or behind its name. */
const NO_HEADER = /(?<!\bor )\b(?:no|not|neither|never|without|lacks?|omits?|n['’]t)\b[^.;]{0,200}\bretry[- ]after\b|\bretry[- ]after\b[^.;,]{0,40}\b(?:absent|missing|(?:is|are|was) not|(?:is|are) never|not (?:sent|set|given|supported|provided))\b/i;
/** Words of limits that are told by HTTP, and words of those that are not. */
const BY_HTTP = /\b429\b|\bhttp\b|throttl|\bretry[- ]after\b/i;
const OTHERWISE = /\bsqlstate\b|\bconnections?\b|\bcosts?\b/i;

function maySendHeader({ condition }: FailureClass, spec: Spec): boolean {
  const text = condition?.value ?? '';
  if (NO_HEADER.test(text) || (OTHERWISE.test(text) && !BY_HTTP.test(text))) return false;
  const { source, target } = systemsOf(spec);
  return [source, target].some(({ type }) => type?.value === 'REST API' || type?.value === 'GraphQL') || /\b429\b|\bretry[- ]after\b/i.test(text);
}

/** The steps that say how often is tried again, or what ends it. */
const LIMITS = ['retry', 'refresh', 'stop', 'no-retry', 'abort', 'dead-letter', 'skip'];

/** Whether a class is retried, and nothing says how often, or what ends it. */
export function isUnlimited(failure: FailureClass): boolean {
  const { action, retryWhen } = failure;
  if (!isRetried(failure) || !action?.isRead || isRetriedInVain(failure) || contradictionOf(failure) !== undefined) return false;
  if (retryWhen && /\b(?:once|twice|times|until|at most|no more than|up to)\b/i.test(retryWhen.value)) return false;
  return !LIMITS.some((id) => action.steps.has(id));
}
