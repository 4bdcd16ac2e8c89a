import { sections, childSchema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { DEAD_LETTER_WORDS, routingClasses } from './sections/dead-letters.ts';
import { destinationsOf } from './sections/destinations.ts';
import { errorExample, targetExample } from './sections/examples.ts';
import { failureClassesOf } from './sections/failure-classes.ts';
import { textAt } from './sections/stated.ts';

/** A dead letter queue that nothing is routed to. */
export const deadLetterUnused: Rule = {
  id: 'dead-letter-unused',
  severity: 'warning',
  title: 'Dead letter queue not used',
  explanation:
    '`dead_letter_queue` names a place, and no action of section 4 has a step `route to dead letter` or `route failures to DLQ`. Either records that cannot be written are dropped though there is a place for them, or the queue is left over; the executor cannot tell which. Nothing is said while the action of a class is missing or not filled in, nor where a step of the author’s own words, a condition, `retry_when` or `on_conflict` speaks of a dead letter, a DLQ, rejected records (“reject queue”, “reject table”, “rejected records”) or quarantine, or names the place itself.',
  bad: {
    text: targetExample({}) + errorExample({
      validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; skip with log, retry: No, escalation: alert always }',
      target_write_failure: '{ condition: "HTTP 4xx on write, except 401, 403 and 429", action: inspect payload; skip with log, retry: No, escalation: alert if > 10 in 60 minutes }',
      partial_batch_failure: '{ condition: Some orders of a batch fail and the others succeed, action: complete successful records; log specifics, retry: No, escalation: alert always }',
    }),
  },
  good: {
    text: targetExample({}) + errorExample({
      validation_failure: '{ condition: An order does not satisfy the source record of section 6, action: log specifics; skip with log, retry: No, escalation: alert always }',
    }),
  },
  *check({ spec }) {
    const queue = destinationsOf(spec).deadLetterQueue;
    if (!queue || !allActionsRead(spec) || routingClasses(spec).length > 0 || isSpokenOf(queue.value, spec)) return;
    yield {
      target: { node: queue.node },
      message: `\`dead_letter_queue\` is declared, but no action routes records there: the executor would drop what it cannot write. Add \`route to dead letter\` to the action that should, or declare \`none\`.`,
    };
  },
};

/** Whether each of the six classes is there, and every class has an action. */
function allActionsRead(spec: Spec): boolean {
  const schema = childSchema(sections.find(({ key }) => key === 'error_handling')?.schema, 'failure_classes');
  const classes = failureClassesOf(spec);
  return classes.every(({ action }) => action !== undefined) && (schema?.required ?? []).every((name) => classes.some((failure) => failure.name === name));
}

/** Whether free words say what is put into the dead letter queue. */
function isSpokenOf(queue: string, spec: Spec): boolean {
  const texts = [
    ...failureClassesOf(spec).flatMap(({ action, condition, retryWhen }) => [action?.freeText, condition?.value, retryWhen?.value]),
    textAt(spec, 'target_system', 'on_conflict')?.value,
    textAt(spec, 'data_contract', 'reverse', 'on_conflict')?.value,
  ];
  return texts.some((text) => text !== undefined && (DEAD_LETTER_WORDS.test(text) || text.toLowerCase().includes(queue.toLowerCase())));
}
