/** Section 5: the measures of load, as numbers. */
import type { Spec } from '../../model/spec.ts';
import type { Entry, SyntaxNode } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { once, read, statedText, textAt } from './stated.ts';

export type MetricName = 'records_per_batch' | 'batches_per_day' | 'source_api_calls_per_minute' | 'target_api_calls_per_minute' | 'data_volume_per_batch_mb';

/** A measure. A value that is `N/A`, missing or not filled in is undefined. */
export interface Metric {
  readonly name: string;
  readonly entry: Entry;
  readonly expected: Stated<number> | undefined;
  readonly peak: Stated<number> | undefined;
  readonly hardLimit: Stated<number> | undefined;
}

export interface Volumes {
  readonly metrics: ReadonlyMap<string, Metric>;
  /** The share of a hard limit from which the integration reacts, above 0 and at most 1. */
  readonly threshold: Stated<number> | undefined;
}

/** Section 5 of a spec, read once. */
export const volumesOf: (spec: Spec) => Volumes = once((spec) => {
  const map = spec.at('volume_and_rate_limits', 'metrics');
  const metrics = new Map<string, Metric>();
  for (const entry of map?.kind === 'map' ? map.entries : []) {
    if (!entry.incomplete && !metrics.has(entry.key.text)) metrics.set(entry.key.text, readMetric(entry, spec));
  }
  const threshold = read(textAt(spec, 'volume_and_rate_limits', 'hard_limit_behavior', 'threshold'), (text) => {
    const share = Number(/^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1]) / 100;
    return share > 0 && share <= 1 ? share : undefined;
  });
  return { metrics, threshold };
});

/** One measure; undefined where it is missing. */
export function metric(spec: Spec, name: MetricName): Metric | undefined {
  return volumesOf(spec).metrics.get(name);
}

/** Two values of a measure that are the wrong way round: `name` is the one that is too high. */
export interface OrderFault {
  readonly name: 'expected' | 'peak';
  readonly value: Stated<number>;
  readonly limitName: 'peak' | 'hard_limit';
  readonly limit: Stated<number>;
}

/** The first value that breaks expected ≤ peak ≤ hard limit; what is not a number breaks nothing. */
export function orderFaultOf({ expected, peak, hardLimit }: Metric): OrderFault | undefined {
  if (expected && peak && expected.value > peak.value) return { name: 'expected', value: expected, limitName: 'peak', limit: peak };
  if (peak && hardLimit && peak.value > hardLimit.value) return { name: 'peak', value: peak, limitName: 'hard_limit', limit: hardLimit };
  if (expected && hardLimit && expected.value > hardLimit.value) return { name: 'expected', value: expected, limitName: 'hard_limit', limit: hardLimit };
  return undefined;
}

function readMetric(entry: Entry, spec: Spec): Metric {
  const number = (key: string): Stated<number> | undefined => numberOf(entryOf(entry.value, key)?.value, spec);
  return { name: entry.key.text, entry, expected: number('expected'), peak: number('peak'), hardLimit: number('hard_limit') };
}

function numberOf(node: SyntaxNode | undefined, spec: Spec): Stated<number> | undefined {
  return read(statedText(node, spec), () => (node?.kind === 'scalar' && typeof node.value === 'number' && node.value >= 0 && Number.isFinite(node.value) ? node.value : undefined));
}
