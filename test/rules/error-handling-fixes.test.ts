/** Fixes of section 4, before and after: in braces, in blocks, in quotes, with comments, aliases and merged values, with either line end. */
import assert from 'node:assert/strict';
import { errorExample, NOT_IDEMPOTENT, targetExample } from '../../server/src/rules/sections/examples.ts';
import { allFixes, check, fix, inBase } from '../helpers/check.ts';
import { crlf, lf } from '../helpers/text.ts';

interface Case {
  readonly of: string;
  readonly before: string;
  readonly fix: string;
  readonly after: string;
  /** Values beside the classes. */
  readonly values?: Record<string, string>;
  /** Other sections. */
  readonly rest?: string;
  /** An invalid record aborts the batch. */
  readonly aborts?: boolean;
}

const flow = (action: string, retry: string, rest = ''): string => `{ condition: Odd, action: ${action}, retry: ${retry}, escalation: alert always${rest} }`;
const INSERTS = targetExample({ write_semantics: 'Insert', idempotency_support: 'N/A' }) + NOT_IDEMPOTENT;
const slow = (latency: string): string => `integration_purpose:\n  why: One need\n  trigger: { kind: event }\n  direction: Source → Target\n  expected_volume: 400 records per batch\n  latency_requirement: ${latency}\n`;

