/** Silencing a finding: the comment does what it says, and nothing else. */
import assert from 'node:assert/strict';
import { maySuppress } from '../../server/src/rules/suppressions.ts';
import { rules } from '../../server/src/rules/index.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import type { Result, RunOptions } from '../../server/src/rules/runner.ts';
import { codeActionsFor } from '../../server/src/features/code-actions.ts';
import { lspRange } from '../../server/src/features/text-edits.ts';
import { inBase, optionsFor } from '../helpers/check.ts';
import { actions, applyAction, diagnosticsOf, editsOf, specOf, URI } from '../helpers/features.ts';
import { filesIn } from '../helpers/files.ts';
import { plain } from '../helpers/plain.ts';
import { crlf, lf, wider } from '../helpers/text.ts';

const PLACEHOLDER = 'unfilled-placeholder: The suppression still holds the placeholder `<reason>`. Say why the rule does not hold here.';

/** What findings say, sorted; what judges the other findings is left out, since it changes with these. */
function said(results: readonly Result[]): string[] {
  return results.filter(({ rule }) => !('checkOutcome' in rule)).map(({ rule, message }) => `${rule.id}: ${message}`).sort();
}

/** Applies every suppression that is offered for a text, and returns how many these were. */
function assertEffective(text: string, run: RunOptions): number {
  const spec = specOf(text);
  const before = new RuleRun(spec, run);
  const done = new Set<string>();
  for (const result of before.results) {
    const lines = spec.tree.linesAround(result.range.start);
    for (const action of codeActionsFor(spec, before, lspRange(spec.tree, result.range), { diagnostics: [], only: ['quickfix'] }, { uri: URI, version: 1, snippetEdits: false, run })) {
      const [, id, where = ''] = /^Disable `(.*)` for (.*), with a reason$/.exec(action.title) ?? [];
      if (id !== result.rule.id || done.has(`${id} ${where} ${where === 'this line' ? String(lines.first) : ''}`)) continue;
      done.add(`${id} ${where} ${where === 'this line' ? String(lines.first) : ''}`);
      const document = applyAction(text, action);
      const after = specOf(document);
      const what = `“${action.title}” for ${result.message} in\n${document}`;
      const hidden = (other: Result): boolean => other.rule === result.rule && (where !== 'this line' || spec.tree.linesAround(other.range.start).first === lines.first);
      const expected = [...said(before.results.filter((other) => !hidden(other))), PLACEHOLDER].sort();
      const isOfPlaceholders = id === 'unfilled-placeholder' && where !== 'this line';
      assert.deepEqual(said(new RuleRun(after, run).results), expected.filter((each) => !isOfPlaceholders || each !== PLACEHOLDER), what);
      assert.deepEqual(plain(after.tree.root), plain(spec.tree.root), what);
      if (text.includes('\r\n')) assert.doesNotMatch(document, /(?<!\r)\n/);
    }
    if (maySuppress(result.rule) && !result.message.startsWith('The suppression')) assert.ok([...done].some((each) => each.startsWith(`${result.rule.id} `)), `nothing silences ${result.rule.id}`);
  }
  return done.size;
}

const VARIANTS: Record<string, (text: string) => string> = { 'as it is': (text) => text, 'indented by four': wider, 'with Windows line ends': crlf };

for (const [variant, change] of Object.entries(VARIANTS)) {
  describe(`each suppression silences its finding and no other, in a text ${variant}`, () => {
    for (const rule of rules) {
      it(rule.id, () => assert.equal(assertEffective(change(inBase(rule.bad)), optionsFor(rule)) > 0, maySuppress(rule)));
    }
    for (const { name, text } of filesIn('test/fixtures/faulty', '.intspec.yaml')) it(name, () => void assertEffective(change(text), {}));
  });
}

