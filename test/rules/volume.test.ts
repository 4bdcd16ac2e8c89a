/** Rules of the volume by their edge cases: in an otherwise complete spec, findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { purposeExample, sourceExample, targetExample, volumeExample } from '../../server/src/rules/sections/examples.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { assertFindings, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

/** The trigger of section 1, every so often, with its detail. */
const every = (interval: string, detail = 'Poll orders.json'): string => `{ kind: schedule, every: ${interval}, detail: "${detail}" }`;
const onEvent = '{ kind: event, detail: Webhook orders/create }';
/** A schedule, and the batches a day that section 5 expects. */
const batches = (interval: string, expected: string, mark = '', detail = 'Poll orders.json'): string =>
  purposeExample({ trigger: every(interval, detail), latency_requirement: 'Batch (30 days)' }) +
  volumeExample({ batches_per_day: `{ expected: ${expected}, peak: 2000, hard_limit: 3000 } ${mark}` });
const FEWER = '#! batch-interval-mismatch: 24';
/** A volume in section 1, 400 records per batch and 96 batches in section 5. */
const volume = (text: string, mark = ''): string => purposeExample({ expected_volume: `${text} ${mark}` });
const VOLUME = '#! volume-mismatch';
const latency = (interval: string, text: string, mark = ''): string => purposeExample({ trigger: every(interval), latency_requirement: `${text} ${mark}` }) + volumeExample({ batches_per_day: '{ expected: N/A, peak: N/A, hard_limit: N/A }' });
const LATENCY = '#! latency-trigger-mismatch';
/** A rate limit of the source, and the hard limit of calls to it. */
const limit = (rate: string, hard: string, mark = ''): string => sourceExample({ rate_limits: rate }) + volumeExample({ source_api_calls_per_minute: `{ expected: 1, peak: 1, hard_limit: ${hard} } ${mark}` });
const HARD = '#! hard-limit-over-rate-limit';
/** A target with a rate limit and records in a call; 900 records at peak, every 15 minutes. */
const calls = (rate: string, perCall: string, mark = '', records = '{ expected: 400, peak: 900, hard_limit: 1500 }'): string =>
  targetExample({ rate_limits: rate, records_per_call: `${perCall} ${mark}` }) + volumeExample({ records_per_batch: records, target_api_calls_per_minute: '{ expected: 1, peak: 1, hard_limit: N/A }' });
const CALLS = '#! calls-cannot-carry-records';
const records = (row: string, mark = ''): string => volumeExample({ data_volume_per_batch_mb: `${row} ${mark}` });
const threshold = (share: string, rows: Record<string, string>, mark = ''): string => volumeExample(rows, share).replace(/(threshold: .*)/, `$1 ${mark}`);
const THRESHOLD = '#! threshold-below-peak: ';

