/** How much was found. */
import type { Severity } from '../../rules/rule.ts';
import type { Judged } from '../judge.ts';

/** How many of each there are. */
export interface Counts extends Record<Severity, number> {
  files: number;
  fixed: number;
  /** Findings that `--fix` would mend. */
  fixable: number;
  /** Findings that the baseline has, which are not among the others. */
  known: number;
  /** What the baseline has and is no longer found. */
  gone: number;
}

export function noCounts(): Counts {
  return { files: 0, fixed: 0, error: 0, warning: 0, information: 0, hint: 0, fixable: 0, known: 0, gone: 0 };
}

/** What a file with its findings counts. */
export function countsOf({ findings, fixed, known = 0, gone = 0 }: Judged): Counts {
  const counts = { ...noCounts(), files: 1, fixed: fixed ? 1 : 0, known, gone };
  for (const { severity, safelyFixable } of findings) {
    counts[severity] += 1;
    if (safelyFixable) counts.fixable += 1;
  }
  return counts;
}

/** Adds what another file counts. */
export function add(counts: Counts, more: Counts): void {
  for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += more[key];
}
