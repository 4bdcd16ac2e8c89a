/** A text changed step by step is read as if it were read anew, and only what has changed is read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { Lines } from '../../server/src/syntax/lines.ts';
import type { Entry, SyntaxNode, SyntaxTree } from '../../server/src/syntax/tree.ts';
import { pathOf } from '../../server/src/syntax/tree.ts';
import { AnchorTable } from '../../server/src/syntax/yaml/anchor-scope.ts';
import { Block } from '../../server/src/syntax/yaml/block.ts';
import { findDocument } from '../../server/src/syntax/yaml/document.ts';
import { randomEdit, randomEditInLine, withEdit, withEditInLine } from '../helpers/edits.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { crlf } from '../helpers/text.ts';
import { assertSound } from '../helpers/tree.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20261128 } as const;

/** All that a tree says, as plain data. */
function dump(tree: SyntaxTree): unknown {
  const offsets = Array.from({ length: 40 }, (_, at) => Math.floor((at / 39) * tree.text.length));
  return {
    root: dumpNode(tree.root),
    problems: tree.problems,
    comments: tree.comments,
    lines: offsets.map((offset) => tree.linesAround(offset)),
    cursors: offsets.slice(0, 8).map((offset) => dumpCursor(tree, offset)),
    positions: offsets.map((offset) => tree.positionAt(offset)),
  };
}

function dumpCursor(tree: SyntaxTree, offset: number): unknown {
  const cursor = tree.cursorAt(offset);
  if (cursor.kind === 'none') return 'none';
  const written = cursor.kind === 'key'
    ? cursor.write({ key: 'key', value: { kind: 'text', text: 'it: is' } }, { snippets: false, clientIndents: false })
    : cursor.write({ kind: 'list', items: [{ kind: 'text', text: 'a' }] }, { snippets: false, clientIndents: false });
  return { kind: cursor.kind, prefix: cursor.prefix, replace: cursor.replace, written };
}

function dumpNode(node: SyntaxNode | undefined): unknown {
  if (!node) return undefined;
  const place = [node.kind, node.start, node.end, node.anchor];
  if (node.origin) return [...place, 'stands for', node.origin.start];
  if (node.kind === 'scalar') return [...place, node.style, node.text, node.value];
  if (node.kind === 'list') return [...place, node.flow, node.items.map(dumpNode)];
  return [...place, node.flow, node.isDivided ?? false, node.entries.map(dumpEntry)];
}

function dumpEntry(entry: Entry): unknown {
  const { key, start, end, incomplete, merged, value } = entry;
  return [key.text, key.start, key.end, start, end, incomplete, merged, merged ? undefined : dumpNode(value)];
}

/** The entries that stay the same objects from one version to the next, with what they stand for: their lines, and the keys above. */
function kept(tree: SyntaxTree): Map<Entry, string> {
  const found = new Map<Entry, string>();
  const visit = (node: SyntaxNode | undefined): void => {
    if (node?.kind !== 'map' || !node.isDivided) return;
    for (const entry of node.entries) {
      found.set(entry, JSON.stringify([pathOf(entry), dumpText(entry, tree)]));
      visit(entry.value);
    }
  };
  visit(tree.root);
  return found;
}

function dumpText(entry: Entry, tree: SyntaxTree): string {
  return tree.text.slice(entry.start, Math.max(entry.end, entry.key.end));
}

const sources = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), { name: 'base', text: fixture('base.intspec.yaml') }];

/** Fields on several lines each, with what YAML allows between and in them. */
const blockStyle = `# above
spec_id: INT-2025-001
data_contract:
  source_record:
${Array.from({ length: 8 }, (_, at) => `    field_${String(at)}: # said of it
      type: string(20)
      required: true
      # more
      source_path: data.f${String(at)}
      enum: [a, b]
      notes: >-
        Some words
        on two lines

`).join('')}    list:
    - 1
    - a: 2
    flow: { a: [1,
      2] }
  target_record:
    t: { type: string, mapped_from: source.field_1 }
  not_written: {}
validation:
  x: 1
...
`;

