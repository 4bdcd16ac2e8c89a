/** A new name for a field, a failure class or a criterion, everywhere at once. */
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { Located, SpecSymbol } from './occurrences/index.ts';
import { occurrencesAt } from './occurrences/index.ts';
import { nameFault, ownNameFault } from './rename-faults.ts';
import { renameChanges } from './rename-changes.ts';
import { lostBy } from './rename-check.ts';
import { lspEdits, lspRange } from './text-edits.ts';

/** Why a name cannot be changed, or not to that; in words for the author. */
export interface RenameRefusal {
  readonly refusal: string;
}

export interface RenameStart {
  readonly range: Range;
  readonly placeholder: string;
}

/** What would be renamed at an offset; undefined where nothing stands that has a name. */
export function prepareRenameAt(spec: Spec, offset: number): RenameStart | RenameRefusal | undefined {
  const found = renameableAt(spec, offset);
  if (!found) return undefined;
  const { symbol } = found.occurrence;
  const refusal = ownNameFault(spec, symbol);
  return refusal === undefined ? { range: lspRange(spec.tree, found.range), placeholder: symbol.name } : { refusal };
}

/** The edits that rename what stands at an offset; undefined where nothing stands that has a name. */
export function renameAt(spec: Spec, offset: number, wanted: string): readonly TextEdit[] | RenameRefusal | undefined {
  const symbol = renameableAt(spec, offset)?.occurrence.symbol;
  if (!symbol) return undefined;
  // Blanks around a name are a slip: no path could name it.
  const name = wanted.trim();
  const refusal = ownNameFault(spec, symbol) ?? nameFault(spec, symbol, name);
  if (refusal !== undefined) return { refusal };
  if (name === symbol.name) return [];
  const edits = spec.tree.edits(renameChanges(spec, symbol, name));
  const lost = lostBy(spec, edits, symbol, name);
  return lost === undefined ? lspEdits(spec.tree, edits) : { refusal: lost };
}

/** The symbol at an offset; where several are named there, the first that can be renamed. */
function renameableAt(spec: Spec, offset: number): Located | undefined {
  const found = occurrencesAt(spec, offset);
  const can = (symbol: SpecSymbol): boolean => ownNameFault(spec, symbol) === undefined;
  return found.find(({ occurrence }) => can(occurrence.symbol)) ?? found[0];
}
