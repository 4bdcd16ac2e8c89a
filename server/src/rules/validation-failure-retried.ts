import { retriedInVain, retryNoMore } from './never-retried.ts';
import type { Rule } from './rule.ts';
import { errorExample } from './sections/examples.ts';

/** A record that is not valid is tried again. */
export const validationFailureRetried: Rule = {
  id: 'validation-failure-retried',
  severity: 'error',
  title: 'Validation failure retried',
  explanation:
    '`validation_failure` is retried: its `retry` is not `No`. A record that does not satisfy the contract does not satisfy it the next time either, so the executor would hold up the rest for nothing. Set the record aside (`route to dead letter`), leave it out (`skip with log`), or end the batch. The fix sets `No` and takes pauses and retries out of the action.',
  bad: { text: errorExample({ validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; retry 2 times; route to dead letter, retry: Yes, escalation: alert if dead letter > 10 records }' }) },
  good: { text: errorExample({ validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; route to dead letter, retry: No, escalation: alert if dead letter > 10 records }' }) },
  *check({ spec }) {
    yield* retriedInVain('validation_failure', 'the same record fails the same check again, and holds up the rest meanwhile.', spec);
  },
  fix: (_finding, { spec }) => retryNoMore('validation_failure', spec),
};
