/** How work grows, where no operations can be counted: time is compared with time of the same run, never with a clock. */

/** Milliseconds that work takes at the least of three times: what comes between only adds to it. */
function least(work: () => void): number {
  return Math.min(...[1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }));
}

/** Twice the size may take this many times as long: the square would take four times, and a little is noise. */
const MOST = 3.2;

/**
 * Whether the time of work grows too fast with its size, tried at these sizes and at half of each. What takes no more
 * than `quick` milliseconds is not measured again: a square shows in the larger sizes.
 */
export function growsTooFast(work: (size: number) => void, sizes: readonly number[], quick = 15): boolean {
  for (const size of sizes) {
    const start = performance.now();
    work(size);
    if (performance.now() - start <= quick) continue;
    const isTooMuch = (): boolean => {
      const [once, twice] = [least(() => { work(size / 2); }), least(() => { work(size); })];
      return twice > quick && twice > once * MOST;
    };
    // What only the machine was slow at is not so again and again.
    if (isTooMuch() && isTooMuch() && isTooMuch()) return true;
  }
  return false;
}
