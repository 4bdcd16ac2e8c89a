import type { Draft } from '../syntax/change.ts';
import { listFix } from './list-edits.ts';
import type { Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import { authorizationsOf, isNotified } from './sections/authorization.ts';
import { instructionsExample } from './sections/examples.ts';
import { systemsOf } from './sections/systems.ts';
import { excerpt, list } from './words.ts';

/** The executor may write where nothing in the spec sends data. */
export const unauthorizedDestination: Rule = {
  id: 'unauthorized-destination',
  severity: 'error',
  title: 'Destination that no section declares',
  explanation:
    '`write_to` names a place that is neither the target’s `system_name`, nor the `dead_letter_queue`, nor where the report goes (`report_to`); with `Bidirectional` the source counts too. The executor may write there, and no section says what or why. Often the place is misspelled, or was renamed in its own section: where one item is strange and one place is missing, the one is taken to mean the other. A channel of `operator_notification` or of an escalation is told of failures, and no destination of data either. Places are compared as text, case and spacing aside. Where one of them is missing or still to be filled in, nothing is said, since an item may be just that. The fix writes the place that is most likely meant, or takes the item out; it is the preferred one only where the words are the same but for a slip, or where the item means no place at all.',
  bad: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs', 'Data warehouse']) },
  good: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs']) },
  *check({ spec }) {
    const { writeTo, isOpen } = authorizationsOf(spec);
    if (!writeTo || isOpen) return;
    const targets = systemsOf(spec).isBidirectional ? 'one of the two systems' : 'the target';
    for (const [item, meant] of writeTo.strange) {
      const help = meant ? ` Did you mean the ${meant.place.what}, \`${meant.place.stated.value}\`, which is missing here?` : '';
      const why = isNotified(item.value, spec)
        ? `is a channel on which people are told of failures (section 4), not a destination of data: \`write_to\` is for ${targets}, the dead letter queue and the report.`
        : `is neither ${targets} nor the dead letter queue nor the report location: the executor could write there, and no section says what.`;
      yield {
        target: { node: item.node },
        message: `\`${excerpt(item.value)}\` ${why}${help}`,
        ...(meant && { related: [{ message: `The ${meant.place.what} is \`${meant.place.stated.value}\``, at: { node: meant.place.stated.node } }] }),
      };
    }
  },
  fix(finding, { spec }) {
    const { writeTo } = authorizationsOf(spec);
    const entry = writeTo?.list.entry;
    const item = [...(writeTo?.strange.keys() ?? [])].find(({ node }) => node === nodeOf(finding));
    if (!writeTo || !entry || !item) return [];
    const meant = writeTo.strange.get(item);
    // Taken out, the place that it means would be missing. Only a slip is certain to mean it.
    if (meant) return changeTo([meant.place.stated.value], meant.likeness === 'slip');
    if (writeTo.list.items.length > 1) return listFix(`Remove \`${excerpt(item.value, 40)}\``, entry, { remove: new Set([item.node]) }, spec, !isNotified(item.value, spec));
    return changeTo(writeTo.missing.map(({ stated }) => stated.value), false);

    function changeTo([first, ...rest]: readonly string[], preferred: boolean): Fix[] {
      if (first === undefined || !entry || !item) return [];
      const text = (value: string): Draft => ({ kind: 'text', text: value });
      return listFix(`Change to ${list([first, ...rest])}`, entry, { change: new Map([[item.node, text(first)]]), append: rest.map(text) }, spec, preferred);
    }
  },
};
