/** Phrases as numbers that can be compared: milliseconds, requests per minute, records per day. */
import type { ParsedPhrases, PhraseFault } from './engine.ts';
import { duration } from './holes.ts';
import { parsePhrase } from './index.ts';
import type { DurationUnit } from './units.ts';
import { MILLISECONDS } from './units.ts';

const MINUTE = MILLISECONDS.minute;
const DAY = MILLISECONDS.day;

/** A duration in milliseconds; undefined where the text is none. `60 minutes` and `1 hour` are equal. */
export function durationOf(text: string): number | undefined {
  const parsed = parsePhrase('duration', text);
  return parsed.faults.length === 0 ? duration(parsed.matches[0]?.values['duration']) : undefined;
}

/** A limit of requests in a window; `perMinute` is what it comes to in the long run. */
export interface RateLimit {
  readonly kind: 'rate';
  readonly requests: number;
  /** In milliseconds. */
  readonly window: number;
  readonly perMinute: number;
  /** The limit in canonical words. */
  readonly text: string;
}

/** A limit of requests at a time, which bounds no number per minute. */
export interface ConcurrencyLimit {
  readonly kind: 'concurrent';
  readonly requests: number;
  readonly perMinute: undefined;
  readonly text: string;
}

export interface Rates {
  readonly limits: readonly (RateLimit | ConcurrencyLimit)[];
  /** The strictest limit that bounds the requests per minute; undefined where none does. */
  readonly lowest: RateLimit | undefined;
  readonly faults: readonly PhraseFault[];
}

/** Reads the limits of a `rate_limits`. `none` gives none, without a fault. */
export function ratesOf(text: string): Rates {
  const parsed = parsePhrase('rate', text);
  const limits = parsed.matches.flatMap(({ phrase, values, canonical }): (RateLimit | ConcurrencyLimit)[] => {
    const requests = numberOf(values['n']);
    if (requests === undefined) return [];
    if (phrase.id === 'concurrent') return [{ kind: 'concurrent', requests, perMinute: undefined, text: canonical }];
    const window = duration(values['window']) ?? (values['unit']?.kind === 'unit' ? MILLISECONDS[values['unit'].value] : undefined);
    return window === undefined || window === 0 ? [] : [{ kind: 'rate', requests, window, perMinute: (requests * MINUTE) / window, text: canonical }];
  });
  const bounded = limits.filter((limit) => limit.kind === 'rate');
  const lowest = bounded.reduce<RateLimit | undefined>((least, limit) => (least && least.perMinute <= limit.perMinute ? least : limit), undefined);
  return { limits, lowest, faults: parsed.faults };
}

/** So much per batch, or per time. */
export interface Amount {
  readonly count: number;
  readonly per: 'batch' | DurationUnit;
  /** Undefined where it is counted per batch. */
  readonly perDay: number | undefined;
}

export interface Volume {
  readonly what: 'records' | 'events' | 'messages';
  readonly expected: Amount;
  readonly peak: Amount | undefined;
}

/** Reads an `expected_volume`; undefined where the text is none. */
export function volumeOf(text: string): Volume | undefined {
  const { faults, matches: [match] } = parsePhrase('volume', text);
  const { n, what, per, peak, peakPer } = match?.values ?? {};
  const expected = amountOf(n, per);
  if (faults.length > 0 || what?.kind !== 'thing' || !expected) return undefined;
  return { what: what.value, expected, peak: amountOf(peak, peakPer) };
}

type Value = ParsedPhrases['matches'][number]['values'][string] | undefined;

function amountOf(number: Value, per: Value): Amount | undefined {
  const count = numberOf(number);
  if (count === undefined || per?.kind !== 'per') return undefined;
  return { count, per: per.value, perDay: per.value === 'batch' ? undefined : count * (DAY / MILLISECONDS[per.value]) };
}

function numberOf(value: Value): number | undefined {
  return value?.kind === 'count' ? value.value : value?.kind === 'amount' ? Number(value.value) : undefined;
}

/** A latency. Real-time states no bound in numbers. */
export interface Latency {
  readonly kind: 'real-time' | 'near-real-time' | 'batch';
  /** In milliseconds; undefined for real-time. */
  readonly limit: number | undefined;
}

/** Reads a `latency_requirement`; undefined where the text is none. */
export function latencyOf(text: string): Latency | undefined {
  const { faults, matches: [match] } = parsePhrase('latency', text);
  if (faults.length > 0 || !match) return undefined;
  const kind = match.phrase.id === 'real-time' || match.phrase.id === 'near-real-time' ? match.phrase.id : 'batch';
  return { kind, limit: duration(match.values['limit']) };
}
