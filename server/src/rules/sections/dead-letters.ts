/** Which failure classes send records to the dead letter queue, and whether there is one. */
import type { Spec } from '../../model/spec.ts';
import { entryOf } from '../../syntax/tree.ts';
import type { FailureClass } from './failure-classes.ts';
import { failureClassesOf } from './failure-classes.ts';

/** The classes with a step that routes records to the dead letter queue. */
export function routingClasses(spec: Spec): FailureClass[] {
  return failureClassesOf(spec).filter(({ action }) => action?.steps.has('dead-letter') === true);
}

/** Whether records are routed to a dead letter queue that section 4 does not have: the key is missing. */
export function routesToNowhere(spec: Spec): boolean {
  const section = spec.entry('error_handling')?.value;
  return section?.kind === 'map' && !entryOf(section, 'dead_letter_queue') && routingClasses(spec).length > 0;
}

/** Words that mean the dead letter queue, in a text that no phrase covers. */
export const DEAD_LETTER_WORDS = /\bdead[- ]?letters?\b|\bDLQ\b|\breject(?:s|ed)? (?:queue|table|records?|folder|bucket)\b|\bquarantine[ds]?\b/i;
