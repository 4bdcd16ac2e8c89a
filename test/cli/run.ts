/** Runs the command as its users do: as a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** The command's source. */
export const MAIN = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** The process, with neither colours nor a terminal unless `env` says so. */
export function start(args: readonly string[], { cwd, env = {} }: RunOptions = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !['FORCE_COLOR', 'NO_COLOR', 'NODE_OPTIONS'].includes(name)));
  return spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cwd, env: { ...inherited, ...env } });
}

/** Runs the command to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = start(args, options);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => { resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }); });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
  });
}

/** A folder that is gone after the tests. */
export class Sandbox {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'intspec-')));

  /** Writes a file and the folders above it. Answers with its path. */
  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** Runs the command in this folder. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return run(args, { cwd: this.path, ...options });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
