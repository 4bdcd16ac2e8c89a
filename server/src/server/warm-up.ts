/**
 * What an author asks for first is made ready before it is asked for: the first list of completions would otherwise wait
 * until code is read and compiled, ten times as long as the next one does.
 */
import type { ItemOptions } from '../features/completion-items.ts';
import { completionAnswer } from '../features/completion-items.ts';
import { completionsAt } from '../features/completion.ts';
import { definitionsAt } from '../features/definition.ts';
import { hoverAt } from '../features/hover.ts';
import { specFormat } from '../model/format.ts';
import type { Spec } from '../model/spec.ts';
import { Analysis } from '../workspace/analysis.ts';
import type { Background } from './turns.ts';

/** Milliseconds behind the last findings before anything is made ready: what clients ask for when they open a file goes first. */
const QUIET = 100;

/** Takes some steps once, one by one, in the pauses of whoever types. */
export class WarmUp {
  readonly #background: Background;
  readonly #steps: () => readonly (() => unknown)[];
  readonly #onError: (error: unknown) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBegun = false;
  #isStopped = false;

  /** `steps` gives none as long as there is no reason for them. `onError` is told where one fails; none is taken after that. */
  constructor(background: Background, steps: () => readonly (() => unknown)[], onError: (error: unknown) => void) {
    this.#background = background;
    this.#steps = steps;
    this.#onError = onError;
  }

  /** Findings have been given. */
  checked(): void {
    clearTimeout(this.#timer);
    if (!this.#isBegun && !this.#isStopped) this.#timer = setTimeout(() => void this.#run(), QUIET);
  }

  /** No more steps are taken. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#isStopped = true;
  }

  async #run(): Promise<void> {
    try {
      const steps = this.#steps();
      this.#isBegun = steps.length > 0;
      for (const step of steps) {
        await this.#background.next();
        if (this.#isStopped) return;
        this.#background.step(step);
      }
    } catch (error) {
      // Nobody has asked for it, and so nobody would catch it: the server would end.
      this.#isBegun = true;
      this.#onError(error);
    }
  }
}

/** A spec as small as it can be with places of all kinds. */
const SAMPLE = `\
data_contract:
  source_record:
    a:
      type: string(1)
      required: true
  target_record:
    b:
      type: string(1)
      required: true
      mapped_from: source.a
`;

/** What is typed at the end of the sample: a key begun, which YAML refuses so far. */
const BEGUN = '      n';

/**
 * What authors ask for, each asked of a sample and answered: words to choose from, names, what a name means, a key; and of
 * the specs that are open what is read of them for all completions, as their style is. Each of these is asked for when it is its
 * turn, and may be closed by then.
 */
export function firstQuestions(options: ItemOptions, open: readonly (() => Spec | undefined)[]): readonly (() => object | undefined)[] {
  let analysis = new Analysis(SAMPLE, specFormat);
  const behind = (text: string): number => SAMPLE.lastIndexOf(text) + text.length;
  const completions = (offset: number) => () => completionAnswer(completionsAt(analysis.spec, offset, options), false, options);
  return [
    completions(behind('required: ')),
    completions(behind('source.')),
    () => hoverAt(analysis.spec, behind('source.')),
    () => definitionsAt(analysis.spec, behind('source.'), ''),
    () => (analysis = new Analysis(SAMPLE + BEGUN, specFormat, analysis)).run('', {}).results,
    completions(SAMPLE.length + BEGUN.length),
    ...open.map((ask) => () => {
      const spec = ask();
      return spec && completionsAt(spec, spec.tree.text.length, options);
    }),
  ];
}
