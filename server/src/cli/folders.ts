/** Folders for files that are written. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, where they are not there yet. Rejects with the error of the file system. Node's own
 * recursive way never ends where a folder is there in which none can be made, such as /proc.
 */
export async function makeFolders(folder: string): Promise<void> {
  if (await stat(folder).then((found) => found.isDirectory(), () => false)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolders(above);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Somebody else was quicker.
    if (error.code !== 'EEXIST') throw error;
  });
}
