/**
 * Which steps and escalations make sense for a failure class, as data. Sources: the template's sample rows of
 * section 4 for what is usual, in the order in which it is done; the rules of *Error handling* for what is left out.
 */
import type { Retry } from '../rules/sections/failure-classes.ts';
import type { Side } from '../rules/sections/systems.ts';

/** What is usual for a class: the ids of phrases, those done first in front. */
export interface Usual {
  readonly action: readonly string[];
  readonly escalation: readonly string[];
}

const UNAVAILABLE: Usual = { action: ['pause', 'retry', 'backoff', 'abort', 'escalate'], escalation: ['after-failures', 'in-time', 'immediate', 'always'] };
const REFUSED_WRITE: Usual = {
  action: ['inspect', 'log', 'pause', 'retry', 'backoff', 'dead-letter', 'skip', 'abort', 'escalate'], escalation: ['in-time', 'dead-letters', 'after-failures', 'always'],
};

/** The template's six. */
const CLASSES: ReadonlyMap<string, Usual> = new Map([
  ['source_unavailable', UNAVAILABLE],
  ['auth_failure', { action: ['stop', 'no-retry', 'refresh', 'escalate'], escalation: ['immediate'] }],
  ['validation_failure', { action: ['inspect', 'log', 'dead-letter', 'skip', 'abort', 'escalate'], escalation: ['dead-letters', 'in-time', 'always'] }],
  ['target_write_failure', REFUSED_WRITE],
  ['partial_batch_failure', { action: ['complete', 'log', 'dead-letter', 'skip', 'escalate'], escalation: ['always', 'dead-letters', 'in-time'] }],
  ['rate_limit_exceeded', { action: ['retry-after', 'fall-back', 'retry', 'backoff', 'split', 'escalate'], escalation: ['rate-limit-hits', 'in-time'] }],
]);

/** A class of the author's own that is not tried again. */
const FINAL: Usual = { action: ['log', 'dead-letter', 'skip', 'abort', 'stop', 'no-retry', 'escalate'], escalation: ['always', 'immediate', 'dead-letters', 'in-time'] };

/** What is usual for a class of this name; one of the author's own by whether it is retried, and by whose failure it is. */
export function usualFor(name: string, retry: Retry | undefined, system: Side | 'both' | undefined): Usual {
  return CLASSES.get(name) ?? (retry === 'No' ? FINAL : system === 'target' ? REFUSED_WRITE : UNAVAILABLE);
}

/** What tries again, or waits to do so. */
export const TRIES: readonly string[] = ['retry', 'backoff'];
export const WAITS: readonly string[] = ['pause', 'backoff', 'retry-after', 'fall-back'];

/** Steps that exclude each other within one action. */
export const EXCLUSIVE: readonly (readonly [string, string])[] = [['no-retry', 'retry'], ['no-retry', 'backoff'], ['abort', 'complete']];

/** A step that only another in front of it gives a meaning. */
export const NEEDS: ReadonlyMap<string, string> = new Map([['backoff', 'retry'], ['fall-back', 'retry-after']]);

/** Steps that what `retry` says contradicts (`retry-contradicts-action`), unless one that tries again stands in front of them (`UNLESS_BEHIND`). */
export const CONTRADICTS: Readonly<Record<Retry, readonly string[]>> = { Yes: ['no-retry', 'stop'], No: TRIES, Conditional: [] };

/** What makes a step the end of the tries rather than their contradiction. */
export const UNLESS_BEHIND: ReadonlyMap<string, readonly string[]> = new Map([['stop', ['retry', 'refresh']]]);

/** Steps of one class that those of another contradict (`abort-contradicts-partial`): the class, its step, the other class, its step. */
export const ACROSS: readonly (readonly [string, string, string, string])[] = [
  ['validation_failure', 'abort', 'partial_batch_failure', 'complete'],
  ['partial_batch_failure', 'complete', 'validation_failure', 'abort'],
];

/** Waits to propose, the usual first: the longest that leaves the tries within the latency and the interval is taken. */
export const WAIT_SAMPLES: readonly string[] = ['2 minutes', '30 seconds', '10 seconds', '2 seconds', '1 second'];
