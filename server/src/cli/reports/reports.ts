/** All reports of one run: that on standard output, and those in files. */
import { realpath } from 'node:fs/promises';
import { leadsOut } from '../bounds.ts';
import type { CheckOptions } from '../check-options.ts';
import { UsageError } from '../command.ts';
import type { Trouble } from '../find-files.ts';
import type { Output } from '../output.ts';
import { painter } from '../output.ts';
import type { Counts } from './counts.ts';
import { add, noCounts } from './counts.ts';
import type { RunFacts } from './format.ts';
import type { FormatName } from './index.ts';
import { reportFormat } from './index.ts';
import type { Sink } from './writer.ts';
import { fileSink, ReportWriter } from './writer.ts';

export class Reports {
  readonly counts: Counts = noCounts();
  readonly troubles: Trouble[] = [];
  /** What is made of each file, in the order of its parts. */
  readonly targets: readonly { readonly format: FormatName; readonly colors: boolean }[];
  /** The way from the root of the repository to the current folder. */
  readonly prefix: string;
  readonly #options: CheckOptions;
  readonly #output: Output;
  readonly #beforePrint: () => void;
  #facts: RunFacts | undefined;
  #writers: ReportWriter[] = [];

  /** `beforePrint` is called before anything is printed. */
  constructor(options: CheckOptions, prefix: string, output: Output, beforePrint: () => void) {
    this.#options = options;
    this.prefix = prefix;
    this.#output = output;
    this.#beforePrint = beforePrint;
    this.targets = [{ format: options.format, colors: output.usesColors(options.color) }, ...options.outputs.map(({ format }) => ({ format, colors: false }))];
  }

  /** Begins all reports; `inputs` are the files that are read, absolute. Throws a {@link UsageError} where a report would overwrite one, or a link leads it out of `folder`, the current one. */
  async open(facts: Omit<RunFacts, 'paint'>, inputs: readonly string[], folder: string): Promise<void> {
    const { outputs, baseline, updateBaseline } = this.#options;
    await refuseToOverwrite([...outputs.map(({ file }) => file), ...(baseline === undefined ? [] : [baseline])], inputs, folder);
    if (updateBaseline) return;
    this.#facts = { ...facts, paint: painter(false) };
    const sinks: Sink[] = [this.#terminal()];
    for (const { file } of outputs) sinks.push(await fileSink(file));
    for (const [at, { format }] of this.targets.entries()) {
      const writer = new ReportWriter(await reportFormat(format), sinks[at] as Sink, this.prefix);
      await writer.start(this.#factsFor(at));
      this.#writers.push(writer);
    }
    for (const trouble of this.troubles) for (const writer of this.#writers) await writer.addTrouble(trouble);
  }

  /** Adds a file: its part of each report. */
  async add(parts: readonly string[], counts: Counts): Promise<void> {
    add(this.counts, counts);
    for (const [at, writer] of this.#writers.entries()) await writer.add(parts[at] ?? '');
  }

  async addTrouble(trouble: Trouble): Promise<void> {
    this.troubles.push(trouble);
    for (const writer of this.#writers) await writer.addTrouble(trouble);
  }

  /** `gone`: how many findings the baseline has of files that are not there any more. */
  async end(gone: number): Promise<void> {
    this.counts.gone += gone;
    for (const [at, writer] of this.#writers.entries()) await writer.end({ ...this.#factsFor(at), counts: this.counts, troubles: this.troubles });
  }

  #factsFor(at: number): RunFacts {
    return { ...(this.#facts as RunFacts), paint: painter(this.targets[at]?.colors ?? false) };
  }

  #terminal(): Sink {
    return {
      write: (text) => {
        if (text !== '') this.#beforePrint();
        return this.#output.write(text);
      },
      close: () => Promise.resolve(),
    };
  }
}

/** Whoever wrote what is checked may have put links in it: what they lead to is changed neither. */
async function refuseToOverwrite(files: readonly string[], inputs: readonly string[], folder: string): Promise<void> {
  if (files.length === 0) return;
  const realPath = (file: string): Promise<string> => realpath(file).catch(() => file);
  const read = new Set(await Promise.all(inputs.map(realPath)));
  for (const file of files) {
    if (read.has(await realPath(file))) throw new UsageError(`The file '${file}' is checked, and would be overwritten: name another one.`);
    if (await leadsOut(file, folder)) throw new UsageError(`A link leads '${file}' out of the current folder, so nothing is written there. Name the file that it leads to.`);
  }
}
