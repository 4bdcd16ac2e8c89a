/** How many batches a schedule gives, and whether it runs all day. */
import type { Spec } from '../../model/spec.ts';
import type { Stated } from './stated.ts';
import { exceeds } from './figures.ts';
import { metric } from './metrics.ts';
import { systemsOf } from './systems.ts';
import { DAY, timingOf } from './timing.ts';

/** A time of day: `08:00`, `8 am`, `18h`, `noon`. */
const TIME = String.raw`(?:\d{1,2}(?:[:.h]\d{2}|\s*(?:[ap]\.?m\b|h\b|o[’']clock))|noon|midnight)`;
/** The same, or a bare hour. */
const HOUR = String.raw`(?:${TIME}|\d{1,2})`;
const DAY_NAME = '(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:days?)?';

/** What says that a schedule rests at some hours, or on some days. */
const LIMITS: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:between|from|until|till|before|after|at|outside)\s+${TIME}`),
  new RegExp(String.raw`\b(?:between|from)\s+\d{1,2}\s*(?:and|to|until|till|[-–—])\s*${HOUR}(?=\s*(?:$|[.,;)]|utc|gmt|ces?t|local|daily|each|every|on))`),
  new RegExp(String.raw`${TIME}\s*(?:to|until|till|[-–—])\s*${HOUR}`),
  /\b(?:business|working|office|opening|closing|store|shop|trading|market|school|peak|quiet|core|day) (?:hours?|times?)\b/,
  /\b(?:business|working|work|week)[ -]?days?\b/,
  /\bweek-?ends?\b/,
  /\b(?:nightly|overnight|daytime|night-?time|mornings?|evenings?|afternoons?|(?:at|by|each|every|during the) nights?|during the day)\b/,
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/,
  new RegExp(String.raw`\b${DAY_NAME}\s*(?:to|through|[-–—])\s*${DAY_NAME}\b`),
  /\b(?:weekly|monthly|quarterly|(?:of|in) (?:the|each|every) (?:week|month|quarter))\b/,
  /\b(?:maintenance|blackout) windows?\b|\bfreeze\b|\bholidays?\b/,
  // A cron expression says on its own when it runs.
  /(?:^|[\s`"'(])[\d*][\d*,/-]*(?:\s+[\d*?][\d*,/?lw#-]*){2}\s+[\d*a-z][\w*,/-]*\s+[\d*?a-z][\w*,/?#-]*(?=$|[\s`"').,;])/,
];

/** What says that not every run makes a batch. */
const NO_BATCH: readonly RegExp[] = [
  /\b(?:while|except(?:ing)?|unless|but not|other than|excluding|outside|only (?:when|if|where|while|during))\b/,
  /\b(?:if|when|where) (?:there|anything|something|nothing|no|none|new|any)\b|\bbatch(?:es)? (?:if|when|where|for (?:changed|new))\b/,
  /\b(?:no|without|not any|nothing) (?:an? |new |any |further )?(?:chang\w*|batch(?:es)?|records?|data|orders?|rows?|files?|messages?|events?|runs?|news)\b|\bnothing (?:has |was |is )?(?:changed|new|to do)\b|\bfinds? nothing\b/,
  /\b(?:skip(?:s|ped)?|paus(?:es?|ed)|suspend(?:s|ed)?|empty)\b/,
];

/** What says that one run makes several batches. */
const SEVERAL: readonly RegExp[] = [
  /\b(?:sub-?)?batches\b|\b(?:chunks?|parts|files|slices|shards|portions|segments|splits?|cut in(?:to)?)\b/,
  /\b(?:a|one|each|every) (?:page|file|store|region|tenant) (?:is|makes|gives|becomes) (?:a|one|its own) batch\b|\bbatch(?:es)? (?:a|per|for (?:each|every)|of (?:each|every)) \w+/,
  /\bfor (?:each|every)\b|\beach of\b|\bper (?!page|batch|run|call|requests?|second|minute|hour|day|week|month|record|order|message|event)\w/,
];

/** Whether what a trigger says in free words takes hours, days or single runs out of its schedule. */
export function limitsHours(detail: string): boolean {
  return says([...LIMITS, ...NO_BATCH], detail);
}

function says(patterns: readonly RegExp[], text: string | undefined): boolean {
  const plain = text?.toLowerCase().replace(/\s+/g, ' ');
  return plain !== undefined && patterns.some((pattern) => pattern.test(plain));
}

/** Batches a day of a schedule that runs at all hours: `least` and `most` differ where a day is no whole number of intervals. */
export interface ScheduledBatches {
  readonly exactly: number;
  readonly least: number;
  readonly most: number;
}

/** What an interval in milliseconds comes to in a day; longer than a day, one batch a day and fewer. */
export function batchesPerDay(every: number): ScheduledBatches {
  const exactly = DAY / every;
  return { exactly, least: exactly < 1 ? 0 : Math.floor(exactly + 1e-9), most: Math.ceil(exactly - 1e-9) };
}

/** A number of batches that the schedule does not give. */
export interface IntervalFault {
  readonly expected: Stated<number>;
  readonly every: Stated<number>;
  readonly scheduled: ScheduledBatches;
}

/**
 * Whether the batches expected are other than the schedule gives. Fewer are no fault where its detail limits its hours
 * or speaks of runs without a batch, nor twice as many where each run goes both ways, nor a whole multiple where a run
 * makes several.
 */
export function intervalFaultOf(spec: Spec): IntervalFault | undefined {
  const { every, detail, volume } = timingOf(spec);
  const expected = metric(spec, 'batches_per_day')?.expected;
  if (!every || !expected) return undefined;
  const scheduled = batchesPerDay(every.value);
  const { least, most } = scheduled;
  const isWithin = (times: number): boolean => !exceeds(least * times, expected.value) && !exceeds(expected.value, most * times);
  if (isWithin(1) || (systemsOf(spec).isBidirectional && isWithin(2))) return undefined;
  const isSeveral = [detail?.value, volume?.node.text, spec.text('integration_purpose', 'why')].some((text) => says(SEVERAL, text));
  if (isSeveral && isWithin(Math.ceil(expected.value / most - 1e-9))) return undefined;
  const isFewer = detail !== undefined && limitsHours(detail.value);
  if (isFewer && (isSeveral || exceeds(least, expected.value))) return undefined;
  return { expected, every, scheduled };
}
