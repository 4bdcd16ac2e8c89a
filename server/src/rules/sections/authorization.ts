/** Section 9 against the sections that name the places: which of them are listed, missing, or misspelled. */
import { choicesOf } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import { escalationFacts } from '../../phrases/escalations.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { DestinationList, Destinations } from './destinations.ts';
import { destinationsOf, sameText } from './destinations.ts';
import { failureClassesOf } from './failure-classes.ts';
import type { Likeness } from './place-names.ts';
import { likestName } from './place-names.ts';
import type { Stated } from './stated.ts';
import { once, textAt } from './stated.ts';
import { lacksReverse, systemsOf } from './systems.ts';

/** A place that an executor may have to reach, in the words of messages. */
export interface Place {
  readonly what: 'source' | 'target' | 'dead letter queue' | 'report location';
  readonly stated: Stated<string>;
}

/** A place that an item most likely means. `left`: nothing in its words says so, but nothing else is missing, and no other item is strange. */
export interface Meant {
  readonly place: Place;
  readonly likeness: Likeness | 'left';
}

/** A list of section 9, compared with the places that have to stand in it. */
export interface Authorization {
  readonly list: DestinationList;
  /** Places that no item of the list names. */
  readonly missing: readonly Place[];
  /** Items that name no place, with the missing one that they most likely mean; the others mean none. */
  readonly strange: ReadonlyMap<Stated<string>, Meant | undefined>;
}

export interface Authorizations {
  readonly readFrom: Authorization | undefined;
  readonly writeTo: Authorization | undefined;
  /** A place that may be written is not known, so that any item of `write_to` may be it. */
  readonly isOpen: boolean;
}

/** The places that have to stand in each list, as far as the spec names them. */
export function wantedPlaces(spec: Spec): { readonly readFrom: readonly Place[]; readonly writeTo: readonly Place[] } {
  const { source, target, isBidirectional } = systemsOf(spec);
  const { deadLetterQueue, report } = destinationsOf(spec);
  const place = (what: Place['what'], stated: Stated<string> | undefined): Place[] => (stated ? [{ what, stated }] : []);
  const [from, to] = [place('source', source.name), place('target', target.name)];
  return {
    readFrom: [...from, ...(isBidirectional ? to : [])],
    writeTo: [...to, ...(isBidirectional ? from : []), ...place('dead letter queue', deadLetterQueue), ...place('report location', report)],
  };
}

/** What section 9 authorizes, read once. A list that is missing, empty, or not filled in everywhere is undefined. */
export const authorizationsOf: (spec: Spec) => Authorizations = once((spec) => {
  const { source, target, isBidirectional } = systemsOf(spec);
  const destinations = destinationsOf(spec);
  const { readFrom, writeTo } = wantedPlaces(spec);
  const systems = [{ what: 'source', stated: source.name } as const, { what: 'target', stated: target.name } as const].flatMap(({ what, stated }): Place[] => (stated ? [{ what, stated }] : []));
  // Without a contract of the way back, the direction itself is in doubt: the way back may be authorized, and need not.
  const wanted = (places: readonly Place[], back: 'source' | 'target'): readonly Place[] => (lacksReverse(spec) ? places.filter(({ what }) => what !== back) : places);
  const isOpen = !target.name || (isBidirectional && !source.name) || !destinations.report || lacksQueue(destinations, spec);
  const write = compare(destinations.writeTo, wanted(writeTo, 'source'), [...writeTo, ...(hasDirection(spec) ? [] : systems.filter(({ what }) => what === 'source'))], spec);
  return {
    readFrom: compare(destinations.readFrom, wanted(readFrom, 'target'), [...readFrom, ...systems], spec),
    // A flow whose direction is still to be said may go both ways.
    writeTo: write && !isOpen ? withLast(write, spec) : write,
    isOpen,
  };
});

function compare(list: DestinationList, wanted: readonly Place[], known: readonly Place[], spec: Spec): Authorization | undefined {
  const node = list.entry?.value;
  if (node?.kind !== 'list' || node.items.length === 0 || list.items.length !== node.items.length || !spec.hasValue(node)) return undefined;
  const missing = wanted.filter((place, at) => !list.items.some((item) => sameText(item.value, place.stated.value)) && !wanted.slice(0, at).some((other) => sameText(other.stated.value, place.stated.value)));
  const strange = new Map<Stated<string>, Meant | undefined>();
  let open = missing;
  for (const item of list.items) {
    if (known.some((place) => sameText(item.value, place.stated.value))) continue;
    const likest = likestName(item.value, open.map(({ stated }) => stated.value));
    const place = likest && open.find(({ stated }) => stated.value === likest.name);
    open = open.filter((other) => other !== place);
    strange.set(item, likest && place && { place, likeness: likest.likeness });
  }
  return { list, missing, strange };
}

/** The one strange item taken to mean the one place that is left over: a place that was renamed in its own section only. */
function withLast({ list, missing, strange }: Authorization, spec: Spec): Authorization {
  const meant = [...strange.values()].map((each) => each?.place);
  const [place, ...morePlaces] = missing.filter((each) => !meant.includes(each));
  const [item, ...moreItems] = [...strange].flatMap(([each, like]) => (like || isNotified(each.value, spec) ? [] : [each]));
  if (!place || !item || morePlaces.length > 0 || moreItems.length > 0) return { list, missing, strange };
  return { list, missing, strange: new Map([...strange].map(([each, like]) => [each, each === item ? { place, likeness: 'left' } : like])) };
}

/** Whether people are told of failures there: a channel that operators watch, or that an escalation names. */
export function isNotified(item: string, spec: Spec): boolean {
  const watched = textAt(spec, 'error_handling', 'operator_notification')?.value ?? '';
  const named = failureClassesOf(spec).flatMap(({ escalation }) => escalation?.value.matches.flatMap((match) => escalationFacts(match).channel ?? []) ?? []);
  return [watched, ...watched.split(/[;,]/), ...named].some((channel) => sameText(channel, item));
}

/** Whether the dead letter queue may be a place that is not known yet: records go there, and nothing says where that is. */
function lacksQueue({ deadLetterQueue, hasNoDeadLetterQueue }: Destinations, spec: Spec): boolean {
  if (deadLetterQueue) return false;
  return !hasNoDeadLetterQueue || failureClassesOf(spec).some(({ action }) => action?.steps.has('dead-letter'));
}

function hasDirection(spec: Spec): boolean {
  const node: SyntaxNode | undefined = spec.at('integration_purpose', 'direction');
  const schema = node && spec.schemaOf(node);
  return node?.kind === 'scalar' && choicesOf(schema).some(({ value }) => value === node.value);
}
