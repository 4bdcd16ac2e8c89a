/** Section 7: what is tested, and what the author says need not be. */
import type { Spec } from '../../model/spec.ts';
import type { Entry } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Stated } from './stated.ts';
import { once, statedText } from './stated.ts';

export interface Criterion {
  readonly name: string;
  readonly entry: Entry;
  readonly test: Stated<string> | undefined;
  readonly passCondition: Stated<string> | undefined;
  /** The reason why it does not apply. */
  readonly notApplicable: Stated<string> | undefined;
  /** Its test with the pass condition, or the reason why there is none, can be read. */
  readonly isRead: boolean;
}

/** The criteria of a spec in the order of the text, read once; undefined where they are missing, or not filled in. */
export const criteriaOf: (spec: Spec) => readonly Criterion[] | undefined = once((spec) => {
  const map = spec.at('validation', 'criteria');
  if (map?.kind !== 'map' || !spec.hasValue(map)) return undefined;
  return map.entries.filter((entry) => !entry.incomplete).map((entry) => readCriterion(entry, spec));
});

/** The criterion with this name; undefined where there is none. */
export function criterion(spec: Spec, name: string): Criterion | undefined {
  return criteriaOf(spec)?.find((each) => each.name === name);
}

function readCriterion(entry: Entry, spec: Spec): Criterion {
  const text = (key: string): Stated<string> | undefined => statedText(entryOf(entry.value, key)?.value, spec);
  const [test, passCondition, notApplicable] = [text('test'), text('pass_condition'), text('not_applicable')];
  return { name: entry.key.text, entry, test, passCondition, notApplicable, isRead: notApplicable !== undefined || (test !== undefined && passCondition !== undefined) };
}
