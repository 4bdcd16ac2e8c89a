/** Expressions turned into phrases: what comes out stands for what went in. */
import assert from 'node:assert/strict';
import { parseExpression, printExpression } from '../../server/src/expression/index.ts';
import { phrasesFor, standsFor } from '../../server/src/expression/to-phrases.ts';
import type { Environment } from '../../server/src/expression/index.ts';
import { parsePhrase, phraseTables } from '../../server/src/phrases/index.ts';

const STRING = { kind: 'string', nullable: false } as const;
const environment: Environment = { source: { kind: 'object', nullable: false, fields: new Map([['a', { name: 'a', type: STRING, required: true, hasDefault: false }]]) } };

function phrases(expression: string): string | undefined {
  return phrasesFor(parseExpression(expression).root, environment)?.text;
}

describe('an expression becomes phrases', () => {
  const value = parseExpression('source.a').root;
  const examples = (phraseTables.find(({ kind }) => kind === 'transformation')?.phrases ?? []).flatMap((phrase) => phrase.examples.map(({ text }) => ({ id: phrase.id, text })));
  for (const { id, text } of examples) {
    if (id === 'map-values') continue;
    it(`that stand for it: ${text}`, () => {
      const expression = standsFor(text, value, environment);
      assert.ok(expression !== undefined);
      const back = phrases(expression);
      assert.ok(back !== undefined, expression);
      assert.equal(standsFor(back, value, environment), expression);
      assert.deepEqual(parsePhrase('transformation', back).faults, []);
    });
  }

  const cases: Record<string, string> = {
    'source.a': 'exact copy',
    'source.a.lower().trim()': 'lowercase, trim',
    'truncate(upper(source.a), 5)': 'uppercase, truncate to 5',
    'replace(source.a, ",", "x, y")': "replace ',' with 'x, y'",
    'replace(source.a, "it\'s", "")': "replace 'it''s' with ''",
    'default(source.a, "n/a")': 'default to n/a',
    'default(source.a, "null")': "default to 'null'",
    'default(source.a, "True")': "default to 'True'",
    'default(source.a, "5")': "default to '5'",
    'default(source.a, "none given")': 'default to none given',
    'replace(source.a, "with", "by")': "replace 'with' with 'by'",
    'replace(source.a, "x", "y")': 'replace x with y',
    'padLeft(source.a, 5, "0")': 'pad left to 5 with 0',
    'round(source.a / 100, 2)': 'divide by 100, round to 2 decimals',
    'source.a * -1': 'multiply by -1',
  };
  for (const [expression, expected] of Object.entries(cases)) it(`${expression} as ${expected}`, () => assert.equal(phrases(expression), expected));

  const none = [
    'concat(source.a, "x")', 'source.a + 1', '1 * source.a', 'source.a / 100', 'truncate(source.a, length(source.a))', 'lower("x")', 'lower(source.a, source.a)', 'source.a == "x" ? 1 : 2', 'lower(', '', 'hash(source.a, "md5")', 'default(source.a, null)', 'source',
  ];
  for (const expression of none) it(`but not ${expression === '' ? 'nothing' : expression}`, () => assert.equal(phrases(expression), undefined));

  it('however deep it is', () => {
    assert.equal(phrases(`${'lower('.repeat(15)}source.a${')'.repeat(15)}`), Array.from({ length: 15 }, () => 'lowercase').join(', '));
    assert.equal(printExpression(parseExpression('lower(source.a)').root), 'lower(source.a)');
  });
});
