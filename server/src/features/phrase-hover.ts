/** What stands under the pointer in a phrase: what it means, and what its quantities come to. */
import type { Spec } from '../model/spec.ts';
import { actionFacts } from '../phrases/actions.ts';
import { escalationFacts } from '../phrases/escalations.ts';
import type { ParsedPhrases, PhraseMatch, Step } from '../phrases/index.ts';
import { nearestPhrase, parsePhrase, stepAt } from '../phrases/index.ts';
import { ratesOf, volumeOf } from '../phrases/quantities.ts';
import type { Amount } from '../phrases/quantities.ts';
import { MILLISECONDS } from '../phrases/units.ts';
import { counted, figure, spanText } from '../rules/sections/figures.ts';
import { metric } from '../rules/sections/metrics.ts';
import { boundsOf, waitOf } from '../rules/sections/retries.ts';
import { batchesPerDay } from '../rules/sections/schedule.ts';
import { textAt } from '../rules/sections/stated.ts';
import { timingOf } from '../rules/sections/timing.ts';
import type { Entry, TextRange } from '../syntax/tree.ts';
import { code } from './markdown.ts';
import type { StepKind } from './step-completion.ts';

/** The hover on the step at an offset of a phrase text: its slice of the text, and Markdown. */
export function phraseHover(spec: Spec, entry: Entry, kind: StepKind, text: string, at: number): { readonly slice: TextRange; readonly markdown: string } | undefined {
  const parsed = parsePhrase(kind, text);
  const step = stepAt(parsed, at);
  if (!step || step.text === '' || at > step.span.end) return undefined;
  const parts = step.match ? [`**${code(step.match.canonical)}**`, step.match.phrase.description, ...quantities(spec, entry, kind, parsed, step.match)] : freeText(kind, step);
  return { slice: step.span, markdown: parts.filter((part) => part !== undefined && part !== '').join('\n\n') };
}

function freeText(kind: StepKind, { text }: Step): string[] {
  const near = nearestPhrase(kind, text);
  return ['**Free text**', 'None of the known phrases: the executor would have to interpret it.', ...(near ? [`The nearest phrase is ${code(near.text)}.`] : [])];
}

function quantities(spec: Spec, { key }: Entry, kind: StepKind, parsed: ParsedPhrases, match: PhraseMatch): (string | undefined)[] {
  switch (kind) {
    case 'duration': return [key.text === 'every' ? intervalText(match) : otherUnit(match, 'duration')];
    case 'latency': return [otherUnit(match, 'limit')];
    case 'rate': return [rateText(match)];
    case 'volume': return [volumeText(spec, match)];
    case 'action': return [retryText(spec, parsed)];
    case 'escalation': return [channelText(spec, match)];
  }
}

/** A span of time in a unit that it is not written in: minutes, or seconds where it is in minutes. */
function otherUnit({ values }: PhraseMatch, hole: string): string | undefined {
  const value = values[hole];
  if (value?.kind !== 'duration') return undefined;
  const unit = value.unit === 'minute' ? 'second' : 'minute';
  return `= ${counted(value.milliseconds / MILLISECONDS[unit], unit)}`;
}

function intervalText({ values: { duration } }: PhraseMatch): string | undefined {
  return duration?.kind === 'duration' && duration.milliseconds > 0 ? `= ${counted(batchesPerDay(duration.milliseconds).exactly, 'batch')} a day` : undefined;
}

/** A limit per minute, or per second where it is given per minute. How many requests run at a time bounds neither. */
function rateText({ canonical }: PhraseMatch): string | undefined {
  const { lowest } = ratesOf(canonical);
  if (!lowest) return undefined;
  const isPerMinute = lowest.window === MILLISECONDS.minute;
  return `= ${counted(isPerMinute ? lowest.perMinute / 60 : lowest.perMinute, 'request')} a ${isPerMinute ? 'second' : 'minute'}`;
}

/** The volume of a day; what is given per batch times the batches of section 5, or else of the schedule. */
function volumeText(spec: Spec, { canonical }: PhraseMatch): string | undefined {
  const volume = volumeOf(canonical);
  if (!volume) return undefined;
  const { every } = timingOf(spec);
  const scheduled = every && batchesPerDay(every.value).exactly;
  const batches = metric(spec, 'batches_per_day');
  const perDay = (amount: Amount, which: 'expected' | 'peak'): number | undefined => {
    const times = amount.per === 'batch' ? (batches?.[which]?.value ?? scheduled) : undefined;
    return amount.per === 'day' ? undefined : (amount.perDay ?? (times === undefined ? undefined : times * amount.count));
  };
  const [expected, peak] = [perDay(volume.expected, 'expected'), volume.peak && perDay(volume.peak, 'peak')];
  const noun = volume.what.slice(0, -1);
  const parts = [expected === undefined ? undefined : `${counted(expected, noun)} a day`, peak === undefined ? undefined : `${figure(peak)} at peak`].filter((part) => part !== undefined);
  return parts.length > 0 ? `= ${parts.join(', ')}` : undefined;
}

/** How long all tries of an action take at worst, and how long they may. */
function retryText(spec: Spec, parsed: ParsedPhrases): string | undefined {
  const facts = actionFacts(parsed);
  if (facts.retries === 0) return undefined;
  const tries = facts.retries === 1 ? '1 retry' : `${figure(facts.retries)} retries`;
  const found = waitOf({ action: facts });
  if (!found) return `In all: ${tries}, with no wait stated between them.`;
  const apart = `${found.by === 'pause' ? '' : 'at most '}${spanText(found.wait)} apart`;
  const bounds = boundsOf(spec).map(({ by, limit }) => `${by === 'latency' ? 'the latency allows' : 'the next run comes after'} ${spanText(limit.value)}`);
  return `In all: ${tries}, ${apart}: ${spanText(facts.retries * found.wait)} at worst${bounds.length > 0 ? ` (${bounds.join(', ')})` : ''}.`;
}

/** Whom an escalation without a channel tells. */
function channelText(spec: Spec, match: PhraseMatch): string | undefined {
  if (match.phrase.id === 'none' || escalationFacts(match).channel !== undefined) return undefined;
  const watched = textAt(spec, 'error_handling', 'operator_notification');
  return watched && `Tells ${code(watched.value)}, the \`operator_notification\`.`;
}
