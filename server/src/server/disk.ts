/** The disk, for clients that leave files to the server. */
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import type { Files } from './files.ts';

/** No spec is longer, by far; a longer file is not read. */
const MAX_BYTES = 2 * 1024 * 1024;

export const diskFiles: Files = {
  list: async (patterns, folders) => {
    const found = await Promise.all(folders.filter(isFile).map((folder) =>
      glob([...patterns], { cwd: fileURLToPath(folder), absolute: true, ignore: ['**/node_modules/**', '**/.git/**'], followSymbolicLinks: false, expandDirectories: false })));
    return found.flat().map((path) => pathToFileURL(path).href);
  },
  read: async (uri) => {
    if (!isFile(uri)) return null;
    try {
      const path = fileURLToPath(uri);
      if ((await stat(path)).size > MAX_BYTES) return null;
      return await readFile(path, 'utf8');
    } catch {
      return null;
    }
  },
};

function isFile(uri: string): boolean {
  return uri.startsWith('file:');
}
