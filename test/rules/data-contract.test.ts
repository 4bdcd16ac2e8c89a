/** Rules of the data contract by their edge cases: in an otherwise complete spec, findings expected are marked behind `#!`. */
import assert from 'node:assert/strict';
import { parsePath, pathText } from '../../server/src/model/path.ts';
import { allFixes, assertFindings, assertMended, fix, inBase } from '../helpers/check.ts';

const rows = (text: string): string => text.trim().split('\n').map((line) => `    ${line}\n`).join('');
const contract = (source: string, target: string, rest = 'not_written: {}'): string => `data_contract:\n  when_absent: omit\n  source_record:\n${rows(source)}  target_record:\n${rows(target)}  ${rest}\n`;

const ID = 'id: { type: integer, required: true, source_path: id }';
const TO_ID = 'order_id: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, key: true }';
const marked = (mark: string): string => (mark === '' ? '' : ` #! ${mark}`);
/** One more source field, mapped to nothing; one more target field, which reads nothing. */
const source = (row: string): string => contract(`${ID}\n${row}`, TO_ID, 'not_written: { x: Not needed }');
const target = (row: string): string => contract(ID, `${TO_ID}\n${row}`);
const mapped = (from: string, to: string): string => contract(`${ID}\n${from}`, `${TO_ID}\n${to}`);
const status = (facets: string, to: string, mark = '', transformation = 'map values'): string =>
  mapped(`status: { required: true, source_path: status, ${facets} }`, `status: { type: string(10), mapped_from: source.status, transformation: "${transformation}", required: true, ${to} }${marked(mark)}`);
const copied = (facets: string, to: string, mark = '', transformation = 'exact copy'): string =>
  mapped(`x: { type: string(50), required: true, source_path: x, ${facets} }`, `y: { type: string(64), mapped_from: source.x, transformation: "${transformation}", required: true, ${to} }${marked(mark)}`);
const noted = (type: string, notes: string, mark = ''): string => source(`x: { type: ${type}, required: true, source_path: x, notes: "${notes}" }${marked(mark === '' ? '' : `constraint-in-notes: ${mark}`)}`);
const KEYLESS = TO_ID.replace(', key: true', '');
const LINES = 'x:\n  type: array<object>\n  required: true\n  source_path: lines\n  fields:\n    sku: { type: string(20), required: true, source_path: ';

