/** Work, counted instead of timed: how often the engine enters a function or a block of the code under test. */
import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/** Scripts whose work counts: the server's own, and the parser that it uses. */
const COUNTED = /\/server\/(src|generated)\/|\/node_modules\/yaml\//;

/** The number of functions and blocks entered while the work is done; the same every time. */
export async function operationsOf(work: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  // Optimised code does not count.
  setFlagsFromString('--no-opt');
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    // What was counted before is thrown away.
    await session.post('Profiler.takePreciseCoverage');
    work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    const counts = result.filter(({ url }) => COUNTED.test(url)).flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)));
    return counts.reduce((sum, count) => sum + count, 0);
  } finally {
    session.disconnect();
    setFlagsFromString('--opt');
  }
}
