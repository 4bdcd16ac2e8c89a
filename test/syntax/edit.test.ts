/** Changes of each kind: the text before, and after. */
import assert from 'node:assert/strict';
import type { Change, Draft, RenderOptions } from '../../server/src/syntax/change.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SyntaxNode, SyntaxTree } from '../../server/src/syntax/tree.ts';
import { entryOf, resolvePath } from '../../server/src/syntax/tree.ts';
import { changed } from '../helpers/apply.ts';
import { problemsOf } from '../helpers/plain.ts';
import { crlf, dedent, lf } from '../helpers/text.ts';

class Doc {
  readonly tree: SyntaxTree;

  constructor(text: string) {
    this.tree = parseSyntax(text);
  }

  /** The entry at a path such as `a.b.0.c`. */
  entry(path: string): Entry {
    const found = resolvePath(this.tree.root, path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
    assert.ok(found?.kind === 'entry', path);
    return found;
  }

  /** The map at a path; the top level without one. */
  map(path?: string): MapNode {
    const found = path === undefined ? this.tree.root : resolvePath(this.tree.root, path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
    const value = found?.kind === 'entry' ? found.value : found;
    assert.ok(value?.kind === 'map', path);
    return value;
  }

  list(path: string): ListNode {
    const { value } = this.entry(path);
    assert.ok(value?.kind === 'list');
    return value;
  }

  item(path: string, at: number): SyntaxNode {
    const item = this.list(path).items[at];
    assert.ok(item);
    return item;
  }

  scalar(path: string): ScalarNode {
    const { value } = this.entry(path);
    assert.ok(value?.kind === 'scalar');
    return value;
  }
}

function nested(node: SyntaxNode, at: number): SyntaxNode {
  assert.ok(node.kind === 'list' && node.items[at]);
  return node.items[at];
}

const text = (value: string): Draft => ({ kind: 'text', text: value });
const hole: Draft = { kind: 'hole', label: 'x' };
const record: Draft = { kind: 'map', entries: [{ key: 'p', value: text('1') }, { key: 'q', value: hole }] };
const inlineRecord: Draft = { ...record, inline: true };
const items: Draft = { kind: 'list', items: [text('one'), text('two: 2')] };
const insert = (into: Entry | MapNode | 'document', key: string, value: Draft, order?: readonly string[]): Change => ({ kind: 'insertEntry', into, entry: { key, value }, ...(order && { order }) });
const slices = (doc: Doc, path: string, ...at: readonly [number, number][]): Extract<Change, { kind: 'replaceSlice' }>[] => at.map(([start, end]) => ({ kind: 'replaceSlice', of: doc.scalar(path), slice: { start, end }, text: "n'0" }));
const ABC = ['a', 'b', 'c', 'd', 'e'];

interface Case {
  readonly before: string;
  readonly change: (doc: Doc) => Change | Change[];
  readonly after: string;
  readonly options?: RenderOptions;
}

const GROUPS: Record<string, Record<string, Case>> = {
  'insertEntry': {
    'behind the key that precedes it': { before: 'a: 1 # one\n\nc: 3\n', change: (doc) => insert(doc.map(), 'b', text('x'), ABC), after: 'a: 1 # one\nb: x\n\nc: 3\n' },
    'in front of those that follow': { before: '# top\n\n# of b\nb: 1\nc: 2\n', change: (doc) => insert(doc.map(), 'a', text('x'), ABC), after: '# top\n\na: x\n# of b\nb: 1\nc: 2\n' },
    'at the end, without an order': { before: 'a: 1\nb:\n  c: 2\n  # of b\n# end\n', change: (doc) => insert(doc.map(), 'z', text('x')), after: 'a: 1\nb:\n  c: 2\n  # of b\nz: x\n# end\n' },
    'several, in order': {
      before: 'b: 1\nd: 2\n', change: (doc) => [insert(doc.map(), 'e', text('5'), ABC), insert(doc.map(), 'c', text('3'), ABC), insert(doc.map(), 'a', text('1'), ABC)], after: 'a: "1"\nb: 1\nc: "3"\nd: 2\ne: "5"\n',
    },
    'a record, set apart as others are': { before: 'a:\n  x: 1\n\nc:\n  x: 1\n', change: (doc) => insert(doc.map(), 'b', record, ABC), after: 'a:\n  x: 1\n\nb:\n  p: "1"\n  q: <x>\n\nc:\n  x: 1\n' },
    'a record, close as others are': { before: 'a:\n  x: 1\nc:\n  x: 1\n', change: (doc) => insert(doc.map(), 'b', record, ABC), after: 'a:\n  x: 1\nb:\n  p: "1"\n  q: <x>\nc:\n  x: 1\n' },
    'a record, indented by four': { before: 'a:\n    x:\n        y: 1\n', change: (doc) => insert(doc.map('a'), 'z', record), after: 'a:\n    x:\n        y: 1\n    z:\n        p: "1"\n        q: <x>\n' },
    'a list, as others are': { before: 'a:\n- x\nb: 1\n', change: (doc) => insert(doc.map(), 'c', items), after: 'a:\n- x\nb: 1\nc:\n- one\n- "two: 2"\n' },
    'a list, indented as others are': { before: 'a:\n    - x\n', change: (doc) => insert(doc.map(), 'c', items), after: 'a:\n    - x\nc:\n    - one\n    - "two: 2"\n' },
    'a record on one line': { before: 'a: {x: 1}\n', change: (doc) => insert(doc.map(), 'b', inlineRecord), after: 'a: {x: 1}\nb: {p: "1", q: <x>}\n' },
    'between braces': { before: 'a: { b: 1, d: 2 } # x\n', change: (doc) => insert(doc.map('a'), 'c', record, ABC), after: 'a: { b: 1, c: { p: "1", q: <x> }, d: 2 } # x\n' },
    'between braces, first': { before: 'a: {b: 1}\n', change: (doc) => insert(doc.map('a'), 'a', text('x, y'), ABC), after: 'a: {a: "x, y", b: 1}\n' },
    'between braces, behind a comma': { before: 'a: {b: 1, }\n', change: (doc) => insert(doc.map('a'), 'c', text('x')), after: 'a: {b: 1, c: x, }\n' },
    'between empty braces': { before: 'a: {}\nb: { x: 1 }\n', change: (doc) => insert(doc.map('a'), 'c', text('x')), after: 'a: { c: x }\nb: { x: 1 }\n' },
    'between braces over several lines': { before: 'a: {\n  b: 1, # one\n  c: 2\n}\n', change: (doc) => insert(doc.map('a'), 'd', text('x')), after: 'a: {\n  b: 1, # one\n  c: 2, d: x\n}\n' },
    'beside what is merged in': { before: 'a: &a {x: 1}\nb:\n  <<: *a\nc: 1\n', change: (doc) => insert(doc.map('b'), 'y', text('v')), after: 'a: &a {x: 1}\nb:\n  <<: *a\n  y: v\nc: 1\n' },
    'beside what is merged in, in braces': { before: 'a: &a {x: 1}\nb: {<<: *a}\n', change: (doc) => insert(doc.map('b'), 'y', text('v')), after: 'a: &a {x: 1}\nb: {y: v,<<: *a}\n' },
    'into a key without a value': { before: 'a: # why\nb: 1\n', change: (doc) => insert(doc.entry('a'), 'x', record), after: 'a: # why\n  x:\n    p: "1"\n    q: <x>\nb: 1\n' },
    'into a key with null': { before: 'a: ~ # why\nb: 1\n', change: (doc) => insert(doc.entry('a'), 'x', text('v')), after: 'a: # why\n  x: v\nb: 1\n' },
    'into a key with empty text': { before: 'a: ""\n', change: (doc) => insert(doc.entry('a'), 'x', text('v')), after: 'a:\n  x: v\n' },
    'into a key between braces': { before: 'a: { b: , c: 1 }\n', change: (doc) => insert(doc.entry('a.b'), 'x', text('v')), after: 'a: { b: { x: v }, c: 1 }\n' },
    'into a key with braces': { before: 'a: {}\n', change: (doc) => insert(doc.entry('a'), 'x', text('v')), after: 'a: { x: v }\n' },
    'into the item of a list, first': { before: 'a:\n  - b: 1\n    c: 2\n', change: (doc) => insert(doc.map('a.0'), 'a', record, ABC), after: 'a:\n  - a:\n      p: "1"\n      q: <x>\n    b: 1\n    c: 2\n' },
    'into the item of a list, last': { before: 'a:\n  - b: 1 # one\n  - b: 2\n', change: (doc) => insert(doc.map('a.0'), 'c', text('x'), ABC), after: 'a:\n  - b: 1 # one\n    c: x\n  - b: 2\n' },
    'below a block text': { before: 'a:\n  b: |\n    x\n\n    y\n\nc: 1\n', change: (doc) => insert(doc.map('a'), 'd', text('v')), after: 'a:\n  b: |\n    x\n\n    y\n  d: v\n\nc: 1\n' },
    'at the end of a text without a line end': { before: 'a:\n  b: 1', change: (doc) => insert(doc.map('a'), 'c', text('v')), after: 'a:\n  b: 1\n  c: v' },
    'at the end of a text without a line end, as a snippet': { before: 'a:\n  b: $1', change: (doc) => insert(doc.map('a'), 'c', hole), after: 'a:\n  b: \\$1\n  c: ${1:<x>}', options: { snippets: true } },
    'into an empty document': { before: '', change: () => [insert('document', 'a', text('x')), insert('document', 'b', record)], after: 'a: x\n\nb:\n  p: "1"\n  q: <x>\n' },
    'a hole in the quotes that it will need': { before: 'a: 1\n', change: (doc) => [insert(doc.map(), 'b', { ...hole, like: 'p: q' }), insert(doc.map(), 'c', { ...hole, like: 'p q' })], after: 'a: 1\nb: "${1:<x>}"\nc: ${2:<x>}\n', options: { snippets: true } },
    'into a document of comments': { before: '# top', change: () => insert('document', 'a', text('x')), after: '# top\na: x\n' },
    'into a document with a byte-order mark': { before: '\uFEFFb: 1\n', change: (doc) => insert(doc.map(), 'a', text('x'), ABC), after: '\uFEFFa: x\nb: 1\n' },
    'into a document with markers': { before: '---\nb: 1\n...\n', change: (doc) => [insert(doc.map(), 'a', text('x'), ABC), insert(doc.map(), 'c', text('x'), ABC)], after: '---\na: x\nb: 1\nc: x\n...\n' },
    'in the quotes of the document': { before: 'a: "x"\nb: "y"\n', change: (doc) => insert(doc.map(), 'c', text('z')), after: 'a: "x"\nb: "y"\nc: "z"\n' },
    'in single quotes of the document': { before: "a: 'x'\n", change: (doc) => insert(doc.map(), 'c', text("it's")), after: "a: 'x'\nc: 'it''s'\n" },
    'with tab stops': {
      before: 'a: 1\n', change: (doc) => insert(doc.map(), 'b', { kind: 'map', entries: [{ key: { label: 'name' }, value: hole }, { key: 'c', value: { kind: 'suggestion', value: true, choices: [false] } }, { key: 'd', value: text('$5 \\ }') }] }),
      after: 'a: 1\n\nb:\n  ${1:name}: ${2:<x>}\n  c: ${3|true,false|}\n  d: \\$5 \\\\ \\}\n', options: { snippets: true },
    },
    'without tab stops, where there are none': { before: 'a: 1\n', change: (doc) => insert(doc.map(), 'b', text('$1 ${x} \\')), after: 'a: 1\nb: $1 ${x} \\\n', options: { snippets: true } },
    'a text of several lines below each other, where it is to': { before: 'a:\n    x: 1\n', change: (doc) => insert(doc.map('a'), 'y', { kind: 'text', text: 'b: #1\n\n  c', block: true }), after: 'a:\n    x: 1\n    y: |-\n        b: #1\n\n          c\n' },
    'a text of several lines in quotes, where it cannot': { before: 'a: 1\n', change: (doc) => [insert(doc.map(), 'b', { kind: 'text', text: ' x\ny', block: true }), insert(doc.map(), 'c', { kind: 'text', text: 'x\ny' })], after: 'a: 1\nb: " x\\ny"\nc: "x\\ny"\n' },
    'with keys that need quotes': { before: 'a: 1\n', change: (doc) => insert(doc.map(), 'x: y', text('v')), after: 'a: 1\n"x: y": v\n' },
  },
  'appendItem': {
    'to a list': { before: 'a:\n  - x # one\n  - y\nb: 1\n', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: text('z') }), after: 'a:\n  - x # one\n  - y\n  - z\nb: 1\n' },
    'to a list at its key’s column': { before: 'a:\n- x\nb: 1\n', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: text('z: 1') }), after: 'a:\n- x\n- "z: 1"\nb: 1\n' },
    'to a list of records': { before: 'a:\n  - x: 1\n    y: 2\n', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: inlineRecord }), after: 'a:\n  - x: 1\n    y: 2\n  - { p: "1", q: <x> }\n' },
    'to a list in brackets': { before: 'a: [x, y] # one\n', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: text('p, q') }), after: 'a: [x, y, "p, q"] # one\n' },
    'to an empty list': { before: 'a: []\n', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: text('x') }), after: 'a: [x]\n' },
    'to nothing': { before: 'a: # why\nb:\n  - x\n', change: (doc) => ({ kind: 'appendItem', into: doc.entry('a'), item: text('x') }), after: 'a:\n  - x # why\nb:\n  - x\n' },
    'at the end of the text': { before: 'a:\n  - x', change: (doc) => ({ kind: 'appendItem', into: doc.list('a'), item: text('y') }), after: 'a:\n  - x\n  - y' },
  },
  'removeItem': {
    'from a list': { before: 'a:\n  - x # one\n  - y\n  - z\nb: 1\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 1) }), after: 'a:\n  - x # one\n  - z\nb: 1\n' },
    'from a list at its key’s column': { before: 'a:\n- x\n- y\nb: 1\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 0) }), after: 'a:\n- y\nb: 1\n' },
    'with a comment on its line': { before: 'a:\n  - x # why\n  - y\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 0) }), after: 'a:\n  # why\n  - y\n' },
    'over several lines': { before: 'a:\n  - >-\n    x\n    y\n\n  - z\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 0) }), after: 'a:\n\n  - z\n' },
    'of a list in a list': { before: 'a:\n  - - x\n    - y\n', change: (doc) => ({ kind: 'removeItem', item: nested(doc.item('a', 0), 0) }), after: 'a:\n  - - y\n' },
    'that holds a dash': { before: 'a:\n  - x-y - z\n  - b-c\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 1) }), after: 'a:\n  - x-y - z\n' },
    'behind an anchor with a dash': { before: 'a:\n  - x\n  - &p-q x-y\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 1) }), after: 'a:\n  - x\n' },
    'behind an anchor': { before: 'a:\n  - &x x-y\n  - z\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 0) }), after: 'a:\n  - z\n' },
    'from brackets': { before: 'a: [x, y, z] # one\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 1) }), after: 'a: [x, z] # one\n' },
    'from brackets, last': { before: 'a: [x, &y y]\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 1) }), after: 'a: [x]\n' },
    'from brackets, several': { before: 'a: [x, y, z]\n', change: (doc) => [{ kind: 'removeItem', item: doc.item('a', 0) }, { kind: 'removeItem', item: doc.item('a', 1) }], after: 'a: [z]\n' },
    'the only one': { before: 'a:\n  - x # why\nb: 1\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('a', 0) }), after: 'a: []\n  # why\nb: 1\n' },
    'all in brackets': { before: 'a: [x, y]\n', change: (doc) => [{ kind: 'removeItem', item: doc.item('a', 0) }, { kind: 'removeItem', item: doc.item('a', 1) }], after: 'a: []\n' },
    'an alias': { before: 'a: &p x\nb:\n  - *p\n  - y\n', change: (doc) => ({ kind: 'removeItem', item: doc.item('b', 0) }), after: 'a: &p x\nb:\n  - y\n' },
  },
  'replaceValue': {
    'a text': { before: 'a: x y # one\nb: 1\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: text('z') }), after: 'a: z # one\nb: 1\n' },
    'a text that needs quotes': { before: 'a: x\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: text('yes: no') }), after: 'a: "yes: no"\n' },
    'in its quotes': { before: "a: 'x'\nb: \"y\"\nc: z\nd: z\ne: z\n", change: (doc) => [{ kind: 'replaceValue', of: doc.scalar('a'), value: text('p') }, { kind: 'replaceValue', of: doc.scalar('b'), value: text('q') }], after: "a: 'p'\nb: \"q\"\nc: z\nd: z\ne: z\n" },
    'a literal': { before: 'a: Yes\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: { kind: 'literal', value: true } }), after: 'a: true\n' },
    'a text that looks like one': { before: 'a: x\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: text('true') }), after: 'a: "true"\n' },
    'nothing by a text': { before: 'a:\nb: 1\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: text('x') }), after: 'a: x\nb: 1\n' },
    'a text by a record': { before: 'a: TBD # one\nb:\n    c: 1\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('b.c'), value: record }), after: 'a: TBD # one\nb:\n    c:\n        p: "1"\n        q: <x>\n' },
    'a block text': { before: 'a: >- # why\n  x\n  y\n\nb: 1\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: text('z') }), after: 'a: z\n# why\n\nb: 1\n' },
    'a record by a text': { before: 'a:\n  b: 1 # one\n  # two\n  c: 2\nd: 1\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: items }), after: 'a:\n  - one\n  - "two: 2"\n  # one\n  # two\nd: 1\n' },
    'in braces': { before: 'a: { b: x, c: 1 }\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a.b'), value: text('p, q') }), after: 'a: { b: "p, q", c: 1 }\n' },
    'in brackets': { before: 'a: [x, y]\n', change: (doc) => ({ kind: 'replaceValue', of: doc.list('a').items[0] ?? doc.list('a'), value: text('z') }), after: 'a: [z, y]\n' },
    'an item': { before: 'a:\n  - x # one\n  - y\n', change: (doc) => ({ kind: 'replaceValue', of: doc.list('a').items[0] ?? doc.list('a'), value: text('z') }), after: 'a:\n  - z # one\n  - y\n' },
    'by a choice': { before: 'a: x\n', change: (doc) => ({ kind: 'replaceValue', of: doc.entry('a'), value: { kind: 'hole', label: 'x', choices: ['A|B', 'C'] } }), after: 'a: ${1|A\\|B,C|}\n', options: { snippets: true } },
  },
  'renameKey': {
    'plain': { before: 'ab: 1 # one\n', change: (doc) => ({ kind: 'renameKey', entry: doc.entry('ab'), key: 'c' }), after: 'c: 1 # one\n' },
    'in quotes': { before: '"ab": 1\n\'c\': 2\n', change: (doc) => [{ kind: 'renameKey', entry: doc.entry('ab'), key: 'x"y' }, { kind: 'renameKey', entry: doc.entry('c'), key: "it's" }], after: "'x\"y': 1\n'it''s': 2\n" },
    'in braces': { before: 'a: { b: 1 }\n', change: (doc) => ({ kind: 'renameKey', entry: doc.entry('a.b'), key: 'c' }), after: 'a: { c: 1 }\n' },
    'that then needs quotes': { before: 'a: 1\n', change: (doc) => ({ kind: 'renameKey', entry: doc.entry('a'), key: 'x: y' }), after: '"x: y": 1\n' },
  },
  'removeEntry': {
    'with its lines': { before: 'a: 1\nb:\n  c: 1\n  d: 2\n\ne: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('b') }), after: 'a: 1\n\ne: 1\n' },
    'but not with comments': { before: 'a: 1\n# above\nb: # behind\n  # in\n  c: 1 # of c\n  # below\ne: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('b') }), after: 'a: 1\n# above\n# behind\n# in\n# of c\n  # below\ne: 1\n' },
    'first': { before: 'a: 1\nb: 2\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a') }), after: 'b: 2\n' },
    'last': { before: 'a: 1\nb: 2', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('b') }), after: 'a: 1\n' },
    'the only one': { before: 'a: # why\n  b: 1 # one\nc: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'a: {}\n  # why\n  # one\nc: 1\n' },
    'the only one of the document': { before: '# top\na: 1 # one\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a') }), after: '# top\n{}\n# one\n' },
    'all': { before: 'a:\n  b: 1\n  c: 2\nd: 1\n', change: (doc) => [{ kind: 'removeEntry', entry: doc.entry('a.b') }, { kind: 'removeEntry', entry: doc.entry('a.c') }], after: 'a: {}\nd: 1\n' },
    'all but what is merged in': { before: 'x: &x {y: 1}\na:\n  <<: *x\n  b: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'x: &x {y: 1}\na:\n  <<: *x\n' },
    'first in a list': { before: 'a:\n  - b: 1 # one\n    c: 2\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.0.b') }), after: 'a:\n  - # one\n    c: 2\n' },
    'last in a list': { before: 'a:\n  - b: 1\n    c: 2 # two\n  - b: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.0.c') }), after: 'a:\n  - b: 1\n    # two\n  - b: 1\n' },
    'first in braces': { before: 'a: { b: 1, c: 2 }\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'a: { c: 2 }\n' },
    'last in braces': { before: 'a: { b: 1, c: 2 }\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.c') }), after: 'a: { b: 1 }\n' },
    'the only one in braces': { before: 'a: { b: 1 }\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'a: {}\n' },
    'two in braces': { before: 'a: { b: 1, c: 2, d: 3 }\n', change: (doc) => [{ kind: 'removeEntry', entry: doc.entry('a.c') }, { kind: 'removeEntry', entry: doc.entry('a.d') }], after: 'a: { b: 1 }\n' },
    'in braces, with a comment': { before: 'a: {\n  b: 1, # one\n  c: 2\n}\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'a: {\n  # one\n  c: 2\n}\n' },
    'behind what is merged in, in braces': { before: 'x: &x {y: 1}\na: {<<: *x, b: 1}\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a.b') }), after: 'x: &x {y: 1}\na: {<<: *x}\n' },
    'with a block text': { before: 'a: |\n  x\n\n  y\nb: 1\n', change: (doc) => ({ kind: 'removeEntry', entry: doc.entry('a') }), after: 'b: 1\n' },
  },
  'reorder': {
    'with comments and blank lines': {
      before: '# top\n\nx: 1\n\n# of c\nc:\n  y: 1 # one\n  # in c\n\n# of a\na:\n  y: 2\n# end\n', change: (doc) => ({ kind: 'reorder', map: doc.map(), keys: ['x', 'a', 'c'] }), after: '# top\n\nx: 1\n\n# of a\na:\n  y: 2\n\n# of c\nc:\n  y: 1 # one\n  # in c\n# end\n',
    },
    'without blank lines': { before: 'c:\n  y: 1\nb:\n  y: 1\na:\n  y: 1\n', change: (doc) => ({ kind: 'reorder', map: doc.map(), keys: ABC }), after: 'a:\n  y: 1\nb:\n  y: 1\nc:\n  y: 1\n' },
    'with keys that are not listed': { before: 'c: 1\nz: 1\na: 1\n', change: (doc) => ({ kind: 'reorder', map: doc.map(), keys: ABC }), after: 'a: 1\nc: 1\nz: 1\n' },
    'at the end of a text without a line end': { before: 'b: 1\na: 1', change: (doc) => ({ kind: 'reorder', map: doc.map(), keys: ABC }), after: 'a: 1\nb: 1\n' },
    'in order already': { before: 'a: 1\n\nb: 1\n\n', change: (doc) => ({ kind: 'reorder', map: doc.map(), keys: ABC }), after: 'a: 1\n\nb: 1\n\n' },
    'not in a list, where a dash holds the first': { before: '- b: 1\n  a: 1\n', change: (doc) => ({ kind: 'reorder', map: doc.map('0'), keys: ABC }), after: '- b: 1\n  a: 1\n' },
  },
  'removeComment': {
    'on its own line': { before: 'a:\n  # x\n  b: 1\n', change: (doc) => doc.tree.comments.map((comment) => ({ kind: 'removeComment', comment })), after: 'a:\n  b: 1\n' },
    'behind a value': { before: 'a: 1   # x\nb: 1 # y', change: (doc) => doc.tree.comments.map((comment) => ({ kind: 'removeComment', comment })), after: 'a: 1\nb: 1' },
  },
  'insertComment': {
    'above a line': { before: 'a: 1\nb: 2 # two\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('b'), text: 'x' }), after: 'a: 1\n# x\nb: 2 # two\n' },
    'above a value, indented as its line': { before: 'a:\n    b: 1\n', change: (doc) => ({ kind: 'insertComment', above: doc.scalar('a.b'), text: 'x' }), after: 'a:\n    # x\n    b: 1\n' },
    'above an item': { before: 'a:\n  - x\n  - y\n', change: (doc) => ({ kind: 'insertComment', above: doc.item('a', 1), text: 'x' }), after: 'a:\n  - x\n  # x\n  - y\n' },
    'above the first key behind a dash': { before: 'a:\n  - b: 1\n    c: 2\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a.0.b'), text: 'x' }), after: 'a:\n  # x\n  - b: 1\n    c: 2\n' },
    'above a further key behind a dash': { before: 'a:\n  - b: 1\n    c: 2\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a.0.c'), text: 'x' }), after: 'a:\n  - b: 1\n    # x\n    c: 2\n' },
    'between braces over several lines': { before: 'a: {\n  b: 1,\n  c: 2 }\n', change: (doc) => ({ kind: 'insertComment', above: doc.scalar('a.c'), text: 'x' }), after: 'a: {\n  b: 1,\n  # x\n  c: 2 }\n' },
    'above a text that ends on the line': { before: 'a: { b: "x\n  y", c: "p\n  q", d: 1 }\n', change: (doc) => ({ kind: 'insertComment', above: doc.scalar('a.d'), text: 'x' }), after: '# x\na: { b: "x\n  y", c: "p\n  q", d: 1 }\n' },
    'below a block text': { before: 'a:\n  b: |+\n    x\n\n  c: 1\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a.c'), text: 'x' }), after: 'a:\n  b: |+\n    x\n\n  # x\n  c: 1\n' },
    'below other comments': { before: '# top\na: 1', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a'), text: 'x' }), after: '# top\n# x\na: 1' },
    'behind a byte-order mark': { before: '\uFEFFa: 1\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a'), text: 'x' }), after: '\uFEFF# x\na: 1\n' },
    'with a hole': { before: 'a: 1', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a'), text: 'x ', hole: 'why' }), after: '# x <why>\na: 1' },
    'with a tab stop': { before: 'a:\n  b: $1\n', change: (doc) => ({ kind: 'insertComment', above: doc.entry('a.b'), text: '$ ', hole: 'why' }), after: 'a:\n  # \\$ ${1:<why>}\n  b: $1\n', options: { snippets: true } },
    'at the top': { before: '# top\n\na: 1\n', change: () => ({ kind: 'insertComment', above: 'document', text: 'x' }), after: '# x\n# top\n\na: 1\n' },
    'at the top, behind a byte-order mark': { before: '\uFEFFa: 1\n', change: () => ({ kind: 'insertComment', above: 'document', text: 'x' }), after: '\uFEFF# x\na: 1\n' },
    'at the top, behind directives and the mark': { before: '%YAML 1.2\n---\na: 1\n', change: () => ({ kind: 'insertComment', above: 'document', text: 'x' }), after: '%YAML 1.2\n---\n# x\na: 1\n' },
    'at the top, of an empty text': { before: '', change: () => ({ kind: 'insertComment', above: 'document', text: 'x' }), after: '# x\n' },
  },
  'replaceComment': {
    'by a text': { before: 'a: 1 # x\n', change: (doc) => doc.tree.comments.map((comment) => ({ kind: 'replaceComment', comment, text: 'y' })), after: 'a: 1 # y\n' },
    'with a hole': { before: '# x\na: 1\n', change: (doc) => doc.tree.comments.map((comment) => ({ kind: 'replaceComment', comment, text: 'y ', hole: 'why' })), after: '# y <why>\na: 1\n' },
    'with a tab stop': { before: '# x\na: 1\n', change: (doc) => doc.tree.comments.map((comment) => ({ kind: 'replaceComment', comment, text: '$ ', hole: 'why' })), after: '# \\$ ${1:<why>}\na: 1\n', options: { snippets: true } },
  },
  'replaceSlice': {
    'of plain text': { before: 'a: one two # x\n', change: (doc) => ({ kind: 'replaceSlice', of: doc.scalar('a'), slice: { start: 4, end: 7 }, text: 'three' }), after: 'a: one three # x\n' },
    'of plain text that then needs quotes': { before: 'a: one two # x\n', change: (doc) => ({ kind: 'replaceSlice', of: doc.scalar('a'), slice: { start: 3, end: 4 }, text: ': ' }), after: 'a: "one: two" # x\n' },
    'in double quotes': { before: 'a: "x\\ty z"\n', change: (doc) => ({ kind: 'replaceSlice', of: doc.scalar('a'), slice: { start: 2, end: 3 }, text: '"' }), after: 'a: "x\\t\\" z"\n' },
    'in single quotes': { before: "a: 'it''s x'\n", change: (doc) => ({ kind: 'replaceSlice', of: doc.scalar('a'), slice: { start: 5, end: 6 }, text: "y's" }), after: "a: 'it''s y''s'\n" },
    'several of one text': { before: "a: 'x y x'\n", change: (doc) => slices(doc, 'a', [4, 5], [0, 1]), after: "a: 'n''0 y n''0'\n" },
    'several of one text that then needs quotes': { before: 'a: x y x # x\n', change: (doc) => slices(doc, 'a', [0, 1], [4, 5]).map((each) => ({ ...each, text: '#' })), after: 'a: "# y #" # x\n' },
    'several on lines of their own': { before: 'a: |\n  x\n  y x\n', change: (doc) => slices(doc, 'a', [4, 5], [0, 1]), after: "a: |\n  n'0\n  y n'0\n" },
    'in a folded text': { before: 'a: >-\n  one\n  two\nb: 1\n', change: (doc) => ({ kind: 'replaceSlice', of: doc.scalar('a'), slice: { start: 4, end: 7 }, text: 'three' }), after: 'a: >-\n  one\n  three\nb: 1\n' },
  },
};

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`change ${group}`, () => {
    for (const [name, each] of Object.entries(cases)) {
      it(name, () => run(each, each.before));
      it(`${name} (CRLF)`, () => run(each, crlf(each.before)));
    }
  });
}

