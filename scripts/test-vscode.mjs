/**
 * Runs the tests that need VS Code: the suite inside the extension host, then the end-to-end tests
 * that use the editor by keyboard.
 *
 * The suite runs in the embedded VS Code, unless INTSPEC_TEST_DESKTOP=1 (downloads a desktop VS Code)
 * or INTSPEC_VSCODE=/path/to/code says otherwise.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { add, COUNTS_VARIABLE, readCounts, summary, writeCounts } from './lib/counts.mjs';
import { cacheDir, root, runNode, say } from './lib/run.mjs';

const suiteSource = join(root, 'test', 'vscode', 'suite');
const suiteOutput = join(cacheDir, 'test', 'suite');
const countsFile = join(cacheDir, 'test', `counts-${process.pid}.json`);

/** Bundles the suite: one file per test file, which the extension host can load, and the entry. */
async function bundleSuite() {
  rmSync(suiteOutput, { recursive: true, force: true });
  const tests = readdirSync(suiteSource).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: ['index.ts', ...tests].map((name) => join(suiteSource, name)),
    outdir: suiteOutput,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** A fresh folder with the fixtures and the examples, so that no test changes the repository's files. */
function copyWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'intspec-workspace-'));
  for (const source of [join(root, 'test', 'fixtures', 'workspace'), join(root, 'examples')]) {
    if (existsSync(source)) cpSync(source, folder, { recursive: true });
  }
  return folder;
}

/** The executable that test-electron starts; undefined makes it download the desktop VS Code. */
function executable() {
  if (process.env.INTSPEC_VSCODE) return process.env.INTSPEC_VSCODE;
  if (process.env.INTSPEC_TEST_DESKTOP === '1') return undefined;
  return launcherShim();
}

/** A small executable file that starts the launcher with the Node that runs this script. */
function launcherShim() {
  const launcher = join(root, 'scripts', 'vscode-launcher.mjs');
  const windows = process.platform === 'win32';
  const shim = join(cacheDir, 'test', windows ? 'vscode.cmd' : 'vscode');
  const text = windows
    ? `@"${process.execPath}" "${launcher}" %*\r\n`
    : `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`;
  writeFileSync(shim, text);
  chmodSync(shim, 0o755);
  return shim;
}

async function runSuite() {
  say('Editor tests: the suite in the extension host');
  await bundleSuite();
  const workspace = copyWorkspace();
  const profile = mkdtempSync(join(tmpdir(), 'intspec-profile-'));
  const vscodeExecutablePath = executable();
  let code = 0;
  try {
    await runTests({
      ...(vscodeExecutablePath ? { vscodeExecutablePath } : {}),
      cachePath: join(cacheDir, 'desktop-vscode'),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(suiteOutput, 'index.cjs'),
      extensionTestsEnv: { [COUNTS_VARIABLE]: countsFile },
      launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${profile}`],
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    code = 1;
  } finally {
    for (const folder of [workspace, profile]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return readCounts(countsFile, code);
}

async function runEndToEnd() {
  say('Editor tests: end to end, by keyboard');
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(root, 'scripts', 'lib', 'mocha-reporter.mjs');
  const options = ['--no-config', '--exit', '--import=tsx', '--timeout', '120000', '--reporter', reporter];
  const env = { ...process.env, [COUNTS_VARIABLE]: countsFile };
  const code = await runNode([mocha, ...options, 'test/vscode/e2e/*.test.ts'], { env });
  return readCounts(countsFile, code);
}

mkdirSync(join(cacheDir, 'test'), { recursive: true });
let counts = { passed: 0, failed: 0 };
for (const part of [runSuite, runEndToEnd]) {
  try {
    counts = add(counts, await part());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    counts = add(counts, { passed: 0, failed: 1 });
  }
}
writeCounts(process.env[COUNTS_VARIABLE], counts);
say(`Editor tests: ${summary(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
