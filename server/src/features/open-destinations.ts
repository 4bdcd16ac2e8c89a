/** The places that a list of section 9 has still to name. */
import type { Spec } from '../model/spec.ts';
import type { Place } from '../rules/sections/authorization.ts';
import { wantedPlaces } from '../rules/sections/authorization.ts';
import { sameText } from '../rules/sections/destinations.ts';
import type { Entry, ListNode } from '../syntax/tree.ts';
import { valueAt } from '../syntax/tree.ts';

/** The systems, the dead letter queue and the report location that `read_from` or `write_to` lacks; none at any other place. */
export function openDestinations(spec: Spec, holder: Entry | ListNode): readonly Place[] {
  const entry = holder.kind === 'list' ? holder.parent : holder;
  if (entry?.kind !== 'entry' || entry.parent !== valueAt(spec.root, 'agent_execution_instructions', 'authorized_actions')) return [];
  const { readFrom, writeTo } = wantedPlaces(spec);
  const places = entry.key.text === 'read_from' ? readFrom : entry.key.text === 'write_to' ? writeTo : [];
  const listed = holder.kind === 'list' ? holder.items.map((item) => (item.kind === 'scalar' ? item.text : '')) : [];
  return places.filter(({ stated }, at) => !listed.some((text) => sameText(text, stated.value)) && places.findIndex((other) => sameText(other.stated.value, stated.value)) === at);
}
