/** Mocha's `spec` output, and the counts in the file that the environment names. */
import mocha from 'mocha';
import { COUNTS_VARIABLE, writeCounts } from './counts.mjs';

/** The reporter of every mocha run of this project. */
export default class CountingReporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      writeCounts(process.env[COUNTS_VARIABLE], { passed: passes, failed: failures });
    });
  }
}
