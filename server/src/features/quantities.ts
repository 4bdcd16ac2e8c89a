/** Quantities in the unit that they are compared in: what an inlay hint says beside them. */
import type { Spec } from '../model/spec.ts';
import type { PhraseKind } from '../phrases/index.ts';
import { parsePhrase } from '../phrases/index.ts';
import { durationOf, ratesOf, volumeOf } from '../phrases/quantities.ts';
import { figure } from '../rules/sections/figures.ts';
import { DAY, HOUR, MINUTE, timingOf } from '../rules/sections/timing.ts';
import { volumesOf } from '../rules/sections/metrics.ts';
import type { ScalarNode } from '../syntax/tree.ts';

/** A quantity, normalised, and the end of what it normalises in the text of its value. */
export interface Normalised {
  readonly at: number;
  readonly text: string;
  /** How it comes about. */
  readonly tooltip: string;
}

const SECOND = 1000;
const UNITS: readonly (readonly [number, string])[] = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [SECOND, 's']];

/** What the quantities of a phrase come to; nothing for those that say it already, and for text that is at fault. */
export function normalised(spec: Spec, kind: PhraseKind, node: ScalarNode): Normalised[] {
  const { text } = node;
  const end = text.trimEnd().length;
  switch (kind) {
    case 'rate': return rateHint(text, end);
    case 'volume': return volumeHint(spec, text);
    case 'duration': return joined([...durationHints(kind, text), ...runsHint(spec, node, end)]);
    case 'transformation': return [];
    default: return durationHints(kind, text);
  }
}

/** What there is to say of one place, as one. */
function joined(all: readonly Normalised[]): Normalised[] {
  const [first, ...rest] = all;
  if (!first) return [];
  return [{ ...first, text: [first.text, ...rest.map(({ text }) => text.slice(2))].join(', '), tooltip: all.map(({ tooltip }) => tooltip).join('\n\n') }];
}

/** What limits the calls in a minute: the unit of section 5. */
function rateHint(text: string, end: number): Normalised[] {
  const { lowest, limits, faults } = ratesOf(text);
  if (!lowest || faults.length > 0 || (limits.length === 1 && lowest.window === MINUTE)) return [];
  const several = limits.filter(({ kind }) => kind === 'rate').length > 1;
  const tooltip = `${lowest.text}${several ? ', the strictest of these limits in the long run,' : ''} comes to ${figure(lowest.perMinute)} requests per minute, which the hard limits of section 5 are compared with.`;
  return [{ at: end, text: `= ${figure(lowest.perMinute)}/min`, tooltip }];
}

/** Records a day: from the volume's own unit, or from how often a batch runs. It stands behind the usual volume, before the peak. */
function volumeHint(spec: Spec, text: string): Normalised[] {
  const volume = volumeOf(text);
  const end = parsePhrase('volume', text).matches[0]?.holes.find(({ name }) => name === 'per')?.span.end;
  if (!volume || end === undefined || volume.expected.per === 'day') return [];
  const { count, per, perDay } = volume.expected;
  if (perDay !== undefined) return [{ at: end, text: `= ${figure(perDay)}/day`, tooltip: `${figure(count)} ${volume.what} per ${per} come to ${figure(perDay)} per day.` }];
  const batches = volumesOf(spec).metrics.get('batches_per_day')?.expected?.value;
  if (batches === undefined) return [];
  const tooltip = `${figure(count)} ${volume.what} per batch, times the ${figure(batches)} batches per day that section 5 expects.`;
  return [{ at: end, text: `= ${figure(count * batches)}/day`, tooltip }];
}

/** How often a schedule runs in a day. */
function runsHint(spec: Spec, node: ScalarNode, end: number): Normalised[] {
  const { every } = timingOf(spec);
  if (every?.node !== node || every.value >= DAY) return [];
  const runs = figure(DAY / every.value);
  return [{ at: end, text: `= ${runs}/day`, tooltip: `A schedule that runs every ${node.text.trim()} runs ${runs} times a day.` }];
}

/** Each duration that is written in a smaller unit than it could be: `120 seconds`, `1,440 min`. */
function durationHints(kind: PhraseKind, text: string): Normalised[] {
  const parsed = parsePhrase(kind, text);
  if (parsed.faults.length > 0 && kind === 'duration') return [];
  return parsed.steps.flatMap((step) => (step.faults.length > 0 ? [] : (step.match?.holes ?? []))).flatMap(({ value, span }) => {
    if (value.kind !== 'duration') return [];
    const written = durationOf(text.slice(span.start, span.end));
    const plain = written === undefined ? undefined : durationName(written);
    if (plain === undefined || plain.parts > 2 || isWritten(plain.text, value.amount, value.unit)) return [];
    return [{ at: span.end, text: `= ${plain.text}`, tooltip: `${text.slice(span.start, span.end)} are ${plain.text}.` }];
  });
}

/** Whether a duration's name is what stands there already. */
function isWritten(name: string, amount: string, unit: string): boolean {
  const short = { second: 's', minute: 'min', hour: 'h', day: 'd' }[unit] ?? unit;
  return name === `${figure(Number(amount))} ${short}`;
}

/** A span of time in its largest units: `1 h 30 min`; undefined below a second. */
function durationName(milliseconds: number): { readonly text: string; readonly parts: number } | undefined {
  if (milliseconds < SECOND || !Number.isFinite(milliseconds)) return undefined;
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [size, name] of UNITS) {
    const count = name === 's' ? rest / size : Math.floor(rest / size);
    if (count > 0) parts.push(`${figure(count)} ${name}`);
    rest -= Math.floor(count) * size;
  }
  return { text: parts.join(' '), parts: parts.length };
}
