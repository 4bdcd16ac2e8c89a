/** Starting other programs from the scripts: streamed output, exit codes, and stage headings with the time. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The git-ignored folder for everything the scripts download or generate. */
export const cacheDir = join(root, '.cache');

const started = Date.now();

/** Prints a line with the seconds since the script started. */
export function say(text) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`[${seconds}s] ${text}`);
}

/**
 * Runs a program with its output going straight to this one's and resolves to its exit code.
 * A program that cannot be started or that dies by a signal counts as exit code 1.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.stdio ?? ['ignore', 'inherit', 'inherit'],
      shell: options.shell ?? false,
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Like {@link run}, but a non-zero exit code is an error that names the command. */
export async function must(command, args, options = {}) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with exit code ${code}`);
}

/** Runs a script with the Node that runs this one and resolves to its exit code. */
export function runNode(args, options = {}) {
  return run(process.execPath, args, options);
}

/** Runs npm; a failure is an error. */
export function npm(args, options = {}) {
  const windows = process.platform === 'win32';
  return must('npm', args, { ...options, env: withoutNpmState(options.env ?? process.env), shell: windows });
}

/**
 * The environment without what an outer `npm test` or `npm start` says about its own package and
 * its own log level, which an inner npm must not take over. Registry and proxy settings stay.
 */
function withoutNpmState(env) {
  const outer = /^npm_(package|lifecycle|config_(loglevel|local_prefix|ignore_scripts|omit|include|workspaces?)$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}

/** The full path of the first of these programs that PATH knows, or undefined. */
export function findOnPath(...names) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
      for (const ending of endings) {
        const file = join(folder, name + ending);
        if (existsSync(file)) return file;
      }
    }
  }
  return undefined;
}

/** Ends a process that was started with `detached` together with everything it started. */
export function killTree(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It ended in the meantime.
  }
}
