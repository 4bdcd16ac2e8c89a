import type { Draft } from '../syntax/change.ts';
import { listFix } from './list-edits.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { authorizationsOf } from './sections/authorization.ts';
import { instructionsExample } from './sections/examples.ts';
import { systemsOf } from './sections/systems.ts';
import { excerpt, list } from './words.ts';

/** The executor may write where nothing in the spec sends data. */
export const unauthorizedDestination: Rule = {
  id: 'unauthorized-destination',
  severity: 'error',
  title: 'Destination that no section declares',
  explanation:
    '`write_to` names a place that is neither the target’s `system_name`, nor the `dead_letter_queue`, nor where the report goes (`report_to`); with `Bidirectional` the source counts too. The executor may write there, and no section says what or why. Often the place is misspelled, or was renamed in its own section. Places are compared as text, case and spacing aside. Where one of them is missing or still to be filled in, nothing is said, since an item may be just that. The fix writes the place that is most likely meant, or takes the item out.',
  bad: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs', 'Data warehouse']) },
  good: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs']) },
  *check({ spec }) {
    const { writeTo, isOpen } = authorizationsOf(spec);
    if (!writeTo || isOpen) return;
    const targets = systemsOf(spec).isBidirectional ? 'one of the two systems' : 'the target';
    for (const [item, meant] of writeTo.strange) {
      const help = meant ? ` Did you mean the ${meant.what}, \`${meant.stated.value}\`, which is missing here?` : '';
      yield {
        target: { node: item.node },
        message: `\`${excerpt(item.value)}\` is neither ${targets} nor the dead letter queue nor the report location: the executor could write there, and no section says what.${help}`,
        ...(meant && { related: [{ message: `The ${meant.what} is \`${meant.stated.value}\``, at: { node: meant.stated.node } }] }),
      };
    }
  },
  fix(finding, { spec }) {
    const { writeTo } = authorizationsOf(spec);
    const entry = writeTo?.list.entry;
    const item = [...(writeTo?.strange.keys() ?? [])].find(({ node }) => node === nodeOf(finding));
    if (!writeTo || !entry || !item) return [];
    const meant = writeTo.strange.get(item);
    // Taken out, the place that it means would be missing.
    if (meant) return changeTo([meant.stated.value]);
    if (writeTo.list.items.length > 1) return listFix(`Remove \`${excerpt(item.value, 40)}\``, entry, { remove: new Set([item.node]) }, spec);
    return changeTo(writeTo.missing.map(({ stated }) => stated.value));

    function changeTo([first, ...rest]: readonly string[]): Fix[] {
      if (first === undefined || !entry || !item) return [];
      const text = (value: string): Draft => ({ kind: 'text', text: value });
      return listFix(`Change to ${list([first, ...rest])}`, entry, { change: new Map([[item.node, text(first)]]), append: rest.map(text) }, spec);
    }
  },
};