/** A title, the text with `<|>`, the start of the action's title, and the text after it. */
const PLACES: readonly (readonly [string, string, string, string])[] = [
  ['above a value of the top level', 'author: A\ndate: 2025-<|>02-30 # when\n', 'Disable `invalid-date` for this line', 'author: A\n# intspec-disable-next-line invalid-date -- <reason>\ndate: 2025-02-30 # when\n'],
  ['on the first line, behind a byte-order mark', '\uFEFFdate: 2025-<|>02-30\n', 'Disable `invalid-date` for this line', '\uFEFF# intspec-disable-next-line invalid-date -- <reason>\ndate: 2025-02-30\n'],
  ['in a text without a line end', 'date: 2025-<|>02-30', 'Disable `invalid-date`', '# intspec-disable-next-line invalid-date -- <reason>\ndate: 2025-02-30'],
  ['below another suppression', '# intspec-disable-next-line spec-id-format -- x\ndate: 2025-<|>02-30\n', 'Disable `invalid-date`', '# intspec-disable-next-line spec-id-format -- x\n# intspec-disable-next-line invalid-date -- <reason>\ndate: 2025-02-30\n'],
  ['between the lines of a flow map', 'spec_approval: {\n  author: {\n    name: A, date: 2025-<|>02-30 } }\n', 'Disable `invalid-date`', 'spec_approval: {\n  author: {\n    # intspec-disable-next-line invalid-date -- <reason>\n    name: A, date: 2025-02-30 } }\n'],
  ['above the quoted text that ends on the line', 'spec_approval: {\n  author: { name: "A\n    B", date: 2025-<|>02-30 } }\n', 'Disable `invalid-date`', 'spec_approval: {\n  # intspec-disable-next-line invalid-date -- <reason>\n  author: { name: "A\n    B", date: 2025-02-30 } }\n'],
  ['above a folded text', 'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation: >-\n        <<concat("x",\n          lower("y"\n>>', 'Disable `expression-syntax`', 'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      # intspec-disable-next-line expression-syntax -- <reason>\n      transformation: >-\n        concat("x",\n          lower("y"\n'],
  ['above a plain text below its key', 'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation:\n        <<concat("x",\n          lower("y"\n>>', 'Disable `expression-syntax`', 'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      transformation:\n        # intspec-disable-next-line expression-syntax -- <reason>\n        concat("x",\n          lower("y"\n'],
  ['above the item of a list', 'rollback_plan:\n  rollback_procedure:\n  - a\n  - TB<|>D\n', 'Disable `unfilled-placeholder`', 'rollback_plan:\n  rollback_procedure:\n  - a\n  # intspec-disable-next-line unfilled-placeholder -- <reason>\n  - TBD\n'],
  ['at the top, for the sections that are missing', '<|>author: A\n', 'Disable `missing-section` for all sections of this file', '# intspec-disable-file missing-section -- <reason>\nauthor: A\n'],
  ['at the top of an empty text', '<|>', 'Disable `missing-required-field` for this file', '# intspec-disable-file missing-required-field -- <reason>\n'],
  ['behind a mark without a line end', '<|>---', 'Disable `missing-required-field` for this file', '---\n# intspec-disable-file missing-required-field -- <reason>'],
];

describe('a suppression is written', () => {
  for (const [title, marked, action, after] of PLACES) {
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`${title} (${ends})`, () => {
        const found = actions(change(marked), { only: ['quickfix'] }).find((each) => each.title.startsWith(action));
        assert.ok(found, actions(change(marked), { only: ['quickfix'] }).map((each) => each.title).join());
        assert.equal(lf(found.document), after);
      });
    }
  }

  it('behind the mark of the document and its directives', () => {
    const [action] = actions('<<%YAML 1.2\n---\nauthor: A\n>>', { only: ['quickfix'] }).filter(({ title }) => title.startsWith('Disable `missing-section`'));
    assert.equal(action?.document, '%YAML 1.2\n---\n# intspec-disable-file missing-section -- <reason>\nauthor: A\n');
  });

  it('with a tab stop at the reason, where the client has tab stops', () => {
    const [action] = actions('date: 2025-<|>02-30\n', { snippetEdits: true }).filter(({ title }) => title.startsWith('Disable `invalid-date`'));
    assert.ok(action);
    assert.deepEqual(editsOf(action), [{
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      snippet: { kind: 'snippet', value: '# intspec-disable-next-line invalid-date -- ${1:<reason>}\n' },
    }]);
  });
});

