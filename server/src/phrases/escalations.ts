/** Escalations: who is told of a failure, and when. */
import type { PhraseMatch } from './engine.ts';
import { duration } from './holes.ts';
import type { Phrase, PhraseTable } from './table.ts';
import { MILLISECONDS } from './units.ts';

/** A phrase that may name the channel to tell. */
function telling(id: string, description: string, form: string, others: { readonly forms?: readonly string[]; readonly meant?: readonly string[]; readonly samples?: Readonly<Record<string, string>>; readonly examples: readonly [string, ...string[]] }): Phrase {
  const to = (pattern: string): string => `${pattern} [to {channel:channel}]`;
  const [example, ...examples] = others.examples;
  return {
    id, description,
    forms: [to(form), ...(others.forms ?? []).map(to)],
    meant: (others.meant ?? []).map(to),
    samples: { channel: 'PagerDuty policy on-call', ...others.samples },
    examples: [{ text: example }, ...examples.map((text) => ({ text }))],
  };
}

export const escalations: PhraseTable = {
  kind: 'escalation',
  title: 'Escalation',
  description: 'When people are told of a failure. `to CHANNEL` names whom; without it the `operator_notification` holds.',
  separator: undefined,
  groupsDigits: true,
  phrases: [
    telling('immediate', 'At the first failure, at once.', 'immediate', { meant: ['immediately', 'alert immediately', 'at once', 'escalate immediately'], examples: ['Immediate', 'immediate to Slack channel #order-sync'] }),
    { id: 'none', forms: ['none'], meant: ['no', 'never', 'no alert', 'no escalation', 'not needed', 'n/a'], description: 'Nobody is told.', examples: [{ text: 'none' }] },
    telling('always', 'At each failure.', 'alert always', { meant: ['always alert', 'always', 'alert each time', 'alert on every failure'], examples: ['Alert always'] }),
    telling('after-failures', 'Once it has failed so many times in a row.', 'alert after {n:count} failures', {
      meant: ['after {n:count} failures', 'alert after {n:count}', 'alert after {n:count} consecutive failures', 'alert after {n:count} attempts', 'alert after {n:count} retries', 'alert on {n:count} failures'],
      samples: { n: '3' }, examples: ['alert after 3 failures', 'alert after 1 failure to PagerDuty policy order-sync-primary'],
    }),
    telling('dead-letters', 'When more records than this lie in the dead letter queue.', 'alert if dead letter > {n:count} records', {
      forms: ['alert if DLQ > {n:count} records'],
      meant: ['alert if dlq > {n:count}', 'alert if dead letter > {n:count}', 'alert if dead letter queue > {n:count} records', 'alert if dead letter exceeds {n:count} records', 'alert when dlq > {n:count} records', 'alert if more than {n:count} records in dlq', 'alert if dead letter >= {n:count} records'],
      samples: { n: '10' }, examples: ['alert if dead letter > 10 records', 'Alert if DLQ > 0 records'],
    }),
    telling('in-time', 'When it fails more often than this within a time.', 'alert if > {n:count} in {window:duration}', {
      meant: ['alert if more than {n:count} in {window:duration}', 'alert if > {n:count} failures in {window:duration}', 'alert if {n:count} in {window:duration}', 'alert if > {n:count} within {window:duration}', 'alert if > {n:count} per {window:duration}', 'alert after {n:count} failures in {window:duration}', 'alert when > {n:count} in {window:duration}'],
      samples: { n: '5', window: '60 minutes' }, examples: ['alert if > 5 in 60 minutes'],
    }),
    telling('rate-limit-hits', 'When the rate limit is hit more often than this within an hour.', 'alert if > {n:count} rate-limit hits per hour', {
      meant: ['alert if > {n:count} hits per hour', 'alert if more than {n:count} rate limit hits per hour', 'alert if {n:count} rate limit hits per hour', 'alert if > {n:count} rate limit hits an hour', 'alert if > {n:count} rate limit hits in 1 hour'],
      samples: { n: '10' }, examples: ['alert if > 10 rate-limit hits per hour'],
    }),
  ],
};

/** What an escalation says in numbers. */
export interface EscalationFacts {
  /** The number that must be passed, or reached (`alert after N failures`). */
  readonly threshold: number | undefined;
  /** The time within which it counts, in milliseconds; undefined where the phrase names none. */
  readonly window: number | undefined;
  /** Whom it names. */
  readonly channel: string | undefined;
}

/** Reads the numbers out of an escalation. */
export function escalationFacts({ phrase, values }: PhraseMatch): EscalationFacts {
  return {
    threshold: values['n']?.kind === 'count' ? values['n'].value : undefined,
    window: phrase.id === 'rate-limit-hits' ? MILLISECONDS.hour : duration(values['window']),
    channel: values['channel']?.kind === 'channel' ? values['channel'].value : undefined,
  };
}
