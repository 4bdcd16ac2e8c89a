import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Sandbox } from './run.ts';

const fixtures = new URL('../fixtures/imports/', import.meta.url);
const fixture = (name: string): string => readFileSync(new URL(name, fixtures), 'utf8');

describe('intspec import', () => {
  let sandbox: Sandbox;
  beforeEach(() => { sandbox = new Sandbox(); });
  afterEach(() => { sandbox.remove(); });

  it('prints the fields as a piece of a spec, and what no spec can say', async () => {
    sandbox.write('customers.csv', fixture('customers.csv'));
    const { code, out, err } = await sandbox.run(['import', 'csv', 'customers.csv']);
    assert.equal(code, 0);
    const golden = fixture('golden/customers.yaml').replaceAll('\r\n', '\n').split('\n');
    assert.equal(out, golden.filter((line) => !line.startsWith('# ')).join('\n'));
    assert.equal(err.replace('intspec: ', ''), golden.flatMap((line) => (line.startsWith('# ') ? [`${line.slice(2)}\n`] : [])).join(''));
  });

  it('prints a whole spec, which is in order but for what is still to be said', async () => {
    const { code, out } = await sandbox.run(['import', 'json', '-', '--new'], { input: '{"id":1,"name":"x"}' });
    assert.equal(code, 0);
    sandbox.write('new.intspec.yaml', out);
    const check = await sandbox.run(['check', '--format', 'json']);
    const rules = new Set([...check.out.matchAll(/"rule": "([\w-]+)"/g)].map((match) => match[1]));
    assert.deepEqual([...rules].sort(), ['unfilled-placeholder', 'unmapped-source-field']);
  });

  it('lets the fields join a spec, and leaves the rest of it as it is, byte for byte', async () => {
    const spec = '\ufeffspec_id: INT-2025-001 # ours\r\ndata_contract:\r\n  source_record:\r\n    id: { type: integer, required: true,   source_path: id } # kept\r\n  not_written: {}\r\n';
    const path = sandbox.write('a.intspec.yaml', spec);
    sandbox.write('samples.ndjson', '{"id":1,"name":"x"}\n{"id":2}\n');
    const first = await sandbox.run(['import', 'json', 'samples.ndjson', '--into', 'a.intspec.yaml']);
    assert.deepEqual({ code: first.code, out: first.out }, { code: 0, out: '' });
    assert.match(first.err, /^intspec: 1 field added to `source_record`: `name`\.\n/);
    const row = '    name: { type: string, required: false, source_path: name, notes: "Inferred from 2 records, longest 1 character." }\r\n';
    assert.equal(readFileSync(path, 'utf8'), spec.replace('  not_written', `${row}  not_written`));
    const second = await sandbox.run(['import', 'json', 'samples.ndjson', '--into', 'a.intspec.yaml']);
    assert.match(second.err, /^intspec: No field is new to `source_record`\.\n/);
    assert.equal(readFileSync(path, 'utf8'), spec.replace('  not_written', `${row}  not_written`));
  });

  it('tells what has changed, and takes it over where that is asked for', async () => {
    sandbox.write('a.intspec.yaml', 'data_contract:\n  source_record:\n    id: { type: string, required: true, source_path: id }\n    old: { type: date, required: true, source_path: old }\n');
    sandbox.write('s.json', '{"properties":{"id":{"type":"integer"}},"required":["id"]}');
    const told = await sandbox.run(['import', 'json-schema', 's.json', '--into', 'a.intspec.yaml']);
    assert.equal(told.err, [
      'intspec: No field is new to `source_record`.', '`id`: `type` is `integer` in the document, and `string` here. It was left as it is.',
      '1 field of `source_record` is not in the document, and was left: `old`.', 'With --update, what the document says is taken over.', '',
    ].join('\n'));
    const taken = await sandbox.run(['import', 'json-schema', 's.json', '--into', 'a.intspec.yaml', '--update']);
    assert.match(taken.err, /`id`: `type` is now `integer`, it was `string`\./);
    assert.match(sandbox.read('a.intspec.yaml'), /id: \{ type: integer, required/);
  });

  it('lists the records of a document, and asks which one', async () => {
    sandbox.write('shop.yaml', fixture('shop.openapi.yaml'));
    const list = await sandbox.run(['import', 'openapi', 'shop.yaml', '--list']);
    assert.equal(list.out, '--operation listOrders    GET /orders\n--operation POST /orders\n--operation ping          GET /ping\n--component NewOrder\n--component Order\n');
    const which = await sandbox.run(['import', 'openapi', 'shop.yaml']);
    assert.deepEqual({ code: which.code, out: which.out }, { code: 2, out: '' });
    assert.equal(which.err, 'intspec: Which of 5 records? Say it with --operation or --component: `listOrders`, `POST /orders`, `ping`, `NewOrder`, `Order`.\n--list shows all.\n');
    const near = await sandbox.run(['import', 'openapi', 'shop.yaml', '--operation', 'listOrder']);
    assert.equal(near.err, "intspec: There is no operation 'listOrder'. Did you mean 'listOrders'? There are: `listOrders`, `POST /orders`, `ping`.\n--list shows all.\n");
    const page = await sandbox.run(['import', 'openapi', 'shop.yaml', '--operation', 'listOrders']);
    assert.match(page.err, /If the record is each element of `data`, import with --at 'data\[\]'\./);
  });

  it('says what is wrong with its usage, and with what it reads', async () => {
    sandbox.write('x.json', '{"a":1}');
    sandbox.write('bad.json', '{"a":');
    sandbox.write('faulty.intspec.yaml', 'data_contract:\n  source_record: { a: {\n');
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /Which format\? json, json-schema, openapi, csv, sql(, | or )avro/],
      ['jsn x.json', /There is no format 'jsn'\. Did you mean 'json'\? Formats: /],
      ['json', /What is to be imported\? Name a file, or - for standard input\./],
      ['json none.json', /^intspec: none\.json: There is no such file or folder\.\n$/],
      ['json x.json --into none.yaml', /^intspec: none\.yaml: There is no such file or folder\.\n$/],
      ['json bad.json', /^intspec: bad\.json is no JSON: line 1, column 6: /],
      ['json x.json --table t', /--table means nothing to json\./],
      ['csv x.json x.json', /Only samples can be imported from several files at once\./],
      ['json x.json --record both', /--record is 'both', but should be source or target\./],
      ['json x.json --into a --new', /--into and --new exclude each other\./],
      ['json x.json --update', /--update changes the spec that --into names\./],
      ['openapi x.json --operation a --component b', /Only one of --operation and --component can be asked for\./],
      ['json x.json --list', /A document of json describes one record only/],
    ];
    await Promise.all(cases.map(async ([line, expected]) => {
      const { code, out, err } = await sandbox.run(['import', ...line.split(' ').filter((word) => word !== '')]);
      assert.deepEqual({ line, code, out }, { line, code: 2, out: '' });
      assert.match(err, expected, line);
    }));
  });
});

describe('intspec export of records', () => {
  it('writes JSON Schema and TypeScript, of one record or all', async () => {
    const sandbox = new Sandbox();
    try {
      sandbox.write('a.intspec.yaml', 'spec_id: INT-2025-001\ndata_contract:\n  source_record:\n    id: { type: integer, required: true, source_path: id }\n  target_record: {}\n');
      const schema = await sandbox.run(['export', 'json-schema', '--record', 'source', 'a.intspec.yaml']);
      assert.deepEqual(JSON.parse(schema.out), { $schema: 'http://json-schema.org/draft-07/schema#', title: 'INT-2025-001: source record', type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] });
      const types = await sandbox.run(['export', 'typescript', 'a.intspec.yaml']);
      assert.match(types.out, /export interface SourceRecord \{\n {2}id: number;\n\}\n/);
      assert.match((await sandbox.run(['export', 'typescript', '--record', 'both', 'a.intspec.yaml'])).err, /--record is 'both'/);
    } finally {
      sandbox.remove();
    }
  });
});
