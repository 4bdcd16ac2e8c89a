/** The table of semantics (*May a source value be copied exactly?*), line by line. */
import assert from 'node:assert/strict';
import { assign } from '../../server/src/model/assignable.ts';
import type { Facets } from '../../server/src/model/facets.ts';
import { applyFacets } from '../../server/src/model/facets.ts';
import { fits } from '../../server/src/model/fits.ts';
import { assignPresence } from '../../server/src/model/presence.ts';
import { parseType } from '../../server/src/model/type-parser.ts';
import type { ValueType } from '../../server/src/model/type.ts';
import { valueText } from '../../server/src/model/value.ts';
import { parsePhrase } from '../../server/src/phrases/index.ts';

/** `string(20) {enum: [a, b]}`: a type and its facets. */
function type(text: string): ValueType {
  const [, name = '', facets = ''] = /^([^{]*)(?:\{(.*)\})?$/s.exec(text) ?? [];
  const given = (facets === '' ? {} : JSON.parse(`{${facets}}`)) as Facets;
  return applyFacets(parseType(name).type, given).type;
}

/** `reason: counter-example → offer; offer`, or `legal`. */
function copy(from: string, to: string, absentFacets: 'unlimited' | 'unknown' = 'unlimited'): string {
  const [source, target] = [type(from), type(to)];
  const refusal = assign(source, target, { absentFacets });
  if (!refusal) return 'legal';
  assert.ok(fits(refusal.counterExample, source) && !fits(refusal.counterExample, target), `${from} → ${to}: ${valueText(refusal.counterExample)}`);
  for (const offer of refusal.offers) assert.deepEqual(parsePhrase('transformation', offer).faults, [], offer);
  const at = refusal.path.length > 0 ? ` at ${refusal.path.join('.')}` : '';
  return `${refusal.warning ? 'warning ' : ''}${refusal.reason}${at}: ${valueText(refusal.counterExample)}${refusal.offers.length > 0 ? ` → ${refusal.offers.join('; ')}` : ''}`;
}

const TABLE: readonly [string, string, string][] = [
  ['string', 'string', 'legal'],
  ['string(20)', 'string(255)', 'legal'],
  ['string(1000)', 'string(500)', 'length: 501 characters → truncate to 500'],
  ['string', 'string(255)', 'length: 256 characters → truncate to 255'],
  ['string', 'string(5)', 'length: "aaaaaa" → truncate to 5'],
  ['string', 'string(200000000)', 'length: 200,000,001 characters → truncate to 200000000'],
  ['string(5)', 'string {"min_length": 2}', 'length: "a"'],
  ['string {"enum": ["open", "closed"]}', 'string(6)', 'legal'],
  ['string {"enum": ["open", "closed"]}', 'string(4)', 'length: "closed" → truncate to 4; map values'],
  ['string {"enum": ["open", "closed"]}', 'string {"enum": ["closed", "open", "new"]}', 'legal'],
  ['string {"enum": ["open", "closed"]}', 'string {"enum": ["open"]}', 'enum: "closed" → map values'],
  ['string(10)', 'string(10) {"enum": ["open"]}', 'enum: "abc" → map values'],
  ['string {"pattern": "^[A-Z]{2}$"}', 'string {"pattern": "^[A-Z]{2}$"}', 'legal'],
  ['string {"pattern": "^[A-Z]{2}$"}', 'string {"pattern": "^[A-Z][A-Z]$"}', 'legal'],
  ['string {"pattern": "^[A-Z]+$"}', 'string {"pattern": "^[A-Z]{2}$"}', 'pattern: "ABC"'],
  ['string {"pattern": "^[A-Z]{2}$"}', 'string(2)', 'legal'],
  ['string {"pattern": "^[A-Z]+[0-9]+$"}', 'string(5)', 'length: "A11111" → truncate to 5'],
  ['string(3)', 'string {"pattern": "^[a-z]+$"}', 'pattern: ""'],
  ['string {"enum": ["AB", "C"]}', 'string {"pattern": "^[A-Z]{2}$"}', 'pattern: "C"'],

  ['integer', 'integer', 'legal'],
  ['integer {"minimum": 0}', 'integer {"minimum": 1}', 'range: 0'],
  ['integer {"minimum": 1, "maximum": 9}', 'integer {"minimum": 0, "maximum": 10}', 'legal'],
  ['integer', 'number', 'legal'],
  ['integer {"maximum": 999, "minimum": -999}', 'decimal(5,2)', 'legal'],
  ['integer {"minimum": 0}', 'decimal(5,2)', 'range: 1000'],
  ['integer', 'decimal(18,2)', 'legal'],
  ['integer {"enum": [1, 2]}', 'integer {"enum": [1, 2, 3]}', 'legal'],
  ['integer {"enum": [1, 2]}', 'integer {"enum": [1]}', 'enum: 2 → map values'],

  ['decimal(10,2)', 'decimal(12,3)', 'legal'],
  ['decimal(10,3)', 'decimal(10,2)', 'scale: 1.005 → round to 2 decimals'],
  ['decimal(12,2)', 'decimal(10,2)', 'range: 100000000'],
  ['decimal(10,2)', 'integer', 'scale: 1.5 → round to 0 decimals'],
  ['decimal(10,0)', 'integer', 'legal'],
  ['decimal(18,0)', 'integer', 'range: 10000000000000000'],
  ['decimal(15,2)', 'number', 'legal'],
  ['decimal(10,2) {"maximum": 99.99, "minimum": 0}', 'decimal(4,2)', 'legal'],
  ['decimal', 'decimal(4,2)', 'legal'],
  ['number', 'decimal(10,2)', 'scale: 1.005 → round to 2 decimals'],
  ['number {"enum": [0.5, 1]}', 'decimal(2,1)', 'legal'],
  ['number', 'integer', 'scale: 1.5 → round to 0 decimals'],
  ['number', 'number {"minimum": 0}', 'range: -1'],

  ['uuid', 'string(36)', 'legal'],
  ['uuid', 'string', 'legal'],
  ['uuid', 'string(35)', 'length: 3f2b8c1e-9d4a-4e6f-8a7b-5c0d1e2f3a4b'],
  ['string(36)', 'uuid', 'type: "abc"'],
  ['string', 'integer', 'type: "abc" → parse as integer'],
  ['string', 'number', 'type: "abc" → parse as decimal'],
  ['string', 'decimal(10,2)', 'type: "abc" → parse as decimal'],
  ['string', 'boolean', 'type: "abc" → parse as boolean'],
  ['string', 'date', 'type: "abc" → parse as date yyyy-MM-dd'],
  ['string', 'datetime {"timezone": "UTC"}', "type: \"abc\" → parse as datetime yyyy-MM-dd'T'HH:mm:ssXXX, convert to UTC; parse as datetime yyyy-MM-dd'T'HH:mm:ss in UTC"],
  ['integer', 'string(20)', 'type: 1 → to text'],
  ['integer', 'string(5)', 'type: 1 → to text, truncate to 5'],
  ['boolean', 'string(5)', 'type: true → to text; map values'],
  ['date', 'string(10)', 'type: 2024-03-10 → format as yyyy-MM-dd; to text'],
  ['datetime', 'string(30)', "type: 2024-01-15T09:30:00+05:30 → format as yyyy-MM-dd'T'HH:mm:ssXXX in UTC; to text, truncate to 30"],
  ['integer', 'datetime', 'type: 1 → from epoch seconds; from epoch milliseconds'],
  ['boolean', 'integer', 'type: true'],

  ['date', 'datetime {"timezone": "UTC"}', 'type: 2024-03-10 → start of day in UTC'],
  ['datetime {"timezone": "America/New_York"}', 'date', 'type: 2024-01-15T09:30:00-05:00 in America/New_York → date in America/New_York'],
  ['datetime', 'datetime', 'legal'],
  ['datetime {"timezone": "UTC"}', 'datetime', 'legal'],
  ['datetime', 'datetime {"timezone": "UTC"}', 'timezone: 2024-01-15T09:30:00+05:30 → convert to UTC'],
  ['datetime {"timezone": "none"}', 'datetime {"timezone": "UTC"}', 'timezone: 2024-01-15T09:30:00 → assume UTC'],
  ['datetime {"timezone": "none"}', 'datetime {"timezone": "America/New_York"}', 'timezone: 2024-03-10T02:30 → assume America/New_York'],
  ['datetime {"timezone": "US/Eastern"}', 'datetime {"timezone": "America/New_York"}', 'legal'],
  ['datetime {"timezone": "America/New_York"}', 'datetime {"timezone": "UTC"}', 'timezone: 2024-01-15T09:30:00-05:00 in America/New_York → convert to UTC'],
  ['datetime {"timezone": "America/New_York"}', 'datetime', 'legal'],
  ['datetime {"timezone": "America/New_York"}', 'datetime {"timezone": "Europe/Berlin"}', 'timezone: 2024-01-15T09:30:00-05:00 in America/New_York'],
  ['datetime {"timezone": "Europe/Berlin"}', 'datetime {"timezone": "none"}', 'warning timezone: 2024-01-15T09:30:00+01:00 in Europe/Berlin'],
  ['datetime', 'datetime {"timezone": "Europe/Berlin"}', 'timezone: 2024-01-15T09:30:00+05:30'],
  ['datetime {"timezone": "none"}', 'date', 'type: 2024-01-15T09:30:00 → assume UTC, date in UTC'],
  ['datetime', 'datetime {"timezone": "none"}', 'warning timezone: 2024-01-15T09:30:00+05:30'],

  ['string(5)', 'array<string>', "type: \"abc\" → split by ','"],
  ['array<string>', 'string', "type: [\"abc\"] → join with ', '; first"],
  ['array<integer>', 'integer', 'type: [2] → count; first'],
  ['array<string(50)>', 'array<string(50)>', 'legal'],
  ['array<string(50)>', 'array<string(5)>', 'length at []: ["aaaaaa"]'],
  ['array<object>', 'array<object>', 'legal'],
  ['object', 'object', 'legal'],
  ['object', 'string', 'type: {}'],

  ['string(5) {"nullable": true}', 'string(5)', "nullable: null → default to ''"],
  ['string(5) {"nullable": true}', 'string(5) {"nullable": true}', 'legal'],
  ['string(9) {"nullable": true}', 'string(5)', 'length: "aaaaaa" → truncate to 5'],
  ['integer {"nullable": true}', 'integer {"minimum": 1}', 'range: 0'],
];

describe('assign', () => {
  for (const [from, to, expected] of TABLE) {
    it(`${from} → ${to}`, () => { assert.equal(copy(from, to), expected); });
  }

  it('refuses nothing of or to an unknown type', () => {
    assert.equal(copy('nonsense', 'integer'), 'legal');
    assert.equal(copy('integer {"nullable": true}', 'nonsense'), 'legal');
    assert.equal(copy('array<nonsense>', 'array<integer>'), 'legal');
  });

  it('takes an absent facet of an expression’s result as not known', () => {
    for (const [from, to] of [['string', 'string(5)'], ['integer', 'decimal(5,2)'], ['integer', 'integer {"minimum": 0}'], ['string', 'string {"enum": ["a"]}'], ['string', 'string {"pattern": "a"}']] as const) {
      assert.equal(copy(from, to, 'unknown'), 'legal', `${from} → ${to}`);
      assert.notEqual(copy(from, to), 'legal');
    }
    assert.equal(copy('string(500)', 'string(255)', 'unknown'), 'length: 256 characters → truncate to 255');
    assert.equal(copy('integer {"maximum": 2000}', 'decimal(5,2)', 'unknown'), 'range: 1000');
  });

  it('looks into records', () => {
    const record = (name: string, of: string, required = true): ValueType => ({ kind: 'object', nullable: false, fields: new Map([[name, { name, type: type(of), required, hasDefault: false }]]) });
    assert.equal(assign(record('sku', 'string(5)'), record('sku', 'string(9)')), undefined);
    assert.deepEqual(assign(record('sku', 'string(9)'), record('sku', 'string(5)'))?.path, ['sku']);
    assert.equal(assign(record('sku', 'string(5)', false), record('sku', 'string(5)'))?.reason, 'fields');
    assert.equal(assign(record('sku', 'string(5)'), record('id', 'string(5)'))?.reason, 'fields');
    assert.equal(assign(record('sku', 'string(5)'), record('id', 'string(5)', false)), undefined);
    assert.equal(assign(record('sku', 'string(5)'), { kind: 'object', nullable: false }), undefined);
  });
});

describe('assignPresence', () => {
  const optional = { required: false, hasDefault: false, nullable: false };
  const required = { required: true, hasDefault: false, nullable: false };
  const target = { required: false, nullable: false, whenAbsent: undefined };

  it('follows semantics', () => {
    assert.equal(assignPresence(required, { ...target, required: true }), undefined);
    assert.equal(assignPresence(optional, { ...target, required: true }), 'optional-to-required');
    assert.equal(assignPresence({ ...optional, hasDefault: true }, { ...target, required: true }), undefined);
    assert.equal(assignPresence({ ...required, nullable: true }, target), 'nullable-to-non-nullable');
    assert.equal(assignPresence({ ...required, nullable: true }, { ...target, nullable: true }), undefined);
    assert.equal(assignPresence(optional, target), 'absence-undeclared');
    assert.equal(assignPresence(optional, { ...target, whenAbsent: 'omit' }), undefined);
    assert.equal(assignPresence(optional, { ...target, whenAbsent: 'reject' }), undefined);
    assert.equal(assignPresence(optional, { ...target, whenAbsent: 'null' }), 'nullable-to-non-nullable');
    assert.equal(assignPresence(optional, { ...target, whenAbsent: 'null', nullable: true }), undefined);
    assert.equal(assignPresence(required, target), undefined);
  });
});
