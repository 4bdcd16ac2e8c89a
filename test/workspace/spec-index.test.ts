import assert from 'node:assert/strict';
import { SpecIndex } from '../../server/src/workspace/spec-index.ts';
import type { SpecSummary } from '../../server/src/workspace/summary.ts';
import { fileSummary } from '../../server/src/workspace/summary.ts';

const [A, B, C] = ['file:///w/a.intspec.yaml', 'file:///w/b.intspec.yaml', 'file:///w/c.intspec.yaml'];

function text(id: string, title: string, rest = ''): SpecSummary {
  return fileSummary(`spec_id: ${id}\ntitle: ${title}\n${rest}`);
}

describe('the index of specs', () => {
  it('knows each by its names, the open text before the file', () => {
    const index = new SpecIndex();
    index.setFile(A, text('INT-2025-001', 'A', 'data_contract: { source_record: { x: {} } }\n'));
    index.setFile(B, text('INT-2025-002', 'B'));
    index.setOpen(A, text('INT-2025-001', 'Open', 'data_contract: { target_record: { y: {} } }\n'));
    const named = (): string[] => [...index.named()].map(({ id, names }) => `${id ?? ''} ${names.title ?? ''} ${Array.from(names.fields, ({ path }) => path).join()}`.trim()).sort();
    assert.deepEqual(named(), ['INT-2025-001 Open y', 'INT-2025-002 B']);
    index.close(A);
    assert.deepEqual(named(), ['INT-2025-001 A x', 'INT-2025-002 B']);
    index.removeFile(B);
    assert.deepEqual(named(), ['INT-2025-001 A x']);
  });

  it('tells where others have or name an id, in the order of URIs and lines', () => {
    const index = new SpecIndex();
    index.setFile(A, text('INT-2025-001', 'A'));
    index.setFile(C, text('INT-2025-003', 'C', '# after INT-2025-001\nauthor: INT-2025-001\n'));
    index.setOpen(B, text('INT-2025-001', 'B'));
    assert.deepEqual(index.usesOf(A, 'INT-2025-001').map(({ uri, range }) => `${uri}:${String(range.start.line)}`), [`${B}:0`, `${C}:2`, `${C}:3`]);
    assert.deepEqual(index.usesOf('file:///W%2Fnowhere', 'INT-2025-009'), []);
    assert.deepEqual(index.usesOf(C, 'INT-2025-003'), []);
  });

  it('counts the changes of each id by itself', () => {
    const index = new SpecIndex();
    index.setFile(A, text('INT-2025-001', 'A'));
    const one = index.versionOf('INT-2025-001');
    index.setFile(B, text('INT-2025-002', 'B'));
    index.setFile(A, text('INT-2025-001', 'Another title'));
    assert.equal(index.versionOf('INT-2025-001'), one, 'others come and go, and nobody shares the id');
    index.setFile(B, text('INT-2025-001', 'B'));
    const two = index.versionOf('INT-2025-001');
    assert.notEqual(two, one);
    index.setOpen(B, fileSummary('# moved\nspec_id: INT-2025-001\n'));
    const three = index.versionOf('INT-2025-001');
    assert.notEqual(three, two, 'others name the place');
    index.removeFile(B);
    index.close(B);
    assert.equal([one, two, three].includes(index.versionOf('INT-2025-001')), false);
    index.removeFile(A);
    assert.equal(index.versionOf('INT-2025-001'), 0);
  });

  it('knows an id as long as anybody has it', () => {
    const index = new SpecIndex();
    index.setFile(A, text('INT-2025-001', 'A'));
    index.setFile(B, text('INT-2025-001', 'B'));
    index.setOpen(B, text('INT-2025-002', 'B'));
    assert.deepEqual([...index.ids()].sort(), ['INT-2025-001', 'INT-2025-002']);
    assert.deepEqual([index.idOf(A), index.idOf(B), index.idOf(C)], ['INT-2025-001', 'INT-2025-002', undefined]);
    index.removeFile(A);
    assert.deepEqual([...index.ids()], ['INT-2025-002']);
    index.close(B);
    assert.deepEqual([...index.ids()], ['INT-2025-001']);
  });

  it('says when a document names other ids, and only then', () => {
    let [ids, mentions] = [0, 0];
    const index = new SpecIndex(() => (ids += 1), () => (mentions += 1));
    index.setOpen(A, text('INT-2025-001', 'A'));
    assert.deepEqual([ids, mentions], [1, 0]);
    index.setOpen(A, text('INT-2025-001', 'A', 'author: INT-2025-002\n'));
    index.setOpen(A, text('INT-2025-001', 'A', '# moved\nauthor: INT-2025-002\n'));
    assert.deepEqual([ids, mentions], [1, 1]);
    index.close(A);
    assert.deepEqual([ids, mentions], [2, 2]);
  });
});
