/** The references that an expression has, whatever quotes stand in it. */
import assert from 'node:assert/strict';
import { coverageOf } from '../../server/src/model/coverage.ts';
import { specOf } from '../helpers/features.ts';

/** The names of a derived expression's references, and the source fields that are forgotten beside it. */
function read(fields: readonly string[], expression: string): { readonly names: string[]; readonly forgotten: string[] } {
  const [contract] = specOf(JSON.stringify({
    data_contract: { source_record: Object.fromEntries(fields.map((name) => [name, { type: 'string' }])), target_record: { x: { mapped_from: 'derived', transformation: expression } } },
  })).contracts;
  assert.ok(contract);
  return { names: contract.targetFields.flatMap(({ references }) => references.map(({ names }) => names.join('.'))), forgotten: coverageOf(contract).forgotten.map(({ name }) => name) };
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a quote in a name', 'source.`say "hi"`', ['say "hi"']],
  ['one quote in each of two names', "concat(source.`it's`, source.a, source.`it's`)", ["it's", 'a', "it's"]],
  ['a name in text', "concat('source.a', source.b, \"source.`it's`\")", ['b']],
  ['backticks in text', "concat('`', source.a, '`source.b')", ['a']],
  ['an open backtick', "concat(source.`a\n, 'source.b', source.c)", ['c']],
];

describe('the references of an expression', () => {
  const fields = ['say "hi"', "it's", 'a', 'b', 'c'];
  for (const [what, expression, names] of CASES) {
    it(`are found with ${what}`, () => assert.deepEqual(read(fields, expression), { names: [...names], forgotten: fields.filter((name) => !names.includes(name)) }));
  }
});
