/** How far a search may lead. */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/** Said of a link that leads further. */
export const LEADS_OUT = 'It is a link that leads out of the folder, so it is not followed. Name the file that it leads to, to have that checked.';

/**
 * Folders that links may lead to. Whoever wrote what is checked may have put links in it: what they lead to elsewhere on
 * the machine is neither shown nor changed.
 */
export class Bounds {
  readonly #folders: readonly string[];
  #real: Promise<readonly string[]> | undefined;

  constructor(...folders: readonly string[]) {
    this.#folders = folders;
  }

  /** Whether a path leads into one of the folders. Rejects where it leads nowhere. */
  async hold(path: string): Promise<boolean> {
    this.#real ??= Promise.all(this.#folders.map((folder) => realpath(folder).catch(() => folder)));
    const [real, folders] = [await realpath(path), await this.#real];
    return folders.some((folder) => isWithin(real, folder));
  }
}

/**
 * Whether a file in a folder, there or to be written, lies elsewhere for a link in the way to it. Both are absolute. Who
 * names a file outside of the folder means that one, wherever it leads.
 */
export async function leadsOut(file: string, folder: string): Promise<boolean> {
  if (!isWithin(file, folder)) return false;
  for (let at = file; ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined);
    if (real !== undefined) return !isWithin(real, await realpath(folder));
    // A link to what is not there yet would have it made there.
    if (await lstat(at).then((found) => found.isSymbolicLink(), () => false)) return true;
  }
}

/** Whether a path is a folder, or in it; both are real. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
