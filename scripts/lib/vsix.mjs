/** Makes the extension's package (`.vsix`) with @vscode/vsce, from a folder that holds what ships and nothing else. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { packedFiles } from './packed.mjs';
import { root } from './run.mjs';

/** Without these there is no extension. */
const BUILT = ['client/dist/extension.cjs', 'client/dist/browser.js', 'server/dist/node.cjs', 'server/dist/browser.js'];

/**
 * Packs what has been built. Needs no network.
 *
 * @param {string} packagePath where the package is written
 * @param {string} [baseUrl] where the repository's files are on the web: links of the README then lead there
 */
export async function packExtension(packagePath, baseUrl) {
  const missing = BUILT.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} is not built: npm run build`);
  const folder = mkdtempSync(join(tmpdir(), 'intspec-package-'));
  try {
    for (const [path, content] of packedFiles(root, baseUrl)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    // Everything in the folder ships, and vsce asks for a list of what does.
    writeFileSync(join(folder, '.vscodeignore'), '.vscodeignore\n');
    mkdirSync(dirname(packagePath), { recursive: true });
    // The bundles hold what they need. The README's links are taken care of, with a repository on the web or without.
    await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
