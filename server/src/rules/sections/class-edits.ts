/** Where findings on a failure class stand, and changes to it that stay right where its values are aliases or merged. */
import { keysOf } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import type { PhraseMatch } from '../../phrases/index.ts';
import type { Change, Draft } from '../../syntax/change.ts';
import type { Entry, Target } from '../../syntax/tree.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { Action, FailureClass } from './failure-classes.ts';

type Key = 'condition' | 'action' | 'retry' | 'retry_when' | 'escalation';

/**
 * The place of a class's value, or of a slice of its text. A value that is merged in, or stands in a class written as
 * an alias, is another class's too: then the class itself is the place.
 */
export function placeOf(failure: FailureClass, key: Key, slice?: Target['slice']): Target {
  const entry = ownEntry(failure, key);
  return entry ? { node: entry.value ?? entry, ...(slice && { slice }) } : { node: failure.entry, part: 'key' };
}

/** The place of the first step of an action with this phrase. */
export function placeOfStep(failure: FailureClass, id: string): Target {
  return placeOf(failure, 'action', stepOf(failure.action, id)?.span);
}

/** The first step of an action with this phrase. */
export function stepOf(action: Action | undefined, id: string): PhraseMatch | undefined {
  return action?.value.matches.find((match) => match.phrase.id === id);
}

/** Gives a class this value: in place of its own, or over one that is merged in. Nothing where it stands for another class. */
export function setValue(failure: FailureClass, key: Key, value: Draft, spec: Spec): Change[] {
  const { value: map, merged } = failure.entry;
  if (map?.kind !== 'map' || map.origin || merged) return [];
  const entry = ownEntry(failure, key);
  if (entry) return [{ kind: 'replaceValue', of: entry, value }];
  return [{ kind: 'insertEntry', into: map, entry: { key, value }, order: keysOf(spec.schemaOf(map)).map(({ name }) => name) }];
}

/** Gives a class another action; what stays of its text is left untouched. */
export function setAction(failure: FailureClass, text: string, spec: Spec): Change[] {
  const entry = ownEntry(failure, 'action');
  const node = failure.action?.node;
  if (!entry || !node || entry.value !== node) return setValue(failure, 'action', { kind: 'text', text }, spec);
  const slice = difference(node.text, text);
  return [{ kind: 'replaceSlice', of: node, slice, text: text.slice(slice.start, text.length - (node.text.length - slice.end)) }];
}

/** Takes a key out of a class, where it has it. */
export function removeKey(failure: FailureClass, key: Key): Change[] {
  const entry = ownEntry(failure, key);
  return entry ? [{ kind: 'removeEntry', entry }] : [];
}

/** Whether the fixes of this file can change a class at all. */
export function isEditable({ entry }: FailureClass): boolean {
  return entry.value?.kind === 'map' && !entry.value.origin && !entry.merged;
}

/** The entry that the class itself has; undefined where it is merged in, or the class stands for another. */
function ownEntry(failure: FailureClass, key: Key): Entry | undefined {
  const entry = isEditable(failure) ? entryOf(failure.entry.value, key) : undefined;
  return entry?.merged === true ? undefined : entry;
}

/** The slice of the first text that differs in the second. */
function difference(before: string, after: string): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { start, end: before.length - same };
}

/** An action's text without the steps that this holds for, separators seen to; undefined where no step would be left. */
export function withoutSteps(action: Action, isGone: (match: PhraseMatch) => boolean): string | undefined {
  const steps = action.value.steps.filter(({ text }) => text !== '');
  const goes = (step: (typeof steps)[number] | undefined): boolean => step?.match !== undefined && isGone(step.match);
  if (steps.every(goes)) return undefined;
  let { text } = action.node;
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const [before, step, after] = [steps[at - 1], steps[at], steps[at + 1]];
    if (!step || !goes(step)) continue;
    // A step goes with the separator behind it; once all behind it are gone, with the one before it.
    const isLast = !steps.slice(at + 1).some((other) => !goes(other));
    if (isLast) text = text.slice(0, before?.span.end ?? 0) + text.slice(step.span.end);
    else text = text.slice(0, step.span.start) + text.slice(after?.span.start ?? step.span.end);
  }
  return text;
}

/** An action's text with a step in front of another, or at its end. */
export function withStep(action: Action, step: string, before: PhraseMatch | undefined): string {
  const { text } = action.node;
  if (before) return `${text.slice(0, before.span.start)}${step}; ${text.slice(before.span.start)}`;
  const end = action.value.steps.findLast((each) => each.text !== '')?.span.end ?? 0;
  return `${text.slice(0, end)}; ${step}${text.slice(end)}`;
}

/** An action's text with another step in the place of one. */
export function withStepReplaced(action: Action, { span }: PhraseMatch, step: string): string {
  const { text } = action.node;
  return text.slice(0, span.start) + step + text.slice(span.end);
}
