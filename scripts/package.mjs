/**
 * Makes the extension's package: `npm run package`. It builds first; `--no-build` takes what has been built.
 *
 * `--out FILE` says where it goes (`intspec-VERSION.vsix` otherwise). `--base-url URL` says where the files of the
 * repository are on the web; the README's links and pictures then lead there. Without it, the package stands alone: the
 * README has no pictures, since editors and galleries show those from the web only, and what links to other files is
 * plain text.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { must, root } from './lib/run.mjs';
import { packExtension } from './lib/vsix.mjs';

try {
  const options = { out: { type: 'string' }, 'base-url': { type: 'string' }, 'no-build': { type: 'boolean', default: false } };
  const { values } = parseArgs({ options });
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (!values['no-build']) await must(process.execPath, [join('scripts', 'build.mjs')]);
  await packExtension(resolve(values.out ?? join(root, `${name}-${version}.vsix`)), values['base-url']);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
