/** Drafts as a snippet for a document of their own. */
import type { DraftEntry } from '../change.ts';
import type { DocumentStyle } from './write.ts';
import { Writer } from './write.ts';

/** The style of a document that has none yet. */
const DEFAULT_STYLE: DocumentStyle = { step: 2, listStep: 2, eol: '\n', quotes: 'plain', padBraces: true };

/** Entries at column 0 as text in LSP snippet syntax; a blank line stands between the groups. No line end at the end. */
export function renderSnippet(...groups: readonly (readonly DraftEntry[])[]): string {
  const writer = new Writer(DEFAULT_STYLE, true);
  return groups.map((group) => group.map((entry) => writer.entry(entry, 0, false)).join('\n')).join('\n\n');
}
