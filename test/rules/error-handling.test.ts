/** Rules on error handling by their edge cases: in an otherwise complete spec, findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { BOTH_WAYS, errorExample, NOT_IDEMPOTENT, sourceExample, targetExample, volumeExample } from '../../server/src/rules/sections/examples.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { assertFindings, assertMended, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

const row = (condition: string, action: string, retry: string, mark = '', escalation = 'alert always'): string =>
  `{ condition: "${condition}", action: ${action}, retry: ${retry}, escalation: ${escalation} }${mark === '' ? '' : ` #! ${mark}`}`;
const source = (action: string, retry: string, mark = ''): string => errorExample({ source_unavailable: row('HTTP 5xx', action, retry, mark) });
const auth = (action: string, retry: string, mark = ''): string => errorExample({ auth_failure: row('HTTP 401 or 403', action, retry, mark) });
const invalid = (action: string, retry: string, mark = ''): string => errorExample({ validation_failure: row('Not valid', action, retry, mark) });
const write = (action: string, retry: string, mark = ''): string => errorExample({ target_write_failure: row('HTTP 409 on write', action, retry, mark) });
const limit = (action: string, retry = 'Yes', mark = '', condition = 'HTTP 429'): string => errorExample({ rate_limit_exceeded: row(condition, action, retry, mark) });
/** The criteria name a class of the author's own, so that it counts as tested. */
const own = (text: string, mark = ''): string => errorExample({ own: `${text}${mark === '' ? '' : ` #! ${mark}`}` }) + NOT_IDEMPOTENT.replace('failure class of section 4', 'failure class of section 4 and of our own').replace('not_applicable: The target does not recognise a repeated write', 'test: Run the same batch twice, pass_condition: One order each');
const timed = (trigger: string, latency: string): string => `integration_purpose:\n  why: One need\n  trigger: ${trigger}\n  direction: Source → Target\n  expected_volume: 400 records per batch, peak 900 per batch\n  latency_requirement: ${latency}\n`;
const queues = (): string => sourceExample({ system_type: 'Queue' }) + targetExample({ system_type: 'Queue' });
const write4xx = (condition: string, mark = '', system = 'HTTP 401 or 403'): string =>
  errorExample({ auth_failure: row(system, 'stop; do not retry; escalate', 'No'), target_write_failure: row(condition, 'inspect payload; route to dead letter', 'No', mark) });
/** A spec in which nothing is routed to the dead letter queue. */
const unrouted = (classes: Record<string, string>, queue: string): string =>
  targetExample({}) + errorExample({ validation_failure: row('Not valid', 'log specifics; skip with log', 'No'), target_write_failure: row('HTTP 409 on write', 'skip with log', 'No'), partial_batch_failure: row('Some fail', 'complete successful records', 'No'), ...classes }, { dead_letter_queue: queue }) + BOTH_WAYS.replace('s3://acme-integration-dlq/shopify-netsuite/orders/', 'table sync.rejects').replace('NetSuite, Shopify,', 'NetSuite,');
const UNUSED = 'table sync.rejects #! dead-letter-unused: table sync.rejects';

const FRAGMENTS: Record<string, Record<string, string>> = {
  'auth-failure-retried': {
    'with tries': auth('pause 60 seconds; retry 3 times; escalate', 'Yes', 'auth-failure-retried: Yes'),
    'in some cases': auth('retry 3 times; escalate', 'Conditional', 'auth-failure-retried: Conditional'),
    'though it stops': auth('stop; escalate', 'Yes', 'auth-failure-retried: Yes'),
    'though it says not to': auth('stop; do not retry; escalate', 'true', 'auth-failure-retried: true'),
    'without an end': auth('escalate', 'Yes', 'auth-failure-retried'),
    'longer than allowed, reported once': auth('pause 1 day; retry 3 times', 'Yes', 'auth-failure-retried'),
    'by a new token': auth('refresh token once; stop; escalate', 'Yes'),
    'by a new token in some cases': auth('refresh token once; escalate', 'Conditional'),
    'by a new token, and again': auth('refresh token once; retry 3 times; escalate', 'Yes', 'auth-failure-retried'),
    'by a new token in other words': auth('get a fresh token from the vault', 'Yes', 'free-text-step: get a fresh token from the vault'),
    'by other words': auth('wait a little', 'Yes', 'auth-failure-retried #! free-text-step: wait a little'),
    'not at all': auth('stop; escalate', 'No'),
    'an action to come': auth('TBD', 'Yes', 'unfilled-placeholder'),
  },
  'validation-failure-retried': {
    'with tries': invalid('retry 3 times; route to dead letter', 'Yes', 'validation-failure-retried: Yes'),
    'in some cases': invalid('route to dead letter', 'Conditional', 'validation-failure-retried: Conditional'),
    'by a new token, which helps no record': invalid('refresh token once; route to dead letter', 'Yes', 'validation-failure-retried'),
    'an action to come': invalid('TBD', 'Yes', 'validation-failure-retried: Yes #! unfilled-placeholder'),
    'a retry to come': invalid('route to dead letter', '[Yes / No]', 'unfilled-placeholder'),
  },
  'retry-contradicts-action': {
    'yes, and do not': source('do not retry; abort batch', 'Yes', 'retry-contradicts-action: Yes'),
    'yes, and stop': source('stop; escalate', 'Yes', 'retry-contradicts-action: Yes'),
    'yes, and stop after a pause': source('pause 2 minutes; stop', 'Yes', 'retry-contradicts-action: Yes'),
    'yes, and stop after the tries': source('retry 3 times; stop', 'Yes'),
    'yes, and stop after a new token': source('refresh token once; stop', 'Yes'),
    'yes, and stop after words': source('"stop; call the team; go on"', 'Yes', 'free-text-step: call the team #! free-text-step: go on'),
    'yes, and both': source('retry 3 times; do not retry', 'Yes', 'retry-contradicts-action: Yes'),
    'no, and tries': source('retry 2 times; abort batch', 'No', 'retry-contradicts-action: No'),
    'no, and tries that are an invalid record’s': invalid('retry 2 times; route to dead letter', 'No', 'retry-contradicts-action: No'),
    'no, and tries that are a credential’s': auth('retry 2 times; stop', 'No', 'retry-contradicts-action: No'),
    'no, and tries that would be unsafe': targetExample({ write_semantics: 'Insert', idempotency_support: 'N/A' }) + write('retry 2 times; skip with log', 'No', 'retry-contradicts-action: No') + NOT_IDEMPOTENT + sourceExample({ guaranteed_delivery: 'At-most-once' }) .replace('At-most-once', 'At-least-once #! duplicates-possible'),
    'no, and tries that would take too long': source('pause 20 minutes; retry 3 times; abort batch', 'No', 'retry-contradicts-action: No'),
    'no, and nothing but tries': own('{ condition: Odd, action: pause 1 second; retry 2 times, retry: No, escalation: alert always }', 'retry-contradicts-action: No'),
    'no, and a new token': auth('refresh token once; stop', 'No'),
    'sometimes, and stop': source('stop', 'Conditional'),
    'in the spelling of YAML': source('retry 2 times', 'false', 'retry-contradicts-action: false'),
  },
  'retry-without-limit': {
    'nothing at all': source('escalate', 'Yes', 'retry-without-limit: escalate'),
    'only a pause': source('pause 2 minutes; log specifics', 'Conditional', 'retry-without-limit'),
    'a split': source('split batch', 'Yes', 'retry-without-limit'),
    'a header': limit('back off per Retry-After header; fall back to 5 seconds without it', 'Yes', 'retry-without-limit'),
    'a count': source('retry 1 time', 'Yes'),
    'a new token': source('refresh token once', 'Yes'),
    'an end by the batch': source('pause 2 minutes; abort batch', 'Yes'),
    'an end by the dead letter queue': source('pause 2 minutes; route to dead letter', 'Yes'),
    'an end by leaving out': source('pause 2 minutes; skip with log', 'Yes'),
    'words': source('until it works', 'Yes', 'free-text-step'),
    'no retry': source('escalate', 'No'),
    'a limit in the cases': errorExample({ source_unavailable: '{ condition: HTTP 5xx, action: pause 2 minutes; escalate, retry: Conditional, retry_when: "HTTP 503, at most twice", escalation: alert always }' }),
    'cases without a limit': errorExample({ source_unavailable: '{ condition: HTTP 5xx, action: pause 2 minutes; escalate, retry: Conditional, retry_when: HTTP 503, escalation: alert always } #! retry-without-limit' }),
    'a step too many': source('escalate;', 'Yes', 'retry-without-limit'),
    'pauses too long for any count': source('pause 2 hours; escalate', 'Yes', 'retry-without-limit'),
  },
  'retry-after-ignored': {
    'a pause instead': limit('pause 30 seconds; retry 4 times', 'Yes', 'retry-after-ignored: pause 30 seconds; retry 4 times'),
    'nothing waited for': limit('retry 4 times', 'Yes', 'retry-after-ignored'),
    'backoff instead': limit('retry 4 times with exponential backoff up to 20 seconds', 'Yes', 'retry-after-ignored'),
    'the fall-back only': limit('fall back to 10 seconds without it; retry 4 times', 'Yes', 'retry-after-ignored'),
    'the header only': limit('back off per Retry-After header; retry 4 times', 'Yes', 'retry-after-ignored'),
    'both': limit('back off per Retry-After header; fall back to 10 seconds without it; retry 4 times'),
    'given up at once': limit('abort batch; escalate', 'No'),
    'not retried, but waited for': limit('pause 1 minute; abort batch', 'No'),
    'not retried, but tried': limit('pause 1 minute; retry 2 times', 'No', 'retry-after-ignored #! retry-contradicts-action: No'),
    'nobody knows whether it is retried': limit('pause 1 minute; abort batch', 'TBD', 'unfilled-placeholder'),
    'no count, said once': limit('pause 30 seconds', 'Yes', 'retry-after-ignored'),
    'no count and the fall-back only, said once': limit('fall back to 10 seconds without it; escalate', 'Yes', 'retry-after-ignored'),
    'no count and the header only': limit('back off per Retry-After header', 'Yes', 'retry-after-ignored #! retry-without-limit'),
    'two pauses': limit('pause 60 seconds; pause 10 seconds; retry 2 times', 'Yes', 'retry-after-ignored'),
    'no header': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'HTTP 429; neither API sends a Retry-After header'),
    'no header, behind its name': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'HTTP 429, the Retry-After header is not sent'),
    'no header with an error code': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'GraphQL error THROTTLED, with no Retry-After header'),
    'a header that may be missing': limit('pause 30 seconds; retry 4 times', 'Yes', 'retry-after-ignored', 'HTTP 429 with or without a Retry-After header'),
    'a negation in another clause': limit('pause 30 seconds; retry 4 times', 'Yes', 'retry-after-ignored', 'HTTP 429, not 503. Retry-After says for how long'),
    'a database': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'SQLSTATE 53300, too many clients'),
    'connections': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'All 10 connections are in use'),
    'a cost': limit('pause 30 seconds; retry 4 times', 'Yes', '', 'The query cost is above what is left'),
    'a cost, throttled': limit('pause 30 seconds; retry 4 times', 'Yes', 'retry-after-ignored', 'The query cost is above what is left (THROTTLED)'),
    'connections and HTTP': limit('pause 30 seconds; retry 4 times', 'Yes', 'retry-after-ignored', 'HTTP 429, or too many connections'),
    'in words': limit('wait as told; retry 4 times', 'Yes', 'free-text-step: wait as told'),
    'queues': queues() + limit('pause 1 second; retry 2 times', 'Yes', '', 'The broker refuses the message'),
    'queues that answer by HTTP': queues() + limit('pause 1 second; retry 2 times', 'Yes', 'retry-after-ignored', 'HTTP 429'),
    'a pause that does not fit': limit('pause 20 minutes; retry 4 times', 'Yes', 'retry-after-ignored #! retry-exceeds-latency'),
    'an action to come': limit('TBD', 'Yes', 'unfilled-placeholder'),
    'a class that has no other name': source('pause 30 seconds; retry 4 times', 'Yes'),
  },
  'dead-letter-undeclared': {
    'none': errorExample({}, { dead_letter_queue: 'None #! dead-letter-undeclared: None' }),
    ...Object.fromEntries(['N/A', 'n/a', '"-"', '—', 'Not applicable', 'None (records are dropped)', 'none, since nobody reads it', 'none - nobody reads it'].map((none) => [`none, as ${none}`, errorExample({}, { dead_letter_queue: `${none} #! dead-letter-undeclared: ${none}` })])),
    'a queue whose name begins so': errorExample({}, { dead_letter_queue: 'None-delivered' }) + BOTH_WAYS.replace('s3://acme-integration-dlq/shopify-netsuite/orders/', 'None-delivered').replace('NetSuite, Shopify,', 'NetSuite,'),
    'no other none is a place, and nothing routed': unrouted({}, 'N/A').replace(', "table sync.rejects"', ''),
    'no key': errorExample({}, { dead_letter_queue: '' }).replace('error_handling:', 'error_handling: #! dead-letter-undeclared: error_handling'),
    'no value': errorExample({}, { dead_letter_queue: ' #! empty-value' }),
    'a value to come': errorExample({}, { dead_letter_queue: '<queue> #! unfilled-placeholder' }),
    'a misspelled key': errorExample({}, { dead_letter_queue: '', dead_leter_queue: 'x #! unknown-key: dead_leter_queue' }),
    'none, and nothing routed': unrouted({}, 'none').replace(', "table sync.rejects"', ''),
    'no key, and nothing routed': unrouted({}, '').replace(', "table sync.rejects"', '').replace('error_handling:', 'error_handling: #! missing-required-field: error_handling'),
  },
  'dead-letter-unused': {
    'nothing routed': unrouted({}, UNUSED),
    'one routed': unrouted({ validation_failure: row('Not valid', 'route failures to DLQ', 'No') }, 'table sync.rejects'),
    'routed in words': unrouted({ validation_failure: row('Not valid', 'put it into the dead-letter table', 'No', 'free-text-step') }, 'table sync.rejects'),
    'named in words': unrouted({ validation_failure: row('Not valid', 'insert it into table sync.rejects', 'No', 'free-text-step') }, 'table sync.rejects'),
    'other words': unrouted({ validation_failure: row('Not valid', 'tell the owners', 'No', 'free-text-step') }, UNUSED),
    'said in a condition': unrouted({ validation_failure: row('Not valid; goes to the DLQ', 'log specifics', 'No') }, 'table sync.rejects'),
    'said on conflict': unrouted({}, 'table sync.rejects').replace('The sales order with this externalId is updated', 'It goes to the dead letter queue'),
    'an action to come': unrouted({ validation_failure: row('Not valid', 'TBD', 'No', 'unfilled-placeholder') }, 'table sync.rejects'),
    'a class to come': unrouted({}, 'table sync.rejects').replace(/ {4}validation_failure.*\n/, '').replace('failure_classes:', 'failure_classes: #! missing-required-field: failure_classes'),
  },
  'abort-contradicts-partial': {
    'at the step': invalid('log specifics; abort batch', 'No', 'abort-contradicts-partial: abort batch'),
    'in other spelling': invalid('log specifics; Abort  Batch; escalate', 'No', 'abort-contradicts-partial: Abort  Batch'),
    'a stop': invalid('log specifics; stop', 'No'),
    'both abort': errorExample({ validation_failure: row('Not valid', 'abort batch', 'No'), partial_batch_failure: row('Some fail', 'abort batch', 'No') }),
    'a partial failure to come': errorExample({ validation_failure: row('Not valid', 'abort batch', 'No'), partial_batch_failure: row('Some fail', 'TBD', 'No', 'unfilled-placeholder') }),
  },
  'condition-overlap': {
    'all of 4xx': write4xx('HTTP 4xx on write', 'condition-overlap'),
    'exceptions': write4xx('HTTP 4xx on write, except 401, 403 and 429'),
    'one exception too few': write4xx('HTTP 4xx on write, except 401 and 429', 'condition-overlap'),
    'exceptions in another sentence': write4xx('HTTP 4xx on write. 401, 403 and 429 have classes of their own.'),
    'exceptions in brackets': write4xx('HTTP 4xx on write (not 401, 403, 429)'),
    'a range': write4xx('HTTP 400-499 on write', 'condition-overlap'),
    'a range without them': write4xx('HTTP 404 to 422 on write'),
    'a list': write4xx('HTTP 400, 403 or 422 on write', 'condition-overlap'),
    'server errors': write4xx('HTTP 5xx on write'),
    'a code that is narrowed on one side': write4xx('HTTP 403 while quota is left'),
    'a code that is narrowed on the other': write4xx('HTTP 409 or 403 on write', '', 'HTTP 401 or 403 when the token is too old'),
    'exceptions in words': write4xx('HTTP 4xx on write, except authentication errors and rate limits'),
    'an exception by the names of classes': write4xx('HTTP 4xx on write. auth_failure and rate_limit_exceeded come first.'),
    'one exception in words too few': write4xx('HTTP 4xx on write, except authentication errors', 'condition-overlap'),
    'an exception that nobody can read': write4xx('HTTP 4xx on write, other than the usual ones'),
    ...Object.fromEntries([
      'HTTP 4xx on write with the exception of 401, 403, and 429', 'HTTP 4xx on write (all but 401, 403, 429)', 'HTTP 4xx on write, 401, 403, 429 excepted', 'HTTP 4xx on write (401, 403 and 429 have classes of their own)', 'All other HTTP 4xx answers', 'any other HTTP 4xx on write',
      'Remaining HTTP 4xx responses', 'Other HTTP 4xx than 401, 403 and 429', 'HTTP 4xx on write, where no other class applies', 'HTTP 207 with at least one item of status 4xx', 'The rest of HTTP 4xx', 'HTTP 4xx on write (400, 404, 409 or 422)', 'HTTP 4xx on write, i.e. 400 or 422', 'HTTP 400 to 499, otherwise',
    ].map((condition) => [`exceptions, as in “${condition}”`, write4xx(condition)])),
    ...Object.fromEntries([
      'HTTP 4xx on write with the exception of 401 and 403', 'HTTP 4xx on write (401 has a class of its own)', 'HTTP 4xx on write, 401 and 403 excepted', 'HTTP 4xx answers from the rest of NetSuite', 'HTTP 207, or HTTP 403 on write',
    ].map((condition) => [`exceptions too few, as in “${condition}”`, write4xx(condition, 'condition-overlap')])),
    'codes of the other system': write4xx('HTTP 401 on write', '', 'HTTP 401 from Shopify'),
    'codes of the same system': write4xx('HTTP 401 from NetSuite', 'condition-overlap', 'HTTP 401 from NetSuite'),
    'numbers that are no codes': write4xx('More than 401 records fail, or it takes 403 seconds'),
    'words only': write4xx('The order is refused'),
    'the source, for the target': errorExample({ source_unavailable: row('HTTP 5xx', 'abort batch', 'No'), target_write_failure: row('HTTP 503 on write', 'route to dead letter', 'No') }),
    'a class of nobody knows whom': own('{ condition: HTTP 503, action: log specifics, retry: No, escalation: alert always }'),
    'a class of the author’s own': own('{ condition: HTTP 503, action: log specifics, retry: No, escalation: alert always, system: source }').replace(/(source_unavailable: .*)/, '$1 #! condition-overlap: HTTP 5xx or connection timeout'),
    'a condition to come': write4xx('TBD', 'unfilled-placeholder'),
  },
  'retry-exceeds-latency': {
    'both': source('pause 20 minutes; retry 3 times; abort batch', 'Yes', 'retry-exceeds-latency: retry 3 times'),
    'the interval only': source('pause 6 minutes; retry 3 times; abort batch', 'Yes', 'retry-exceeds-latency'),
    'exactly the interval': source('pause 5 minutes; retry 3 times; abort batch', 'Yes'),
    'backoff': source('retry 4 times with exponential backoff up to 4 minutes; abort batch', 'Yes', 'retry-exceeds-latency: retry 4 times with exponential backoff up to 4 minutes'),
    'backoff in a step of its own': source('retry 4 times; with exponential backoff up to 4 minutes; abort batch', 'Yes', 'retry-exceeds-latency: retry 4 times'),
    'a fall-back': limit('back off per Retry-After header; fall back to 10 minutes without it; retry 4 times', 'Yes', 'retry-exceeds-latency: retry 4 times'),
    'pauses and backoff': source('pause 6 minutes; retry 4 times with exponential backoff up to 4 minutes; abort batch', 'Yes', 'retry-exceeds-latency'),
    'a latency in doubt': timed('{ kind: schedule, every: 15 minutes }', 'Batch (5 minutes) #! latency-trigger-mismatch') + source('pause 2 minutes; retry 3 times; abort batch', 'Yes'),
    'longer than both, one in doubt': timed('{ kind: schedule, every: 15 minutes }', 'Batch (5 minutes) #! latency-trigger-mismatch') + source('pause 6 minutes; retry 3 times; abort batch', 'Yes', 'retry-exceeds-latency'),
    'an interval in doubt': timed('{ kind: schedule, every: 5 minutes }', 'Batch (30 minutes)') + volumeExample({ batches_per_day: '{ expected: 96, peak: 96, hard_limit: 144 } #! batch-interval-mismatch' }) + source('pause 2 minutes; retry 3 times; abort batch', 'Yes'),
    'longer than the latency, an interval in doubt': timed('{ kind: schedule, every: 5 minutes }', 'Batch (30 minutes)') + volumeExample({ batches_per_day: '{ expected: 96, peak: 96, hard_limit: 144 } #! batch-interval-mismatch' }) + source('pause 11 minutes; retry 3 times; abort batch', 'Yes', 'retry-exceeds-latency'),
    'no waits': source('retry 100 times; abort batch', 'Yes'),
    'no tries': source('pause 1 hour; abort batch', 'Yes'),
    'not retried': source('pause 1 hour; abort batch', 'No'),
    'words': source('pause 20 minutes; retry 3 times; but only at night', 'Yes', 'free-text-step: but only at night'),
    'real time, by events': timed('{ kind: event }', 'Real-time') + source('pause 20 minutes; retry 3 times; abort batch', 'Yes'),
    'near real time, by events': timed('{ kind: event }', 'Near-real-time (< 60 seconds)') + source('pause 30 seconds; retry 3 times; abort batch', 'Yes', 'retry-exceeds-latency'),
    'a latency in words': timed('{ kind: event }', 'as soon as possible #! free-text-step') + source('pause 20 minutes; retry 3 times; abort batch', 'Yes'),
    'a latency to come': timed('{ kind: event }', 'TBD #! unfilled-placeholder') + source('pause 20 minutes; retry 3 times; abort batch', 'Yes'),
  },
};

