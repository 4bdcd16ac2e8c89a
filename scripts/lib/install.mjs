/** Installs the npm dependencies when they are missing or older than the lock file. */
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, say } from './run.mjs';

/** Makes node_modules match package-lock.json; does nothing when it already does. */
export async function installIfNeeded() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const have = modified(installed);
  if (have !== undefined && have >= (modified(lock) ?? 0)) return;
  say(have === undefined ? 'Installing dependencies' : 'Updating dependencies');
  const command = have === undefined && modified(lock) !== undefined ? 'ci' : 'install';
  // The build is a step of its own, so no package's install script has to run.
  await npm([command, '--ignore-scripts', '--no-audit', '--no-fund']);
  // npm leaves the file alone where nothing changed; without this the next start would install again.
  const now = new Date();
  utimesSync(installed, now, now);
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
