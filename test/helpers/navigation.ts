/** Navigation on a text, as plain data: what is declared where, what names the same, and what a new name makes of it. */
import { definitionsAt } from '../../server/src/features/definition.ts';
import { highlightsAt } from '../../server/src/features/document-highlight.ts';
import { linkedEditingAt } from '../../server/src/features/linked-editing.ts';
import { referencesAt } from '../../server/src/features/references.ts';
import { prepareRenameAt, renameAt } from '../../server/src/features/rename.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { applyLspEdits, URI } from './features.ts';

interface LspRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A range as `line:column text`, both counted from 1. */
export function shown({ tree }: Spec, { start, end }: LspRange): string {
  return `${String(start.line + 1)}:${String(start.character + 1)} ${tree.text.slice(tree.offsetAt(start), tree.offsetAt(end))}`;
}

export function shownOffsets(spec: Spec, { start, end }: { start: number; end: number }): string {
  return shown(spec, { start: spec.tree.positionAt(start), end: spec.tree.positionAt(end) });
}

export function definitions(spec: Spec, offset: number): string[] {
  return definitionsAt(spec, offset, URI).map(({ targetSelectionRange }) => shown(spec, targetSelectionRange));
}

export function references(spec: Spec, offset: number, includeDeclaration = true): string[] {
  return referencesAt(spec, offset, URI, includeDeclaration).map(({ range }) => shown(spec, range));
}

export function highlights(spec: Spec, offset: number): string[] {
  return highlightsAt(spec, offset).map(({ range }) => shown(spec, range));
}

export function linked(spec: Spec, offset: number): string[] | undefined {
  return linkedEditingAt(spec, offset)?.ranges.map((range) => shown(spec, range));
}

/** The range and the name that a rename starts with, or the words that refuse it. */
export function prepared(spec: Spec, offset: number): string | undefined {
  const start = prepareRenameAt(spec, offset);
  return start && ('refusal' in start ? start.refusal : `${shown(spec, start.range)} (${start.placeholder})`);
}

/** The document under the new name, or the words that refuse it. */
export function renamed(spec: Spec, offset: number, name: string): { readonly document: string } | { readonly refusal: string } | undefined {
  const edits = renameAt(spec, offset, name);
  if (!edits) return undefined;
  return 'refusal' in edits ? edits : { document: applyLspEdits(spec.tree.text, edits) };
}
