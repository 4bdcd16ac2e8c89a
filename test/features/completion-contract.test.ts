/** What completion knows of a contract's fields, and what it does for clients that can less. */
import assert from 'node:assert/strict';
import { accepted, complete, insertions, labels } from '../helpers/features.ts';
import type { Completed } from '../helpers/features.ts';
import { crlf, dedent } from '../helpers/text.ts';

describe('completion of mappings', () => {
  const contract = (rest: string): string => dedent`
    data_contract:
      source_record:
        id: { type: integer, required: true, source_path: id }
        note: { type: string(50), required: true, source_path: note }
        customer:
          type: object
          required: true
          source_path: customer
          fields:
            name: { type: string, required: true, source_path: customer.name }
        lines:
          type: array<object>
          required: true
          source_path: lines
          fields:
            sku: { type: string, required: true, source_path: "lines[].sku" }
      target_record:
        externalId: { type: integer, mapped_from: source.id, transformation: exact copy, required: true }
        items:
          type: array<object>
          mapped_from: source.lines
          required: true
          fields:
            sku: { type: string, mapped_from: item.sku, transformation: exact copy, required: true }
  ` + rest;

  const offer = ({ label, item }: Completed): string => `${label}${item.labelDetails?.description === undefined ? '' : ` (${item.labelDetails.description})`}`;

  it('offers the fields that nothing reads first', () => {
    const items = complete(contract('    memo:\n      mapped_from: <|>\n'));
    assert.deepEqual(items.map(offer), [
      'source.note (string(50) · not mapped yet)', 'source.customer.name (string · not mapped yet)',
      'source.id (integer)', 'source.customer (object)', 'source.lines (array<object>)', 'derived', 'constant',
    ]);
  });

  it('offers the element’s fields inside an array', () => {
    const items = complete(contract('        name:\n          mapped_from: <|>\n'));
    assert.deepEqual(labels(items), ['source.note', 'source.customer.name', 'item.sku', 'source.id', 'source.customer', 'source.lines', 'derived', 'constant']);
  });

  it('offers the field that the mapping itself reads among the free ones', () => {
    const text = contract('').replace('mapped_from: source.id', 'mapped_from: source.<|>id');
    assert.deepEqual(labels(complete(text)).slice(0, 3), ['source.id', 'source.note', 'source.customer.name']);
  });

  it('replaces the whole reference', () => {
    const text = contract('').replace('mapped_from: source.id', 'mapped_from: source.<|>id');
    assert.match(accepted(complete(text), 'source.note'), /externalId: \{ type: integer, mapped_from: source\.note, transformation/);
  });

  it('offers to not_written what is forgotten', () => {
    const items = complete(contract('  not_written:\n    <|>\n'));
    assert.deepEqual(insertions(items), { note: 'note: ${1:<reason it is not written>}', 'customer.name': 'customer.name: ${1:<reason it is not written>}' });
    assert.deepEqual(labels(complete(contract('  not_written:\n    note: No room\n    <|>\n'))), ['customer.name']);
    assert.deepEqual(labels(complete(contract('  not_written: { <|> }\n'))), ['note', 'customer.name']);
  });

  it('offers the other direction’s fields in `reverse`', () => {
    const reverse = '  reverse:\n    source_record:\n      back: { type: string, required: true, source_path: back }\n    target_record:\n      forth:\n        mapped_from: <|>\n';
    assert.deepEqual(labels(complete(contract(reverse))), ['source.back', 'derived', 'constant']);
  });
});

describe('completion for clients that can less', () => {
  const text = 'error_handling:\n  failure_classes:\n    <|>\n';

  it('without snippets, placeholders stand in the text', () => {
    const items = complete(text, { snippets: false, asIs: true });
    assert.match(accepted(items, 'new failure class'), /failure_class:\n {6}condition: <how the failure is recognised>\n {6}action: <steps taken upon the failure>\n {6}retry: <[^>]+>\n/);
    for (const { inserted } of items) assert.doesNotMatch(inserted, /\$\{|\\/);
  });

  it('without a mode for indentation, further lines are written relative to the current one', () => {
    const items = complete(text, { snippets: true, asIs: false });
    assert.equal(items.find(({ label }) => label === 'auth_failure')?.inserted.split('\n')[1], '  condition: ${1:HTTP 401 or 403}');
    assert.equal(accepted(items, 'auth_failure'), accepted(complete(text), 'auth_failure'));
  });

  it('both ways lead to the same text', () => {
    const places = ['<|>', 'integration_purpose:\n  <|>\n', 'integration_purpose:\n  trigger:<|>\n', 'integration_purpose:\n    why: x\n    tri<|>\n', text, crlf(text), 'data_contract:\n  source_record:\n    id:\n      <|>\n'];
    for (const place of places) {
      const one = complete(place, { snippets: true, asIs: true });
      const other = complete(place, { snippets: true, asIs: false });
      assert.ok(one.length > 0);
      assert.deepEqual(other.map(({ document }) => document), one.map(({ document }) => document), JSON.stringify(place));
    }
  });
});
