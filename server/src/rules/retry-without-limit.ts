import type { Rule } from './rule.ts';
import { isEditable, placeOf, setAction, withStep } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { Action } from './sections/failure-classes.ts';
import { failureClass, failureClassesOf } from './sections/failure-classes.ts';
import { isUnlimited, retryAfterFaultOf } from './sections/retry-after.ts';
import { soundRetry } from './sections/retry-changes.ts';

/** The steps that a try follows. */
const BEFORE_A_TRY = ['pause', 'retry-after', 'fall-back', 'split'];

/** Tried again, and nothing says how often. */
export const retryWithoutLimit: Rule = {
  id: 'retry-without-limit',
  severity: 'error',
  title: 'Retry without a limit',
  explanation:
    'A class is retried (`Yes` or `Conditional`), and its action says neither how often (`retry N times`, `refresh token once`) nor what ends it (`stop`, `abort batch`, `route to dead letter`, `skip with log`). The executor could try forever, and nobody would be told. Nothing is said about an action with a step in words of the author’s own, nor where `retry_when` limits the tries (“once”, “twice”, “times”, “until”, “at most”, “no more than”, “up to”), nor where `retry-after-ignored` says it of the same action. The fix adds a number of tries that fits the latency and the schedule.',
  bad: { text: errorExample({ source_unavailable: '{ condition: HTTP 5xx or connection timeout, action: pause 2 minutes; escalate, retry: Yes, escalation: alert after 3 failures }' }) },
  good: { text: errorExample({ source_unavailable: '{ condition: HTTP 5xx or connection timeout, action: pause 2 minutes; retry 3 times; escalate, retry: Yes, escalation: alert after 3 failures }' }) },
  *check({ spec }) {
    // Where the header is ignored, that finding says both, and its fix mends both.
    const fault = retryAfterFaultOf(spec);
    const saidElsewhere = fault?.lacks === 'retry-after' ? fault.failure : undefined;
    for (const failure of failureClassesOf(spec)) {
      if (failure === saidElsewhere || !isUnlimited(failure) || !failure.retry) continue;
      yield {
        target: placeOf(failure, 'action'),
        message: `\`${failure.name}\` is retried (\`${failure.retry.value}\`), but its action says neither how often (\`retry N times\`) nor what ends it (\`abort batch\`, \`route to dead letter\`): the executor could try forever.`,
        related: [{ message: `\`retry\` is \`${failure.retry.value}\``, at: placeOf(failure, 'retry') }],
        data: { class: failure.name },
      };
    }
  },
  fix(finding, { spec }) {
    const failure = failureClass(spec, String(finding.data?.['class']));
    const retry = failure && soundRetry(failure, spec);
    if (!failure?.action || retry === undefined || !isEditable(failure)) return [];
    return [{ title: `Add \`${retry}\``, changes: setAction(failure, withRetry(failure.action, retry), spec), preferred: true }];
  },
};

/** A try follows what is waited for, and goes before people are told. */
function withRetry(action: Action, retry: string): string {
  const { matches } = action.value;
  const last = matches.findLastIndex(({ phrase }) => BEFORE_A_TRY.includes(phrase.id));
  return withStep(action, retry, last >= 0 ? matches[last + 1] : matches.find(({ phrase }) => phrase.id === 'escalate'));
}
