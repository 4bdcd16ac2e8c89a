/** Figures of several measurements. */

/** The p-th percentile by nearest rank: the least measurement that at least p % of all do not exceed. Throws where there is none. */
export function percentile(measurements: readonly number[], p: number): number {
  const sorted = [...measurements].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

export function median(measurements: readonly number[]): number {
  return percentile(measurements, 50);
}
