import type { Rule } from './rule.ts';
import { volumeExample } from './sections/examples.ts';
import { exceeds, figure } from './sections/figures.ts';
import { orderFaultOf, volumesOf } from './sections/metrics.ts';
import { textAt } from './sections/stated.ts';

/** The integration reacts to loads that the spec calls normal. */
export const thresholdBelowPeak: Rule = {
  id: 'threshold-below-peak',
  severity: 'warning',
  title: 'Threshold below the peak',
  explanation:
    'Section 5 has the integration throttle, split or pause once a measure passes the `threshold`, a share of its `hard_limit`. If that lies below the `peak`, it happens in normal operation, at every peak: the executor would slow down or stop although nothing is wrong. Raise the threshold or the hard limit. `batches_per_day` is left out, since a schedule gives it, and so is a peak of 1, below which nothing is left to reach.',
  bad: { text: volumeExample({ records_per_batch: '{ expected: 400, peak: 900, hard_limit: 1000 } # 80 % are 800' }) },
  good: { text: volumeExample({ records_per_batch: '{ expected: 400, peak: 900, hard_limit: 1000 } # 90 % are 900' }, '90%') },
  *check({ spec }) {
    const { metrics, threshold } = volumesOf(spec);
    if (!threshold) return;
    const share = threshold.node.text.trim();
    const reached = [...metrics.values()].flatMap((metric) => {
      const { name, peak, hardLimit } = metric;
      // Where the values are out of order, that is the fault.
      if (name === 'batches_per_day' || !peak || !hardLimit || peak.value === 1 || orderFaultOf(metric)) return [];
      const from = threshold.value * hardLimit.value;
      return exceeds(peak.value, from) ? [{ name, peak, said: `\`${name}\`: ${share} of ${figure(hardLimit.value)} is ${figure(from)}, its peak is ${figure(peak.value)}` }] : [];
    });
    if (reached.length === 0) return;
    const action = textAt(spec, 'volume_and_rate_limits', 'hard_limit_behavior', 'action')?.value;
    yield {
      target: { node: threshold.node },
      message: `The threshold lies below the peak of ${reached.map(({ said }) => said).join('; ')}. The executor would ${action === undefined ? 'react' : `\`${action}\``} in normal operation.`,
      related: reached.map(({ name, peak }) => ({ message: `\`${name}\` peaks at ${figure(peak.value)}`, at: { node: peak.node } })),
    };
  },
};
