/** The places that a run reads from and writes to, and how they are told apart. */
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { once, statedTexts, textAt } from './stated.ts';

/** One of the lists of section 9. */
export interface DestinationList {
  /** The key with its list; undefined where it is missing. */
  readonly entry: Entry | undefined;
  readonly items: readonly Stated<string>[];
}

export interface Destinations {
  readonly readFrom: DestinationList;
  readonly writeTo: DestinationList;
  /** Section 4's dead letter queue; undefined where it is missing, or there is none. */
  readonly deadLetterQueue: Stated<string> | undefined;
  /** Section 4 says `none`, or the same in other words. */
  readonly hasNoDeadLetterQueue: boolean;
  /** Where the summary report goes. */
  readonly report: Stated<string> | undefined;
}

/** Texts that say there is no such place, perhaps with the reason behind a separator or in brackets. */
const NONE = /^(?:none|n\/a|not applicable|nil|-+|[–—])(?:\s*$|\s*[(,;:.–—]|\s+-\s)/i;

/** The destinations of a spec, read once. */
export const destinationsOf: (spec: Spec) => Destinations = once((spec) => {
  const queue = textAt(spec, 'error_handling', 'dead_letter_queue');
  const isNone = queue !== undefined && NONE.test(queue.value);
  return {
    readFrom: list(spec, 'read_from'),
    writeTo: list(spec, 'write_to'),
    deadLetterQueue: isNone ? undefined : queue,
    hasNoDeadLetterQueue: isNone,
    report: textAt(spec, 'agent_execution_instructions', 'completion_signal', 'report_to'),
  };
});

/** Whether two texts name one place: case and spacing aside. Source: rule catalogue, introduction. */
export function sameText(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** A text as it is compared with others. */
export function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

function list(spec: Spec, key: 'read_from' | 'write_to'): DestinationList {
  const entry = entryOf(spec.at('agent_execution_instructions', 'authorized_actions'), key);
  return { entry, items: statedTexts(entry?.value, spec) };
}
