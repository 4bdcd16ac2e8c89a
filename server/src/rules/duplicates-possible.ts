import type { Rule } from './rule.ts';
import { errorExample, NOT_IDEMPOTENT, targetExample } from './sections/examples.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { isRetriedUnsafely } from './sections/retries.ts';
import { systemsOf } from './sections/systems.ts';

/** The source may deliver twice, and each delivery is written. */
export const duplicatesPossible: Rule = {
  id: 'duplicates-possible',
  severity: 'error',
  title: 'Duplicates possible',
  explanation:
    'The source delivers `At-least-once`, so a record may come twice; the target inserts (`write_semantics: Insert`), and its `idempotency_support` is `N/A`, so it does not recognise the second one. Both are written, and the executor has nothing to tell them apart by. Write by `Upsert` with a key, let the target take an idempotency key, or let the integration remove duplicates (`Requires deduplication logic`). Where a failure class makes it worse by retrying writes, `unsafe-write-retry` says so instead.',
  bad: { text: targetExample({ idempotency_support: 'N/A', write_semantics: 'Insert' }) + errorExample({}) + NOT_IDEMPOTENT },
  good: { text: targetExample({ idempotency_support: 'Requires deduplication logic', write_semantics: 'Insert' }) + errorExample({}) },
  *check({ spec }) {
    const { delivery, idempotency, writeSemantics } = systemsOf(spec);
    if (delivery?.value !== 'At-least-once' || writeSemantics?.value !== 'Insert' || idempotency?.value !== 'N/A') return;
    if (failureClassesOf(spec).some((failure) => isRetriedUnsafely(failure, spec))) return;
    yield {
      target: { node: delivery.node },
      message: 'Duplicates are possible: the source may deliver a record twice (`At-least-once`), each one is inserted (`Insert`), and the target does not recognise a write that it has seen (`idempotency_support` is `N/A`).',
      related: [
        { message: '`write_semantics` is `Insert`', at: { node: writeSemantics.node } },
        { message: '`idempotency_support` is `N/A`', at: { node: idempotency.node } },
      ],
    };
  },
};
