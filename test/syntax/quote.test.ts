/** Texts as YAML scalars, held against the library. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { scalarText } from '../../server/src/syntax/yaml/quote.ts';

const WORDS = ['source', 'item', 'e', 'E1', 'true', 'No', 'null', 'NaN', 'inf', '_', '__proto__', 'x0', 'a_b', 'y', 'N', 'on', 'OFF', 'yes', 'False', 'o7'];

describe('a text as a scalar', () => {
  it('is plain where the library writes it so, and reads as the same text', () => {
    const texts = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join('.'));
    fc.assert(fc.property(fc.oneof(texts, fc.string({ maxLength: 12 })), (text) => {
      const written = scalarText(text, 'plain', false);
      assert.equal(written === text, text !== '' && text === text.trim() && !text.includes('\n') && stringify(text, { lineWidth: 0 }).trimEnd() === text, text);
      assert.equal(parse(written), text);
      assert.deepEqual(parse(`[${scalarText(text, 'plain', true)}, x]`), [text, 'x']);
    }), { numRuns: 1000 });
  });
});
