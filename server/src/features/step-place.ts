/** The cursor among the steps of a phrase text. */
import type { ParsedPhrases, Step } from '../phrases/index.ts';
import type { TextRange } from '../syntax/tree.ts';

export interface StepPlace {
  /** The step that the cursor stands in or behind; undefined where there is none yet. */
  readonly step: Step | undefined;
  /** What a new step replaces. */
  readonly slice: TextRange;
  /** What parts it from the separator that it would stand right behind. */
  readonly glue: string;
  readonly before: readonly Step[];
  /** Those behind the cursor, without the empty ones. */
  readonly behind: readonly Step[];
}

/** The step at an offset of a text, and those around it. */
export function stepPlaceAt({ table, steps }: ParsedPhrases, text: string, at: number): StepPlace {
  const index = steps.findLastIndex((step) => step.span.start <= at);
  const step = steps[index];
  return {
    step,
    slice: step && step.text !== '' ? step.span : { start: at, end: at },
    glue: step && index > 0 && text[at - 1] === table.separator ? ' ' : '',
    before: steps.slice(0, Math.max(0, index)),
    behind: steps.slice(index + 1).filter((each) => each.text !== ''),
  };
}
