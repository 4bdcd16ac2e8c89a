/**
 * The quickest way to see the project work: installs, builds, checks the examples in the terminal and
 * opens them in VS Code with the extension; without a desktop VS Code, in an embedded one in the browser.
 *
 * `--check` stops after the check of the examples, with its exit code.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay, openInBrowser } from './lib/browser.mjs';
import { ensureEmbeddedVSCode, startServer } from './lib/embedded-vscode.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { cacheDir, findOnPath, must, root, run, runNode, say } from './lib/run.mjs';

const examples = join(root, 'examples');

/** The example that the editor shows first. */
function firstExample() {
  const [name] = readdirSync(examples).filter((file) => file.endsWith('.intspec.yaml')).sort();
  return name === undefined ? undefined : join(examples, name);
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  await installIfNeeded();
  say('Building');
  await must(process.execPath, [join('scripts', 'build.mjs')]);
  say('Checking the examples: intspec check examples');
  const code = await runNode([join('server', 'bin', 'intspec.js'), 'check', 'examples']);
  if (values.check) return code;
  if (await openDesktop()) return 0;
  return serve();
}

/** Opens the examples in desktop VS Code. Resolves to false where there is none. */
async function openDesktop() {
  const command = findOnPath('code');
  if (!command || !hasDisplay()) return false;
  say('Opening the examples in VS Code');
  // On Windows the command is a batch file, which only a shell runs.
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  const file = firstExample();
  const args = [`--extensionDevelopmentPath=${root}`, examples, ...(file ? [file] : [])];
  return (await run(quote(command), args.map(quote), { shell })) === 0;
}

/** Serves the embedded VS Code until Ctrl+C. */
async function serve() {
  const vscode = await ensureEmbeddedVSCode(cacheDir);
  const server = await startServer({
    vscode,
    dataDir: join(cacheDir, 'start'),
    workspace: examples,
    file: firstExample(),
    extension: root,
    token: randomBytes(16).toString('hex'),
  });
  const stop = () => void server.stop();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
  const opened = await openInBrowser(server.url);
  say(opened ? 'VS Code opens in your browser, at:' : 'Open VS Code in a browser, at:');
  console.log(`\n  ${server.url}\n\nPress Ctrl+C to stop.`);
  await server.ended;
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
