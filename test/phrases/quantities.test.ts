import assert from 'node:assert/strict';
import { durationOf, latencyOf, ratesOf, volumeOf } from '../../server/src/phrases/quantities.ts';

describe('quantities', () => {
  it('durations are milliseconds, whatever their unit', () => {
    assert.equal(durationOf('60 minutes'), durationOf('1 hour'));
    assert.equal(durationOf('1 day'), 86_400_000);
    assert.equal(durationOf('24 h'), durationOf('1 d'));
    assert.equal(durationOf('1,440 min'), durationOf('1 day'));
    assert.equal(durationOf('0.5 s'), 500);
    assert.equal(durationOf('90 s'), durationOf('1.5 minutes'));
    assert.equal(durationOf('soon'), undefined);
    assert.equal(durationOf('2 weeks'), undefined);
    assert.equal(durationOf(''), undefined);
  });

  it('rates come to requests per minute', () => {
    const perMinute = (text: string): (number | undefined)[] => ratesOf(text).limits.map((limit) => limit.perMinute);
    assert.deepEqual(perMinute('2 requests per second'), [120]);
    assert.deepEqual(perMinute('600/min'), [600]);
    assert.deepEqual(perMinute('5,000 requests per hour'), [5000 / 60]);
    assert.deepEqual(perMinute('144,000 requests per day'), [100]);
    assert.deepEqual(perMinute('190 requests per 10 seconds'), [1140]);
    assert.deepEqual(perMinute('4 concurrent requests'), [undefined]);
    assert.deepEqual(perMinute('19 requests per second, 4 concurrent requests'), [1140, undefined]);
    assert.deepEqual(perMinute('none'), []);
    assert.deepEqual(perMinute('0.5 requests per second'), [30]);
  });

  it('the strictest rate is the lowest in the long run', () => {
    const { lowest, limits, faults } = ratesOf('19 requests per second, 625,000 requests per day');
    assert.deepEqual([lowest?.text, limits.length, faults], ['625,000 requests per day', 2, []]);
    assert.equal(ratesOf('4 concurrent requests').lowest, undefined);
    assert.deepEqual(ratesOf('none').faults, []);
    assert.equal(ratesOf('many').faults.length, 1);
  });

  it('volumes come to a number a day, but for those of a batch', () => {
    assert.deepEqual(volumeOf('2,400 events per day, peak 10 per minute'), {
      what: 'events', expected: { count: 2400, per: 'day', perDay: 2400 }, peak: { count: 10, per: 'minute', perDay: 14_400 },
    });
    assert.deepEqual(volumeOf('400 records per batch'), { what: 'records', expected: { count: 400, per: 'batch', perDay: undefined }, peak: undefined });
    assert.equal(volumeOf('20 messages per second')?.expected.perDay, 1_728_000);
    assert.equal(volumeOf('a few'), undefined);
  });

  it('latencies have a limit, but for real-time', () => {
    assert.deepEqual(latencyOf('Real-time'), { kind: 'real-time', limit: undefined });
    assert.deepEqual(latencyOf('Near-real-time (< 60 seconds)'), { kind: 'near-real-time', limit: 60_000 });
    assert.deepEqual(latencyOf('Batch (2 hours)'), { kind: 'batch', limit: durationOf('120 minutes') });
    assert.equal(latencyOf('daily'), undefined);
  });
});
