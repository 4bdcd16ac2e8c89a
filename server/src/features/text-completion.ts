/** Completion inside the text of values that have a language of their own: types, transformations, expressions. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { typeForms } from '../model/type-parser.ts';
import type { Spec } from '../model/spec.ts';
import { isPhraseKind } from '../phrases/index.ts';
import type { Entry, TextRange } from '../syntax/tree.ts';
import { targetOf } from './contract-place.ts';
import { expressionProposals } from './expression-completion.ts';
import { phraseProposals } from './phrase-completion.ts';
import { stepProposals } from './step-completion.ts';
import { stop } from './tab-stops.ts';
import type { TextPlace } from './text-place.ts';
import { textPlaceAt } from './text-place.ts';

/** Words that may stand at the cursor. */
export interface TextProposal {
  readonly label: string;
  /** What is inserted, tab stops marked. */
  readonly words: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
  readonly preselect?: boolean;
  /** What the client filters by, where that is not the label. */
  readonly filter?: string;
  /** What is replaced of the text; the whole by default. */
  readonly slice?: TextRange;
}

/** The place and what may stand there; undefined where the value has no language of its own. */
export function textCompletions(spec: Spec, offset: number): { readonly place: TextPlace; readonly proposals: readonly TextProposal[] } | undefined {
  const place = textPlaceAt(spec, offset, (entry) => hasLanguage(spec, entry));
  if (!place) return undefined;
  const proposals = proposalsAt(spec, place);
  return proposals && { place, proposals };
}

/** Whether the value of an entry may have a language of its own. */
function hasLanguage(spec: Spec, entry: Entry): boolean {
  const language = spec.schemaOf(entry)?.['x-phrase'];
  return language !== undefined && (language === 'type' || isPhraseKind(language));
}

function proposalsAt(spec: Spec, place: TextPlace): TextProposal[] | undefined {
  const { entry, text, at } = place;
  const language = spec.schemaOf(entry)?.['x-phrase'];
  if (language === 'type') return typeProposals(text, at);
  if (language === undefined || !isPhraseKind(language)) return undefined;
  if (language !== 'transformation') return stepProposals(spec, place, language);
  const found = targetOf(spec, entry.parent);
  switch (found?.target.mapping?.kind) {
    case 'source':
    case 'item': return phraseProposals(found, text, at);
    case 'derived': return expressionProposals(text, at, found.typed.environmentOf(found.target));
    default: return undefined;
  }
}

const SIZES: Readonly<Record<string, string>> = {
  'string(n)': `string(${stop('255')})`,
  'decimal(p,s)': `decimal(${stop('10')},${stop('2')})`,
  'array<T>': `array<${stop('string')}>`,
};

/** The forms of types; inside `array<…>` those of its elements. */
function typeProposals(text: string, at: number): TextProposal[] {
  const start = text.lastIndexOf('<', at - 1) + 1;
  const close = text.indexOf('>', at);
  const slice = { start: at === 0 ? 0 : start, end: at > 0 && start > 0 && close >= 0 ? close : text.length };
  return typeForms.map((form) => ({ label: form, words: SIZES[form] ?? form, kind: CompletionItemKind.TypeParameter, slice }));
}
