/** Imported fields beside those of the author: what is added, told, taken over, and left. */
import assert from 'node:assert/strict';
import type { MergeOptions } from '../../server/src/imports/merge.ts';
import { mergeFields } from '../../server/src/imports/merge.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { apply } from '../helpers/apply.ts';
import { read, theRecord } from './cases.ts';

interface Merged {
  readonly text: string;
  readonly added: readonly string[];
  /** `field key: from → to`, with a mark where it was taken over. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  readonly left: readonly string[];
}

/** Lets the fields of a schema, or of samples, join a text. */
async function merge(text: string, document: unknown, options: Partial<MergeOptions> & { readonly format?: string } = {}): Promise<Merged> {
  const { format = 'json-schema', record = 'source', update = false } = options;
  const { fields } = theRecord(await read(format, [{ name: 'x', text: JSON.stringify(document) }]));
  const spec = new Spec(parseSyntax(text));
  const { changes, added, changed, gone, left } = mergeFields(spec, fields, { record, update });
  return {
    text: apply(text, spec.tree.edits(changes)), added, gone, left,
    changed: changed.map(({ field, key, from, to, applied }) => `${field} ${key}: ${from ?? '-'} → ${to}${applied ? ' (taken over)' : ''}`),
  };
}

function schema(properties: Record<string, unknown>, required: readonly string[] = Object.keys(properties)): unknown {
  return { type: 'object', properties, required };
}

const SPEC = `data_contract:
  # what the shop sends
  source_record:
    id: { type: integer, required: true, source_path: id }   # never reused
    mail: { type: string(254), required: true, nullable: true, source_path: email, notes: "Lower case, as the shop says" }

    'status':
      type: "string"
      required: Yes
      source_path: $.status
      enum: [open, closed]
  target_record: {}
  not_written: {}
`;

describe('fields that join a record', () => {
  it('are put where the document has them, and the author’s own stay as they are', async () => {
    const { text, added, changed, gone } = await merge(SPEC, schema({ first: { type: 'string' }, id: { type: 'integer' }, email: { type: ['string', 'null'], maxLength: 254 }, tel: { type: 'string', maxLength: 20 }, status: { type: 'string' } }));
    assert.deepEqual({ added, changed, gone }, { added: ['first', 'tel'], changed: [], gone: [] });
    const lines = text.split('\n');
    assert.deepEqual(lines.filter((line) => SPEC.split('\n').includes(line)).join('\n'), SPEC.trimEnd() + '\n');
    assert.deepEqual(lines.flatMap((line) => /^ {4}(\w+|'status'):/.exec(line)?.[1] ?? []), ['first', 'id', 'mail', 'tel', "'status'"]);
    assert.ok(lines.includes('    tel: { type: string(20), required: true, source_path: tel }'), text);
  });

  const changed = schema({ id: { type: 'string', maxLength: 10 }, email: { type: 'string', maxLength: 100 }, status: { enum: ['open', 'closed', 'lost'] } }, ['id']);

  it('that have changed are told, and left', async () => {
    const found = await merge(SPEC, changed);
    assert.deepEqual(found.changed, [
      'id type: integer → string(10)',
      'mail type: string(254) → string(100)', 'mail required: true → false', 'mail nullable: true → false',
      'status required: true → false', 'status enum: [open, closed] → [open, closed, lost]',
    ]);
    assert.equal(found.text, SPEC);
  });

  it('that have changed are taken over where that is asked for, and nothing else', async () => {
    const found = await merge(SPEC, changed, { update: true });
    assert.equal(found.changed.length, 6);
    assert.ok(found.changed.every((each) => each.endsWith('(taken over)')));
    assert.equal(found.text, SPEC
      .replace('id: { type: integer', 'id: { type: string(10)')
      .replace('string(254), required: true, nullable: true', 'string(100), required: false, nullable: false')
      .replace('required: Yes', 'required: false').replace('[open, closed]', '[open, closed, lost]'));
    assert.deepEqual((await merge(found.text, changed, { update: true })).changed, []);
  });

  it('that are gone are told, and stay', async () => {
    const { text, gone, added } = await merge(SPEC, schema({ id: { type: 'integer' } }));
    assert.deepEqual({ text, gone, added }, { text: SPEC, gone: ['mail', 'status'], added: [] });
  });

  it('fill in what is still open', async () => {
    const open = SPEC.replace('type: integer', 'type: <type of the field>').replace('required: Yes', 'required: TBD');
    const { text, changed: found } = await merge(open, schema({ id: { type: 'integer' }, email: { type: ['string', 'null'] }, status: { type: 'string' } }));
    assert.deepEqual(found, ['id type: - → integer (taken over)', 'status required: - → true (taken over)']);
    assert.equal(text, SPEC.replace('required: Yes', 'required: true'));
  });

  it('keep away from a name that is taken', async () => {
    const { text, added } = await merge(SPEC, schema({ id: { type: 'integer' }, mail: { type: 'boolean' } }));
    assert.deepEqual(added, ['mail_2']);
    assert.match(text, /^ {4}mail_2: \{ type: boolean, required: true, source_path: mail \}$/m);
  });

  it('make the record, the section and the document where there is none yet', async () => {
    const one = schema({ id: { type: 'integer' } });
    const row = '    id: { type: integer, required: true, source_path: id }\n';
    for (const [before, after] of [
      ['', `data_contract:\n  source_record:\n${row}`],
      ['data_contract:\n', `data_contract:\n  source_record:\n${row}`],
      ['data_contract:\n  not_written: {}\n', `data_contract:\n  source_record:\n${row}  not_written: {}\n`],
      ['data_contract:\n  source_record: {}\n', `data_contract:\n  source_record:\n${row}`],
      ['data_contract:\n  source_record:\n  not_written: {}\n', `data_contract:\n  source_record:\n${row}  not_written: {}\n`],
      ['spec_id: INT-2025-001\nvalidation: {}\n', `spec_id: INT-2025-001\n\ndata_contract:\n  source_record:\n${row}validation: {}\n`],
    ] as const) {
      const found = await merge(before, one);
      assert.equal(found.text, after);
      assert.equal((await merge(found.text, one)).text, after);
    }
  });

  it('of a nested record join those that are there', async () => {
    const before = 'data_contract:\n  source_record:\n    a:\n      type: object\n      required: true\n      source_path: a\n      fields:\n        b: { type: integer, required: true, source_path: a.b }\n    c: { type: object, required: true, source_path: c }\n';
    const both = schema({ a: schema({ b: { type: 'integer' }, d: { type: 'boolean' } }), c: schema({ e: { type: 'integer' } }) });
    const { text, added } = await merge(before, both);
    assert.deepEqual(added, ['a.d', 'c.e']);
    assert.equal(new Spec(parseSyntax(text)).contracts[0]?.sourceFields[1]?.children[0]?.path, 'c.e');
    assert.equal((await merge(text, both)).text, text);
  });

  it('of a nested record that the author has spread out, or gathered, join them there', async () => {
    const before = 'data_contract:\n  source_record:\n    city: { type: string, required: true, source_path: address.city }\n    skus: { type: array<string>, required: true, source_path: "lines[].sku" }\n';
    const { text, added, changed: found, gone } = await merge(before, schema({
      address: schema({ city: { type: 'string' }, zip: { type: 'string' } }), lines: { type: 'array', items: schema({ sku: { type: 'string' }, count: { type: 'integer' } }) },
    }));
    assert.deepEqual({ added, found, gone }, { added: ['address_zip', 'lines_count'], found: [], gone: [] });
    assert.match(text, /address_zip: \{ type: string, required: true, source_path: address\.zip \}/);
    assert.match(text, /lines_count: \{ type: array<integer>, required: true, source_path: "lines\[\]\.count" \}/);
  });

  it('leave alone what is written elsewhere and stands there by an alias', async () => {
    const before = 'data_contract:\n  source_record:\n    a:\n      type: object\n      required: true\n      source_path: a\n      fields: &shared\n        b: { type: integer, required: true, source_path: a.b }\n    c: { type: object, required: true, source_path: c, fields: *shared }\n';
    const { text, added, left } = await merge(before, schema({ a: schema({ b: { type: 'integer' } }), c: schema({ d: { type: 'integer' } }) }));
    assert.deepEqual({ text, added, left }, { text: before, added: [], left: ['c.d'] });
  });

  it('are not said to be added where there is no map for them', async () => {
    for (const before of ['data_contract: later\n', 'data_contract:\n  source_record: [a, b]\n', '- a\n']) {
      const { text, added, left } = await merge(before, schema({ a: { type: 'integer' } }));
      assert.deepEqual({ text, added, left }, { text: before, added: [], left: ['a'] }, before);
    }
    const before = 'data_contract:\n  source_record:\n    a: string\n';
    const { text, added, left, changed } = await merge(before, schema({ a: schema({ b: { type: 'integer' } }) }), { update: true });
    assert.deepEqual({ text, added, left, changed }, { text: before, added: [], left: ['a.b'], changed: ['a type: - → object', 'a required: - → true'] });
  });

  it('of samples contradict the author only by what was seen', async () => {
    const before = 'data_contract:\n  source_record:\n    a: { type: string(5), required: false, nullable: true, source_path: a }\n    b: { type: "decimal(10,2)", required: true, source_path: b }\n    c: { type: integer, required: true, source_path: c }\n    d: { type: date, required: true, source_path: d }\n    e: { type: "decimal(10,2)", encoding: string, required: true, source_path: e }\n';
    const record = { a: 'x', b: 5, c: 7, d: '2024-01-01', e: '199.00' };
    assert.deepEqual((await merge(before, record, { format: 'json' })).changed, []);
    assert.deepEqual((await merge(before.replace(', encoding: string', ''), record, { format: 'json' })).changed, ['e encoding: - → string']);
    const found = await merge(before, [record, { a: 'longer than five', b: 1.005, d: 'soon', e: null }], { format: 'json' });
    assert.deepEqual(found.changed, [
      'a type: string(5) → string', 'b type: decimal(10,2) → decimal(4,3)', 'c required: true → false', 'd type: date → string', 'e nullable: false → true',
    ]);
    assert.equal(found.text, before);
  });

  it('of a target record say where they stand if that is not their name', async () => {
    const { text } = await merge('data_contract:\n  target_record: {}\n', schema({ 'a b': { type: 'string' }, c: schema({ 'd-e': { type: 'integer' }, f: { type: 'integer' } }) }), { record: 'target' });
    assert.deepEqual([...text.matchAll(/target_path: (.*)$/gm)].map((match) => match[1]), [`'["a b"]'`, `c["d-e"]`]);
    assert.equal((await merge(text, schema({ 'a b': { type: 'string' }, c: schema({ 'd-e': { type: 'integer' }, f: { type: 'integer' } }) }), { record: 'target' })).text, text);
  });

  it('join a record of two thousand in reasonable time, and huge ones at all', async () => {
    const properties = Object.fromEntries(Array.from({ length: 2000 }, (_none, at) => [`field_${String(at)}`, { type: 'string', maxLength: 10 }]));
    const first = await merge('data_contract:\n', schema(properties));
    assert.equal(first.added.length, 2000);
    assert.equal((await merge(first.text, schema(properties))).text, first.text);
  });
});
