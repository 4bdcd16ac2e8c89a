/** What an import has done, in sentences: the same ones on a terminal and in the editor. */
import { pathText } from '../model/path.ts';
import type { ImportedField } from './field.ts';
import { counted, isCut } from './field.ts';
import type { Merge } from './merge.ts';

/** More names are not listed one by one. */
const MOST_NAMED = 12;

/** The sentences on what joined a record, and what did not. `record` is the key of the record. */
export function mergeReport({ added, changed, gone, left }: Merge, record: string): string[] {
  const applied = changed.filter((change) => change.applied);
  const told = changed.filter((change) => !change.applied);
  return [
    added.length === 0 ? `No field is new to \`${record}\`.` : `${counted(added.length, 'field')} added to \`${record}\`: ${names(added)}.`,
    ...(left.length === 0 ? [] : [`Not added, since what would hold them is no map, or is written elsewhere and stands here by an alias: ${names(left)}.`]),
    ...applied.map(({ field, key, from, to }) => `\`${field}\`: \`${key}\` is now \`${to}\`${from === undefined ? '' : `, it was \`${from}\``}.`),
    ...told.map(({ field, key, from, to }) => `\`${field}\`: \`${key}\` is \`${to}\` in the document, and ${from === undefined ? 'not said' : `\`${from}\``} here. It was left as it is.`),
    ...(gone.length === 0 ? [] : [`${counted(gone.length, 'field')} of \`${record}\` ${gone.length === 1 ? 'is' : 'are'} not in the document, and ${gone.length === 1 ? 'was' : 'were'} left: ${names(gone)}.`]),
  ];
}

/** Names in backticks; of very many the first ones. */
export function names(all: readonly string[]): string {
  return listed(all.map((name) => `\`${name}\``));
}

/** What whoever imports these fields has to know of them, in sentences: what was changed, what is only in notes, what is still to be said. */
export function fieldNotes(fields: readonly ImportedField[]): string[] {
  const all = withInner(fields);
  const list = (what: string, found: readonly ImportedField[], more: (field: ImportedField) => string): string[] =>
    (found.length === 0 ? [] : [`${what} ${listed(found.map((field) => `\`${pathText(field.path)}\`${more(field)}`))}.`]);
  const remarks = ({ remarks: said }: ImportedField): string => (said.length > 0 ? ` (${said.join('; ')})` : '');
  return [
    ...list('Names have to be letters, digits and underscores, and unlike each other:', all.filter(({ name, key }) => name !== key), ({ name }) => ` is called \`${name}\``),
    ...list('No key of a spec can say it, so it stands in the notes:', all.filter((field) => field.type !== undefined && field.remarks.length > 0), remarks),
    ...list('What the document says was cut for its length:', all.filter(({ description }) => description !== undefined && isCut(description)), () => ''),
    ...list('The type is for you to say of', all.filter(({ type }) => type === undefined), remarks),
  ];
}

function withInner(fields: readonly ImportedField[]): ImportedField[] {
  return fields.flatMap((field) => [field, ...withInner(field.fields ?? [])]);
}

function listed(all: readonly string[]): string {
  const shown = all.slice(0, all.length > MOST_NAMED + 1 ? MOST_NAMED : all.length);
  return `${shown.join(', ')}${shown.length < all.length ? ` and ${String(all.length - shown.length)} more` : ''}`;
}
