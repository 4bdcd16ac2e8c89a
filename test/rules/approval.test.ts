/** Rules of the approval by their edge cases: findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { approvalExample, rollbackExample } from '../../server/src/rules/sections/examples.ts';
import { personName } from '../../server/src/rules/sections/approvals.ts';
import type { Conventions } from '../../server/src/rules/rule.ts';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { assertFindings, check, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

const SIGNED = {
  author: '{ name: Dana Reyes, date: 2025-03-05 }',
  source_system_owner: '{ name: Miles Abara, date: 2025-03-07 }',
  target_system_owner: '{ name: Ingrid Solvay, date: 2025-03-10 }',
  technical_reviewer: '{ name: Theo Marchetti, date: 2025-03-11 }',
  approved_for_execution: '{ name: Nadia Brandt, date: 2025-03-12 }',
};
const signed = (rows: Record<string, string> = {}): string => approvalExample({ ...SIGNED, ...rows });
const approved = (rows: Record<string, string> = {}, mark = ''): string => `spec_status: Approved ${mark}\n${signed(rows)}`;
const INCOMPLETE = '#! approved-incomplete: Approved';
const without = (row: string): string => signed().replace(new RegExp(`  ${row}: .*\n`), '');

const FRAGMENTS: Record<string, Record<string, string>> = {
  'approved-incomplete': {
    'complete': approved(),
    'not approved': 'spec_status: Under Review\n',
    'a name is missing': approved({ author: '{ name: "", date: 2025-03-05 }' }, INCOMPLETE),
    'a date is missing': approved({ author: '{ name: Dana Reyes, date: }' }, INCOMPLETE),
    'a key is missing': approved({ author: '{ name: Dana Reyes }' }, INCOMPLETE),
    'a row is missing': `spec_status: Approved ${INCOMPLETE}\n${without('author')}`,
    'a row is empty': approved({ author: '' }, INCOMPLETE),
    'a row is missing from a draft': without('author').replace('spec_approval:', 'spec_approval: #! missing-required-field'),
    'no row is there': `spec_status: Approved ${INCOMPLETE}\nspec_approval: {}\n`,
    'a name is to come': approved({ author: '{ name: TBD, date: 2025-03-05 } #! unfilled-placeholder' }, INCOMPLETE),
    'a date is none': approved({ author: '{ name: Dana Reyes, date: 2025-13-05 } #! invalid-date' }, INCOMPLETE),
    'the rollback is not tested': approved({}, INCOMPLETE) + rollbackExample(['Restore the earlier values', 'Verify the totals'], { rollback_tested: 'documented but untested' }),
    'an error elsewhere': `${approved({}, INCOMPLETE)}date: 2025-02-30 #! invalid-date\n`,
    'a warning elsewhere': `${approved()}title: "A → B: C" #! title-systems\n`,
    'an error that is silenced for a reason': `${approved()}date: 2025-02-30 # intspec-disable-line invalid-date -- as on paper\n`,
    'a status to come': `spec_status: TBD #! unfilled-placeholder\n`,
  },
  'approved-before-date': {
    'on the same day': signed({ author: '{ name: Dana Reyes, date: 2025-03-03 }' }),
    'the day before': signed({ author: '{ name: Dana Reyes, date: 2025-03-02 } #! approved-before-date: 2025-03-02' }),
    'each by itself': signed({ author: '{ name: Dana Reyes, date: 2024-12-31 } #! approved-before-date', technical_reviewer: '{ name: Theo Marchetti, date: "2025-01-01" } #! approved-before-date: "2025-01-01"' }),
    'no day of the calendar': signed({ author: '{ name: Dana Reyes, date: 2025-02-30 } #! invalid-date' }),
    'a spec without a date': `${signed({ author: '{ name: Dana Reyes, date: 2024-12-31 }' })}date: TBD #! unfilled-placeholder\n`,
    'a spec of no day': `${signed({ author: '{ name: Dana Reyes, date: 2024-12-31 }' })}date: 2025-02-30 #! invalid-date\n`,
  },
  'self-approval': {
    'by others': signed(),
    'reviewed': signed({ technical_reviewer: '{ name: Dana Reyes, date: 2025-03-05 } #! self-approval: Dana Reyes' }),
    'released, in another spelling': signed({ approved_for_execution: '{ name: "dána  REYES [CTO]", date: "" } #! self-approval: "dána  REYES [CTO]"' }),
    'both': signed({ technical_reviewer: '{ name: Dana Reyes, date: 2025-03-05 } #! self-approval', approved_for_execution: '{ name: Dana Reyes, date: 2025-03-05 } #! self-approval' }),
    'an owner who is the author': signed({ source_system_owner: '{ name: Dana Reyes, date: 2025-03-05 }' }),
    'one of several authors': `author: Theo Marchetti and Dana Reyes\n${signed({ technical_reviewer: '{ name: Theo Marchetti, date: 2025-03-05 } #! self-approval' })}`,
    'one of several authors, with a title': `author: Dana Reyes, PhD\n${signed({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: Dana Reyes, date: 2025-03-05 } #! self-approval' })}`,
    'a word of a firm': `author: Anna and Sons Consulting\n${signed({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: Anna, date: 2025-03-05 }' })}`,
    'a firm as a whole': `author: Anna and Sons Consulting\n${signed({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: Anna and Sons Consulting, date: 2025-03-05 } #! self-approval' })}`,
    'a first name with brackets': `author: Anna (Finance), Bo Li\n${signed({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: Anna, date: 2025-03-05 }', approved_for_execution: '{ name: bo li, date: 2025-03-05 } #! self-approval' })}`,
    'a name within another': `author: Theo Marchetti-Reyes\n${signed()}`,
    'the author of the approvals': `author: Somebody Else\n${signed({ technical_reviewer: '{ name: Dana Reyes, date: 2025-03-05 } #! self-approval' })}`,
    'names to come': `author: TBD #! unfilled-placeholder\n${signed({ author: '{ name: TBD, date: "" } #! unfilled-placeholder', technical_reviewer: '{ name: TBD, date: "" } #! unfilled-placeholder' })}`,
    'names that are empty': signed({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: "", date: "" }' }),
    'a name in brackets only': signed({ author: '{ name: (Finance), date: "" }', technical_reviewer: '{ name: (Platform), date: "" }' }),
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

const conventions: Conventions = { naming: {}, approvers: { technical_reviewer: ['Theo Marchetti (Platform)', 'Ada Osei'] } };

/** What the finding of an approved spec says, and the lines that it points to. */
function told(text: string, options: RunOptions = {}): { message: string; lines: number[] } | undefined {
  const tree = parseSyntax(text);
  const result = runRules(new Spec(tree), options).find(({ rule }) => rule.id === 'approved-incomplete');
  const lines = result?.related?.map(({ at }) => ('node' in at ? tree.positionAt(tree.rangeOf(at).start).line + 1 : 0)) ?? [];
  return result && { message: result.message.replace(/^The spec is `Approved`, but /, '').replace(/\. The executor may start although the spec is not ready\.$/, ''), lines };
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('an approved spec is told all that it lacks, in one finding', () => {
  it('names, dates, and both', () => {
    const text = inBase({ text: approved({ author: '{ name: "", date: "" }', technical_reviewer: '{ name: "", date: 2025-03-11 }', source_system_owner: '{ name: Miles Abara, date: "" }', target_system_owner: '' }) });
    const rows = ['author: {', 'target_system_owner: \n', 'technical_reviewer: {', 'source_system_owner: {'];
    assert.deepEqual(told(text), {
      message: '`author` and `target_system_owner` have neither name nor date; `technical_reviewer` has no name; `source_system_owner` has no date',
      lines: rows.map((row) => lineOf(text, row)),
    });
    assert.deepEqual(check(text).map((finding) => finding.replace(/^\d+: /, '')), ['approved-incomplete']);
  });
  it('an approver whom the repository does not list', () => {
    const by = (name: string): string => inBase({ text: approved({ technical_reviewer: `{ name: ${name}, date: 2025-03-11 }` }) });
    assert.deepEqual(told(by('Bob Ray'), { conventions }), { message: '`Bob Ray` is not among those who may give `technical_reviewer` here (`Theo Marchetti (Platform)` or `Ada Osei`)', lines: [lineOf(by('Bob Ray'), 'technical_reviewer: {')] });
    assert.equal(told(by('theo marchetti'), { conventions }), undefined);
    assert.equal(told(by('Bob Ray')), undefined);
    assert.equal(told(by('"ADA OSEI"'), { conventions }), undefined);
  });
  it('an approver whom nobody has named yet, in a draft', () => assert.deepEqual(check(inBase({ text: signed({ technical_reviewer: '{ name: Bob Ray, date: 2025-03-11 }' }) }), { conventions }), []));
  it('the rollback and errors elsewhere', () => {
    const text = inBase({ text: `${approved()}date: 2025-02-30\nauthor:\n${rollbackExample(['Restore the earlier values', 'Verify the totals'], { rollback_tested: 'documented but untested' })}` });
    assert.deepEqual(told(text), {
      message: 'the rollback is `documented but untested`; 2 errors stand elsewhere in the file (`invalid-date` and `empty-value`)',
      lines: ['rollback_tested:', 'date: 2025-02-30', 'author:\n'].map((part) => lineOf(text, part)),
    });
  });
  it('a section that is missing, as an error only', () => {
    assert.deepEqual(told(inBase({ text: 'spec_status: Approved\n', without: ['spec_approval'] }))?.message, '1 error stands elsewhere in the file (`missing-section`)');
  });
  it('a section that is missing, though nothing else says so', () => {
    const found = told(inBase({ text: 'spec_status: Approved\n', without: ['spec_approval'] }), { severities: { 'missing-section': 'off' } });
    assert.match(found?.message ?? '', /^`author`, .* have neither name nor date$/);
  });
  it('a placeholder, though nothing else says so', () => {
    assert.equal(told(inBase({ text: approved({ author: '{ name: TBD, date: 2025-03-05 }' }) }), { severities: { 'unfilled-placeholder': 'off' } })?.message, '`author` has no name');
  });
  it('a rule that the repository makes an error, or none', () => {
    const text = inBase({ text: `${approved()}title: "A → B: C"\ndate: 2025-02-30\n` });
    assert.equal(told(text, { severities: { 'title-systems': 'error', 'invalid-date': 'warning' } })?.message, '1 error stands elsewhere in the file (`title-systems`)');
    assert.equal(told(text, { severities: { 'invalid-date': 'off' } }), undefined);
  });
  it('very many rules, in short', () => {
    const text = inBase({ text: `${approved()}template: x\nspec_id: 7\ndate: x\nauthor:\nsource_system_owner: TBD\nnonsense: 1\ntitle: x\n` }).replace(/source_path: id /, 'source_path: a..b ').replace('write_semantics: Upsert', 'write_semantics: Upsert\n  write_semantics: Upsert').replace('enum: [OPEN, CLOSED]', 'enum: [OPEN]').replace('read_from:\n      - Shopify', 'read_from:\n      - Nobody');
    assert.match(told(text)?.message ?? '', /^\d\d errors stand elsewhere in the file \((`[\w-]+`, ){7}`[\w-]+` and \d+ more rules\)$/);
  });
});

describe('names of people', () => {
  for (const [one, other] of [['Dana Reyes', 'dana  reyes'], ['Dana Reyes (Finance)', 'Dana Reyes'], ['Dana Reyes <dana@example.com>', 'Dana Reyes'], ['José Núñez', 'Jose Nunez'], ['D. Reyes', 'D Reyes'], ['[CTO] Dana Reyes', 'Dana Reyes']] as const) {
    it(`${one} is ${other}`, () => assert.equal(personName(one), personName(other)));
  }
  for (const [one, other] of [['Dana Reyes', 'Diana Reyes'], ['Dana', 'Dana Reyes'], ['王伟', '王芳']] as const) {
    it(`${one} is not ${other}`, () => assert.notEqual(personName(one), personName(other)));
  }
});
