import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { ODD_YAML, selectionsAt, selectionsFrom } from '../helpers/structure.ts';
import { crlf, dedent } from '../helpers/text.ts';

/** The selections up to the entry: those behind it are the map, the record, the section, the document. */
function upTo(entry: string, marked: string): string[] {
  const found = selectionsAt(marked);
  return found.slice(0, found.indexOf(entry) + 1);
}

const FIELD = (transformation: string, from = 'derived'): string => `data_contract:\n  target_record:\n    id:\n      mapped_from: ${from}\n      transformation: ${transformation}\n`;

describe('a growing selection', () => {
  it('goes from a part of an expression to the document', () => {
    const text = FIELD("concat(source.customer.na<|>me, ' ', lower(source.b))");
    assert.deepEqual(selectionsAt(text), [
      'name', 'source.customer.name', "source.customer.name, ' ', lower(source.b)", "concat(source.customer.name, ' ', lower(source.b))",
      "transformation: concat(source.customer.name, ' ', lower(source.b))",
      "mapped_from: derived\n      transformation: concat(source.customer.name, ' ', lower(source.b))",
      "id:\n      mapped_from: derived\n      transformation: concat(source.customer.name, ' ', lower(source.b))",
      "target_record:\n    id:\n      mapped_from: derived\n      transformation: concat(source.customer.name, ' ', lower(source.b))",
      "data_contract:\n  target_record:\n    id:\n      mapped_from: derived\n      transformation: concat(source.customer.name, ' ', lower(source.b))",
      text.replace('<|>', ''),
    ]);
  });

  it('knows operators, quotes and block texts', () => {
    assert.deepEqual(upTo('transformation: "source.a + 1 > 2"', FIELD('"source.a + <|>1 > 2"')), ['1', 'source.a + 1', 'source.a + 1 > 2', '"source.a + 1 > 2"', 'transformation: "source.a + 1 > 2"']);
    const folded = '>-\n        concat(source.a,\n        lower(sour<|>ce.b))';
    assert.deepEqual(upTo(`transformation: ${folded.replace('<|>', '')}`, FIELD(folded)), [
      'source', 'source.b', 'lower(source.b)', 'source.a,\n        lower(source.b)', 'concat(source.a,\n        lower(source.b))', folded.replace('<|>', ''), `transformation: ${folded.replace('<|>', '')}`,
    ]);
  });

  it('knows the steps of phrases and what fills them', () => {
    assert.deepEqual(upTo('transformation: trim, truncate to 45', FIELD('trim, truncate to 4<|>5', 'source.a')), ['45', 'truncate to 45', 'trim, truncate to 45', 'transformation: trim, truncate to 45']);
    assert.deepEqual(upTo('rate_limits: 10 requests per 90 seconds, 5/s', 'source_system:\n  rate_limits: 10 requests per 90 sec<|>onds, 5/s\n').slice(0, 3), ['seconds', '90 seconds', '10 requests per 90 seconds']);
  });

  it('takes a word of prose, then all of it', () => {
    assert.deepEqual(selectionsAt("integration_purpose: { why: 'It''s nee<|>ded' }\n"), [
      'needed', "It''s needed", "'It''s needed'", "why: 'It''s needed'", "{ why: 'It''s needed' }", "integration_purpose: { why: 'It''s needed' }", "integration_purpose: { why: 'It''s needed' }\n",
    ]);
  });

  it('takes a key, then its entry', () => {
    assert.deepEqual(selectionsAt('"spec_<|>id": INT-1\nauthor: x\n'), ['spec_id', '"spec_id"', '"spec_id": INT-1', '"spec_id": INT-1\nauthor: x', '"spec_id": INT-1\nauthor: x\n']);
  });

  it('takes an item of a list, then the list', () => {
    assert.deepEqual(selectionsAt('a:\n  - one\n  - tw<|>o\n'), ['two', '- one\n  - two', 'a:\n  - one\n  - two', 'a:\n  - one\n  - two\n']);
  });

  it('takes a comment, then those around it', () => {
    assert.deepEqual(selectionsAt('a:\n  # one\n  # t<|>wo\n  b: 1\n').slice(0, 3), ['two', '# two', '# one\n  # two']);
    assert.deepEqual(selectionsAt('a: 1 # o<|>ne\n# other\n').slice(0, 2), ['one', '# one']);
  });

  it('is the map around a blank line, and the document where there is nothing', () => {
    assert.equal(selectionsAt('a:\n  b: 1\n<|>\n  c: 1\n')[0], 'b: 1\n\n  c: 1');
    assert.deepEqual(selectionsAt('<|>'), ['']);
    assert.deepEqual(selectionsAt('a: 1\n\n<|>\n'), ['a: 1\n\n\n']);
  });

  it('stays with an alias', () => {
    assert.deepEqual(selectionsAt('a: &x { b: 1 }\nc: *<|>x\n').slice(0, 2), ['*x', 'c: *x']);
  });

  for (const { name, text } of [...examples.slice(0, 1), { name: 'odd YAML', text: ODD_YAML }].flatMap((file) => [file, { name: `${file.name}, with CRLF`, text: crlf(file.text) }])) {
    it(`grows with each step, from every place of ${name}`, () => {
      const spec = specOf(text);
      for (let offset = 0; offset <= text.length; offset += 3) {
        const texts = selectionsFrom(spec, offset);
        assert.equal(texts.at(-1), text);
        for (const [at, inner] of texts.entries()) {
          const outer = texts[at + 1];
          if (outer !== undefined) assert.ok(outer.length > inner.length && outer.includes(inner), JSON.stringify([inner, outer]));
        }
      }
    });
  }

  it('is not led astray by what is at fault', () => {
    assert.equal(selectionsAt(dedent`
      data_contract:
        target_record:
          a: { type: string, mapped_from: source.<|>
    `).at(-1)?.startsWith('data_contract'), true);
  });
});
