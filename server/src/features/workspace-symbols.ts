/** Specs by id and title, and fields by name, across the workspace. */
import type { Range, SymbolInformation } from 'vscode-languageserver-types';
import { SymbolKind } from 'vscode-languageserver-types';
import type { SpecNames } from './spec-names.ts';

/** A spec as the index knows it. */
export interface NamedSpec {
  readonly uri: string;
  readonly id: string | undefined;
  /** Where its id stands, or its beginning. */
  readonly range: Range;
  readonly names: SpecNames;
}

/** Nobody reads longer lists; clients ask again with every letter. */
const MOST_SYMBOLS = 500;

interface Found {
  readonly symbol: SymbolInformation;
  readonly rank: number;
}

/**
 * What matches a query, the best first. Each word of it must be found in a name, letter by letter, in order, though
 * others may stand between them; case does not count. Without a query all specs are listed, and no fields. Specs are
 * searched one by one, so that a search of thousands can be done in steps, or given up.
 */
export class SymbolSearch {
  readonly #words: readonly string[];
  #found: Found[] = [];

  constructor(query: string) {
    this.#words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  }

  /** Searches one more spec. */
  add({ uri, id, range, names }: NamedSpec): void {
    const name = [id, names.title].filter((part) => part !== undefined).join(' ');
    if (name !== '') this.#consider(name, '', () => ({ name, kind: SymbolKind.File, location: { uri, range } }));
    if (this.#words.length === 0) return;
    for (const field of names.fields) {
      const containerName = id === undefined ? field.record : `${id} ${field.record}`;
      this.#consider(field.path, containerName, () => ({ name: field.path, kind: SymbolKind.Field, location: { uri, range: field.range }, containerName }));
    }
  }

  /** The matches so far. */
  get results(): SymbolInformation[] {
    this.#prune();
    return this.#found.map(({ symbol }) => symbol);
  }

  #consider(name: string, container: string, symbol: () => SymbolInformation): void {
    const rank = rankOf(this.#words, name, container);
    if (rank === undefined) return;
    this.#found.push({ symbol: symbol(), rank });
    // Nearly all may match one letter: only what can still be among the best is kept.
    if (this.#found.length >= 4 * MOST_SYMBOLS) this.#prune();
  }

  #prune(): void {
    this.#found = this.#found.sort((a, b) => a.rank - b.rank || compare(a.symbol, b.symbol)).slice(0, MOST_SYMBOLS);
  }
}

/** 0 where the name is the query; more the further the name is from it; undefined where it does not match. */
function rankOf(words: readonly string[], name: string, container: string): number | undefined {
  const lower = name.toLowerCase();
  let rank = 0;
  for (const word of words) {
    const at = lower.indexOf(word);
    if (lower === word || lower.endsWith(`.${word}`)) continue;
    if (at === 0) rank += 1;
    else if (at > 0) rank += 2;
    else if (isSubsequence(word, lower)) rank += 3;
    // Words that narrow the search down may as well name the record or the spec.
    else if (words.length > 1 && isSubsequence(word, container.toLowerCase())) rank += 4;
    else return undefined;
  }
  return rank;
}

function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}

function compare(one: SymbolInformation, other: SymbolInformation): number {
  return one.name.length - other.name.length || order(one.name, other.name) || order(one.location.uri, other.location.uri) || one.location.range.start.line - other.location.range.start.line;
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
