/** Alerts that cannot fire, and words where phrases could stand: findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { BOTH_WAYS, errorExample, NOT_IDEMPOTENT, sourceExample } from '../../server/src/rules/sections/examples.ts';
import { codesIn, codesText } from '../../server/src/rules/sections/http-codes.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { assertFindings, assertMended, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

const alert = (escalation: string, mark = '', name = 'target_write_failure', action = 'route to dead letter', retry = 'No'): string =>
  errorExample({ [name]: `{ condition: "Odd", action: ${action}, retry: ${retry}, escalation: ${escalation} }${mark === '' ? '' : ` #! ${mark}`}` });
/** Section 1 with this trigger; section 5 with these hard limits. */
const trigger = (text: string): string => `integration_purpose:\n  why: One need\n  trigger: ${text}\n  direction: Source → Target\n  expected_volume: 400 records per batch, peak 900 per batch\n  latency_requirement: Batch (2 days)\n`;
const limits = (records: string, batches: string, source = '100', target = '150'): string => `volume_and_rate_limits:\n  metrics:\n    records_per_batch: { expected: N/A, peak: N/A, hard_limit: ${records} }\n    batches_per_day: { expected: N/A, peak: N/A, hard_limit: ${batches} }\n    source_api_calls_per_minute: { expected: N/A, peak: N/A, hard_limit: ${source} }\n    target_api_calls_per_minute: { expected: N/A, peak: N/A, hard_limit: ${target} }\n    data_volume_per_batch_mb: { expected: N/A, peak: N/A, hard_limit: N/A }\n  hard_limit_behavior: { threshold: 80%, action: throttle }\n`;
const QUARTERLY = trigger('{ kind: schedule, every: 15 minutes }');
const AT_NIGHT = trigger('{ kind: schedule, every: 15 minutes, detail: between 20:00 and 22:00 }');
const BOTH = QUARTERLY.replace('Source → Target', 'Bidirectional') + sourceExample({ authentication: '{ method: OAuth2, scope: api }' }) + BOTH_WAYS + 'data_contract: TBD #! unfilled-placeholder\n';
const TESTED = NOT_IDEMPOTENT.replace('failure class of section 4', 'failure class of section 4 and of our own').replace('not_applicable: The target does not recognise a repeated write', 'test: Run the same batch twice, pass_condition: One order each');
const written = (text: string, mark = ''): string => alert(text, mark, 'partial_batch_failure', 'complete successful records');

