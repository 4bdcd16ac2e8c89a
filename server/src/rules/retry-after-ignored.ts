import type { Spec } from '../model/spec.ts';
import type { Rule } from './rule.ts';
import { isEditable, placeOf, setAction, stepOf, withStep, withStepReplaced } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { Action, FailureClass } from './sections/failure-classes.ts';
import { failureClass } from './sections/failure-classes.ts';
import { spanText } from './sections/figures.ts';
import { fitsBounds, isRetried } from './sections/retries.ts';
import { systemsOf } from './sections/systems.ts';

const RATE_LIMIT = 'rate_limit_exceeded';
const HEADER = 'back off per Retry-After header';
/** Waits to fall back to, in milliseconds: the first that fits is taken. */
const FALL_BACKS = [30_000, 10_000, 5_000, 2_000, 1_000];

/** The system says how long to wait, and is not listened to. */
export const retryAfterIgnored: Rule = {
  id: 'retry-after-ignored',
  severity: 'error',
  title: 'Retry-After not respected',
  explanation:
    '`rate_limit_exceeded` has no step `back off per Retry-After header`. With HTTP 429 most systems say in that header how long to wait; an executor that calls earlier is throttled for longer, or locked out. It is a warning where only `fall back to DURATION without it` is missing, which says what to do when the header is not sent. Nothing is said where neither system is a `REST API` or `GraphQL`, unless the condition speaks of 429 or Retry-After; where the class is not retried and its action waits for nothing; nor where a step is in words of the author’s own. The fix writes both steps, with a wait that fits the latency and the schedule.',
  bad: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: pause 30 seconds; retry 4 times, retry: Yes, escalation: alert always }' }) },
  good: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 30 seconds without it; retry 4 times, retry: Yes, escalation: alert always }' }) },
  *check({ spec }) {
    const failure = failureClass(spec, RATE_LIMIT);
    if (!failure?.action?.isRead || !speaksHttp(failure, spec) || !waits(failure)) return;
    const { steps } = failure.action;
    if (!steps.has('retry-after')) {
      yield { target: placeOf(failure, 'action'), message: `The action has no step \`${HEADER}\`: the executor would call again before the system allows it, and be throttled for longer.` };
    } else if (!steps.has('fall-back')) {
      yield { target: placeOf(failure, 'action'), severity: 'warning', message: 'The action does not say how long to wait where the response has no Retry-After header (`fall back to DURATION without it`): the executor would have to guess.' };
    }
  },
  fix(_finding, { spec }) {
    const failure = failureClass(spec, RATE_LIMIT);
    if (!failure?.action || !isEditable(failure)) return [];
    const text = respecting(failure.action, spec);
    return text === undefined ? [] : [{ title: 'Respect the Retry-After header', changes: setAction(failure, text, spec), preferred: true }];
  },
};

function speaksHttp({ condition }: FailureClass, spec: Spec): boolean {
  const { source, target } = systemsOf(spec);
  const isHttp = [source, target].some(({ type }) => type?.value === 'REST API' || type?.value === 'GraphQL');
  return isHttp || /\b429\b|\bretry[- ]after\b/i.test(condition?.value ?? '');
}

/** Whether anything is waited for: what is given up at once need not ask for how long. */
function waits(failure: FailureClass): boolean {
  return isRetried(failure) || ['pause', 'retry', 'backoff', 'retry-after', 'fall-back'].some((id) => failure.action?.steps.has(id));
}

/** The action with both steps, in front of the try that they are about. */
function respecting(action: Action, spec: Spec): string | undefined {
  const fallBack = stepOf(action, 'fall-back');
  if (fallBack) return withStep(action, HEADER, fallBack);
  const header = stepOf(action, 'retry-after');
  const retry = stepOf(action, 'retry');
  const first = stepOf(action, 'pause');
  const pause = header || (first && retry && first.span.start > retry.span.start) ? undefined : first;
  const wait = [...(pause ? [action.pause] : []), ...FALL_BACKS].find((each) => fitsBounds(each * Math.max(1, action.retries), spec));
  if (wait === undefined) return undefined;
  const step = `fall back to ${spanText(wait)} without it`;
  if (header) return withStepReplaced(action, header, `${action.node.text.slice(header.span.start, header.span.end)}; ${step}`);
  const both = `${HEADER}; ${step}`;
  return pause ? withStepReplaced(action, pause, both) : withStep(action, both, retry ?? action.value.matches[0]);
}
