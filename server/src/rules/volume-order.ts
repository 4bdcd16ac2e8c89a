import type { Rule } from './rule.ts';
import { volumeExample } from './sections/examples.ts';
import { figure } from './sections/figures.ts';
import { orderFaultOf, volumesOf } from './sections/metrics.ts';

/** The three values of a measure are not in rising order. */
export const volumeOrder: Rule = {
  id: 'volume-order',
  severity: 'error',
  title: 'Expected, peak and hard limit out of order',
  explanation:
    'Of each measure in section 5, `expected` must not be above `peak`, nor `peak` above `hard_limit`. Otherwise the executor cannot tell which load is normal, which is unusual, and at which it has to stop; with a hard limit below the load that is expected it would never get through. Equal values are in order, and `N/A` is compared with nothing.',
  bad: { text: volumeExample({ data_volume_per_batch_mb: '{ expected: 8, peak: 5, hard_limit: 20 }' }) },
  good: { text: volumeExample({ data_volume_per_batch_mb: '{ expected: 5, peak: 8, hard_limit: 20 }' }) },
  *check({ spec }) {
    for (const metric of volumesOf(spec).metrics.values()) {
      const fault = orderFaultOf(metric);
      if (!fault) continue;
      const { name, value, limitName, limit } = fault;
      yield {
        target: { node: value.node },
        message: `\`${metric.name}.${name}\` of ${figure(value.value)} is above \`${limitName}\`, which is ${figure(limit.value)}: the executor cannot tell which of the two holds.`,
        related: [{ message: `\`${limitName}\` is ${figure(limit.value)}`, at: { node: limit.node } }],
      };
    }
  },
};
