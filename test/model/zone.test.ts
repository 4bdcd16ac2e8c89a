import assert from 'node:assert/strict';
import { readFormat } from '../../server/src/model/date-format.ts';
import { isUtc, isZone, nearestZone, offsetInZone, offsetIsOfZone, sameZone, skippedTime, zoneName } from '../../server/src/model/zone.ts';

describe('time zones', () => {
  it('are those of the IANA database', () => {
    for (const name of ['UTC', 'America/New_York', 'europe/berlin', 'Etc/GMT+5', 'US/Eastern']) assert.ok(isZone(name), name);
    for (const name of ['', '+01:00', 'Europe/Berln', 'local', 'any', 'EST', 'New York', 'x'.repeat(1000)]) assert.ok(!isZone(name), name);
    assert.ok(sameZone('US/Eastern', 'America/New_York'));
    assert.ok(!sameZone('Europe/Berlin', 'Europe/Paris'));
    assert.ok(isUtc('Etc/UTC') && isUtc('utc') && !isUtc('Europe/London'));
  });

  it('are found by what people write', () => {
    assert.equal(nearestZone('New York'), 'America/New_York');
    assert.equal(nearestZone('Europe/Berln'), 'Europe/Berlin');
    assert.equal(nearestZone('GMT'), 'UTC');
    assert.equal(zoneName('europe/berlin'), 'Europe/Berlin');
    assert.equal(nearestZone('nowhere in particular'), undefined);
  });

  it('skip local times, and have an offset at each', () => {
    assert.equal(skippedTime('America/New_York'), '2024-03-10T02:30');
    assert.equal(skippedTime('UTC'), undefined);
    assert.equal(offsetInZone('2024-01-15T09:30', 'America/New_York'), '-05:00');
    assert.ok(offsetIsOfZone('2024-07-15T09:30:00-04:00', 'America/New_York'));
    assert.ok(!offsetIsOfZone('2024-07-15T09:30:00-05:00', 'America/New_York'));
    assert.ok(!offsetIsOfZone('2024-03-10T02:30:00-05:00', 'America/New_York'));
  });
});

describe('date formats', () => {
  const faults = (text: string): string => readFormat(text).faults.map((fault) => `${text.slice(fault.start, fault.end)}${fault.meant === undefined ? '' : ` → ${fault.meant}`}`).join(' ');

  it('are read in fields and text', () => {
    assert.deepEqual(readFormat("yyyy-MM-dd'T'HH:mm").parts.map((part) => part.text), ['yyyy', '-', 'MM', '-', 'dd', 'T', 'HH', ':', 'mm']);
    assert.deepEqual(readFormat("h 'o''clock' a").parts.map((part) => part.text), ['h', ' ', "o'clock", ' ', 'a']);
    assert.deepEqual(readFormat("yyyy''MM").parts.map((part) => part.text), ['yyyy', "'", 'MM']);
  });

  it('are checked letter by letter', () => {
    for (const good of ['yyyy-MM-dd', "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 'dd.MM.yy', 'EEE, d MMM yyyy h:mm a', 'yyyyMMdd']) assert.equal(faults(good), '', good);
    assert.equal(faults('YYYY-MM-DD'), 'YYYY → yyyy DD → dd');
    assert.equal(faults('yyyy-MM-ddTHH:mm'), "T → 'T'");
    assert.equal(faults('yyyy-MM-dd Q'), 'Q');
    assert.equal(faults("yyyy 'open"), "'open");
    assert.equal(faults('--'), '--');
    assert.equal(faults('yyyyy'), 'yyyyy');
  });
});
