/** What is hidden in a text, or would move what stands around it, is shown where people read it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visible } from '../../server/src/rules/visible.ts';
import { diagnosticsOf } from '../helpers/features.ts';

describe('text as people see it', () => {
  const CASES: readonly (readonly [string, string, string])[] = [
    ['plain words', 'Shopify → NetSuite: Ärger, 日本, שלום, 😀', 'Shopify → NetSuite: Ärger, 日本, שלום, 😀'],
    ['line ends and tabs', 'a\nb\r\nc\td\u2028e\u2029f\u0085g', 'a\\nb\\r\\nc\\td\\u2028e\\u2029f\\x85g'],
    ['orders to a terminal', '\u001b[2J\u009b31m\u0007\b\u007f', '\\e[2J\\x9B31m\\x07\\x08\\x7F'],
    ['directions of reading', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'a\\u202Eb\\u2066c\\u2069d\\u200Fe\\u061Cf'],
    ['nothing to be seen', 'a\u200bb\u2060c\ufeffd\u00ade', 'a\\u200Bb\\u2060c\\uFEFFd\\xADe'],
    ['letters that are tags', 'a\u{e0041}\u{e007f}b', 'a\\U000E0041\\U000E007Fb'],
    ['halves of characters', '\ud83d|\ude00|😀', '\\uD83D|\\uDE00|😀'],
    ['joined pictures and letters', '👩\u200d💻 نامه\u200cها', '👩\u200d💻 نامه\u200cها'],
    ['joiners among plain letters', 'a\u200db\u200cc\u200d', 'a\\u200Db\\u200Cc\\u200D'],
    ['nothing', '', ''],
    ['a zero', '\0', '\\0'],
  ];
  for (const [what, text, shown] of CASES) it(`shows ${what}`, () => assert.equal(visible(text), shown));

  it('is one line of nothing but what can be seen', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      assert.doesNotMatch(visible(text), /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }), { seed: 20_250_303, numRuns: 2000 });
  });
});

describe('a message', () => {
  it('shows what is hidden in a name, in a value, and in what another place is called', () => {
    const spec = 'spec_status: "Dr\\u202Eaft"\n"ro\\nll\\e[31mback": x\ndata_contract:\n  source_record:\n    "f\\u2066": { type: strng, required: true, source_path: a }\n    g: { type: string, required: true, source_path: a }\n  target_record: {}\n  not_written: { g: why }\n';
    const found = diagnosticsOf(spec);
    const messages = found.flatMap(({ message, relatedInformation = [] }) => [message, ...relatedInformation.map((each) => each.message)]).map(String);
    assert.ok(messages.some((message) => message.includes('`Dr\\u202Eaft`')), 'a value');
    assert.ok(messages.some((message) => message.includes('`ro\\nll\\e[31mback`')), 'a key');
    assert.ok(messages.some((message) => message.includes('f\\u2066')), 'a field');
    for (const message of messages) assert.doesNotMatch(message, /[\p{Cc}\p{Cf}]/u);
  });
});
