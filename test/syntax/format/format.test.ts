/** What formatting makes of each kind of untidiness: before, and after. What is tidy stays as it is. */
import assert from 'node:assert/strict';
import { parseSyntax } from '../../../server/src/syntax/index.ts';
import type { FormatOptions } from '../../../server/src/syntax/tree.ts';
import { apply } from '../../helpers/apply.ts';
import { crlf, dedent, rangeIn } from '../../helpers/text.ts';

interface Case {
  readonly before: string;
  /** Missing where nothing changes. */
  readonly after?: string;
  readonly step?: number;
}

const GROUPS: Record<string, Record<string, Case>> = {
  'indentation': {
    'of maps': { before: 'a:\n    b:\n       c: 1\n    d: 2\n', after: 'a:\n  b:\n    c: 1\n  d: 2\n' },
    'of the top level': { before: '  a: 1\n  b:\n    c: 1\n', after: 'a: 1\nb:\n  c: 1\n' },
    'by as many columns as the client says': { before: 'a:\n  b:\n    - c: 1\n      d: 2\n', after: 'a:\n    b:\n        - c: 1\n          d: 2\n', step: 4 },
    'of lists, as most of them are': { before: 'a:\n- x\nb:\n- y\nc:\n  - z\n', after: 'a:\n- x\nb:\n- y\nc:\n- z\n' },
    'of lists, deeper where most are': { before: 'a:\n    - x\nb:\n- y\nc:\n    - z\n', after: 'a:\n  - x\nb:\n  - y\nc:\n  - z\n' },
    'of maps in lists': { before: 'a:\n  -   b: 1\n      c:\n        d: 1\n  -\n      b: 2\n', after: 'a:\n  - b: 1\n    c:\n      d: 1\n  -\n    b: 2\n' },
    'of lists in lists': { before: 'a:\n   -  - x\n      - y\n   - - z\n', after: 'a:\n  - - x\n    - y\n  - - z\n' },
    'of text below its key': { before: 'a:\n     some\n     text\nb: 1\n', after: 'a:\n  some\n  text\nb: 1\n' },
    'of text over several lines, which keeps its shape': { before: 'a: "one\n     two\n       three"\n', after: 'a: "one\n  two\n    three"\n' },
    'of a block text': { before: 'a: |\n     one\n       two\n\n     three\nb: 1\n', after: 'a: |\n  one\n    two\n\n  three\nb: 1\n' },
    'of a block text that says its own': { before: 'a:\n    b: |2\n        one\n      two\n', after: 'a:\n  b: |2\n      one\n    two\n' },
    'of a block text in a list': { before: 'a:\n  - >-\n      one\n      two\n', after: 'a:\n  - >-\n    one\n    two\n' },
    'of braces over several lines': { before: 'a: {\n      b: 1,\n      c: [\n   1,\n         2 ]\n  }\nd: 1\n', after: 'a: {\n  b: 1,\n  c: [\n    1,\n    2]\n  }\nd: 1\n' },
    'of braces with their end below the key': { before: 'a: {\n      b: 1\n}\n', after: 'a: {\n  b: 1\n}\n' },
    'behind an anchor': { before: 'a: &x\n    b: 1\nc:\n    <<:   *x\n    d: 1\n', after: 'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n' },
    'of keys with question marks': { before: '?   a\n:   b\n', after: '? a\n: b\n' },
  },
  'blanks': {
    'around colons': { before: 'a :   1\n"b":\t2\nc:    # why\n', after: 'a: 1\n"b": 2\nc:    # why\n' },
    'at the ends of lines': { before: 'a: 1  \n  \nb: 2\t\n', after: 'a: 1\n\nb: 2\n' },
    'behind anchors and tags': { before: 'a:  &x   !!str   one\nb:   *x\n', after: 'a: &x !!str one\nb: *x\n' },
    'not in front of the colon of an alias': { before: 'a: &x one\n*x : two\n' },
    'inside braces': { before: 'a: {b:  1 ,c: 2}\nd: { e: 1 }\nf: {  }\ng: { x: 1}\n', after: 'a: { b: 1, c: 2 }\nd: { e: 1 }\nf: {}\ng: { x: 1 }\n' },
    'inside braces, where most have none': { before: 'a: {b: 1}\nc: {d: 1}\ne: { f: 1 }\n', after: 'a: {b: 1}\nc: {d: 1}\ne: {f: 1}\n' },
    'inside brackets': { before: 'a: [ 1,2 ]\nb: [3]\nc: [4, [ 5 ]]\n', after: 'a: [1, 2]\nb: [3]\nc: [4, [5]]\n' },
    'in JSON': { before: '{"a":1,"b":[true,null]}\n', after: '{"a": 1, "b": [true, null]}\n' },
    'where a value is missing in braces': { before: 'a: { b: , c: }\n' },
    'behind dashes': { before: 'a:\n  -    x\n  -  { b: 1 }\n', after: 'a:\n  - x\n  - { b: 1 }\n' },
    'at the end of the text': { before: 'a: 1\n\n\n', after: 'a: 1\n' },
    'missing at the end of the text': { before: 'a: 1\nb: 2', after: 'a: 1\nb: 2\n' },
    'not inside texts': { before: 'a: "b  c :  d"\ne: |\n  x  \n\n\n  y\t\nf: g  h\n' },
    'not at the end of a block text': { before: 'a: |+\n  x\n\n\n' },
    'in an empty text': { before: '' },
    'in a text of blanks': { before: '\n' },
    'behind a byte order mark': { before: '\uFEFFa:   1\nb: 2\n', after: '\uFEFFa: 1\nb: 2\n' },
    'between groups stay': { before: 'a: 1\n\n\nb: 2\n\nc: 3\n' },
  },
  'comments': {
    'go with what they speak of': { before: '# top\na:\n    # of b\n    b: 1\n\n    # of c\n\n    c: 2\n    # in a\n# of d\nd: 1\n# end\n', after: '# top\na:\n  # of b\n  b: 1\n\n  # of c\n\n  c: 2\n  # in a\n# of d\nd: 1\n# end\n' },
    'of what is commented out keep their level': { before: 'a:\n    b:\n        c: 1\n        # d: 2\n    # e: 3\nf: 1\n', after: 'a:\n  b:\n    c: 1\n    # d: 2\n  # e: 3\nf: 1\n' },
    'at the first column stay there': { before: 'a:\n    b: 1\n# c: 1\n    d: 1\n', after: 'a:\n  b: 1\n# c: 1\n  d: 1\n' },
    'below a key without a value belong to it': { before: 'a:\n    b:\n        # c: 1\n    d: 1\n', after: 'a:\n  b:\n    # c: 1\n  d: 1\n' },
    'at no level go to the nearest': { before: 'a:\n  b: 1\n   # c\n  d: 1\n', after: 'a:\n  b: 1\n  # c\n  d: 1\n' },
    'in lists': { before: 'a:\n    # one\n    - x\n    # two\n    - y\n', after: 'a:\n  # one\n  - x\n  # two\n  - y\n' },
    'in braces': { before: 'a: {\n    # one\n    b: 1, # two\n      # three\n}\n', after: 'a: {\n  # one\n  b: 1, # two\n  # three\n}\n' },
    'behind values keep their distance': { before: 'a:    1   # x\nb: 1 # y\n\nc: 1\t# z\n', after: 'a: 1   # x\nb: 1 # y\n\nc: 1 # z\n' },
    'in one column stay in one': { before: 'a:\n    b: 1    # one\n    cc: 22  # two\n            # more\n    d:      # three\n        e: 1\n', after: 'a:\n  b: 1    # one\n  cc: 22  # two\n          # more\n  d:      # three\n    e: 1\n' },
    'without a blank behind the mark stay comments': { before: 'a: {  b: 1 }  #x\nc:   d  #x\n', after: 'a: { b: 1 }  #x\nc: d  #x\n' },
    'lose blanks at their ends': { before: '# a  \na: 1 # b \t\n', after: '# a\na: 1 # b\n' },
  },
  'columns that are lined up': {
    'stay so': { before: dedent`
      author:                 { name: Dana, date: 2025-03-05 }
      source_system_owner:    { name: M,    date: 2025-03-07 }
      approved_for_execution: { name: Nadi, date: 2025-03-12 }
    ` },
    'are joined by what fell out of line': {
      before: 'a:     { expected: 250,  peak: 900,   hard_limit: 1000 }\nbatch: { expected: 96,   peak: 96,    hard_limit: 200 }\nlong:  { expected: 1000000, peak: 1, hard_limit: 2 }\nx: { expected: 1, peak: 2, hard_limit: 3 }\n',
      after: 'a:     { expected: 250,     peak: 900, hard_limit: 1000 }\nbatch: { expected: 96,      peak: 96,  hard_limit: 200 }\nlong:  { expected: 1000000, peak: 1,   hard_limit: 2 }\nx:     { expected: 1,       peak: 2,   hard_limit: 3 }\n',
    },
    'at their ends stay so': { before: 'a: { x:  250, y: 1 }\nb: { x:   96, y: 1 }\nc: { x: 1000, y: 1 }\n' },
    'of values': { before: 'a:   1\nbcd: 2\nef:  3\n' },
    'of values, over comments': { before: 'a:   1\n# why\nbcd: 2\n' },
    'are not made where there are none': { before: 'a:  1\nbcdef: 2\ng: 3\n', after: 'a: 1\nbcdef: 2\ng: 3\n' },
    'are not taken for such where rows are of one length by chance': { before: 'a: { x:   1, y: 2 }\nb: { x:   3, y: 4 }\nlong: { x:   5, y: 6 }\n', after: 'a: { x: 1, y: 2 }\nb: { x: 3, y: 4 }\nlong: { x: 5, y: 6 }\n' },
    'do not reach over blank lines': { before: 'a:   1\n\nbcd: 2\n', after: 'a: 1\n\nbcd: 2\n' },
    'in lists': { before: 'a:\n    - { x: 1,   y: 1 }\n    - { x: 100, y: 2 }\n', after: 'a:\n  - { x: 1,   y: 1 }\n  - { x: 100, y: 2 }\n' },
  },
  'quotes': {
    'become those of most': { before: 'a: "x"\nb: \'y\'\nc: "z"\n\'d\': 1\n', after: 'a: "x"\nb: "y"\nc: "z"\n"d": 1\n' },
    'become single ones where most are': { before: "a: 'x'\nb: \"y\"\nc: 'z'\n", after: "a: 'x'\nb: 'y'\nc: 'z'\n" },
    'stay where the text would need escapes': { before: 'a: "x"\nb: \'"y"\'\nc: \'it\'\'s\'\nd: "z"\ne: \'\\d+\'\n' },
    'are neither added nor removed': { before: 'a: "Yes"\nb: x\nc: "y"\nd: "2025-01-01"\n' },
  },
  'faults': {
    'leave their section alone': { before: 'a:\n    b:   1\nc:\n    d: "open\n    e:   1\nf:\n    g:   1\n', after: 'a:\n  b: 1\nc:\n    d: "open\n    e:   1\nf:\n  g: 1\n' },
    'in a text that is indented as a whole leave it as it is': { before: '  a:   1\n  b: {x: 1\n  c:   2\n' },
    'leave entries that are indented unlike the first column alone': { before: 'a:   1\n  b: {x: 1\n  c:   2\n', after: 'a:   1\n  b: {x: 1\n  c:   2\n' },
    'that swallow text leave it alone': { before: 'a:   1\nb:   x #y\nc:   1\n', after: 'a: 1\nb:   x #y\nc: 1\n' },
    'but a key given twice is no such': { before: 'a:   1\na:   2\n', after: 'a: 1\na: 2\n' },
    'leave a second document alone': { before: 'a:   1\n---\nb:   1\n', after: 'a: 1\n---\nb:   1\n' },
  },
};

