/** How work grows: with the fields of a spec, and with the specs of a workspace. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ServerFigures } from './editor.ts';
import { measureEditor } from './editor.ts';
import { SpecFolder } from './lib/files.ts';
import { generateSpec } from './lib/generate/spec.ts';
import { peakFileIn, runProgram } from './lib/programs.ts';
import { Random } from './lib/random.ts';
import type { Contestant, Memory } from './lib/session.ts';
import { Session } from './lib/session.ts';
import { median } from './lib/stats.ts';
import { strokesIn } from './lib/strokes.ts';

interface GrowthOptions {
  readonly seed: number;
  /** Milliseconds between the answer to an edit and the next one. */
  readonly pause: number;
  readonly server: Contestant;
  readonly say: (text: string) => void;
}

export interface FieldsOptions extends GrowthOptions {
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** The checkout whose core is measured without a process around it. */
  readonly checkout: string;
}

export interface FilesOptions extends GrowthOptions {
  readonly counts: readonly number[];
  /** What Node is to run for `intspec`. */
  readonly command: readonly string[];
}

/** One spec. */
export interface FieldsFigures {
  readonly fields: number;
  readonly lines: number;
  readonly own: ServerFigures;
  /** Milliseconds for the whole spec, read and checked from nothing in this process. */
  readonly check: number;
}

/** A workspace of specs of 100 fields; milliseconds. */
export interface FilesFigures {
  readonly files: number;
  readonly check: number;
  /** Bytes that `intspec check` has held at most. */
  readonly checkPeak: number;
  /** From `initialized` until a question about the whole workspace is answered. */
  readonly indexed: number;
  /** Until the end of the work that the server has shown; undefined where it has shown none. */
  readonly progress: number | undefined;
  /** Keystrokes in a spec that is open while the workspace is taken in; empty where that was done before. */
  readonly keystroke: readonly number[];
  /** Of the server, with the workspace taken in. */
  readonly memory: Memory;
}

const URI = 'file:///bench/measured.intspec.yaml';
/** Full checks before measuring. */
const WARM_UP = 10;

type FullCheck = (text: string) => number;

/** Specs of growing length, in the server and without it. */
export async function measureFields({ sizes, rounds, seed, pause, server, checkout, say }: FieldsOptions): Promise<FieldsFigures[]> {
  const check = await fullCheck(checkout);
  // What runs often is compiled then.
  for (let round = 0; round < WARM_UP; round += 1) check(generateSpec({ fields: 100, seed }));
  const measured = await measureEditor({ sizes, rounds, seed, pause, brief: true, contestants: [server], say });
  return measured.flatMap(({ fields, lines, servers: [own] }) => {
    const text = generateSpec({ fields, seed });
    return own ? [{ fields, lines, own, check: median([1, 2, 3].map(() => check(text))) }] : [];
  });
}

/** Workspaces of growing size, in the command and in the server. */
export async function measureFiles({ counts, seed, pause, server, command, say }: FilesOptions): Promise<FilesFigures[]> {
  const folder = new SpecFolder(Math.max(1, ...counts), seed);
  try {
    const figures: FilesFigures[] = [];
    for (const files of counts) {
      say(`${files.toLocaleString('en-US')} files`);
      folder.growTo(files);
      const { time, peak } = await runProgram([...command, 'check', '.'], { cwd: folder.path, peakFile: peakFileIn(folder.path), says: new RegExp(`\\b${String(files)} files? checked: no findings`) });
      const quiet = await indexing(server, folder);
      const busy = await indexing(server, folder, { text: generateSpec({ fields: 100, seed, number: 0 }), pause });
      figures.push({ files, check: time, checkPeak: peak ?? 0, indexed: quiet.indexed, progress: quiet.progress, keystroke: busy.keystroke, memory: quiet.memory });
    }
    return figures;
  } finally {
    folder.remove();
  }
}

interface Indexing {
  readonly indexed: number;
  readonly progress: number | undefined;
  readonly keystroke: readonly number[];
  readonly memory: Memory;
}

/** A server takes a workspace in; with a text, somebody types in it meanwhile. */
async function indexing(server: Contestant, folder: SpecFolder, typing?: { readonly text: string; readonly pause: number }): Promise<Indexing> {
  const session = await Session.start(server, { folder: folder.uri });
  const start = performance.now();
  let indexed: number | undefined;
  const done = session.request('workspace/symbol', { query: 'INT-2025-001' }).finally(() => {
    indexed = performance.now() - start;
  });
  // Where the server ends, what is awaited first says so.
  done.catch(() => undefined);
  const keystroke: number[] = [];
  if (typing) {
    const { document } = await session.open(URI, typing.text);
    const edits = strokesIn(typing.text, new Random(1), 12).flat();
    for (let at = 0; indexed === undefined; at += 1) {
      const edit = edits[at % edits.length];
      if (edit) keystroke.push((await session.stroke(document, edit)).time);
      await setTimeout(typing.pause);
    }
  }
  await done;
  await session.quiet(300);
  const memory = await session.memory();
  const { progressEnded } = session;
  await session.stop();
  return { indexed: indexed ?? 0, progress: progressEnded === undefined ? undefined : progressEnded - start, keystroke, memory };
}

/** What reads and checks a text from nothing, of a checkout; gives its milliseconds, and throws where there is a finding. */
async function fullCheck(checkout: string): Promise<FullCheck> {
  const source = (path: string): string => pathToFileURL(join(checkout, 'server', 'src', ...path.split('/'))).href;
  const { parseSyntax } = (await import(source('syntax/index.ts'))) as typeof import('../server/src/syntax/index.ts');
  const { Spec } = (await import(source('model/spec.ts'))) as typeof import('../server/src/model/spec.ts');
  const { runRules } = (await import(source('rules/runner.ts'))) as typeof import('../server/src/rules/runner.ts');
  return (text) => {
    const start = performance.now();
    const found = runRules(new Spec(parseSyntax(text)));
    const time = performance.now() - start;
    if (found.length > 0) throw new Error(`There is a finding in a spec without a fault: ${found[0]?.message ?? ''}`);
    return time;
  };
}
