/** Actions and escalations to complete: what is usual for the failure class first, what a rule would object to left out. */
import type { Spec } from '../model/spec.ts';
import type { ActionFacts } from '../phrases/actions.ts';
import { actionFacts } from '../phrases/actions.ts';
import { escalationFacts } from '../phrases/escalations.ts';
import type { ParsedPhrases, Phrase, PhraseTemplate, Step } from '../phrases/index.ts';
import { phraseTemplates } from '../phrases/index.ts';
import { durationOf } from '../phrases/quantities.ts';
import { destinationsOf, sameText } from '../rules/sections/destinations.ts';
import type { FailureClass } from '../rules/sections/failure-classes.ts';
import { failureClass, failureClassesOf } from '../rules/sections/failure-classes.ts';
import { fitsBounds, isNeverRetried, triesThatFit, waitOf } from '../rules/sections/retries.ts';
import { textAt } from '../rules/sections/stated.ts';
import type { MapNode } from '../syntax/tree.ts';
import { ACROSS, CONTRADICTS, EXCLUSIVE, NEEDS, TRIES, UNLESS_BEHIND, usualFor, WAIT_SAMPLES, WAITS } from './action-steps.ts';
import type { StepPlace } from './step-place.ts';

/** The failure class that a map describes. */
export function failureAt(spec: Spec, map: MapNode): FailureClass | undefined {
  return failureClassesOf(spec).find(({ entry }) => entry.value === map);
}

/** Steps of an action, those that come next first. `numbers` are typed already. */
export function actionTemplates(spec: Spec, map: MapNode, parsed: ParsedPhrases, place: StepPlace, numbers: readonly string[]): PhraseTemplate[] {
  const failure = failureAt(spec, map);
  const name = map.parent?.kind === 'entry' ? map.parent.key.text : '';
  const others = [...place.before, ...place.behind];
  const present = idsOf(others);
  const facts = actionFacts({ ...parsed, matches: others.flatMap((step) => step.match ?? []) });
  const mayStand = (id: string): boolean =>
    !isContradicted(id, idsOf(place.before), spec, name, failure)
    && (id === 'pause' || !present.includes(id))
    && !EXCLUSIVE.some((pair) => pair.some((one, at) => one === id && present.includes(pair[1 - at] ?? '')))
    && (!NEEDS.has(id) || idsOf(place.before).includes(NEEDS.get(id) ?? ''))
    && !(id === 'backoff' && facts.backoffLimit !== undefined);
  const { action: usual } = usualFor(name, failure?.retry?.value, failure?.system);
  const last = Math.max(-1, ...idsOf(place.before).map((id) => usual.indexOf(id)));
  const rank = (id: string): number => {
    const at = usual.indexOf(id);
    // What is done at this point; what could have been done before; what is not usual; what is done already.
    return present.includes(id) ? 300 : at < 0 ? 200 : at > last ? at : 100 + at;
  };
  const samples = (phrase: Phrase): Readonly<Record<string, string>> | undefined => actionSamples(phrase.id, facts, spec);
  return phraseTemplates('action', { samples: (phrase) => samples(phrase) ?? {}, numbers })
    .filter(({ phrase }) => mayStand(phrase.id) && samples(phrase))
    .sort((a, b) => rank(a.phrase.id) - rank(b.phrase.id));
}

/** Numbers for a step with which the tries stay within what the spec allows; undefined where none do. */
function actionSamples(id: string, facts: ActionFacts, spec: Spec): Readonly<Record<string, string>> | undefined {
  const wait = (tries: number, samples = WAIT_SAMPLES): string | undefined => samples.find((sample) => fitsBounds(tries * (durationOf(sample) ?? 0), spec));
  const filled = (name: string, sample: string | undefined): Record<string, string> | undefined => (sample === undefined ? undefined : { [name]: sample });
  switch (id) {
    case 'pause': return filled('duration', wait(facts.retries || USUAL_TRIES));
    case 'fall-back': return filled('duration', wait(facts.retries || USUAL_TRIES, WAIT_SAMPLES.slice(1)));
    case 'backoff': return filled('limit', wait(facts.retries || USUAL_TRIES));
    case 'retry': {
      const tries = triesThatFit(waitOf({ action: facts })?.wait ?? 0, spec);
      return tries === 0 ? undefined : { n: String(tries), limit: wait(tries) ?? '1 second' };
    }
    default: return {};
  }
}

