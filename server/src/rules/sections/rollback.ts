/** Section 8: how the integration is taken back. */
import { durationOf } from '../../phrases/quantities.ts';
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { choice, once, read, statedText, textAt } from './stated.ts';

export interface Rollback {
  /** The key `rollback_procedure`; undefined where it is missing. */
  readonly entry: Entry | undefined;
  /** All steps; undefined where there are fewer than the two that the format asks for, or one is not filled in. */
  readonly steps: readonly Stated<string>[] | undefined;
  readonly tested: Stated<'tested on staging' | 'documented but untested'> | undefined;
  /** In milliseconds, counted from deployment. */
  readonly window: Stated<number> | undefined;
}

/** Section 8 of a spec, read once. */
export const rollbackOf: (spec: Spec) => Rollback = once((spec) => {
  const entry = entryOf(spec.at('rollback_plan'), 'rollback_procedure');
  return {
    entry,
    steps: entry && readSteps(entry, spec),
    tested: choice(textAt(spec, 'rollback_plan', 'rollback_tested'), 'tested on staging', 'documented but untested'),
    window: read(textAt(spec, 'rollback_plan', 'rollback_window'), durationOf),
  };
});

function readSteps({ value }: Entry, spec: Spec): Stated<string>[] | undefined {
  if (value?.kind !== 'list' || value.items.length < 2 || !spec.hasValue(value)) return undefined;
  const steps = value.items.flatMap((item) => statedText(item, spec) ?? []);
  return steps.length === value.items.length ? steps : undefined;
}
