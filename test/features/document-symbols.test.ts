import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { SymbolKind } from 'vscode-languageserver-types';
import { specOf } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { ODD_YAML, outline, outlineOf, textAt } from '../helpers/structure.ts';
import { crlf, dedent } from '../helpers/text.ts';
import { documentSymbols, flatSymbols, inKindsOf } from '../../server/src/features/document-symbols.ts';
import { sections } from '../../server/src/model/schema.ts';

function all(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...all(symbol.children ?? [])]);
}

describe('the outline', () => {
  it('names sections as the template does, rows with what they are about, and other keys with their values', () => {
    assert.equal(outlineOf(dedent`
      spec_id: INT-2025-001
      integration_purpose:
        why: |
          Orders must
          reach the warehouse.
        trigger: { kind: schedule, every: 15 minutes }
      error_handling:
        failure_classes:
          auth_failure: { condition: HTTP 401, action: stop, retry: No, escalation: none }
      volume_and_rate_limits:
        metrics:
          batches_per_day: { expected: 96, peak: 120, hard_limit: N/A }
      data_contract:
        source_record:
          customer: { type: object, required: true, source_path: c, fields: { id: { type: integer, required: true, source_path: c.id } } }
        target_record:
          id:
            type: integer
            mapped_from: source.customer.id
            transformation: exact copy
            key: true
        not_written: {}
      validation:
        criteria:
          idempotency: { not_applicable: The target is a queue }
      agent_execution_instructions:
        authorized_actions: { write_to: [A, B] }
      spec_approval:
        author: { name: Dana, date: 2025-01-02 }
        technical_reviewer: { name: "", date: "" }
    `), dedent`
      spec_id | INT-2025-001
      §1 Integration Purpose | integration_purpose
        why | Orders must reach the warehouse.
        trigger
          kind | schedule
          every | 15 minutes
      §4 Error Handling | error_handling
        failure_classes | 1 failure class
          auth_failure | stop
      §5 Volume & Rate Limits | volume_and_rate_limits
        metrics | 1 metric
          batches_per_day | 96 · 120 · N/A
      §6 Data Contract | data_contract
        source_record | 1 field
          customer | object
            id | integer
        target_record | 1 field
          id | integer
        not_written
      §7 Validation | validation
        criteria | 1 criterion
          idempotency | The target is a queue
      §9 Agent Execution Instructions | agent_execution_instructions
        authorized_actions
          write_to | A, B
      Spec Approval | spec_approval
        author | Dana · 2025-01-02
        technical_reviewer
    `);
  });

  it('cuts long values between characters', () => {
    const [symbol] = documentSymbols(specOf(`author: ${'😀'.repeat(100)}\n`));
    assert.equal(symbol?.detail, `${'😀'.repeat(59)}…`);
  });

  it('marks the write key, and tells the kinds of rows apart', () => {
    const symbols = all(documentSymbols(specOf(dedent`
      error_handling: { failure_classes: { a: { action: stop } } }
      data_contract: { source_record: { b: { type: integer } }, target_record: { c: { type: integer, key: Yes } } }
    `)));
    const kinds = Object.fromEntries(symbols.map(({ name, kind }) => [name, kind]));
    assert.deepEqual([kinds['a'], kinds['b'], kinds['c'], kinds['source_record']], [SymbolKind.Event, SymbolKind.Field, SymbolKind.Key, SymbolKind.Struct]);
  });

  it('leaves out what stands elsewhere, what is half typed, and what has no name', () => {
    const text = dedent`
      data_contract:
        source_record: &r
          a: { type: integer, source_path: a }
        reverse:
          source_record: *r
          target_record: { b: { type: string } }
    `;
    assert.equal(outlineOf(text), dedent`
      §6 Data Contract | data_contract
        source_record | 1 field
          a | integer
        reverse
          source_record | *r
          target_record | 1 field
            b | string
    `);
    assert.equal(outlineOf('author: Dana\n: no name\ntitle\n'), 'author | Dana\n');
    assert.equal(outlineOf('a: &a { b: 1 }\nc: { <<: *a, d: 2 }\n'), 'a\n  b | 1\nc\n  d | 2\n');
  });

  for (const { name, text } of [...examples, { name: 'odd YAML', text: ODD_YAML }].flatMap((file) => [file, { name: `${file.name}, with CRLF`, text: crlf(file.text) }])) {
    it(`holds each symbol of ${name} in the one around it, and each name in its range`, () => {
      const symbols = documentSymbols(specOf(text));
      const check = (inner: readonly DocumentSymbol[], from: number, to: number): void => {
        let last = from;
        for (const { range, selectionRange, name: label, children = [] } of inner) {
          const [start, end] = [position(range.start), position(range.end)];
          assert.ok(label.trim() !== '' && last <= start && start <= end && end <= to, label);
          assert.ok(start <= position(selectionRange.start) && position(selectionRange.end) <= end, label);
          check(children, start, end);
          last = end;
        }
      };
      check(symbols, 0, Infinity);
      assert.ok(all(symbols).length > 5);
    });
  }

  it('is the same with either line end', () => {
    for (const { text } of examples) assert.equal(outlineOf(crlf(text)), outlineOf(text));
  });

  it('has every section of the examples, in order', () => {
    for (const { text } of examples) {
      const details = documentSymbols(specOf(text)).filter(({ kind }) => kind === SymbolKind.Module).map(({ detail }) => detail);
      assert.deepEqual(details, sections.map(({ key }) => key));
    }
  });

  it('is empty where there is no map', () => {
    for (const text of ['', '- a\n', 'text\n', '# comment\n']) assert.deepEqual(documentSymbols(specOf(text)), []);
  });
});

describe('the outline for other clients', () => {
  const symbols = documentSymbols(specOf('author: Dana\nerror_handling:\n  failure_classes:\n    a: { action: stop }\n'));

  it('is flat, with the name of what is around', () => {
    const flat = flatSymbols(symbols, 'file:///a');
    assert.deepEqual(flat.map(({ name, containerName }) => [name, containerName]), [['author', undefined], ['§4 Error Handling', undefined], ['failure_classes', '§4 Error Handling'], ['a', 'failure_classes']]);
    assert.ok(flat.every(({ location }) => location.uri === 'file:///a'));
    assert.equal(textAt('author: Dana\n', flat[0]?.location.range ?? { start: { line: 9, character: 9 }, end: { line: 9, character: 9 } }), 'author: Dana');
  });

  it('has the kinds that they know', () => {
    const first = new Set(Array.from({ length: 18 }, (_, at) => at + 1));
    const kinds = all(inKindsOf(symbols, first)).map(({ kind }) => kind);
    assert.ok(kinds.every((kind) => first.has(kind)), kinds.join());
    assert.equal(outline(inKindsOf(symbols, first)), outline(symbols));
    assert.deepEqual(inKindsOf(symbols, new Set(Array.from({ length: 26 }, (_, at) => at + 1))), symbols);
  });
});

function position({ line, character }: { line: number; character: number }): number {
  return line * 100_000 + character;
}
