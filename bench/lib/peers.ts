/** What is measured, and what it is measured against: found, installed or bundled. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cacheDir, must, npm, root, say } from '../../scripts/lib/run.mjs';
import type { Contestant } from './session.ts';

/** The packages measured against, in the versions that the aims speak of. They are no dependencies of the project. */
export const PEERS = { 'yaml-language-server': '2.0.0', '@stoplight/spectral-cli': '6.16.3' } as const;

const SCHEMA = join(root, 'schemas', 'integration-spec-v1.0.schema.json');
const peersFolder = join(cacheDir, 'bench-peers');

/** The folder for what a run writes; git does not see it. */
export function workFolder(): string {
  const folder = join(cacheDir, 'bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Builds the server and the command from the sources. */
export async function buildProject(): Promise<void> {
  say('Building');
  await must(process.execPath, [join('scripts', 'build.mjs')]);
}

/** The language server of a checkout, as it is shipped. */
export function ownServer(checkout: string): Contestant {
  const file = join(checkout, 'server', 'dist', 'node.cjs');
  if (!existsSync(file)) throw new Error(`There is no server at ${file}. Run npm run build there.`);
  return { name: 'intspec', command: [file], languageId: 'integration-spec', saysVersion: true };
}

/** The server that does nothing, bundled like ours. */
export async function echoServer(): Promise<Contestant> {
  const outfile = join(workFolder(), 'echo-server.cjs');
  await build({ absWorkingDir: root, entryPoints: ['bench/lib/echo-server.ts'], outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], logLevel: 'error' });
  return { name: 'echo', command: [outfile], languageId: 'integration-spec', saysVersion: true };
}

/** The server for any YAML, told of the JSON Schema of our format. It asks nothing of the network. */
export async function yamlServer(): Promise<Contestant> {
  await installPeers();
  const settings = {
    validate: true, completion: true, hover: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false }, schemas: { [pathToFileURL(SCHEMA).href]: '*.intspec.yaml' },
  };
  return {
    name: 'yaml-language-server', command: [join(peersFolder, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server')], languageId: 'yaml', saysVersion: false,
    settings: (section) => (section === 'yaml' ? settings : null),
  };
}

/** The `intspec` command of a checkout, as Node runs it. */
export function ownCommand(checkout: string): readonly string[] {
  return [join(checkout, 'server', 'bin', 'intspec.js')];
}

/** The command of Spectral with a ruleset that validates by the JSON Schema of our format, as Node runs it. */
export async function spectralCommand(): Promise<readonly string[]> {
  await installPeers();
  const ruleset = join(workFolder(), 'spectral-ruleset.json');
  const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  writeFileSync(ruleset, JSON.stringify({
    rules: { 'integration-spec': { given: '$', severity: 'error', then: { function: 'schema', functionOptions: { schema, dialect: 'draft7', allErrors: true } } } },
  }));
  return [join(peersFolder, 'node_modules', '@stoplight', 'spectral-cli', 'dist', 'index.js'), 'lint', '--quiet', '--ignore-unknown-format', '--ruleset', ruleset];
}

/** Installs the peers where they are not there yet, or in other versions. */
async function installPeers(): Promise<void> {
  if (Object.entries(PEERS).every(([name, version]) => installedVersion(name) === version)) return;
  say(`Installing ${Object.entries(PEERS).map(([name, version]) => `${name} ${version}`).join(' and ')} into .cache/bench-peers`);
  mkdirSync(peersFolder, { recursive: true });
  writeFileSync(join(peersFolder, 'package.json'), `${JSON.stringify({ name: 'bench-peers', private: true, dependencies: PEERS }, null, 2)}\n`);
  await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: peersFolder });
}

function installedVersion(name: string): string | undefined {
  const file = join(peersFolder, 'node_modules', ...name.split('/'), 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : undefined;
}
