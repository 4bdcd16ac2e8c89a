/** Fixes: each mends its finding and harms nothing else; and what the text looks like before and after. */
import assert from 'node:assert/strict';
import { fixAll } from '../../server/src/features/fix-all.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { headerKeys, sections, specSchema } from '../../server/src/model/schema.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { allFixes, check, fix, inBase, optionsFor } from '../helpers/check.ts';
import { filesIn } from '../helpers/files.ts';
import { crlf, lf, wider } from '../helpers/text.ts';

/** Each finding by what it says, with how often it is said. */
function said(text: string, options: RunOptions): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, message } of runRules(new Spec(parseSyntax(text)), options)) counts.set(`${rule.id}: ${message}`, (counts.get(`${rule.id}: ${message}`) ?? 0) + 1);
  return counts;
}

/** Rules that offer every value that the format allows at a place. */
const CHOOSING = ['invalid-value', 'empty-value', 'unfilled-placeholder'];

/** Applies every fix of every finding: the finding goes, and none comes but for what is still to be filled in. */
function assertFixesMend(text: string, options: RunOptions = {}): void {
  const before = said(text, options);
  const problems = parseSyntax(text).problems.length;
  for (const { result, title, preferred, after } of allFixes(text, options)) {
    const what = `“${title}” for ${result.rule.id}: ${result.message}`;
    const id = `${result.rule.id}: ${result.message}`;
    assert.notEqual(after, text, `${what} changes nothing`);
    const now = said(after, options);
    assert.ok((now.get(id) ?? 0) < (before.get(id) ?? 0), `${what} leaves its finding in\n${after}`);
    // Of the legal choices only the one that was meant fits the rest; by another the author says something else.
    const isOther = CHOOSING.includes(result.rule.id) && title.startsWith('Change to ') && !preferred;
    for (const [finding, count] of now) {
      const isNew = count > (before.get(finding) ?? 0);
      assert.ok(!isNew || isOther || finding.startsWith('unfilled-placeholder: '), `${what} adds ${finding}`);
    }
    assert.ok(parseSyntax(after).problems.length <= problems, `${what} breaks the YAML`);
  }
}

/** Rules that have a fix only where the format knows what may stand there. */
const NOT_ALWAYS = ['empty-value', 'unfilled-placeholder'];

const VARIANTS: Record<string, (text: string) => string> = { 'as it is': (text) => text, 'indented by four': wider, 'with Windows line ends': crlf };

for (const [variant, change] of Object.entries(VARIANTS)) {
  describe(`each fix mends its finding, in a text ${variant}`, () => {
    for (const rule of rules) {
      it(rule.id, () => {
        const text = change(inBase(rule.bad));
        if (rule.fix && !NOT_ALWAYS.includes(rule.id)) assert.ok(allFixes(text, optionsFor(rule)).length > 0, 'no fix is offered');
        assertFixesMend(text, optionsFor(rule));
      });
    }
    for (const { name, text } of filesIn('test/fixtures/faulty', '.intspec.yaml')) it(name, () => assertFixesMend(change(text)));
  });
}

describe('missing-required-field mends every map of the format', () => {
  // Each key of the base in turn is left out, at every depth.
  const base = inBase({ text: '' });
  const tree = parseSyntax(base);
  const lines = base.split('\n');
  lines.forEach((line, at) => {
    const match = /^( *)([\w]+):/.exec(line);
    if (!match || match[2] === 'target_record' || match[2] === 'source_record') return;
    it(`without line ${at + 1}, ${line.trim().slice(0, 30)}`, () => {
      const indent = match[1]?.length ?? 0;
      let end = at + 1;
      while (end < lines.length && (lines[end]?.trim() === '' || /^ */.exec(lines[end] ?? '')?.[0].length !== undefined && (/^ */.exec(lines[end] ?? '')?.[0].length ?? 0) > indent)) end += 1;
      const without = [...lines.slice(0, at), ...lines.slice(end)].join('\n');
      const ids = check(without).map((finding) => finding.replace(/^\d+: /, ''));
      // Some keys are optional; a record whose only key goes is empty.
      if (ids.length > 0) assert.ok(ids.some((id) => ['missing-required-field', 'missing-section', 'empty-value', 'unmapped-source-field', 'unknown-source-field', 'missing-write-key', 'value-map-incomplete', 'missing-transformation', 'nullable-to-non-nullable', 'absence-undeclared', 'sensitive-field-exposed', 'dead-letter-undeclared'].includes(id)), ids.join());
      assertFixesMend(without);
    });
  });
  it('has a base without a problem', () => assert.deepEqual(tree.problems, []));
});

