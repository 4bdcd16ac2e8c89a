/** What is remembered of a file is what reading it whole says of it, and holds on to nothing else. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { lspRange } from '../../server/src/features/text-edits.ts';
import { Analysis } from '../../server/src/workspace/analysis.ts';
import type { SpecSummary } from '../../server/src/workspace/summary.ts';
import { fileSummary, summaryOf } from '../../server/src/workspace/summary.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { ODD_YAML } from '../helpers/structure.ts';
import { crlf, lf } from '../helpers/text.ts';

const SEEDED = { seed: 20250303 } as const;

function plain({ id, range, mentions, names: { title, fields } }: SpecSummary): object {
  return { id, range, mentions: [...mentions], title, fields: Array.from(fields, ({ path, record, range: place }) => ({ path, record, range: place })) };
}

/** What the whole reading says, asked part by part. */
function whole(analysis: Analysis): object {
  const start = { line: 0, character: 0 };
  const range = analysis.id ? lspRange(analysis.spec.tree, analysis.id.range) : { start, end: start };
  return plain({ id: analysis.spec.id, range, mentions: analysis.mentions, names: analysis.names });
}

function assertSame(text: string): void {
  const analysis = new Analysis(text);
  try {
    assert.deepEqual(plain(fileSummary(text)), whole(analysis));
    assert.deepEqual(plain(summaryOf(analysis)), whole(analysis), 'of an open document');
  } catch (error) {
    throw new Error(`on ${JSON.stringify(text.slice(0, 3000))}`, { cause: error });
  }
}

const CONTRACT = `data_contract:
  source_record:
    id: { type: integer }
    person:
      type: object
      fields:
        name: { type: string }
        "home address": { type: object, fields: { city: { type: string } } }
  target_record:
    key: &row { type: string, required: true }
    other: { <<: *row, notes: after INT-2024-001 }
  reverse:
    source_record:
      back: *row
`;

const TEXTS: Readonly<Record<string, string>> = {
  'nothing': '',
  'an id': 'spec_id: INT-2025-001\n',
  'an id without a line end': 'title: A\nspec_id: INT-2025-001',
  'an id further down': '# INT-2024-001\n\ntitle: A\n\nspec_id: "INT-2025-001" # first\n\nauthor: INT-2025-001, INT-2025-002\n',
  'an id given twice': 'spec_id: INT-2025-001\nauthor: x\nspec_id: INT-2025-002\n',
  'a placeholder': 'spec_id: TBD\ntitle: <Source → Target>\n',
  'an id that is a number': 'spec_id: 7\ntitle: 8\n',
  'an id that is a list': 'spec_id:\n  - INT-2025-001\n',
  'an id that is a map': 'spec_id: { a: b }\ntitle:\n  c: d\n',
  'no value': 'spec_id:\ntitle:\n',
  'quoted keys': '"spec_id": "INT-2025-001"\n\'title\': \'It\'\'s\'\n',
  'a title over several lines': 'spec_id: INT-2025-001\ntitle: >-\n  A → B:\n  all\nauthor: x\n',
  'a title that goes on': 'title: A to B\n  and back\nspec_id: INT-2025-001\n',
  'a title by reference': 'author: &who Dana\ntitle: *who\nspec_id: INT-2025-001\n',
  'a header that is merged': 'x: &x { spec_id: INT-2025-001, title: A }\n<<: *x\n',
  'text that is swallowed': 'spec_id: INT-2025-001\ntitle: A #1\n',
  'a fault above': 'author: "x\nspec_id: INT-2025-001\ntitle: A\n',
  'a fault below': 'spec_id: INT-2025-001\ntitle: A\nauthor: a: b\n',
  'a contract': `spec_id: INT-2025-001\n${CONTRACT}`,
  'a contract in braces': 'data_contract: { source_record: { a: { fields: { b: {} } } } }\n',
  'records by reference': 'data_contract:\n  source_record: &r { a: { type: object, fields: { b: {} } } }\n  reverse: { source_record: *r, target_record: { c: {} } }\n',
  'fields given twice': 'data_contract:\n  source_record:\n    a: { fields: { b: {} } }\n    a: { fields: { c: {} } }\n',
  'a record that is a list': 'data_contract:\n  source_record:\n    - a: 1\n',
};