const FRAGMENTS: Record<string, Record<string, string>> = {
  'value-map-incomplete': {
    'several values': status('type: string(10), enum: [a, b, c]', 'value_map: { a: A }', 'value-map-incomplete: value_map'),
    'no map at all': status('type: string(10), enum: [a, b]', 'nullable: false', 'value-map-incomplete: status'),
    'an empty map': status('type: string(10), enum: [a]', 'value_map: {}', 'value-map-incomplete: value_map'),
    'a boolean': status('type: boolean', 'value_map: { true: Y }', 'value-map-incomplete: value_map'),
    'numbers': status('type: integer, enum: [1, 2]', 'value_map: { 1: A, "2": B }'),
    'lower case before it': status('type: string(10), enum: [A, B]', 'value_map: { a: X, b: Y }', '', 'lowercase, map values'),
    'a step that is not foreseen': status('type: string(10), enum: [A, B]', 'value_map: { a: X }', '', 'truncate to 1, map values'),
    'a source without a list': status('type: string(10)', 'value_map: { a: X }'),
  },
  'value-map-unknown': {
    'a misspelled value, reported once': status('type: string(10), enum: [open, closed]', 'value_map: { opne: A, closed: B }', 'value-map-unknown: opne'),
    'a value that is far from any': status('type: string(10), enum: [a]', 'value_map: { a: A, zebra: B }', 'value-map-unknown: zebra'),
    'a default before it': status('type: string(10), enum: [a]', 'value_map: { a: A, none: B }', '', 'default to none, map values'),
    'a value that the target does not take': status('type: string(10), enum: [a]', 'enum: [A, B], value_map: { a: a }', 'value-map-unknown: a'),
    'a value that is changed afterwards': status('type: string(10), enum: [a]', 'enum: [A], value_map: { a: a }', '', 'map values, uppercase'),
  },
  'missing-write-key': {
    'a key to come': contract(ID, `${TO_ID.replace('key: true', 'key: TBD')} #! unfilled-placeholder: TBD`),
    'a key that is none': contract(ID, KEYLESS.replace(' }', ', key: false }')).replace('target_record:', 'target_record: #! missing-write-key: target_record'),
  },
  'unstable-write-key': {
    'optional': target('x: { type: integer, mapped_from: source.id, transformation: exact copy, required: false, key: true } #! unstable-write-key: false'),
    'nullable': target('x: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, nullable: true, key: true } #! unstable-write-key: true'),
    'constant': target('x: { type: integer, mapped_from: constant, transformation: 1, required: true, key: true } #! unstable-write-key: constant'),
    'of the moment': target('x: { type: datetime, timezone: UTC, mapped_from: derived, transformation: "now()", required: true, key: true } #! unstable-write-key: now'),
    'stable': target("x: { type: uuid, mapped_from: derived, transformation: \"uuid5('6ba7b811-9dad-11d1-80b4-00c04fd430c8', toText(source.id))\", required: true, key: true }"),
  },
  'duplicate-source-path': {
    'spelled otherwise': source('x: { type: integer, required: true, source_path: "$.id" } #! duplicate-source-path'),
    'in quotes': source('x: { type: integer, required: true, source_path: \'["id"]\' } #! duplicate-source-path'),
    'of another element': contract(`${ID}\nx: { type: integer, required: true, source_path: "a[0]" }\nz: { type: integer, required: true, source_path: "a[1]" }`, TO_ID, 'not_written: { x: No, z: No }'),
    'not filled in': source('x: { type: integer, required: true, source_path: TBD } #! unfilled-placeholder'),
  },
  'invalid-source-path': {
    'a key that is no identifier': source('x: { type: integer, required: true, source_path: meta.odd-key } #! invalid-source-path: odd-key'),
    'the same in brackets': source('x: { type: integer, required: true, source_path: \'$.meta["odd-key"].z\' }'),
    'a dot too many': source('x: { type: integer, required: true, source_path: a..b } #! invalid-source-path: .'),
    'a star': source('x: { type: array<integer>, required: true, source_path: "a[*].b" } #! invalid-source-path: [*]'),
    'every element in one value': source('x: { type: integer, required: true, source_path: "a[].b" } #! invalid-source-path: []'),
    'every element in an array': source('x: { type: array<integer>, required: true, source_path: "a[].b" }'),
    'the array with brackets': source('x: { type: array<integer>, required: true, source_path: "a[]" } #! invalid-source-path: []'),
    'an element without brackets': contract(`${ID}\n${LINES}lines.sku } #! invalid-source-path: lines.sku`, TO_ID, 'not_written: { x: Not needed }'),
    'an element with brackets': contract(`${ID}\n${LINES}"$.lines[].item.sku" }`, TO_ID, 'not_written: { x: Not needed }'),
    'a relative path in an object': contract(`${ID}\n${LINES.replace('array<object>', 'object')}sku } #! invalid-source-path: sku`, TO_ID, 'not_written: { x: Not needed }'),
    'in the target': target('x: { type: integer, mapped_from: source.id, transformation: exact copy, required: true, target_path: "a." } #! invalid-source-path: .'),
  },
  'fields-missing': {
    'in the source': source('x: { type: object, required: true, source_path: x } #! fields-missing: x'),
    'without entries': source('x: { type: array<object>, required: true, source_path: x, fields: {} } #! fields-missing: x'),
    'over what reads from it': mapped('x: { type: array<object>, required: true, source_path: x } #! fields-missing: x', 'y:\n      type: array<object>\n      mapped_from: source.x\n      required: true\n      fields:\n        a: { type: string(5), mapped_from: item.a, transformation: exact copy, required: true }'),
    'of plain elements': source('x: { type: array<string>, required: true, source_path: x }'),
    'of no known type': source('x: { type: TBD, required: true, source_path: x } #! unfilled-placeholder'),
  },
  'constraint-in-notes': {
    'max': noted('string', 'Max. 50', 'Max. 50'),
    'maximum length': noted('string', 'maximum length 50', 'maximum length 50'),
    'at most': noted('string', 'The name, at most 1,000 characters', 'at most 1,000 characters'),
    'within a sentence': noted('string', 'A name of up to 50 characters as printed', 'up to 50 characters'),
    'for a number': noted('integer', 'never negative', 'never negative'),
    'always UTC': noted('datetime', 'As sent; always UTC', 'always UTC'),
    'one of': noted('string', 'One of a, b or c', 'One of a, b or c'),
    'allowed values': noted('integer', 'allowed values: 1, 2, 3', 'allowed values: 1, 2, 3'),
    'not null': noted('date', 'not null', 'not null'),
    'default': noted('integer', 'default if absent: 0', 'default if absent: 0'),
    'what the type says already': noted('string(50)', 'max 50'),
    'what a facet says already': source('x: { type: datetime, timezone: UTC, required: true, source_path: x, notes: always UTC }'),
    'prose': noted('string', 'One of the customer’s addresses; max speed of the line; 50 characters are usual'),
    'units': noted('integer', 'Unix time in seconds'),
    'how it is made': noted('string', 'Owner and repository, joined by a slash'),
    'where it stays': noted('string', 'The text itself stays in GitHub'),
    'another matter of null': noted('date', 'The source may be null-terminated, not always UTC based'),
  },
  'sensitive-field-exposed': {
    'declared lower': copied('classification: special', 'classification: personal', 'sensitive-field-exposed: personal'),
    'not declared': copied('classification: personal', 'nullable: false', 'sensitive-field-exposed: y'),
    'hashed': copied('classification: personal', 'classification: public', '', 'lowercase, hash sha256'),
    'masked': copied('classification: personal', 'classification: public', '', 'mask'),
    'below personal': copied('classification: confidential', 'classification: public'),
    'as much': copied('classification: personal', 'classification: special'),
    'its length only': mapped('x: { type: string(50), required: true, classification: personal, source_path: x }', 'y: { type: integer, mapped_from: derived, transformation: length(source.x), required: true }'),
    'a comparison only': mapped('x: { type: string(50), required: true, classification: personal, source_path: x }', "y: { type: string(5), mapped_from: derived, transformation: \"source.x == 'a' ? 'yes' : 'no'\", required: true }"),
    'in an expression': mapped('x: { type: string(50), required: true, classification: personal, source_path: x }', "y: { type: string(60), mapped_from: derived, transformation: \"concat('a', source.x)\", required: true } #! sensitive-field-exposed: y"),
    'hashed in an expression': mapped('x: { type: string(50), required: true, classification: personal, source_path: x }', "y: { type: string(64), mapped_from: derived, transformation: \"hash(lower(source.x), 'sha256')\", required: true }"),
  },
  'literal-secret': {
    'a GitHub token': `author: Dana ${'ghp'}_abcdefghijklmnop1234567890abcdefghij #! literal-secret: ${'ghp'}_abcdefghijklmnop1234567890abcdefghij\n`,
    'an AWS key': `author: ${'AKIA'}IOSFODNN7EXAMPLE #! literal-secret\n`,
    'a Stripe key': `author: ${'sk_live'}_4eC39HqLyjWDarjtT1zdp7dc #! literal-secret\n`,
    'a Slack token': `author: ${'xoxb'}-123456789012-abcdef #! literal-secret\n`,
    'a private key': `author: "-----BEGIN ${'RSA'} PRIVATE KEY-----" #! literal-secret\n`,
    'a web token': 'author: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123 #! literal-secret\n',
    'a password': 'author: "Dana, password=hunter2" #! literal-secret: hunter2\n',
    'a secret': 'author: "Dana; client_secret: 9f8e7d6c5b4a" #! literal-secret: 9f8e7d6c5b4a\n',
    'an address': 'author: postgres://app:s3cr3t@db.example.com/orders #! literal-secret: s3cr3t\n',
    'placeholders': 'author: "password=${SECRET} secret: vault:kv/orders token=*** api_key: <key> https://u:${PW}@host/ pwd=$PW"\n',
    'prose': 'author: "The token: refreshed hourly; password: see the vault; secret: rotated on 2025-03-03; API key: stored in AWS"\nsource_system_owner: "https://example.com:8443/a@b, mailto:a@b.c"\n',
  },
};

