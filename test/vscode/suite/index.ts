/** The entry of the suite that runs inside VS Code's extension host. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What the launcher tells the suite's messages from VS Code's own by. */
const MARK = process.env['INTSPEC_SUITE_MARK'] ?? '';

/**
 * Runs all test files that were bundled next to this one and rejects where a test failed. The counts
 * go to the file that the environment names.
 */
export async function run(): Promise<void> {
  if (MARK) markConsole();
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 60_000, reporter: 'spec' });
  const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  for (const name of tests.sort()) mocha.addFile(join(__dirname, name));

  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const passed = stats?.passes ?? 0;
  const failed = stats?.failures ?? 0;
  const file = process.env['INTSPEC_TEST_COUNTS'];
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
}

/** Puts the mark before every console message of the extension host from now on. */
function markConsole(): void {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    const original = console[method].bind(console);
    const marked = (...args: unknown[]): void => original(MARK + format(...args));
    // VS Code gave these properties setters that do nothing.
    Object.defineProperty(console, method, { value: marked, configurable: true, writable: true });
  }
  // Mocha kept the function that was there when it was loaded.
  Mocha.reporters.Base.consoleLog = console.log;
}
