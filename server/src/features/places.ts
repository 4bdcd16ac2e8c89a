/** Walking what a document itself holds: what an alias repeats and what is merged in stands elsewhere, and is found there. */
import type { Schema } from '../model/schema.ts';
import { childSchema, itemSchema, specSchema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode, ScalarNode, SyntaxNode, TextRange } from '../syntax/tree.ts';
import type { EntryMemory } from './entry-memory.ts';
import { isKept } from './entry-memory.ts';

/** The entries that a map has itself, those half typed left out. */
export function ownEntries(node: SyntaxNode | undefined): Entry[] {
  return node?.kind === 'map' && !node.origin ? node.entries.filter((entry) => !entry.merged && !entry.incomplete) : [];
}

/** A key with its value, without the blanks behind it. */
export function entryRange({ tree }: Spec, entry: Entry): TextRange {
  const end = entry.value ? tree.rangeOf({ node: entry.value }).end : entry.key.end;
  return { start: entry.key.start, end: Math.max(end, entry.key.end) };
}

/** A single value, with the entry and what the format says of it. */
export interface ValuePlace {
  readonly node: ScalarNode;
  /** The entry around it, also around the list it is an item of. */
  readonly entry: Entry;
  readonly schema: Schema | undefined;
}

/** Whether two ranges share a place; ends count. */
export function touches(one: TextRange, other: TextRange): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** The single values that touch a range, in the order of the text. */
export function* valuesIn(spec: Spec, within: TextRange): Generator<ValuePlace> {
  yield* valuesOf(spec.root, specSchema, undefined, within);
}

function* valuesOf(node: SyntaxNode | undefined, schema: Schema | undefined, entry: Entry | undefined, within: TextRange): Generator<ValuePlace> {
  if (!node || node.origin || !touches(node, within)) return;
  if (node.kind === 'scalar') {
    if (entry) yield { node, entry, schema };
  } else if (node.kind === 'list') {
    for (const item of node.items) yield* valuesOf(item, itemSchema(schema), entry, within);
  } else {
    for (const each of ownEntries(node)) yield* valuesOf(each.value, childSchema(schema, each.key.text), each, within);
  }
}

/** What is made of all single values of a document, in the order of the text; of entries that stand since an earlier text it is known. */
export function ofValues<T>(spec: Spec, memory: EntryMemory<readonly T[]>, make: (values: Iterable<ValuePlace>) => readonly T[]): T[] {
  const found: T[] = [];
  // One value may hold more than a call takes arguments.
  const addAll = (some: readonly T[]): void => {
    for (const each of some) found.push(each);
  };
  const addOf = (map: MapNode, schema: Schema | undefined): void => {
    for (const entry of ownEntries(map)) {
      const { key, value } = entry;
      const makeOfEntry = (): readonly T[] => make(valuesOf(value, childSchema(schema, key.text), entry, EVERYWHERE));
      if (isKept(map, entry)) addAll(memory.of(entry, spec.tree, makeOfEntry));
      else if (value?.kind === 'map' && !value.origin) addOf(value, childSchema(schema, key.text));
      else addAll(makeOfEntry());
    }
  };
  if (spec.root) addOf(spec.root, specSchema);
  return found;
}

export const EVERYWHERE: TextRange = { start: -Infinity, end: Infinity };

/** The place of a part of a value's decoded text; undefined where that cannot be told, as in a text that is not closed. */
export function sliceRange({ tree }: Spec, node: ScalarNode, slice: TextRange): TextRange | undefined {
  const found = tree.rangeOf({ node, slice });
  // Where the whole ends is to be looked for, as blanks may stand there.
  const isWhole = found.start === node.start && found.end === tree.rangeOf({ node }).end;
  return isWhole && slice.end - slice.start < node.text.trim().length ? undefined : found;
}

/** The maps whose keys are names of fields, by the name that the schema gives a row. */
export const FIELD_ROWS: ReadonlySet<string> = new Set(['source field', 'target field', 'unwritten source field']);
