/** Phrases to complete outside of contracts, over the step at the cursor. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { ParsedPhrases, PhraseKind, PhraseTemplate } from '../phrases/index.ts';
import { nearestPhrase, parsePhrase } from '../phrases/index.ts';
import { NEEDS } from './action-steps.ts';
import { actionTemplates, escalationTemplates, fitsTime } from './failure-completion.ts';
import { phraseWords } from './phrase-text.ts';
import { durationTemplates, latencyTemplates, rateTemplates, volumeTemplates } from './quantity-completion.ts';
import { stepPlaceAt } from './step-place.ts';
import type { StepPlace } from './step-place.ts';
import { marked } from './tab-stops.ts';
import type { TextProposal } from './text-completion.ts';
import type { TextPlace } from './text-place.ts';
import { usualValue } from './usual-value.ts';

export type StepKind = Exclude<PhraseKind, 'transformation'>;

/** The phrases of a kind that may stand at a place, those that make sense there first. */
export function stepProposals(spec: Spec, { entry, text, at }: TextPlace, kind: StepKind): TextProposal[] {
  const parsed = parsePhrase(kind, text);
  const place = stepPlaceAt(parsed, text, at);
  const { slice, glue, step } = place;
  // Behind a step that says all, a list would only stand in the way: Tab would accept of it instead of moving on.
  if (step?.match && step.faults.length === 0 && at === step.span.end) return [];
  const typed = text.slice(slice.start, at);
  const numbers = typed.match(/\d+(?:[,.]\d+)*/g) ?? [];
  const templates = templatesFor(kind, spec, { entry, parsed, place, numbers });
  const usual = text.trim() === '' ? usualProposal(spec, entry, kind, templates) : undefined;
  const near = step && step.text !== '' && !step.match ? nearProposal(kind, step.text) : undefined;
  const offered = [...(usual ? [usual] : []), ...(near ? [near] : []), ...templates.map(templateProposal)];
  const unique = offered.filter(({ label }, index) => offered.findIndex((other) => other.label === label) === index);
  return unique.map((proposal, order) => ({ ...proposal, words: glue + proposal.words, slice, ...(order === 0 && { preselect: true }) }));
}

interface Request {
  readonly entry: TextPlace['entry'];
  readonly parsed: ParsedPhrases;
  readonly place: StepPlace;
  readonly numbers: readonly string[];
}

function templatesFor(kind: StepKind, spec: Spec, { entry, parsed, place, numbers }: Request): PhraseTemplate[] {
  switch (kind) {
    case 'action': return actionTemplates(spec, entry.parent, parsed, place, numbers);
    case 'escalation': return escalationTemplates(spec, entry.parent, numbers);
    case 'duration': return durationTemplates(spec, entry, numbers);
    case 'latency': return latencyTemplates(spec, numbers);
    case 'volume': return volumeTemplates(spec, numbers);
    case 'rate': return rateTemplates(spec, entry, place, numbers);
  }
}

function templateProposal({ label, snippet, description }: PhraseTemplate): TextProposal {
  return { label, words: marked(snippet), kind: CompletionItemKind.Operator, documentation: description };
}

/** The whole of what is usual for the key, as long as no step of it is one that is left out here. */
function usualProposal(spec: Spec, entry: TextPlace['entry'], kind: StepKind, templates: readonly PhraseTemplate[]): TextProposal | undefined {
  const schema = spec.schemaOf(entry);
  const text = schema && usualValue(spec, entry, schema);
  if (text === undefined) return undefined;
  const parsed = parsePhrase(kind, text);
  const { matches } = parsed;
  const offered = new Set(templates.map(({ phrase }) => phrase.id));
  // What only another step gives a meaning is not offered where that one is still to come.
  if (!matches.every(({ phrase }) => offered.has(phrase.id) || NEEDS.has(phrase.id))) return undefined;
  if (kind === 'action' && !fitsTime(parsed, spec)) return undefined;
  const documentation = [...new Set(matches.map(({ phrase }) => phrase.description))].join('\n\n');
  return { label: text, words: phraseWords(kind, text), kind: CompletionItemKind.Operator, detail: 'usual', documentation };
}

/** What was most likely meant by a step that is no phrase (yet): clients filter by what is typed, so that has to stand in it. */
function nearProposal(kind: StepKind, step: string): TextProposal | undefined {
  const near = nearestPhrase(kind, step);
  if (near?.complete !== true) return undefined;
  // Its numbers are the author's own: there is nothing left to type over.
  return { label: near.text, words: near.text, kind: CompletionItemKind.Operator, documentation: near.phrase.description, ...(!near.text.toLowerCase().startsWith(step.toLowerCase()) && { filter: `${step} ${near.text}` }) };
}
