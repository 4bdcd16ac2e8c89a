/** A map whose entries were read one by one, each with its lines. */
import type { Entry, Key, MapNode, SyntaxProblem } from '../tree.ts';
import type { Block } from './block.ts';
import { duplicateMessage } from './duplicates.ts';
import type { OpenEntry } from './nodes.ts';

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

/** A map over divided members. */
class DividedMap implements MapNode {
  readonly kind = 'map';
  readonly flow = false;
  readonly isDivided = true;
  parent: Entry | undefined;
  readonly entries: readonly Entry[];
  readonly #entries: (OpenEntry | DividedEntry)[] = [];

  constructor(parent: Entry | undefined, members: readonly Member[]) {
    this.parent = parent;
    const entries = this.#entries;
    for (const member of members) {
      if (member instanceof DividedEntry) {
        member.parent = this;
        entries.push(member);
      } else {
        for (const entry of member.entries) {
          entry.parent = this;
          entries.push(entry);
        }
      }
    }
    this.entries = entries;
  }

  /**
   * The map has been replaced. What is kept of its entries, as what was read of them is, would lead on to it, and so from
   * each version of the text to the next: nothing leads any further from here.
   */
  letGo(): void {
    for (const entry of this.#entries) if (entry.parent === this) entry.parent = NOWHERE;
    this.#entries.length = 0;
    this.parent = undefined;
  }

  get start(): number {
    return this.entries[0]?.start ?? 0;
  }

  get end(): number {
    return this.entries.at(-1)?.end ?? 0;
  }
}

const NOWHERE: MapNode = new DividedMap(undefined, []);

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
  readonly members: readonly Member[];
  readonly map: DividedMap;
  readonly #duplicates: readonly Key[];

  /** `duplicates`: where they are known already. */
  constructor(members: readonly Member[], parent: Entry | undefined, duplicates?: readonly Key[]) {
    this.members = members;
    this.map = new DividedMap(parent, members);
    this.#duplicates = duplicates ?? duplicatesIn(members);
  }

  /** The members with another one in the place of one of them, and what is known of the keys that are given twice. */
  with(was: Member, now: Member): { readonly members: Member[]; readonly duplicates: readonly Key[] | undefined } | undefined {
    const at = this.members.indexOf(was);
    if (at < 0) return undefined;
    const members = this.members.slice();
    members[at] = now;
    return { members, duplicates: this.#duplicates.length === 0 && haveSameKeys(was, now) ? [] : undefined };
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
  parent!: MapNode;

  constructor(key: Key, members: readonly Member[], head: Block, duplicates?: readonly Key[]) {
    this.key = key;
    this.head = head;
    this.division = new Division(members, this, duplicates);
    this.value = this.division.map;
  }

  get start(): number {
    return this.key.start;
  }

  get end(): number {
    return this.value.end;
  }
}

/**
 * A divided text with another block in the place of one, and so with other maps and entries above it; undefined where it
 * is not found, since it is the head of a division. What is replaced is let go.
 */
export function putInPlace(division: Division, holders: ReadonlyMap<Block, DividedEntry>, block: Block, fresh: Block): { readonly division: Division; readonly holders: ReadonlyMap<Block, DividedEntry> } | undefined {
  const chain: DividedEntry[] = [];
  for (let head = block.key; head; head = head.key) {
    const holder = holders.get(head);
    if (!holder) return undefined;
    chain.push(holder);
  }
  if (!(chain[0]?.division ?? division).members.includes(block)) return undefined;
  const put = new Map(holders);
  let [was, now]: [Member, Member] = [block, fresh];
  for (const holder of chain) {
    const found = holder.division.with(was, now);
    if (!found) return undefined;
    const entry = new DividedEntry(holder.key, found.members, holder.head, found.duplicates);
    holder.division.letGo();
    put.set(holder.head, entry);
    [was, now] = [holder, entry];
  }
  const found = division.with(was, now);
  if (!found) return undefined;
  const top = new Division(found.members, undefined, found.duplicates);
  division.letGo();
  return { division: top, holders: put };
}
