/** Small texts: the tree that is read from each, the problems found, and the text once it is repaired. */
import assert from 'node:assert/strict';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxTree } from '../../server/src/syntax/tree.ts';
import { apply } from '../helpers/apply.ts';
import type { Plain } from '../helpers/plain.ts';
import { plain, problemsOf } from '../helpers/plain.ts';
import { crlf, dedent, lf } from '../helpers/text.ts';

interface Case {
  readonly text: string;
  readonly tree: Plain;
  /** `kind: covered text` */
  readonly problems?: readonly string[];
  /** The text when all repairs are made, one after the other. */
  readonly repaired?: string;
  /** What has no repair. */
  readonly open?: readonly string[];
}

const GROUPS: Record<string, Record<string, Case>> = {
  'a second colon on the line': {
    'keeps the keys below': {
      text: 'title: Shopify → NetSuite: Orders\ndate: 2025-03-03\n',
      tree: { title: 'Shopify → NetSuite: Orders', date: '2025-03-03' },
      problems: ['syntax: Shopify → NetSuite: Orders'],
      repaired: 'title: "Shopify → NetSuite: Orders"\ndate: 2025-03-03\n',
    },
    'may come more than once': { text: 'a: A: B: C: D\nb: 1\n', tree: { a: 'A: B: C: D', b: 1 }, problems: ['syntax: A: B: C: D'], repaired: 'a: "A: B: C: D"\nb: 1\n' },
    'may have a comment behind it': { text: 'a: A: B # note\nb: 1\n', tree: { a: 'A: B', b: 1 }, problems: ['syntax: A: B'], repaired: 'a: "A: B" # note\nb: 1\n' },
    'at the end of the value is found too': { text: 'a: b:\nc: 1\n', tree: { a: 'b:', c: 1 }, problems: ['syntax: b:'], repaired: 'a: "b:"\nc: 1\n' },
    'is found in braces': { text: 'a: {notes: x: y, c: 1}\nb: 1\n', tree: { a: { notes: 'x: y', c: 1 }, b: 1 }, problems: ['syntax: x: y'], repaired: 'a: {notes: "x: y", c: 1}\nb: 1\n' },
    'is found in nested maps and behind quotes': {
      text: 'a:\n  b: x: "y"\n  c: 2\nd: 3\n', tree: { a: { b: 'x: "y"', c: 2 }, d: 3 }, problems: ['syntax: x: "y"'], repaired: "a:\n  b: 'x: \"y\"'\n  c: 2\nd: 3\n",
    },
    'of a time or a URL is none': { text: 'a: 10:30\nb: http://x.org/y\n', tree: { a: '10:30', b: 'http://x.org/y' } },
  },
  'text behind #': {
    'of a channel belongs to the text': { text: 'a: Slack channel #orders\nb: 1\n', tree: { a: 'Slack channel #orders', b: 1 }, problems: ['swallowed: Slack channel #orders'], repaired: 'a: "Slack channel #orders"\nb: 1\n' },
    'is the whole value': { text: 'a: #orders\nb: 1\n', tree: { a: '#orders', b: 1 }, problems: ['swallowed: #orders'], repaired: 'a: "#orders"\nb: 1\n' },
    'is a whole item': { text: 'a:\n  - #orders\n  - x\n', tree: { a: ['#orders', 'x'] }, problems: ['swallowed: #orders'], repaired: 'a:\n  - "#orders"\n  - x\n' },
    'in an item': { text: '- to #ops\n- x\n', tree: ['to #ops', 'x'], problems: ['swallowed: to #ops'], repaired: '- "to #ops"\n- x\n' },
    'in braces takes the rest of the line': {
      text: 'a: {notes: see #4, required: true}\nb: 1\n', tree: { a: { notes: 'see #4', required: true }, b: 1 }, problems: ['swallowed: see #4'], repaired: 'a: {notes: "see #4", required: true}\nb: 1\n',
    },
    'goes on below': { text: 'a: first #order\n  and more\nb: 1\n', tree: { a: 'first #order and more', b: 1 }, problems: ['swallowed: first #order\n  and more'], repaired: 'a: "first #order and more"\nb: 1\n' },
    'and a blank is a comment': { text: 'a: x # orders\nb: # orders\nc: 1 #\n', tree: { a: 'x', b: undefined, c: 1 } },
    'and two blanks before it is a comment': { text: 'a: x  #orders\nb: 1\n', tree: { a: 'x', b: 1 } },
    'above a nested map is a comment': { text: 'a: #orders\n  b: 1\n', tree: { a: { b: 1 } } },
    'behind quotes is a comment': { text: 'a: "x" #orders\n', tree: { a: 'x' } },
    'without a blank before it is text': { text: 'a: x#orders\n', tree: { a: 'x#orders' } },
  },
  'a tag': {
    'in front of text belongs to it': { text: 'a: !urgent call me\nb: 1\n', tree: { a: '!urgent call me', b: 1 }, problems: ['swallowed: !urgent call me'], repaired: 'a: "!urgent call me"\nb: 1\n' },
    'alone is text': { text: 'a: !important\nb: 1\n', tree: { a: '!important', b: 1 }, problems: ['swallowed: !important'], repaired: 'a: "!important"\nb: 1\n' },
    'in front of a map is left out': { text: 'a: !record {x: 1}\nb: 1\n', tree: { a: { x: 1 }, b: 1 }, problems: ['swallowed: !record'], repaired: 'a: {x: 1}\nb: 1\n' },
    'in front of the document is left out': { text: '!spec\na: 1\n', tree: { a: 1 }, problems: ['swallowed: !spec'], repaired: '\na: 1\n' },
    'of YAML itself is obeyed': { text: 'a: !!str 5\nb: !!int "7"\n', tree: { a: '5', b: 7 } },
  },
  'a comma': {
    'in a type': { text: 'a: { type: decimal(10,2), required: true }\n', tree: { a: { type: 'decimal(10,2)', required: true } }, problems: ['swallowed: decimal(10,2)'], repaired: 'a: { type: "decimal(10,2)", required: true }\n' },
    'between steps': {
      text: 'a: { t: trim, lowercase, truncate to 5, required: true }\nb: 1\n',
      tree: { a: { t: 'trim, lowercase, truncate to 5', required: true }, b: 1 },
      problems: ['swallowed: trim, lowercase, truncate to 5'],
      repaired: 'a: { t: "trim, lowercase, truncate to 5", required: true }\nb: 1\n',
    },
    'between arguments': { text: 'a: { t: concat(source.a, source.b), z: 1 }\n', tree: { a: { t: 'concat(source.a, source.b)', z: 1 } }, problems: ['swallowed: concat(source.a, source.b)'], repaired: 'a: { t: "concat(source.a, source.b)", z: 1 }\n' },
    'in parentheses in a list': { text: 'a: [decimal(10,2), x]\n', tree: { a: ['decimal(10,2)', 'x'] }, problems: ['swallowed: decimal(10,2)'], repaired: 'a: ["decimal(10,2)", x]\n' },
    'outside of braces is text': { text: 'a: trim, lowercase\n', tree: { a: 'trim, lowercase' } },
    'behind a number starts a key': { text: 'a: {x: 1, y}\nb: 1\n', tree: { a: { x: 1, 'y?': undefined }, b: 1 }, problems: ['syntax: y'] },
    'at the end of a line starts a key': { text: 'a: {\n  x: t,\n  req\n}\nb: 1\n', tree: { a: { x: 't', 'req?': undefined }, b: 1 }, problems: ['syntax: req'] },
    'may be one too many': { text: 'a: {x: 1, , y: 2}\nb: 1\n', tree: { a: { x: 1, y: 2 }, b: 1 }, problems: ['syntax: ,'], repaired: 'a: {x: 1, y: 2}\nb: 1\n' },
    'may stand behind the last entry': { text: 'a: {x: 1, }\nb: [1, ]\n', tree: { a: { x: 1 }, b: [1] } },
  },
  'brackets in braces': {
    'in a path': { text: 'a: { source_path: lines[].sku, q: 1 }\nb: 1\n', tree: { a: { source_path: 'lines[].sku', q: 1 }, b: 1 }, problems: ['syntax: lines[].sku'], repaired: 'a: { source_path: "lines[].sku", q: 1 }\nb: 1\n' },
    'in a pattern': { text: 'a: { pattern: ^[a-z]{2,3}$, z: 1 }\n', tree: { a: { pattern: '^[a-z]{2,3}$', z: 1 } }, problems: ['syntax: ^[a-z]{2,3}$'], repaired: 'a: { pattern: "^[a-z]{2,3}$", z: 1 }\n' },
    'behind a blank': { text: 'a: { notes: see [1], z: 1 }\n', tree: { a: { notes: 'see [1]', z: 1 } }, problems: ['syntax: see [1]'], repaired: 'a: { notes: "see [1]", z: 1 }\n' },
    'in block style are text': { text: 'a: lines[].sku\nb: ^[a-z]{2,3}$\n', tree: { a: 'lines[].sku', b: '^[a-z]{2,3}$' } },
  },
  'a tab': {
    'that indents': { text: 'a:\n\tb: 1\n\tc: 2\nd: 3\n', tree: { a: { b: 1, c: 2 }, d: 3 }, problems: ['syntax: \t'], repaired: 'a:\n  b: 1\n  c: 2\nd: 3\n' },
    'that indents twice': { text: 'a:\n\tb:\n\t\tc: 2\nd: 3\n', tree: { a: { b: { c: 2 } }, d: 3 }, problems: ['syntax: \t'], repaired: 'a:\n  b:\n    c: 2\nd: 3\n' },
    'that separates': { text: 'a:\t1\nb: x\t# y\n', tree: { a: 1, b: 'x' } },
    'in a text': { text: 'a: |\n  x\ty\n  \tz\n', tree: { a: 'x\ty\n\tz\n' } },
  },
  'a line indented': {
    'too far': { text: 'a:\n  b: 1\n   c: 2\n  d: 3\ne: 4\n', tree: { a: { b: 1, c: 2, d: 3 }, e: 4 }, problems: ['syntax: c: 2'], repaired: 'a:\n  b: 1\n  c: 2\n  d: 3\ne: 4\n' },
    'too far, with lines of its own': {
      text: 'a:\n  b: 1\n    c:\n      d: 3\n  e: 4\n', tree: { a: { b: 1, c: { d: 3 }, e: 4 } }, problems: ['syntax: c:'], repaired: 'a:\n  b: 1\n  c:\n    d: 3\n  e: 4\n',
    },
    'too little': { text: 'a:\n  b: 1\n c: 2\ne: 4\n', tree: { a: { b: 1, c: 2 }, e: 4 }, problems: ['syntax: c: 2'], repaired: 'a:\n  b: 1\n  c: 2\ne: 4\n' },
    'too little, among others': { text: 'a:\n    b: 1\n  c: 2\n    d: 3\ne: 1\n', tree: { a: { b: 1, c: 2, d: 3 }, e: 1 }, problems: ['syntax: c: 2'], repaired: 'a:\n    b: 1\n    c: 2\n    d: 3\ne: 1\n' },
    'too far at the start': { text: '  a: 1\nb: 2\nc: 3\n', tree: { a: 1, b: 2, c: 3 }, problems: ['syntax: a: 1'], repaired: 'a: 1\nb: 2\nc: 3\n' },
    'too little in a list': { text: 'a:\n  - x\n - y\nb: 1\n', tree: { a: ['x', 'y'], b: 1 }, problems: ['syntax: - y'], repaired: 'a:\n  - x\n  - y\nb: 1\n' },
    'too little in an item': { text: 'a:\n  - x: 1\n    y: 2\n   z: 3\nb: 1\n', tree: { a: [{ x: 1, y: 2, z: 3 }], b: 1 }, problems: ['syntax: z: 3'], repaired: 'a:\n  - x: 1\n    y: 2\n    z: 3\nb: 1\n' },
    'below a text': { text: 'a: some text\n  that: goes on\nb: 1\n', tree: { a: 'some text', that: 'goes on', b: 1 }, problems: ['syntax: that: goes on'], repaired: 'a: some text\nthat: goes on\nb: 1\n' },
  },
  'quotes': {
    'not closed': { text: 'a: "unclosed\nb: 2\n', tree: { a: '"unclosed', b: 2 }, problems: ['syntax: "unclosed'], repaired: 'a: "unclosed"\nb: 2\n' },
    'not closed, with others below': { text: "a: 'unclosed\nb: 2\nc: it's\n", tree: { a: "'unclosed", b: 2, c: "it's" }, problems: ["syntax: 'unclosed"], repaired: "a: 'unclosed'\nb: 2\nc: it's\n" },
    'not closed, over two lines': { text: 'a: "one\n  two\nb: 2\n', tree: { a: '"one\n  two', b: 2 }, problems: ['syntax: "one\n  two'], repaired: 'a: "one\n  two"\nb: 2\n' },
    'not closed, a map below': { text: 'a: "\n  b: 1\nc: 2\n', tree: { a: '"', b: 1, c: 2 }, problems: ['syntax: "', 'syntax: b: 1'], repaired: 'a: ""\nb: 1\nc: 2\n' },
    'not closed in the last line': { text: 'a: 1\nb: "x', tree: { a: 1, b: '"x' }, problems: ['syntax: "x'], repaired: 'a: 1\nb: "x"' },
    'with text behind': { text: 'a: "x" y\nb: 1\n', tree: { a: '"x" y', b: 1 }, problems: ['syntax: "x" y'], repaired: "a: '\"x\" y'\nb: 1\n" },
    'in quotes': { text: 'a: "say "hi" there"\nb: 1\n', tree: { a: '"say "hi" there"', b: 1 }, problems: ['syntax: "say "hi" there"'], repaired: "a: '\"say \"hi\" there\"'\nb: 1\n" },
    'and an apostrophe': { text: "a: 'it's done'\nb: 1\n", tree: { a: "'it's done'", b: 1 }, problems: ["syntax: 'it's done'"], repaired: "a: \"'it's done'\"\nb: 1\n" },
    'and a backslash': { text: 'a: "C:\\path"\nb: 1\n', tree: { a: 'C:\\path', b: 1 }, problems: ['syntax: \\'], repaired: 'a: "C:\\\\path"\nb: 1\n' },
    'around keys': { text: '"a b": 1\n\'c\'\'d\': 2\n"e\\"f": 3\n', tree: { 'a b': 1, "c'd": 2, 'e"f': 3 } },
  },
  'a bracket': {
    'missing': { text: 'a: [x, y\nb: 2\n', tree: { a: ['x', 'y'], b: 2 }, problems: ['syntax: [x, y'], repaired: 'a: [x, y]\nb: 2\n' },
    'missing behind a comment': { text: 'a: [x, y # z\nb: 2\n', tree: { a: ['x', 'y'], b: 2 }, problems: ['syntax: [x, y # z'], repaired: 'a: [x, y] # z\nb: 2\n' },
    'too many': { text: 'a: [x, y]]\nb: 2\n', tree: { a: ['x', 'y'], b: 2 }, problems: ['syntax: ]'], repaired: 'a: [x, y]\nb: 2\n' },
    'with text behind it': { text: 'a: [Name] of the team\nb: 2\n', tree: { a: '[Name] of the team', b: 2 }, problems: ['syntax: [Name] of the team'], repaired: 'a: "[Name] of the team"\nb: 2\n' },
    'of the template': { text: 'a: [REQUIRED: x]\nb: [Name]\nc: "[REQUIRED: x: y]"\n', tree: { a: [{ REQUIRED: 'x' }], b: ['Name'], c: '[REQUIRED: x: y]' } },
  },
  'a brace': {
    'missing': { text: 'a:\n  b: { x: 1\n  c: 2\nd: 1\n', tree: { a: { b: { x: 1 }, c: 2 }, d: 1 }, problems: ['syntax: { x: 1'], repaired: 'a:\n  b: { x: 1 }\n  c: 2\nd: 1\n' },
    'missing, without padding': { text: 'a: {x: {y: 1}\nb: 2\n', tree: { a: { x: { y: 1 } }, b: 2 }, problems: ['syntax: {x: {y: 1}'], repaired: 'a: {x: {y: 1}}\nb: 2\n' },
    'too many': { text: 'a: {x: 1}}\nb: 2\n', tree: { a: { x: 1 }, b: 2 }, problems: ['syntax: }'], repaired: 'a: {x: 1}\nb: 2\n' },
    'over several lines': { text: 'a: {\n  x: 1, # one\n  y: [1,\n    2]\n}\nb: 1\n', tree: { a: { x: 1, y: [1, 2] }, b: 1 } },
    'of an empty map': { text: 'a: {}\nb: { }\nc: []\n', tree: { a: {}, b: {}, c: [] } },
  },
  'a key': {
    'without a blank': { text: 'a: 1\nkey:value\nb: 2\n', tree: { a: 1, key: 'value', b: 2 }, problems: ['syntax: key:value'], repaired: 'a: 1\nkey: value\nb: 2\n' },
    'without a blank at the start': { text: 'key:value\nb: 2\n', tree: { key: 'value', b: 2 }, problems: ['syntax: key:value'], repaired: 'key: value\nb: 2\n' },
    'without a blank in braces': { text: 'a: {x:1, y:2}\nb: 1\n', tree: { a: { x: '1', y: '2' }, b: 1 }, problems: ['syntax: x:1', 'syntax: y:2'], repaired: 'a: {x: 1, y: 2}\nb: 1\n' },
    'without a colon': { text: 'a: 1\nword\nb: 2\n', tree: { a: 1, 'word?': undefined, b: 2 }, problems: ['syntax: word'] },
    'without a colon at both ends': { text: 'foo\nbar: 1\nbaz\n', tree: { 'foo?': undefined, bar: 1, 'baz?': undefined }, problems: ['syntax: foo', 'syntax: baz'] },
    'without a colon, with a map below': { text: 'a:\n  b\n    c: 1\nd: 2\n', tree: { a: { 'b?': { c: 1 } }, d: 2 }, problems: ['syntax: b'] },
    'that is missing': { text: 'a: 1\n: x\nb: 2\n', tree: { a: 1, '': 'x', b: 2 }, problems: ['syntax: :'] },
    'given twice': { text: 'a: 1\na: 2\nb: {x: 1, x: 2}\n', tree: { a: 1, "a'": 2, b: { x: 1, "x'": 2 } }, problems: ['duplicate-key: a', 'duplicate-key: x'] },
    'given twice around a fault': { text: 'a: 1\nb: x: y\nc\na: 2\n', tree: { a: 1, b: 'x: y', 'c?': undefined, "a'": 2 }, problems: ['syntax: x: y', 'syntax: c', 'duplicate-key: a'], repaired: 'a: 1\nb: "x: y"\nc\na: 2\n', open: ['syntax: c', 'duplicate-key: a'] },
    'with a question mark': { text: '? key\n: value\n? other\n: 1\n', tree: { key: 'value', other: 1 } },
    'with a question mark only': { text: '? key\nb: 1\n', tree: { 'key?': undefined, b: 1 }, problems: ['syntax: key'] },
    'that is a list': { text: '? [a, b]\n: 1\n', tree: { '[a, b]': 1 } },
    'with a blank before the colon': { text: 'a : 1\n"b" : 2\n', tree: { a: 1, b: 2 } },
    'called like a property of objects': { text: '__proto__: 1\nconstructor: 2\n', tree: JSON.parse('{"__proto__": 1, "constructor": 2}') as Plain },
  },
  'a value': {
    'that starts with @, ` or %': {
      text: 'a: @x\nb: `y`\nc: %z\nd: 1\n', tree: { a: '@x', b: '`y`', c: '%z', d: 1 }, problems: ['syntax: @x', 'syntax: `y`', 'syntax: %z'], repaired: 'a: "@x"\nb: "`y`"\nc: "%z"\nd: 1\n',
    },
    'that starts with a dash': { text: 'a: - x\nb: 1\n', tree: { a: '- x', b: 1 }, problems: ['syntax: - x'], repaired: 'a: "- x"\nb: 1\n' },
    'that starts with > or |': { text: 'a: > 10 records\nb: | x\nc: 1\n', tree: { a: '> 10 records', b: '| x', c: 1 }, problems: ['syntax: > 10 records', 'syntax: | x'], repaired: 'a: "> 10 records"\nb: "| x"\nc: 1\n' },
    'that starts with * or &': { text: 'a: *\nb: & c\nd: *nope\ne: 1\n', tree: { a: '*', b: '& c', d: '*nope', e: 1 }, problems: ['syntax: *', 'syntax: & c', 'syntax: *nope'], repaired: 'a: "*"\nb: "& c"\nd: "*nope"\ne: 1\n' },
    'of each type': {
      text: 'a: 10%\nb: ~\nc: null\nd: \'\'\ne:\nf: 1_000\ng: 2025-01-01\nh: 1e3\ni: yes\nj: Yes\nk: True\nl: -0.5\nm: "1"\n',
      tree: { a: '10%', b: null, c: null, d: '', e: undefined, f: '1_000', g: '2025-01-01', h: 1000, i: 'yes', j: 'Yes', k: true, l: -0.5, m: '1' },
    },
    'over several lines': { text: 'a: one\n  two\n\n  three\nb: "one\n  two"\n', tree: { a: 'one two\nthree', b: 'one two' } },
  },
  'block texts': {
    'with each header': {
      text: 'a: |\n  one\n  two\nb: >-\n  one\n  two\nc: |+\n  one\n\nd: |2\n    in\ne: >2-\n  x\nf: |-2\n  x\ng: > # why\n  y\n',
      tree: { a: 'one\ntwo\n', b: 'one two', c: 'one\n\n', d: '  in\n', e: 'x', f: 'x', g: 'y\n' },
    },
    'with marks in them': { text: 'a: |\n  x: y: z\n  # no comment\n  "open\n  {[\nb: 1\n', tree: { a: 'x: y: z\n# no comment\n"open\n{[\n', b: 1 } },
    'with a line that ends it': { text: 'a: |\n  x\n y\nb: 1\n', tree: { a: 'x\n', b: 1 }, problems: ['syntax: y'], repaired: 'a: |\n  x\n  y\nb: 1\n' },
    'that are empty': { text: 'a: |\nb: >-\nc: 1\n', tree: { a: '', b: '', c: 1 } },
    'in lists': { text: 'a:\n  - |\n    x\n    y\n  - >-\n    z\n', tree: { a: ['x\ny\n', 'z'] } },
  },
  'lists': {
    'at their key’s column': { text: 'a:\n- x\n- y\nb: 1\n', tree: { a: ['x', 'y'], b: 1 } },
    'of maps': { text: 'a:\n  - x: 1\n    y: 2\n  -\n    z: 3\n  - - 1\n    - 2\n', tree: { a: [{ x: 1, y: 2 }, { z: 3 }, [1, 2]] } },
    'with an item that is indented too far': { text: 'a:\n  - x\n    - y\n  - z\n', tree: { a: ['x - y', 'z'] }, problems: ['swallowed: - y'], repaired: 'a:\n  - x\n  - y\n  - z\n' },
    'with an empty item': { text: 'a:\n  - x\n  -\n  - y\n', tree: { a: ['x', null, 'y'] } },
    'with a line that is no item': { text: 'a:\n  - x\n  y\n  - z\nb: 1\n', tree: { a: ['x', 'z'], b: 1 }, problems: ['syntax: y'] },
    'with a key among the items': { text: 'a:\n  - x\n  k: v\nb: 1\n', tree: { a: ['x'], b: 1 }, problems: ['syntax: k: v'] },
    'behind a value': { text: 'a: 1\n- x\nb: 2\n', tree: { a: 1, b: 2 }, problems: ['syntax: - x'] },
    'with a fault in an item': { text: 'a:\n  - x: y: z\n    b: 1\n  - "open\n  - c\nd: 1\n', tree: { a: [{ x: 'y: z', b: 1 }, '"open', 'c'], d: 1 }, problems: ['syntax: y: z', 'syntax: "open'], repaired: 'a:\n  - x: "y: z"\n    b: 1\n  - "open"\n  - c\nd: 1\n' },
  },
  'references': {
    'to a value': { text: 'a: &x 1\nb: *x\nc: [*x, *x]\n', tree: { a: 1, b: 1, c: [1, 1] } },
    'merged': { text: 'a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n', tree: { a: { p: 1, q: 2 }, b: { q: 3, p: 1 } } },
    'merged from a list': { text: 'a: &x {p: 1}\nc: &y {p: 2, r: 1}\nb:\n  <<: [*x, *y]\n', tree: { a: { p: 1 }, c: { p: 2, r: 1 }, b: { p: 1, r: 1 } } },
    'merged from nothing': { text: '<<: 1\na: 2\n', tree: { a: 2 }, problems: ['syntax: 1'] },
    'to what holds them': { text: 'a: &a [*a]\nb: &b {c: *b}\n', tree: { a: ['*a'], b: { c: '*b' } }, problems: ['syntax: *a', 'syntax: *b'], repaired: 'a: &a ["*a"]\nb: &b {c: "*b"}\n' },
    'as a key': { text: 'a: &x b\n*x : 1\n&y c: 2\n*y : 3\n', tree: { a: 'b', '*x': 1, c: 2, '*y': 3 } },
    'as a key, to nothing': { text: 'a: b\n*x : 1\nc: { *y : 2 }\n', tree: { a: 'b', '*x': 1, c: { '*y': 2 } }, problems: ['syntax: *x', 'syntax: *y'], repaired: 'a: b\n"*x" : 1\nc: { "*y" : 2 }\n' },
    'across a fault': { text: 'a: &x {p: 1}\nb: y: z\nc: *x\n', tree: { a: { p: 1 }, b: 'y: z', c: { p: 1 } }, problems: ['syntax: y: z'], repaired: 'a: &x {p: 1}\nb: "y: z"\nc: *x\n' },
  },
  'documents': {
    'with markers': { text: '---\na: 1\n...\n', tree: { a: 1 } },
    'with a directive': { text: '%YAML 1.2\n---\na: 1\n', tree: { a: 1 } },
    'that are two': { text: '---\na: 1\n---\nb: 2\n', tree: { a: 1 }, problems: ['multiple-documents: ---'] },
    'that are two, without a marker at the start': { text: 'a: 1\n---\nb: 2\n', tree: { a: 1 }, problems: ['multiple-documents: ---'] },
    'that are two, behind an end': { text: 'a: 1\n...\nb: 2\n', tree: { a: 1 }, problems: ['multiple-documents: b: 2'] },
    'that are empty': { text: '', tree: undefined },
    'of comments only': { text: '# a\n\n# b\n', tree: undefined },
    'of one word': { text: 'word', tree: 'word' },
    'of a list': { text: '- a\n- b\n', tree: ['a', 'b'] },
    'in braces': { text: '{a: 1, b: 2}\n', tree: { a: 1, b: 2 } },
    'with a byte-order mark': { text: '\uFEFFa: 1\nb: x: y\n', tree: { a: 1, b: 'x: y' }, problems: ['syntax: x: y'], repaired: '\uFEFFa: 1\nb: "x: y"\n' },
    'with a byte-order mark and a marker': { text: '\uFEFF---\na: 1\n', tree: { a: 1 } },
  },
};

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`reading ${group}`, () => {
    for (const [name, each] of Object.entries(cases)) {
      it(name, () => expect(each, each.text));
      it(`${name} (CRLF)`, () => {
        expect(each, crlf(each.text));
        sameShape(parseSyntax(each.text), parseSyntax(crlf(each.text)));
      });
    }
  });
}

