/** Completion of phrases outside of contracts: actions, escalations, durations, latencies, volumes, rates. */
import assert from 'node:assert/strict';
import { runRules } from '../../server/src/rules/runner.ts';
import { complete, labels, specOf } from '../helpers/features.ts';
import type { Completed } from '../helpers/features.ts';
import { baseWith, classWith } from '../helpers/specs.ts';
import { crlf, cursorIn } from '../helpers/text.ts';

const action = (name: string, value: string): string => classWith(name, { action: value });
const escalation = (name: string, value: string): string => classWith(name, { escalation: value });
const every = (value: string): readonly [string, string] => ['every: 15 minutes', `every: ${value}`];
const latency = (value: string): readonly [string, string] => ['latency_requirement: Batch (30 minutes)', `latency_requirement: ${value}`];
const volume = (value: string): readonly [string, string] => ['expected_volume: 400 records per batch, peak 900 per batch', `expected_volume: ${value}`];
const rates = (value: string): readonly [string, string] => ['rate_limits: 2 requests per second', `rate_limits: ${value}`];
const rollback = (value: string): readonly [string, string] => ['rollback_window: 14 days', `rollback_window: ${value}`];
const kind = (value: string): readonly [string, string] => ['kind: schedule\n    every: 15 minutes', `kind: ${value}`];
const NO_QUEUE: readonly [string, string] = ['dead_letter_queue: s3://acme-integration-dlq/shopify-netsuite/orders/', 'dead_letter_queue: none'];

/** Title, the text with `<|>`, and the first labels. */
const FIRST: readonly (readonly [string, string, readonly string[]])[] = [
  ['the usual action, then its first steps', action('source_unavailable', '<|>'), ['pause 10 seconds; retry 3 times; escalate', 'pause DURATION', 'retry N times', 'retry N times with exponential backoff up to DURATION']],
  ['what ends a run that may not go on', action('auth_failure', '<|>'), ['stop; do not retry; escalate', 'stop', 'do not retry', 'refresh token once']],
  ['what sets a record aside', action('validation_failure', '<|>'), ['log specifics; route to dead letter', 'inspect payload', 'log specifics', 'route to dead letter']],
  ['what looks into a refused write', action('target_write_failure', '<|>'), ['inspect payload; log specifics; route to dead letter', 'inspect payload', 'log specifics']],
  ['what completes the rest of a batch', action('partial_batch_failure', '<|>'), ['complete successful records; route failures to DLQ', 'complete successful records']],
  ['what waits as it is told', action('rate_limit_exceeded', '<|>'), ['back off per Retry-After header; fall back to 10 seconds without it; retry 3 times', 'back off per Retry-After header', 'retry N times']],
  ['the fall-back behind that', action('rate_limit_exceeded', 'back off per Retry-After header; <|>'), ['fall back to DURATION without it', 'retry N times']],
  ['the tries behind that', action('rate_limit_exceeded', 'back off per Retry-After header; fall back to 5 seconds without it; <|>'), ['retry N times']],
  ['backoff behind a retry', action('source_unavailable', 'pause 2 minutes; retry 3 times; <|>'), ['with exponential backoff up to DURATION', 'abort batch', 'escalate']],
  ['a class of the author’s own by whose failure it is', classWith('target_unavailable', { action: '<|>' }).replace('      retry: Yes\n      escalation: alert after 3 failures to PagerDuty policy order-sync-primary\n  dead', '      retry: Yes\n      system: target\n      escalation: alert always\n  dead'), ['inspect payload', 'log specifics', 'pause DURATION']],
  ['a class of the author’s own that is not retried', classWith('target_unavailable', { action: '<|>', retry: 'No' }), ['log specifics', 'route to dead letter']],
  ['numbers that are typed already', action('source_unavailable', 'pause 2 minutes; retry 7<|>'), ['retry 7 times', 'retry 7 times with exponential backoff up to DURATION']],
  ['what was meant', action('source_unavailable', 'wait 5 min<|>'), ['pause 5 minutes']],
  ['the escalation of a refused credential', escalation('auth_failure', '<|>'), ['immediate', 'immediate to PagerDuty policy order-sync-primary', 'immediate to Slack channel #order-sync']],
  ['the escalation of invalid records', escalation('validation_failure', '<|>'), ['alert if dead letter > 5 records', 'alert if dead letter > N records']],
  ['the escalation of a partial failure', escalation('partial_batch_failure', 'al<|>'), ['alert always', 'alert always to PagerDuty policy order-sync-primary']],
  ['the escalation of a rate limit', escalation('rate_limit_exceeded', 'alert if > 8<|>'), ['alert if > 8 rate-limit hits per hour']],
  ['minutes first for an interval', baseWith(every('<|>')), ['N minutes', 'N hours', 'N days', 'N seconds']],
  ['the units for a number', baseWith(every('20<|>')), ['20 minutes', '20 hours', '20 days', '20 seconds']],
  ['one of a unit', baseWith(every('1<|>')), ['1 minute', '1 hour']],
  ['single changes first for events', baseWith(kind('event'), latency('<|>')), ['Near-real-time (< N seconds)', 'Real-time', 'Batch (N minutes/hours/days)']],
  ['at once first for calls', baseWith(kind('API call'), latency('<|>')), ['Real-time']],
  ['batches first for a schedule of seconds', baseWith(every('30 seconds'), latency('<|>')), ['Batch (N minutes/hours/days)', 'Near-real-time (< N seconds)']],
  ['rates', baseWith(rates('<|>')), ['N requests per second/minute/hour/day', 'N requests per DURATION', 'N concurrent requests', 'none']],
];

