/** Completion inside types, transformations, expressions and value maps. */
import assert from 'node:assert/strict';
import { contractWith, fieldWith, itemWith } from '../helpers/contracts.ts';
import { complete } from '../helpers/features.ts';
import type { Completed } from '../helpers/features.ts';
import { crlf, cursorIn } from '../helpers/text.ts';
import { typeForms } from '../../server/src/model/type-parser.ts';

function labels(items: readonly Completed[]): string[] {
  return items.map(({ label }) => label);
}

function found(marked: string, label: string): Completed {
  const items = complete(marked);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${labels(items).join(', ')}`);
  return item;
}

/** The lines of a document that a completion changed. */
function changed(marked: string, label: string): string {
  const { text } = cursorIn(marked);
  const before = text.split(/\r?\n/);
  const after = found(marked, label).document.split(/\r?\n/);
  assert.equal(after.length, before.length);
  return after.filter((line, at) => line !== before[at]).map((line) => line.trim()).join('\n');
}

/** Title, the text with `<|>`, and the first labels. */
const FIRST: readonly (readonly [string, string, readonly string[]])[] = [
  ['the forms of types', fieldWith('<|>', 'source.name', 'exact copy'), typeForms],
  ['the forms of types in a source field', 'data_contract:\n  source_record:\n    id:\n      type: str<|>\n', typeForms],
  ['the forms of elements', fieldWith('array<<|>>', 'source.name', 'exact copy'), typeForms],
  ['an exact copy where it is legal', fieldWith('string(100)', 'source.name', '<|>'), ['exact copy']],
  ['what cuts a text where it is too long', fieldWith('string(20)', 'source.name', '<|>'), ['truncate to 20']],
  ['the same on what is typed already', fieldWith('string(20)', 'source.name', 'tru<|>'), ['truncate to 20']],
  ['what turns a number into text', fieldWith('string(20)', 'source.id', '<|>'), ['to text']],
  ['a default for a value that may be null', fieldWith('decimal(10,2)', 'source.paid', '<|>'), ['default to 0']],
  ['the step behind a comma', fieldWith('string(20)', 'source.name', 'trim, <|>'), ['truncate to 20']],
  ['the step behind a comma without a blank', fieldWith('string(20)', 'source.name', 'trim,<|>'), ['truncate to 20']],
  ['steps for an item field', itemWith('string(5)', 'item.sku', '<|>'), ['truncate to 5']],
  ['steps in a folded block', fieldWith('string(20)', 'source.name', '>-\n        trim,\n        tru<|>'), ['truncate to 20']],
  ['`source` in an empty expression', fieldWith('string', 'derived', '<|>'), ['source', 'lower']],
  ['`item` before it where there is one', itemWith('string', 'derived', '<|>'), ['item', 'source', 'lower']],
];

/** Title, the text with `<|>`, and all labels. */
const EXACTLY: readonly (readonly [string, string, readonly string[]])[] = [
  ['fields behind a dot', fieldWith('string', 'derived', 'source.<|>'), ['name', 'id', 'note', 'state', 'paid', 'customer', 'lines']],
  ['fields on a name', fieldWith('string', 'derived', 'source.na<|>me'), ['name', 'id', 'note', 'state', 'paid', 'customer', 'lines']],
  ['nested fields', fieldWith('string', 'derived', 'source.customer.<|>'), ['email', 'birth date']],
  ['fields inside an unfinished call', fieldWith('string', 'derived', "concat(source.name, ' ', source.customer.e<|>"), ['email', 'birth date']],
  ['fields in double quotes', fieldWith('string', 'derived', '"concat(source.customer.<|>, \\"x\\")"'), ['email', 'birth date']],
  ['fields in single quotes', fieldWith('string', 'derived', "'concat(''a'', source.customer.<|>)'"), ['email', 'birth date']],
  ['fields in a folded block', fieldWith('string', 'derived', ">-\n        concat(source.name,\n          source.customer.<|>)"), ['email', 'birth date']],
  ['fields in a flow map', contractWith('out: { type: string, mapped_from: derived, transformation: lower(source.customer.<|>), required: true }\n'), ['email', 'birth date']],
  ['fields of an item', itemWith('string', 'derived', 'item.<|>'), ['sku', 'amount']],
  ['fields of an element', fieldWith('string', 'derived', 'source.lines[0].<|>'), ['sku', 'amount']],
  ['nothing behind the dot of an unknown name', fieldWith('string', 'derived', 'source.nonsense.<|>'), []],
  ['nothing in an empty line of a folded block', fieldWith('string', 'derived', '>-\n  <|>\n        lower(\n          source.name)'), []],
  ['nothing in a string', fieldWith('string', 'derived', "concat(source.name, 'so<|>')"), []],
  ['nothing where an operator must follow', fieldWith('string', 'derived', 'source.name <|>'), []],
  ['the source values that a map lacks', fieldWith('string', 'source.state', 'map values', '\n  value_map:\n    open: OPEN\n    <|>'), ['closed', 'new value']],
  ['the source values of an empty map', fieldWith('string', 'source.state', 'map values', '\n  value_map: { <|> }'), ['open', 'closed', 'new value']],
  ['the target’s values in a map', fieldWith('string', 'source.state', 'map values', '\n  enum: [OPEN, SHUT]\n  value_map:\n    open: <|>'), ['OPEN', 'SHUT']],
];

/** Title, the text with `<|>`, the item, and the line that accepting it gives. */
const ACCEPTED: readonly (readonly [string, string, string, string])[] = [
  ['a size', fieldWith('str<|>', 'source.name', 'exact copy'), 'string(n)', 'type: string(255)'],
  ['a type with a comma in a flow map', contractWith('out: { type: <|>, required: true }\n'), 'decimal(p,s)', 'out: { type: "decimal(10,2)", required: true }'],
  ['a type over a placeholder', fieldWith('<type>', 'source.name', 'x').replace('<type>', '<ty<|>pe>'), 'integer', 'type: integer'],
  ['the type of elements only', fieldWith('array<st<|>>', 'source.name', 'exact copy'), 'integer', 'type: array<integer>'],
  ['one step of several', fieldWith('string(20)', 'source.name', 'trim, up<|>, lowercase'), 'uppercase', 'transformation: trim, uppercase, lowercase'],
  ['a step behind a comma', fieldWith('string(20)', 'source.name', 'trim,<|>'), 'truncate to 20', 'transformation: trim, truncate to 20'],
  ['a step behind a comma and a blank', fieldWith('string(20)', 'source.name', 'trim, <|>'), 'truncate to 20', 'transformation: trim, truncate to 20'],
  ['a step over words and a blank', fieldWith('string(20)', 'source.name', 'trim, truncate <|>'), 'truncate to 20', 'transformation: trim, truncate to 20'],
  ['a step in double quotes', fieldWith('string(20)', 'source.name', '"trim, <|>"'), 'truncate to 20', 'transformation: "trim, truncate to 20"'],
  ['a step with quotes in single quotes', fieldWith('string(20)', 'source.name', "'<|>'"), 'replace A with B', "transformation: 'replace ''-'' with '''''"],
  ['a step behind nothing but the key', fieldWith('string(20)', 'source.name', '<|>'), 'truncate to 20', 'transformation: truncate to 20'],
  ['a step in a folded block', fieldWith('string(20)', 'source.name', '>-\n        trim,\n        tru<|>'), 'truncate to 20', 'truncate to 20'],
  ['a field', fieldWith('string', 'derived', 'lower(source.n<|>)'), 'note', 'transformation: lower(source.note)'],
  ['a field that is no identifier', fieldWith('string', 'derived', 'source.customer.<|>'), 'birth date', 'transformation: source.customer.`birth date`'],
  ['a function', fieldWith('string', 'derived', 'lo<|>'), 'lower', 'transformation: lower()'],
  ['a function behind an operator', fieldWith('string', 'derived', 'source.id + <|>'), 'round', 'transformation: source.id + round()'],
  ['a function that is called already', fieldWith('string', 'derived', 'lo<|>(source.name)'), 'lower', 'transformation: lower(source.name)'],
  ['a field in a folded block', fieldWith('string', 'derived', '>-\n        lower(\n          source.n<|>)'), 'note', 'source.note)'],
  ['a field in escapes', fieldWith('string', 'derived', '"concat(\\"x\\", source.n<|>)"'), 'note', 'transformation: "concat(\\"x\\", source.note)"'],
];

describe('completion in a contract', () => {
  for (const [title, marked, expected] of FIRST) it(`offers ${title}`, () => assert.deepEqual(labels(complete(marked)).slice(0, expected.length), expected));
  for (const [title, marked, expected] of EXACTLY) it(`offers ${title}, and no more`, () => assert.deepEqual(labels(complete(marked)), expected));
  for (const [title, marked, label, line] of ACCEPTED) {
    it(`inserts ${title}`, () => assert.equal(changed(marked, label), line));
    it(`inserts ${title}, with CRLF`, () => assert.equal(changed(crlf(marked), label), line));
  }

  it('has tab stops', () => {
    assert.equal(found(fieldWith('<|>', 'source.name', 'x'), 'decimal(p,s)').inserted, 'decimal(${1:10},${2:2})');
    assert.equal(found(fieldWith('string(20)', 'source.name', '<|>'), 'truncate to 20').inserted, 'truncate to ${1:20}');
    assert.equal(found(fieldWith('string', 'derived', '<|>'), 'lower').inserted, 'lower($1)');
  });

  it('has none for clients without snippets', () => {
    const items = complete(fieldWith('string(20)', 'source.name', '<|>'), { snippets: false, asIs: false });
    assert.equal(items[0]?.inserted, 'truncate to 20');
  });

  it('filters by what is typed of the step or name', () => {
    const filters = (marked: string): string | undefined => complete(marked)[0]?.item.filterText;
    assert.equal(filters(fieldWith('string(20)', 'source.name', 'trim, tr<|>')), 'truncate to 20');
    assert.equal(filters(fieldWith('string(20)', 'source.name', 'trim, <|>')), 'truncate to 20');
    assert.equal(filters(fieldWith('string(20)', 'source.name', 'truncate <|>')), 'truncate to 20');
    assert.equal(filters(fieldWith('string', 'derived', 'lower(source.n<|>)')), 'name');
  });

  it('says what each item is', () => {
    const step = found(fieldWith('string(20)', 'source.name', '<|>'), 'truncate to 20').item;
    assert.equal(step.labelDetails?.description, 'gives string(20)');
    assert.match(JSON.stringify(step.documentation), /Keeps the first N characters/);
    assert.equal(step.preselect, true);
    assert.equal(found(fieldWith('string(20)', 'source.name', '<|>'), 'round to N decimals').item.labelDetails?.description, 'not for string(100)');
    assert.equal(found(fieldWith('string', 'derived', 'source.<|>'), 'note').item.labelDetails?.description, 'string(50), may be absent');
    assert.match(JSON.stringify(found(fieldWith('string', 'derived', '<|>'), 'lower').item), /lower\(text\)/);
  });
});
