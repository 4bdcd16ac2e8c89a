/** Reports while they are written: one on standard output, others to files. */
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { visible } from '../../rules/visible.ts';
import type { Trouble } from '../find-files.ts';
import { reasonOf } from '../find-files.ts';
import { makeFolders } from '../folders.ts';
import { SourceError } from '../source.ts';
import type { Ending, ReportFormat, RunFacts } from './format.ts';
import { fromRoot } from './paths.ts';

/** Where a report goes. */
export interface Sink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** One report: its pieces in their places. */
export class ReportWriter {
  readonly #format: ReportFormat;
  readonly #sink: Sink;
  readonly #prefix: string;
  #isFirst = true;

  /** `prefix`: the way from the root of the repository to the current folder. */
  constructor(format: ReportFormat, sink: Sink, prefix: string) {
    this.#format = format;
    this.#sink = sink;
    this.#prefix = prefix;
  }

  start(facts: RunFacts): Promise<void> {
    return this.#sink.write(this.#format.start(facts));
  }

  /** Adds the part of a file. */
  async add(part: string): Promise<void> {
    if (part === '') return;
    await this.#sink.write(this.#isFirst ? part : this.#format.between + part);
    this.#isFirst = false;
  }

  addTrouble({ path, message }: Trouble): Promise<void> {
    return this.add(this.#format.trouble?.({ path, message, rootPath: fromRoot(path, this.#prefix) }) ?? '');
  }

  /** Writes the end. */
  async end(ending: Ending): Promise<void> {
    await this.#sink.write(this.#format.end(ending));
    await this.#sink.close();
  }
}

/** A file to write a report to, with the folders above it; what was in it is gone. Rejects with a {@link SourceError}. */
export async function fileSink(path: string): Promise<Sink> {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new SourceError(`${visible(path)}: The report could not be written. ${reasonOf(error)}`);
    }
  };
  const handle = await guarded(async () => {
    await makeFolders(dirname(path));
    return open(path, 'w');
  });
  return {
    write: (text) => guarded(() => handle.appendFile(text)),
    close: () => guarded(() => handle.close()),
  };
}
