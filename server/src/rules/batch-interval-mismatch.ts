import type { Rule } from './rule.ts';
import { volumeExample } from './sections/examples.ts';
import { counted, everyText, figure } from './sections/figures.ts';
import { intervalFaultOf } from './sections/schedule.ts';

/** The batches of a day are not those that the schedule gives. */
export const batchIntervalMismatch: Rule = {
  id: 'batch-interval-mismatch',
  severity: 'error',
  title: 'Batches per day contradict the schedule',
  explanation:
    'The trigger is a schedule, and `batches_per_day.expected` is not the number of times that its interval fits into a day: every 15 minutes is 96. One of the two is wrong, and the executor cannot tell which to set up. Where a day is no whole number of intervals, the numbers on either side are both accepted; with an interval above a day, 1 and less; with `Bidirectional`, twice as many, one each way. Fewer batches are accepted where `trigger.detail` limits the hours or days: a time of day (`between 08:00 and 18:00`, `until 6 pm`, `noon`), business, working, office, opening, closing, store, shop, trading, market, school, peak, quiet, core or day hours, business days, working days, weekdays, weekends, a day’s name, nightly, overnight, daytime, mornings, afternoons, evenings, at or by night, weekly, monthly, quarterly, a maintenance or blackout window, a freeze, holidays, or a cron expression, or where it makes runs without a batch: while, except, unless, but not, only when (if, where, during), if there is, when there are, a batch if, when or for changed, no or without changes, batch, records, data and the like, skip, pause, suspend, empty. Whole multiples are accepted where `trigger.detail`, `expected_volume` or `why` speak of more than one batch in a run: batches, chunks, parts, files, slices, shards, a batch per page, each of, for each, one per something other than a time, a call or a batch.',
  bad: { text: volumeExample({ batches_per_day: '{ expected: 24, peak: 96, hard_limit: 144 } # section 1: every 15 minutes' }) },
  good: { text: volumeExample({ batches_per_day: '{ expected: 96, peak: 96, hard_limit: 144 } # section 1: every 15 minutes' }) },
  *check({ spec }) {
    const fault = intervalFaultOf(spec);
    if (!fault) return;
    const { expected, every, scheduled: { exactly, least, most } } = fault;
    const interval = everyText(every.value);
    const batches = exactly < 1 ? 'less than 1 batch a day' : least === most ? `${counted(most, 'batch')} a day` : `${figure(least)} or ${counted(most, 'batch')} a day`;
    yield {
      target: { node: expected.node },
      message: `${interval.replace(/^e/, 'E')} is ${batches}; \`batches_per_day.expected\` says ${figure(expected.value)}: the executor cannot tell which of the two to set up.`,
      related: [{ message: `Runs ${interval}`, at: { node: every.node } }],
    };
  },
};
