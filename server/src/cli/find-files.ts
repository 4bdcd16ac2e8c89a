/** Which files the arguments of a command name: files, folders to search, glob patterns. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { visible } from '../rules/visible.ts';
import { Bounds, isWithin, LEADS_OUT } from './bounds.ts';

/** Something that could not be found, read or written, and why. */
export interface Trouble {
  readonly path: string;
  readonly message: string;
}

export interface FoundFiles {
  /** Absolute paths, sorted as they are shown; no file stands there twice, whatever links lead to it. */
  readonly files: readonly string[];
  readonly troubles: readonly Trouble[];
}

/** Which files a search of folders takes for specs. */
export interface SpecTest {
  isSpec(file: string): Promise<boolean>;
  /** The patterns that decide, and the settings file that has them; undefined for the usual ones. */
  patternsFor(file: string): Promise<{ readonly file: string; readonly patterns: readonly string[] } | undefined>;
}

/**
 * Finds the files. A path is relative to `folder`; an argument that leads to no file is a trouble. `specs` says which
 * files of a folder are meant.
 */
export async function findFiles(args: readonly string[], folder: string, specs: SpecTest): Promise<FoundFiles> {
  const troubles: Trouble[] = [];
  const found: string[] = [];
  for (const arg of args) {
    for (const file of await filesOf(arg, folder, specs, troubles)) found.push(file);
  }
  return { files: await unique(found, folder), troubles };
}

/** A path as it is shown: relative to the folder, with `/`. */
export function shownPath(path: string, folder: string): string {
  const shown = relative(folder, path);
  return (shown === '' ? path : shown).split(sep).join('/');
}

/** Why a file system call failed, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT': case 'ENOTDIR': return 'There is no such file or folder.';
    case 'EACCES': case 'EPERM': return 'There is no permission to read or write it.';
    case 'EISDIR': return 'This is a folder.';
    case 'ELOOP': return 'Its symbolic links lead in a circle.';
    case 'EROFS': return 'The file system is read-only.';
    case 'ENOSPC': case 'EDQUOT': return 'There is no space left on the device.';
    case 'EFBIG': return 'There is no room for it: a file may not be so large here.';
    default: return error instanceof Error ? error.message : String(error);
  }
}

async function filesOf(arg: string, folder: string, specs: SpecTest, troubles: Trouble[]): Promise<readonly string[]> {
  const path = resolve(folder, arg);
  const report = (message: string) => troubles.push({ path: arg === '' ? "''" : arg, message });
  if (arg === '') {
    report('The name of a file is empty.');
    return [];
  }
  try {
    if (!(await stat(path)).isDirectory()) return [path];
  } catch (error) {
    const pattern = sep === '\\' ? arg.replaceAll('\\', '/') : arg;
    if (!isDynamicPattern(pattern)) {
      report(reasonOf(error));
      return [];
    }
    const before = troubles.length;
    const files = await matching(pattern, folder, troubles);
    if (files.length === 0 && troubles.length === before) report('No file matches this pattern.');
    return files;
  }
  const before = troubles.length;
  const files = await new Search(folder, path, specs, troubles).search(path);
  if (files.length === 0 && troubles.length === before) report(await nothingFound(path, folder, specs));
  return files;
}

/** Why a search has found nothing. */
async function nothingFound(path: string, folder: string, specs: SpecTest): Promise<string> {
  const source = await specs.patternsFor(join(path, 'any'));
  if (!source) return 'No file in this folder is called *.intspec.yaml or *.intspec.yml.';
  return `No file in this folder is a spec by the patterns in ${shownPath(source.file, folder)}: ${visible(source.patterns.join(', '))}.`;
}

async function matching(pattern: string, folder: string, troubles: Trouble[]): Promise<string[]> {
  const ignore = /(^|\/)node_modules(\/|$)/.test(pattern) ? [] : ['**/node_modules/**'];
  const paths = await glob(pattern, { cwd: folder, absolute: true, expandDirectories: false, ignore });
  const names = pattern.split('/');
  const dynamic = names.findIndex((name) => isDynamicPattern(name));
  const start = names.slice(0, Math.max(0, dynamic)).join('/');
  const bounds = new Bounds(folder, resolve(folder, start === '' && pattern.startsWith('/') ? '/' : start));
  const files: string[] = [];
  for (const path of paths.map((each) => resolve(each))) {
    // What leads nowhere is told of when it is read.
    if (await bounds.hold(path).catch(() => true)) files.push(path);
    else troubles.push({ path: shownPath(path, folder), message: LEADS_OUT });
  }
  return files;
}

/** The search of a folder. It is done by hand since a folder that cannot be read must not go unnoticed. */
class Search {
  readonly #base: string;
  readonly #specs: SpecTest;
  readonly #troubles: Trouble[];
  readonly #files: string[] = [];
  readonly #bounds: Bounds;
  readonly #seen = new Set<string>();
  /** Links wait until all real folders are done, so that files are found where they are. */
  readonly #links: string[] = [];

  constructor(base: string, folder: string, specs: SpecTest, troubles: Trouble[]) {
    this.#base = base;
    this.#bounds = new Bounds(base, folder);
    this.#specs = specs;
    this.#troubles = troubles;
  }

  /** All specs in a folder and those below. A folder is entered once, whatever links lead to it; no link leads further up, or out. */
  async search(folder: string): Promise<readonly string[]> {
    const folders = [folder];
    const top = await realpath(folder);
    for (let at = folders.pop(); at !== undefined; at = folders.pop() ?? this.#links.shift()) {
      try {
        const real = await realpath(at);
        if (this.#seen.has(real) || (real !== top && isWithin(top, real)) || !(await this.#bounds.hold(at))) continue;
        this.#seen.add(real);
        folders.push(...(await this.#enter(at)));
      } catch (error) {
        this.#troubles.push({ path: shownPath(at, this.#base), message: reasonOf(error) });
      }
    }
    return this.#files;
  }

  /** Notes the specs of a folder and answers with the folders in it. */
  async #enter(folder: string): Promise<string[]> {
    const folders: string[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      const isLink = entry.isSymbolicLink();
      const isFolder = entry.isDirectory() || (isLink && (await leadsToFolder(path)));
      if (!isFolder && (await this.#specs.isSpec(path))) await this.#take(path);
      if (isFolder && !entry.name.startsWith('.') && entry.name !== 'node_modules') (isLink ? this.#links : folders).push(path);
    }
    return folders;
  }

  /** Notes a spec. What is no file, such as a pipe, might never end. */
  async #take(path: string): Promise<void> {
    const trouble = await this.#troubleWith(path).catch(() => undefined);
    if (trouble === undefined) this.#files.push(path);
    else this.#troubles.push({ path: shownPath(path, this.#base), message: trouble });
  }

  async #troubleWith(path: string): Promise<string | undefined> {
    if (!(await this.#bounds.hold(path))) return LEADS_OUT;
    return (await stat(path)).isFile() ? undefined : 'It is no file, but a device or a pipe.';
  }
}

/** A link that leads nowhere counts as a file, which cannot be read. */
async function leadsToFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false;
  }
}

/** The paths without those that lead to a file that another one leads to; the shortest is kept. */
async function unique(paths: readonly string[], folder: string): Promise<string[]> {
  const byFile = new Map<string, string>();
  const sorted = [...new Set(paths)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const path of sorted) {
    const file = await realpath(path).catch(() => path);
    // A link gives way to the file itself.
    if (!byFile.has(file) || path === file) byFile.set(file, path);
  }
  return [...byFile.values()].sort((a, b) => (shownPath(a, folder) < shownPath(b, folder) ? -1 : 1));
}
