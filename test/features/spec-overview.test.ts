/** What a list of specs shows of each, and in which order. */
import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-types';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { byProblems, coverageCounts, overviewOf, worstFirst } from '../../server/src/features/spec-overview.ts';
import type { SpecOverview } from '../../server/src/features/spec-overview.ts';
import { specOf } from '../helpers/features.ts';
import { examples, filesIn } from '../helpers/files.ts';

const { Error, Warning, Information, Hint } = DiagnosticSeverity;

function findings(...severities: readonly DiagnosticSeverity[]): Diagnostic[] {
  return severities.map((severity, line) => ({ severity, message: `${String(line)}`, range: { start: { line, character: 0 }, end: { line, character: 1 } } }));
}

/** Source fields, target fields and what is not written, each as lines below its key. */
function contract(source: string, target: string, notWritten = ''): string {
  const below = (text: string): string => text.split('\n').map((line) => `    ${line}\n`).join('');
  return `data_contract:\n  source_record:\n${below(source)}  target_record:\n${below(target)}  not_written:\n${below(notWritten)}`;
}

const ABC = 'a: { type: integer }\nb: { type: integer }\nc: { type: integer }';

const coverages: readonly (readonly [what: string, text: string, counts: readonly [mapped: number, notWritten: number, total: number] | null])[] = [
  ['no contract at all', 'spec_id: INT-2025-001\n', null],
  ['no source field', contract('', 'x: { mapped_from: source.a }'), null],
  ['an empty text', '', null],
  ['fields that are mapped, left out and neither', contract(ABC, 'x: { mapped_from: source.a }', 'b: unused'), [1, 1, 3]],
  ['a field that is read twice', contract(ABC, 'x: { mapped_from: source.a }\ny: { mapped_from: derived, transformation: source.a + 1 }'), [1, 0, 3]],
  ['fields that one expression reads', contract(ABC, 'x: { mapped_from: derived, transformation: source.a + source.c }'), [2, 0, 3]],
  ['a field that is left out and read all the same', contract(ABC, 'x: { mapped_from: source.a }', 'a: unused'), [1, 0, 3]],
  ['a reference to a field that is not declared', contract(ABC, 'x: { mapped_from: source.z }', 'y: unused'), [0, 0, 3]],
  ['a record, by the fields in it', contract('r:\n  type: object\n  fields:\n    a: { type: integer }\n    b: { type: integer }\nc: { type: integer }', 'x: { mapped_from: source.r.a }', 'r.b: unused'), [1, 1, 3]],
  ['a record that is left out as a whole', contract('r:\n  type: object\n  fields:\n    a: { type: integer }\n    b: { type: integer }', '', 'r: unused'), [0, 2, 2]],
  ['both ways', `${contract(ABC, 'x: { mapped_from: source.a }', 'b: unused')}  reverse:\n    source_record:\n      d: { type: integer }\n    target_record:\n      x: { mapped_from: source.d }\n`, [2, 1, 4]],
  ['half-typed fields', 'data_contract:\n  source_record:\n    a: { type: integer }\n    b\n  target_record:\n    x: { mapped_from: source.a', [1, 0, 1]],
];

describe('the coverage of a spec', () => {
  for (const [what, text, counts] of coverages) {
    it(`with ${what}`, () => {
      const expected = counts && { mapped: counts[0], notWritten: counts[1], total: counts[2] };
      assert.deepEqual(overviewOf(specOf(text), []).coverage, expected);
      assert.deepEqual(coverageCounts(specOf(text).contracts), expected);
    });
  }

  it('is complete in every example', () => {
    assert.ok(examples.length > 0);
    for (const { name, text } of examples) {
      const { coverage } = overviewOf(specOf(text), []);
      assert.ok(coverage && coverage.mapped > 0 && coverage.mapped + coverage.notWritten === coverage.total, name);
    }
  });

  it('never has more parts than there are fields, whatever is wrong', () => {
    for (const { name, text } of filesIn('test/fixtures/faulty', '.yaml')) {
      const { coverage } = overviewOf(specOf(text), []);
      if (coverage) assert.ok(coverage.total > 0 && coverage.mapped + coverage.notWritten <= coverage.total, name);
    }
  });
});

describe('a spec at a glance', () => {
  it('has its id, title and status, and its findings by severity', () => {
    const text = 'spec_id: INT-2025-001\ntitle: "A → B: c"\nspec_status: Draft\n';
    assert.deepEqual(overviewOf(specOf(text), findings(Error, Hint, Warning, Error, Information)), {
      id: 'INT-2025-001', title: 'A → B: c', status: 'Draft', coverage: null, errors: 2, warnings: 1, others: 2,
    });
  });

  it('has none where there is a placeholder, or nothing', () => {
    const { id, title, status } = overviewOf(specOf('spec_id: TBD\ntitle: [Source → Target: Purpose]\nspec_status:\n'), []);
    assert.deepEqual([id, title, status], [null, null, null]);
  });
});

describe('the order', () => {
  it('of specs is by errors, warnings, then id, title and URI; other findings do not count', () => {
    const spec = (uri: string, more: Partial<SpecOverview>): SpecOverview & { uri: string } => ({ uri, id: null, title: null, status: null, coverage: null, errors: 0, warnings: 0, others: 0, ...more });
    const ordered = [
      spec('z', { id: 'Z', errors: 2 }),
      spec('y', { id: 'A', errors: 1, warnings: 5 }),
      spec('x', { id: 'B', errors: 1, warnings: 4 }),
      spec('w', { id: 'Z', warnings: 1 }),
      spec('v', { id: 'A', title: 'b' }),
      spec('u', { id: 'B', title: 'a', others: 9 }),
      spec('t', { title: 'a' }),
      spec('r', {}),
      spec('s', {}),
    ];
    for (const shuffled of [ordered.toReversed(), ordered.toSorted((one, other) => (one.uri < other.uri ? -1 : 1))]) {
      assert.deepEqual(shuffled.sort(byProblems).map(({ uri }) => uri), ordered.map(({ uri }) => uri));
    }
  });

  it('of findings is by severity, then as they stand in the text', () => {
    assert.deepEqual(worstFirst(findings(Hint, Error, Warning, Error, Information)).map(({ message }) => message), ['1', '3', '2', '4', '0']);
  });
});