describe('all safe fixes together', () => {
  const texts: Record<string, string> = {
    'an empty document': '',
    'a header': 'spec_id: INT-2025-031\ntemplate: integration-spec-v1.0\n',
    'a header with Windows line ends': 'spec_id: INT-2025-031\r\ntemplate: integration-spec-v1.0\r\n',
    'a header without a line end': 'spec_id: INT-2025-031',
    'a document of comments': '# A spec.\n',
    'sections in disorder': 'spec_approval: {}\nvalidation:\nspec_id: INT-2025-031\n',
    'the faulty header': filesIn('test/fixtures/faulty', 'header-only.intspec.yaml')[0]?.text ?? '',
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`complete ${name}`, () => {
      const after = fixAll(text);
      const { root, problems } = parseSyntax(after);
      assert.deepEqual(problems, []);
      assert.ok(root?.kind === 'map');
      const keys = root.entries.map((entry) => entry.key.text);
      assert.deepEqual(keys.filter((key) => !headerKeys.includes(key)), sections.map(({ key }) => key), 'sections are in the template’s order');
      for (const key of specSchema.required ?? []) assert.ok(keys.includes(key), key);
      const open = new Set(check(after).map((finding) => finding.replace(/^\d+: /, '')));
      if (!text.includes('validation')) assert.deepEqual([...open], ['unfilled-placeholder']);
      if (text.includes('\r\n')) assert.doesNotMatch(after, /(?<!\r)\n/);
      assert.equal(fixAll(after), after, 'a second time changes nothing');
    });
  }
});

interface Case {
  readonly before: string;
  /** The fix, by the start of its title. */
  readonly fix: string;
  readonly after: string;
}

const contract = (source: string, target: string, rest = 'not_written: {}'): string =>
  `data_contract:\n  source_record:\n${source}  target_record:\n${target}  ${rest}\n`;
const SOURCE = '    id: { type: integer, required: true, source_path: id }\n';
const TARGET = '    order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }\n';