const USUAL_TRIES = 3;

/** Whether the tries of an action take no longer than the spec allows. */
export function fitsTime(action: ParsedPhrases, spec: Spec): boolean {
  const facts = actionFacts(action);
  return fitsBounds(facts.retries * (waitOf({ action: facts })?.wait ?? 0), spec);
}

function idsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => step.match?.phrase.id ?? []);
}

/** Whether a rule would object to a step in a class, behind these steps, whatever else there is. */
function isContradicted(id: string, before: readonly string[], spec: Spec, name: string, failure: FailureClass | undefined): boolean {
  if (isNeverRetried(name) && (TRIES.includes(id) || WAITS.includes(id))) return true;
  if (id === 'dead-letter' && destinationsOf(spec).hasNoDeadLetterQueue) return true;
  if (failure?.retry && CONTRADICTS[failure.retry.value].includes(id) && UNLESS_BEHIND.get(id)?.some((other) => before.includes(other)) !== true) return true;
  return ACROSS.some(([own, step, other, its]) => own === name && step === id && failureClass(spec, other)?.action?.steps.has(its) === true);
}

/** The escalations of a failure class, the usual first; with the channels that the spec names elsewhere. */
export function escalationTemplates(spec: Spec, map: MapNode, numbers: readonly string[]): PhraseTemplate[] {
  const failure = failureAt(spec, map);
  const name = map.parent?.kind === 'entry' ? map.parent.key.text : '';
  const { escalation: usual } = usualFor(name, failure?.retry?.value, failure?.system);
  const rank = ({ phrase: { id } }: PhraseTemplate): number => (id === 'none' ? 200 : usual.includes(id) ? usual.indexOf(id) : 100);
  const mayStand = ({ phrase: { id } }: PhraseTemplate): boolean =>
    !(id === 'dead-letters' && destinationsOf(spec).hasNoDeadLetterQueue) && !(id === 'rate-limit-hits' && failure?.isOwn === false && name !== 'rate_limit_exceeded');
  const [channel, ...further] = channelsOf(spec, map);
  const templates = (to: string | undefined): PhraseTemplate[] => phraseTemplates('escalation', { numbers, ...(to !== undefined && { shown: { channel: to } }) }).filter(mayStand);
  const sorted = templates(channel).sort((a, b) => rank(a) - rank(b));
  const first = sorted[0]?.phrase;
  const alternatives = further.slice(0, MOST_CHANNELS - 1).flatMap((to) => templates(to).filter(({ phrase, plain }) => phrase === first && plain.endsWith(to)));
  const at = sorted.findIndex(({ phrase }) => phrase !== first);
  return [...sorted.slice(0, at), ...alternatives, ...sorted.slice(at)];
}

const MOST_CHANNELS = 4;

/** The channels that operators watch, then those that other failure classes name. */
function channelsOf(spec: Spec, map: MapNode): string[] {
  const watched = textAt(spec, 'error_handling', 'operator_notification')?.value.split(/[;,]/).map((part) => part.trim()) ?? [];
  const named = failureClassesOf(spec).filter(({ entry }) => entry.value !== map).flatMap(({ escalation }) => escalation?.value.matches.flatMap((match) => escalationFacts(match).channel ?? []) ?? []);
  return [...watched, ...named].filter((channel, at, all) => channel !== '' && all.findIndex((other) => sameText(other, channel)) === at);
}
