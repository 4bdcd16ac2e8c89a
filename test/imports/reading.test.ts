/** Reading documents: what they may look like, what is told of those that cannot be read, which format they are in. */
import assert from 'node:assert/strict';
import { likelyFormat } from '../../server/src/imports/detect.ts';
import type { ImportedField, ImportOptions } from '../../server/src/imports/field.ts';
import { fieldFormats } from '../../server/src/imports/index.ts';
import { legalName } from '../../server/src/imports/naming.ts';
import { lookOf } from '../../server/src/imports/samples.ts';
import { parsePath, pathText } from '../../server/src/model/path.ts';
import { parseType } from '../../server/src/model/type-parser.ts';
import { cases, input, read, recordOf, theRecord } from './cases.ts';

/** `name type`, with `?` for optional and `0` for nullable. */
function shown(fields: readonly ImportedField[]): string[] {
  return fields.flatMap(({ name, type = '-', required, nullable, fields: inner = [] }) => [`${name}${required ? '' : '?'}${nullable ? '0' : ''} ${type}`, ...shown(inner).map((line) => `${name}.${line}`)]);
}

async function fieldsOf(format: string, text: string, options?: ImportOptions): Promise<string[]> {
  return shown(theRecord(await read(format, [{ name: 'x', text }], options)).fields);
}

async function faultOf(format: string, text: string, options?: ImportOptions): Promise<string> {
  try {
    const imported = await read(format, [{ name: 'x', text }], options);
    return imported.kind === 'parts' ? `parts: ${imported.parts.map(({ name }) => name).join(', ')}` : 'a record';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('what is imported', () => {
  it('has types, names and paths that the format knows, in every case', async () => {
    for (const each of cases) {
      const look = (fields: readonly ImportedField[]): void => {
        assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length, each.name);
        for (const { name, type, path, fields: inner } of fields) {
          if (type !== undefined) assert.deepEqual(parseType(type).faults, [], `${each.name}: ${type}`);
          assert.match(name, /^[\p{L}_][\p{L}\p{N}_]*$/u, each.name);
          assert.deepEqual(parsePath(pathText(path)).steps, path);
          if (inner) look(inner);
        }
      };
      look((await recordOf(each)).fields);
    }
  });

  it('looks like a type where all of a text does', () => {
    const looks: Readonly<Record<string, string>> = {
      '2024-02-29': 'date', '2023-02-29': 'text', '2024-1-1': 'text', '2024-01-15T09:30:00Z': 'datetime', '2024-01-15 09:30': 'datetime', '2024-01-15T09:30:00.123+05:30': 'datetime', '2024-13-01T00:00:00Z': 'text',
      '09:30': 'time', '25:00': 'text', P1DT2H: 'duration', P: 'text', '3f2b8c1e-9d4a-4e6f-8a7b-5c0d1e2f3a4b': 'uuid', 'a@b.co': 'email', 'https://example.com/x': 'uri', 'a b': 'text', '2024': 'text',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(looks).map((text) => [text, lookOf(text)])), looks);
  });

  it('is inferred from all samples together', async () => {
    assert.deepEqual(await fieldsOf('json', '[{"a":1,"b":"x"},{"a":null},{"a":2.50,"b":""}]'), ['a0 decimal(3,2)', 'b? string']);
    assert.deepEqual(await fieldsOf('json', '{"a":1}\n\n{"a":2,"b":true}\r\n'), ['a integer', 'b? boolean']);
    assert.deepEqual(await fieldsOf('json', '{"a":[{"b":[1,2]},{"b":[],"c":1e5}]}'), ['a array<object>', 'a.b array<integer>', 'a.c? number']);
    assert.deepEqual(await fieldsOf('json', '{"a":"2024-01-01T00:00:00Z"}'), ['a datetime']);
    assert.deepEqual(theRecord(await read('json', [{ name: 'x', text: '{"a":1e400}' }])).fields[0]?.remarks, []);
    assert.deepEqual(await fieldsOf('avro', JSON.stringify({ type: 'record', name: 'r', fields: [{ name: 'a', type: ['null', 'int', 'long'] }, { name: 'b', type: ['int', 'double'] }, { name: 'c', type: ['int', 'string'] }] })), ['a0 integer', 'b number', 'c -']);
    assert.deepEqual(await fieldsOf('csv', 'sep=;\r\na,b;c\r\n1;2\r\n'), ['a_b integer', 'c integer']);
    assert.deepEqual(shown(theRecord(await read('json', [{ name: 'x', text: '{"a":1}' }, { name: 'y', text: '[{"b":1},{"a":2}]' }])).fields), ['a? integer', 'b? integer']);
    assert.deepEqual(await fieldsOf('json', '\ufeff{"__proto__":1,"constructor":"x"}'), ['__proto__ integer', 'constructor string']);
  });

  it('may stand in a list, with what tells of the page around it', async () => {
    const withinOf = async (sample: unknown): Promise<string | undefined> => {
      const imported = await read('json', [{ name: 'x', text: JSON.stringify(sample) }]);
      return imported.kind === 'record' ? imported.within : undefined;
    };
    assert.equal(await withinOf({ page: 0, page_size: 50, start: 0, end: 49, uri: '/', next_page_uri: '/1', messages: [{ sid: 'x' }] }), 'messages[]');
    assert.equal(await withinOf({ total_price: 1, discount: 2, account: 'x', currency: 'EUR', lines: [{ sku: 'x' }] }), undefined);
    assert.equal(await withinOf({ id: 1, lines: [{ sku: 'x' }] }), undefined);
  });

  it('has names that mappings can use', () => {
    const names: Readonly<Record<string, string>> = { id: 'id', 'odd key': 'odd_key', '2fa': '_2fa', true: 'true_', in: 'in_', größe: 'größe', '名前': '名前', '--': 'field', '': 'field', 'a.b[0]': 'a_b_0', $ref: 'ref', _x: '_x', 'é́': 'é' };
    assert.deepEqual(Object.fromEntries(Object.keys(names).map((key) => [key, legalName(key)])), names);
  });

  it('is found at a place in the document', async () => {
    assert.deepEqual(await fieldsOf('json', '{"data":{"items":[{"a":1}]}}', { at: 'data.items[]' }), ['a integer']);
    assert.equal(await faultOf('json', '{"data":{"items":[{"a":1}],"n":1}}', { at: 'data.n' }), "There is no record at 'data.n': 'n' holds no fields. Records there: 'items'.");
    assert.equal(await faultOf('json', '{"data":{}}', { at: 'nothing' }), "There is no record at 'nothing': nothing is called 'nothing' there.");
    assert.match(await faultOf('json', '{"a":{"b":1}}', { at: 'a..b' }), /^'a\.\.b' is no path: /);
  });
});

