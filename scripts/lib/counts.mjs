/** The results of the test programs, passed on as small JSON files so that they can be added up. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The environment variable that names the file a test program writes its counts to. */
export const COUNTS_VARIABLE = 'INTSPEC_TEST_COUNTS';

/** Writes the counts to a file; without one they are dropped. */
export function writeCounts(file, { passed, failed }) {
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}

/**
 * Reads the counts of a test program that ended with this exit code. A program that left no counts,
 * or that failed without a failed test, counts as one failure.
 */
export function readCounts(file, exitCode) {
  let counts = { passed: 0, failed: 0 };
  try {
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'));
    counts = { passed, failed };
  } catch {
    counts.failed = 1;
  }
  rmSync(file, { force: true });
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** The sum of two counts. */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** The line that every test run ends with. */
export function summary({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
