import type { Spec } from '../model/spec.ts';
import type { Finding, Rule } from './rule.ts';
import { targetExample, volumeExample } from './sections/examples.ts';
import { counted, exceeds, figure, spanText } from './sections/figures.ts';
import { metric } from './sections/metrics.ts';
import type { System } from './sections/systems.ts';
import { systemsOf } from './sections/systems.ts';
import { DAY, timingOf } from './sections/timing.ts';

/** The hard limit of the examples’ target keeps to its rate limit. */
const METRICS = volumeExample({ target_api_calls_per_minute: '{ expected: 40, peak: 40, hard_limit: 50 }' });

/** A batch needs more calls than the system answers before the next one comes. */
export const callsCannotCarryRecords: Rule = {
  id: 'calls-cannot-carry-records',
  severity: 'warning',
  title: 'Too few calls for the records of a batch',
  explanation:
    '`records_per_call` says how many records one call carries. With it, a batch of `records_per_batch.peak` records takes a known number of calls, and the strictest of the system’s `rate_limits` says how many fit into the time until the next batch: the schedule’s `every`, or a day divided by `batches_per_day.peak` where nothing is scheduled. If more calls are needed, the executor cannot finish a peak batch before the next one begins, and falls behind. Where one of these figures is missing, nothing is compared.',
  bad: { text: targetExample({ rate_limits: '50 requests per minute', records_per_call: '1 # 900 records take 900 calls; 15 minutes hold 750' }) + METRICS },
  good: { text: targetExample({ rate_limits: '50 requests per minute', records_per_call: '100 # 900 records take 9 calls; 15 minutes hold 750' }) + METRICS },
  *check({ spec }) {
    const { source, target } = systemsOf(spec);
    for (const system of [source, target]) yield* shortageOf(system, spec);
  },
};

function* shortageOf({ side, rates, recordsPerCall }: System, spec: Spec): Generator<Finding> {
  const lowest = rates?.value.lowest;
  const peak = metric(spec, 'records_per_batch')?.peak;
  const interval = intervalOf(spec);
  if (!rates || !lowest || !recordsPerCall || !peak || interval === undefined) return;
  const needed = Math.ceil(peak.value / recordsPerCall.value);
  const allowed = lowest.requests * (interval / lowest.window);
  if (!exceeds(needed, allowed)) return;
  const perCall = counted(recordsPerCall.value, 'record');
  yield {
    target: { node: recordsPerCall.node },
    message: `At ${perCall} a call, a peak batch of ${counted(peak.value, 'record')} takes ${counted(needed, 'call')}, but the ${side}’s limit of ${lowest.text} comes to ${figure(allowed)} in the ${spanText(interval)} until the next batch: the executor would fall behind.`,
    related: [
      { message: `The ${side} allows ${lowest.text}`, at: { node: rates.node } },
      { message: `A peak batch has ${counted(peak.value, 'record')}`, at: { node: peak.node } },
    ],
  };
}

/** The time from one batch to the next in milliseconds: the schedule’s, or what the peak of batches a day leaves. */
function intervalOf(spec: Spec): number | undefined {
  const { every, kind } = timingOf(spec);
  if (every || kind === undefined || kind.value === 'schedule') return every?.value;
  const batches = metric(spec, 'batches_per_day')?.peak?.value;
  return batches === undefined || batches === 0 ? undefined : DAY / batches;
}
