/** Builds what runs: the validators, the client for desktop and web, the server for Node and web workers, the command. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { generateValidators } from './generate-validators.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}server/package.json`, 'utf8'));

/** The command loads the language server only when asked for it: it stays a bundle of its own. */
const serverStaysApart = {
  name: 'server-stays-apart',
  setup(builder) {
    builder.onResolve({ filter: /\/server\/node\.ts$/ }, (args) => (args.kind === 'entry-point' ? undefined : { path: './node.cjs', external: true }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  define: { __INTSPEC_VERSION__: JSON.stringify(version) },
};
const node = {
  ...common,
  platform: 'node',
  mainFields: ['module', 'main'],
  // Libraries written as ES modules ask where they are.
  banner: { js: "const __fileUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { ...common.define, 'import.meta.url': '__fileUrl' },
};
const web = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'], conditions: ['browser'] };

export async function buildAll() {
  generateValidators();
  for (const directory of ['client/dist', 'server/dist']) rmSync(`${root}${directory}`, { recursive: true, force: true });
  mkdirSync(`${root}server/dist`, { recursive: true });
  await Promise.all([
    build({ ...node, entryPoints: ['client/src/extension.ts'], outfile: 'client/dist/extension.cjs', external: ['vscode'] }),
    build({ ...web, entryPoints: ['client/src/browser.ts'], outfile: 'client/dist/browser.cjs', external: ['vscode'] }),
    build({ ...node, entryPoints: ['server/src/server/node.ts'], outfile: 'server/dist/node.cjs' }),
    build({ ...web, format: 'iife', entryPoints: ['server/src/server/browser.ts'], outfile: 'server/dist/browser.js' }),
    build({ ...node, entryPoints: ['server/src/cli/main.ts'], outfile: 'server/dist/cli.cjs', plugins: [serverStaysApart] }),
  ]);
  // The manual's pages, which findings link to, travel with the server; each of them links to that on settings.
  if (existsSync(`${root}docs/rules`)) cpSync(`${root}docs/rules`, `${root}server/dist/rules`, { recursive: true });
  cpSync(`${root}docs/settings.md`, `${root}server/dist/settings.md`);
}

await buildAll();
for (const file of ['client/dist/extension.cjs', 'client/dist/browser.cjs', 'server/dist/node.cjs', 'server/dist/browser.js', 'server/dist/cli.cjs']) {
  console.log(`${file.padEnd(28)} ${String(Math.ceil(statSync(root + file).size / 1000)).padStart(5)} kB`);
}