function format(text: string, options: FormatOptions): string {
  return apply(text, parseSyntax(text).format(options));
}

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`formatting: ${group}`, () => {
    for (const [name, { before, after = before, step = 2 }] of Object.entries(cases)) {
      it(name, () => {
        assert.equal(format(before, { step }), after);
        assert.equal(format(after, { step }), after, 'formatted again');
        assert.equal(format(crlf(before), { step }), crlf(after), 'with CRLF');
      });
    }
  });
}

describe('formatting a range', () => {
  const cases: Record<string, readonly [string, string]> = {
    'changes its lines only': ['a:   1\n<<b:   2\n>>c:   3\n', 'a:   1\nb: 2\nc:   3\n'],
    'indents what lies in it as a whole': ['a:\n    b:\n<<         c: 1\n         d: 1>>\n    e: 1\n', 'a:\n    b:\n      c: 1\n      d: 1\n    e: 1\n'],
    'leaves the indentation of what does not': ['a:\n    b:\n<<         c:   1>>\n         d: 1\n', 'a:\n    b:\n         c: 1\n         d: 1\n'],
    'at a cursor formats its line': ['a:   1\nb: <<>>  2\n', 'a:   1\nb: 2\n'],
  };
  for (const [name, [marked, after]] of Object.entries(cases)) {
    it(name, () => {
      const { text, range } = rangeIn(marked);
      assert.equal(format(text, { step: 2, range }), after);
    });
  }
});
