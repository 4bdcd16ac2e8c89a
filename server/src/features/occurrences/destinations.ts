/** The systems, the dead letter queue and the report, and what names them: lists of section 9, steps of actions. */
import type { Spec } from '../../model/spec.ts';
import type { ParsedPhrases } from '../../phrases/index.ts';
import { comparable, destinationsOf } from '../../rules/sections/destinations.ts';
import { failureClassesOf } from '../../rules/sections/failure-classes.ts';
import type { Stated } from '../../rules/sections/stated.ts';
import { systemsOf } from '../../rules/sections/systems.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { OccurrenceTable, SpecSymbol, SymbolKind } from './table.ts';

/** The phrases that speak of the dead letter queue. */
const QUEUE_PHRASES: ReadonlySet<string> = new Set(['dead-letter', 'dead-letters']);

/** Adds what section 9 authorizes, and the dead letter queue with the steps that lead there. */
export function addDestinations(spec: Spec, table: OccurrenceTable): void {
  const { readFrom, writeTo, deadLetterQueue, report } = destinationsOf(spec);
  const { source, target } = systemsOf(spec);
  const declared = new Map<string, SpecSymbol[]>();
  const declare = (kind: SymbolKind, stated: Stated<string> | undefined): void => {
    if (!stated) return;
    const symbol = table.declare(kind, stated.value, stated.node);
    const name = comparable(stated.value);
    declared.set(name, [...(declared.get(name) ?? []), symbol]);
  };
  declare('system', source.name);
  declare('system', target.name);
  declare('dead letter queue', deadLetterQueue);
  declare('report', report);
  for (const { value, node } of [...readFrom.items, ...writeTo.items]) {
    for (const symbol of declared.get(comparable(value)) ?? []) table.add(symbol, { node }, 'reference', 'text');
  }
  addQueueSteps(spec, table, deadLetterQueue);
}

/** Steps such as `route to dead letter`; they lead to the queue’s key where no queue is stated. */
function addQueueSteps(spec: Spec, table: OccurrenceTable, stated: Stated<string> | undefined): void {
  const entry = entryOf(spec.entry('error_handling')?.value, 'dead_letter_queue');
  const at = stated?.node ?? (entry?.incomplete === false ? entry : undefined);
  if (!at) return;
  const symbol = table.declare('dead letter queue', stated?.value ?? 'dead_letter_queue', at);
  for (const { action, escalation } of failureClassesOf(spec)) {
    for (const phrases of [action, escalation] as readonly (Stated<ParsedPhrases> | undefined)[]) {
      for (const { phrase, span } of phrases?.value.matches ?? []) {
        if (phrases && QUEUE_PHRASES.has(phrase.id)) table.add(symbol, { node: phrases.node, slice: span }, 'reference', 'text');
      }
    }
  }
}
