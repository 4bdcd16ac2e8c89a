/**
 * Long texts of one repeated character or word: no rule takes time that grows with the square of a text's length.
 * An engine of regular expressions cannot be counted, so time is compared: twice the text to once.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { runRules } from '../../server/src/rules/runner.ts';
import { personName } from '../../server/src/rules/sections/approvals.ts';
import { inBase } from '../helpers/check.ts';
import { specOf } from '../helpers/features.ts';
import { growsTooFast } from '../helpers/growth.ts';

/** What patterns begin with, and what they go on with: where only the end is missing, every one of them is tried. */
const UNITS: readonly string[] = [
  '(', '[', '<', '{', '{(', '"', "'", '`', '.', '-', '/', ':', '*', '|', ' ', '\t', '\n', '\n\n', 'a', 'A', 'A_', 'a.', 'a,', ' a', 'x/', '1', '1,', '1.', '1-', '1 - ', '- ', '--', ' -- ', ', ',
  '4xx,', '401 ', '401 or ', 'no ', 'not ', 'never ', 'write ', 'read ', 'reads and ', 'UPDATE ', 'UPDATE, ', 'between 1', 'from 8 ', 'at ', 'every 1 ', 'from a ', 'if ', 'the ', 'to ', 'or ', 'and ', 'is ', 'what ',
  'max ', 'max 1', 'max length ', 'at least 1 ', 'one of a', 'default: ', 'UTC ', 'may be null ', 'retry ', 'alert ', 'check ', 'restore ', 'records before ', 'values ', 'find ', 'put a ',
  'token', 'token ', 'token=', 'password=', 'Bearer ', 'http://', 'http://a:', 'eyJ-', 'SG.', 'sk_live_', 'hooks.slack.com/services/T', '-----BEGIN A ', 'https://a@', 'é', '𝒜', '{{', '${', '=>', '→',
];

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** All regular expressions written down in the rules, with where they stand. */
function expressions(): { readonly where: string; readonly pattern: RegExp }[] {
  const folder = new URL('../../server/src/rules/', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort().flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(new URL(file, folder), 'utf8'), ts.ScriptTarget.Latest, true);
    const found: { where: string; pattern: RegExp }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, body = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
        found.push({ where: `${file}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`, pattern: new RegExp(body, flags.includes('g') ? flags : `${flags}g`) });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Every match is found, the text alone and between others: some patterns fail at the end only, or at the start. */
function tooSlow(pattern: RegExp): string[] {
  return UNITS.filter((unit) => ['', '!'].some((end) => growsTooFast((length) => void [...`${repeated(unit, length)}${end}`.matchAll(pattern)].length, [500, 2000, 8000, 32_000], 15)));
}

describe('no regular expression of a rule takes the square of a text’s length', () => {
  const all = expressions();
  it('and they are found', () => assert.ok(all.length > 100, String(all.length)));
  it('whatever the text', () => assert.deepEqual(all.flatMap(({ where, pattern }) => tooSlow(pattern).map((unit) => `${where} ${String(pattern)} on ${JSON.stringify(unit)}`)), []));
  it('would be seen', () => {
    assert.ok(tooSlow(/[([<{][^)\]>}]*[)\]>}]/g).includes('('));
    assert.ok(tooSlow(/\s+$/g).includes(' '));
    assert.ok(tooSlow(/^\s*,?\s*or?\s*$/g).includes(' '));
  });
});

/** A spec with one text wherever rules read prose. */
function specWith(text: string): string {
  const value = JSON.stringify(text);
  return inBase({
    text: [
      `spec_status: Approved\nauthor: ${value}\nsource_system_owner: ${value}`,
      `integration_purpose:\n  why: ${value}\n  trigger: { kind: schedule, every: 15 minutes, detail: ${value} }\n  direction: Source → Target\n  expected_volume: ${value}\n  latency_requirement: ${value}`,
      `source_system:\n  system_name: ${value}\n  environment: Both\n  environment_routing: ${value}\n  authentication: { method: OAuth2, scope: [${value}] }\n  rate_limits: ${value}\n  guaranteed_delivery: At-least-once`,
      `target_system:\n  system_name: B\n  authentication: { method: OAuth2, scope: ${value} }\n  write_semantics: Upsert\n  on_conflict: ${value}\n  contact: { team: ${value}, escalation: ${value} }`,
      `error_handling:\n  failure_classes:\n    auth_failure: { condition: ${value}, action: ${value}, retry: Yes, escalation: ${value} }\n    other: { condition: "HTTP 401 ${value.slice(1)}, action: retry 3 times, retry: Yes, escalation: "alert if > 10 ${value.slice(1)} }\n  dead_letter_queue: ${value}\n  operator_notification: ${value}`,
      `data_contract:\n  source_record:\n    a: { type: string(10), required: true, notes: ${value}, source_path: a }\n    b: { type: datetime, required: true, notes: ${value}, source_path: b }\n  target_record:\n    c: { type: string(10), mapped_from: source.a, transformation: exact copy, required: true, notes: ${value} }\n  not_written: { b: ${value} }`,
      `validation:\n  criteria:\n    idempotency: { test: ${value}, pass_condition: ${value} }\n    other: { not_applicable: ${value} }`,
      `rollback_plan:\n  rollback_trigger: ${value}\n  rollback_procedure: [${value}, delete]\n  rollback_window: ${value}\n  rollback_tested: documented but untested`,
      `agent_execution_instructions:\n  authorized_actions: { read_from: [${value}], write_to: [${value}, B] }\n  prohibited_actions: [${value}]\n  completion_signal: { report_to: ${value}, include: [${value}] }`,
      `spec_approval:\n  author: { name: ${value}, date: 2025-03-05 }\n  technical_reviewer: { name: ${value}, date: 2025-03-05 }`,
    ].join('\n'),
  });
}

describe('no spec takes the square of its texts’ length to be checked', () => {
  const check = (text: string): void => void runRules(specOf(specWith(text)));
  check('warm');
  for (const unit of UNITS) {
    it(`of ${JSON.stringify(unit)}`, () => assert.ok(!growsTooFast((length) => { check(repeated(unit, length)); }, [1000, 16_000], 250)));
  }
});

describe('a name', () => {
  it('of many brackets is read in a time that grows with them', () => {
    for (const bracket of ['(', '[', '<', '{', ')', '()', '([<{']) assert.ok(!growsTooFast((length) => void personName(repeated(bracket, length)), [8000, 32_000, 128_000]), bracket);
  });
  it('is compared without what stands in brackets', () => {
    for (const name of ['Dana Reyes', 'dana reyes (Finance)', 'Dana Reyes [x] <d@example.com>', 'Dana Reyes (Finance, <d@example.com>)', 'Dána  Reyes']) assert.equal(personName(name), 'danareyes', name);
    assert.notEqual(personName('Dana Reyes (Finance'), 'danareyes');
  });
});
