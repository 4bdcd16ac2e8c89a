/** What the scripts download once and keep in the cache folder. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './run.mjs';

/**
 * Makes sure that a folder of the cache is there and complete, and returns its path. It is filled under another name and
 * gets its own, with a marker of what it holds, only when it is complete; an interrupted or outdated one is done again.
 *
 * - `title`: what people call it
 * - `marker`: the versions of what it holds, in one text
 * - `fill`: puts it into an empty folder
 *
 * @param {string} cacheDir
 * @param {string} name of the folder
 * @param {{ title: string, marker: string, fill: (folder: string) => Promise<void> }} contents
 */
export async function ensureCached(cacheDir, name, { title, marker, fill }) {
  const home = join(cacheDir, name);
  if (readMarker(home) === marker) return home;
  say(`Setting up ${title}, once`);
  mkdirSync(cacheDir, { recursive: true });
  removeLeftovers(cacheDir, name);
  const partial = join(cacheDir, `${name}.partial-${process.pid}`);
  try {
    mkdirSync(partial);
    await fill(partial);
    writeFileSync(join(partial, 'ready.json'), marker);
    if (readMarker(home) !== marker) {
      rmSync(home, { recursive: true, force: true });
      renameSync(partial, home);
    }
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  say(`${title[0].toUpperCase()}${title.slice(1)} is ready`);
  return home;
}

function readMarker(home) {
  const file = join(home, 'ready.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Removes what set-ups left behind whose process is gone; others may be at work this moment. */
function removeLeftovers(cacheDir, name) {
  for (const entry of readdirSync(cacheDir)) {
    const [own, pid] = entry.split('.partial-');
    if (own === name && pid !== undefined && !isRunning(Number(pid))) rmSync(join(cacheDir, entry), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
