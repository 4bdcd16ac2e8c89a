/** Skeletons fitted to what a spec says already, so that what is inserted contradicts nothing. */
import type { Spec } from '../model/spec.ts';
import type { Draft, DraftEntry } from '../syntax/change.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { fittedAction } from './sections/retry-changes.ts';
import { systemsOf } from './sections/systems.ts';
import { list } from './words.ts';
import { insertsOnly } from './write-keys.ts';

/**
 * The entry with what is in it fitted: tests name the author’s own failure classes, idempotency is tested where there
 * is any, and actions route, complete and wait only as the rest of the spec allows.
 */
export function fittedEntry(entry: DraftEntry, spec: Spec): DraftEntry {
  return typeof entry.key === 'string' ? { ...entry, value: fittedValue(entry.key, entry.value, spec) } : entry;
}

/** The same for the value behind a key. */
export function fittedValue(key: string, value: Draft, spec: Spec): Draft {
  if (key === 'action') return fittedAction(value, spec);
  if (value.kind !== 'map') return value;
  if (key === 'error_behavior') return { ...value, entries: value.entries.map((entry) => (entry.key === 'test' ? { ...entry, value: withOwnClasses(entry.value, spec) } : entry)) };
  if (key === 'idempotency' && systemsOf(spec).idempotency?.value === 'N/A' && insertsOnly(spec)) {
    return { ...value, entries: [{ key: 'not_applicable', value: { kind: 'hole', label: 'reason why it does not apply' } }] };
  }
  return { ...value, entries: value.entries.map((entry) => fittedEntry(entry, spec)) };
}

/** “Each failure class” with the author’s own named, as `failure-class-untested` asks for. */
function withOwnClasses(test: Draft, spec: Spec): Draft {
  const own = failureClassesOf(spec).filter(({ isOwn }) => isOwn).map(({ name }) => name);
  if (own.length === 0 || test.kind !== 'suggestion') return test;
  return { ...test, value: `${String(test.value)}, ${list(own).replaceAll('`', '')} included` };
}