describe('the summary of a file', () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    it(`is that of the whole reading: ${what}`, () => {
      assertSame(text);
      assertSame(crlf(text));
    });
  }

  for (const { name, text } of [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), { name: 'base', text: fixture('base.intspec.yaml') }, { name: 'odd YAML', text: ODD_YAML }]) {
    it(`is that of the whole reading: ${name}`, () => {
      assertSame(text);
      assertSame(crlf(lf(text)));
      assertSame(`# more\n${text}`);
    });
  }

  it('is that of the whole reading, whatever the text', () => {
    const MARKS = [': ', ' #x', '# ', '- ', '"', "'", '{', '}', ',', '&a ', '*row', '<<: *row\n', '|\n', '\n', '\r\n', '  ', '\n  ', 'spec_id: ', 'title: ', 'fields:\n', 'INT-2025-003', '---\n', 'TBD', '\t', '😀'];
    const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.array(fc.constantFrom(...MARKS), { maxLength: 3 }));
    const base = `spec_id: INT-2025-001\ntitle: 'A → B: c'\nauthor: Dana, who wrote INT-2025-002\n${CONTRACT}`;
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = base;
      for (const [at, remove, insert] of edits) {
        const start = Math.floor(at * (text.length + 1));
        text = text.slice(0, start) + insert.join('') + text.slice(start + remove);
      }
      assertSame(text);
    }), { ...SEEDED, numRuns: 500 });
  });
});

describe('the memory that files take', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;

  /** A spec with some fields and a hundred thousand characters of prose, in one piece, as a text that is read from a file. */
  function text(at: number): string {
    const record = (prefix: string, keys: (field: string) => string): string =>
      Array.from({ length: 20 }, (_, field) => `    ${prefix}_field_${String(at)}_${String(field)}:\n      type: string(40)\n      required: true\n      ${keys(`field_${String(at)}_${String(field)}`)}\n`).join('');
    const source = record('source', (field) => `source_path: order.${field}`);
    const target = record('target', (field) => `mapped_from: source.source_${field}\n      transformation: exact copy`);
    const prose = `  Shown to the customer in message ${String(at)}, again and again\n`.repeat(2000);
    return Buffer.from(`spec_id: INT-2025-${String(at + 1000)}\ntitle: 'The first system → the second one: number ${String(at)}'\n# After INT-2024-${String(at + 1000)}\nauthor: |\n${prose}data_contract:\n  source_record:\n${source}  target_record:\n${target}`).toString();
  }

  /** Bytes that a spec takes while what `keep` gives of its text is kept, as a part of the characters of the text. */
  function kept(count: number, keep: (text: string, at: number) => unknown): number {
    const size = text(0).length;
    const held: unknown[] = [];
    const used = (): number => {
      // What the engine compiles while it gets warm takes room too: half of the texts only warm it up.
      for (let at = 0; at < count; at += 1) held.push(keep(text(held.length), held.length));
      collectGarbage();
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    const bytes = used() - before;
    assert.equal(held.length, 2 * count);
    return bytes / count / size;
  }

  /** What holds on to a text takes at least one byte for each of its characters. */
  const MOST = 0.5;
  const assertLittle = (part: number): void => assert.ok(part < MOST, `${part.toFixed(2)} of the texts`);

  it('is not that of their texts', () => {
    assertLittle(kept(40, (text) => fileSummary(text)));
  });

  it('is not that of their texts where these are read whole', () => {
    assertLittle(kept(20, (text) => fileSummary(`${text}# \t\n`)));
  });

  it('is not that of their texts when their findings are remembered', () => {
    const workspace = new Workspace({ onError: assert.ifError });
    const take = (text: string, at: number): void => {
      const uri = `file:///w/${String(at)}.intspec.yaml`;
      workspace.setFile(uri, text);
      assert.ok(workspace.fileReport(uri, text).diagnostics.length > 0);
    };
    assertLittle(kept(20, take));
  });

  it('would be seen', () => {
    assert.ok(kept(40, (text) => text.slice(20, 60)) > 0.9);
  });
});
