/** What a spec states outside of its contract, each value with the node that states it: what a finding can stand on. */
import type { Spec } from '../../model/spec.ts';
import type { ScalarNode, SyntaxNode } from '../../syntax/tree.ts';
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

/** Reads something of a spec once, however many rules ask for it. */
export function once<T>(reader: (spec: Spec) => T): (spec: Spec) => T {
  const known = new WeakMap<Spec, { readonly value: T; readonly reads: ReadonlySet<string> }>();
  return (spec) => {
    let found = known.get(spec);
    if (!found) known.set(spec, (found = spec.watched(() => reader(spec))));
    else spec.noteReads(found.reads);
    return found.value;
  };
}
