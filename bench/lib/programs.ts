/** Programs that run to their end, timed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROBE = fileURLToPath(new URL('memory-probe.cjs', import.meta.url));

export interface ProgramOptions {
  /** The folder that it runs in. */
  readonly cwd?: string;
  /** A file to write its peak memory to; unless it is given, memory is not measured. */
  readonly peakFile?: string;
  /** What it must have said at its end, so that it has done what is measured. */
  readonly says?: RegExp;
}

/** Runs a program with Node; gives the milliseconds from its start to its end, and the bytes that it has held at most. Throws where it fails. */
export async function runProgram(args: readonly string[], { cwd, peakFile, says }: ProgramOptions = {}): Promise<{ readonly time: number; readonly peak: number | undefined }> {
  const start = performance.now();
  const child = spawn(process.execPath, [...(peakFile === undefined ? [] : ['--require', PROBE]), ...args], {
    cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1', ...(peakFile !== undefined && { INTSPEC_BENCH_PEAK: peakFile }) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output = `${output}${String(data)}`.slice(-4000);
    });
  }
  const ended = once(child, 'close');
  const exited = once(child, 'exit').then(() => performance.now() - start);
  const [[code], time] = await Promise.all([ended, exited]);
  if (code !== 0 || (says && !says.test(output))) throw new Error(`node ${args.join(' ')} ended with ${String(code)} and said\n${output}`);
  return { time, peak: peakFile === undefined ? undefined : readPeak(peakFile) };
}

function readPeak(file: string): number {
  const peak = Number(readFileSync(file, 'utf8'));
  rmSync(file);
  return peak;
}

/** The file in a folder that programs write their peak memory to. */
export function peakFileIn(folder: string): string {
  return join(folder, 'peak-memory');
}
