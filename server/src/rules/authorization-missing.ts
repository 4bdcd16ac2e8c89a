import type { Draft } from '../syntax/change.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { listFix } from './list-edits.ts';
import type { Finding, Fix, Rule } from './rule.ts';
import { nodeOf } from './rule.ts';
import type { Authorization, Place } from './sections/authorization.ts';
import { authorizationsOf } from './sections/authorization.ts';
import type { Spec } from '../model/spec.ts';
import { instructionsExample } from './sections/examples.ts';
import { list } from './words.ts';

/** The executor has to reach a place that it may not touch. */
export const authorizationMissing: Rule = {
  id: 'authorization-missing',
  severity: 'error',
  title: 'Place that the executor needs is not authorized',
  explanation:
    '`read_from` must name the source, and `write_to` the target, the dead letter queue unless it is `none`, and the place of the report; with `Bidirectional` both systems stand in both lists, as soon as the contract of the way back (`reverse`) is filled in. Whatever is not listed is forbidden, so that the executor would have to stop, or to act against its instructions. Places are compared as text with `system_name`, `dead_letter_queue` and `report_to`, case and spacing aside; one that is missing there, or still to be filled in, is not asked for. An item of `write_to` that is misspelled, or the only one that is strange where one place is missing, is an `unauthorized-destination`; in `read_from` the fix puts a misspelled one right. Otherwise the fix adds what is missing, in the words of its section; an item that holds the place among more words stays, since it may narrow what is authorized.',
  bad: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/']) },
  good: { text: instructionsExample(['NetSuite', 's3://acme-integration-dlq/shopify-netsuite/orders/', 'Wiki page Order runs']) },
  *check({ spec }) {
    for (const { authorization, places } of lacking(spec)) {
      const { entry } = authorization.list;
      if (!entry || places.length === 0) continue;
      const verb = entry.key.text === 'read_from' ? 'read' : 'write to';
      const finding: Finding = {
        target: { node: entry, part: 'key' },
        message: `\`${entry.key.text}\` lacks ${places.map(({ what, stated }) => `the ${what}, \`${stated.value}\``).join(' and ')}: the executor may not ${verb} ${places.length === 1 ? 'it' : 'them'}.`,
        related: places.map(({ what, stated }) => ({ message: `The ${what} is \`${stated.value}\``, at: { node: stated.node } })),
      };
      yield finding;
    }
  },
  fix(finding, { spec }) {
    const found = lacking(spec).find(({ authorization }) => authorization.list.entry === nodeOf(finding));
    const entry = found?.authorization.list.entry;
    if (!found || !entry) return [];
    return fixOf(found, (title, change, append, preferred) => listFix(title, entry, { change, append }, spec, preferred));
  },
};

interface Lack {
  readonly authorization: Authorization;
  /** What is missing, and not said by `unauthorized-destination` of the item that means it. */
  readonly places: readonly Place[];
}

function lacking(spec: Spec): Lack[] {
  const { readFrom, writeTo, isOpen } = authorizationsOf(spec);
  const saidElsewhere = new Set(isOpen ? [] : [...(writeTo?.strange.values() ?? [])].map((meant) => meant?.place));
  return [
    ...(readFrom ? [{ authorization: readFrom, places: readFrom.missing }] : []),
    ...(writeTo ? [{ authorization: writeTo, places: writeTo.missing.filter((place) => !saidElsewhere.has(place)) }] : []),
  ];
}

/**
 * One fix for all that a list lacks: items that mean a place are put right, the others are added. An item with more
 * words than the place may narrow what is authorized, and stays. Unless every item that is like a place is so by a
 * slip, the fix is one for the author to judge.
 */
function fixOf({ authorization, places }: Lack, listFixOf: (title: string, change: ReadonlyMap<SyntaxNode, Draft>, append: readonly Draft[], preferred: boolean) => Fix[]): Fix[] {
  const text = ({ stated }: Place): Draft => ({ kind: 'text', text: stated.value });
  const like = [...authorization.strange].flatMap(([item, meant]) => (meant && places.includes(meant.place) ? [{ item, ...meant }] : []));
  const changed = like.filter(({ likeness }) => likeness !== 'longer');
  const added = places.filter((place) => !changed.some((each) => each.place === place));
  const parts = [
    ...changed.map(({ item, place }) => `change \`${item.value}\` to \`${place.stated.value}\``),
    ...(added.length > 0 ? [`add ${list(added.map(({ stated }) => stated.value))}`] : []),
  ];
  const title = parts.join(', ').replace(/^./, (first) => first.toUpperCase());
  return listFixOf(title, new Map(changed.map(({ item, place }) => [item.node, text(place)])), added.map(text), like.every(({ likeness }) => likeness === 'slip'));
}
