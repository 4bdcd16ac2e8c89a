/** What the rules read out of sections, and how they write figures. */
import assert from 'node:assert/strict';
import { isCalendarDate } from '../../server/src/model/calendar.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { authorizationsOf } from '../../server/src/rules/sections/authorization.ts';
import { criteriaOf } from '../../server/src/rules/sections/criteria.ts';
import { counted, exceeds, figure, spanText } from '../../server/src/rules/sections/figures.ts';
import { rollbackOf } from '../../server/src/rules/sections/rollback.ts';
import { batchesPerDay, limitsHours } from '../../server/src/rules/sections/schedule.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { check, fix, inBase } from '../helpers/check.ts';

const specOf = (text: string): Spec => new Spec(parseSyntax(text));

describe('figures', () => {
  it('are rounded to what they tell', () => {
    assert.deepEqual([0, 1, 1500, 1_234_567.5, 83.333_333, 69.444, 0.0347, 0.5, 1e-9].map(figure), ['0', '1', '1,500', '1,234,567.5', '83.33', '69.44', '0.035', '0.5', '0.000000001']);
  });
  it('have their noun in the singular or the plural', () => assert.deepEqual([counted(1, 'batch'), counted(96, 'batch'), counted(0, 'call'), counted(1, 'call'), counted(0.5, 'record')], ['1 batch', '96 batches', '0 calls', '1 call', '0.5 records']));
  it('of time are in the largest unit that fits', () => {
    assert.deepEqual([500, 1000, 90_000, 900_000, 5_400_000, 3_600_000, 129_600_000, 86_400_000, 1_209_600_000].map(spanText), ['0.5 seconds', '1 second', '90 seconds', '15 minutes', '90 minutes', '1 hour', '36 hours', '1 day', '14 days']);
  });
  it('are compared as decimals', () => {
    assert.equal(exceeds(0.7, 0.7 * 1), false);
    assert.equal(exceeds(0.1 + 0.2, 0.3), false);
    assert.equal(exceeds(300.1, 300), true);
    assert.equal(exceeds(299, 300), false);
  });
});

describe('the batches of a schedule', () => {
  const cases: Record<string, [milliseconds: number, least: number, most: number]> = { 'every 15 minutes': [900_000, 96, 96], 'every 7 hours': [25_200_000, 3, 4], 'every day': [86_400_000, 1, 1], 'every week': [604_800_000, 0, 1], 'every 0.1 seconds': [100, 864_000, 864_000] };
  for (const [name, [every, least, most]] of Object.entries(cases)) {
    it(name, () => {
      const found = batchesPerDay(every);
      assert.deepEqual([found.least, found.most], [least, most]);
    });
  }
});

describe('a schedule’s detail limits its hours', () => {
  const limited = [
    'between 08:00 and 18:00', 'From 8 am to 6 pm', 'from 8 to 18, local time', '06:00–22:00', 'until midnight', 'Poll on weekdays', 'on business days only', 'during opening hours of the stores',
    'in trading hours', 'nightly', 'at night', 'not at the weekend', 'Mon–Fri', 'Monday to Friday', 'every Tuesday', 'monthly', 'first day of the month', 'paused in the maintenance window', 'cron 0 8-18 * * 1-5', 'core hours', 'after 6h', 'outside office hours', 'not on holidays',
  ];
  const free = [
    'Poll orders.json', 'Poll GET /orders with limit=250 and updated_at_min = high-water mark less 5 minutes', 'List records created since the stored cursor, 100 records per page', 'between 100 and 250 orders per page', 'from 2 to 5 pages', '24/7',
    'All runs of the day', 'Reads the rows that are newer than the stored cursor', 'v2024-10', 'the last 3 days', 'retry after 5 minutes', 'saturation of the queue', 'Monitor it', 'every 15 minutes', 'at 3 pages each', '',
  ];
  for (const text of limited) it(`in “${text}”`, () => assert.ok(limitsHours(text)));
  for (const text of free) it(`not in “${text}”`, () => assert.ok(!limitsHours(text)));
});

