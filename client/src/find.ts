/** Finds files of the workspace, in virtual ones too, whose file systems most often cannot be searched. */
import * as vscode from 'vscode';

/** Folders of these can always be searched: on a disk, and repositories on the web. */
const SEARCHABLE = ['file', 'vscode-remote', 'vscode-vfs'];

/**
 * In milliseconds: where the editor knows no way to search a file system, it waits for one without end. Those that it
 * knows, answer at once or within a moment.
 */
const PATIENCE = 3000;

/** Where so many files have been seen, the rest of a folder is left alone. */
const MOST_FILES = 50_000;

/** What the editor itself never searches. */
const PASSED_OVER = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** Schemes of file systems that turned out not to be searchable. */
const unsearchable = new Set<string>();

/**
 * The files of all workspace folders that match any of the patterns, without those that the user's settings exclude; of
 * a folder that cannot be searched, all files. `most` is how many are wanted.
 */
export async function findFiles(patterns: readonly string[], token?: vscode.CancellationToken, most?: number): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const everywhere = folders.every(({ uri }) => SEARCHABLE.includes(uri.scheme));
  const found = everywhere
    ? await Promise.all(patterns.map((pattern) => vscode.workspace.findFiles(pattern, undefined, most, token)))
    : await Promise.all(folders.map((folder) => findIn(folder, patterns, token, most)));
  return found.flat();
}

async function findIn(folder: vscode.WorkspaceFolder, patterns: readonly string[], token?: vscode.CancellationToken, most?: number): Promise<vscode.Uri[]> {
  const { scheme } = folder.uri;
  if (unsearchable.has(scheme)) return walk(folder.uri, token);
  const source = new vscode.CancellationTokenSource();
  const cancelled = token?.onCancellationRequested(() => { source.cancel(); });
  const search = Promise.all(patterns.map((pattern) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), undefined, most, source.token)));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<undefined>((resolve) => { timer = setTimeout(resolve, PATIENCE, undefined); });
  try {
    const found = SEARCHABLE.includes(scheme) ? await search : await Promise.race([search, tooLong]);
    if (found) return found.flat();
    unsearchable.add(scheme);
    search.catch(() => undefined);
    source.cancel();
    return await walk(folder.uri, token);
  } finally {
    clearTimeout(timer);
    cancelled?.dispose();
    source.dispose();
  }
}

/** All files below a folder, level by level. A folder that cannot be read has none. */
async function walk(start: vscode.Uri, token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  let level = [start];
  while (level.length > 0 && files.length < MOST_FILES && token?.isCancellationRequested !== true) {
    const below: vscode.Uri[] = [];
    for (const entries of await Promise.all(level.map(entriesOf))) {
      for (const [uri, type] of entries) {
        // A link may lead round in a circle.
        if (type === vscode.FileType.Directory) below.push(uri);
        else if ((type & vscode.FileType.File) !== 0) files.push(uri);
      }
    }
    level = below;
  }
  return files.slice(0, MOST_FILES);
}

async function entriesOf(folder: vscode.Uri): Promise<[vscode.Uri, vscode.FileType][]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.filter(([name]) => !PASSED_OVER.has(name)).map(([name, type]) => [vscode.Uri.joinPath(folder, name), type]);
  } catch {
    return [];
  }
}
