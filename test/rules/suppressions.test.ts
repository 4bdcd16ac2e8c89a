/** How far a suppression reaches. */
import assert from 'node:assert/strict';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { allFixes, assertFindings, inBase } from '../helpers/check.ts';
import { specOf } from '../helpers/features.ts';
import { crlf, dedent } from '../helpers/text.ts';

/** A text in a file of which nothing but its first findings is asked. */
const rest = '# intspec-disable-file missing-section, missing-required-field -- only a part\n';
const date = (value: string, more = ''): string => `spec_approval:\n  author:\n    name: A\n    date: ${value}\n${more}`;

const CASES: Record<string, string> = {
  'the next line': date('2025-02-30').replace('    date', '    # intspec-disable-next-line invalid-date -- x\n    date'),
  'not the line below it': date('2025-02-30 #! invalid-date').replace('    name', '    # intspec-disable-next-line invalid-date -- x #! unused-suppression\n    name'),
  'all of a text that begins on the next line': date('>-\n      TBD\n').replace('    date', '    # intspec-disable-next-line unfilled-placeholder -- x\n    date'),
  'all of a quoted text': date('"TBD\n      "\n').replace('    date', '    # intspec-disable-next-line unfilled-placeholder -- x\n    date'),
  'a text of which it stands behind the end': date('"TBD\n      " # intspec-disable-line unfilled-placeholder -- x\n'),
  'a text of which it stands behind the head': date('>- # intspec-disable-line unfilled-placeholder -- x\n      TBD\n'),
  'what stands behind the end of such a text': 'spec_approval:\n  # intspec-disable-next-line invalid-date -- x\n  author: { name: "A\n    B", date: 2025-02-30 }\n',
  'not the line below such a text': date('2025-02-30 #! invalid-date').replace('name: A', 'name: >-\n      A\n      B').replace('    name', '    # intspec-disable-next-line invalid-date -- x #! unused-suppression\n    name'),
  'not the value below a text of one line in a block': date('2025-02-30 #! invalid-date').replace('name: A', 'name: | # intspec-disable-line invalid-date -- x #! unused-suppression\n      A\n'),
  'one rule only': date('2025-02-30 #! invalid-date').replace('    date', '    # intspec-disable-next-line title-format -- x #! unused-suppression\n    date'),
};

describe('a suppression reaches', () => {
  for (const [title, text] of Object.entries(CASES)) {
    it(title, () => assertFindings(rest + text));
    it(`${title}, with CRLF`, () => assertFindings(crlf(rest + text)));
  }

  it('everything, where it is for the file', () => assertFindings(dedent`
    # intspec-disable-file missing-section, missing-required-field, invalid-date -- only a part
    spec_approval:
      author: { name: A, date: 2025-02-30 }
      technical_reviewer: { name: B, date: 2025-02-31 }
  `));
});

/** What stands behind the form of the comment, and the same mended. */
const UNMARKED: readonly (readonly [string, string])[] = [
  ...['—', '–', '-', ':', '---', '//', '= '].map((mark) => [`invalid-date ${mark} agreed with Ingrid`, 'invalid-date -- agreed with Ingrid'] as const),
  ['invalid-date: agreed with Ingrid', 'invalid-date -- agreed with Ingrid'],
  ['invalid-date—agreed', 'invalid-date -- agreed'],
  ['invalid-date--agreed', 'invalid-date -- agreed'],
  ['invalid-date. Agreed, as always', 'invalid-date -- Agreed, as always'],
  ['invalid-date (agreed)', 'invalid-date -- (agreed)'],
  ['invalid-date agreed with Ingrid', 'invalid-date -- agreed with Ingrid'],
  ['invalid-date follow-up of 3 March', 'invalid-date -- follow-up of 3 March'],
  ['invalid-date — see INT-2025-014 -- and there', 'invalid-date -- see INT-2025-014 -- and there'],
  ['invalid-date, because of the audit', 'invalid-date -- because of the audit'],
];