describe('days of the calendar', () => {
  for (const text of ['2025-03-03', '2024-02-29', '2000-02-29', '2025-12-31']) it(text, () => assert.ok(isCalendarDate(text)));
  for (const text of ['2025-02-29', '1900-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '2025-1-1', '2025-01-00', ' 2025-01-01', '']) it(`not ${text}`, () => assert.ok(!isCalendarDate(text)));
});

describe('sections in any state', () => {
  it('criteria', () => {
    const read = (text: string): unknown => criteriaOf(specOf(`validation:\n  criteria: ${text}\n`))?.map(({ name, isRead }) => `${name} ${isRead}`);
    assert.deepEqual(read('{ a: { test: T, pass_condition: P }, b: { not_applicable: N }, c: { test: T }, d: , e: [x] }'), ['a true', 'b true', 'c false', 'd false', 'e false']);
    assert.equal(read('TBD'), undefined);
    assert.equal(read('[a]'), undefined);
    assert.equal(criteriaOf(specOf('')), undefined);
  });
  it('steps of a rollback', () => {
    const read = (text: string): unknown => rollbackOf(specOf(`rollback_plan:\n  rollback_procedure: ${text}\n`)).steps?.map(({ value }) => value);
    assert.deepEqual(read('[a, b]'), ['a', 'b']);
    for (const text of ['[a]', '[a, TBD]', '[a, ""]', '[a, { b: c }]', 'a', '[]', '']) assert.equal(read(text), undefined, text);
  });
  it('authorizations', () => {
    const read = (text: string): unknown => authorizationsOf(specOf(`source_system: { system_name: A }\nagent_execution_instructions:\n  authorized_actions: { read_from: ${text} }\n`)).readFrom?.missing.map(({ what }) => what);
    assert.deepEqual(read('[a]'), []);
    assert.deepEqual(read('[b]'), ['source']);
    for (const text of ['a', '[]', '', '[TBD]', '[a, { b: c }]']) assert.equal(read(text), undefined, text);
  });
});

describe('a skeleton fits what the spec says already', () => {
  const drop = (text: string, key: string): string => text.replace(new RegExp(`^(  )*${key}:.*\n((  )+.*\n)*`, 'm'), '');
  const ids = (text: string): string[] => [...new Set(check(text).map((finding) => finding.replace(/^\d+: /, '')))];
  const inserting = (text: string): string => text.replace('write_semantics: Upsert', 'write_semantics: Insert').replace('idempotency_support: Supports idempotency key', 'idempotency_support: N/A');
  it('its tests name the failure classes of the author’s own', () => {
    const text = fix(drop(inBase({ text: '' }), 'validation'), 'Insert section `validation`');
    assert.match(text, /test: Integration test that injects each failure class of section 4, target_unavailable included\n/);
    assert.deepEqual(ids(text), ['unfilled-placeholder']);
  });
  it('its tests leave idempotency out where there is none', () => {
    const text = fix(drop(inserting(inBase({ text: '' })), 'validation'), 'Insert section `validation`');
    assert.match(text, /idempotency:\s+\{? ?not_applicable: <reason why it does not apply>/);
    assert.ok(!ids(text).includes('idempotency-test-mismatch'));
  });
  it('a criterion by itself does too', () => {
    const text = inserting(inBase({ text: '' })).replace(/ {4}idempotency:\n( {6}.*\n)+/, '');
    assert.match(fix(text, 'Insert `idempotency`'), /idempotency:\s+\{? ?not_applicable: <reason why it does not apply>/);
  });
  it('elsewhere the test is the template’s', () => {
    const text = inBase({ text: '' }).replace(/ {4}idempotency:\n( {6}.*\n)+/, '');
    assert.match(fix(text, 'Insert `idempotency`'), /idempotency:\s+\{? ?test: Send the same record twice/);
  });
});