for (const [rule, fragments] of Object.entries(FRAGMENTS)) {
  describe(`edge cases of ${rule}`, () => {
    for (const [name, text] of Object.entries(fragments)) it(name, () => assertFindings(inBase({ text })));
    for (const [name, text] of Object.entries(fragments)) it(`${name}: mended by each fix`, () => assertMended(inBase({ text }), rule));
  });
}

describe('section 3’s write semantics', () => {
  const keyless = contract(ID, KEYLESS);
  it('need no key to insert', () => assertFindings(inBase({ text: keyless }).replace('write_semantics: Upsert', 'write_semantics: Insert')));
  it('hold for the way back, unless it has its own', () => {
    const reverse = `${contract(ID, TO_ID)}  reverse:\n    source_record:\n      ${ID}\n    target_record: #! missing-write-key\n      ${KEYLESS}\n    not_written: {}\n`;
    assertFindings(inBase({ text: reverse }));
    assertFindings(inBase({ text: `${reverse.replace(' #! missing-write-key', '')}    write_semantics: Insert\n` }));
  });
});

describe('the limit of a text for a database', () => {
  const database = (row: string): string => inBase({ text: target(row) }).replace(/(target_system:[\s\S]*?system_type: )REST API/, '$1Database');
  const found = (row: string): number => allFixes(database(row)).length;
  it('is missed', () => assertFindings(database("x: { type: string, mapped_from: derived, transformation: \"concat('a', toText(source.id))\", required: true } #! unbounded-string: string")));
  it('is known of an expression', () => assert.match(fix(database('x: { type: string, mapped_from: derived, transformation: toText(source.id), required: true }'), 'Add `max_length'), /max_length: 17/));
  it('is given by other facets', () => {
    for (const facet of ['max_length: 20', 'pattern: "^[a-z]{3}$"']) assert.equal(found(`x: { type: string, ${facet}, mapped_from: constant, transformation: abc, required: true }`), 0, facet);
  });
});

