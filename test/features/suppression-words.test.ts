/** Completion and hover inside comments that silence a rule. */
import assert from 'node:assert/strict';
import { ruleById, rules } from '../../server/src/rules/index.ts';
import { maySuppress } from '../../server/src/rules/suppressions.ts';
import { accepted, complete, hover, labels } from '../helpers/features.ts';
import { crlf, lf } from '../helpers/text.ts';

const FORMS = ['intspec-disable-next-line', 'intspec-disable-file', 'intspec-disable-line'];
const BEHIND_A_VALUE = ['intspec-disable-line', 'intspec-disable-next-line', 'intspec-disable-file'];

/** Title, the text with `<|>`, and the first labels. */
const FIRST: readonly (readonly [string, string, readonly string[]])[] = [
  ['the forms of the comment', '# intspec<|>\ndate: x\n', FORMS],
  ['the forms for the first letters', '# in<|>\ndate: x\n', FORMS],
  ['the forms inside the name of one', '# intspec-dis<|>able-line x\ndate: x\n', FORMS],
  ['that of the line first, behind a value', 'date: x # intspec<|>\n', BEHIND_A_VALUE],
  ['what is found on the next line', '# intspec-disable-next-line <|>\ndate: 2025-02-30\n', ['invalid-date']],
  ['what is found on the next line, below more comments', '# intspec-disable-next-line <|>\n# more\ndate: 2025-02-30\n', ['invalid-date']],
  ['what is found in the text that begins there', 'data_contract:\n  target_record:\n    a:\n      mapped_from: derived\n      # intspec-disable-next-line <|>\n      transformation: >-\n        concat("x",\n          lower("y"\n', ['expression-syntax']],
  ['what is found on the line', 'author: A\ndate: 2025-02-30 # intspec-disable-line <|>\n', ['invalid-date']],
  ['what is found anywhere in the file', '# intspec-disable-file <|>\nauthor: A\ndate: 2025-02-30\n', ['missing-section', 'missing-required-field', 'invalid-date']],
  ['what is found, for a name half typed', '# intspec-disable-next-line inv<|>\ndate: 2025-02-30\n', ['invalid-date']],
  ['what is left, behind a comma', '# intspec-disable-next-line spec-id-year, <|>\ndate: 2025-02-30\n', ['invalid-date']],
];

const SILENCE: readonly (readonly [string, string])[] = [
  ['in other comments', '# spec<|>\ndate: x\n'],
  ['in an empty comment', '# <|>\ndate: x\n'],
  ['in the reason', '# intspec-disable-next-line invalid-date -- in<|>\ndate: x\n'],
  ['in a reason behind another mark', '# intspec-disable-next-line invalid-date — in<|>\ndate: x\n'],
  ['in a reason without a mark', '# intspec-disable-next-line invalid-date agreed with in<|>\ndate: x\n'],
  ['behind words that begin so', '# intspec is <|>\ndate: x\n'],
];

/** Title, the text with `<|>`, the item, and the text afterwards. */
const ACCEPTED: readonly (readonly [string, string, string, string])[] = [
  ['a form, with a blank behind it', '# intspec<|>\na: 1\n', 'intspec-disable-next-line', '# intspec-disable-next-line \na: 1\n'],
  ['a form alone in front of its rules', '# intspec-disable-l<|>ine invalid-date -- x\na: 1\n', 'intspec-disable-next-line', '# intspec-disable-next-line invalid-date -- x\na: 1\n'],
  ['a rule, with a place for the reason', '# intspec-disable-next-line <|>\na: 1\n', 'invalid-date', '# intspec-disable-next-line invalid-date -- <reason>\na: 1\n'],
  ['a rule over the name half typed', '# intspec-disable-next-line invalid-da<|>\na: 1\n', 'invalid-date', '# intspec-disable-next-line invalid-date -- <reason>\na: 1\n'],
  ['a rule alone in front of a reason', '# intspec-disable-next-line <|> -- x\na: 1\n', 'invalid-date', '# intspec-disable-next-line invalid-date -- x\na: 1\n'],
  ['a rule alone in front of another', '# intspec-disable-next-line inv<|>, title-format\na: 1\n', 'invalid-date', '# intspec-disable-next-line invalid-date, title-format\na: 1\n'],
];

describe('completion in a suppression', () => {
  for (const [title, marked, expected] of FIRST) {
    it(`offers ${title}`, () => assert.deepEqual(labels(complete(marked)).slice(0, expected.length), expected));
    it(`offers ${title}, with CRLF`, () => assert.deepEqual(labels(complete(crlf(marked))).slice(0, expected.length), expected));
  }
  for (const [title, marked] of SILENCE) it(`offers nothing ${title}`, () => assert.deepEqual(labels(complete(marked)), []));
  for (const [title, marked, label, after] of ACCEPTED) {
    for (const change of [(text: string) => text, crlf]) it(`inserts ${title}`, () => assert.equal(lf(accepted(complete(change(marked)), label)), after));
  }

  it('offers every rule that can be silenced, and only what is not named yet', () => {
    const all = rules.filter(maySuppress).map(({ id }) => id);
    assert.deepEqual(labels(complete('# intspec-disable-next-line <|>\nauthor: A\n')), all);
    assert.deepEqual(labels(complete('# intspec-disable-next-line invalid-date, <|>\nauthor: A\n')), all.filter((id) => id !== 'invalid-date'));
  });

  it('says what each rule finds, and which finds something there', () => {
    const [first, second] = complete('# intspec-disable-next-line <|>\ndate: 2025-02-30\n').map(({ item }) => item);
    const rule = ruleById('invalid-date');
    assert.ok(rule && JSON.stringify(first?.documentation).includes(rule.title));
    assert.deepEqual([first?.labelDetails?.description, first?.preselect], ['found here', true]);
    assert.deepEqual([second?.labelDetails, second?.preselect], [undefined, undefined]);
  });

  it('has a tab stop at the reason', () => assert.equal(complete('# intspec-disable-next-line <|>\ndate: 2025-02-30\n')[0]?.inserted, 'invalid-date -- ${1:<reason>}'));
});

describe('hover in a suppression', () => {
  const rule = ruleById('invalid-date');
  const markdown = `**${rule?.title ?? ''}**\n\n${rule?.explanation ?? ''}`;
  for (const marked of ['# intspec-disable-next-line invalid-<|>date -- x\na: 1\n', '# intspec-disable-file title-format, <|>invalid-date\n', 'a: 1 # intspec-disable-line  invalid-date<|>, title-format -- invalid-date\n']) {
    it(`explains the rule in ${marked.replace(/\n.*/s, '')}`, () => assert.deepEqual(hover(marked), { on: 'invalid-date', markdown }));
  }
  for (const marked of ['# intspec-disable-next-line invalid-d<|>ates -- x\n', '# intspec-dis<|>able-line invalid-date\n', '# intspec-disable-line invalid-date -- invalid-d<|>ate\n', '# intspec-disable-line invalid-date — see invalid-d<|>ate above\n', '# about invalid-d<|>ate\n']) {
    it(`is silent in ${marked.trim()}`, () => assert.equal(hover(marked), undefined));
  }
});
