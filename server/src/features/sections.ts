/** The sections of a document, and the insertion of one. */
import { specFormat } from '../model/format.ts';
import { sections, topLevelKeys } from '../model/schema.ts';
import { skeletonEntry } from '../model/skeleton.ts';
import type { Spec } from '../model/spec.ts';
import { fittedEntry } from '../rules/fitting.ts';
import type { SourceEdit } from '../syntax/change.ts';
import { snippetText } from './text-edits.ts';

export interface SectionState {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly present: boolean;
}

/** All sections in the template's order, and whether the document has them; none where it is no spec. */
export function sectionStates(spec: Spec): SectionState[] {
  if (spec.format !== specFormat) return [];
  return sections.map(({ key, schema }) => ({ key, title: schema.title ?? key, description: schema.description ?? '', present: spec.entry(key) !== undefined }));
}

/**
 * The edit that inserts a section's skeleton in the template's order, in LSP snippet syntax; undefined where the
 * section is there already, or is none.
 */
export function insertSection(spec: Spec, key: string): SourceEdit | undefined {
  const section = sections.find((each) => each.key === key);
  if (!section || spec.entry(key) || spec.format !== specFormat) return undefined;
  const entry = fittedEntry(skeletonEntry(section.key, section.schema), spec);
  const [edit] = spec.tree.edits([{ kind: 'insertEntry', into: spec.root ?? 'document', entry, order: topLevelKeys }], { snippets: true });
  return edit && { ...edit, newText: edit.snippet ? edit.newText : snippetText(edit.newText), snippet: true };
}