/** What is offered, by title. */
function titles(marked: string): string[] {
  return actions(marked, { only: ['quickfix'] }).map(({ title }) => title);
}

describe('suppressions are offered', () => {
  const twice = 'spec_approval:\n  <<author: { name: A, date: 2025-02-30 }\n  source_system_owner: { name: A, date: 2025-02-31 }>>\n';

  it('behind all fixes, and never preferred', () => {
    const found = actions('date: <<2025-02-30\nspec_status: Drafty\nauther: A>>\n', { only: ['quickfix'] });
    const first = found.findIndex(({ title }) => title.startsWith('Disable'));
    assert.deepEqual(found.slice(first).map(({ title }) => /`(.*?)`/.exec(title)?.[1]), ['invalid-date', 'invalid-value', 'unknown-key', 'missing-section', 'missing-required-field']);
    assert.ok(first > 1 && found.slice(0, first).some(({ title }) => title === 'Rename to `author`'));
    assert.ok(found.slice(first).every(({ title, isPreferred }) => /^Disable `.*` for .*, with a reason$/.test(title) && !isPreferred));
  });

  it('once for each line', () => assert.deepEqual(titles(twice), ['Disable `invalid-date` for this line, with a reason', 'Disable `invalid-date` for this line, with a reason']));

  it('once for all findings of a rule on a line, with the diagnostics of all', () => {
    const marked = 'spec_approval:\n  author: { na<<mes: A, dates: 2025-02-30>> }\n';
    const found = actions(marked, { only: ['quickfix'] }).filter(({ title }) => title.startsWith('Disable `unknown-key`'));
    assert.deepEqual(found.map(({ title, diagnostics }) => [title, diagnostics?.length]), [['Disable `unknown-key` for this line, with a reason', 2]]);
  });

  it('for the whole file too where a rule finds much', () => {
    const third = twice.replace('>>\n', '>>\n  target_system_owner: { name: A, date: 2025-02-29 }\n');
    assert.deepEqual(titles(third).at(-1), 'Disable `invalid-date` for this file, with a reason');
    assert.equal(titles(third).length, 3);
  });

  it('neither for what is wrong with the text itself, nor for suppressions', () => {
    for (const marked of [
      'title: "A → B: C<|>\n', 'author: A\n<<---\nauthor: B>>\n', '<<# intspec-disable-next-line invalid-date -- x\nauthor>>: A\n', '<<# intspec-disable-next-line invalid-date>>\ndate: 2025-02-30\n',
      '<<# intspec-disable-next-line invalid-date -- <reason>>>\ndate: 2025-02-30\n',
    ]) assert.deepEqual(titles(marked).filter((title) => /^Disable/.test(title) && !/missing-/.test(title)), [], marked);
  });
});

describe('a suppression without use', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['goes', '# intspec-disable-next-line invalid-d<|>ate -- x\nauthor: A\n', 'Remove the suppression', 'author: A\n'],
    ['goes with all its rules', '# intspec-disable-next-line invalid-d<|>ate, title-format -- x\nauthor: A\n', 'Remove the suppression', 'author: A\n'],
    ['behind a value', 'author: A # intspec-disable-line invalid-d<|>ate, title-format -- x\n', 'Remove the suppression', 'author: A\n'],
    ['keeps the rules that it silences', 'date: 2025-02-30 # intspec-disable-line invalid-d<|>ate, title-format, spec-id-year -- x\n', 'Keep `invalid-date` only', 'date: 2025-02-30 # intspec-disable-line invalid-date -- x\n'],
  ];
  for (const [title, marked, action, after] of cases) {
    it(title, () => {
      const found = actions(marked, { only: ['quickfix'] }).find((each) => each.title === action);
      assert.equal(found?.isPreferred, true);
      assert.equal(found.document, after);
    });
  }

  it('is shown as not needed', () => {
    const found = diagnosticsOf('# intspec-disable-next-line invalid-date -- x\nauthor: A\n').find(({ code }) => code === 'unused-suppression');
    assert.deepEqual(found?.tags, [1]);
  });
});