describe('a reason in the wrong form', () => {
  for (const [given, mended] of UNMARKED) {
    for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
      it(`silences, and is one finding with its cure: ${given} (${ends})`, () => {
        const text = change(rest + date(`2025-02-30 # intspec-disable-line ${given}\n`));
        assert.deepEqual(runRules(specOf(text)).map(({ rule }) => rule.id), ['suppression-without-reason']);
        const fixes = allFixes(text);
        assert.deepEqual(fixes.map(({ title, preferred, after }) => [title, preferred, after]), [['Write ` -- ` in front of the reason', true, change(rest + date(`2025-02-30 # intspec-disable-line ${mended}\n`))]]);
        assertFindings(fixes[0]?.after ?? '');
      });
    }
  }

  it('is said in words', () => {
    const [finding] = runRules(specOf(`${rest}${date('2025-02-30 # intspec-disable-line invalid-date — agreed with Ingrid\n')}`));
    assert.equal(finding?.message, 'The reason of this suppression goes behind ` -- `: `-- agreed with Ingrid`.');
  });

  it('behind several rules', () => assertFindings(`${rest}# intspec-disable-next-line invalid-date, spec-id-format — both are agreed #! unused-suppression #! suppression-without-reason\n${date('2025-03-03\n')}`));
  it('of a rule that is misspelled', () => assertFindings(rest + date('2025-02-30 # intspec-disable-line invalid-dat — agreed #! invalid-date #! unused-suppression #! suppression-without-reason\n')));
});

describe('what is no rule', () => {
  const said = (given: string): string[] => runRules(specOf(`${rest}# intspec-disable-next-line ${given}\n${date('2025-03-03\n')}`)).map(({ message }) => message);
  const removal = 'remove it, so that it cannot hide a later fault.';

  it('is reported with what was meant', () => assert.deepEqual(said('rollback-window-to-short -- x'), [`This suppression of \`rollback-window-to-short\` silences nothing: ${removal} Did you mean \`rollback-window-too-short\`?`]));
  it('is reported alone where nothing is like it', () => assert.deepEqual(said('x, title -- y'), [`This suppression of \`x\` and \`title\` silences nothing: ${removal}`]));
  it('is no list of rules where it is a sentence', () => assert.deepEqual(said('because Ingrid said so'), [`This suppression names no rule: ${removal}`]));
  it('keeps its words where one of its rules goes', () => {
    const text = `${rest}${date('2025-02-30 # intspec-disable-line invalid-date, title-format: agreed\n')}`;
    assert.ok(allFixes(text).some(({ title, after }) => title === 'Keep `invalid-date` only' && after.includes('# intspec-disable-line invalid-date -- agreed\n')));
  });
});

describe('a suppression of what only outside facts can show', () => {
  const text = (rule: string): string => inBase({ text: '' }).replace('spec_id:', `# intspec-disable-next-line ${rule} -- moved\nspec_id:`);
  const found = (rule: string, options: RunOptions): string[] => runRules(specOf(text(rule)), options).map(({ rule: { id } }) => id);
  const elsewhere = [{ uri: 'file:///b.yaml', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } }];
  const conventions = { naming: { source_fields: 'snake_case' as const }, approvers: {} };

  it('is not without use where nobody knows the other specs', () => assert.deepEqual(found('duplicate-spec-id', {}), []));
  it('is not without use where only some other specs are known', () => assert.deepEqual(found('duplicate-spec-id', { otherSpecsWithId: () => [] }), []));
  it('is without use where all are known', () => assert.deepEqual(found('duplicate-spec-id', { otherSpecsWithId: () => [], knowsAllSpecs: true }), ['unused-suppression']));
  it('silences', () => assert.deepEqual(found('duplicate-spec-id', { otherSpecsWithId: () => elsewhere, knowsAllSpecs: true }), []));
  it('is not without use where no convention is set', () => assert.deepEqual(found('naming-convention', { conventions: { naming: {}, approvers: {} } }), []));
  it('is without use where the convention is kept', () => assert.deepEqual(found('naming-convention', { conventions }), ['unused-suppression']));
  it('leaves another rule beside it without use', () => {
    const [finding] = runRules(specOf(text('duplicate-spec-id, invalid-date')));
    assert.match(finding?.message ?? '', /^This suppression of `invalid-date` silences nothing/);
  });
});
