/** What a spec states outside of its contract, each value with the node that states it: what a finding can stand on. */
import type { Spec } from '../../model/spec.ts';
import { ALL } from '../../model/spec.ts';
import type { Entry, ScalarNode, SyntaxNode } from '../../syntax/tree.ts';
import { textOf } from '../../syntax/tree.ts';

export interface Stated<T> {
  readonly value: T;
  readonly node: ScalarNode;
}

/** A single value with its text, trimmed; undefined where it is missing, empty, a placeholder, a map or a list. */
export function statedText(node: SyntaxNode | undefined, spec: Spec): Stated<string> | undefined {
  const text = textOf(node);
  return node?.kind === 'scalar' && text !== undefined && spec.hasValue(node) ? { value: text.trim(), node } : undefined;
}

/** The same for the value behind a chain of keys from the top level. */
export function textAt(spec: Spec, key: string, ...keys: readonly string[]): Stated<string> | undefined {
  return statedText(spec.at(key, ...keys), spec);
}

/** The single values that stand at a place where one, or a list of them, may stand. */
export function statedTexts(node: SyntaxNode | undefined, spec: Spec): Stated<string>[] {
  const nodes = node?.kind === 'list' ? (spec.placeholderOf(node) === undefined ? node.items : []) : [node];
  return nodes.flatMap((each) => statedText(each, spec) ?? []);
}

/** A stated text read further; undefined where it cannot be read. */
export function read<T>(stated: Stated<string> | undefined, reader: (text: string) => T | undefined): Stated<T> | undefined {
  const value = stated && reader(stated.value);
  return stated && value !== undefined ? { value, node: stated.node } : undefined;
}

/** One of these words, as it is spelled here; undefined for any other. */
export function choice<T extends string>(stated: Stated<string> | undefined, ...words: readonly T[]): Stated<T> | undefined {
  return read(stated, (text) => words.find((word) => word === text));
}

/** What was read of a spec, and the top-level keys that were looked up for it, each with its entry. */
interface Reading<T> {
  readonly value: T;
  readonly reads: ReadonlySet<string>;
  readonly entries: readonly (readonly [key: string, entry: Entry | undefined])[];
}

/**
 * Reads something of a spec once, however many rules ask for it. What was read of an earlier text is taken over where all
 * entries that it was read of still stand, so it may hold nodes, and nothing that knows all of a text.
 */
export function once<T>(reader: (spec: Spec) => T): (spec: Spec) => T {
  const known = new WeakMap<Spec, Reading<T>>();
  // By one of its entries: as long as that stands, the reading may hold.
  const earlier = new WeakMap<Entry, Reading<T>>();
  let usual: readonly string[] = [];
  const standing = (spec: Spec): Reading<T> | undefined => {
    for (const key of usual) {
      const entry = spec.entry(key);
      const found = entry && earlier.get(entry);
      if (found) return found.entries.every(([name, was]) => spec.entry(name) === was) ? found : undefined;
    }
    return undefined;
  };
  return (spec) => {
    let found = known.get(spec) ?? standing(spec);
    if (!found) {
      const { value, reads } = spec.watched(() => reader(spec));
      const isOfEntries = !reads.has(ALL);
      found = { value, reads, entries: isOfEntries ? [...reads].map((key) => [key, spec.entry(key)] as const) : [] };
      const holder = found.entries.find(([, entry]) => entry)?.[1];
      if (holder) {
        earlier.set(holder, found);
        usual = [...reads];
      }
    }
    known.set(spec, found);
    spec.noteReads(found.reads);
    return found.value;
  };
}
