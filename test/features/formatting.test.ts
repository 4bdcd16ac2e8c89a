/** Formatting as clients ask for it; what it does to a text, test/syntax/format has. */
import assert from 'node:assert/strict';
import { formatting, formattingOnType } from '../../server/src/features/formatting.ts';
import { applyLspEdits, specOf } from '../helpers/features.ts';
import { examples, filesIn } from '../helpers/files.ts';
import { crlf, cursorIn, rangeIn } from '../helpers/text.ts';

const TWO = { tabSize: 2, insertSpaces: true };

/** The text after a line end was typed, with the cursor where the client leaves it: behind the blanks of its line. */
function typed(marked: string, tabSize = 2): string {
  const { text, offset } = cursorIn(marked);
  const spec = specOf(text);
  const edits = formattingOnType(spec, spec.tree.positionAt(offset), '\n', { tabSize, insertSpaces: true });
  assert.ok(edits.length < 2);
  const line = spec.tree.positionAt(offset).line;
  for (const { range } of edits) assert.deepEqual([range.start.line, range.end.line], [line, line], 'another line changes');
  const after = applyLspEdits(text, edits);
  const lines = after.split('\n');
  const cursor = (lines[line] ?? '').replace(/\r$/, '').length;
  lines[line] = `${(lines[line] ?? '').slice(0, cursor)}<|>${(lines[line] ?? '').slice(cursor)}`;
  return lines.join('\n');
}

const LINES: Record<string, readonly [string, string]> = {
  'deeper behind a key': ['a:\n<|>', 'a:\n  <|>'],
  'deeper by as many columns as the document’s other maps': ['x:\n   y: 1\na:\n<|>', 'x:\n   y: 1\na:\n   <|>'],
  'deeper behind a nested key': ['a:\n  b:\n  <|>\n  c: 1\n', 'a:\n  b:\n    <|>\n  c: 1\n'],
  'deeper behind a key with a comment': ['a: # why\n<|>', 'a: # why\n  <|>'],
  'deeper behind an anchor': ['a: &x\n<|>', 'a: &x\n  <|>'],
  'as deep as what is there already': ['a:\n<|>\n    b: 1\n', 'a:\n    <|>\n    b: 1\n'],
  'as deep as the list that is there already': ['a:\n  <|>\n- x\n', 'a:\n<|>\n- x\n'],
  'deeper, where the next key is none of it': ['a:\n<|>\nb: 1\n', 'a:\n  <|>\nb: 1\n'],
  'below a key that has a value': ['a:\n  b: 1\n<|>', 'a:\n  b: 1\n  <|>'],
  'below a key that has a value with a comment': ['a:\n  b: 1 # x\n      <|>', 'a:\n  b: 1 # x\n  <|>'],
  'below a key that has quotes': ['a:\n  b: "c: {"\n<|>', 'a:\n  b: "c: {"\n  <|>'],
  'below a key with braces': ['a:\n  b: { c: 1 }\n<|>', 'a:\n  b: { c: 1 }\n  <|>'],
  'at the next dash': ['a:\n  - x\n<|>', 'a:\n  - x\n  <|>'],
  'at the next dash behind quotes': ['a:\n  - "x: y"\n    <|>', 'a:\n  - "x: y"\n  <|>'],
  'behind the dash, in a map of a list': ['a:\n  - b: 1\n  <|>', 'a:\n  - b: 1\n    <|>'],
  'deeper behind a key behind a dash': ['a:\n  - b:\n<|>', 'a:\n  - b:\n      <|>'],
  'behind a dash alone': ['a:\n  -\n<|>', 'a:\n  -\n    <|>'],
  'in a list of lists': ['a:\n  - - x\n<|>', 'a:\n  - - x\n    <|>'],
  'deeper in a block text': ['a:\n  b: >-\n<|>', 'a:\n  b: >-\n    <|>'],
  'as it is within a block text': ['a:\n  b: |\n    c:\n    <|>', 'a:\n  b: |\n    c:\n    <|>'],
  'as deep as the line above within a block text': ['a:\n  b: |\n    c:\n      <|>', 'a:\n  b: |\n    c:\n    <|>'],
  'as it is behind an empty line': ['a:\n  b:\n\n<|>', 'a:\n  b:\n\n<|>'],
  'as it is behind a comment': ['a:\n  b: 1\n  # c:\n  <|>', 'a:\n  b: 1\n  # c:\n  <|>'],
  'as it is within open braces': ['a: {\n    <|>', 'a: {\n    <|>'],
  'as it is within braces': ['a: {\n    <|>\n}\n', 'a: {\n    <|>\n}\n'],
  'as it is within open quotes': ['a: "b:\n   <|>', 'a: "b:\n   <|>'],
  'as it is within text over several lines': ['a: "b\n   c:\n <|>\n   d"\n', 'a: "b\n   c:\n <|>\n   d"\n'],
  'as it is behind text without a key': ['a:\n  bc\n <|>', 'a:\n  bc\n <|>'],
  'as it is behind a marker': ['---\n  <|>', '---\n  <|>'],
};

