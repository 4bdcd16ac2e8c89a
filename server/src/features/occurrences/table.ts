/** What a spec declares, and every place that names it: the table that navigation, rename and counts read from. */
import type { PathName } from '../../expression/index.ts';
import type { Entry, Key, ScalarNode, SyntaxNode, Target, TextRange } from '../../syntax/tree.ts';

export type SymbolKind =
  | 'source field' | 'target field' | 'source value' | 'target value'
  | 'section' | 'failure class' | 'criterion' | 'system' | 'dead letter queue' | 'report';

/** Something that a spec declares and names in other places. */
export interface SpecSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The key or the value that declares it. */
  readonly declaration: Target;
  /** The entries whose key declares it: several where maps share it by merging, none where it is a value. */
  readonly entries: readonly Entry[];
}

/**
 * How a name is written: as a key of its own, in a path (of `mapped_from`, or of a key of `not_written`), in an expression
 * in one of its ways, or among other text.
 */
export type Notation = 'key' | 'mapping' | 'path' | PathName['notation'] | 'text';

/** One place that names a symbol. */
export interface Occurrence {
  readonly symbol: SpecSymbol;
  /** A key, a value or a part of one; a range where there is no node, in a comment. */
  readonly place: Target | TextRange;
  /** `mention`: in prose, where nothing but the reader depends on it. */
  readonly role: 'declaration' | 'reference' | 'mention';
  readonly notation: Notation;
}

/** What occurrences are found by: a key, which merged copies of an entry share, or a node. */
export type Anchor = Key | SyntaxNode;

/** The anchor of a place in the tree. */
export function anchorOf({ node, part }: Target): Anchor {
  return node.kind === 'entry' ? (part === 'key' || !node.value ? node.key : node.value) : node;
}

interface OpenSymbol extends SpecSymbol {
  readonly entries: Entry[];
}

/** Symbols and their occurrences, in the order in which they were added. */
export class OccurrenceTable {
  readonly #declared = new Map<Anchor, OpenSymbol>();
  readonly #ofSymbol = new Map<SpecSymbol, Occurrence[]>();
  /** By the key or value, and the start of the slice in it. */
  readonly #atAnchor = new Map<Anchor, Map<number, Occurrence[]>>();
  readonly #inComments: { readonly range: TextRange; readonly occurrence: Occurrence }[] = [];

  /** The symbol that a key or a value declares: always the same, however many records share the key. */
  declare(kind: SymbolKind, name: string, at: Entry | ScalarNode): SpecSymbol {
    const declaration: Target = at.kind === 'entry' ? { node: at, part: 'key' } : { node: at };
    const anchor = anchorOf(declaration);
    const known = this.#declared.get(anchor);
    const symbol = known ?? { kind, name, declaration, entries: [] };
    if (at.kind === 'entry' && !symbol.entries.includes(at)) symbol.entries.push(at);
    if (!known) {
      this.#declared.set(anchor, symbol);
      this.add(symbol, declaration, 'declaration', at.kind === 'entry' ? 'key' : 'text');
    }
    return symbol;
  }

  /** Notes a place in the tree. */
  add(symbol: SpecSymbol, place: Target, role: Occurrence['role'], notation: Notation): void {
    const here = getOr(this.#atAnchor, anchorOf(place), () => new Map<number, Occurrence[]>());
    const starting = getOr(here, place.slice?.start ?? -1, () => []);
    // Maps that share a part give it to the table several times.
    if (starting.some((occurrence) => occurrence.symbol === symbol)) return;
    const occurrence = { symbol, place, role, notation };
    getOr(this.#ofSymbol, symbol, () => []).push(occurrence);
    starting.push(occurrence);
  }

  /** Notes a place in a comment. */
  addInComment(symbol: SpecSymbol, range: TextRange): void {
    const occurrence: Occurrence = { symbol, place: range, role: 'mention', notation: 'text' };
    getOr(this.#ofSymbol, symbol, () => []).push(occurrence);
    this.#inComments.push({ range, occurrence });
  }

  /** The symbol that a key or a value declares. */
  declaredBy(anchor: Anchor): SpecSymbol | undefined {
    return this.#declared.get(anchor);
  }

  /** All places that name a symbol, its declaration first. */
  of(symbol: SpecSymbol): readonly Occurrence[] {
    return this.#ofSymbol.get(symbol) ?? [];
  }

  /** The occurrences in a key or a value. */
  at(anchor: Anchor): readonly Occurrence[] {
    return [...(this.#atAnchor.get(anchor)?.values() ?? [])].flat();
  }

  /** The occurrences in comments around an offset. */
  inCommentsAt(offset: number): Occurrence[] {
    return this.#inComments.flatMap(({ range, occurrence }) => (range.start <= offset && offset <= range.end ? [occurrence] : []));
  }

  /** Every occurrence. */
  *all(): Generator<Occurrence> {
    for (const occurrences of this.#ofSymbol.values()) yield* occurrences;
  }
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