const FRAGMENTS: Record<string, Record<string, string>> = {
  'volume-order': {
    'equal values': records('{ expected: 1, peak: 1, hard_limit: 1 }'),
    'expected above the peak': records('{ expected: 8.5, peak: 8, hard_limit: 20 }', '#! volume-order: 8.5'),
    'the peak above the hard limit': records('{ expected: 1, peak: 30, hard_limit: 20 }', '#! volume-order: 30'),
    'all the wrong way round, once': records('{ expected: 30, peak: 20, hard_limit: 10 }', '#! volume-order: 30'),
    'expected above the hard limit, without a peak': records('{ expected: 30, peak: N/A, hard_limit: 10 }', '#! volume-order: 30'),
    'values that are not to be had': records('{ expected: 30, peak: N/A, hard_limit: N/A }'),
    'nothing but zeros': records('{ expected: 0, peak: 0, hard_limit: 0 }'),
    'a value to come': records('{ expected: 30, peak: TBD, hard_limit: 40 }', '#! unfilled-placeholder'),
    'text for a number': records('{ expected: "30", peak: 20, hard_limit: 40 }', '#! invalid-value'),
    'each measure once': volumeExample({
      batches_per_day: '{ expected: 96, peak: 95, hard_limit: 144 } #! volume-order: 96',
      target_api_calls_per_minute: '{ expected: 40, peak: 200, hard_limit: 150 } #! volume-order: 200',
    }),
    'in block style': volumeExample({ data_volume_per_batch_mb: '\n      expected: 8 #! volume-order: 8\n      peak: 5\n      hard_limit: 20' }),
    'merged from another measure': volumeExample({ records_per_batch: '&r { expected: 400, peak: 900, hard_limit: 1500 }', data_volume_per_batch_mb: '{ <<: *r, peak: 300 }' }).replace(/(records_per_batch: .*)/, '$1 #! volume-order: 400'),
  },
  'hard-limit-over-rate-limit': {
    'at the limit': limit('2 requests per second', '120'),
    'above it': limit('2 requests per second', '121', `${HARD}: 121`),
    'by the hour': limit('5,000 requests per hour', '84', HARD),
    'by the hour, below': limit('5,000 requests per hour', '83'),
    'by the day': limit('144,000 requests per day', '100.5', HARD),
    'in a window': limit('190 requests per 10 seconds', '1140'),
    'in a window, above': limit('190 requests per 10 seconds', '1141', HARD),
    'the strictest of several': limit('"19 requests per second, 625,000 requests per day"', '435', HARD),
    'at a time': limit('4 concurrent requests', '5000'),
    'at a time and by the minute': limit('"4 concurrent requests, 100 requests per minute"', '101', HARD),
    'none': limit('none', '5000'),
    'unreadable': limit('as agreed #! free-text-step', '5000'),
    'to come': limit('TBD #! unfilled-placeholder', '5000'),
    'without a hard limit': limit('1 requests per minute', 'N/A'),
    'of the target': targetExample({ rate_limits: '100 requests per minute' }) + volumeExample({ target_api_calls_per_minute: `{ expected: 40, peak: 100, hard_limit: 150 } ${HARD}: 150` }),
    'of the target, which states none': volumeExample({ target_api_calls_per_minute: '{ expected: 40, peak: 100, hard_limit: 15000 }' }),
  },
  'calls-cannot-carry-records': {
    'as many calls as fit': calls('60 requests per minute', '1'),
    'one call too many': calls('60 requests per minute', '1', `${CALLS}: 1`, '{ expected: 400, peak: 901, hard_limit: 1500 }'),
    'a last call that is not full': calls('1 requests per minute', '60', CALLS, '{ expected: 400, peak: 901, hard_limit: 1500 }'),
    'a limit at a time': calls('1 concurrent requests', '1'),
    'no peak': calls('1 requests per minute', '1', '', '{ expected: 400, peak: N/A, hard_limit: N/A }'),
    'records per call to come': calls('1 requests per minute', 'TBD', '#! unfilled-placeholder'),
    'a number that is none': calls('1 requests per minute', '0', '#! invalid-value'),
    'of the source': sourceExample({ rate_limits: '100 requests per day', records_per_call: `250 ${CALLS}` }) + volumeExample({ source_api_calls_per_minute: '{ expected: 0.01, peak: 0.02, hard_limit: 0.06 }' }),
    'without a schedule': purposeExample({ trigger: onEvent }) + targetExample({ rate_limits: '1 requests per second', records_per_call: `1 ${CALLS}` })
      + volumeExample({ batches_per_day: '{ expected: 96, peak: 100, hard_limit: 144 }', target_api_calls_per_minute: '{ expected: 1, peak: 1, hard_limit: N/A }' }),
    'without a schedule, in time': purposeExample({ trigger: onEvent }) + targetExample({ rate_limits: '1 requests per second', records_per_call: '1' })
      + volumeExample({ batches_per_day: '{ expected: 96, peak: 96, hard_limit: 144 }', target_api_calls_per_minute: '{ expected: 1, peak: 1, hard_limit: N/A }' }),
  },
  'volume-mismatch': {
    'the same': volume('400 records per batch'),
    '20 % less': volume('320 records per batch'),
    '20 % more': volume('480 events per batch'),
    'more than 20 % less': volume('319 records per batch', `${VOLUME}: 319 records per batch`),
    'more than 20 % more': volume('481 messages per batch, peak 900 per batch', VOLUME),
    'a day': volume('38,400 records per day'),
    'an hour': volume('1,600 records per hour'),
    'an hour, too many': volume('16,000 records per hour', VOLUME),
    'a second': volume('1 records per second', VOLUME),
    'an hour of some hours': purposeExample({ expected_volume: '3,200 records per hour', trigger: every('15 minutes', 'Poll between 08:00 and 20:00') }),
    'a day of some hours': purposeExample({ expected_volume: `3,200 records per day ${VOLUME}`, trigger: every('15 minutes', 'Poll between 08:00 and 20:00') }),
    'the peak of it is not compared': volume('400 records per batch, peak 90,000 per batch'),
    'unreadable': volume('as it comes', '#! free-text-step'),
    'to come': volume('TBD', '#! unfilled-placeholder'),
    'nothing expected': volume('300 records per day') + volumeExample({ batches_per_day: '{ expected: N/A, peak: 96, hard_limit: 144 }' }),
    'other batches than scheduled, reported once': volume('9,600 records per day') + volumeExample({ batches_per_day: `{ expected: 240, peak: 300, hard_limit: 400 } #! batch-interval-mismatch` }),
    'records out of order, reported once': volume('400 records per batch') + volumeExample({ records_per_batch: '{ expected: 4000, peak: 900, hard_limit: 1500 } #! volume-order' }),
  },
  'threshold-below-peak': {
    'at the peak': threshold('90%', { records_per_batch: '{ expected: 400, peak: 900, hard_limit: 1000 }' }),
    'at a peak that decimals only come near': threshold('70%', { data_volume_per_batch_mb: '{ expected: 0.3, peak: 0.7, hard_limit: 1 }' }),
    'below it': threshold('89.9%', { records_per_batch: '{ expected: 400, peak: 900, hard_limit: 1000 }' }, `${THRESHOLD}89.9%`),
    'of several, once': threshold('50%', {}, `${THRESHOLD}50%`),
    'not of batches': threshold('80%', { batches_per_day: '{ expected: 96, peak: 96, hard_limit: 100 }' }),
    'not of a peak of 1': threshold('80%', { records_per_batch: '{ expected: 1, peak: 1, hard_limit: 1 }' }) + purposeExample({ expected_volume: '1 records per batch' }),
    'not without a hard limit': threshold('80%', { records_per_batch: '{ expected: 400, peak: 900, hard_limit: N/A }' }),
    'not of values out of order': threshold('80%', { records_per_batch: '{ expected: 400, peak: 900, hard_limit: 800 } #! volume-order: 900' }),
    'no share': threshold('TBD', { records_per_batch: '{ expected: 400, peak: 900, hard_limit: 900 }' }, '#! unfilled-placeholder'),
  },
  'latency-trigger-mismatch': {
    'as long as the interval': latency('15 minutes', 'Batch (15 minutes)'),
    'shorter': latency('15 minutes', 'Batch (14 minutes)', `${LATENCY}: Batch (14 minutes)`),
    'in other units': latency('1 hour', 'Batch (60 minutes)'),
    'at once, by a clock': latency('1 hour', 'Real-time', `${LATENCY}: Real-time`),
    'nearly at once': latency('1 hour', 'Near-real-time (< 3,599 seconds)', LATENCY),
    'unreadable': latency('15 minutes', 'when it is ready', '#! free-text-step'),
    'an interval that cannot be read': latency('now and then', 'Real-time').replace(/(trigger: .*)/, '$1 #! free-text-step'),
    'at once, by an event': purposeExample({ trigger: onEvent, latency_requirement: 'Real-time' }),
    'by an event that still says how often': purposeExample({ trigger: '{ kind: event, every: 1 day, detail: Webhook }', latency_requirement: 'Real-time' }),
  },
  'batch-interval-mismatch': {
    'as scheduled': batches('15 minutes', '96'),
    'fewer': batches('15 minutes', '24', FEWER),
    'more': batches('15 minutes', '97', '#! batch-interval-mismatch: 97'),
    'no whole number, below': batches('7 hours', '3'),
    'no whole number, above': batches('7 hours', '4'),
    'no whole number, between': batches('7 hours', '3.43'),
    'no whole number, too many': batches('7 hours', '5', '#! batch-interval-mismatch'),
    'each day': batches('1 day', '1'),
    'less than daily': batches('7 days', '1'),
    'less than daily, a part': batches('7 days', '0.14'),
    'less than daily, too many': batches('7 days', '2', '#! batch-interval-mismatch'),
    'fewer by hours': batches('15 minutes', '24', '', 'Poll from 08:00 to 18:00'),
    'fewer by days': batches('15 minutes', '24', '', 'Poll on weekdays'),
    'more by hours': batches('15 minutes', '200', '#! batch-interval-mismatch', 'Poll on weekdays'),
    'several batches a run': batches('1 day', '20', '', 'The export is cut into 20 batches of 400 records'),
    'a batch for each of several': batches('1 hour', '288', '', 'One batch for each of the 12 stores'),
    'several a run, and no whole multiple': batches('1 hour', '290', '#! batch-interval-mismatch: 290', 'One batch for each of the 12 stores'),
    'several a run, and fewer': batches('1 hour', '12', '#! batch-interval-mismatch: 12', 'One batch for each of the 12 stores'),
    'several a run, on some days': batches('1 hour', '206', '', 'One batch for each of the 12 stores, on weekdays'),
    'several where no whole number fits': batches('7 hours', '10', '', 'Each run makes three batches'),
    'a whole multiple, and one batch a run': batches('15 minutes', '192', '#! batch-interval-mismatch: 192'),
    'a whole multiple, and pages': batches('15 minutes', '192', '#! batch-interval-mismatch: 192', '250 orders per page, one call per second'),
    'runs without a batch': batches('15 minutes', '24', '', 'A run without changes makes no batch'),
    'runs left out': batches('15 minutes', '94', '', 'Poll orders.json, except during the ERP closing run'),
    'runs at some times': batches('15 minutes', '40', '', 'Poll orders.json while the stores are open'),
    'runs only when': batches('15 minutes', '40', '', 'Makes a batch only when an order is new'),
    'runs without a batch, but more': batches('15 minutes', '100', '#! batch-interval-mismatch: 100', 'A run without changes makes no batch'),
    'not to be had': batches('15 minutes', 'N/A'),
    'to come': batches('15 minutes', 'TBD', '#! unfilled-placeholder'),
    'no schedule': purposeExample({ trigger: onEvent }) + volumeExample({ batches_per_day: '{ expected: 7, peak: 96, hard_limit: 144 }' }),
  },
};

