import type { Rule } from './rule.ts';
import { rollbackExample } from './sections/examples.ts';
import { spanText } from './sections/figures.ts';
import { rollbackOf } from './sections/rollback.ts';
import { timingOf } from './sections/timing.ts';

/** The rollback is over before the second batch. */
export const rollbackWindowTooShort: Rule = {
  id: 'rollback-window-too-short',
  severity: 'error',
  title: 'Rollback window shorter than the batch interval',
  explanation:
    '`rollback_window` counts from deployment, and it is shorter than the interval of the schedule (`trigger.every` in section 1). The window may close before a first batch has run, or before anybody has seen what it did, so that the procedure can never be used. A window equal to the interval is accepted.',
  bad: { text: rollbackExample(['Restore the earlier values from the run journal', 'Verify that the totals per day are those taken before'], { rollback_window: '10 minutes # section 1: every 15 minutes' }) },
  good: { text: rollbackExample(['Restore the earlier values from the run journal', 'Verify that the totals per day are those taken before'], { rollback_window: '14 days # section 1: every 15 minutes' }) },
  *check({ spec }) {
    const { window } = rollbackOf(spec);
    const { every } = timingOf(spec);
    if (!window || !every || window.value >= every.value) return;
    const interval = spanText(every.value);
    yield {
      target: { node: window.node },
      message: `The rollback window of ${spanText(window.value)} is shorter than the interval between batches, ${interval}: it may close before the executor has run a single batch.`,
      related: [{ message: `Runs every ${interval}`, at: { node: every.node } }],
    };
  },
};
