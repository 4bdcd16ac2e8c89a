/** Specs with faults of each kind, and the findings that a person expects of them. */
import assert from 'node:assert/strict';
import { ruleById } from '../../server/src/rules/index.ts';
import { check } from '../helpers/check.ts';
import { filesIn } from '../helpers/files.ts';
import { crlf, lf } from '../helpers/text.ts';

interface Expected {
  readonly rule: string;
  readonly line: number;
}

for (const folder of ['test/fixtures/faulty', '../shared/examples/faulty']) {
  const answers = filesIn(folder, '.expected.json');
  for (const { name, text } of filesIn(folder, '.intspec.yaml')) {
    describe(`${folder}/${name}`, () => {
      const json = answers.find((answer) => answer.name === name.replace('.intspec.yaml', '.expected.json'))?.text ?? '[]';
      // Rules that are still to come are left out.
      const expected = (JSON.parse(json) as Expected[]).filter(({ rule }) => ruleById(rule)).map(({ rule, line }) => `${line}: ${rule}`).sort();
      it('has the findings expected', () => assert.deepEqual(check(lf(text)).sort(), expected));
      it('has them with Windows line ends', () => assert.deepEqual(check(crlf(text)).sort(), expected));
    });
  }
}
