/** What a spec is found by from elsewhere: its title, its fields, and the ids of other specs that it names. */
import type { Range } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { SyntaxNode, SyntaxTree } from '../syntax/tree.ts';
import { entryOf, valueAt } from '../syntax/tree.ts';
import { ownEntries } from './places.ts';
import { lspRange } from './text-edits.ts';

/** A field of one of the records. */
export interface FieldName {
  /** Names from the record to the field, joined by dots. */
  readonly path: string;
  readonly record: 'source_record' | 'target_record';
  readonly range: Range;
}

export interface SpecNames {
  readonly title: string | undefined;
  readonly fields: Iterable<FieldName>;
}

/** A place where a spec names the id of another. */
export interface Mention {
  readonly id: string;
  readonly range: Range;
}

/** More of a spec is not remembered: an index must stay small, whatever the files are. */
const MOST_FIELDS = 20_000;
const MOST_MENTIONS = 1000;
/** Deeper records are not searched. */
const DEEPEST = 20;

const SPEC_ID = /(?<![\w-])INT-\d{4}-\d{3,}(?![\w-])/g;

/** What is read of a tree to find names in it; a skimmed one has it too. */
export type NamedTree = Pick<SyntaxTree, 'rangeOf' | 'positionAt'> & { readonly root: SyntaxNode | undefined };

/** The title of a spec and the fields of its contracts. */
export function namesOf(spec: Spec): SpecNames & { readonly fields: readonly FieldName[] } {
  return { title: spec.text('title'), fields: fieldNamesOf(spec.tree) };
}

/** The fields of the contracts of a spec. */
export function fieldNamesOf(tree: NamedTree): FieldName[] {
  const fields: FieldName[] = [];
  const contract = valueAt(tree.root, 'data_contract');
  for (const map of [contract, entryOf(contract, 'reverse')?.value]) {
    for (const record of ['source_record', 'target_record'] as const) collect(tree, entryOf(map, record)?.value, { record, above: '', depth: 0 }, fields);
  }
  return fields;
}

interface Around {
  readonly record: FieldName['record'];
  readonly above: string;
  readonly depth: number;
}

function collect(tree: NamedTree, map: SyntaxNode | undefined, { record, above, depth }: Around, fields: FieldName[]): void {
  if (depth > DEEPEST) return;
  for (const entry of ownEntries(map)) {
    if (fields.length >= MOST_FIELDS) return;
    if (entry.key.text.trim() === '') continue;
    const path = above + entry.key.text;
    fields.push({ path, record, range: lspRange(tree, tree.rangeOf({ node: entry, part: 'key' })) });
    collect(tree, entryOf(entry.value, 'fields')?.value, { record, above: `${path}.`, depth: depth + 1 }, fields);
  }
}

/** Where a spec names ids of others, comments included. */
export function mentionsIn({ id, tree }: Spec): Mention[] {
  return mentionsOf(id, tree);
}

/** Where a text names ids of specs, comments included; its own `id` is left out. */
export function mentionsOf(id: string | undefined, tree: Pick<SyntaxTree, 'text' | 'positionAt'>): Mention[] {
  const mentions: Mention[] = [];
  for (const match of tree.text.matchAll(SPEC_ID)) {
    if (mentions.length >= MOST_MENTIONS) break;
    if (match[0] !== id) mentions.push({ id: match[0], range: lspRange(tree, { start: match.index, end: match.index + match[0].length }) });
  }
  return mentions;
}