function expect({ tree: expected, problems = [], repaired, open = [] }: Case, text: string): void {
  const tree = parseSyntax(text);
  assert.deepEqual(withLf(plain(tree.root)), expected);
  assert.deepEqual(problemsOf(tree).map(lf), problems);
  for (const problem of tree.problems) {
    assert.match(problem.message, /[.`]$/, 'a message is a sentence');
    if (!problem.repair) continue;
    const next = parseSyntax(apply(text, problem.repair.edits));
    assert.ok(next.problems.length < tree.problems.length, `“${problem.repair.title}” leaves ${problemsOf(next).join()} in ${next.text}`);
  }
  let current = tree;
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const repair = current.problems.find((problem) => problem.repair)?.repair;
    if (!repair) break;
    current = parseSyntax(apply(current.text, repair.edits));
  }
  if (repaired !== undefined) {
    assert.equal(lf(current.text), repaired);
    assert.deepEqual(problemsOf(current).map(lf), open);
  } else {
    assert.equal(current.text, text, 'a repair is not expected');
  }
}

/** Verbatim texts keep the line ends of their source. */
function withLf(value: Plain): Plain {
  if (typeof value === 'string') return lf(value);
  if (Array.isArray(value)) return value.map(withLf);
  if (typeof value !== 'object' || value === null) return value;
  const result: { [key: string]: Plain } = {};
  for (const [key, each] of Object.entries(value)) Object.defineProperty(result, key, { value: withLf(each), enumerable: true, configurable: true, writable: true });
  return result;
}

/** Both trees have the same problems, comments and lines. */
function sameShape(a: SyntaxTree, b: SyntaxTree): void {
  const places = (tree: SyntaxTree): unknown => ({
    problems: tree.problems.map(({ start, end }) => [tree.positionAt(start), tree.positionAt(end)]),
    comments: tree.comments.map(({ start, text, ownLine }) => [tree.positionAt(start), text, ownLine]),
  });
  assert.deepEqual(places(a), places(b));
}

describe('reading comments', () => {
  it('finds each with its text, on its own line or behind a value', () => {
    const { comments, root, problems } = parseSyntax(dedent`
      # top
      a: 1 # behind
      b: # behind a key
        # in a map
        c: "x # y" # behind quotes
        d: | # behind a header
          # text
          z
        # below
      e: x#y
      # end`);
    assert.deepEqual(comments.map(({ text, ownLine }) => text + (ownLine ? '|' : '')), ['top|', 'behind', 'behind a key', 'in a map|', 'behind quotes', 'behind a header', 'below|', 'end|']);
    assert.deepEqual(plain(root), { a: 1, b: { c: 'x # y', d: '# text\nz\n' }, e: 'x#y' });
    assert.deepEqual(problems, []);
  });
});