/** Title, the text with `<|>`, and all labels. */
const EXACTLY: readonly (readonly [string, string, readonly string[]])[] = [
  ['only what a schedule can keep', baseWith(latency('<|>')), ['Batch (N minutes/hours/days)']],
  ['days and hours for a rollback', baseWith(rollback('<|>')), ['N days', 'N hours']],
  ['only a rollback that outlasts a run', baseWith(every('5 days'), rollback('<|>')), ['N days']],
  ['a second rate, but not none', baseWith(rates('2 requests per second, <|>')), ['N requests per second/minute/hour/day', 'N requests per DURATION', 'N concurrent requests']],
  ['nothing behind a step that says all', action('source_unavailable', 'pause 2 minutes; retry 3 times<|>'), []],
  ['nothing behind an interval that says all', baseWith(every('1 hour<|>')), []],
  ['nothing in an empty line of a block', action('source_unavailable', '>-\n        pause 2 minutes;\n<|>\n        retry 3 times'), []],
];

/** Title, the text with `<|>`, and labels that are not offered. */
const NEVER: readonly (readonly [string, string, readonly string[]])[] = [
  ...['auth_failure', 'validation_failure'].map((name) => [`tries for ${name}`, action(name, '<|>'), ['retry N times', 'pause DURATION', 'retry N times with exponential backoff up to DURATION', 'back off per Retry-After header']] as const),
  ['backoff or a fall-back on their own', action('rate_limit_exceeded', '<|>'), ['with exponential backoff up to DURATION', 'fall back to DURATION without it']],
  ['an end where there is a retry', action('source_unavailable', '<|>'), ['do not retry', 'stop']],
  ['an end in front of the tries', action('source_unavailable', 'pause 2 minutes; <|>; retry 3 times'), ['do not retry', 'stop']],
  ['tries where there are none', action('partial_batch_failure', '<|>'), ['retry N times', 'retry N times with exponential backoff up to DURATION']],
  ['the dead letter queue where there is none', baseWith(NO_QUEUE).replace('action: log specifics; route to dead letter', 'action: <|>'), ['route to dead letter', 'log specifics; route to dead letter']],
  ['dead letters where there is no queue', baseWith(NO_QUEUE).replace('escalation: alert if dead letter > 10 records', 'escalation: <|>'), ['alert if dead letter > 5 records', 'alert if dead letter > N records']],
  ['an abort beside what completes', action('partial_batch_failure', 'complete successful records; <|>'), ['abort batch', 'complete successful records']],
  ['an abort that another class contradicts', action('validation_failure', '<|>'), ['abort batch']],
  ['a step a second time', action('source_unavailable', 'pause 2 minutes; retry 3 times; <|>; escalate'), ['retry N times', 'escalate']],
  ['waits that outlast the latency', baseWith(kind('event'), latency('Near-real-time (< 1 seconds)')).replace('action: pause 2 minutes; retry 3 times; abort batch; escalate', 'action: <|>'), ['pause DURATION', 'pause 10 seconds; retry 3 times; escalate']],
];