describe('a new line starts', () => {
  for (const [name, [before, after]] of Object.entries(LINES)) {
    it(name, () => {
      assert.equal(typed(before), after);
      assert.equal(typed(after), after, 'asked again');
      assert.equal(typed(crlf(before)), crlf(after), 'with CRLF');
    });
  }

  it('as deep as the client indents', () => {
    assert.equal(typed('a:\n  <|>', 4), 'a:\n    <|>');
    assert.equal(typed('x: { y: 1 }\nl:\n- z\na:\n  <|>', 4), 'x: { y: 1 }\nl:\n- z\na:\n    <|>');
  });

  it('as deep as the document indents, whatever the client does', () => {
    assert.equal(typed('x:\n  y: 1\na:\n    <|>', 4), 'x:\n  y: 1\na:\n  <|>');
  });

  it('as it is where something stands in it', () => {
    assert.equal(typed('a:\n<|>b: 1\n'.replace('<|>b', 'b<|>')), 'a:\nb: 1<|>\n');
  });

  it('after any other character as it is', () => {
    const spec = specOf('a:\n');
    assert.deepEqual(formattingOnType(spec, { line: 1, character: 0 }, 'x', TWO), []);
  });
});

describe('formatting', () => {
  it('is asked for by lines and columns', () => {
    const spec = specOf('a:\n    b:   1\n');
    assert.equal(applyLspEdits(spec.tree.text, formatting(spec, TWO)), 'a:\n  b: 1\n');
  });

  it('of a range leaves the rest', () => {
    const { text, range } = rangeIn('a:   1\nb:<<   >>2\nc:   3\n');
    const spec = specOf(text);
    const edits = formatting(spec, TWO, { start: spec.tree.positionAt(range.start), end: spec.tree.positionAt(range.end) });
    assert.equal(applyLspEdits(text, edits), 'a:   1\nb: 2\nc:   3\n');
  });

  it('stands odd options', () => {
    const spec = specOf('a:\n b: 1\n');
    for (const [tabSize, indent] of [[0, 2], [-1, 2], [2.5, 2], [Number.NaN, 2], [1000, 16], [3, 3]] as const) {
      assert.equal(applyLspEdits(spec.tree.text, formatting(spec, { tabSize, insertSpaces: false })), `a:\n${' '.repeat(indent)}b: 1\n`);
    }
  });
});

describe('a new line at every place', function () {
  this.timeout(120_000);
  for (const { name, text } of [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml')]) {
    it(`of ${name} changes blanks of its line at most`, () => {
      for (let offset = 0; offset <= text.length; offset += 397) {
        const split = `${text.slice(0, offset)}\n${text.slice(offset)}`;
        const spec = specOf(split);
        for (const edit of formattingOnType(spec, spec.tree.positionAt(offset + 1), '\n', TWO)) {
          assert.match(edit.newText, /^ *$/);
          assert.equal(split.slice(spec.tree.offsetAt(edit.range.start), spec.tree.offsetAt(edit.range.end)).trim(), '');
        }
      }
    });
  }
});
