import type { Finding, Rule } from './rule.ts';
import { criterion } from './sections/criteria.ts';
import { validationExample } from './sections/examples.ts';
import type { Stated } from './sections/stated.ts';
import type { Idempotency } from './sections/systems.ts';
import { systemsOf } from './sections/systems.ts';
import { insertsOnly } from './write-keys.ts';

/** Section 7 tests what section 3 says there is not, or the reverse. */
export const idempotencyTestMismatch: Rule = {
  id: 'idempotency-test-mismatch',
  severity: 'error',
  title: 'Idempotency of section 3 contradicts its test in section 7',
  explanation:
    'Section 3 says how the target keeps a record that is sent twice from being stored twice, and the criterion `idempotency` of section 7 tests that. The two contradict each other where `idempotency_support` is `N/A` with `write_semantics: Insert` and the criterion has a `test`: each insert makes another record, so there is no idempotency to test. A `pass_condition` that expects the second record (“two”, “both”, “twice”, and neither “one”, “once”, “single”, “same”, “unchanged”, “equal”, “identical”, “only” nor a negation) agrees with that. And they do where the target supports idempotency or needs deduplication, and the criterion is `not_applicable`: then the executor builds what nobody checks. With `Upsert` and `Replace` the write itself makes no second record, so that a test is welcome also where the support is `N/A`.',
  bad: { text: validationExample({ idempotency: '{ not_applicable: NetSuite does not store an order twice } # section 3: Supports idempotency key' }) },
  good: { text: validationExample({ idempotency: '{ test: Run the same batch twice, pass_condition: One sales order per externalId }' }) },
  *check({ spec }) {
    const { idempotency } = systemsOf(spec);
    const tested = criterion(spec, 'idempotency');
    if (!idempotency || !tested) return;
    const { test, passCondition, notApplicable } = tested;
    if (test && notApplicable) return;
    if (test && idempotency.value === 'N/A' && insertsOnly(spec)) {
      if (passCondition && expectsTwo(passCondition.value)) return;
      yield mismatch(idempotency, test, 'no record is recognised when it comes again and `write_semantics` is `Insert`, but section 7 has a test of `idempotency`: a record that is sent twice is stored twice, so that the executor has nothing with which to pass it', 'Tested here');
    } else if (notApplicable && idempotency.value !== 'N/A') {
      yield mismatch(idempotency, notApplicable, 'section 7 says that `idempotency` is not applicable: the executor would build what nobody checks', 'Not applicable, it says here');
    }
  },
};

/** Whether a pass condition expects a record that is sent twice to be stored twice. The manual page names the words. */
function expectsTwo(text: string): boolean {
  return /\b(?:two|2|both|twice)\b/i.test(text) && !/\b(?:one|1|once|single|same|unchanged|equals?|identical|no|not|never|none|nor|neither|without|only)\b|n['’]t\b/i.test(text);
}

function mismatch({ value, node }: Stated<Idempotency>, criterion: Stated<string>, why: string, message: string): Finding {
  return { target: { node }, message: `\`idempotency_support\` is \`${value}\`: ${why}.`, related: [{ message, at: { node: criterion.node } }] };
}
