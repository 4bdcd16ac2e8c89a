/** The outline of a spec: sections, records, fields, failure classes, metrics, criteria, approvals. */
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-types';
import { SymbolKind } from 'vscode-languageserver-types';
import type { Schema } from '../model/schema.ts';
import { childSchema, sections } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import { counted } from '../rules/sections/figures.ts';
import { ownText } from '../syntax/own-text.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf, textOf } from '../syntax/tree.ts';
import { EntryMemory, isKept } from './entry-memory.ts';
import { entryRange, ownEntries } from './places.ts';
import { lspRange, movedDown } from './text-edits.ts';

/** Longer details are cut: an outline has but one line for them. */
const LONGEST_DETAIL = 60;

/**
 * What the rows of a map are, by the name that the schema gives a row: how they look, and the keys that say most of
 * them. A row is told in one line, so that its own keys are not listed.
 */
const ROWS: Readonly<Record<string, { readonly kind: SymbolKind; readonly detail: readonly string[] }>> = {
  'source field': { kind: SymbolKind.Field, detail: ['type'] },
  'target field': { kind: SymbolKind.Field, detail: ['type'] },
  'unwritten source field': { kind: SymbolKind.Field, detail: [] },
  'failure class': { kind: SymbolKind.Event, detail: ['action'] },
  metric: { kind: SymbolKind.Number, detail: ['expected', 'peak', 'hard_limit'] },
  criterion: { kind: SymbolKind.Boolean, detail: ['pass_condition', 'not_applicable'] },
};
const APPROVAL = { kind: SymbolKind.Object, detail: ['name', 'date'] } as const;

/** The symbols of a document, a spec or settings, each with those inside it. */
export function documentSymbols(spec: Spec): DocumentSymbol[] {
  return spec.root ? symbolsIn(spec, spec.root, spec.format.schema) : [];
}

/** The same for clients that know no hierarchy: each with the name of what is around it. */
export function flatSymbols(symbols: readonly DocumentSymbol[], uri: string, containerName?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...flatSymbols(children, uri, name),
  ]);
}

/** Kinds that came into LSP later, and the nearest of its first ones. */
const OLDER_KINDS: ReadonlyMap<SymbolKind, SymbolKind> = new Map([
  [SymbolKind.Key, SymbolKind.Field],
  [SymbolKind.Struct, SymbolKind.Class],
  [SymbolKind.Event, SymbolKind.Function],
  [SymbolKind.Object, SymbolKind.Variable],
]);

/** The symbols in the kinds that a client knows; all of them where it does not say which. */
export function inKindsOf<T extends { readonly kind: SymbolKind; readonly children?: DocumentSymbol[] }>(symbols: readonly T[], known: ReadonlySet<number>): T[] {
  return symbols.map((symbol) => ({
    ...symbol,
    kind: known.has(symbol.kind) ? symbol.kind : (OLDER_KINDS.get(symbol.kind) ?? symbol.kind),
    ...(symbol.children && { children: inKindsOf(symbol.children, known) }),
  }));
}

function symbolsIn(spec: Spec, map: MapNode, schema: Schema | undefined): DocumentSymbol[] {
  const row = ROWS[schema?.['x-row'] ?? ''] ?? (schema?.['x-section'] === 'approval' ? APPROVAL : undefined);
  return ownEntries(map).flatMap((entry) => {
    // Clients refuse a symbol without a name.
    if (entry.key.text.trim() === '') return [];
    const make = (): DocumentSymbol => {
      const own = childSchema(schema, entry.key.text);
      return row ? rowSymbol(spec, entry, own, row) : keySymbol(spec, entry, own);
    };
    return isKept(map, entry) ? ofEntries.of(entry, spec.tree, make) : make();
  });
}

const ofEntries = new EntryMemory<DocumentSymbol>(symbolMoved);

function symbolMoved(symbol: DocumentSymbol, lines: number): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  return { ...symbol, range: movedDown(range, lines), selectionRange: movedDown(selectionRange, lines), ...(children && { children: children.map((child) => symbolMoved(child, lines)) }) };
}

function rowSymbol(spec: Spec, entry: Entry, schema: Schema | undefined, { kind, detail }: (typeof ROWS)[string]): DocumentSymbol {
  const { value } = entry;
  const said = detail.length === 0 || value?.kind !== 'map' ? shown(spec, value) : detail.flatMap((key) => shown(spec, entryOf(value, key)?.value) ?? []).join(' · ');
  const isKey = kind === SymbolKind.Field && /^(true|yes)$/i.test(textOf(entryOf(value, 'key')?.value) ?? '');
  const fields = entryOf(value, 'fields');
  const inner = fields?.value?.kind === 'map' && !fields.merged ? symbolsIn(spec, fields.value, childSchema(schema, 'fields')) : [];
  return symbol(spec, entry, { name: entry.key.text, detail: said, kind: isKey ? SymbolKind.Key : kind, children: inner });
}

function keySymbol(spec: Spec, entry: Entry, schema: Schema | undefined): DocumentSymbol {
  const { key, value } = entry;
  const children = value?.kind === 'map' ? symbolsIn(spec, value, schema) : [];
  const section = schema?.['x-section'];
  const name = section === undefined ? key.text : sectionTitle(key.text);
  // Behind `source_record` it is plain which fields they are.
  const count = schema?.['x-row'] !== undefined && children.length > 0 ? counted(children.length, schema['x-row'].replace(/^.* field$/, 'field')) : undefined;
  const detail = section === undefined ? (count ?? (children.length > 0 ? undefined : shown(spec, value))) : key.text;
  const kind = section !== undefined ? SymbolKind.Module : schema?.['x-row'] !== undefined ? SymbolKind.Struct : value?.kind === 'list' ? SymbolKind.Array : SymbolKind.Property;
  return symbol(spec, entry, { name, detail, kind, children });
}

/** A section as the template calls it: `§6 Data Contract`. */
export function sectionTitle(key: string): string {
  const section = sections.find((each) => each.key === key);
  if (!section) return key;
  const title = section.schema.title ?? key;
  return section.number === 'approval' ? title : `§${section.number} ${title}`;
}

function symbol(spec: Spec, entry: Entry, { name, detail, kind, children }: Pick<DocumentSymbol, 'name' | 'kind'> & { readonly detail: string | undefined; readonly children: DocumentSymbol[] }): DocumentSymbol {
  const { tree } = spec;
  return {
    name, kind,
    ...(detail !== undefined && detail !== '' && { detail }),
    range: lspRange(tree, entryRange(spec, entry)),
    selectionRange: lspRange(tree, tree.rangeOf({ node: entry, part: 'key' })),
    ...(children.length > 0 && { children }),
  };
}

/** A value in one line; undefined where nothing is filled in. */
function shown(spec: Spec, node: SyntaxNode | undefined): string | undefined {
  if (!node) return undefined;
  if (node.origin && node.kind !== 'scalar') return ownText(spec.tree.text.slice(node.start, node.end));
  if (node.kind === 'map') return undefined;
  const text = node.kind === 'list' ? node.items.flatMap((item) => textOf(item) ?? []).join(', ') : textOf(node);
  const line = text?.replace(/\s+/g, ' ').trim();
  if (line === undefined || line === '') return undefined;
  const characters = [...line.slice(0, 4 * LONGEST_DETAIL)];
  return characters.length > LONGEST_DETAIL ? `${characters.slice(0, LONGEST_DETAIL - 1).join('').trimEnd()}…` : line;
}
