/** The symbols of a spec and their occurrences, and what stands at a place. */
import type { Spec } from '../../model/spec.ts';
import { once } from '../../rules/sections/stated.ts';
import { findAt } from '../../syntax/find.ts';
import type { SyntaxTree, TextRange } from '../../syntax/tree.ts';
import { addDestinations } from './destinations.ts';
import { addFields, addFieldsNamed } from './fields.ts';
import type { Occurrence, SpecSymbol } from './table.ts';
import { anchorOf, OccurrenceTable } from './table.ts';
import { addTexts } from './texts.ts';
import { addValues } from './values.ts';

export type { Anchor, Notation, Occurrence, SpecSymbol, SymbolKind } from './table.ts';
export { anchorOf, OccurrenceTable } from './table.ts';

/** All symbols of a spec with their occurrences, collected once for each spec. */
export const occurrencesOf: (spec: Spec) => OccurrenceTable = once((spec) => collected(spec, () => true));

/** The symbols that are named or declared around an offset, with the occurrences there: a table without what stands elsewhere. */
export function occurrencesAround(spec: Spec, offset: number): OccurrenceTable {
  return collected(spec, ({ start, end }) => start <= offset && offset <= end);
}

/** `isWanted` tells whether what lies in a range is to be looked through. */
function collected(spec: Spec, isWanted: (range: TextRange) => boolean): OccurrenceTable {
  const table = new OccurrenceTable();
  addFields(spec, table, isWanted);
  addValues(spec, table, isWanted);
  addDestinations(spec, table);
  addTexts(spec, table, isWanted);
  return table;
}

export interface Located {
  readonly occurrence: Occurrence;
  readonly range: TextRange;
}

/**
 * The occurrences around an offset, those of the narrowest range: several where one text names several things. A key
 * whose value declares something stands for that.
 */
export function occurrencesAt(spec: Spec, offset: number, inTable?: OccurrenceTable): Located[] {
  // At most places nothing is named, and then nothing is to be looked up.
  if (!inTable && occurrencesAt(spec, offset, occurrencesAround(spec, offset)).length === 0) return [];
  const table = inTable ?? occurrencesOf(spec);
  const { tree } = spec;
  const found = findAt(tree.root, offset);
  if (!found) return narrowest(table.inCommentsAt(offset).map((occurrence) => ({ occurrence, range: rangeOf(tree, occurrence) })));
  const { node } = found;
  const own = located(tree, table.at(node.kind === 'entry' ? node.key : node), offset);
  // In an alias no part can be told from another: the last name of a path is what it comes to.
  if (own.length > 0) return node.kind === 'scalar' && node.origin ? own.slice(-1) : narrowest(own);
  if (node.kind === 'entry') {
    const declared = node.value && !node.value.origin ? table.at(node.value).filter(({ role }) => role === 'declaration') : [];
    return declared.map((occurrence) => ({ occurrence, range: { start: node.key.start, end: node.key.end } }));
  }
  // Blank space, and comments, lie in a map or a list.
  return node.kind === 'scalar' ? [] : narrowest(table.inCommentsAt(offset).map((occurrence) => ({ occurrence, range: rangeOf(tree, occurrence) })));
}

/** The places that name the same as what stands at an offset, in the order of the text, none twice. */
export function placesNamedAt(spec: Spec, offset: number): Located[] {
  const symbols = new Set(occurrencesAt(spec, offset, occurrencesAround(spec, offset)).map(({ occurrence }) => occurrence.symbol));
  if (symbols.size === 0) return [];
  const table = tableOf(spec, [...symbols]);
  const found = new Map<string, Located>();
  for (const { declaration } of symbols) {
    const symbol = table.declaredBy(anchorOf(declaration));
    for (const occurrence of symbol ? table.of(symbol) : []) {
      const range = rangeOf(spec.tree, occurrence);
      const key = `${String(range.start)} ${String(range.end)}`;
      if (!found.has(key)) found.set(key, { occurrence, range });
    }
  }
  return [...found.values()].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** A table of all occurrences of some symbols. Fields are many, and what names them has their names in it. */
function tableOf(spec: Spec, symbols: readonly SpecSymbol[]): OccurrenceTable {
  if (!symbols.every(({ kind }) => kind === 'source field' || kind === 'target field')) return occurrencesOf(spec);
  const table = new OccurrenceTable();
  addFieldsNamed(spec, table, symbols.map(({ name }) => name));
  return table;
}

/** Where an occurrence stands in the text. */
export function rangeOf(tree: SyntaxTree, { place }: Occurrence): TextRange {
  return 'node' in place ? tree.rangeOf(place) : place;
}

function located(tree: SyntaxTree, occurrences: readonly Occurrence[], offset: number): Located[] {
  return occurrences.map((occurrence) => ({ occurrence, range: rangeOf(tree, occurrence) })).filter(({ range }) => range.start <= offset && offset <= range.end);
}

function narrowest(all: readonly Located[]): Located[] {
  const least = all.reduce((length, { range }) => Math.min(length, range.end - range.start), Infinity);
  return all.filter(({ range }) => range.end - range.start === least);
}
