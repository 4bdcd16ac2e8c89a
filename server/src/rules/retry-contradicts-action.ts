import type { Spec } from '../model/spec.ts';
import type { Change } from '../syntax/change.ts';
import type { Fix, Rule } from './rule.ts';
import { placeOf, placeOfStep, setAction, stepOf, withoutSteps, withStep, withStepReplaced } from './sections/class-edits.ts';
import { errorExample } from './sections/examples.ts';
import type { FailureClass } from './sections/failure-classes.ts';
import { failureClass, failureClassesOf } from './sections/failure-classes.ts';
import { contradictionOf, isNeverRetried, isUnsafeToRetry } from './sections/retries.ts';
import { retriesFit, setRetry, soundRetry, withoutRetries } from './sections/retry-changes.ts';

/** `retry` says one thing, the action another. */
export const retryContradictsAction: Rule = {
  id: 'retry-contradicts-action',
  severity: 'error',
  title: 'Retry and action contradict each other',
  explanation:
    'A class says `retry: Yes`, while its action says `do not retry`, or `stop` without trying again first; or it says `retry: No`, while its action says `retry N times`. The executor would have to choose. `stop` behind a `retry N times` or a `refresh token once` is no contradiction: it is what happens when the tries are used up. Where both ways are sound there is a fix for each; none makes the executor repeat a write that could then be there twice, a refused credential, or an invalid record.',
  bad: { text: errorExample({ partial_batch_failure: '{ condition: Some orders of a batch fail and the others succeed, action: complete successful records; retry 2 times; route failures to DLQ, retry: No, escalation: alert always }' }) },
  good: { text: errorExample({ partial_batch_failure: '{ condition: Some orders of a batch fail and the others succeed, action: complete successful records; retry 2 times; route failures to DLQ, retry: Yes, escalation: alert always }' }) },
  *check({ spec }) {
    for (const failure of failureClassesOf(spec)) {
      const id = contradictionOf(failure);
      const step = id && stepOf(failure.action, id);
      if (!step || !failure.retry) continue;
      const ends = id === 'stop' ? ' without trying again first' : '';
      yield {
        target: placeOf(failure, 'retry'),
        message: `\`retry\` of \`${failure.name}\` is \`${failure.retry.value}\`, but its action says \`${step.canonical}\`${ends}: the executor would have to choose.`,
        related: [{ message: `The action says \`${step.canonical}\``, at: placeOfStep(failure, id) }],
        data: { class: failure.name },
      };
    }
  },
  fix(finding, { spec }) {
    const failure = failureClass(spec, String(finding.data?.['class']));
    const id = failure && contradictionOf(failure);
    if (!failure || !id) return [];
    const step = stepOf(failure.action, id)?.canonical ?? '';
    const again = againChanges(failure, id, spec);
    if (id === 'retry') {
      const fixes: Fix[] = [{ title: `Take \`${step}\` out of the action`, changes: withoutRetries(failure, spec), preferred: again.length === 0 }];
      return usable([...fixes, { title: 'Change `retry` to `Yes`', changes: again, preferred: true }]);
    }
    const stop = [...setRetry(failure, 'No', spec), ...(failure.action?.steps.has('retry') ? withoutRetries(failure, spec) : [])];
    return usable([{ title: 'Change `retry` to `No`', changes: stop, preferred: true }, { title: id === 'stop' ? 'Try again before `stop`' : `Try again instead of \`${step}\``, changes: again }]);
  },
};

function usable(fixes: readonly Fix[]): Fix[] {
  return fixes.filter(({ changes }) => changes.length > 0);
}

/** Makes the class try again; nothing where that could do harm, or would take longer than is allowed. */
function againChanges(failure: FailureClass, id: 'no-retry' | 'stop' | 'retry', spec: Spec): Change[] {
  const { action } = failure;
  const step = stepOf(action, id);
  if (!action || !step || isNeverRetried(failure.name) || isUnsafeToRetry(failure, spec) || !retriesFit(failure, action, spec)) return [];
  if (id === 'retry') return action.steps.has('no-retry') ? [] : setRetry(failure, 'Yes', spec);
  if (action.steps.has('retry')) {
    const rest = withoutSteps(action, ({ phrase }) => phrase.id === 'no-retry');
    return rest === undefined ? [] : setAction(failure, rest, spec);
  }
  const retry = soundRetry(failure, spec);
  const isSaidOnce = action.value.matches.filter(({ phrase }) => phrase.id === id).length === 1;
  if (retry === undefined || !isSaidOnce) return [];
  return setAction(failure, id === 'stop' ? withStep(action, retry, step) : withStepReplaced(action, step, retry), spec);
}