for (const [rule, fragments] of Object.entries(FRAGMENTS)) {
  describe(`edge cases of ${rule}`, () => {
    for (const [name, text] of Object.entries(fragments)) {
      it(name, () => assertFindings(inBase({ text })));
      it(`${name} (CRLF)`, () => assertFindings(crlf(inBase({ text }))));
    }
  });
}

/** Every finding’s message and the messages of its related places. */
function told(text: string): { message: string; related: string[] }[] {
  return runRules(new Spec(parseSyntax(inBase({ text })))).map(({ message, related = [] }) => ({ message, related: related.map((each) => each.message) }));
}

describe('messages about the volume show the arithmetic', () => {
  const cases: Record<string, [text: string, message: string, related: string[]]> = {
    'volume-order': [records('{ expected: 8, peak: 5, hard_limit: 20 }'), '`data_volume_per_batch_mb.expected` of 8 is above `peak`, which is 5: the executor cannot tell which of the two holds.', ['`peak` is 5']],
    'hard-limit-over-rate-limit': [limit('5 requests per second', '4000'), '`hard_limit` of 4,000 calls a minute is above what `source_system.rate_limits` allow: 5 requests per second is 300 a minute. The executor would keep to it and be refused.', ['The source allows 5 requests per second']],
    'calls-cannot-carry-records': [
      calls('50 requests per minute', '1'),
      'At 1 record a call, a peak batch of 900 records takes 900 calls, but the target’s limit of 50 requests per minute comes to 750 in the 15 minutes until the next batch: the executor would fall behind.',
      ['The target allows 50 requests per minute', 'A peak batch has 900 records'],
    ],
    'volume-mismatch, a day': [volume('2,000 events per hour'), '`expected_volume` says 2,000 events per hour, 48,000 a day; section 5 expects 96 batches a day × 400 = 38,400. The executor cannot tell which of the two to plan for.', ['`expected` is 400 records per batch', '`expected` is 96 batches a day']],
    'volume-mismatch, a batch': [volume('1 records per batch'), '`expected_volume` says 1 record per batch; section 5 expects 400 in `records_per_batch`. The executor cannot tell which of the two to plan for.', ['`expected` is 400 records per batch']],
    'threshold-below-peak': [
      threshold('50%', { source_api_calls_per_minute: '{ expected: 2, peak: 51, hard_limit: 100 }', records_per_batch: '{ expected: 400, peak: 900, hard_limit: 2000 }', target_api_calls_per_minute: '{ expected: 40, peak: 100, hard_limit: 1500 }', data_volume_per_batch_mb: '{ expected: 3, peak: 7, hard_limit: 12 }' }),
      'The threshold lies below the peak of `source_api_calls_per_minute`: 50% of 100 is 50, its peak is 51; `data_volume_per_batch_mb`: 50% of 12 is 6, its peak is 7. The executor would `throttle` in normal operation.',
      ['`source_api_calls_per_minute` peaks at 51', '`data_volume_per_batch_mb` peaks at 7'],
    ],
    'latency-trigger-mismatch': [latency('90 minutes', 'Batch (1 hours)'), '`Batch (1 hours)` allows less time than lies between two runs of the schedule, which runs every 90 minutes: a change may wait 90 minutes before the executor reads it at all.', ['Runs every 90 minutes']],
    'latency-trigger-mismatch, at once': [latency('1 days', 'Real-time'), '`Real-time` asks for each change at once, but the schedule runs every day: a change may wait 1 day before the executor reads it at all.', ['Runs every day']],
    'latency-trigger-mismatch, in another unit': [latency('1 day', 'Near-real-time (< 600 seconds)'), '`Near-real-time (< 600 seconds)` allows less time (10 minutes) than lies between two runs of the schedule, which runs every day: a change may wait 1 day before the executor reads it at all.', ['Runs every day']],
    'batch-interval-mismatch, daily': [batches('1 day', '2'), 'Every day is 1 batch a day; `batches_per_day.expected` says 2: the executor cannot tell which of the two to set up.', ['Runs every day']],
    'batch-interval-mismatch': [batches('15 minutes', '24'), 'Every 15 minutes is 96 batches a day; `batches_per_day.expected` says 24: the executor cannot tell which of the two to set up.', ['Runs every 15 minutes']],
    'batch-interval-mismatch, no whole number': [batches('7 hours', '24'), 'Every 7 hours is 3 or 4 batches a day; `batches_per_day.expected` says 24: the executor cannot tell which of the two to set up.', ['Runs every 7 hours']],
    'batch-interval-mismatch, rarer than daily': [batches('36 hours', '24'), 'Every 36 hours is less than 1 batch a day; `batches_per_day.expected` says 24: the executor cannot tell which of the two to set up.', ['Runs every 36 hours']],
  };
  for (const [name, [text, message, related]] of Object.entries(cases)) it(name, () => assert.deepEqual(told(text), [{ message, related }]));
});

describe('a flow both ways', () => {
  const both = (expected: string): string => batches('10 minutes', expected).replace('Source → Target', 'Bidirectional');
  const found = (text: string): string[] => runRules(new Spec(parseSyntax(inBase({ text })))).map(({ rule }) => rule.id).filter((id) => id === 'batch-interval-mismatch');
  it('may count each way as a batch', () => assert.deepEqual([both('144'), both('288')].flatMap(found), []));
  it('has no other number of batches', () => assert.deepEqual([both('200'), both('72')].flatMap(found), ['batch-interval-mismatch', 'batch-interval-mismatch']));
});
