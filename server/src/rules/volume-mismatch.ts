import type { Spec } from '../model/spec.ts';
import type { Amount } from '../phrases/quantities.ts';
import type { RelatedPlace, Rule } from './rule.ts';
import { purposeExample } from './sections/examples.ts';
import { counted, exceeds, figure } from './sections/figures.ts';
import { metric, orderFaultOf } from './sections/metrics.ts';
import { intervalFaultOf, limitsHours } from './sections/schedule.ts';
import { timingOf } from './sections/timing.ts';

/** How far the volume may be from what section 5 expects. Source: rule catalogue. */
const TOLERANCE = 0.2;

/** Sections 1 and 5 expect different amounts. */
export const volumeMismatch: Rule = {
  id: 'volume-mismatch',
  severity: 'warning',
  title: 'Volume of section 1 contradicts section 5',
  explanation:
    'The first number of `expected_volume` in section 1 is more than 20 % off what section 5 expects: a volume per batch is compared with `records_per_batch.expected`, one per second, minute, hour or day, counted by the day, with `batches_per_day.expected` × `records_per_batch.expected`. The executor sizes its batches and its capacity by these numbers and cannot tell which is right. Events and messages count as records. A volume per second, minute or hour is not counted by the day where `trigger.detail` limits the hours or speaks of runs without a batch (the words are those of `batch-interval-mismatch`), and where a value of section 5 contradicts its neighbours or the schedule, that is reported instead.',
  bad: { text: purposeExample({ expected_volume: '2,000 records per day # section 5: 96 × 400' }) },
  good: { text: purposeExample({ expected_volume: '40,000 records per day # section 5: 96 × 400' }) },
  *check({ spec }) {
    const { volume } = timingOf(spec);
    const planned = volume && plannedFor(volume.value.expected, spec);
    if (!planned) return;
    const { stated, amount, arithmetic, related } = planned;
    const isWithin = !exceeds(Math.abs(stated - amount), amount * TOLERANCE);
    if (isWithin) return;
    const { count, per, perDay } = volume.value.expected;
    const noun = volume.value.what.slice(0, -1);
    const converted = perDay === undefined || per === 'day' ? '' : `, ${figure(perDay)} a day`;
    yield {
      target: { node: volume.node },
      message: `\`expected_volume\` says ${counted(count, noun)} per ${per}${converted}; section 5 expects ${arithmetic}. The executor cannot tell which of the two to plan for.`,
      related,
    };
  },
};

interface Planned {
  /** The volume of section 1, per batch or per day. */
  readonly stated: number;
  /** That of section 5, in the same measure. */
  readonly amount: number;
  readonly arithmetic: string;
  readonly related: readonly RelatedPlace[];
}

/** What section 5 says in the measure of section 1; undefined where it says nothing that can be relied on. */
function plannedFor({ count, per, perDay }: Amount, spec: Spec): Planned | undefined {
  const records = metric(spec, 'records_per_batch');
  if (!records?.expected || orderFaultOf(records)) return undefined;
  const inBatch = records.expected.value;
  const related = [{ message: `\`expected\` is ${counted(inBatch, 'record')} per batch`, at: { node: records.expected.node } }];
  if (perDay === undefined) return { stated: count, amount: inBatch, arithmetic: `${figure(inBatch)} in \`records_per_batch\``, related };
  const batches = metric(spec, 'batches_per_day');
  const { detail } = timingOf(spec);
  if (!batches?.expected || orderFaultOf(batches) || intervalFaultOf(spec)) return undefined;
  if (per !== 'day' && detail && limitsHours(detail.value)) return undefined;
  const inDay = batches.expected.value;
  return {
    stated: perDay,
    amount: inDay * inBatch,
    arithmetic: `${counted(inDay, 'batch')} a day × ${figure(inBatch)} = ${figure(inDay * inBatch)}`,
    related: [...related, { message: `\`expected\` is ${counted(inDay, 'batch')} a day`, at: { node: batches.expected.node } }],
  };
}
