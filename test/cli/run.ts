/** Runs the command as its users do: as a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundled } from '../helpers/bundle.ts';

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

/** The command as it stands in the sources, with its workers. */
export async function command(): Promise<string> {
  return join(await bundled({ cli: 'server/src/cli/main.ts', 'cli-worker': 'server/src/cli/worker.ts' }), 'cli.cjs');
}

/** The process, with neither colours nor a terminal unless `env` says so. */
export async function start(args: readonly string[], { cwd, env = {} }: RunOptions = {}) {
  const main = await command();
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !['FORCE_COLOR', 'NO_COLOR', 'NODE_OPTIONS'].includes(name)));
  return spawn(process.execPath, [main, ...args], { cwd, env: { ...inherited, ...env } });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = await start(args, options);
  return new Promise((resolve, reject) => {
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
