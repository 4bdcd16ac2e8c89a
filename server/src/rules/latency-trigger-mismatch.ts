import type { Rule } from './rule.ts';
import { purposeExample } from './sections/examples.ts';
import { everyText, spanText } from './sections/figures.ts';
import { timingOf } from './sections/timing.ts';

/** A change may wait longer for the next run than it may take in all. */
export const latencyTriggerMismatch: Rule = {
  id: 'latency-trigger-mismatch',
  severity: 'error',
  title: 'Latency shorter than the schedule’s interval',
  explanation:
    'The trigger is a schedule, and `latency_requirement` is `Real-time` or shorter than the interval in `every`. A change that comes right after a run waits for the next one, so it arrives late however fast the executor is. Shorten the interval, relax the latency, or have the source announce changes (`kind: event`). A latency equal to the interval is accepted.',
  bad: { text: purposeExample({ latency_requirement: 'Near-real-time (< 600 seconds)' }) },
  good: { text: purposeExample({ latency_requirement: 'Batch (15 minutes)' }) },
  *check({ spec }) {
    const { every, latency } = timingOf(spec);
    if (!every || !latency) return;
    const { kind, limit } = latency.value;
    if (kind !== 'real-time' && (limit === undefined || limit >= every.value)) return;
    const wait = spanText(every.value);
    const runs = everyText(every.value);
    const said = latency.node.text.trim();
    // The time allowed is said again only where it is written in another unit.
    const allowed = limit === undefined || said.includes(spanText(limit).replace(/s$/, '')) ? '' : ` (${spanText(limit)})`;
    const asked = limit === undefined ? 'asks for each change at once, but the schedule' : `allows less time${allowed} than lies between two runs of the schedule, which`;
    yield {
      target: { node: latency.node },
      message: `\`${said}\` ${asked} runs ${runs}: a change may wait ${wait} before the executor reads it at all.`,
      related: [{ message: `Runs ${runs}`, at: { node: every.node } }],
    };
  },
};
