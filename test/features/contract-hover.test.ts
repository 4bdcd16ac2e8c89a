/** Hovers inside a contract: fields, steps, names and functions. */
import assert from 'node:assert/strict';
import { contractWith, fieldWith, itemWith } from '../helpers/contracts.ts';
import { hover } from '../helpers/features.ts';
import { crlf } from '../helpers/text.ts';

/** Title, the text with `<|>`, what the hover is on, and what it says: all of these. */
const HOVERS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['a reference', fieldWith('string', 'source.na<|>me', 'trim'), 'source.name', ['`name`: `string(100)`', 'required', 'Read from `contact.name`', 'Mapped to `out`']],
  ['a reference to what may be null', fieldWith('string', 'source.pa<|>id', 'to text'), 'source.paid', ['`paid`: `decimal(10,2) or null`', 'may be null']],
  ['a reference in quotes', fieldWith('string', '"source.customer.em<|>ail"', 'trim'), 'source.customer.email', ['`customer.email`: `string(80)`']],
  ['a reference to an item', itemWith('string', 'item.s<|>ku', 'trim'), 'item.sku', ['`lines.sku`: `string(20)`', 'Mapped to `rows.out`']],
  ['a reference in a flow map', contractWith('out: { type: string, mapped_from: source.<|>id, transformation: to text, required: true }\n'), 'source.id', ['`id`: `integer`']],
  ['a field in an expression', fieldWith('string', 'derived', 'lower(source.no<|>te)'), 'note', ['`note`: `string(50)`', 'may be absent']],
  ['a nested field in double quotes', fieldWith('string', 'derived', '"concat(\\"x\\", source.customer.em<|>ail)"'), 'email', ['`customer.email`: `string(80)`']],
  ['the object around it', fieldWith('string', 'derived', 'source.cust<|>omer.email'), 'customer', ['`customer`: `object`']],
  ['a field of an item in an expression', itemWith('string', 'derived', 'lower(item.sk<|>u)'), 'sku', ['`lines.sku`: `string(20)`']],
  ['a field in a folded block', fieldWith('string', 'derived', '>-\n        concat(source.name,\n          source.no<|>te)'), 'note', ['`note`: `string(50)`']],
  ['a function', fieldWith('string', 'derived', 'low<|>er(source.name)'), 'lower', ['`lower(text)`', '→']],
  ['a step', fieldWith('string', 'source.name', 'tr<|>im, truncate to 20'), 'trim', ['Takes the white space off both ends.', 'Stands for `trim(source.name)`']],
  ['a later step', fieldWith('string', 'source.name', 'trim, trunc<|>ate to 20'), 'truncate to 20', ['Stands for `truncate(trim(source.name), 20)`']],
  ['a step in single quotes', fieldWith('string', 'source.name', "'trim, trunc<|>ate to 20'"), 'truncate to 20', ['Keeps the first N']],
  ['a target field', fieldWith('string(20)', 'source.name', 'trim, truncate to 20').replace('out:', 'o<|>ut:'), 'out', ['Type: `string(20)`', 'From: `source.name`, `string(100)`', 'Value: `truncate(trim(source.name), 20)`']],
  ['a derived target field', fieldWith('string(20)', 'derived', "concat( source.name , 'x' )").replace('out:', 'o<|>ut:'), 'out', ['Derived: `concat(source.name, "x")`', 'Yields: `string(101), at least 1 character`']],
  ['a constant target field', fieldWith('string(20)', 'constant', 'IMPORTED').replace('out:', 'o<|>ut:'), 'out', ['Constant: `IMPORTED`']],
  ['a source field that is left out', fieldWith('string(20)', 'source.name', 'trim').replace('note:', 'no<|>te:'), 'note', ['Type: `string(50)`', 'Not written: Nobody reads it']],
  ['a source field that is forgotten', fieldWith('string(20)', 'source.name', 'trim').replace('    id:', '    i<|>d:'), 'id', ['Not mapped yet']],
];

const SILENCE: readonly (readonly [string, string])[] = [
  ['a field that is not declared', fieldWith('string', 'source.non<|>sense', 'trim')],
  ['`derived`', fieldWith('string', 'der<|>ived', 'source.name')],
  ['a string in an expression', fieldWith('string', 'derived', "concat(source.name, 'na<|>me')")],
  ['an unknown function', fieldWith('string', 'derived', 'non<|>sense(source.name)')],
  ['a step that is none', fieldWith('string', 'source.name', 'non<|>sense')],
  ['a constant', fieldWith('string', 'constant', 'tr<|>im')],
];

describe('hover in a contract', () => {
  for (const [title, marked, on, said] of HOVERS) {
    for (const [suffix, text] of [['', marked], [', with CRLF', crlf(marked)]] as const) {
      it(`explains ${title}${suffix}`, () => {
        const shown = hover(text);
        assert.equal(shown?.on, on);
        for (const part of said) assert.ok(shown.markdown.includes(part), `${part} is not in ${shown.markdown}`);
      });
    }
  }
  for (const [title, marked] of SILENCE) it(`is silent on ${title}`, () => assert.equal(hover(marked), undefined));
});
