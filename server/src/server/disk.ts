/** The disk, for clients that leave files to the server. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { Files } from './files.ts';
import { FileTooLong, MAX_BYTES } from './files.ts';

export const diskFiles: Files = {
  list: async (patterns, folders) => {
    const found = await Promise.all(folders.flatMap((folder) => pathOf(folder) ?? []).map((cwd) =>
      glob([...patterns], { cwd, absolute: true, ignore: ['**/node_modules/**', '**/.git/**'], followSymbolicLinks: false, expandDirectories: false })));
    return [...new Set(found.flat())].map((path) => pathToFileURL(path).href);
  },
  read: async (uri, folders) => {
    const path = pathOf(uri);
    if (path === undefined) return null;
    try {
      // A link may lead anywhere, and what is no file may never end.
      const real = await realpath(path);
      const file = await stat(real);
      if (!file.isFile() || !(await isInside(real, folders))) return null;
      if (file.size > MAX_BYTES) throw new FileTooLong(file.size);
      return await readFile(real, 'utf8');
    } catch (error) {
      if (error instanceof FileTooLong) throw error;
      return null;
    }
  },
  existing: async (uris, folders) => {
    const found = await Promise.all(uris.map(async (uri) => ((await isFile(uri, folders)) ? [uri] : [])));
    return found.flat();
  },
};

/** A link that leads out of the folders is no file in them. */
async function isFile(uri: string, folders: readonly string[]): Promise<boolean> {
  const path = pathOf(uri);
  if (path === undefined) return false;
  try {
    const real = await realpath(path);
    return (await stat(real)).isFile() && (await isInside(real, folders));
  } catch {
    return false;
  }
}

async function isInside(path: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const root = pathOf(folder);
    // One folder that is gone keeps nobody from the others.
    const real = root === undefined ? undefined : await realpath(root).catch(() => undefined);
    const way = real === undefined ? '..' : relative(real, path);
    if (!/^\.\.($|[/\\])/.test(way) && !isAbsolute(way)) return true;
  }
  return false;
}

/** The path of a `file:` URI; undefined for any other, and for one that names no path here. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
