/** The paths of names in a text, each as it is understood, with what stands at its names. */
import assert from 'node:assert/strict';
import { namePaths } from '../../server/src/expression/index.ts';

const PATHS: readonly (readonly [string, ...string[]])[] = [
  ['source.a', 'source.a'],
  ['source . a\n  .b', 'source.a.b'],
  ['item.a + source.`odd name`.b', 'item.a', 'source.`odd name`.b'],
  ['source["a"].b["c d"]', 'source."a".b."c d"'],
  ["source['a']", "source.'a'"],
  ['source.lines[0].sku', 'source.lines.sku'],
  ['source.lines[source.index].sku', 'source.lines.sku', 'source.index'],
  ['(source.a).b', 'source.a.b'],
  ['((source).a[(0)]).b', 'source.a.b'],
  ['lower(source.a).b', 'source.a'],
  ['source.a.lower().b', 'source.a'],
  ['source.lower()'],
  ['concat(source.a, source.b', 'source.a', 'source.b'],
  ['source.a source.b', 'source.a', 'source.b'],
  ['source.a ] source.b', 'source.a', 'source.b'],
  ['source.a[', 'source.a'],
  ['source.a[(]).b', 'source.a'],
  ['source.a.', 'source.a'],
  ['source.'],
  ['source..a'],
  ['source'],
  ['x.source.a'],
  ['sources.a'],
  ['"source.a" + r\'source.b\' // source.c'],
  ['has(source.a) { source.b }', 'source.a', 'source.b'],
  ['source.source.item', 'source.source.item'],
  ['source.``.a', 'source.a'],
  [''],
];

describe('the paths of names in an expression', () => {
  for (const [text, ...expected] of PATHS) {
    it(`are found in ${JSON.stringify(text)}`, () => {
      const paths = namePaths(text);
      assert.deepEqual(paths.map(({ scope, names }) => [scope, ...names.map(({ span }) => text.slice(span.start, span.end))].join('.')), expected);
      for (const { names } of paths) {
        for (const { name, span, notation } of names) {
          const written = { plain: name, backticks: `\`${name}\``, index: text[span.start] === "'" ? `'${name}'` : `"${name}"` }[notation];
          assert.equal(text.slice(span.start, span.end), written);
        }
      }
    });
  }

  it('are found in a time that grows with the text', () => {
    const text = `${'source.a['.repeat(20_000)}${'('.repeat(20_000)}${'source.b)'.repeat(20_000)}`;
    const start = performance.now();
    assert.equal(namePaths(text).length, 40_000);
    assert.ok(performance.now() - start < 3000);
  });
});
