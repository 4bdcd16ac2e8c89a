/** Replaces a file by a new text: all of it, or not at all. */
import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';

/**
 * Writes the text to a new file beside the old one, and lets it take the old one's place when it is safe on the disk. A
 * link keeps leading to the file; its mode stays, and its owner where that is possible. Rejects with the error of the
 * file system; the old file is as it was then, and nothing is left beside it.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await realpath(path);
  const draft = `${file}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      // One write may take less than it is given, as when the disk is nearly full; writeFile goes on until all is written.
      await handle.writeFile(text);
      await takeOver(handle, file);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Gives a new file the owner and the mode of another one. */
async function takeOver(handle: FileHandle, file: string): Promise<void> {
  const [own, { mode, uid, gid }] = [await handle.stat(), await stat(file)];
  // Only an administrator may give files away.
  if (own.uid !== uid || own.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  // What others may not read must not be readable to them for a moment, so the mode comes last.
  await handle.chmod(mode);
}
