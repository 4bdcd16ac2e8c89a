import { retriedInVain, retryNoMore } from './never-retried.ts';
import type { Rule } from './rule.ts';
import { errorExample } from './sections/examples.ts';

/** A refused credential is tried again. */
export const authFailureRetried: Rule = {
  id: 'auth-failure-retried',
  severity: 'error',
  title: 'Authentication failure retried',
  explanation:
    '`auth_failure` is retried: its `retry` is not `No`. A credential that was refused is refused again, and repeated attempts can lock the account for everybody who uses it. The one exception is a token that has expired: an action with `refresh token once`, and without a `retry N times`, is accepted, and so is a step in words of the author’s own that speaks of a token, credential, login, of refreshing or renewing. The fix sets `No` and takes pauses and retries out of the action.',
  bad: { text: errorExample({ auth_failure: '{ condition: HTTP 401 or 403, action: pause 60 seconds; retry 3 times; escalate, retry: Yes, escalation: immediate }' }) },
  good: { text: errorExample({ auth_failure: '{ condition: HTTP 401 or 403, action: refresh token once; stop; escalate, retry: No, escalation: immediate }' }) },
  *check({ spec }) {
    yield* retriedInVain('auth_failure', 'a credential that was refused is refused again, and repeating the call can lock the account.', spec);
  },
  fix: (_finding, { spec }) => retryNoMore('auth_failure', spec),
};
