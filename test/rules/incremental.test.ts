/** Findings of a text changed step by step are those of the text read anew, and only what has changed is judged again. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Spec } from '../../server/src/model/spec.ts';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxTree } from '../../server/src/syntax/tree.ts';
import { randomEdit, withEdit } from '../helpers/edits.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { crlf } from '../helpers/text.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20261129 } as const;

const OPTIONS: RunOptions = { conventions: { naming: { source_fields: 'snake_case', target_fields: 'camelCase' }, approvers: {} } };

/** The findings with all that a client is told of them, and their fixes. */
function findings(tree: SyntaxTree, run = new RuleRun(new Spec(tree), OPTIONS)): unknown {
  return run.results.map((result) => ({
    rule: result.rule.id,
    severity: result.severity,
    range: result.range,
    message: result.message,
    data: result.data,
    related: result.related?.map(({ message, at }) => [message, 'node' in at ? tree.rangeOf(at) : at]),
    fixes: run.fixes(result).map(({ title, changes }) => [title, tree.edits(changes)]),
  }));
}

const sources = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), { name: 'base', text: fixture('base.intspec.yaml') }];

describe('a spec changed step by step', () => {
  for (const { name, text } of sources) {
    for (const [ends, start] of [['LF', text], ['CRLF', crlf(text)]] as const) {
      it(`has the findings of one read anew: ${name}, ${ends}`, () => {
        fc.assert(fc.property(fc.array(randomEdit, { minLength: 1, maxLength: 5 }), (edits) => {
          let current = start;
          let tree = parseSyntax(current);
          let run = new RuleRun(new Spec(tree), OPTIONS);
          for (const edit of edits) {
            current = withEdit(current, edit);
            tree = parseSyntax(current, { previous: tree });
            run = new RuleRun(new Spec(tree), OPTIONS, run);
            assert.deepEqual(findings(tree, run), findings(parseSyntax(current)));
          }
        }), { ...SEEDED, numRuns: 6 });
      });
    }
  }

  /** Texts that are put in and taken back one after the other, so that what was remembered must be forgotten and found again. */
  const swaps: readonly (readonly [string, RegExp, string])[] = [
    ['the type of a source field', /^( {4}\w+:\n {6}type:) .*/m, '$1 boolean'],
    ['the name of a record', /^ {2}source_record:/m, '  target_record:'],
    ['the name of a section', /^data_contract:/m, 'data_contracts:'],
    ['when_absent of the contract', /^ {2}(when_absent:.*|source_record:)/m, '  when_absent: reject\n  $1'],
    ['whether a source field is required', /^( {6}required:) true/m, '$1 false'],
    ['the system of the target', /^( {2}system_type:) .*/gm, '$1 Database'],
    ['a classification', /^( {6}type:.*)$/m, '$1\n      classification: personal'],
    ['the status', /^spec_status:.*/m, 'spec_status: Approved'],
    // One of several sections that something is read of.
    ['the name of the target', /^(target_system:\n(?: .*\n)*? {2}system_name:) .*/m, '$1 Another System'],
    ['the direction', /^( {2}direction:) .*/m, '$1 Bidirectional'],
    ['the dead letter queue', /^( {2}dead_letter_queue:) .*/m, '$1 s3://elsewhere/rejected'],
  ];
  for (const [what, find, put] of swaps) {
    it(`to and fro: ${what}`, () => {
      for (const { text } of sources) {
        let tree = parseSyntax(text);
        let run = new RuleRun(new Spec(tree), OPTIONS);
        for (const next of [text.replace(find, put), text, text.replace(find, put)]) {
          tree = parseSyntax(next, { previous: tree });
          run = new RuleRun(new Spec(tree), OPTIONS, run);
          assert.deepEqual(findings(tree, run), findings(parseSyntax(next)));
        }
      }
    });
  }

  it('where main and reverse contract merge the same fields in', () => {
    const base = 'base: &c\n  source_record:\n    a: { type: string, required: false }\n  target_record:\n    x: { type: integer, required: true, mapped_from: source.a, transformation: exact copy }\ndata_contract:\n  <<: *c\n  not_written: {}\n';
    const both = `${base}  reverse:\n    <<: *c\n`;
    const texts = [base, both, `${base}  reverse:\n    x: 1\n`, both, `${both}    source_record: { a: { type: integer } }\n`, base];
    let tree = parseSyntax(both);
    let run = new RuleRun(new Spec(tree), OPTIONS);
    assert.ok(run.results.some(({ rule, data }) => rule.id === 'type-mismatch' && data?.['contract'] === 'main'));
    for (const next of texts) {
      tree = parseSyntax(next, { previous: tree });
      run = new RuleRun(new Spec(tree), OPTIONS, run);
      assert.deepEqual(findings(tree, run), findings(parseSyntax(next)));
    }
  });
});
