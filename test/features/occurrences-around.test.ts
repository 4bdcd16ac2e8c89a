/** The table of what stands around an offset says there what the whole table says. */
import assert from 'node:assert/strict';
import { occurrencesAround, occurrencesAt, occurrencesOf, placesNamedAt, rangeOf } from '../../server/src/features/occurrences/index.ts';
import type { Located, OccurrenceTable } from '../../server/src/features/occurrences/index.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';

const sources = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), { name: 'base', text: fixture('base.intspec.yaml') }];

/** What stands at a place: what kind of thing is named, by what range, in what role, and where it is declared. */
function described(spec: Spec, table: OccurrenceTable, found: readonly Located[]): unknown {
  return found.map(({ occurrence: { symbol, role, notation }, range }) => {
    const [declaration] = table.of(symbol);
    return [symbol.kind, symbol.name, role, notation, range, declaration && rangeOf(spec.tree, declaration)];
  });
}

describe('the occurrences around a place', () => {
  for (const { name, text } of sources) {
    it(`are those of the whole table: ${name}`, () => {
      const spec = new Spec(parseSyntax(text));
      const whole = occurrencesOf(spec);
      let count = 0;
      for (let offset = 0; offset <= text.length; offset += 5) {
        const around = occurrencesAround(spec, offset);
        const expected = occurrencesAt(spec, offset, whole);
        count += expected.length;
        assert.deepEqual(described(spec, around, occurrencesAt(spec, offset, around)), described(spec, whole, expected), `at ${String(offset)}: ${text.slice(offset - 20, offset)}|`);
      }
      assert.ok(count > 0 || name.startsWith('header-only'));
    });

    it(`lead to all places that name the same: ${name}`, () => {
      const spec = new Spec(parseSyntax(text));
      const whole = occurrencesOf(spec);
      for (let offset = 0; offset <= text.length; offset += 7) {
        const symbols = new Set(occurrencesAt(spec, offset, whole).map(({ occurrence }) => occurrence.symbol));
        const places = new Set([...symbols].flatMap((symbol) => whole.of(symbol)).map((occurrence) => JSON.stringify([occurrence.role, rangeOf(spec.tree, occurrence)])));
        const found = placesNamedAt(spec, offset).map(({ occurrence: { role }, range }) => JSON.stringify([role, range]));
        assert.deepEqual(found.sort(), [...places].sort(), `at ${String(offset)}: ${text.slice(offset - 20, offset)}|`);
      }
    });
  }
});
