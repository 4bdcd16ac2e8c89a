import { childSchema, keysOf } from '../model/schema.ts';
import { skeletonEntry, skeletonOf } from '../model/skeleton.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { BOTH_WAYS, sourceExample } from './sections/examples.ts';
import { textAt } from './sections/stated.ts';
import { systemsOf } from './sections/systems.ts';
import { isMisspelled } from './violations.ts';

/** Section 1 with this direction. */
function purpose(direction: string): string {
  return `integration_purpose:\n  why: Sales and Finance see the same order\n  trigger: { kind: schedule, every: 15 minutes }\n  direction: ${direction}\n  expected_volume: 400 records per batch, peak 900 per batch\n  latency_requirement: Batch (30 minutes)\n`;
}

/** Data flows both ways, and only one of them has a contract. */
export const bidirectionalWithoutReverse: Rule = {
  id: 'bidirectional-without-reverse',
  severity: 'error',
  title: 'No contract of the way back',
  explanation:
    'The `direction` is `Bidirectional`, and `data_contract` has no `reverse`, the contract for the way from the system of section 3 to that of section 2. The executor would have to infer which fields go back, and how. In `reverse`, `source` means the system of section 3; section 3’s `write_semantics` and `on_conflict` hold unless `reverse` has its own. The fix inserts an empty contract of the way back.',
  bad: { text: purpose('Bidirectional') + sourceExample({ authentication: '{ method: OAuth2, scope: [read_orders, write_orders] }' }) + BOTH_WAYS },
  good: { text: purpose('Source → Target') },
  *check({ spec, violations }) {
    const contract = spec.entry('data_contract');
    if (!systemsOf(spec).isBidirectional || contract?.value?.kind !== 'map' || contract.value.entries.length === 0) return;
    const reverse = entryOf(contract.value, 'reverse');
    const isThere = reverse ? reverse.incomplete || !isEmpty(reverse.value) : isMisspelled(violations, contract.value, 'reverse');
    if (isThere) return;
    const direction = textAt(spec, 'integration_purpose', 'direction');
    yield {
      target: { node: reverse && !reverse.merged ? reverse : contract, part: 'key' },
      message: `The direction is \`Bidirectional\`, but ${reverse ? '`reverse` is empty' : '`data_contract` has no `reverse`'}: the executor would have to infer which fields go back, and how.`,
      related: direction ? [{ message: 'The direction is `Bidirectional`', at: { node: direction.node } }] : [],
    };
  },
  fix(finding, { spec }) {
    const entry = nodeOf(finding);
    const section = spec.entry('data_contract');
    const schema = section && childSchema(spec.schemaOf(section), 'reverse');
    if (entry?.kind !== 'entry' || !schema) return [];
    if (entry.key.text === 'reverse') return [{ title: 'Insert the contract of the way back', changes: [{ kind: 'replaceValue', of: entry, value: skeletonOf(schema) }], preferred: true }];
    const { value } = entry;
    if (value?.kind !== 'map' || value.origin) return [];
    const order = keysOf(spec.schemaOf(value)).map(({ name }) => name);
    return [{ title: 'Insert the contract of the way back', changes: [{ kind: 'insertEntry', into: value, entry: skeletonEntry('reverse', schema), order }], preferred: true }];
  },
};
