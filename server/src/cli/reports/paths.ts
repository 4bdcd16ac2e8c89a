/** Paths of files where others read them. */
import { posix } from 'node:path';

/** A path as a relative URI. Halves of characters, which some file systems allow in names, have no place in one. */
export function uriPath(path: string): string {
  return path.replace(/\p{Cs}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');
}

/** A path from the current folder as one from the root of the repository; `prefix` leads from there to the current folder. */
export function fromRoot(path: string, prefix: string): string {
  return prefix === '' || posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path) ? path : posix.join(prefix, path);
}
