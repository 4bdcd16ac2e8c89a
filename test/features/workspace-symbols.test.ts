import assert from 'node:assert/strict';
import { specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { ODD_YAML, textAt } from '../helpers/structure.ts';
import { mentionsIn, namesOf } from '../../server/src/features/spec-names.ts';
import { SymbolSearch } from '../../server/src/features/workspace-symbols.ts';
import type { NamedSpec } from '../../server/src/features/workspace-symbols.ts';

const ZERO = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function named(uri: string, text: string): NamedSpec {
  const spec = specOf(text);
  return { uri, id: spec.id, range: ZERO, names: namesOf(spec) };
}

const SPECS = examples.map(({ name, text }) => named(`file:///${name}`, text));

function search(query: string, specs: readonly NamedSpec[] = SPECS): string[] {
  const found = new SymbolSearch(query);
  for (const spec of specs) found.add(spec);
  return found.results.map(({ name, containerName }) => (containerName === undefined ? name : `${name} in ${containerName}`));
}

describe('the search of the workspace', () => {
  it('finds specs by id, by title, and by the letters of either in order', () => {
    const shopify = 'INT-2025-014 Shopify → NetSuite: Sales orders for fulfilment and revenue recognition';
    for (const query of ['INT-2025-014', 'shopify → net', 'fulfilment and revenue', 'shpfyntst', 'i25014', 'netsuite 014']) assert.equal(search(query)[0], shopify, query);
  });

  it('finds fields by name and by path, the closest first', () => {
    assert.deepEqual(search('customer.phone'), ['customer.phone in INT-2025-014 source_record']);
    assert.deepEqual(search('phone').slice(0, 5), [
      'Phone in INT-2025-047 target_record', 'phone in INT-2025-047 source_record', 'phone in INT-2025-047 target_record', 'phone in INT-2025-047 source_record', 'customer.phone in INT-2025-014 source_record',
    ]);
  });

  it('lets further words narrow down by spec and record', () => {
    const found = search('email target_record 014');
    assert.deepEqual(found, ['email in INT-2025-014 target_record', 'toBeEmailed in INT-2025-014 target_record']);
  });

  it('lists the specs, and no fields, where nothing is asked for', () => {
    assert.deepEqual(search('').map((name) => name.split(' ')[0]).sort(), examples.map(({ text }) => specOf(text).id).sort());
    assert.deepEqual(search('   '), search(''));
  });

  it('finds nothing where letters are missing or out of order', () => {
    assert.deepEqual(search('zzzqx'), []);
    assert.deepEqual(search('410-5202-TNI'), []);
  });

  it('shows a spec without id or title by what it has', () => {
    assert.deepEqual(search('', [named('file:///a', 'title: A → B: c\n'), named('file:///b', 'spec_id: INT-2025-009\n'), named('file:///c', 'author: x\n')]), ['A → B: c', 'INT-2025-009']);
  });

  it('is bounded', () => {
    const fields = Array.from({ length: 3000 }, (_, at) => `    field_${String(at)}: { type: string }\n`).join('');
    assert.equal(search('field', [named('file:///a', `data_contract:\n  source_record:\n${fields}`)]).length, 500);
  });
});

describe('the names of a spec', () => {
  it('stand where they are said to', () => {
    for (const { text } of [...examples, { text: ODD_YAML }]) {
      const { fields } = namesOf(specOf(text));
      assert.ok(fields.length > 2);
      for (const { path, range } of fields) assert.equal(textAt(text, range).replace(/^["']|["']$/g, ''), path.split('.').at(-1));
    }
  });

  it('are those of both directions, each field once', () => {
    const text = 'data_contract:\n  source_record: &r { a: { type: object, fields: { b: {} } } }\n  reverse: { source_record: *r, target_record: { c: {} } }\n';
    assert.deepEqual(namesOf(specOf(text)).fields.map(({ record, path }) => `${record} ${path}`), ['source_record a', 'source_record a.b', 'target_record c']);
  });

  it('do not hold what nobody wants', () => {
    assert.deepEqual(namesOf(specOf('title: TBD\n')), { title: undefined, fields: [] });
  });
});

describe('the ids that a spec names', () => {
  it('are those of others, in values and comments', () => {
    const text = 'spec_id: INT-2025-001\n# replaces INT-2024-017\nauthor: Dana, who wrote INT-2024-018 and INT-2025-001\ntitle: XINT-2024-019, INT-2024-0200-b\n';
    assert.deepEqual(mentionsIn(specOf(text)).map(({ id, range }) => [id, textAt(text, range)]), [['INT-2024-017', 'INT-2024-017'], ['INT-2024-018', 'INT-2024-018']]);
  });
});
