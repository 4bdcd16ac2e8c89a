/**
 * Which files have changed since a revision, as git knows it. This is the one place where the command starts another
 * program: `git`, without a shell, for `--changed-since` only.
 */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from './command.ts';
import { isWithin } from './bounds.ts';

/** More characters than the names of all files of any repository have. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** What the repository at hand could have git start, is not started; names are from its root, whatever the user has set. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'diff.relative=false', '--no-pager', '--no-optional-locks'];

/** Windows looks for a program in the folder where it is started first: that must not be one of the repository. */
const TRUSTED_FOLDER = dirname(process.execPath);

const run = promisify(execFile);

export interface ChangedFiles {
  /** Whether a file, an absolute path, has changed or is new; one outside of the repository counts as changed. */
  has(file: string): Promise<boolean>;
}

/**
 * The files that differ from the point where the current branch has left `revision`: what is committed since, what is
 * not yet, and what git does not know yet and does not ignore. Throws a {@link UsageError} where git cannot say.
 */
export async function changedSince(revision: string, folder: string): Promise<ChangedFiles> {
  if (revision === '' || revision.startsWith('-')) throw new UsageError(`--changed-since is '${revision}', which is no revision: name a branch, a tag or a commit, such as origin/main.`);
  const git = async (...args: readonly string[]): Promise<string> => (await run('git', ['-C', folder, ...SAFE, ...args], { cwd: TRUSTED_FOLDER, maxBuffer: MOST_OUTPUT, windowsHide: true })).stdout;
  const top = (await git('rev-parse', '--show-toplevel').catch((error: unknown) => { throw new UsageError(noRepository(error)); })).replace(/\r?\n$/, '');
  const commit = await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`).catch(() => { throw new UsageError(unknownRevision(revision)); });
  const base = await git('merge-base', 'HEAD', commit.trim()).catch(() => { throw new UsageError(`--changed-since: the current branch and '${revision}' have no commit in common. ${SHALLOW}`); });
  const differing = await git('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules', base.trim(), '--');
  const untracked = await git('ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/');
  const root = await realpath(top);
  const changed = new Set(`${differing}\0${untracked}`.split('\0').filter((name) => name !== '').map((name) => resolve(root, name)));
  return {
    has: async (file) => {
      const real = await realpath(file).catch(() => file);
      return !isWithin(real, root) || changed.has(real);
    },
  };
}

const SHALLOW = 'If the repository was cloned with a part of its history only, fetch more of it: git fetch --unshallow, or fetch-depth: 0 of actions/checkout.';

function unknownRevision(revision: string): string {
  return `--changed-since: git knows no revision '${revision}' here. If it is a branch of the server, fetch it first, and name it as origin/BRANCH. ${SHALLOW}`;
}

function noRepository(error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (isMissing) return '--changed-since asks git what has changed, but there is no git on this machine, or not on the PATH.';
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] ?? '' : '';
  return `--changed-since asks git what has changed, but git finds no repository here. ${said}`.trim();
}
