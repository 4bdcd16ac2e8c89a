import type { Spec } from '../model/spec.ts';
import { escalationFacts } from '../phrases/escalations.ts';
import type { PhraseMatch } from '../phrases/index.ts';
import type { Rule } from './rule.ts';
import type { Most } from './sections/alert-limits.ts';
import { mostCalls, mostFailures, mostRecords } from './sections/alert-limits.ts';
import { placeOf } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { FailureClass } from './sections/failure-classes.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { figure, spanText } from './sections/figures.ts';
import { DAY } from './sections/timing.ts';

/** An alert with a threshold that the hard limits let nothing reach. */
export const alertCannotFire: Rule = {
  id: 'alert-cannot-fire',
  severity: 'warning',
  title: 'Alert can never fire',
  explanation:
    'An escalation alerts above a number that the hard limits of section 5 do not let happen in its time: `alert if > 50,000 in 60 minutes`, where the schedule begins four batches of at most 1,000 records in the hour, and a late one may end in it. Nobody would ever be told. `alert if > N in …` is held against the batches that the schedule begins in that time, twice as many with `Bidirectional`, one more (each way) that may be late, and the reruns that the hard limit of `batches_per_day` leaves beyond the batches scheduled in a day; never more than that hard limit, and the limit itself in a day or more, where there is no schedule, or where `trigger.detail` limits its hours; times the hard limit of `records_per_batch`, each record counted once for each try; for failures that need not be those of records, against the calls per minute where these are more. `alert if dead letter > N records` is held against a day, `rate-limit hits per hour` against the calls of an hour. A limit that is `N/A` or missing bounds nothing.',
  bad: { text: errorExample({ target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: inspect payload; route to dead letter, retry: No, escalation: alert if > 500000 in 60 minutes }' }) },
  good: { text: errorExample({ target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: inspect payload; route to dead letter, retry: No, escalation: alert if > 50 in 60 minutes }' }) },
  *check({ spec }) {
    for (const failure of failureClassesOf(spec)) {
      for (const match of failure.escalation?.value.faults.length === 0 ? failure.escalation.value.matches : []) {
        const { threshold } = escalationFacts(match);
        const found = threshold === undefined ? undefined : limitOf(failure, match, spec);
        if (threshold === undefined || !found || found.most.count <= 0 || threshold < found.most.count) continue;
        const { most, what, time } = found;
        yield {
          target: placeOf(failure, 'escalation', match.holes.find(({ name }) => name === 'n')?.span),
          message: `\`${failure.name}\` alerts above ${figure(threshold)} ${what}, but there can be no more than ${figure(most.count)} in ${time}: ${most.arithmetic}. Nobody would ever be told.`,
          related: most.from.map(({ message, value }) => ({ message, at: { node: value.node } })),
        };
      }
    }
  },
};

/** What an alert counts, in which time, and how much of it there can be. */
function limitOf(failure: FailureClass, match: PhraseMatch, spec: Spec): { most: Most; what: string; time: string } | undefined {
  const { window } = escalationFacts(match);
  const limited = (most: Most | undefined, what: string, time: string): ReturnType<typeof limitOf> => most && { most, what, time };
  if (match.phrase.id === 'dead-letters') return limited(mostRecords(DAY, spec), 'dead letters', 'a day');
  if (window === undefined || window === 0) return undefined;
  if (match.phrase.id === 'rate-limit-hits') return limited(mostCalls(failure, window, spec), 'rate-limit hits', 'an hour');
  return limited(mostFailures(failure, window, spec), 'failures', spanText(window));
}
