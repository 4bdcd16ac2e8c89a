/** The command `intspec check` beside Spectral: its start, and many files. */
import { SpecFolder } from './lib/files.ts';
import { runProgram } from './lib/programs.ts';
import { inTurns } from './lib/rounds.ts';

export interface CommandOptions {
  /** How many specs are checked in one run, one after the other. */
  readonly counts: readonly number[];
  readonly rounds: number;
  readonly seed: number;
  /** What Node is to run for `intspec`. */
  readonly own: readonly string[];
  /** What Node is to run for Spectral, up to the files; undefined where it is not measured. */
  readonly spectral: readonly string[] | undefined;
  readonly say: (text: string) => void;
}

/** Milliseconds of single runs. */
export interface CommandFigures {
  readonly start: { readonly node: readonly number[]; readonly own: readonly number[]; readonly spectral: readonly number[] };
  readonly many: readonly { readonly files: number; readonly own: readonly number[]; readonly spectral: readonly number[] }[];
}

/** A program beside others. */
interface Program {
  readonly args: readonly string[];
  readonly says?: RegExp;
}

/** Milliseconds that the runs over many files of one program may take. */
const BUDGET = 20_000;

/** Measures the command, and its peer where there is one. Throws where one of them finds something in a spec without a fault. */
export async function measureCommand({ counts, rounds, seed, own, spectral, say }: CommandOptions): Promise<CommandFigures> {
  const folder = new SpecFolder(Math.max(1, ...counts), seed);
  try {
    folder.growTo(1);
    say('Start: one spec of 100 fields');
    const check: Program = { args: [...own, 'check', folder.first], says: /\b1 file checked: no findings/ };
    const node: Program = { args: ['-e', '0'] };
    const peer: Program | undefined = spectral && { args: [...spectral, folder.first] };
    const start = await timed(folder.path, [node, check, ...(peer ? [peer] : [])], { rounds, least: rounds, budget: 0 });
    const many: CommandFigures['many'][number][] = [];
    for (const files of counts) {
      folder.growTo(files);
      say(`${String(files)} specs`);
      const all: Program = { args: [...own, 'check', '.'], says: new RegExp(`\\b${String(files)} files? checked: no findings`) };
      const peers: Program | undefined = spectral && { args: [...spectral, '**/*.intspec.yaml'] };
      const figures = await timed(folder.path, [all, ...(peers ? [peers] : [])], { rounds: Math.min(rounds, 5), least: 1, budget: BUDGET });
      many.push({ files, own: figures.get(all) ?? [], spectral: (peers && figures.get(peers)) ?? [] });
    }
    return { start: { node: start.get(node) ?? [], own: start.get(check) ?? [], spectral: (peer && start.get(peer)) ?? [] }, many };
  } finally {
    folder.remove();
  }
}

/** The runs of programs in turn, the first of each aside: it fills the caches of the disk. */
async function timed(cwd: string, programs: readonly Program[], { rounds, least, budget }: { readonly rounds: number; readonly least: number; readonly budget: number }): Promise<Map<Program, number[]>> {
  const run = async ({ args, says }: Program): Promise<number> => (await runProgram(args, { cwd, ...(says && { says }) })).time;
  for (const program of programs) await run(program);
  return inTurns(programs, { rounds, least, budget, measure: async (program) => [await run(program)] });
}
