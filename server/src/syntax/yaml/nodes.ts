/**
 * Nodes while they are built. Each counts its place from the start of the stretch that it was read in: a stretch that
 * moves takes its nodes along, and none of them is touched.
 *
 * A text has them by the ten thousands, most of which are made before their code is compiled. Fields that a constructor
 * sets are made at half the time of initialized or private ones then: a sixth of the whole reading.
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
  declare readonly base: Base;
  declare private from: number;
  declare private to: number;

  constructor(base: Base, start: number, end: number) {
    this.base = base;
    this.from = start - base.offset;
    this.to = end - base.offset;
  }

  get start(): number {
    return this.base.offset + this.from;
  }

  set start(offset: number) {
    this.from = offset - this.base.offset;
  }

  get end(): number {
    return this.base.offset + this.to;
  }

  set end(offset: number) {
    this.to = offset - this.base.offset;
  }
}

abstract class PlacedNode extends Placed {
  declare parent: Holder;
  declare readonly origin?: SyntaxNode;
  declare anchor?: string;

  constructor(base: Base, parent: Holder, start: number, end: number, origin: SyntaxNode | undefined) {
    super(base, start, end);
    this.parent = parent;
    if (origin) this.origin = origin;
  }
}

/** A map that entries are added to. */
export class OpenMap extends PlacedNode implements MapNode, Place {
  declare readonly kind: 'map';
  declare readonly flow: boolean;
  declare entries: OpenEntry[];

  constructor(base: Base, parent: Holder, start: number, end: number, flow: boolean, origin?: MapNode) {
    super(base, parent, start, end, origin);
    this.kind = 'map';
    this.flow = flow;
    this.entries = [];
  }

  /** The place of its entries is itself: nothing is ever put in its place. */
  get map(): this {
    return this;
  }
}

/** A list that items are added to. */
export class OpenList extends PlacedNode implements ListNode {
  declare readonly kind: 'list';
  declare readonly flow: boolean;
  declare source: string;
  declare items: SyntaxNode[];

  /** `source`: as it is written between brackets; undefined for a list on lines of its own. */
  constructor(base: Base, parent: Holder, start: number, end: number, source: string | undefined, origin?: ListNode) {
    super(base, parent, start, end, origin);
    this.kind = 'list';
    this.flow = source !== undefined;
    this.source = source ?? '';
    this.items = [];
  }
}

/** A single value. */
export class OpenScalar extends PlacedNode implements ScalarNode {
  declare readonly kind: 'scalar';
  declare readonly style: ScalarStyle;
  declare readonly text: string;
  declare readonly value: ScalarNode['value'];

  /** Text taken as it stands, unless a style and a value say otherwise. */
  constructor(base: Base, parent: Holder, start: number, end: number, text: string, style: ScalarStyle = 'verbatim', value: ScalarNode['value'] = text, origin?: ScalarNode) {
    super(base, parent, start, end, origin);
    this.kind = 'scalar';
    this.style = style;
    this.text = text;
    this.value = value;
  }
}

/** A key. */
export class OpenKey extends Placed implements Key {
  declare readonly text: string;

  constructor(base: Base, text: string, start: number, end: number) {
    super(base, start, end);
    this.text = text;
  }
}

/** Where entries stand: the map that holds them, which may be replaced by another for all of them at once. */
export interface Place {
  readonly map: MapNode;
}

/** An entry, whose value is set behind its making, since the value's holder is the entry. It begins with its key. */
export class OpenEntry implements Entry {
  declare readonly kind: 'entry';
  declare readonly key: OpenKey;
  declare value: SyntaxNode | undefined;
  declare place: Place;
  declare incomplete: boolean;
  declare readonly merged: boolean;
  declare private to: number;
  declare private noted: unknown[] | undefined;

  constructor(place: Place, key: OpenKey, end: number, merged = false) {
    this.kind = 'entry';
    this.key = key;
    this.value = undefined;
    this.place = place;
    this.incomplete = false;
    this.merged = merged;
    this.to = end - key.base.offset;
    this.noted = undefined;
  }

  get start(): number {
    return this.key.start;
  }

  get end(): number {
    return this.key.base.offset + this.to;
  }

  set end(offset: number) {
    this.to = offset - this.key.base.offset;
  }

  get parent(): MapNode {
    return this.place.map;
  }

  /** Of most entries nothing is ever remembered. */
  get notes(): unknown[] {
    return (this.noted ??= []);
  }
}

/** Adds an entry to a map that is being built; its value is set later, since the value's parent is the entry. */
export function openEntry(map: OpenMap, key: OpenKey, end: number): OpenEntry {
  const entry = new OpenEntry(map, key, end);
  map.entries.push(entry);
  return entry;
}

/** An entry of another map, with the very key of that: it stands where that stands, which may be in another stretch. */
class MergedEntry extends OpenEntry {
  readonly #from: Entry;

  constructor(map: OpenMap, from: Entry) {
    super(map, from.key as OpenKey, from.end, true);
    this.#from = from;
    this.value = from.value;
    this.incomplete = from.incomplete;
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
