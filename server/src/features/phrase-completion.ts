/** The steps that may stand at the cursor in a transformation: those that lead to the target's type first. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { assign } from '../model/assignable.ts';
import { typeName } from '../model/type-text.ts';
import type { ValueType } from '../model/type.ts';
import { parsePhrase, phraseTemplates } from '../phrases/index.ts';
import { givenType, typeAfter } from './contract-place.ts';
import type { TargetPlace } from './contract-place.ts';
import { phraseWords } from './phrase-text.ts';
import { stepPlaceAt } from './step-place.ts';
import type { TextProposal } from './text-completion.ts';
import { marked } from './tab-stops.ts';

interface Ranked extends TextProposal {
  /** -1: the exact copy, where it is legal; 0: leads to the target; 1: takes the value, but more must follow; 2: not here. */
  readonly rank: number;
}

/** The steps at an offset of a transformation's text. */
export function phraseProposals(place: TargetPlace, text: string, at: number): TextProposal[] {
  const { slice, glue, ...around } = stepPlaceAt(parsePhrase('transformation', text), text, at);
  const before = around.before.map((each) => each.text).join(', ');
  const behind = around.behind.map((each) => each.text).join(', ');
  const given = typeAfter(before, givenType(place));
  const target = place.typed.fieldOf(place.target).type;
  const refusal = given && assign(given, target);
  const isAlone = before === '' && behind === '';
  const offers = behind === '' ? (refusal?.offers ?? []).map((offer) => offerProposal(offer, given, target)) : [];
  const named = new Set((refusal?.offers ?? []).flatMap((offer) => {
    const { matches } = parsePhrase('transformation', offer);
    return behind === '' && matches.length === 1 ? matches.map((match) => match.phrase.id) : [];
  }));
  const others = phraseTemplates('transformation')
    .filter(({ phrase }) => !named.has(phrase.id) && (phrase.id !== 'exact-copy' || isAlone))
    .map(({ phrase, label, snippet, plain, description }): Ranked => {
      const result = given && typeAfter(plain, given);
      const final = result && typeAfter(behind, result);
      const fits = final !== undefined && assign(final, target, phrase.id === 'exact-copy' ? {} : { absentFacets: 'unknown' }) === undefined;
      const rank = phrase.id === 'exact-copy' ? (fits ? -1 : 2) : final === undefined ? 2 : fits && (phrase.id !== 'map-values' || hasValues(given)) ? 0 : 1;
      return { label, words: marked(snippet), kind: CompletionItemKind.Operator, documentation: description, rank, ...detailOf(rank === 2 ? undefined : result, given) };
    })
    .sort((a, b) => a.rank - b.rank);
  const all: TextProposal[] = [...offers, ...others];
  return all.map((proposal, order) => ({ ...proposal, words: glue + proposal.words, slice, ...(order === 0 && given && given.kind !== 'unknown' && { preselect: true }) }));
}

function hasValues(type: ValueType | undefined): boolean {
  return type !== undefined && 'enum' in type;
}

function detailOf(result: ValueType | undefined, given: ValueType | undefined): { detail?: string } {
  if (result && result.kind !== 'unknown') return { detail: `gives ${typeName(result)}` };
  return !result && given ? { detail: `not for ${typeName(given)}` } : {};
}

/** An offer, its values as tab stops. */
function offerProposal(offer: string, given: ValueType | undefined, target: ValueType): TextProposal {
  const { matches } = parsePhrase('transformation', offer);
  const documentation = [...new Set(matches.map((match) => match.phrase.description))].join('\n\n');
  const result = given && typeAfter(offer, given);
  return { label: offer, words: phraseWords('transformation', offer), kind: CompletionItemKind.Operator, documentation, detail: `gives ${typeName(result && result.kind !== 'unknown' ? result : target)}` };
}
