/** Programs from their sources, bundled once for all tests of this run, so that each test starts them quickly. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = new Map<string, Promise<string>>();

/** Bundles entry points, by the names of the bundles: the folder that `name.cjs` lies in for each. */
export function bundled(entryPoints: Readonly<Record<string, string>>): Promise<string> {
  const key = JSON.stringify(entryPoints);
  let folder = folders.get(key);
  if (!folder) {
    folder = bundle(entryPoints);
    folders.set(key, folder);
  }
  return folder;
}

async function bundle(entryPoints: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intspec-bundle-'));
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }); });
  await build({
    absWorkingDir: root, entryPoints: { ...entryPoints }, outdir: folder, outExtension: { '.js': '.cjs' }, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'error',
    banner: { js: "const __fileUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__fileUrl' },
  });
  return folder;
}
