/** Who does the tasks: this process, or workers on all cores. */
import { availableParallelism } from 'node:os';
import type { FileTask, Surveyed, Verdict } from './file-tasks.ts';
import { perform } from './file-tasks.ts';
import { faultText } from './output.ts';

/** What came of a task; `failed` where the worker that did it has ended. */
export type Outcome = Surveyed | Verdict | { readonly kind: 'failed'; readonly troubles: readonly string[] };

export interface Crew {
  /** Does a task for each file, made when its turn comes, and gives what came of them in the order of the files. */
  each<File>(files: readonly File[], taskFor: (file: File) => FileTask): AsyncGenerator<readonly [File, Outcome]>;
  end(): Promise<void>;
}

/** A worker takes as long to start as this process to check so many files. */
const FILES_WORTH_A_WORKER = 12;

/** How many may work at once at this number of files; `asked` is what the user says. 1: this process alone. */
export function crewSize(files: number, asked: number | undefined): number {
  if (asked !== undefined) return Math.max(1, Math.min(asked, files));
  return Math.max(1, Math.min(availableParallelism(), Math.floor(files / FILES_WORTH_A_WORKER)));
}

/** Beside this file, as it is built; Node cannot start a worker from the sources. */
const WORKER = import.meta.url.endsWith('.ts') ? undefined : new URL('./cli-worker.cjs', import.meta.url);

/** The crew of this size. */
export async function crewOf(size: number): Promise<Crew> {
  return size > 1 && WORKER ? workers(size, WORKER) : alone;
}

const alone: Crew = {
  async *each(files, taskFor) {
    for (const file of files) yield [file, await perform(taskFor(file))];
  },
  end: () => Promise.resolve(),
};

async function workers(size: number, script: URL): Promise<Crew> {
  // Few files are checked more often than many.
  const [{ Worker }, { Pool }] = await Promise.all([import('node:worker_threads'), import('./pool.ts')]);
  const pool = new Pool<FileTask, Surveyed | Verdict>(() => new Worker(script), size);
  return {
    async *each(files, taskFor) {
      for await (const { of, ...done } of pool.inOrder(files, taskFor)) {
        yield [of, 'result' in done ? done.result : { kind: 'failed', troubles: [`It could not be checked. ${faultText(done.crash)}`] }];
      }
    },
    end: () => pool.end(),
  };
}