describe('fixes of the data contract', () => {
  const after = (text: string, title: string): string => fix(inBase({ text }), title);
  it('mark the likeliest key first', () => {
    const text = contract(`${ID}\nname: { type: string(5), required: true, source_path: name }`, `name: { type: string(5), mapped_from: source.name, transformation: exact copy, required: true }\n${KEYLESS}`);
    assert.equal(allFixes(inBase({ text }))[0]?.title, 'Mark `order_id` as the key');
  });
  it('take a limit out of the notes', () => assert.match(after(noted('string', 'As printed, max 50'), 'Move it to'), /max_length: 50.*notes: "As printed"|notes: "As printed", max_length: 50/));
  it('take away notes that say nothing else', () => assert.doesNotMatch(after(noted('string', 'Max 50'), 'Move it to'), /notes: ""|Max 50/));
  it('leave a sentence as it is', () => assert.match(after(noted('string', 'A name of up to 50 characters as printed'), 'Add `max_length`'), /A name of up to 50 characters as printed/));
  it('write a whole value map', () => assert.match(after(status('type: string(10), enum: [a, b]', 'enum: [A, C]'), 'Add entries'), /value_map:\s*\{? ?\s*a: A,?\s+b: <value to write>/));
  it('declare the fields that are read', () => {
    const text = mapped('x: { type: array<object>, required: true, source_path: x }', 'y:\n      type: array<object>\n      mapped_from: source.x\n      required: true\n      fields:\n        a: { type: string(5), mapped_from: item.a, transformation: exact copy, required: true }');
    assert.match(after(text, 'Insert `fields`'), /a: \{ type: string\(5\), required: <[^>]+>, source_path: "?x\[\]\.a"? \}/);
  });
});

describe('a path', () => {
  for (const [text, expected] of Object.entries({ '$.a.b': 'a.b', 'a["b"]': 'a.b', "a['b c']": 'a["b c"]', 'a[ 0 ].b': 'a[0].b', '[0].a': '[0].a', ' a[] ': 'a[]', '$["x-y"]': '["x-y"]', '$id': '$id' })) {
    it(`${text} is ${expected}`, () => {
      const { steps, fault } = parsePath(text);
      assert.equal(fault, undefined);
      assert.equal(pathText(steps), expected);
    });
  }
  for (const text of ['', 'a.', '.a', 'a[', 'a]', 'a[-1]', 'a[b]', 'a b', 'a/b', 'a.[0]', 'a[""]', 'a[0]b']) it(`cannot be ${text}`, () => assert.ok(parsePath(text).fault));
});
