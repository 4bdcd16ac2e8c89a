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

/** While a worker starts, this process has checked about so much, in bytes: a dozen specs of the size of the examples. */
const WORTH_A_WORKER = 200_000;

/** How many are to work at once on so many files of so many bytes; `asked` is what the user says. 1: this process alone. */
export function crewSize(files: number, bytes: number, asked: number | undefined): number {
  const most = asked ?? Math.min(availableParallelism(), Math.floor(bytes / WORTH_A_WORKER));
  return Math.max(1, Math.min(most, files));
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
