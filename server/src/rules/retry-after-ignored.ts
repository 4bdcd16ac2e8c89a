import type { Spec } from '../model/spec.ts';
import { duration } from '../phrases/holes.ts';
import type { PhraseMatch } from '../phrases/index.ts';
import type { Rule } from './rule.ts';
import { isEditable, placeOf, setAction, stepOf, withoutSteps, withStep, withStepReplaced } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import { counted, spanText } from './sections/figures.ts';
import { fitsBounds, triesThatFit } from './sections/retries.ts';
import type { RetryAfterFault } from './sections/retry-after.ts';
import { isUnlimited, retryAfterFaultOf } from './sections/retry-after.ts';

const HEADER = 'back off per Retry-After header';
/** Waits to fall back to, in milliseconds: the first that fits is taken. */
const FALL_BACKS = [30_000, 10_000, 5_000, 2_000, 1_000];

/** The system says how long to wait, and is not listened to. */
export const retryAfterIgnored: Rule = {
  id: 'retry-after-ignored',
  severity: 'error',
  title: 'Retry-After not respected',
  explanation:
    '`rate_limit_exceeded` has no step `back off per Retry-After header`. With HTTP 429 most systems say in that header how long to wait; an executor that calls earlier is throttled for longer, or locked out. It is a warning where only `fall back to DURATION without it` is missing, which says what to do when the header is not sent. Nothing is said where neither system is a `REST API` or `GraphQL`, unless the condition speaks of 429 or Retry-After; where the condition says that there is no such header (“no”, “not”, “neither”, “never”, “without”, “lacks” or “omits” before `Retry-After`, “absent”, “missing” or “not sent” behind it); where it speaks of SQLSTATE, connections or cost, and not of 429, HTTP, throttling or Retry-After; where the class is not retried and has no step `retry N times`; nor where a step is in words of the author’s own. The fix writes both steps, with a wait that fits the latency and the schedule, in place of the pauses before the first try; where nothing says how often is tried again, it adds that too.',
  bad: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: pause 30 seconds; retry 4 times, retry: Yes, escalation: alert always }' }) },
  good: { text: errorExample({ rate_limit_exceeded: '{ condition: HTTP 429, action: back off per Retry-After header; fall back to 30 seconds without it; retry 4 times, retry: Yes, escalation: alert always }' }) },
  *check({ spec }) {
    const fault = retryAfterFaultOf(spec);
    if (!fault) return;
    const target = placeOf(fault.failure, 'action');
    if (fault.lacks === 'fall-back') {
      yield { target, severity: 'warning', message: 'The action does not say how long to wait where the response has no Retry-After header (`fall back to DURATION without it`): the executor would have to guess.' };
      return;
    }
    const often = isUnlimited(fault.failure) ? ' Nor does it say how often it tries again (`retry N times`).' : '';
    yield { target, message: `The action has no step \`${HEADER}\`: the executor would call again before the system allows it, and be throttled for longer.${often}` };
  },
  fix(_finding, { spec }) {
    const fault = retryAfterFaultOf(spec);
    const text = fault && isEditable(fault.failure) ? respecting(fault, spec) : undefined;
    return fault === undefined || text === undefined ? [] : [{ title: 'Respect the Retry-After header', changes: setAction(fault.failure, text, spec), preferred: true }];
  },
};

/** The action with both steps in front of the try that they are about, and with that try where nothing says how often. */
function respecting({ failure, action, lacks }: RetryAfterFault, spec: Spec): string | undefined {
  const { text } = action.node;
  const header = stepOf(action, 'retry-after');
  const fallBack = stepOf(action, 'fall-back');
  const retry = stepOf(action, 'retry');
  const isEndless = lacks === 'retry-after' && isUnlimited(failure);
  // What is waited for before the first try, together; the waits between later ones stay.
  const pauses = header ?? fallBack ? [] : action.value.matches.filter(({ phrase, span }) => phrase.id === 'pause' && (!retry || span.start < retry.span.start));
  const paused = pauses.reduce((sum, { values }) => sum + (duration(values['duration']) ?? 0), 0);
  const tries = (wait: number): number => (isEndless ? triesThatFit(wait, spec) : fitsBounds(wait * Math.max(1, action.retries), spec) ? action.retries : -1);
  const wait = (fallBack ? [action.fallBack ?? 0] : [...(paused > 0 ? [paused] : []), ...FALL_BACKS]).find((each) => tries(each) >= (isEndless ? 1 : 0));
  if (wait === undefined) return fallBack && !isEndless ? withStep(action, HEADER, fallBack) : undefined;
  const then = isEndless ? `; retry ${counted(tries(wait), 'time')}` : '';
  const step = `fall back to ${spanText(wait)} without it`;
  if (header) return withStepReplaced(action, header, `${textOf(header)}; ${step}`);
  if (fallBack) return withStepReplaced(action, fallBack, `${HEADER}; ${textOf(fallBack)}${then}`);
  const all = `${HEADER}; ${step}${then}`;
  const [first, ...others] = pauses;
  if (!first) return withStep(action, all, retry ?? action.value.matches[0]);
  const rest = withoutSteps(action, (match) => others.includes(match)) ?? text;
  return rest.slice(0, first.span.start) + all + rest.slice(first.span.end);

  function textOf({ span }: PhraseMatch): string {
    return text.slice(span.start, span.end);
  }
}
