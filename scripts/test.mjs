/**
 * Everything that must hold, from a clean checkout: installs, builds, type-checks, lints and runs all
 * tests. Stops at the first stage that fails. The last line is always `N passed, N failed`.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { add, COUNTS_VARIABLE, readCounts, summary } from './lib/counts.mjs';
import { ensureEmbeddedVSCode } from './lib/embedded-vscode.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { cacheDir, root, runNode, say } from './lib/run.mjs';
import { ensureVSCodeWeb } from './lib/vscode-web.mjs';

const PASSED = { passed: 1, failed: 0 };
const FAILED = { passed: 0, failed: 1 };
const NOTHING = { passed: 0, failed: 0 };

const modules = join(root, 'node_modules');

const stages = [
  ['Dependencies', async () => installIfNeeded().then(() => NOTHING)],
  ['Build', () => step(['scripts/build.mjs'], NOTHING)],
  ['Type check', () => step([join(modules, 'typescript', 'bin', 'tsc'), '--noEmit'], PASSED)],
  ['Type check of pages', () => step([join(modules, 'typescript', 'bin', 'tsc'), '--noEmit', '-p', 'client/page'], PASSED)],
  ['Lint', () => step([join(modules, 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'], PASSED)],
  // Before the unit tests, since some of them use the grammars that come with VS Code.
  ['VS Code', async () => ensureEmbeddedVSCode(cacheDir).then(() => ensureVSCodeWeb(cacheDir)).then(() => NOTHING)],
  ['Unit tests', () => mocha(unitTests.filter((file) => !comparesTimes(file)), ['--timeout', '60000', '--parallel', '--jobs', String(availableParallelism())])],
  // By themselves: whatever else the machine does shows in them.
  ['Growth tests', () => mocha(unitTests.filter(comparesTimes), ['--timeout', '180000'])],
  ['Editor tests', () => tests(['scripts/test-vscode.mjs'])],
];

/** The test files that need no editor. */
const unitTests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !/^vscode[\\/]/.test(name))
  .map((name) => join('test', name));

/** Whether the tests of a file hold the time of some work against that of other work. */
function comparesTimes(file) {
  return readFileSync(join(root, file), 'utf8').includes('/helpers/growth.ts');
}

function mocha(files, options) {
  const program = join(modules, 'mocha', 'bin', 'mocha.js');
  return tests([program, '--no-config', '--import=tsx', '--reporter', 'scripts/lib/mocha-reporter.mjs', ...options, ...files]);
}

/** Runs a program that either succeeds or fails as a whole. */
async function step(args, success) {
  return (await runNode(args)) === 0 ? success : FAILED;
}

/** Runs a program that writes how many tests passed and failed. */
async function tests(args) {
  const folder = join(cacheDir, 'test');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `stage-${process.pid}.json`);
  const code = await runNode(args, { env: { ...process.env, [COUNTS_VARIABLE]: file } });
  return readCounts(file, code);
}

let counts = NOTHING;
for (const [title, stage] of stages) {
  say(title);
  const result = await stage().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return FAILED;
  });
  counts = add(counts, result);
  if (result.failed > 0) {
    say(`${title}: failed`);
    break;
  }
}
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(summary(counts));