const TABLE: Record<string, Case> = {
  'yaml-syntax: quote': { before: 'title: Shopify → NetSuite: Orders # one\n', fix: 'Quote this value', after: 'title: "Shopify → NetSuite: Orders" # one\n' },
  'swallowed-text: quote': { before: 'error_handling:\n  operator_notification: Slack #ops\n', fix: 'Quote this value', after: 'error_handling:\n  operator_notification: "Slack #ops"\n' },
  'missing-required-field: in order': {
    before: 'rollback_plan:\n    rollback_trigger: x\n    # tested\n    rollback_tested: documented but untested\n', fix: 'Insert `rollback_procedure` and `rollback_window`',
    after: 'rollback_plan:\n    rollback_trigger: x\n    rollback_procedure:\n        - <rollback steps>\n        - <rollback steps>\n    # tested\n    rollback_tested: documented but untested\n    rollback_window: <how long a rollback stays possible>\n',
  },
  'missing-required-field: in braces': { before: 'spec_approval:\n  author: { name: A }\n', fix: 'Insert `date`', after: 'spec_approval:\n  author: { name: A, date: "" }\n' },
  'missing-required-field: where nothing stands': { before: 'rollback_plan: {}\n', fix: 'Insert `rollback_trigger`', after: '' },
  'empty-value: a choice': { before: 'spec_status: # which\n', fix: 'Change to `Under Review`', after: 'spec_status: Under Review # which\n' },
  'unfilled-placeholder: a choice': { before: 'spec_status: [Draft / Approved]\n', fix: 'Change to `Approved`', after: 'spec_status: Approved\n' },
  'unknown-key: rename': { before: 'spec_sttus: Draft # x\n', fix: 'Rename to `spec_status`', after: 'spec_status: Draft # x\n' },
  'unknown-key: remove': { before: 'author: A\nnonsense:\n  x: 1 # keep me\ndate: 2025-03-03\n', fix: 'Remove `nonsense`', after: 'author: A\n# keep me\ndate: 2025-03-03\n' },
  'unknown-key: rename in braces': { before: 'spec_approval:\n  author: { nam: A, date: "" }\n', fix: 'Rename to `name`', after: 'spec_approval:\n  author: { name: A, date: "" }\n' },
  'invalid-value: a choice in quotes': { before: "spec_status: 'draft'\n", fix: 'Change to `Draft`', after: "spec_status: 'Draft'\n" },
  'invalid-value: a percentage': { before: 'volume_and_rate_limits:\n  hard_limit_behavior: { threshold: 80, action: throttle }\n', fix: 'Change to `80%`', after: 'volume_and_rate_limits:\n  hard_limit_behavior: { threshold: 80%, action: throttle }\n' },
  'invalid-value: an origin': { before: contract(SOURCE, TARGET.replace('source.id', 'id')), fix: 'Change to `source.id`', after: contract(SOURCE, TARGET) },
  'section-order': { before: 'validation: # v\n  criteria: {}\n\n# of section 6\ndata_contract:\n  not_written: {}\n', fix: 'Put the sections', after: '# of section 6\ndata_contract:\n  not_written: {}\n\nvalidation: # v\n  criteria: {}\n' },
  'unused-suppression: remove': { before: 'author: A # intspec-disable-line invalid-date -- x\n', fix: 'Remove the suppression', after: 'author: A\n' },
  'unused-suppression: keep the others': { before: '# intspec-disable-next-line invalid-date, title-format -- x\ndate: 2025-02-30\n', fix: 'Keep `invalid-date` only', after: '# intspec-disable-next-line invalid-date -- x\ndate: 2025-02-30\n' },
  'suppression-without-reason': { before: 'date: 2025-02-30 # intspec-disable-line invalid-date\n', fix: 'Add a reason', after: 'date: 2025-02-30 # intspec-disable-line invalid-date -- <reason>\n' },
  'invalid-value: a number in quotes': { before: 'source_system:\n  records_per_call: "250" # a page\n', fix: 'Change to `250`', after: 'source_system:\n  records_per_call: 250 # a page\n' },
  'invalid-value: a number with its thousands set apart': {
    before: 'volume_and_rate_limits:\n  metrics:\n    records_per_batch: { expected: "1,500", peak: N/A, hard_limit: N/A }\n', fix: 'Change to `1500`',
    after: 'volume_and_rate_limits:\n  metrics:\n    records_per_batch: { expected: 1500, peak: N/A, hard_limit: N/A }\n',
  },
  'title-systems': {
    before: 'title: "A -> B: C"\nsource_system:\n  system_name: X\ntarget_system:\n  system_name: Y\n', fix: 'Change the title to', after: 'title: "X -> Y: C"\nsource_system:\n  system_name: X\ntarget_system:\n  system_name: Y\n',
  },
  'unmapped-source-field: map': {
    before: contract(`${SOURCE}    note: { type: "string(50)", required: false, source_path: note }\n`, TARGET), fix: 'Map to a new target field `note`',
    after: contract(`${SOURCE}    note: { type: "string(50)", required: false, source_path: note }\n`, `${TARGET}    note:\n      type: string(50)\n      mapped_from: source.note\n      transformation: exact copy\n      required: false\n      when_absent: omit\n`),
  },
  'unmapped-source-field: map to an open field': {
    before: contract(`${SOURCE}    note: { type: integer, required: true, source_path: note }\n`, `${TARGET}    text: { type: integer, mapped_from: TBD, transformation: exact copy, required: true }\n`), fix: 'Map to target field `text`',
    after: contract(`${SOURCE}    note: { type: integer, required: true, source_path: note }\n`, `${TARGET}    text: { type: integer, mapped_from: source.note, transformation: exact copy, required: true }\n`),
  },
  'unmapped-source-field: not written': {
    before: contract(`${SOURCE}    note: { type: integer, required: true, source_path: note }\n`, TARGET), fix: 'List `note` in `not_written`',
    after: contract(`${SOURCE}    note: { type: integer, required: true, source_path: note }\n`, TARGET, 'not_written: { note: <reason it is not written> }'),
  },
  'mapped-and-not-written: out of the list': { before: contract(SOURCE, TARGET, 'not_written:\n    id: x # why'), fix: 'Take `id` out', after: contract(SOURCE, TARGET, 'not_written: {}\n    # why') },
  'unknown-source-field: the name that is meant': { before: contract(`    order_no: { type: integer, required: true, source_path: id }\n`, TARGET.replace('source.id', 'source.ordr_no')), fix: 'Change to `source.order_no`', after: contract(`    order_no: { type: integer, required: true, source_path: id }\n`, TARGET.replace('source.id', 'source.order_no')) },
  'unknown-source-field: declare': {
    before: contract(SOURCE, `${TARGET}    x: { type: date, mapped_from: source.day, transformation: exact copy, required: true }\n`), fix: 'Declare `day`',
    after: contract(`${SOURCE}    day:\n      type: date\n      required: <whether the source always sends the key>\n      source_path: day\n`, `${TARGET}    x: { type: date, mapped_from: source.day, transformation: exact copy, required: true }\n`),
  },
};