/** Title, the text with `<|>`, the item, and the line that accepting it gives. */
const ACCEPTED: readonly (readonly [string, string, string, string])[] = [
  ['the first step', action('source_unavailable', '<|>'), 'pause DURATION', 'action: pause 2 minutes'],
  ['a step behind a semicolon', action('source_unavailable', 'pause 2 minutes;<|>'), 'retry N times', 'action: pause 2 minutes; retry 3 times'],
  ['a step behind a semicolon and a blank', action('source_unavailable', 'pause 2 minutes; <|>'), 'retry N times', 'action: pause 2 minutes; retry 3 times'],
  ['a step over a half-typed one', action('source_unavailable', 'pause 2 minutes; ret<|>; escalate'), 'retry N times', 'action: pause 2 minutes; retry 3 times; escalate'],
  ['a step over words and a blank', action('source_unavailable', 'pause 2 minutes; retry <|>'), 'retry N times', 'action: pause 2 minutes; retry 3 times'],
  ['what was meant', action('source_unavailable', 'pause 2 minutes; retry 4 tm<|>'), 'retry 4 times', 'action: pause 2 minutes; retry 4 times'],
  ['an end behind the tries', action('source_unavailable', 'pause 2 minutes; retry 3 times; <|>'), 'stop', 'action: pause 2 minutes; retry 3 times; stop'],
  ['a step in double quotes', action('source_unavailable', '"pause 2 minutes; <|>"'), 'abort batch', 'action: "pause 2 minutes; abort batch"'],
  ['a step in single quotes', action('source_unavailable', "'pause 2 minutes; <|>'"), 'abort batch', "action: 'pause 2 minutes; abort batch'"],
  ['a step in a folded block', action('source_unavailable', '>-\n        pause 2 minutes;\n        ret<|>'), 'retry N times', 'retry 3 times'],
  ['a step in a flow map', 'error_handling:\n  failure_classes:\n    auth_failure: { action: <|>, retry: No }\n', 'stop', 'auth_failure: { action: stop, retry: No }'],
  ['a wait that fits the latency', baseWith(kind('event'), latency('Near-real-time (< 60 seconds)')).replace('action: pause 2 minutes; retry 3 times; abort batch; escalate', 'action: <|>'), 'pause DURATION', 'action: pause 10 seconds'],
  ['tries that fit the wait', action('source_unavailable', 'pause 8 minutes; <|>'), 'retry N times', 'action: pause 8 minutes; retry 1 times'],
  ['over a placeholder', action('source_unavailable', '<st<|>eps>'), 'abort batch', 'action: abort batch'],
  ['a channel that needs quotes', escalation('auth_failure', '<|>'), 'immediate to Slack channel #order-sync', 'escalation: "immediate to Slack channel #order-sync"'],
  ['an interval', baseWith(every('<|>')), 'N hours', 'every: 1 hour'],
  ['an interval of so many', baseWith(every('90 <|>')), '90 seconds', 'every: 90 seconds'],
  ['a latency that the schedule can keep', baseWith(every('90 seconds'), latency('<|>')), 'Batch (N minutes/hours/days)', 'latency_requirement: Batch (2 minutes)'],
  ['the volume of section 5', baseWith(volume('<|>')), 'N records/events/messages per batch/second/minute/hour/day, peak N per batch/second/minute/hour/day', 'expected_volume: 400 records per batch, peak 900 per batch'],
  ['the volume of a day for events', baseWith(kind('event'), volume('<|>')), 'N records/events/messages per batch/second/minute/hour/day', 'expected_volume: 38,400 events per day'],
  ['a rate that carries the calls of section 5', baseWith(rates('<|>')), 'N requests per second/minute/hour/day', 'rate_limits: 100 requests per minute        # leaky bucket of 40, restored at 2 per second'],
  ['a second rate, in front of a comment', baseWith(rates('2 requests per minute, <|>')), 'N requests per second/minute/hour/day', 'rate_limits: 2 requests per minute, 10 requests per second        # leaky bucket of 40, restored at 2 per second'],
  ['a second rate in a flow map', 'source_system: { rate_limits: "2 requests per second,<|>" }\n', 'N concurrent requests', 'source_system: { rate_limits: "2 requests per second, 4 concurrent requests" }'],
];

