/** The repository that a folder is in, by its looks: git itself is not asked. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The nearest folder at or above this one that holds `.git`; undefined where there is none. */
export function repositoryAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** The way from the root of the repository to a folder in it, with `/`: empty at the root, and where there is no repository. */
export function prefixOf(folder: string): string {
  const way = relative(repositoryAbove(folder) ?? folder, folder);
  return way === '' ? '' : `${way.split(sep).join('/')}/`;
}
