/** Every place of a spec that names what stands at a place. */
import type { Location } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import { placesNamedAt } from './occurrences/index.ts';
import { lspRange } from './text-edits.ts';

/** The places in the order of the text, with the declaration or without it. */
export function referencesAt(spec: Spec, offset: number, uri: string, includeDeclaration: boolean): Location[] {
  return placesNamedAt(spec, offset)
    .filter(({ occurrence }) => includeDeclaration || occurrence.role !== 'declaration')
    .map(({ range }) => ({ uri, range: lspRange(spec.tree, range) }));
}