describe('a text changed step by step', () => {
  for (const { name, text } of sources) {
    for (const [ends, start] of [['LF', text], ['CRLF', crlf(text)]] as const) {
      it(`is read as if anew: ${name}, ${ends}`, () => {
        fc.assert(fc.property(fc.array(randomEdit, { minLength: 1, maxLength: 6 }), (edits) => {
          let current = start;
          let tree = parseSyntax(current);
          for (const edit of edits) {
            const before = kept(tree);
            current = withEdit(current, edit);
            tree = parseSyntax(current, { previous: tree });
            assertSound(tree);
            assert.deepEqual(dump(tree), dump(parseSyntax(current)));
            for (const [entry, what] of kept(tree)) assert.equal(before.get(entry) ?? what, what, 'an entry that is the same object says the same');
          }
        }), { ...SEEDED, numRuns: 15 });
      });
    }
  }

  for (const { name, text } of [...sources, { name: 'block style', text: blockStyle }]) {
    for (const [ends, start] of [['LF', text], ['CRLF', crlf(text)]] as const) {
      it(`is read as if anew, edited line by line: ${name}, ${ends}`, () => {
        fc.assert(fc.property(fc.array(randomEditInLine, { minLength: 1, maxLength: 8 }), (edits) => {
          let current = start;
          let tree = parseSyntax(current);
          for (const edit of edits) {
            current = withEditInLine(current, edit);
            tree = parseSyntax(current, { previous: tree });
            assert.deepEqual(dump(tree), dump(parseSyntax(current)));
          }
          assertSound(tree);
        }), { ...SEEDED, numRuns: 25 });
      });
    }
  }

  for (const [before, after] of [
    ['a: 1\n- x\nb: 2\n', 'a: !t\n- x\nb: 2\n'],
    ['a: 1\n- x\nb: 2\n', 'a: "q: !t"\n- x\nb: 2\n'],
    ['a: 1\n- x\nb: 2\n', 'a: "q: &t"\n- x\nb: 2\n'],
  ] as const) {
    it(`where a value begins to look like a tag above a list: ${JSON.stringify(after)}`, () => {
      for (const [one, other] of [[before, after], [after, before]]) assert.deepEqual(dump(parseSyntax(other ?? '', { previous: parseSyntax(one ?? '') })), dump(parseSyntax(other ?? '')));
    });
  }

  it('of nothing, and to nothing', () => {
    for (const [before, after] of [['', 'a: 1\n'], ['a: 1\n', ''], ['', ''], ['a: 1', 'a: 1\n'], ['a: 1\r\nb: 2', 'a: 1\nb: 2'], ['\uFEFFa: 1\n', 'a: 1\n']] as const) {
      assert.deepEqual(dump(parseSyntax(after, { previous: parseSyntax(before) })), dump(parseSyntax(after)));
    }
  });
});

describe('a text read in parts', () => {
  /** The nodes as they are where YAML reads the whole text at once. */
  function wholeDump(text: string): { readonly root: unknown; readonly problems: unknown } {
    const lines = new Lines(text);
    const block = new Block(text, { kind: 'document', extent: findDocument(lines) }, undefined, new AnchorTable(), () => undefined);
    return { root: dumpNode(block.root), problems: block.problems };
  }

  /** Whether a map is divided is no matter of what the text says. */
  function undivided(dumped: unknown): unknown {
    return Array.isArray(dumped) ? dumped.map((each: unknown) => undivided(each === true ? false : each)) : dumped;
  }

  for (const { name, text } of sources) {
    for (const [ends, start] of [['LF', text], ['CRLF', crlf(text)]] as const) {
      it(`says what the whole says, where that has no fault: ${name}, ${ends}`, () => {
        let sound = 0;
        fc.assert(fc.property(fc.array(randomEdit, { maxLength: 2 }), (edits) => {
          const edited = edits.reduce(withEdit, start);
          const whole = wholeDump(edited);
          const tree = parseSyntax(edited);
          if (JSON.stringify(whole.problems) !== '[]') return;
          sound += 1;
          assert.deepEqual(undivided(dumpNode(tree.root)), undivided(whole.root));
          assert.deepEqual(tree.problems.filter(({ kind }) => kind !== 'multiple-documents'), []);
        }), { ...SEEDED, numRuns: 40 });
        assert.ok(sound >= 1 || name.includes('typed'), `${String(sound)} of 40 texts have no fault`);
      });
    }
  }
});

describe('the work for an edit', () => {
  const field = (at: number): string => `    field_${String(at)}:\n      type: string\n      required: true\n      notes: The field of number ${String(at)}\n`;
  const record = (count: number): string => `spec_id: INT-2025-001\ndata_contract:\n  source_record:\n${Array.from({ length: count }, (_, at) => field(at)).join('')}  not_written: {}\nvalidation:\n  x: 1\n`;

  /** The characters given to the YAML parser for a text that differs from another. */
  function work(before: string, after: string): number {
    let characters = 0;
    parseSyntax(after, { previous: parseSyntax(before), onCompose: (count) => (characters += count) });
    return characters;
  }

  for (const [what, find, put] of [
    ['a letter', 'number 40', 'number 4x0'],
    ['a key half typed', '    field_41:', '    fiel\n    field_41:'],
    ['a quote that is not closed', 'notes: The field of number 40', 'notes: "The field of number 40'],
    ['a field taken away', field(40), ''],
    ['a field put in', field(40), field(40) + field(4000)],
    ['a comment', '    field_40:', '    # what it is\n    field_40:'],
  ] as const) {
    it(`goes by what has changed, not by the size of the text: ${what}`, () => {
      const [small, large] = [50, 500].map((count) => work(record(count), record(count).replace(find, put)));
      assert.ok((small ?? 0) <= 5 * field(40).length, `${String(small)} characters`);
      assert.equal(large, small);
    });
  }

  it('goes by what has changed where others stand for it by an alias', () => {
    const text = record(50).replace('type: string', 'type: &t string').replace(/(field_4\d:\n {6}type:) string/g, '$1 *t');
    assert.ok(work(text, text.replace('number 30', 'number 3x0')) <= 2 * field(40).length);
    const renamed = work(text, text.replace('&t string', '&t text'));
    assert.ok(renamed >= 10 * field(40).length && renamed <= 13 * field(40).length, `${String(renamed)} characters`);
  });

  it('is that of the whole text where a tab indents a line, and says so', () => {
    const text = record(50).replace('  not_written: {}', '\tnot_written: {}');
    const told: string[] = [];
    let characters = 0;
    parseSyntax(text.replace('number 40', 'number 4x0'), { previous: parseSyntax(text), onCompose: (count) => (characters += count), onWhole: () => told.push('whole') });
    assert.deepEqual(told, ['whole']);
    assert.ok(characters >= text.length);
  });
});