const FRAGMENTS: Record<string, Record<string, string>> = {
  'alert-cannot-fire': {
    'above all records of the hour': QUARTERLY + limits('1000', '48') + alert('alert if > 50000 in 60 minutes', 'alert-cannot-fire: 50000'),
    'as many as the records of the hour, and of a late batch': QUARTERLY + limits('1000', '48') + alert('alert if > 5000 in 60 minutes', 'alert-cannot-fire: 5000'),
    'one less': QUARTERLY + limits('1000', '48') + alert('alert if > 4,999 in 60 minutes').replace('alert if > 4,999 in 60 minutes', '"alert if > 4,999 in 60 minutes"'),
    'a late batch in the hour': QUARTERLY + limits('1000', '48') + alert('alert if > 4000 in 60 minutes'),
    'a window shorter than the interval': QUARTERLY + limits('1000', '48') + alert('alert if > 2000 in 5 minutes', 'alert-cannot-fire'),
    'a window that begins one batch more': QUARTERLY + limits('1000', '48') + alert('alert if > 2000 in 16 minutes'),
    'all that a window begins, and a late one': QUARTERLY + limits('1000', '48') + alert('alert if > 3000 in 16 minutes', 'alert-cannot-fire'),
    'reruns that the hard limit leaves room for': QUARTERLY + limits('10', '144') + alert('alert if > 529 in 60 minutes'),
    'more than these': QUARTERLY + limits('10', '144') + alert('alert if > 530 in 60 minutes', 'alert-cannot-fire'),
    'both ways': BOTH + limits('10', '200') + alert('alert if > 179 in 60 minutes'),
    'more than both ways': BOTH + limits('10', '200') + alert('alert if > 180 in 60 minutes', 'alert-cannot-fire'),
    'a schedule of some hours, which may all be caught up on': AT_NIGHT + limits('10', '100') + alert('alert if > 999 in 60 minutes'),
    'a schedule of some hours, above the day': AT_NIGHT + limits('10', '100') + alert('alert if > 1000 in 60 minutes', 'alert-cannot-fire'),
    'fewer batches a day than the schedule would begin': QUARTERLY + limits('1000', '2') + alert('alert if > 2000 in 60 minutes', 'alert-cannot-fire'),
    'a day, by the limit of batches': QUARTERLY + limits('1000', '144') + alert('alert if > 100000 in 1 day'),
    'a day, above it': QUARTERLY + limits('1000', '144') + alert('alert if > 144000 in 1 day', 'alert-cannot-fire'),
    'two days': QUARTERLY + limits('1000', '144') + alert('alert if > 144000 in 2 days'),
    'no schedule': trigger('{ kind: event }') + limits('10', '100') + alert('alert if > 1000 in 60 minutes', 'alert-cannot-fire'),
    'no schedule, less': trigger('{ kind: event }') + limits('10', '100') + alert('alert if > 999 in 60 minutes'),
    'no limit of batches, so that nothing bounds the reruns': QUARTERLY + limits('10', 'N/A') + alert('alert if > 40 in 1 hour'),
    'no limit of records': QUARTERLY + limits('N/A', '100') + alert('alert if > 1000000 in 60 minutes'),
    'no limit of anything': trigger('{ kind: event }') + limits('10', 'N/A') + alert('alert if > 1000000 in 60 minutes'),
    'records that are tried again': QUARTERLY + limits('10', '100') + alert('alert if > 40 in 60 minutes', '', 'target_write_failure', 'retry 2 times; route to dead letter', 'Yes'),
    'more than they are tried': QUARTERLY + limits('10', '100') + alert('alert if > 270 in 60 minutes', 'alert-cannot-fire', 'target_write_failure', 'retry 2 times; route to dead letter', 'Yes'),
    'as often as they are tried, less': QUARTERLY + limits('10', '100') + alert('alert if > 269 in 60 minutes', '', 'target_write_failure', 'retry 2 times; route to dead letter', 'Yes'),
    'records tried nobody knows how often': QUARTERLY + limits('10', '100') + alert('alert if > 1000000 in 60 minutes', '', 'target_write_failure', 'pause 1 second; route to dead letter', 'Yes'),
    'calls where these are more': QUARTERLY + limits('10', '100', '5', '5') + alert('alert if > 299 in 60 minutes', '', 'source_unavailable', 'abort batch'),
    'above the calls': QUARTERLY + limits('10', '100', '5', '5') + alert('alert if > 300 in 60 minutes', 'alert-cannot-fire', 'source_unavailable', 'abort batch'),
    'above the calls of both systems': QUARTERLY + limits('10', '100', '5', '5') + alert('alert if > 300 in 60 minutes', '', 'auth_failure', 'stop'),
    'calls without a limit': QUARTERLY + limits('10', '100', '5', 'N/A') + alert('alert if > 1000000 in 60 minutes', '', 'auth_failure', 'stop'),
    'dead letters of a day': QUARTERLY + limits('10', '100') + alert('alert if dead letter > 1000 records', 'alert-cannot-fire: 1000'),
    'dead letters, less': QUARTERLY + limits('10', '100') + alert('alert if DLQ > 999 records'),
    'rate-limit hits': QUARTERLY + limits('10', '100', '1', '1') + alert('alert if > 120 rate-limit hits per hour', 'alert-cannot-fire: 120', 'rate_limit_exceeded', 'abort batch'),
    'rate-limit hits, less': QUARTERLY + limits('10', '100', '1', '1') + alert('alert if > 119 rate-limit hits per hour', '', 'rate_limit_exceeded', 'abort batch'),
    'failures in a row': QUARTERLY + limits('10', '100') + alert('alert after 1000000 failures'),
    'with a channel': QUARTERLY + limits('10', '100') + alert('alert if > 90 in 60 minutes to PagerDuty policy p', 'alert-cannot-fire: 90'),
    'a limit of nothing': QUARTERLY + limits('0', '100') + alert('alert if > 0 in 60 minutes'),
    'a class of the author’s own': QUARTERLY + limits('10', '100', '0', '0') + alert('alert if > 90 in 60 minutes', 'alert-cannot-fire', 'own', 'log specifics') + TESTED,
    'a limit to come': QUARTERLY + limits('TBD', '100').replace('TBD }', 'TBD } #! unfilled-placeholder') + alert('alert if > 1000000 in 60 minutes'),
  },
  'free-text-step': {
    'an escalation': written('tell everybody', 'free-text-step: tell everybody'),
    'a step among others': alert('alert always', 'free-text-step: drink coffee', 'target_write_failure', 'log specifics; drink coffee; route to dead letter'),
    'two steps': alert('alert always', 'free-text-step: drink coffee #! free-text-step: drink tea', 'target_write_failure', 'drink coffee; drink tea; route to dead letter'),
    'in quotes': alert('alert always', 'free-text-step: drink coffee', 'target_write_failure', '"log specifics; drink coffee; route to dead letter"'),
    'a step still to be typed': alert('alert always', '', 'target_write_failure', 'route to dead letter;'),
    'a hole': alert('alert always', 'free-text-step: 1.5', 'target_write_failure', 'retry 1.5 times; route to dead letter', 'Yes'),
    'backoff without tries': alert('alert always', 'free-text-step: with exponential backoff up to 1 minute', 'target_write_failure', 'with exponential backoff up to 1 minute; route to dead letter'),
    'an interval': trigger('{ kind: schedule, every: now and then } #! free-text-step: now and then'),
    'a volume': trigger('{ kind: event }').replace('400 records per batch, peak 900 per batch', 'a lot #! free-text-step: a lot'),
    'a latency': trigger('{ kind: event }').replace('Batch (2 days)', 'soon #! free-text-step: soon'),
    'a rollback window': 'rollback_plan:\n  rollback_trigger: The totals differ\n  rollback_procedure: [Stop the schedule, Restore the earlier values from the run journal, Verify the totals]\n  rollback_tested: tested on staging\n  rollback_window: until Christmas #! free-text-step: until Christmas\n',
    'a value to come': written('TBD', 'unfilled-placeholder'),
    'a value of another kind': written('[a, b]', 'invalid-value'),
    'an empty value': written('', 'empty-value'),
    'an alias of a step': alert('&words tell everybody', 'free-text-step: tell everybody').replace('escalation: alert always }', 'escalation: *words }'),
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

describe('messages show the arithmetic', () => {
  const messages = (text: string): string[] => runRules(new Spec(parseSyntax(inBase({ text })))).map(({ message }) => message);
  const expected: readonly (readonly [string, string])[] = [
    [QUARTERLY + limits('1000', '48') + alert('alert if > 50000 in 60 minutes'), '`target_write_failure` alerts above 50,000 failures, but there can be no more than 5,000 in 1 hour: 4 batches that the schedule begins in 1 hour at one every 15 minutes and 1 batch that may be late, of at most 1,000 records each. Nobody would ever be told.'],
    [QUARTERLY + limits('10', '100') + alert('alert if > 90 in 60 minutes'), '`target_write_failure` alerts above 90 failures, but there can be no more than 90 in 1 hour: 4 batches that the schedule begins in 1 hour at one every 15 minutes, 1 batch that may be late and 4 reruns that the hard limit of a day leaves room for, of at most 10 records each. Nobody would ever be told.'],
    [QUARTERLY + limits('10', '100', '1', '1') + alert('alert if > 120 rate-limit hits per hour', '', 'rate_limit_exceeded', 'abort batch'), '`rate_limit_exceeded` alerts above 120 rate-limit hits, but there can be no more than 120 in an hour: 60 × at most 2 calls a minute. Nobody would ever be told.'],
    [alert('alert always', '', 'source_unavailable', 'pause 20 minutes; retry 3 times; abort batch', 'Yes'), '`source_unavailable` may wait 1 hour in all: 3 × a pause of 20 minutes. That is longer than the 30 minutes that `latency_requirement` allows and the 15 minutes from one run to the next.'],
    [alert('alert always', '', 'source_unavailable', 'retry 4 times with exponential backoff up to 4 minutes; abort batch', 'Yes'), '`source_unavailable` may wait up to 16 minutes in all, if each of its 4 tries waits for the 4 minutes that its backoff grows to; the first waits are shorter. That is longer than the 15 minutes from one run to the next.'],
    [alert('alert always', '', 'rate_limit_exceeded', 'pause 30 seconds', 'Yes').replace('Odd', 'HTTP 429'), 'The action has no step `back off per Retry-After header`: the executor would call again before the system allows it, and be throttled for longer. Nor does it say how often it tries again (`retry N times`).'],
    [alert('alert always', '', 'target_write_failure').replace('"Odd"', 'HTTP 4xx on write'), 'The condition of `target_write_failure` covers HTTP 401 and 403 (`auth_failure`) and 429 (`rate_limit_exceeded`) too: for these the executor would have to choose between two actions. Except them, as in “except 401, 403 and 429”.'],
  ];
  for (const [text, message] of expected) it(message.slice(0, 60), () => assert.deepEqual(messages(text), [message]));
});

describe('status codes', () => {
  const names = { source: 'Shopify', target: 'NetSuite' };
  const expected: Record<string, string> = {
    'HTTP 5xx or connection timeout': '5xx', 'HTTP 401 or 403': '401 and 403', '401': '401', '401 or 403 from either system': '401 and 403', 'HTTP 5xx from Shopify, or no connection within 30 seconds': '5xx',
    'HTTP 500-504': '500 to 504', 'HTTP 500 to 502 and 504': '500 to 502 and 504', 'HTTP 4xx on write, except 401, 403 and 429': '400, 402, 404 to 428 and 430 to 499', 'HTTP 5xx other than 503': '500 to 502 and 504 to 599',
    'HTTP status 404 (Not Found)': '404', 'HTTP 429 Too Many Requests': '429', 'HTTP 401, or HTTP 403 while quota is left': '', 'HTTP 429, or a refusal with x-ratelimit-remaining at zero': '429',
    'If the quota is used up, HTTP 403': '', 'HTTP 403 with a Retry-After header': '', 'More than 500 records': '', 'No answer within 300 seconds': '', 'SQLSTATE class 08, 40 or 57': '', 'An order is not valid': '', 'any code other than 2xx': '',
    'HTTP 409. The retry applies to 409': '', 'HTTP 401 or 403 from Stripe or a refused login at Snowflake': '401 and 403', 'HTTP 400/422': '400 and 422', 'HTTP 403 from Shopify while throttled': '', 'HTTP 403 from Shopify': '403', 'HTTP 4xx except conflicts': '400 to 408 and 410 to 499', 'HTTP 5xx excluding the usual': '',
    'HTTP 207 with an item of status 4xx or 5xx': '', 'HTTP 207 with failed items, or HTTP 4xx': '', 'HTTP 207 with failed items, or HTTP 403': '403', 'HTTP 4xx on write, 429 excepted': '400 to 428 and 430 to 499', 'All other HTTP 5xx answers': '', 'HTTP 503 from the other host': '503', 'HTTP 4xx or 503': '4xx and 503', 'HTTP 401, or any other HTTP 4xx': '',
  };
  for (const [condition, codes] of Object.entries(expected)) it(`of “${condition}”`, () => assert.equal(codesText([...codesIn(condition, names).codes]), codes));
  it('are of the system that is named', () => {
    const side = (text: string): string | undefined => codesIn(text, names).side;
    assert.deepEqual(['HTTP 401 from Shopify', 'HTTP 4xx on write', 'HTTP 429 on read', 'HTTP 401 from NetSuite', 'HTTP 401 from Shopify or NetSuite', 'HTTP 401'].map(side), ['source', 'target', 'source', 'target', undefined, undefined]);
  });
});
