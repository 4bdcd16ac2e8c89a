/** A map whose entries were read one by one, each with its lines. */
import type { Entry, Key, MapNode, SyntaxProblem } from '../tree.ts';
import type { Block } from './block.ts';
import { replaced } from '../lines.ts';
import { duplicateMessage } from './duplicates.ts';
import type { OpenEntry, Place } from './nodes.ts';

/** An entry, or several where its lines are faulty, or one whose value is divided further. */
export type Member = Block | DividedEntry;

/** The entries of a member, in their order. */
function entriesOf(member: Member): readonly (OpenEntry | DividedEntry)[] {
  return member instanceof DividedEntry ? [member] : member.entries;
}

/** Whether two members give the same keys. */
function haveSameKeys(one: Member, other: Member): boolean {
  const [a, b] = [entriesOf(one), entriesOf(other)];
  return a.length === b.length && a.every((entry, at) => entry.key.text === b[at]?.key.text && entry.incomplete === b[at]?.incomplete);
}

/** The place of the entries of a divided map: one object for all of them, so that another map takes them over by one step. */
interface DividedPlace {
  map: DividedMap;
}

/** A map over divided members. */
class DividedMap implements MapNode {
  readonly kind = 'map';
  readonly flow = false;
  readonly isDivided = true;
  readonly parent: Entry | undefined;
  #entries: (OpenEntry | DividedEntry)[];
  #place: DividedPlace = { map: this };

  private constructor(parent: Entry | undefined, entries: (OpenEntry | DividedEntry)[]) {
    this.parent = parent;
    this.#entries = entries;
  }

  static of(members: readonly Member[], parent: Entry | undefined): DividedMap {
    const map = new DividedMap(parent, members.flatMap(entriesOf));
    for (const entry of map.#entries) entry.place = map.#place;
    return map;
  }

  /** The map that takes the place of another one, in which one member stands for another; the other map is at an end. */
  static after(before: DividedMap, was: Member, now: Member, parent: Entry | undefined): DividedMap {
    const [gone, fresh] = [entriesOf(was), entriesOf(now)];
    const [first] = gone;
    const at = first ? before.#entries.indexOf(first) : -1;
    // A list of its own: what is known of the one before may be carried over (model/list-versions.ts).
    const map = new DividedMap(parent, replaced([...before.#entries], at, at + gone.length, fresh));
    map.#place = before.#place;
    map.#place.map = map;
    for (const entry of gone) entry.place = NOWHERE;
    for (const entry of fresh) entry.place = map.#place;
    before.#place = { map: before };
    before.#entries = [];
    return map;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /**
   * The map has been replaced. What is kept of its entries, as what was read of them is, would lead on to it, and so from
   * each version of the text to the next: nothing leads any further from here.
   */
  letGo(): void {
    for (const entry of this.#entries) if (entry.place === this.#place) entry.place = NOWHERE;
    this.#entries = [];
  }

  get start(): number {
    return this.entries[0]?.start ?? 0;
  }

  get end(): number {
    return this.entries.at(-1)?.end ?? 0;
  }
}

const NOWHERE: Place = { map: DividedMap.of([], undefined) };

/** Reports keys that an entry before them has as well. Within one block, the block itself has reported them. */
function duplicatesIn(members: readonly Member[]): Key[] {
  const seen = new Set<string>();
  const found: Key[] = [];
  for (const member of members) {
    const entries = entriesOf(member);
    const [only] = entries;
    if (only && entries.length === 1) {
      if (!only.incomplete && seen.has(only.key.text)) found.push(only.key);
      if (!only.incomplete) seen.add(only.key.text);
      continue;
    }
    const own = new Set<string>();
    for (const { incomplete, key } of entries) {
      if (incomplete || own.has(key.text)) continue;
      if (seen.has(key.text)) found.push(key);
      own.add(key.text);
    }
    for (const text of own) seen.add(text);
  }
  return found;
}

/** The members of a divided map with what is wrong between them. */
export class Division {
  readonly map: DividedMap;
  #members: Member[];
  readonly #duplicates: readonly Key[];

  private constructor(members: Member[], map: DividedMap, duplicates: readonly Key[]) {
    this.#members = members;
    this.map = map;
    this.#duplicates = duplicates;
  }

  static of(members: Member[], parent: Entry | undefined): Division {
    return new Division(members, DividedMap.of(members, parent), duplicatesIn(members));
  }

  /** The division with another member, which is not empty, in the place of one that is not either; it is at an end then. */
  with(was: Member, now: Member, parent: Entry | undefined): Division {
    const at = this.members.indexOf(was);
    const members = replaced(this.#members, at, at + 1, [now]);
    const areKeysKept = this.#duplicates.length === 0 && haveSameKeys(was, now);
    const map = DividedMap.after(this.map, was, now, parent);
    this.#members = [];
    return new Division(members, map, areKeysKept ? [] : duplicatesIn(members));
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  /** What is wrong between its members, where they stand now. */
  get problems(): SyntaxProblem[] {
    return this.#duplicates.map(({ text, start, end }) => ({ kind: 'duplicate-key', start, end, message: duplicateMessage(text) }));
  }

  /** Another one has taken its place. */
  letGo(): void {
    this.map.letGo();
  }

  /** Whether these are its members: then nothing in it has changed. */
  has(members: readonly Member[]): boolean {
    return members.length === this.members.length && members.every((member, at) => member === this.members[at]);
  }
}

/** An entry whose value is a divided map. */
export class DividedEntry implements Entry {
  readonly kind = 'entry';
  readonly key: Key;
  readonly value: MapNode;
  readonly incomplete = false;
  readonly merged = false;
  readonly notes: unknown[] = [];
  readonly division: Division;
  /** The block of its key. */
  readonly head: Block;
  // Given when it is put into a map, right behind its making.
  place!: Place;

  /** `division`: makes the entries of its value, whose parent it is. */
  constructor(key: Key, head: Block, division: (parent: DividedEntry) => Division) {
    this.key = key;
    this.head = head;
    this.division = division(this);
    this.value = this.division.map;
  }

  get parent(): MapNode {
    return this.place.map;
  }

  get start(): number {
    return this.key.start;
  }

  get end(): number {
    return this.value.end;
  }
}

/**
 * A divided text with another block in the place of one, and so with other maps and entries above it; undefined where that
 * cannot be told. What is replaced is let go.
 */
export function putInPlace(division: Division, holders: ReadonlyMap<Block, DividedEntry>, block: Block, fresh: Block): { readonly division: Division; readonly holders: ReadonlyMap<Block, DividedEntry> } | undefined {
  const chain: DividedEntry[] = [];
  for (let head = block.key; head; head = head.key) {
    const holder = holders.get(head);
    if (!holder) return undefined;
    chain.push(holder);
  }
  // Without an entry of its own, where it stands among the others is not to be told.
  if (block.entries.length === 0 || fresh.entries.length === 0 || !(chain[0]?.division ?? division).members.includes(block)) return undefined;
  const put = new Map(holders);
  let change: { readonly was: Member; readonly now: Member } = { was: block, now: fresh };
  for (const holder of chain) {
    const { was, now } = change;
    const entry: DividedEntry = new DividedEntry(holder.key, holder.head, (parent) => holder.division.with(was, now, parent));
    put.set(holder.head, entry);
    change = { was: holder, now: entry };
  }
  return { division: division.with(change.was, change.now, undefined), holders: put };
}
