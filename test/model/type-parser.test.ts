import assert from 'node:assert/strict';
import type { Facets } from '../../server/src/model/facets.ts';
import { applyFacets } from '../../server/src/model/facets.ts';
import { randomFrom, randomType } from '../../server/src/model/sample.ts';
import { parseType } from '../../server/src/model/type-parser.ts';
import { typeName, typeText } from '../../server/src/model/type-text.ts';

/** The faults of a type, each as the text it stands on; then what was meant. */
function faults(text: string): string {
  const { faults: found, meant } = parseType(text);
  return `${found.map(({ span }) => `[${text.slice(span.start, span.end)}]`).join(' ')}${meant === undefined ? '' : ` → ${meant}`}`;
}

describe('parseType', () => {
  it('reads every type, whatever its case and spacing', () => {
    for (const [text, expected] of [
      ['string', 'string'], ['String ( 20 )', 'string(20)'], ['integer', 'integer'], ['NUMBER', 'number'], ['decimal( 10 , 2 )', 'decimal(10,2)'], ['boolean', 'boolean'], ['date', 'date'],
      ['datetime', 'datetime'], ['ISO8601 datetime', 'datetime'], ['iso 8601  Datetime', 'datetime'], ['time', 'time'], ['duration', 'duration'], ['uuid', 'uuid'], ['binary', 'binary'], ['object', 'object'],
      ['array < object >', 'array<object>'], ['array<array<string(5)>>', 'array<array<string(5)>>'], ['  string(255)  ', 'string(255)'],
    ] as const) {
      const { type, faults: found, meant } = parseType(text);
      assert.equal(typeName(type), expected, text);
      assert.deepEqual([found, meant], [[], undefined], text);
    }
  });

  it('takes a datetime without a zone for one with an offset', () => {
    assert.deepEqual(parseType('datetime').type, { kind: 'datetime', timezone: 'any', nullable: false });
  });

  for (const [text, expected] of [
    ['int', '[int] → integer'], ['varchar(20)', '[varchar] → string(20)'], ['VARCHAR2(20 CHAR)', '[VARCHAR2] → string(20)'], ['bool', '[bool] → boolean'], ['timestamp', '[timestamp] → datetime'],
    ['timestamp with time zone', '[timestamp with time zone] → datetime'], ['text', '[text] → string'], ['float', '[float] → number'], ['numeric(10,2)', '[numeric] → decimal(10,2)'], ['interger', '[interger] → integer'],
    ['strng(5)', '[strng] → string(5)'], ['array<int>', '[int] → array<integer>'], ['string[]', '[string[]] → array<string>'], ['list<varchar(5)>', '[list<varchar(5)>] [varchar] → array<string(5)>'],
    ['array of string', '[array of string] → array<string>'], ['string?', '[?] → string'], ['nullable int', '[nullable ] [int] → integer'], ['string | null', '[ | null] → string'],
    ['integer(5)', '[5] → integer'], ['string(0)', '[0]'], ['string(max)', '[max] → string'], ['string(1,000)', '[1,000] → string(1000)'], ['string(-5)', '[-5]'], ['decimal(10)', '[10] → decimal(10,0)'], ['decimal(2,5)', '[2,5]'],
    ['decimal', '[decimal]'], ['array', '[array]'], ['array<>', '[]'], ['array<string', '[] → array<string>'], ['decimal(10,2', '[] → decimal(10,2)'], ['', '[]'], ['something', '[something]'], ['numeric', '[numeric]'],
  ] as const) {
    it(`answers \`${text}\``, () => { assert.equal(faults(text), expected); });
  }

  it('never throws, and takes no text for two types', () => {
    const random = randomFrom(7);
    const parts = ['string', 'array', '<', '>', '(', ')', '10', ',', ' ', 'int', '?', '[]', '|', 'null', '\n', 'ü', '-', 'decimal', 'of', 'nullable '];
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 1 + Math.floor(random() * 12) }, () => parts[Math.floor(random() * parts.length)]).join('');
      const { faults: found, meant } = parseType(text);
      for (const { span } of found) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
      if (meant !== undefined) assert.deepEqual(parseType(meant).faults, [], `${text} → ${meant}`);
    }
    assert.ok(parseType('array<'.repeat(5000)).faults.length > 0);
    assert.ok(parseType('array<'.repeat(60)).faults.length > 0);
  });

  it('reads what typeName writes', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const name = typeName(randomType(randomFrom(seed)));
      const parsed = parseType(name);
      assert.deepEqual([typeName(parsed.type), parsed.faults], [name, []]);
    }
  });
});

