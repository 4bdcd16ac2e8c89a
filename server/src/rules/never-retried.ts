/** What the two rules on classes that must not be retried share. */
import type { Spec } from '../model/spec.ts';
import type { Finding, Fix } from './rule.ts';
import { placeOf, placeOfStep, stepOf } from './sections/class-edits.ts';
import { failureClass } from './sections/failure-classes.ts';
import type { NeverRetried } from './sections/retries.ts';
import { isRetriedInVain } from './sections/retries.ts';
import { setRetry, withoutRetries } from './sections/retry-changes.ts';

/** The finding on a class that is retried though it must not be. `why`: what becomes of it, as a clause. */
export function* retriedInVain(name: NeverRetried, why: string, spec: Spec): Generator<Finding> {
  const failure = failureClass(spec, name);
  if (!failure?.retry || !isRetriedInVain(failure)) return;
  const step = stepOf(failure.action, 'retry');
  yield {
    target: placeOf(failure, 'retry'),
    message: `\`${name}\` is retried (\`${failure.retry.value}\`${step ? `, \`${step.canonical}\`` : ''}): ${why}`,
    related: step ? [{ message: `\`${step.canonical}\``, at: placeOfStep(failure, 'retry') }] : [],
  };
}

/** `retry: No`, and an action that tries nothing again. */
export function retryNoMore(name: NeverRetried, spec: Spec): Fix[] {
  const failure = failureClass(spec, name);
  const changes = failure ? [...setRetry(failure, 'No', spec), ...withoutRetries(failure, spec)] : [];
  return changes.length > 0 ? [{ title: `Do not retry \`${name}\``, changes, preferred: true }] : [];
}