function run({ change, after, options }: Case, before: string): void {
  const doc = new Doc(before);
  const result = changed(doc.tree, [change(doc)].flat(), options);
  assert.equal(lf(result), after);
  if (before.includes('\r\n')) assert.doesNotMatch(result, /(?<!\r)\n/, 'all line ends are of one kind');
  if (options?.snippets) return;
  assert.deepEqual(problemsOf(parseSyntax(result)), []);
}

describe('a change', () => {
  it('gives edits that say whether they are snippets', () => {
    const doc = new Doc('a: 1\nb: x\n');
    const edits = doc.tree.edits([insert(doc.map(), 'c', hole), { kind: 'replaceValue', of: doc.entry('b'), value: text('$y') }], { snippets: true });
    assert.deepEqual(edits.map(({ newText, snippet }) => [newText, snippet ?? false]), [['$y', false], ['c: ${1:<x>}\n', true]]);
  });

  it('leaves the rest of a large text alone', () => {
    const before = dedent`
      # top
      a:   1      # spaced
      b: { x:1,   y : 2 }

      c:
         - p
         -   q
    `;
    const doc = new Doc(before);
    const entry = entryOf(doc.tree.root, 'a');
    assert.ok(entry);
    assert.equal(changed(doc.tree, [{ kind: 'replaceValue', of: entry, value: text('z') }]), before.replace('1 ', 'z '));
  });
});
