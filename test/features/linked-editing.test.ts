/** Linked editing: the ranges that change together, marked by `<<…>>`, or none. */
import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { linked, shownOffsets } from '../helpers/navigation.ts';
import { crlf, cursorIn, dedent, marksIn } from '../helpers/text.ts';

/** The declaration comes first. */
const LINKED: readonly (readonly [string, string])[] = [
  ['a source field', dedent`
    data_contract:
      source_record:
        <<mail>>: { type: string, source_path: mail }
      target_record:
        mail: { mapped_from: source.<<mail>> }
        all: { mapped_from: derived, transformation: 'concat(source.<<mail>>, "mail", source.<<mail>>.lower())' }
      not_written: { <<mail>>: mail }
  `],
  ['a nested field, its key in quotes', dedent`
    data_contract:
      source_record:
        "lines": { type: array<object>, fields: { "<<sku>>": { type: string } } }
      target_record:
        rows: { type: array<object>, mapped_from: source.lines, fields: { code: { mapped_from: item.<<sku>> } } }
      not_written: { 'lines.<<sku>>': x }
  `],
];

const NONE: readonly (readonly [string, string])[] = [
  ['a reference, where another field may be meant', 'data_contract:\n  source_record: { a: { type: string } }\n  target_record: { x: { mapped_from: source.<|>a } }\n'],
  ['a field that nothing reads', 'data_contract:\n  source_record: { <|>a: { type: string } }\n'],
  ['a field that is there twice, since one is a copy', 'data_contract:\n  source_record:\n    <|>a: { type: string }\n    a: { type: string }\n  target_record: { x: { mapped_from: source.a } }\n'],
  ['a name that needs backticks', 'data_contract:\n  source_record: { <|>a b: { type: string } }\n  target_record: { x: { mapped_from: source.a b } }\n'],
  ['a name that stands in quotes somewhere', 'data_contract:\n  source_record: { <|>a: { type: string } }\n  target_record: { x: { mapped_from: derived, transformation: \'source["a"] + source.a\' } }\n'],
  ['a field that an alias reads', 'data_contract:\n  source_record: { <|>a: { type: string } }\n  target_record: { x: { mapped_from: &x source.a }, y: { mapped_from: *x } }\n'],
  ['a field that is merged elsewhere', 'data_contract:\n  source_record: &r { <|>a: { type: string } }\n  target_record: { x: { mapped_from: source.a } }\n  reverse: { source_record: { <<: *r } }\n'],
  ['a target field', 'data_contract:\n  target_record: { <|>a: { mapped_from: constant } }\n'],
  ['a failure class', 'error_handling: { failure_classes: { <|>own_class: { condition: own_class } } }\n'],
  ['nothing', '<|>'],
];

describe('linked editing', () => {
  for (const [title, marked] of LINKED) {
    for (const [suffix, given] of [['', marked], [', with CRLF', crlf(marked)]] as const) {
      it(`links ${title}${suffix}`, () => {
        const { text, ranges } = marksIn(given);
        const spec = specOf(text);
        const [declaration, ...references] = ranges;
        assert.ok(declaration && references.length > 0);
        for (const offset of [declaration.start, declaration.end]) assert.deepEqual(linked(spec, offset), ranges.map((range) => shownOffsets(spec, range)));
        for (const { start } of references) assert.equal(linked(spec, start), undefined);
      });
    }
  }
  for (const [title, marked] of NONE) {
    it(`links nothing at ${title}`, () => {
      const { text, offset } = cursorIn(marked);
      assert.equal(linked(specOf(text), offset), undefined);
    });
  }
});
