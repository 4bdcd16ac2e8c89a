import type { Rule } from './rule.ts';
import { placeOf } from './sections/class-edits.ts';
import { errorExample, NOT_IDEMPOTENT, targetExample } from './sections/examples.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { isRetriedUnsafely } from './sections/retries.ts';
import { systemsOf } from './sections/systems.ts';

/** A write that may have been carried out is sent again. */
export const unsafeWriteRetry: Rule = {
  id: 'unsafe-write-retry',
  severity: 'error',
  title: 'Retry may write twice',
  explanation:
    'A failure of the target is retried (`Yes` or `Conditional`), the target inserts, and its `idempotency_support` is `N/A`. A write that timed out, or part of a batch, may have been carried out all the same; sent again, it is inserted a second time. Looked at are `target_write_failure`, `partial_batch_failure` and the classes whose `system` is `target` or `both`; not `auth_failure` and `rate_limit_exceeded`, since a refused call has written nothing. Do not retry, write by `Upsert` with a key, or have repeated writes recognised. `duplicates-possible` then stays silent.',
  bad: {
    text: targetExample({ idempotency_support: 'N/A', write_semantics: 'Insert' })
      + errorExample({ target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: pause 30 seconds; retry 3 times; route to dead letter, retry: Yes, escalation: alert if > 10 in 60 minutes }' }) + NOT_IDEMPOTENT,
  },
  good: {
    text: targetExample({ idempotency_support: 'Requires deduplication logic', write_semantics: 'Insert' })
      + errorExample({ target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: pause 30 seconds; retry 3 times; route to dead letter, retry: Yes, escalation: alert if > 10 in 60 minutes }' }),
  },
  *check({ spec }) {
    const { idempotency, writeSemantics } = systemsOf(spec);
    for (const failure of failureClassesOf(spec)) {
      if (!idempotency || !writeSemantics || !failure.retry || !isRetriedUnsafely(failure, spec)) continue;
      yield {
        target: placeOf(failure, 'retry'),
        message: `\`${failure.name}\` is retried (\`${failure.retry.value}\`), but the target inserts (\`Insert\`) and does not recognise a write that it has seen (\`idempotency_support\` is \`N/A\`): a write that was carried out before it failed is inserted twice.`,
        related: [
          { message: '`write_semantics` is `Insert`', at: { node: writeSemantics.node } },
          { message: '`idempotency_support` is `N/A`', at: { node: idempotency.node } },
        ],
      };
    }
  },
};