describe('a fix, before and after', () => {
  for (const [name, { before, fix: title, after }] of Object.entries(TABLE)) {
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`${name} (${ends})`, () => {
        const result = fix(change(before), title);
        if (after !== '') assert.equal(lf(result), after);
        if (ends === 'CRLF') assert.doesNotMatch(result, /(?<!\r)\n/);
      });
    }
  }
});

/** A title, a text with an alias, and the start of a fix that would take its anchor away. */
const REFERENCES: readonly (readonly [string, string, string])[] = [
  ['an entry with an anchor goes', 'nonsense: &n { name: A, date: 2025-03-03 }\nspec_approval:\n  author: *n\n', 'Remove `nonsense`'],
  ['an entry with an anchor deep inside goes', 'nonsense:\n  x: &n A\nauthor: *n\n', 'Remove `nonsense`'],
  ['an entry goes that another merges in', 'nonsense: &n { name: A }\nspec_approval:\n  author: { <<: *n, date: 2025-03-03 }\n', 'Remove `nonsense`'],
  ['sections change places', 'target_system:\n  contact: &c { team: A, escalation: B }\nsource_system:\n  contact: *c\n', 'Put the sections'],
  ['an anchored reason goes', contract(SOURCE, TARGET, 'not_written:\n    id: &why no room\n  x: *why'), 'Take `id` out'],
];

describe('a fix leaves every alias its anchor', () => {
  for (const [title, text, removal] of REFERENCES) {
    for (const [ends, change] of Object.entries({ LF: (each: string) => each, CRLF: crlf })) {
      it(`where ${title} (${ends})`, () => {
        const problems = parseSyntax(change(text)).problems.length;
        for (const { title: of, after } of allFixes(change(text))) assert.ok(parseSyntax(after).problems.length <= problems, `${of} gives\n${after}`);
        assert.ok(!allFixes(change(text)).some((each) => each.title.startsWith(removal)), 'it is not offered');
        // The same without the alias has the fix: that is what it is left out for.
        const plain = text.replace(/<<: \*n, /, 'name: A, ').replace(/\*\w+/, 'A');
        assert.ok(allFixes(change(plain)).some((each) => each.title.startsWith(removal)), 'it is offered without an alias');
      });
    }
  }

  it('and is offered where the alias goes, or another entry', () => {
    const text = 'author: &a Dana\nsource_system_owner: *a\nnonsense: *a\nmore: x\n';
    for (const key of ['nonsense', 'more']) assert.ok(allFixes(text).some(({ title }) => title === `Remove \`${key}\``), key);
  });
});

describe('safe fixes stay safe', () => {
  const contact = '  contact: &c { team: A, escalation: B }\n';
  const leftAlone: Record<string, string> = {
    'in a list': '- a\n- b\n',
    'in prose': 'Only a few words.\n',
    'where sections out of order share an anchor': `target_system:\n${contact}source_system:\n  contact: *c\n`,
  };
  for (const [name, text] of Object.entries(leftAlone)) {
    it(name, () => {
      const after = fixAll(text);
      const faults = (each: string): number => check(each).filter((finding) => /yaml-syntax|duplicate-key|invalid-value|unknown-key/.test(finding)).length;
      assert.ok(faults(after) <= faults(text), after.slice(0, 300));
      if (!name.includes('anchor')) assert.equal(after, text);
      assert.equal(fixAll(after), after, 'a second time changes nothing');
    });
  }
});
