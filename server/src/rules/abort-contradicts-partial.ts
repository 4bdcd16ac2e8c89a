import type { Rule } from './rule.ts';
import { placeOfStep } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import { failureClass } from './sections/failure-classes.ts';

/** One bad record ends the batch, and does not. */
export const abortContradictsPartial: Rule = {
  id: 'abort-contradicts-partial',
  severity: 'error',
  title: 'Batch aborted and completed',
  explanation:
    '`validation_failure` aborts the batch (`abort batch`), while `partial_batch_failure` completes the records that succeeded (`complete successful records`). A batch in which one record is not valid is both, and the executor can do only one: nothing more of it is written, or all the others are. Set invalid records aside (`route to dead letter`, `skip with log`), or abort in both classes.',
  bad: { text: errorExample({ validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; abort batch, retry: No, escalation: alert always }' }) },
  good: { text: errorExample({ validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; skip with log, retry: No, escalation: alert always }' }) },
  *check({ spec }) {
    const invalid = failureClass(spec, 'validation_failure');
    const partial = failureClass(spec, 'partial_batch_failure');
    if (!invalid?.action?.steps.has('abort') || !partial?.action?.steps.has('complete')) return;
    yield {
      target: placeOfStep(invalid, 'abort'),
      message: '`validation_failure` aborts the batch, while `partial_batch_failure` completes the records that succeeded: for a batch with one invalid record, the executor can do only one of the two.',
      related: [{ message: '`partial_batch_failure` completes the successful records', at: placeOfStep(partial, 'complete') }],
    };
  },
};
