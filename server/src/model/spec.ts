/** A spec as its readers see it: header, sections and contracts, each value with its place in the text. */
import type { Entry, MapNode, SyntaxNode, SyntaxTree } from '../syntax/tree.ts';
import { entryOf, textOf, valueAt } from '../syntax/tree.ts';
import type { Contract } from './contract.ts';
import { readContract } from './contract.ts';
import type { Format } from './format.ts';
import { specFormat } from './format.ts';
import type { Schema } from './schema.ts';
import type { Values } from './values.ts';
import { valuesOf } from './values.ts';

/** Stands for more of a document than single top-level keys. */
export const ALL = '*';

/** One document over its tree, a spec unless its format says otherwise; what is costly is read on first use. */
export class Spec implements Values {
  readonly format: Format;
  readonly #tree: SyntaxTree;
  readonly #values: Values;
  /** What some work looks up that is watched. */
  #reads: Set<string> | undefined;
  #contracts: readonly Contract[] | undefined;

  constructor(tree: SyntaxTree, format: Format = specFormat) {
    this.#tree = tree;
    this.format = format;
    this.#values = valuesOf(format);
  }

  get tree(): SyntaxTree {
    this.#reads?.add(ALL);
    return this.#tree;
  }

  /** The top level; undefined while the file holds nothing, or no map. */
  get root(): MapNode | undefined {
    this.#reads?.add(ALL);
    return this.#root;
  }

  /** A top-level key with its value. */
  entry(key: string): Entry | undefined {
    this.#reads?.add(key);
    return entryOf(this.#root, key);
  }

  /** The value behind a chain of keys from the top level. */
  at(key: string, ...keys: readonly string[]): SyntaxNode | undefined {
    return valueAt(this.entry(key)?.value, ...keys);
  }

  /** Does some work and tells which top-level keys it has looked up: {@link ALL} where it has looked at more than these. */
  watched<T>(work: () => T): { readonly value: T; readonly reads: ReadonlySet<string> } {
    const around = this.#reads;
    const reads = new Set<string>();
    this.#reads = reads;
    try {
      return { value: work(), reads };
    } finally {
      this.#reads = around;
      this.noteReads(reads);
    }
  }

  /** What is remembered was worked out from these keys. */
  noteReads(keys: Iterable<string>): void {
    if (this.#reads) for (const key of keys) this.#reads.add(key);
  }

  get #root(): MapNode | undefined {
    return this.#tree.root?.kind === 'map' ? this.#tree.root : undefined;
  }

  /** The text behind a chain of keys from the top level; undefined where there is none yet. */
  text(key: string, ...keys: readonly string[]): string | undefined {
    const node = this.at(key, ...keys);
    return node && this.hasValue(node) ? textOf(node) : undefined;
  }

  get id(): string | undefined {
    return this.format === specFormat ? this.text('spec_id') : undefined;
  }

  /** The contracts of section 6: the main one, and that of the way back. */
  get contracts(): readonly Contract[] {
    this.#reads?.add('data_contract');
    if (!this.#contracts) {
      const section = this.format === specFormat ? this.entry('data_contract') : undefined;
      const main = section?.value?.kind === 'map' ? readContract(section.value, 'main') : undefined;
      const back = main && entryOf(main.map, 'reverse')?.value;
      const reverse = back?.kind === 'map' ? readContract(back, 'reverse') : undefined;
      this.#contracts = [main, reverse].filter((contract) => contract !== undefined);
    }
    return this.#contracts;
  }

  /** What the format wants at a place; undefined below a key it does not know. */
  schemaOf(at: SyntaxNode | Entry): Schema | undefined {
    return this.#values.schemaOf(at);
  }

  /** The placeholder that stands in a value's place, if one does. */
  placeholderOf(node: SyntaxNode): string | undefined {
    return this.#values.placeholderOf(node);
  }

  /** Whether the author has filled the value in: it is neither empty nor a placeholder. */
  hasValue(node: SyntaxNode | undefined): node is SyntaxNode {
    return this.#values.hasValue(node);
  }
}