const TABLE: Record<string, Case> = {
  'auth-failure-retried: out of the action': { of: 'auth_failure', before: flow('pause 60 seconds; retry 3 times; escalate', 'Yes'), fix: 'Do not retry', after: flow('escalate', 'No') },
  'auth-failure-retried: nothing left': { of: 'auth_failure', before: flow('pause 60 seconds; retry 3 times', 'Yes'), fix: 'Do not retry', after: flow('stop; do not retry; escalate', 'No') },
  'auth-failure-retried: the flag only': { of: 'auth_failure', before: flow('stop; escalate', '"Yes"'), fix: 'Do not retry', after: flow('stop; escalate', '"No"') },
  'auth-failure-retried: with its cases': { of: 'auth_failure', before: flow('retry 3 times; stop', 'Conditional', ', retry_when: HTTP 401'), fix: 'Do not retry', after: flow('stop', 'No') },
  'auth-failure-retried: in a block': {
    of: 'auth_failure', fix: 'Do not retry',
    before: '\n      condition: HTTP 401 # both\n      action: >-\n        refresh token once; retry 3 times;\n        with exponential backoff up to 1 minute; escalate\n      retry: Yes      # for now\n      escalation: immediate',
    after: '\n      condition: HTTP 401 # both\n      action: >-\n        refresh token once; escalate\n      retry: No      # for now\n      escalation: immediate',
  },
  'validation-failure-retried: in the middle': { of: 'validation_failure', before: flow("'log specifics;  retry 2 times ; route to dead letter'", 'Yes'), fix: 'Do not retry', after: flow("'log specifics;  route to dead letter'", 'No') },
  'validation-failure-retried: at the end': { of: 'validation_failure', before: flow('route to dead letter; retry 2 times', 'true'), fix: 'Do not retry', after: flow('route to dead letter', 'No') },
  'validation-failure-retried: nothing left': { of: 'validation_failure', before: flow('retry 2 times', 'Yes'), fix: 'Do not retry', after: flow('log specifics; route to dead letter', 'No') },
  'validation-failure-retried: nothing left, and no place for it': { of: 'validation_failure', before: flow('retry 2 times', 'Yes'), fix: 'Do not retry', after: flow('<steps taken upon the failure>', 'No'), values: { dead_letter_queue: 'none' } },
  'retry-contradicts-action: tries, to yes': { of: 'partial_batch_failure', before: flow('complete successful records; retry 2 times', 'No'), fix: 'Change `retry` to `Yes`', after: flow('complete successful records; retry 2 times', 'Yes') },
  'retry-contradicts-action: tries, out': { of: 'partial_batch_failure', before: flow('complete successful records; pause 1 minute; retry 2 times', 'No'), fix: 'Take `retry 2 times` out', after: flow('complete successful records', 'No') },
  'retry-contradicts-action: nothing left that goes with an aborted batch': { of: 'partial_batch_failure', before: flow('retry 2 times', 'No'), fix: 'Take `retry 2 times` out', after: flow('<steps taken upon the failure>', 'No'), aborts: true },
  'retry-contradicts-action: do not, to no': { of: 'source_unavailable', before: flow('do not retry; abort batch', 'Yes'), fix: 'Change `retry` to `No`', after: flow('do not retry; abort batch', 'No') },
  'retry-contradicts-action: do not, try': { of: 'source_unavailable', before: flow('pause 2 minutes; do not retry; abort batch', 'Yes'), fix: 'Try again instead', after: flow('pause 2 minutes; retry 3 times; abort batch', 'Yes') },
  'retry-contradicts-action: both, try': { of: 'source_unavailable', before: flow('retry 3 times; do not retry', 'Yes'), fix: 'Try again instead', after: flow('retry 3 times', 'Yes') },
  'retry-contradicts-action: both, do not': { of: 'source_unavailable', before: flow('pause 1 minute; retry 3 times; do not retry', 'Yes'), fix: 'Change `retry` to `No`', after: flow('do not retry', 'No') },
  'retry-contradicts-action: stop, try first': { of: 'source_unavailable', before: flow('stop', 'Yes'), fix: 'Try again before', after: flow('retry 3 times; stop', 'Yes') },
  'retry-without-limit: behind the pause': { of: 'source_unavailable', before: flow('pause 2 minutes; escalate', 'Yes'), fix: 'Add `retry 3 times`', after: flow('pause 2 minutes; retry 3 times; escalate', 'Yes') },
  'retry-without-limit: at the end': { of: 'source_unavailable', before: flow('pause 2 minutes', 'Yes'), fix: 'Add `retry 3 times`', after: flow('pause 2 minutes; retry 3 times', 'Yes') },
  'retry-without-limit: before people are told': { of: 'source_unavailable', before: flow('log specifics; escalate', 'Yes'), fix: 'Add `retry 3 times`', after: flow('log specifics; retry 3 times; escalate', 'Yes') },
  'retry-without-limit: as often as fits': { of: 'source_unavailable', before: flow('pause 14 minutes; escalate', 'Yes'), fix: 'Add `retry 1 time`', after: flow('pause 14 minutes; retry 1 time; escalate', 'Yes') },
  'retry-without-limit: in a literal block': { of: 'source_unavailable', before: '\n      condition: Odd\n      action: |\n        pause 2 minutes;\n        escalate\n      retry: Yes\n      escalation: alert always', fix: 'Add `retry 3 times`', after: '\n      condition: Odd\n      action: |\n        pause 2 minutes;\n        retry 3 times; escalate\n      retry: Yes\n      escalation: alert always' },
  'retry-after-ignored: a pause': { of: 'rate_limit_exceeded', before: flow('pause 20 seconds; retry 4 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 20 seconds without it; retry 4 times', 'Yes') },
  'retry-after-ignored: a pause that does not fit': { of: 'rate_limit_exceeded', before: flow('pause 20 minutes; retry 4 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 30 seconds without it; retry 4 times', 'Yes') },
  'retry-after-ignored: no pause': { of: 'rate_limit_exceeded', before: flow('log specifics; retry 4 times; abort batch', 'Yes'), fix: 'Respect', after: flow('log specifics; back off per Retry-After header; fall back to 30 seconds without it; retry 4 times; abort batch', 'Yes') },
  'retry-after-ignored: little time': { of: 'rate_limit_exceeded', before: flow('retry 4 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 10 seconds without it; retry 4 times', 'Yes'), rest: slow('Near-real-time (< 60 seconds)') },
  'retry-after-ignored: the header only': { of: 'rate_limit_exceeded', before: flow('Backoff per Retry-After header; retry 4 times', 'Yes'), fix: 'Respect', after: flow('Backoff per Retry-After header; fall back to 30 seconds without it; retry 4 times', 'Yes') },
  'retry-after-ignored: the fall-back only': { of: 'rate_limit_exceeded', before: flow('fall back to 5 s without it; retry 4 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 5 s without it; retry 4 times', 'Yes') },
  'retry-after-ignored: two pauses, together': { of: 'rate_limit_exceeded', before: flow('pause 60 seconds; pause 10 seconds; retry 2 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 70 seconds without it; retry 2 times', 'Yes') },
  'retry-after-ignored: two pauses apart': { of: 'rate_limit_exceeded', before: flow('pause 60 seconds; log specifics;  pause 10 seconds ; retry 2 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 70 seconds without it; log specifics;  retry 2 times', 'Yes') },
  'retry-after-ignored: a pause before, one between': { of: 'rate_limit_exceeded', before: flow('pause 1 minute; retry 1 time; pause 2 minutes; retry 1 time', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 1 minute without it; retry 1 time; pause 2 minutes; retry 1 time', 'Yes') },
  'retry-after-ignored: a pause, and no count': { of: 'rate_limit_exceeded', before: flow('pause 30 seconds', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 30 seconds without it; retry 3 times', 'Yes') },
  'retry-after-ignored: a long pause, and no count': { of: 'rate_limit_exceeded', before: flow('pause 14 minutes; escalate', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 14 minutes without it; retry 1 time; escalate', 'Yes') },
  'retry-after-ignored: the fall-back, and no count': { of: 'rate_limit_exceeded', before: flow('fall back to 5 s without it; escalate', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 5 s without it; retry 3 times; escalate', 'Yes') },
  'retry-after-ignored: nothing, and no count': { of: 'rate_limit_exceeded', before: flow('escalate', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 30 seconds without it; retry 3 times; escalate', 'Yes') },
  'retry-after-ignored: a pause between tries stays': { of: 'rate_limit_exceeded', before: flow('retry 2 times; pause 1 minute; retry 2 times', 'Yes'), fix: 'Respect', after: flow('back off per Retry-After header; fall back to 30 seconds without it; retry 2 times; pause 1 minute; retry 2 times', 'Yes') },
  'free-text-step: the nearest': { of: 'partial_batch_failure', before: flow('complete the rest; log details # or so'.replace(' # or so', ''), 'No'), fix: 'Change to `complete successful records`', after: flow('complete successful records; log details', 'No') },
};

describe('a fix of section 4, before and after', () => {
  for (const [name, { of, before, fix: title, after, values = {}, rest = '', aborts = false }] of Object.entries(TABLE)) {
    const whole = (row: string): string => inBase({ text: errorExample({ ...(aborts && { validation_failure: flow('abort batch', 'No') }), [of]: row }, values) + rest });
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`${name} (${ends})`, () => {
        const result = fix(change(whole(before)), title);
        assert.equal(lf(result), whole(after));
        if (ends === 'CRLF') assert.doesNotMatch(result, /(?<!\r)\n/);
      });
    }
  }
  for (const [name, text, after] of [
    ['in place of `none`', errorExample({}, { dead_letter_queue: 'none # yet' }), /dead_letter_queue: <exact location of the dead letter queue> # yet\n/],
    ['in its order', errorExample({}, { dead_letter_queue: '' }), /\n {2}dead_letter_queue: <exact location of the dead letter queue>\n {2}operator_notification/],
    ['with Windows line ends', crlf(errorExample({}, { dead_letter_queue: '' })), /\n {2}dead_letter_queue: <exact location of the dead letter queue>\r\n {2}operator_notification/],
  ] as const) it(`dead-letter-undeclared: ${name}`, () => assert.match(fix(inBase({ text }), 'Name the dead letter queue'), after));
});

describe('a missing class is inserted as it fits the rest', () => {
  const inserted = (name: string, text: string): string => {
    const after = fix(inBase({ text: text.replace(new RegExp(` {4}${name}: .*\\n`), '') }), `Insert \`${name}\``);
    return new RegExp(`${name}:\\n +condition: .*\\n +action: (.*)`).exec(after)?.[1] ?? after;
  };
  it('as it is usual', () => {
    assert.equal(inserted('validation_failure', errorExample({})), 'log specifics; route to dead letter');
    assert.equal(inserted('rate_limit_exceeded', errorExample({})), 'back off per Retry-After header; fall back to 10 seconds without it; retry 3 times');
  });
  it('where there is no dead letter queue', () => assert.match(inserted('validation_failure', errorExample({ target_write_failure: flow('skip with log', 'No'), partial_batch_failure: flow('complete successful records', 'No') }, { dead_letter_queue: 'none' })), /^</));
  it('where invalid records abort the batch', () => assert.match(inserted('partial_batch_failure', errorExample({ validation_failure: flow('abort batch', 'No') })), /^</));
  it('where there is little time', () => assert.match(inserted('rate_limit_exceeded', errorExample({ source_unavailable: flow('abort batch', 'No') }) + slow('Near-real-time (< 20 seconds)')), /^</));
});

describe('fixes of shared values change one class only', () => {
  const whole = (classes: Record<string, string>): string => inBase({ text: errorExample(classes) });
  const source = '\n      condition: HTTP 5xx\n      action: &tries pause 2 minutes; retry 3 times; escalate\n      retry: &yes Yes\n      escalation: alert always';
  it('where they are aliases', () => {
    const text = whole({ source_unavailable: source, auth_failure: '{ condition: HTTP 401, action: *tries, retry: *yes, escalation: immediate }' });
    assert.equal(fix(text, 'Do not retry'), text.replace('action: *tries, retry: *yes', 'action: escalate, retry: No'));
  });
  it('where they are merged', () => {
    const text = whole({ source_unavailable: `&class${source}`, auth_failure: '\n      <<: *class\n      condition: HTTP 401' });
    const after = fix(text, 'Do not retry');
    assert.match(after, /auth_failure: ?\n {6}<<: \*class\n {6}condition: HTTP 401\n {6}action: escalate\n {6}retry: No\n {4}validation/);
    assert.ok(after.includes(source), 'the class merged in stays');
  });
  it('where they are merged in braces', () => {
    const text = whole({ source_unavailable: `&class${source}`, auth_failure: '{ <<: *class, condition: HTTP 401 }' });
    assert.match(fix(text, 'Do not retry'), /auth_failure: \{ <<: \*class, condition: HTTP 401, action: escalate, retry: No \}/);
  });
  it('and not at all where the whole class is an alias', () => {
    const text = whole({ source_unavailable: `&class${source}`, auth_failure: '*class' });
    const found = allFixes(text).map(({ result }) => result.rule.id);
    assert.ok(!found.includes('auth-failure-retried'), found.join());
  });
});

describe('no fix makes the executor do harm', () => {
  const titles = (classes: Record<string, string>, rest = ''): string[] => allFixes(inBase({ text: errorExample(classes) + rest })).map(({ title }) => title);
  it('by repeating a write', () => {
    assert.deepEqual(titles({ target_write_failure: flow('retry 2 times; skip with log', 'No') }, INSERTS), ['Take `retry 2 times` out of the action']);
    assert.deepEqual(titles({ target_write_failure: flow('do not retry', 'Yes') }, INSERTS), ['Change `retry` to `No`']);
  });
  it('by repeating a refused credential or an invalid record', () => {
    assert.deepEqual(titles({ auth_failure: flow('retry 2 times; stop', 'No') }), ['Take `retry 2 times` out of the action']);
    assert.deepEqual(titles({ validation_failure: flow('retry 2 times; skip with log', 'No') }), ['Take `retry 2 times` out of the action']);
  });
  it('by waiting for too long', () => {
    assert.deepEqual(titles({ source_unavailable: flow('pause 20 minutes; retry 3 times; escalate', 'No') }), ['Take `retry 3 times` out of the action']);
    assert.deepEqual(titles({ source_unavailable: flow('pause 2 hours; escalate', 'Yes') }), []);
    assert.deepEqual(titles({ source_unavailable: flow('pause 2 hours; stop', 'Yes') }), ['Change `retry` to `No`']);
  });
  it('where the best is offered first', () => {
    assert.deepEqual(titles({ source_unavailable: flow('retry 2 times; abort batch', 'No') }), ['Change `retry` to `Yes`', 'Take `retry 2 times` out of the action']);
    assert.deepEqual(titles({ source_unavailable: flow('stop', 'Yes') }), ['Change `retry` to `No`', 'Try again before `stop`']);
  });
});

describe('the fix of retry-after-ignored leaves nothing to find', () => {
  for (const action of ['pause 30 seconds', 'pause 14 minutes; escalate', 'fall back to 5 s without it; escalate', 'escalate', 'pause 60 seconds; pause 10 seconds; retry 2 times', 'retry 3 times']) {
    it(action, () => assert.deepEqual(check(fix(inBase({ text: errorExample({ rate_limit_exceeded: flow(action, 'Yes') }) }), 'Respect')), []));
  }
});
