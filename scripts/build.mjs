/**
 * Builds what runs: the validators, the client for desktop and web, the server for Node and web workers, the command.
 * Says how large it all is, and fails where it is larger than scripts/size-budget.json allows. `--analyze` shows what is
 * in the bundles.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzeMetafile, build } from 'esbuild';
import { generateValidators } from './generate-validators.mjs';
import { decimalMethodsPlugin } from './lib/decimal-methods.mjs';
import { apiDeclarations } from './lib/declarations.mjs';
import { latePlugins } from './lib/late.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';
import { shippedFiles } from './lib/packed.mjs';
import { parts } from './lib/part-list.mjs';
import { bundleParts } from './lib/parts.mjs';
import { protocolFeaturesPlugin } from './lib/protocol-features.mjs';
import { protocolTypesPlugin } from './lib/protocol-types.mjs';
import { exceeded, loadedWith, packageSize, sizeTable } from './lib/sizes.mjs';
import { tsHelpersPlugin } from './lib/ts-helpers.mjs';
import { yamlScalarsPlugin } from './lib/yaml-scalars.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}server/package.json`, 'utf8'));

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  sourcesContent: false,
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
  write: false,
  define: { __INTSPEC_VERSION__: JSON.stringify(version) },
  alias: {
    // The protocol comes with a copy of its own.
    'vscode-languageserver-types': `${root}node_modules/vscode-languageserver-types/lib/esm/main.js`,
    // The same code as ES modules, of which only what is used is bundled.
    yaml: `${root}node_modules/yaml/browser/dist/index.js`,
  },
};
const node = { ...common, platform: 'node', mainFields: ['module', 'main'] };
const web = { ...common, sourcemap: 'linked', platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'], conditions: ['browser'] };

/** Every bundle: its files by path with their texts, and esbuild's account of them. */
async function bundles() {
  const late = await latePlugins(root);
  // What of libraries nobody uses, though a bundler cannot see it.
  const slim = [yamlScalarsPlugin(root), protocolTypesPlugin, protocolFeaturesPlugin, decimalMethodsPlugin, tsHelpersPlugin(['server', 'api'].map((name) => `${root}node_modules/vscode-languageserver/lib/common/${name}.js`))];
  const single = async (options) => {
    const { outputFiles, metafile } = await build(options);
    return { files: new Map(outputFiles.map(({ path, text }) => [path.slice(root.length).replaceAll('\\', '/'), text])), metafile };
  };
  return Promise.all([
    bundleParts({ ...node, entryPoints: { extension: 'client/src/extension.ts' }, outdir: 'client/dist', external: ['vscode'] }),
    // Named so, since VS Code 1.91 in the browser adds `.js` to whatever does not end in it.
    single({ ...web, format: 'cjs', entryPoints: ['client/src/browser.ts'], outfile: 'client/dist/browser.js', external: ['vscode'] }),
    // The page of the preview, which runs in the editor's window.
    single({ ...web, sourcemap: false, format: 'iife', entryPoints: ['client/page/preview.ts'], outfile: 'client/dist/preview.js' }),
    // The server comes first, so that what it loads is called after it: the extension ships that and nothing of the command.
    bundleParts({ ...node, entryPoints: { node: 'server/src/server/node.ts', cli: 'server/src/cli/main.ts', 'cli-worker': 'server/src/cli/worker.ts' }, outdir: 'server/dist', plugins: [late.textsAndFixes, ...slim] }, parts, ['server/src/cli/main.ts', 'server/src/server/node.ts', 'part:engine', 'server/src/cli/check.ts', 'part:parser']),
    single({ ...web, format: 'iife', entryPoints: ['server/src/server/browser.ts'], outfile: 'server/dist/browser.js', plugins: [late.texts, ...slim] }),
    single({ ...web, sourcemap: false, format: 'esm', entryPoints: ['server/src/api/index.ts'], outfile: 'server/dist/api.js', plugins: [late.texts, ...slim] }),
    single({ ...web, sourcemap: false, format: 'cjs', entryPoints: ['server/src/api/index.ts'], outfile: 'server/dist/api.cjs', plugins: [late.texts, ...slim] }),
  ]);
}

