/**
 * Stands in for VS Code's executable in @vscode/test-electron: takes the same arguments, runs the
 * suite in the embedded VS Code in a headless browser, prints the suite's log and ends with its code.
 *
 * VS Code's own messages arrive mixed with the suite's. They go to `.cache/test/vscode.log`, and to
 * the output only where INTSPEC_VERBOSE=1 asks for them or the suite did not even start.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { BROWSER_FLAGS, ensureBrowser } from './lib/browser.mjs';
import { ensureEmbeddedVSCode, startServer } from './lib/embedded-vscode.mjs';
import { cacheDir } from './lib/run.mjs';

const TIMEOUT_MINUTES = 15;

/** What the suite is asked to put before each of its messages. */
const SUITE_MARK = '[suite] ';

const logFile = join(cacheDir, 'test', 'vscode.log');
const verbose = process.env.INTSPEC_VERBOSE === '1';
let suiteSpoke = false;

/** Runs the suite and resolves to its exit code. */
async function main() {
  const { extension, suite, workspace } = readArguments();
  const executablePath = await ensureBrowser();
  const vscode = await ensureEmbeddedVSCode(cacheDir);
  const dataDir = mkdtempSync(join(tmpdir(), 'intspec-vscode-'));
  let server;
  let browser;
  try {
    const env = { ...process.env, INTSPEC_SUITE_MARK: SUITE_MARK };
    server = await startServer({ vscode, dataDir, workspace, extension, suite, env });
    browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
    return await runSuite(browser, server);
  } finally {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  });
  if (typeof values.extensionDevelopmentPath !== 'string' || typeof values.extensionTestsPath !== 'string') {
    throw new Error('usage: vscode-launcher --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]');
  }
  return {
    extension: resolve(values.extensionDevelopmentPath),
    suite: resolve(values.extensionTestsPath),
    workspace: positionals[0] === undefined ? undefined : resolve(positionals[0]),
  };
}

async function runSuite(browser, server) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const code = new Promise((finish, fail) => {
    const timer = setTimeout(() => fail(new Error(`No result after ${TIMEOUT_MINUTES} minutes`)), TIMEOUT_MINUTES * 60_000);
    const end = (settle) => (value) => {
      clearTimeout(timer);
      settle(value);
    };
    page.exposeFunction('codeAutomationLog', printLog).catch(fail);
    page.exposeFunction('codeAutomationExit', end(finish)).catch(fail);
    page.once('crash', () => end(fail)(new Error('The page crashed')));
    browser.once('disconnected', () => end(fail)(new Error('The browser ended before the suite did')));
    server.ended.then(() => end(fail)(new Error('VS Code ended before the suite did')));
  });
  await Promise.race([page.goto(server.url), code]);
  return code;
}

function printLog(type, args) {
  const text = format(...args);
  appendFileSync(logFile, `[${type}] ${text}\n`);
  const ofSuite = text.startsWith(SUITE_MARK);
  suiteSpoke ||= ofSuite;
  if (ofSuite) console.log(text.slice(SUITE_MARK.length));
  else if (verbose) console.log(`[${type}] ${text}`);
}

mkdirSync(dirname(logFile), { recursive: true });
rmSync(logFile, { force: true });
try {
  process.exitCode = await main();
  if (!suiteSpoke && process.exitCode !== 0 && !verbose) console.error(readFileSync(logFile, 'utf8'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
