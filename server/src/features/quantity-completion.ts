/** Durations, latencies, volumes and rates to complete: those that agree with the rest of the spec first. */
import { grouped } from '../phrases/holes.ts';
import type { Phrase, PhraseTemplate, TemplateValues } from '../phrases/index.ts';
import { phraseTemplates } from '../phrases/index.ts';
import { durationOf } from '../phrases/quantities.ts';
import type { DurationUnit } from '../phrases/units.ts';
import { durationText, MILLISECONDS, unitOf } from '../phrases/units.ts';
import type { Spec } from '../model/spec.ts';
import { spanText } from '../rules/sections/figures.ts';
import { metric } from '../rules/sections/metrics.ts';
import { MINUTE, timingOf } from '../rules/sections/timing.ts';
import type { Entry } from '../syntax/tree.ts';
import { pathOf } from '../syntax/tree.ts';
import type { StepPlace } from './step-place.ts';

type Samples = NonNullable<TemplateValues['samples']>;

/** What durations are like, by key: for the rest as for the interval of a schedule. */
const DURATIONS: Readonly<Record<string, readonly string[]>> = { every: ['15 minutes', '1 hour', '1 day', '30 seconds'], rollback_window: ['14 days', '72 hours'] };

/** Durations in each unit that is usual for the key, the number at a tab stop. */
export function durationTemplates(spec: Spec, { key }: Entry, numbers: readonly string[]): PhraseTemplate[] {
  const [template] = phraseTemplates('duration');
  const { every } = timingOf(spec);
  const usual = (DURATIONS[key.text] ?? DURATIONS['every'] ?? []).filter((sample) => key.text !== 'rollback_window' || numbers.length > 0 || (durationOf(sample) ?? 0) >= (every?.value ?? 0));
  return usual.flatMap((sample): PhraseTemplate[] => {
    const [amount = '', word = ''] = sample.split(' ');
    const unit = unitOf(word);
    const [typed] = numbers;
    if (!template || !unit) return [];
    const words = durationText(typed ?? amount, unit);
    const tail = words.slice(words.indexOf(' '));
    return [{ ...template, label: typed === undefined ? `N ${unit}s` : words, snippet: `\${1:${typed ?? amount}}${tail}`, plain: words }];
  });
}

/** Latencies: with a schedule those that it can keep, otherwise those of single changes first. */
export function latencyTemplates(spec: Spec, numbers: readonly string[]): PhraseTemplate[] {
  const { kind, every } = timingOf(spec);
  const order = kind === undefined || kind.value === 'schedule' ? ['batch', 'near-real-time', 'real-time'] : kind.value === 'event' ? ['near-real-time', 'real-time', 'batch'] : ['real-time', 'near-real-time', 'batch'];
  // A change that just missed a run waits for the next.
  const least = every?.value ?? 0;
  const seconds = MILLISECONDS.minute;
  const canKeep = (id: string): boolean => id === 'batch' || (id === 'real-time' ? kind?.value !== 'schedule' : least <= seconds);
  const samples: Samples = ({ id }) => (id === 'batch' && every ? { limit: longText(every.value) } : {});
  return phraseTemplates('latency', { samples, numbers }).filter(({ phrase }) => canKeep(phrase.id)).sort((a, b) => order.indexOf(a.phrase.id) - order.indexOf(b.phrase.id));
}

/** A span of at least so many milliseconds in minutes, hours or days. */
function longText(milliseconds: number): string {
  return spanText(Math.ceil(milliseconds / MINUTE) * MINUTE);
}

/** Volumes: per batch of a schedule, otherwise per day; with the numbers of section 5, where it has them. */
export function volumeTemplates(spec: Spec, numbers: readonly string[]): PhraseTemplate[] {
  const { kind } = timingOf(spec);
  const records = metric(spec, 'records_per_batch');
  const batches = metric(spec, 'batches_per_day');
  const isScheduled = kind === undefined || kind.value === 'schedule';
  const product = (which: 'expected' | 'peak'): number | undefined => {
    const [size, times] = [records?.[which]?.value, isScheduled ? 1 : batches?.[which]?.value];
    return size === undefined || times === undefined ? undefined : size * times;
  };
  const [expected, peak] = [product('expected'), product('peak')];
  const per = isScheduled ? 'batch' : 'day';
  const usual = isScheduled ? {} : { n: '2,400', peak: '6,000' };
  const known = { ...(expected !== undefined && { n: grouped(expected) }), ...(peak !== undefined && { peak: grouped(peak) }) };
  return phraseTemplates('volume', { samples: () => ({ ...usual, ...known, what: kind?.value === 'event' ? 'events' : 'records', per, peakPer: per }), numbers });
}

/** A usual limit in each unit of time, in requests. */
const LIMITS: readonly (readonly [DurationUnit, number])[] = [['minute', 100], ['second', 10], ['hour', 5000], ['day', 100_000]];
const WINDOW = '10 seconds';

/** Rate limits: none below the calls that section 5 allows for; a second one in another unit of time. */
export function rateTemplates(spec: Spec, entry: Entry, { before, behind }: StepPlace, numbers: readonly string[]): PhraseTemplate[] {
  const others = [...before, ...behind].flatMap((step) => step.match ?? []);
  const taken = others.flatMap(({ values: { unit } }) => (unit?.kind === 'unit' ? [unit.value] : []));
  const calls = metric(spec, pathOf(entry)[0] === 'target_system' ? 'target_api_calls_per_minute' : 'source_api_calls_per_minute')?.hardLimit?.value ?? 0;
  const atLeast = (usual: number, window: number): string => grouped(Math.max(usual, Math.ceil((calls * window) / MINUTE)));
  const [unit, usual] = LIMITS.find(([each]) => !taken.includes(each)) ?? ['minute', 100];
  const samples: Samples = ({ id }) => (id === 'rate' ? { n: atLeast(usual, MILLISECONDS[unit]), unit } : id === 'rate-window' ? { n: atLeast(190, durationOf(WINDOW) ?? 0), window: WINDOW } : {});
  const present = new Set(others.map(({ phrase }) => phrase.id));
  const mayStand = ({ id }: Phrase): boolean => (id === 'no-limit' ? others.length === 0 : !present.has('no-limit')) && !(id === 'concurrent' && present.has(id));
  return phraseTemplates('rate', { samples, numbers }).filter(({ phrase }) => mayStand(phrase));
}