describe('applyFacets', () => {
  /** The type with its facets in words, and the facets at fault. */
  function apply(type: string, facets: Facets): string {
    const { type: result, faults: found } = applyFacets(parseType(type).type, facets);
    return [typeText(result), ...found.map((fault) => `!${fault.facet}`)].join(' ');
  }

  for (const [type, facets, expected] of [
    ['string', { max_length: 20 }, 'string(20)'],
    ['string(20)', { max_length: 20 }, 'string(20)'],
    ['string(20)', { max_length: 50 }, 'string(20) !max_length'],
    ['string(50)', { max_length: 20 }, 'string(20) !max_length'],
    ['string(5)', { min_length: 6 }, 'string(5) !min_length'],
    ['string(5)', { min_length: 2, pattern: '^a' }, 'string(5), at least 2 characters, matching `^a`'],
    ['string', { pattern: '(?<=a)b' }, 'string !pattern'],
    ['string(5)', { enum: ['open', 'closed', 'new'] }, 'string(5), one of "open" or "new" !enum'],
    ['string', { enum: ['a', 1, true] }, 'string, one of "a", "1" or "true"'],
    ['string', { enum: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }, 'string, one of "a", "b", "c", "d", "e", "f" and 2 more'],
    ['string', { enum: [] }, 'string !enum'],
    ['string', { max_length: 'many' }, 'string !max_length'],
    ['string', { minimum: 5 }, 'string !minimum'],
    ['string', { nullable: true }, 'string or null'],
    ['string(5)', { nullable: true, enum: ['a'] }, 'string(5), only "a", or null'],
    ['integer', { minimum: 0, maximum: '1,000' }, 'integer, 0 to 1000'],
    ['integer', { minimum: 0.5, maximum: 9.5 }, 'integer, 1 to 9'],
    ['integer', { minimum: 5, maximum: 1 }, 'integer, at most 1 !minimum'],
    ['integer', { enum: [1, 2, 'x'], maximum: 1 }, 'integer, at most 1, only 1 !enum !enum'],
    ['integer', { max_length: 5 }, 'integer !max_length'],
    ['number', { minimum: 'low' }, 'number !minimum'],
    ['decimal(10,2)', { minimum: '0.01', maximum: 100 }, 'decimal(10,2), 0.01 to 100'],
    ['datetime', { timezone: 'utc' }, 'datetime, in UTC'],
    ['datetime', { timezone: 'Etc/UTC' }, 'datetime, in UTC'],
    ['datetime', { timezone: 'none' }, 'datetime, local, without offset'],
    ['datetime', { timezone: 'Europe/Berlin' }, 'datetime, in Europe/Berlin'],
    ['datetime', { timezone: 'Europe/Berln' }, 'unknown !timezone'],
    ['datetime', {}, 'datetime, with an offset'],
    ['date', { timezone: 'UTC' }, 'date !timezone'],
    ['date', { minimum: '2020-01-01' }, 'date'],
  ] as const) {
    it(`${type} with ${JSON.stringify(facets)}`, () => { assert.equal(apply(type, facets), expected); });
  }

  it('names the zone that was meant', () => {
    const { faults: found } = applyFacets(parseType('datetime').type, { timezone: 'new york' });
    assert.equal(found[0]?.meant, 'America/New_York');
  });
});