describe('a schema of parts', () => {
  const ofSchema = async (schema: unknown): Promise<string[]> => fieldsOf('json-schema', JSON.stringify(schema));
  const remarksOf = async (schema: unknown): Promise<readonly string[]> => {
    const { fields: [field] } = theRecord(await read('json-schema', [{ name: 'x', text: JSON.stringify({ properties: { a: schema } }) }]));
    return field?.remarks ?? [];
  };

  it('says of what several kinds of records share only what all of them say', async () => {
    const kinds = [
      { required: ['kind', 'a'], properties: { kind: { const: 'card' }, a: { type: 'string' }, n: { type: 'integer', description: 'a count' }, l: { type: 'array', items: { type: 'string' } } } },
      { required: ['kind'], properties: { kind: { const: 'bank', default: 'bank' }, a: { type: 'integer' }, n: { type: 'integer', description: 'also' }, l: { type: 'array', items: { type: 'string', maxLength: 3 } }, b: { type: 'boolean' } } },
    ];
    assert.deepEqual(await ofSchema({ oneOf: kinds }), ['kind string', 'a? -', 'n? integer', 'l? array<string>', 'b? boolean']);
    const { fields: [kind, , count] } = theRecord(await read('json-schema', [{ name: 'x', text: JSON.stringify({ oneOf: kinds }) }]));
    assert.deepEqual([kind?.facets, count?.description], [{ enum: ['card', 'bank'] }, 'a count']);
  });

  it('has what each part of allOf says of a field', async () => {
    const { fields: [field] } = theRecord(await read('json-schema', [{ name: 'x', text: JSON.stringify({ allOf: [{ properties: { a: { type: 'integer', description: 'D' } } }, { properties: { a: { minimum: 2 } } }] }) }]));
    assert.deepEqual([field?.type, field?.facets, field?.description], ['integer', { minimum: 2 }, 'D']);
    assert.deepEqual(await fieldsOf('json-schema', '{"allOf":[{"properties":{"__proto__":{"type":"string"}}},{"properties":{"b":{"type":"integer"}}}]}'), ['__proto__? string', 'b? integer']);
    assert.deepEqual(await ofSchema({ allOf: [{ anyOf: [{ properties: { a: { type: 'string' } } }] }, { anyOf: [{ properties: { b: { type: 'string' } } }] }] }), ['a? string', 'b? string']);
  });

  it('tells what the alternatives are', async () => {
    assert.deepEqual(await remarksOf({ type: 'object', anyOf: [{ required: ['b'] }, { required: ['c', 'd'] }] }), ['it needs `b` or `c` and `d`']);
    assert.deepEqual(await remarksOf({ anyOf: [{ type: 'string', format: 'date' }, { type: 'string', format: 'date-time' }] }), ['it is one of string (date) or string (date-time)']);
    assert.deepEqual(await remarksOf({ oneOf: [{ type: 'string' }, { $ref: 'other.json#/Address' }] }), ['see other.json#/Address, which stands in another document and was not read', 'it is one of string or Address']);
    assert.deepEqual(await remarksOf({ oneOf: [{ const: 'A', title: 'the first' }, { const: 'B' }] }), ['`A` is: the first']);
    assert.deepEqual(await remarksOf({ type: 'integer', maximum: 2 ** 63 }), ['at most about 9.22e+18']);
  });

  it('may lead back into itself, or multiply without end', async () => {
    assert.deepEqual(await ofSchema({ $ref: '#/$defs/A', $defs: { A: { allOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/A' }], properties: { x: { type: 'string' } } } } }), ['x? string']);
    const node = { allOf: [{ properties: { next: { $ref: '#/$defs/N' } } }, { properties: { next: { description: 'the next' } } }] };
    assert.deepEqual(await ofSchema({ $ref: '#/$defs/N', $defs: { N: node } }), ['next? object', 'next.next? object', 'next.next.next? object']);
    const ladder = (step: (next: unknown) => unknown, last: unknown): unknown =>
      ({ $ref: '#/$defs/L0', $defs: Object.fromEntries(Array.from({ length: 31 }, (_none, at) => [`L${at}`, at === 30 ? last : step({ $ref: `#/$defs/L${at + 1}` })])) });
    assert.deepEqual(await ofSchema(ladder((next) => ({ anyOf: [next, { allOf: [next, next] }] }), { type: 'object', properties: { x: { type: 'string' } } })), ['x? string']);
    assert.equal(await faultOf('json-schema', JSON.stringify(ladder((next) => ({ properties: { a: next, b: next } }), { type: 'string' })), { part: { name: 'L0' } }), 'The record has more than 20000 fields, those within fields among them. Ask for a part of it.');
  });
});

describe('columns', () => {
  /** `name type` of the one column of a table, with its facets, and its remarks in parentheses. */
  const column = async (definition: string, dialect: 'postgres' | 'mysql'): Promise<string> => {
    const { fields: [field] } = theRecord(await read('sql', [{ name: 'x', text: `CREATE TABLE t (${definition})${dialect === 'mysql' ? ' ENGINE=InnoDB' : ''};` }]));
    assert.ok(field);
    const facets = Object.entries(field.facets).map(([key, value]) => ` ${key}=${Array.isArray(value) ? value.join('|') : String(value)}`).join('');
    return `${field.name}${field.nullable ? '0' : ''} ${field.type ?? '-'}${facets}${field.remarks.length > 0 ? ` (${field.remarks.join('; ')})` : ''}${field.description === undefined ? '' : ` "${field.description}"`}`;
  };

  it('are read as MySQL writes them', async () => {
    const columns: Readonly<Record<string, string>> = {
      "`a b` int(11) unsigned zerofill NOT NULL DEFAULT '7'": 'a_b integer minimum=0 (the database puts 7 where nothing is written)',
      'a bigint NOT NULL AUTO_INCREMENT PRIMARY KEY': 'a integer (set by the database where nothing is written)',
      "a varchar(255) DEFAULT NULL COMMENT 'it\\'s; a \"x\", -- y'": 'a0 string(255) "it\'s; a "x", -- y"',
      "a enum('x','y''z','w,v') NOT NULL": "a string enum=x|y'z|w,v",
      "a bit(1) DEFAULT b'0'": 'a0 boolean (the database puts false where nothing is written)',
      'a datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)': 'a0 datetime timezone=none (set anew with each update; set by the database where nothing is written)',
      'a varchar(36) NOT NULL DEFAULT (uuid())': 'a string(36) (set by the database where nothing is written)',
      'a binary(16) NOT NULL': 'a binary', 'a varchar(20) binary': 'a0 string(20)', 'a national varchar(20) column_format dynamic': 'a0 string(20)', 'a double precision unsigned': 'a0 number minimum=0', 'a dec(5)': 'a0 decimal(5,0)', 'a int signed unique key': 'a0 integer (unique)', 'a int key': 'a integer', 'a tinyint(1)': 'a0 boolean', 'a tinyint(4)': 'a0 integer',
      '`key` text NOT NULL': 'key string', "`comment` year comment 'c'": 'comment0 integer "c"', 'a int check (a > 0 and a < 10)': 'a0 integer minimum=1 maximum=9',
      "`unsigned` int unsigned COMMENT 'visible, stored as (y) check (z) collate q; unsigned'": 'unsigned0 integer minimum=0 "visible, stored as (y) check (z) collate q; unsigned"',
      "a varchar(9) DEFAULT 'comment ''x''' CONSTRAINT `my check` CHECK (a in ('a)','b'))": "a0 string(9) enum=a)|b (the database puts \"comment 'x'\" where nothing is written)",
      'a int nonsense': 'a0 - (its definition was not understood (unexpected ")"): int nonsense)',
    };
    for (const [definition, expected] of Object.entries(columns)) assert.equal(await column(definition, 'mysql'), expected, definition);
  });

  it('are read as PostgreSQL writes them', async () => {
    const columns: Readonly<Record<string, string>> = {
      'a bigserial': 'a integer (set by the database where nothing is written)', 'a int GENERATED ALWAYS AS IDENTITY': 'a0 integer (set by the database where nothing is written)', 'a timestamptz(3) NOT NULL': 'a datetime timezone=any', 'a timestamp without time zone': 'a0 datetime timezone=none',
      'a character varying(20) NOT NULL': 'a string(20)', 'a char': 'a0 string(1)', 'a numeric(10,2)[]': 'a0 array<decimal(10,2)>', 'a numeric': 'a0 - (a decimal of any size)', 'a interval': 'a0 duration', 'a "char"': 'a0 string(1)', 'a public.email': 'a0 - (its type email is not declared in the document)',
      'a time(0) with time zone': 'a0 time', 'a interval day to second(3)': 'a0 duration', 'a integer[3]': 'a0 array<integer>', 'a numeric(5,-2)': 'a0 decimal(7,0)',
      'a numeric(5,2), CONSTRAINT "a b" CHECK (((a >= (0)::numeric) AND (a <= (100)::numeric)))': 'a0 decimal(5,2) minimum=0 maximum=100',
      "a text DEFAULT 'x'::text NOT NULL": 'a string (the database puts "x" where nothing is written)', 'a int DEFAULT (1 + 1)': 'a0 integer (set by the database where nothing is written)', 'a text REFERENCES b (c) ON DELETE CASCADE UNIQUE': 'a0 string (refers to b; unique)', 'a float8 CHECK (a > 0)': 'a0 number (always a > 0)',
    };
    for (const [definition, expected] of Object.entries(columns)) assert.equal(await column(definition, 'postgres'), expected, definition);
  });
});

describe('tables', () => {
  const notesOf = async (text: string): Promise<readonly string[]> => theRecord(await read('sql', [{ name: 'x', text }])).notes;

  it('are found behind lines for the program that runs the SQL', async () => {
    assert.equal(await faultOf('sql', '\\set ON_ERROR_STOP on\nCREATE TABLE a (x int);\nUSE shop\r\nCREATE TABLE b (x int)\nGO\nCREATE TABLE c (x int);'), 'parts: a, b, c');
  });

  it('say what is not among the fields, and when another dialect was read', async () => {
    assert.deepEqual(await notesOf('CREATE TABLE a (x int) INHERITS (b);'), ['Read as PostgreSQL.', 'The columns of b, which the table has too, are not among the fields.']);
    assert.deepEqual(await notesOf('CREATE TABLE a (x nvarchar(3));'), ['Read as PostgreSQL, though it looks like SQL for SQL Server.']);
  });
});

describe('a document that cannot be imported', () => {
  it('is told, with the place', async () => {
    const faults: readonly (readonly [string, string, string])[] = [
      ['json', '', 'x is empty.'],
      ['json', '[]', 'x has no record in it.'],
      ['json', '{}', 'x describes a record without fields.'],
      ['json', '[1]', 'x should hold a record in braces, or an array of them, but its value is a number.'],
      ['json', '{\n  "a": 1,\n}', 'x is no JSON: line 3, column 1: Quoted object key expected but got \'}\'.'],
      ['json', '{"a":1}\n{"b":}', "x is no JSON: line 2, column 6: Object value expected after ':'."],
      ['json', '{"a":1,"a":2}', "x is no JSON: line 1, column 9: Duplicate key 'a' encountered."],
      ['json', '{"a":'.repeat(60) + '1' + '}'.repeat(60), 'The samples are nested more than 40 deep.'],
      ['json-schema', 'a: [', 'x is neither JSON nor YAML: line 1, column 5: Flow sequence in block collection must be sufficiently indented and end with a ]'],
      ['json-schema', '{"type":"string"}', 'x describes no record: it has no `properties`.'],
      ['openapi', '{"swagger":"2.0"}', 'x is Swagger 2.0. Convert it to OpenAPI 3 first: editor.swagger.io and swagger2openapi do that.'],
      ['openapi', 'a: 1', 'x is no OpenAPI description: it does not say `openapi: 3…` at its top.'],
      ['openapi', 'openapi: 3.0.0', 'x describes no operation and no component schema.'],
      ['csv', ' \n', 'x is empty.'],
      ['sql', 'SELECT 1', 'x has no CREATE TABLE with columns in it.'],
      ['sql', 'CREATE TABLE [dbo].[a] ([x] int)', "x has no CREATE TABLE with columns in it that can be read: it looks like SQL for SQL Server, and PostgreSQL's and MySQL's is read."],
      ['avro', '{"type":"enum","name":"x","symbols":[]}', 'x has no Avro schema of a record in it.'],
    ];
    for (const [format, text, fault] of faults) assert.equal(await faultOf(format, text), fault, `${format}: ${text.slice(0, 40)}`);
  });

  it('describes several records: they are listed', async () => {
    assert.equal(await faultOf('openapi', input('shop.openapi.yaml').text), 'parts: listOrders, POST /orders, ping, NewOrder, Order');
    assert.equal(await faultOf('openapi', input('shop.openapi.yaml').text, { part: { name: 'nothing' } }), 'parts: listOrders, POST /orders, ping, NewOrder, Order');
    assert.equal(await faultOf('openapi', input('shop.openapi.yaml').text, { part: { name: 'ping' } }), "The operation 'ping' has neither a request body nor a good response with JSON in it.");
    assert.equal(await faultOf('sql', input('pagila-film.sql').text), 'parts: public.film, public.film_actor');
    assert.equal(await faultOf('json-schema', input('schemastore-inventory.json').text), 'parts: ABCStatus, ABCInventoryBuildTransaction');
  });

  it('makes no reader hang or fall over, whatever part of it is there', async () => {
    for (const { file } of cases) {
      const { text } = input(file);
      for (const { name } of fieldFormats) {
        for (let part = 0; part < 6; part += 1) {
          const fault = await faultOf(name, text.slice(0, Math.floor((text.length * part) / 6)));
          assert.doesNotMatch(fault, /is not a function|undefined|Cannot read/, `${file} as ${name}: ${fault}`);
        }
      }
    }
  });
});

describe('the likely format', () => {
  it('is that of each case', () => {
    for (const { file, format } of cases) assert.equal(likelyFormat(file, input(file).text), format, file);
    for (const { file, format } of cases) if (!/\.(csv)$/.test(file)) assert.equal(likelyFormat('clipboard', input(file).text), format, `${file} from the clipboard`);
  });

  it('is told by the content of the clipboard', () => {
    assert.equal(likelyFormat('clipboard', 'a;b\n1;2\n'), 'csv');
    assert.equal(likelyFormat('clipboard', '{"a": 1,'), 'json');
    assert.equal(likelyFormat('clipboard', 'hello'), undefined);
  });
});
