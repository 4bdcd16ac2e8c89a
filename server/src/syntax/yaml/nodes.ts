/**
 * Nodes while they are built. Each counts its place from the start of the stretch that it was read in: a stretch that
 * moves takes its nodes along, and none of them is touched.
 */
import type { Entry, Key, ListNode, MapNode, ScalarNode, ScalarStyle, SyntaxNode } from '../tree.ts';

/** A stretch of lines that is read by itself, and where it begins in the text now; 0 while it is being read. */
export interface Base {
  offset: number;
}

/** Where a text begins that is read once, as a whole: its nodes never move. */
export const START: Base = Object.freeze({ offset: 0 });

export type Holder = Entry | ListNode | undefined;

abstract class Placed {
  readonly base: Base;
  #from: number;
  #to: number;

  constructor(base: Base, start: number, end: number) {
    this.base = base;
    this.#from = start - base.offset;
    this.#to = end - base.offset;
  }

  get start(): number {
    return this.base.offset + this.#from;
  }

  set start(offset: number) {
    this.#from = offset - this.base.offset;
  }

  get end(): number {
    return this.base.offset + this.#to;
  }

  set end(offset: number) {
    this.#to = offset - this.base.offset;
  }
}

abstract class PlacedNode extends Placed {
  parent: Holder;
  readonly origin?: SyntaxNode;
  anchor?: string;

  constructor(base: Base, parent: Holder, start: number, end: number, origin?: SyntaxNode) {
    super(base, start, end);
    this.parent = parent;
    if (origin) this.origin = origin;
  }
}

/** A map that entries are added to. */
export class OpenMap extends PlacedNode implements MapNode, Place {
  readonly kind = 'map';
  readonly flow: boolean;
  readonly entries: OpenEntry[] = [];

  constructor(base: Base, parent: Holder, start: number, end: number, flow: boolean, origin?: MapNode) {
    super(base, parent, start, end, origin);
    this.flow = flow;
  }

  /** The place of its entries is itself: nothing is ever put in its place. */
  get map(): this {
    return this;
  }
}

/** A list that items are added to. */
export class OpenList extends PlacedNode implements ListNode {
  readonly kind = 'list';
  readonly flow: boolean;
  readonly source: string;
  readonly items: SyntaxNode[] = [];

  /** `source`: as it is written between brackets; undefined for a list on lines of its own. */
  constructor(base: Base, parent: Holder, start: number, end: number, source: string | undefined, origin?: ListNode) {
    super(base, parent, start, end, origin);
    this.flow = source !== undefined;
    this.source = source ?? '';
  }
}

/** A single value. */
export class OpenScalar extends PlacedNode implements ScalarNode {
  readonly kind = 'scalar';
  readonly style: ScalarStyle;
  readonly text: string;
  readonly value: ScalarNode['value'];

  /** Text taken as it stands, unless a style and a value say otherwise. */
  constructor(base: Base, parent: Holder, start: number, end: number, text: string, style: ScalarStyle = 'verbatim', value: ScalarNode['value'] = text, origin?: ScalarNode) {
    super(base, parent, start, end, origin);
    this.style = style;
    this.text = text;
    this.value = value;
  }
}

class OpenKey extends Placed implements Key {
  readonly text: string;

  constructor(base: Base, { text, start, end }: Key) {
    super(base, start, end);
    this.text = text;
  }
}

/** Where entries stand: the map that holds them, which may be replaced by another for all of them at once. */
export interface Place {
  readonly map: MapNode;
}

/** An entry, whose value is set behind its making, since the value's holder is the entry. */
export class OpenEntry extends Placed implements Entry {
  readonly kind = 'entry';
  readonly key: Key;
  value: SyntaxNode | undefined = undefined;
  place: Place;
  incomplete = false;
  readonly merged: boolean;
  readonly notes: unknown[] = [];

  constructor(base: Base, place: Place, key: Key, end: number, merged = false) {
    super(base, key.start, end);
    this.place = place;
    // A merged copy of an entry has the very key of the entry.
    this.key = key instanceof OpenKey ? key : new OpenKey(base, key);
    this.merged = merged;
  }

  get parent(): MapNode {
    return this.place.map;
  }
}

/** Adds an entry to a map that is being built; its value is set later, since the value's parent is the entry. */
export function openEntry(map: OpenMap, key: Key, end: number): OpenEntry {
  const entry = new OpenEntry(map.base, map, key, end);
  map.entries.push(entry);
  return entry;
}

/** An entry of another map: it stands where that stands, which may be in another stretch. */
class MergedEntry extends OpenEntry {
  readonly #from: Entry;

  constructor(map: OpenMap, from: Entry) {
    super(map.base, map, from.key, from.end, true);
    this.#from = from;
    this.value = from.value;
    this.incomplete = from.incomplete;
  }

  override get start(): number {
    return this.#from.start;
  }

  override get end(): number {
    return this.#from.end;
  }
}

/** Adds an entry of another map to one that merges it in. */
export function mergeEntry(map: OpenMap, from: Entry): void {
  map.entries.push(new MergedEntry(map, from));
}

/** A node that stands for another; `source` is what stands in its place. */
export function aliasOf(node: SyntaxNode, base: Base, parent: Holder, start: number, end: number, source: string): SyntaxNode {
  const origin = node.origin ?? node;
  if (node.kind === 'scalar') return new OpenScalar(base, parent, start, end, node.text, node.style, node.value, origin.kind === 'scalar' ? origin : node);
  if (node.kind === 'list') {
    const list = new OpenList(base, parent, start, end, node.flow ? source : undefined, origin.kind === 'list' ? origin : node);
    for (const item of node.items) list.items.push(item);
    return list;
  }
  const map = new OpenMap(base, parent, start, end, node.flow, origin.kind === 'map' ? origin : node);
  for (const entry of node.entries) map.entries.push(entry as OpenEntry);
  return map;
}

/** An item of a list with nothing behind its dash. */
export function emptyItem(list: OpenList, at: number): ScalarNode {
  return new OpenScalar(list.base, list, at, at, '', 'plain', null);
}

/** Moves the entries of one map to the end of another. */
export function adoptEntries(from: SyntaxNode | undefined, map: OpenMap): void {
  if (!(from instanceof OpenMap)) return;
  for (const entry of from.entries) {
    entry.place = map;
    map.entries.push(entry);
  }
}

/** Makes a node the value of another holder. */
export function adoptValue(value: SyntaxNode | undefined, parent: Holder): SyntaxNode | undefined {
  if (value instanceof PlacedNode) value.parent = parent;
  return value;
}
