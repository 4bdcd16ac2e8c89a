/** All refactorings, in the order in which menus show them. */
import { specFormat } from '../../model/format.ts';
import type { RuleRun } from '../../rules/runner.ts';
import type { Spec } from '../../model/spec.ts';
import { findAt } from '../../syntax/find.ts';
import type { TextRange } from '../../syntax/tree.ts';
import { inlineValue } from './inline-value.ts';
import { mapRemaining } from './map-remaining.ts';
import { moveToNotWritten } from './not-written.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { restyleField } from './restyle-field.ts';
import { rewriteMapping } from './rewrite-mapping.ts';
import { shareText } from './share-text.ts';
import { sortFields } from './sort-fields.ts';
import { Soundness } from './soundness.ts';

const refactorings: readonly Refactoring[] = [shareText, inlineValue, rewriteMapping, mapRemaining, sortFields, restyleField, moveToNotWritten];

/** An offer with what is known of its refactoring. */
export type FoundRefactoring = Offer & Pick<Refactoring, 'kind' | 'keepsMeaning'>;

/**
 * What can be refactored at a range; `wants` says which kinds are asked for. Nothing where the text around it is faulty,
 * or would be afterwards, and nothing in what is no spec.
 */
export function refactoringsAt(spec: Spec, run: RuleRun, range: TextRange, wants: (kind: string) => boolean): FoundRefactoring[] {
  if (spec.format !== specFormat) return [];
  const found = findAt(spec.tree.root, range.start);
  if (!found) return [];
  const place = { spec, run, range, found };
  const soundness = new Soundness(spec.tree);
  return refactorings.filter(({ kind }) => wants(kind)).flatMap(({ kind, keepsMeaning, offers }) =>
    offers(place).filter(({ changes }) => soundness.holds(changes, keepsMeaning)).map((offer) => ({ ...offer, kind, keepsMeaning })));
}
