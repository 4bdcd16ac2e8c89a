import type { Rule } from './rule.ts';
import { errorExample, NOT_IDEMPOTENT, sourceExample, targetExample } from './sections/examples.ts';
import { systemsOf } from './sections/systems.ts';

/** Delivered once is not written once. */
export const exactlyOnceClaim: Rule = {
  id: 'exactly-once-claim',
  severity: 'warning',
  title: 'Exactly-once without an idempotent write',
  explanation:
    'The source claims to deliver `Exactly-once`, and the target inserts without recognising a repeated write (`write_semantics: Insert`, `idempotency_support: N/A`). A source alone cannot keep that promise to the end: when the executor stops between a write and its confirmation, the record is delivered, and inserted, once more. `Upsert` and `Replace` write the same record again, so they keep the claim, and so do an idempotency key and deduplication logic.',
  bad: { text: sourceExample({ guaranteed_delivery: 'Exactly-once' }) + targetExample({ idempotency_support: 'N/A', write_semantics: 'Insert' }) + errorExample({}) + NOT_IDEMPOTENT },
  good: { text: sourceExample({ guaranteed_delivery: 'Exactly-once' }) + targetExample({ idempotency_support: 'Supports idempotency key', write_semantics: 'Insert' }) },
  *check({ spec }) {
    const { delivery, idempotency, writeSemantics } = systemsOf(spec);
    if (delivery?.value !== 'Exactly-once' || writeSemantics?.value !== 'Insert' || idempotency?.value !== 'N/A') return;
    yield {
      target: { node: delivery.node },
      message: '`Exactly-once` cannot be kept: the target inserts (`Insert`) and does not recognise a write that it has seen (`idempotency_support` is `N/A`), so whatever is delivered again after an interruption is written again.',
      related: [
        { message: '`write_semantics` is `Insert`', at: { node: writeSemantics.node } },
        { message: '`idempotency_support` is `N/A`', at: { node: idempotency.node } },
      ],
    };
  },
};
