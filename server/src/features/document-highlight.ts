/** The places that name the same as the one under the cursor, to be marked in the editor. */
import type { DocumentHighlight } from 'vscode-languageserver-types';
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { Occurrence } from './occurrences/index.ts';
import { placesNamedAt } from './occurrences/index.ts';
import { lspRange } from './text-edits.ts';

/** A declaration counts as written, a reference as read, and what prose says as text. */
const KINDS: Readonly<Record<Occurrence['role'], DocumentHighlightKind>> = {
  declaration: DocumentHighlightKind.Write,
  reference: DocumentHighlightKind.Read,
  mention: DocumentHighlightKind.Text,
};

/** The highlights in the order of the text. */
export function highlightsAt(spec: Spec, offset: number): DocumentHighlight[] {
  return placesNamedAt(spec, offset).map(({ occurrence, range }) => ({ range: lspRange(spec.tree, range), kind: KINDS[occurrence.role] }));
}
