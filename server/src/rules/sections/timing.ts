/** Section 1: when data flows, how much, and how late it may arrive. */
import type { Spec } from '../../model/spec.ts';
import type { Latency, Volume } from '../../phrases/quantities.ts';
import { durationOf, latencyOf, volumeOf } from '../../phrases/quantities.ts';
import { MILLISECONDS } from '../../phrases/units.ts';
import type { Stated } from './stated.ts';
import { once, read, textAt } from './stated.ts';

export interface Timing {
  readonly kind: Stated<string> | undefined;
  /** The interval of a schedule in milliseconds; undefined where the trigger is no schedule. */
  readonly every: Stated<number> | undefined;
  /** What the trigger says in free words: it may limit the hours in which the schedule runs. */
  readonly detail: Stated<string> | undefined;
  readonly volume: Stated<Volume> | undefined;
  readonly latency: Stated<Latency> | undefined;
}

/** Section 1 of a spec, read once. */
export const timingOf: (spec: Spec) => Timing = once((spec) => {
  const kind = textAt(spec, 'integration_purpose', 'trigger', 'kind');
  const every = read(textAt(spec, 'integration_purpose', 'trigger', 'every'), durationOf);
  return {
    kind,
    every: kind?.value === 'schedule' && every && every.value > 0 ? every : undefined,
    detail: textAt(spec, 'integration_purpose', 'trigger', 'detail'),
    volume: read(textAt(spec, 'integration_purpose', 'expected_volume'), volumeOf),
    latency: read(textAt(spec, 'integration_purpose', 'latency_requirement'), latencyOf),
  };
});

/** Spans of time in milliseconds. */
export const { day: DAY, hour: HOUR, minute: MINUTE } = MILLISECONDS;
