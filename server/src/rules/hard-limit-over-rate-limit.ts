import type { Rule } from './rule.ts';
import { volumeExample } from './sections/examples.ts';
import { exceeds, figure } from './sections/figures.ts';
import { metric } from './sections/metrics.ts';
import type { Side } from './sections/systems.ts';
import { systemsOf } from './sections/systems.ts';
import { MINUTE } from './sections/timing.ts';

const SIDES: readonly Side[] = ['source', 'target'];

/** More calls are allowed to the integration than the system takes. */
export const hardLimitOverRateLimit: Rule = {
  id: 'hard-limit-over-rate-limit',
  severity: 'error',
  title: 'Hard limit above the rate limit',
  explanation:
    'The `hard_limit` of `source_api_calls_per_minute` or `target_api_calls_per_minute` is above what that system’s `rate_limits` allow. The executor keeps to the hard limit, so it would call more often than the system answers, and run into refusals although everything is as specified. Limits in other units are counted by the minute, as they come to in the long run: 2 requests per second are 120 a minute, 5,000 requests per hour are 83.33. Of several limits the strictest counts; a limit of concurrent requests bounds no number per minute. Where `rate_limits` cannot be read, or are `none`, nothing is compared.',
  bad: { text: volumeExample({ source_api_calls_per_minute: '{ expected: 2, peak: 10, hard_limit: 150 } # section 2: 2 requests per second' }) },
  good: { text: volumeExample({ source_api_calls_per_minute: '{ expected: 2, peak: 10, hard_limit: 120 } # section 2: 2 requests per second' }) },
  *check({ spec }) {
    const systems = systemsOf(spec);
    for (const side of SIDES) {
      const { rates } = systems[side];
      const lowest = rates?.value.lowest;
      const limit = metric(spec, `${side}_api_calls_per_minute`)?.hardLimit;
      if (!rates || !lowest || !limit || !exceeds(limit.value, lowest.perMinute)) continue;
      yield {
        target: { node: limit.node },
        message: `\`hard_limit\` of ${figure(limit.value)} calls a minute is above what \`${side}_system.rate_limits\` allow: ${inMinutes(lowest)}. The executor would keep to it and be refused.`,
        related: [{ message: `The ${side} allows ${lowest.text}`, at: { node: rates.node } }],
      };
    }
  },
};

/** `5 requests per second is 300 a minute`; a limit by the minute is left as it is. */
function inMinutes({ text, window, perMinute }: { readonly text: string; readonly window: number; readonly perMinute: number }): string {
  return window === MINUTE ? text : `${text} is ${figure(perMinute)} a minute`;
}
