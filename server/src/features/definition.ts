/** Where what stands at a place is declared. */
import type { LocationLink } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import { findAt } from '../syntax/find.ts';
import type { SyntaxNode, TextRange } from '../syntax/tree.ts';
import type { Located, OccurrenceTable, SpecSymbol } from './occurrences/index.ts';
import { occurrencesAround, occurrencesAt, rangeOf } from './occurrences/index.ts';
import { entryRange } from './places.ts';
import { lspRange } from './text-edits.ts';

/** The declarations of what stands at an offset, each with its whole entry; a declaration leads to itself. */
export function definitionsAt(spec: Spec, offset: number, uri: string): LocationLink[] {
  const alias = aliasAt(spec, offset);
  if (alias?.origin) return [link(spec, uri, alias, spec.tree.rangeOf({ node: alias.origin }), alias.origin)];
  // What stands elsewhere does not matter here, and in a large spec takes long to collect.
  const table = occurrencesAround(spec, offset);
  const found = occurrencesAt(spec, offset, table);
  const symbols = new Set<SpecSymbol>();
  return (found.length > 0 ? found : wholeMapping(spec, offset, table)).flatMap(({ occurrence: { symbol }, range }) => {
    const [declaration] = table.of(symbol);
    if (!declaration || symbols.has(symbol)) return [];
    symbols.add(symbol);
    return [link(spec, uri, range, rangeOf(spec.tree, declaration), symbol.declaration.node)];
  });
}

function link(spec: Spec, uri: string, origin: TextRange, target: TextRange, declared: SpecSymbol['declaration']['node']): LocationLink {
  const { tree } = spec;
  const entry = declared.kind === 'entry' ? declared : declared.parent?.kind === 'entry' ? declared.parent : undefined;
  return {
    originSelectionRange: lspRange(tree, origin),
    targetUri: uri,
    targetRange: lspRange(tree, entry ? entryRange(spec, entry) : target),
    targetSelectionRange: lspRange(tree, target),
  };
}

/** A value that stands for another by reference: what it says stands there. */
function aliasAt(spec: Spec, offset: number): SyntaxNode | undefined {
  const node = findAt(spec.tree.root, offset)?.node;
  return node && node.kind !== 'entry' && node.origin ? node : undefined;
}

/** In `mapped_from: source.customer.email` the word `source` leads to the field as well. */
function wholeMapping(spec: Spec, offset: number, table: OccurrenceTable): Located[] {
  const node = findAt(spec.tree.root, offset)?.node;
  if (node?.kind !== 'scalar') return [];
  const names = table.at(node).filter(({ notation }) => notation === 'mapping');
  const [first, last] = [names[0], names.at(-1)];
  if (!first || !last || offset >= rangeOf(spec.tree, first).start) return [];
  return [{ occurrence: last, range: { start: node.start, end: rangeOf(spec.tree, last).end } }];
}
