/** What the failure classes say about trying again: whether, how often, how long it takes, and whether it does harm. */
import type { Spec } from '../../model/spec.ts';
import type { ActionFacts } from '../../phrases/actions.ts';
import type { FailureClass } from './failure-classes.ts';
import { exceeds } from './figures.ts';
import { intervalFaultOf } from './schedule.ts';
import type { Stated } from './stated.ts';
import { systemsOf } from './systems.ts';
import { timingOf } from './timing.ts';

/** The template's classes that must not be tried again: what failed fails again. Source: rule catalogue, *Error handling*. */
export type NeverRetried = 'auth_failure' | 'validation_failure';

/** Refused calls: the target did not carry them out, so that repeating them writes nothing twice. */
const REFUSED = ['auth_failure', 'rate_limit_exceeded'];

/** `retry` is `Yes` or `Conditional`. */
export function isRetried({ retry }: FailureClass): boolean {
  return retry?.value === 'Yes' || retry?.value === 'Conditional';
}

/** Whether this is a class that must not be retried. */
export function isNeverRetried(name: string): name is NeverRetried {
  return name === 'auth_failure' || name === 'validation_failure';
}

/**
 * Whether a class that must not be retried is. A credential may be renewed once: then a `refresh token once` without
 * further tries is the one exception, and so is an action that nobody can read and that may mean it.
 */
export function isRetriedInVain(failure: FailureClass): boolean {
  if (!isNeverRetried(failure.name) || !isRetried(failure)) return false;
  if (failure.name === 'validation_failure') return true;
  const { action } = failure;
  if (!action || /\b(token|credential|refresh|renew|log ?in)/.test(action.freeText)) return false;
  return !action.steps.has('refresh') || action.steps.has('retry');
}

/** How `retry` and `action` contradict each other, with the step (its phrase) that does; undefined where they agree. */
export function contradictionOf(failure: FailureClass): 'no-retry' | 'stop' | 'retry' | undefined {
  const { action, retry } = failure;
  if (!action || isRetriedInVain(failure)) return undefined;
  if (retry?.value === 'No') return action.retries > 0 ? 'retry' : undefined;
  if (retry?.value !== 'Yes' || action.steps.has('refresh')) return undefined;
  if (action.steps.has('no-retry')) return 'no-retry';
  return action.isRead && action.steps.has('stop') && !action.steps.has('retry') ? 'stop' : undefined;
}

/**
 * Whether trying again could write twice: the class is a failure of the target after which nobody knows whether the
 * write was carried out, a write inserts, and the target does not recognise one that it has seen.
 */
export function isUnsafeToRetry({ name, system }: FailureClass, spec: Spec): boolean {
  const { idempotency, writeSemantics } = systemsOf(spec);
  if (writeSemantics?.value !== 'Insert' || idempotency?.value !== 'N/A') return false;
  return (system === 'target' || system === 'both') && !REFUSED.includes(name) && !isNeverRetried(name);
}

/** Whether a class is retried though that is unsafe. A `retry` that its own action contradicts is judged as such. */
export function isRetriedUnsafely(failure: FailureClass, spec: Spec): boolean {
  return isRetried(failure) && contradictionOf(failure) === undefined && isUnsafeToRetry(failure, spec);
}

/** A wait before each try, in milliseconds, with the phrase that states it. */
export interface Wait {
  readonly wait: number;
  readonly by: 'pause' | 'backoff' | 'fall-back';
}

/**
 * The longest wait before each try; undefined where no step states one. That of a backoff is its limit, which the
 * first tries do not reach: `{ backoff: false }` leaves it out.
 */
export function waitOf({ action }: { readonly action: ActionFacts | undefined }, { backoff = true } = {}): Wait | undefined {
  if (!action) return undefined;
  const waits: readonly Wait[] = [
    { wait: action.pause, by: 'pause' },
    { wait: backoff ? action.backoffLimit ?? 0 : 0, by: 'backoff' },
    { wait: action.fallBack ?? 0, by: 'fall-back' },
  ];
  const longest = waits.reduce((most, each) => (each.wait > most.wait ? each : most));
  return longest.wait > 0 ? longest : undefined;
}

/** A time that retries must not exceed, in milliseconds, and what sets it. */
export interface Bound {
  readonly limit: Stated<number>;
  readonly by: 'latency' | 'interval';
  /** Another finding says that this value, or one that it contradicts, is wrong. */
  readonly isDoubtful: boolean;
}

/** The latency that is allowed (none where it is `Real-time`, which states no number) and the interval of the schedule. */
export function boundsOf(spec: Spec): Bound[] {
  const { latency, every } = timingOf(spec);
  const limit = latency?.value.limit;
  return [
    ...(latency && limit !== undefined ? [{ limit: { value: limit, node: latency.node }, by: 'latency', isDoubtful: every !== undefined && limit < every.value } as const] : []),
    ...(every ? [{ limit: every, by: 'interval', isDoubtful: intervalFaultOf(spec) !== undefined } as const] : []),
  ];
}

/**
 * The bounds that so much waiting, in milliseconds, exceeds. Where all that are exceeded are in doubt, none counts,
 * since the fault is theirs; unless there are several and all are exceeded, so that it is too long either way.
 */
export function exceededBounds(milliseconds: number, spec: Spec): Bound[] {
  const bounds = boundsOf(spec);
  const exceeded = bounds.filter(({ limit }) => exceeds(milliseconds, limit.value));
  const isCertain = exceeded.some(({ isDoubtful }) => !isDoubtful) || (bounds.length > 1 && exceeded.length === bounds.length);
  return isCertain ? exceeded : [];
}

/** Whether so much waiting, in milliseconds, stays within all bounds. */
export function fitsBounds(milliseconds: number, spec: Spec): boolean {
  return boundsOf(spec).every(({ limit }) => milliseconds <= limit.value);
}

/** As many tries as fit with this wait, in milliseconds, before each: three, where they do; 0 where not even one does. */
export function triesThatFit(wait: number, spec: Spec): number {
  return [3, 2, 1].find((tries) => fitsBounds(tries * wait, spec)) ?? 0;
}