function found(marked: string, label: string): Completed {
  const items = complete(marked);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${labels(items).join(' | ')}`);
  return item;
}

/** The lines of a document that a completion changed. */
function changed(marked: string, label: string): string {
  const before = cursorIn(marked).text.split(/\r?\n/);
  const after = found(marked, label).document.split(/\r?\n/);
  assert.equal(after.length, before.length);
  return after.filter((line, at) => line !== before[at]).map((line) => line.trim()).join('\n');
}

describe('completion of phrases', () => {
  for (const [title, marked, expected] of FIRST) it(`offers ${title}`, () => assert.deepEqual(labels(complete(marked)).slice(0, expected.length), expected));
  for (const [title, marked, expected] of EXACTLY) it(`offers ${title}, and no more`, () => assert.deepEqual(labels(complete(marked)), expected));
  for (const [title, marked, never] of NEVER) {
    it(`does not offer ${title}`, () => {
      const offered = labels(complete(marked));
      assert.ok(offered.length > 3);
      assert.deepEqual(offered.filter((label) => never.includes(label)), []);
    });
  }
  for (const [title, marked, label, line] of ACCEPTED) {
    it(`inserts ${title}`, () => assert.equal(changed(marked, label), line));
    it(`inserts ${title}, with CRLF`, () => assert.equal(changed(crlf(marked), label), line));
  }

  it('has tab stops at the numbers', () => {
    assert.equal(found(action('source_unavailable', '<|>'), 'pause 10 seconds; retry 3 times; escalate').inserted, 'pause ${1:10 seconds}; retry ${2:3} times; escalate');
    assert.equal(found(action('source_unavailable', '<|>'), 'retry N times with exponential backoff up to DURATION').inserted, 'retry ${1:3} times with exponential backoff up to ${2:2 minutes}');
    assert.equal(found(escalation('auth_failure', '<|>'), 'immediate to Slack channel #order-sync').inserted, '"immediate to ${1:Slack channel #order-sync}"');
    assert.equal(found(baseWith(every('<|>')), 'N minutes').inserted, '${1:15} minutes');
  });

  it('has none for clients without snippets', () => {
    const items = complete(action('source_unavailable', 'pause 2 minutes; <|>'), { snippets: false, asIs: false });
    assert.equal(items[0]?.inserted, 'retry 3 times');
  });

  it('is filtered by what is typed of the step', () => {
    const filter = (marked: string): string | undefined => complete(marked)[0]?.item.filterText;
    assert.equal(filter(action('source_unavailable', 'pause 2 minutes; retry 7<|>')), 'retry 7 times');
    assert.equal(filter(action('source_unavailable', 'pause 2 minutes; wait 5 min<|>')), 'wait 5 min pause 5 minutes');
    assert.equal(filter(action('source_unavailable', '"wait 5 min<|>"')), 'wait 5 min pause 5 minutes');
  });

  it('says what each is, and which is usual', () => {
    const [usual, pause] = complete(action('source_unavailable', '<|>')).map(({ item }) => item);
    assert.deepEqual([usual?.labelDetails?.description, usual?.preselect, pause?.labelDetails], ['usual', true, undefined]);
    assert.match(JSON.stringify(pause?.documentation), /Do nothing for so long/);
  });
});

/** Rules that ask for steps that are still to follow. */
const TO_FOLLOW = ['retry-without-limit', 'retry-after-ignored', 'dead-letter-unused', 'unused-suppression'];

/** What the rules say of a spec, by rule and message. */
function said(text: string): string[] {
  return runRules(specOf(text)).filter(({ rule }) => !TO_FOLLOW.includes(rule.id)).map(({ rule, message }) => `${rule.id}: ${message}`);
}

const SIX = ['source_unavailable', 'auth_failure', 'validation_failure', 'target_write_failure', 'partial_batch_failure', 'rate_limit_exceeded', 'target_unavailable'];

for (const queue of ['s3://acme-integration-dlq/shopify-netsuite/orders/', 'none']) {
  describe(`what is offered for a failure class, with the dead letter queue ${queue}`, () => {
    // Nothing but the class at hand routes there.
    const base = baseWith(['dead_letter_queue: s3://acme-integration-dlq/shopify-netsuite/orders/', `dead_letter_queue: ${queue}`])
      .replaceAll(/(; )?route (to dead letter|failures to DLQ)/g, queue === 'none' ? '' : '$&');
    for (const name of SIX) {
      for (const retry of ['Yes', 'No', 'Conditional']) {
        it(`${name}, retry ${retry}: no first step contradicts the rules`, () => {
          // What `retry` itself says is not this step's fault.
          const before = new Set(said(classWith(name, { action: 'escalate', retry }, base)));
          const offered = complete(classWith(name, { action: '<|>', retry }, base));
          assert.ok(offered.length > 5);
          for (const { document, label } of offered) assert.deepEqual(said(document).filter((finding) => !before.has(finding)), [], label);
        });

        it(`${name}, retry ${retry}: the first step offered, again and again, contradicts none`, () => {
          const before = new Set(said(classWith(name, { action: 'escalate', retry }, base)));
          let steps = '';
          for (let count = 0; count < 5; count += 1) {
            const [first] = complete(classWith(name, { action: `${steps}<|>`, retry }, base)).filter(({ item }) => item.labelDetails?.description !== 'usual');
            assert.ok(first);
            const [, value = ''] = new RegExp(`^    ${name}:\\n(?: {6,}.*\\n)*? {6}action: (.*)$`, 'm').exec(first.document) ?? [];
            assert.deepEqual(said(first.document).filter((finding) => !before.has(finding)), [], value);
            steps = `${value}; `;
          }
        });

        it(`${name}, retry ${retry}: no escalation contradicts the rules`, () => {
          const before = new Set(said(classWith(name, { escalation: 'alert always', retry }, base)));
          for (const { document, label } of complete(classWith(name, { escalation: '<|>', retry }, base))) {
            if (label !== 'none') assert.deepEqual(said(document).filter((finding) => !before.has(finding)), [], label);
          }
        });
      }
    }
  });
}

describe('what is offered for quantities', () => {
  const places: Record<string, readonly [string, string]> = { every: every('<|>'), latency: latency('<|>'), volume: volume('<|>'), rates: rates('<|>'), 'the rollback window': rollback('<|>') };
  const triggers: Record<string, readonly (readonly [string, string])[]> = { 'a schedule': [], 'a slow schedule': [every('1 day'), latency('Batch (2 days)'), ['batches_per_day:             { expected: 96,  peak: 96', 'batches_per_day:             { expected: 1,  peak: 1']] };
  for (const [trigger, changes] of Object.entries(triggers)) {
    for (const [place, change] of Object.entries(places)) {
      // What the schedule is, other values follow from.
      if (place === 'every' || (changes.length > 0 && place === 'latency')) continue;
      it(`${place}, with ${trigger}: none contradicts the rules`, () => {
        const before = new Set(said(baseWith(...changes)));
        const offered = complete(baseWith(...changes, change));
        assert.ok(offered.length > 0);
        for (const { document, label } of offered) assert.deepEqual(said(document).filter((finding) => !before.has(finding)), [], label);
      });
    }
  }
});