for (const [rule, fragments] of Object.entries(FRAGMENTS)) {
  describe(`edge cases of ${rule}`, () => {
    for (const [name, text] of Object.entries(fragments)) {
      it(name, () => assertFindings(inBase({ text })));
      it(`${name} (CRLF)`, () => assertFindings(crlf(inBase({ text }))));
      it(`${name}: mended by each fix`, () => assertMended(inBase({ text }), rule));
    }
  });
}

describe('severities of retry-exceeds-latency', () => {
  const severities = (action: string): string[] => runRules(new Spec(parseSyntax(inBase({ text: source(action, 'Yes') })))).map(({ rule, severity }) => `${rule.id}: ${severity}`);
  it('are an error where each wait is that long', () => assert.deepEqual(severities('pause 6 minutes; retry 3 times; abort batch'), ['retry-exceeds-latency: error']));
  it('are an error where pauses alone are too long', () => assert.deepEqual(severities('pause 6 minutes; retry 3 times with exponential backoff up to 7 minutes; abort batch'), ['retry-exceeds-latency: error']));
  it('are a warning where only the limit of a backoff is', () => assert.deepEqual(severities('pause 1 minute; retry 4 times with exponential backoff up to 4 minutes; abort batch'), ['retry-exceeds-latency: warning']));
});
