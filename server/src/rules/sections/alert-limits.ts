/** How often a failure can happen at most in a time, by the hard limits of section 5 and the schedule of section 1. */
import type { Spec } from '../../model/spec.ts';
import type { FailureClass } from './failure-classes.ts';
import { counted, figure, spanText } from './figures.ts';
import type { Metric, MetricName } from './metrics.ts';
import { metric } from './metrics.ts';
import { isRetried } from './retries.ts';
import { batchesPerDay, limitsHours } from './schedule.ts';
import type { Stated } from './stated.ts';
import { systemsOf } from './systems.ts';
import { DAY, MINUTE, timingOf } from './timing.ts';

/** A number that cannot be exceeded, how it comes about, and the values that it comes from. */
export interface Most {
  readonly count: number;
  readonly arithmetic: string;
  readonly from: readonly { readonly message: string; readonly value: Stated<number> }[];
}

/** The classes that fail record by record. */
const BY_RECORD = ['validation_failure', 'target_write_failure', 'partial_batch_failure'];

/** How often a class can fail within a time, in milliseconds; undefined where no limit says so. */
export function mostFailures(failure: FailureClass, window: number, spec: Spec): Most | undefined {
  const { action } = failure;
  // A record that is tried again can fail again; without a known number of tries nothing is known.
  if (isRetried(failure) && !(action?.isRead && action.retries > 0)) return undefined;
  const records = mostRecords(window, spec, isRetried(failure) ? 1 + (action?.retries ?? 0) : 1);
  if (BY_RECORD.includes(failure.name)) return records;
  const calls = mostCalls(failure, window, spec);
  return records && calls ? (calls.count > records.count ? calls : records) : undefined;
}

/** How many records can go through within a time, in milliseconds, each tried so often. */
export function mostRecords(window: number, spec: Spec, tries = 1): Most | undefined {
  const perBatch = metric(spec, 'records_per_batch')?.hardLimit;
  const batches = mostBatches(window, spec);
  if (!perBatch || !batches) return undefined;
  const often = tries > 1 ? `, each tried ${counted(tries, 'time')}` : '';
  return {
    count: batches.count * perBatch.value * tries,
    arithmetic: `${batches.arithmetic}, of at most ${counted(perBatch.value, 'record')} each${often}`,
    from: [{ message: `At most ${figure(perBatch.value)} records in a batch`, value: perBatch }, ...batches.from],
  };
}

/**
 * A day holds what the hard limit allows, reruns included. A shorter time holds what the schedule lets begin in it, one
 * that is late, and the reruns that the hard limit leaves room for; without a hard limit, nothing bounds the reruns.
 */
function mostBatches(window: number, spec: Spec): Most | undefined {
  const perDay = metric(spec, 'batches_per_day')?.hardLimit;
  if (!perDay) return undefined;
  const { every } = timingOf(spec);
  const days = Math.max(1, Math.ceil(window / DAY));
  const limit = { message: `At most ${figure(perDay.value)} batches a day`, value: perDay };
  const byLimit: Most = { count: perDay.value * days, arithmetic: `at most ${counted(perDay.value * days, 'batch')} in ${days === 1 ? 'a day' : `${figure(days)} days`}`, from: [limit] };
  if (!every || window >= DAY) return byLimit;
  const ways = systemsOf(spec).isBidirectional ? 2 : 1;
  const begun = Math.max(1, Math.ceil(window / every.value)) * ways;
  const reruns = Math.max(0, Math.floor(perDay.value - scheduledPerDay(every.value, spec) * ways));
  const count = begun + ways + reruns;
  if (byLimit.count < count) return byLimit;
  const parts = [
    `${counted(begun, 'batch')} that the schedule begins in ${spanText(window)} at one every ${spanText(every.value)}${ways === 2 ? ' each way' : ''}`,
    `${counted(ways, 'batch')} that may be late`,
    ...(reruns > 0 ? [`${counted(reruns, 'rerun')} that the hard limit of a day leaves room for`] : []),
  ];
  return { count, arithmetic: `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`, from: [{ message: `Runs every ${spanText(every.value)}`, value: every }, ...(reruns > 0 ? [limit] : [])] };
}

/** Batches that the schedule is certain to begin in a day, each way; none where its detail limits the hours. */
function scheduledPerDay(every: number, spec: Spec): number {
  const { detail } = timingOf(spec);
  const { least } = batchesPerDay(every);
  return detail && limitsHours(detail.value) ? 0 : least;
}

/** How many calls a class can concern within a time, in milliseconds. */
export function mostCalls({ system }: FailureClass, window: number, spec: Spec): Most | undefined {
  const names: readonly MetricName[] = system === 'source' ? ['source_api_calls_per_minute'] : system === 'target' ? ['target_api_calls_per_minute'] : ['source_api_calls_per_minute', 'target_api_calls_per_minute'];
  const limits = names.map((name) => metric(spec, name)).flatMap((each) => limitOf(each) ?? []);
  if (limits.length !== names.length) return undefined;
  const perMinute = limits.reduce((sum, { value }) => sum + value.value, 0);
  const minutes = Math.ceil(window / MINUTE);
  return { count: perMinute * minutes, arithmetic: `${figure(minutes)} × at most ${counted(perMinute, 'call')} a minute`, from: limits };
}

function limitOf(of: Metric | undefined): Most['from'][number] | undefined {
  return of?.hardLimit && { message: `\`${of.name}\` is at most ${figure(of.hardLimit.value)}`, value: of.hardLimit };
}
