import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { placeOfStep, stepOf } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { FailureClass } from './sections/failure-classes.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { figure, spanText } from './sections/figures.ts';
import type { Bound, Wait } from './sections/retries.ts';
import { contradictionOf, exceededBounds, isRetried, isRetriedInVain, waitOf } from './sections/retries.ts';

/** Trying again takes longer than a change may take to arrive, or than the time to the next run. */
export const retryExceedsLatency: Rule = {
  id: 'retry-exceeds-latency',
  severity: 'error',
  title: 'Retries take longer than allowed',
  explanation:
    'The waits of a class that is retried, all together, are longer than `latency_requirement` allows, or than the interval of the schedule: the change arrives late, or the next run starts while this one still waits. The worst case is the number of tries times the longest wait that the action states: its pauses, the limit of its exponential backoff, or what it falls back to without a Retry-After header. It is a warning where only a backoff, counted at its limit, is too long: its waits double up to the limit, so that the first ones are shorter. A latency shorter than the interval (`latency-trigger-mismatch`), and an interval that `batches_per_day` contradicts (`batch-interval-mismatch`), are in doubt themselves: they count only where the other bound is exceeded too. `Real-time` states no bound in numbers, and sets none here. Nothing is said about an action with a step in words of the author’s own.',
  bad: { text: errorExample({ source_unavailable: '{ condition: HTTP 5xx or connection timeout, action: pause 20 minutes; retry 3 times; abort batch, retry: Yes, escalation: alert after 3 failures }' }) },
  good: { text: errorExample({ source_unavailable: '{ condition: HTTP 5xx or connection timeout, action: pause 2 minutes; retry 3 times; abort batch, retry: Yes, escalation: alert after 3 failures }' }) },
  *check({ spec }) {
    for (const failure of failureClassesOf(spec)) {
      const retry = stepOf(failure.action, 'retry');
      if (!retry || !failure.action?.isRead || !triesInEarnest(failure)) continue;
      const { retries } = failure.action;
      const found = tooLong(waitOf(failure, { backoff: false }), retries, spec) ?? tooLong(waitOf(failure), retries, spec);
      if (!found) continue;
      const { total, exceeded, wait: { wait, by } } = found;
      const limits = exceeded.map(boundText).join(' and ');
      const time = by === 'backoff'
        ? `\`${failure.name}\` may wait up to ${spanText(total)} in all, if each of its ${retries === 1 ? '1 try' : `${figure(retries)} tries`} waits for the ${spanText(wait)} that its backoff grows to; the first waits are shorter.`
        : `\`${failure.name}\` may wait ${spanText(total)} in all: ${figure(retries)} × a ${by} of ${spanText(wait)}.`;
      yield {
        target: placeOfStep(failure, 'retry'),
        message: `${time} That is longer than ${limits}.`,
        related: exceeded.map((bound) => ({ message: bound.by === 'latency' ? `Allowed are ${spanText(bound.limit.value)}` : `Runs every ${spanText(bound.limit.value)}`, at: { node: bound.limit.node } })),
        ...(by === 'backoff' && { severity: 'warning' as const }),
      };
    }
  },
};

/** So many tries with this wait before each, where they take longer than is allowed. */
function tooLong(wait: Wait | undefined, retries: number, spec: Spec): { readonly total: number; readonly exceeded: readonly Bound[]; readonly wait: Wait } | undefined {
  const total = retries * (wait?.wait ?? 0);
  const exceeded = exceededBounds(total, spec);
  return wait && exceeded.length > 0 ? { total, exceeded, wait } : undefined;
}

/** Whether the class is retried, and nothing else is wrong with that. */
function triesInEarnest(failure: FailureClass): boolean {
  return isRetried(failure) && !isRetriedInVain(failure) && contradictionOf(failure) === undefined;
}

function boundText({ limit, by }: Bound): string {
  return by === 'latency' ? `the ${spanText(limit.value)} that \`latency_requirement\` allows` : `the ${spanText(limit.value)} from one run to the next`;
}
