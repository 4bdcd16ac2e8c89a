/** All reports of one run: that on standard output, and those in files. */
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

  /** Begins all reports; `inputs` are the files that are checked, absolute. Throws a {@link UsageError} where a report would overwrite one. */
  async open(facts: Omit<RunFacts, 'paint'>, inputs: readonly string[]): Promise<void> {
    const { outputs, baseline, updateBaseline } = this.#options;
    const overwritten = [...outputs.map(({ file }) => file), ...(baseline === undefined ? [] : [baseline])].find((file) => inputs.includes(file));
    if (overwritten !== undefined) throw new UsageError(`The file '${overwritten}' is checked, and would be overwritten: name another one.`);
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