async function buildAll() {
  generateValidators();
  const built = await bundles();
  for (const directory of ['client/dist', 'server/dist']) rmSync(`${root}${directory}`, { recursive: true, force: true });
  for (const [path, text] of built.flatMap(({ files }) => [...files])) {
    mkdirSync(dirname(root + path), { recursive: true });
    writeFileSync(root + path, text);
  }
  // The manual's pages, which findings link to, travel with the server; each of them links to that on settings.
  if (existsSync(`${root}docs/rules`)) cpSync(`${root}docs/rules`, `${root}server/dist/rules`, { recursive: true });
  cpSync(`${root}docs/settings.md`, `${root}server/dist/settings.md`);
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs));
  completePackage(outputs);
  // What the extension's package says of the libraries in it.
  const shipped = new Set(shippedFiles(root));
  writeFileSync(`${root}client/dist/ThirdPartyNotices.txt`, thirdPartyNotices([{ outputs: pick(outputs, (path) => shipped.has(path)) }], root));
  keepCode();
  return { built, outputs };
}

/** What the npm package has beside the bundles: declarations for both kinds of modules, the schemas, licences. */
function completePackage(outputs) {
  const declarations = apiDeclarations(`${root}server/src/api/`);
  for (const name of ['api.d.ts', 'api.d.cts']) writeFileSync(`${root}server/dist/${name}`, declarations);
  cpSync(`${root}schemas`, `${root}server/dist/schemas`, { recursive: true });
  cpSync(`${root}LICENSE`, `${root}server/LICENSE`);
  writeFileSync(`${root}server/THIRD-PARTY-NOTICES.txt`, thirdPartyNotices([{ outputs: pick(outputs, (path) => path.startsWith('server/')) }], root));
}

function pick(outputs, isWanted) {
  return Object.fromEntries(Object.entries(outputs).filter(([path]) => isWanted(path)));
}

/** The command starts with the code that V8 has made of it for this version of Node. */
function keepCode() {
  const { status, stderr } = spawnSync(process.execPath, [`${root}scripts/lib/keep-code.cjs`], { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(`The built command does not run. ${stderr}`);
}

const { built, outputs } = await buildAll();
if (process.argv.includes('--analyze')) for (const { metafile } of built) console.log(await analyzeMetafile(metafile));

const files = new Map(built.flatMap((bundle) => [...bundle.files]));
const loaded = (...entries) => [...loadedWith(outputs, entries)].reduce((sum, path) => sum + Buffer.byteLength(files.get(path)), 0);
/** The file that is loaded when this source is imported. */
const builtFrom = (source) => Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source)?.[0] ?? '';
const sizes = {
  'server until it is initialized': loaded('server/dist/node.cjs'),
  'server with the first spec': loaded('server/dist/node.cjs', 'server/dist/node-engine.cjs'),
  'server, with the YAML parser': loaded('server/dist/node.cjs', 'server/dist/node-engine.cjs', 'server/dist/node-parser.cjs'),
  'server in a web worker': loaded('server/dist/browser.js'),
  'client until there is a spec': loaded('client/dist/extension.cjs'),
  'client with the first spec': loaded('client/dist/extension.cjs', builtFrom('client/src/language-client.ts')),
  'client in the browser': loaded('client/dist/browser.js'),
  'command, for its help': loaded('server/dist/cli.cjs'),
  'command, to check': loaded('server/dist/cli.cjs', builtFrom('server/src/cli/check.ts')),
  'command, with the YAML parser': loaded('server/dist/cli.cjs', builtFrom('server/src/cli/check.ts'), 'server/dist/node-parser.cjs'),
  'API, for other programs': loaded('server/dist/api.js'),
  'extension, packed': packageSize(root),
};
const budget = JSON.parse(readFileSync(new URL('size-budget.json', import.meta.url), 'utf8'));
console.log(sizeTable(files, sizes, budget));
const faults = exceeded(sizes, budget);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
