/** Section 9 against the sections that name the places: which of them are listed, missing, or misspelled. */
import { choicesOf } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { valueAt } from '../../syntax/tree.ts';
import { nearest } from '../words.ts';
import type { DestinationList, Destinations } from './destinations.ts';
import { comparable, destinationsOf, sameText } from './destinations.ts';
import { failureClassesOf } from './failure-classes.ts';
import type { Stated } from './stated.ts';
import { once } from './stated.ts';
import { systemsOf } from './systems.ts';

/** A place that an executor may have to reach, in the words of messages. */
export interface Place {
  readonly what: 'source' | 'target' | 'dead letter queue' | 'report location';
  readonly stated: Stated<string>;
}

/** A list of section 9, compared with the places that have to stand in it. */
export interface Authorization {
  readonly list: DestinationList;
  /** Places that no item of the list names. */
  readonly missing: readonly Place[];
  /** Items that name no place, with the missing one that they most likely mean; the others mean none. */
  readonly strange: ReadonlyMap<Stated<string>, Place | undefined>;
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
  return {
    readFrom: compare(destinations.readFrom, readFrom, [...readFrom, ...systems], spec),
    // A flow whose direction is still to be said may go both ways.
    writeTo: compare(destinations.writeTo, writeTo, [...writeTo, ...(hasDirection(spec) ? [] : systems.filter(({ what }) => what === 'source'))], spec),
    isOpen: !target.name || (isBidirectional && !source.name) || !destinations.report || lacksQueue(destinations, spec),
  };
});

function compare(list: DestinationList, wanted: readonly Place[], known: readonly Place[], spec: Spec): Authorization | undefined {
  const node = list.entry?.value;
  if (node?.kind !== 'list' || node.items.length === 0 || list.items.length !== node.items.length || !spec.hasValue(node)) return undefined;
  const missing = wanted.filter((place, at) => !list.items.some((item) => sameText(item.value, place.stated.value)) && !wanted.slice(0, at).some((other) => sameText(other.stated.value, place.stated.value)));
  const strange = new Map<Stated<string>, Place | undefined>();
  let open = missing;
  for (const item of list.items) {
    if (known.some((place) => sameText(item.value, place.stated.value))) continue;
    const meant = nearestPlace(item.value, open);
    open = open.filter((place) => place !== meant);
    strange.set(item, meant);
  }
  return { list, missing, strange };
}

/** The place that an item most likely means: one that it holds or that holds it, or the nearest by spelling. */
function nearestPlace(item: string, places: readonly Place[]): Place | undefined {
  const text = comparable(item);
  const holds = places.find(({ stated }) => {
    const name = comparable(stated.value);
    return Math.min(text.length, name.length) >= SHORTEST && (text.includes(name) || name.includes(text));
  });
  const near = nearest(item, places.map(({ stated }) => stated.value));
  return holds ?? places.find(({ stated }) => stated.value === near);
}

/** A name of fewer letters is found within others by chance. */
const SHORTEST = 3;

/** Whether the dead letter queue may be a place that is not known yet: records go there, and nothing says where that is. */
function lacksQueue({ deadLetterQueue, hasNoDeadLetterQueue }: Destinations, spec: Spec): boolean {
  if (deadLetterQueue) return false;
  return !hasNoDeadLetterQueue || failureClassesOf(spec).some(({ action }) => action?.steps.has('dead-letter'));
}

function hasDirection(spec: Spec): boolean {
  const node: SyntaxNode | undefined = valueAt(spec.root, 'integration_purpose', 'direction');
  const schema = node && spec.schemaOf(node);
  return node?.kind === 'scalar' && choicesOf(schema).some(({ value }) => value === node.value);
}
