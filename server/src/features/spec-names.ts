/** What a spec is found by from elsewhere: its title, its fields, and the ids of other specs that it names. */
import type { Range } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
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
  readonly fields: readonly FieldName[];
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

/** The title of a spec and the fields of its contracts. */
export function namesOf(spec: Spec): SpecNames {
  const fields: FieldName[] = [];
  const contract = valueAt(spec.root, 'data_contract');
  for (const map of [contract, entryOf(contract, 'reverse')?.value]) {
    for (const record of ['source_record', 'target_record'] as const) collect(spec, entryOf(map, record)?.value, { record, above: '', depth: 0 }, fields);
  }
  const title = spec.text('title');
  return { title: title === undefined ? undefined : detached(title), fields };
}

/** A text of its own: a part of a long one may keep the whole of that in memory, and an index outlives the files' texts. */
function detached(text: string): string {
  return text.split('').join('');
}

interface Around {
  readonly record: FieldName['record'];
  readonly above: string;
  readonly depth: number;
}

function collect(spec: Spec, map: SyntaxNode | undefined, { record, above, depth }: Around, fields: FieldName[]): void {
  if (depth > DEEPEST) return;
  for (const entry of ownEntries(map)) {
    if (fields.length >= MOST_FIELDS) return;
    if (entry.key.text.trim() === '') continue;
    const path = detached(above + entry.key.text);
    fields.push({ path, record, range: lspRange(spec.tree, spec.tree.rangeOf({ node: entry, part: 'key' })) });
    collect(spec, entryOf(entry.value, 'fields')?.value, { record, above: `${path}.`, depth: depth + 1 }, fields);
  }
}

/** Where a text names ids of specs, comments included; its own is left out. */
export function mentionsIn({ id, tree }: Spec): Mention[] {
  const mentions: Mention[] = [];
  for (const match of tree.text.matchAll(SPEC_ID)) {
    if (mentions.length >= MOST_MENTIONS) break;
    if (match[0] !== id) mentions.push({ id: detached(match[0]), range: lspRange(tree, { start: match.index, end: match.index + match[0].length }) });
  }
  return mentions;
}
