/** Skimming a text: its maps are those of the whole reading, or there are none at all. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generateSpec } from '../../bench/lib/generate/spec.ts';
import { skimSyntax } from '../../server/src/syntax/skim.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { SyntaxNode } from '../../server/src/syntax/tree.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { growsTooFast } from '../helpers/growth.ts';
import { crlf, dedent, lf } from '../helpers/text.ts';

const SEEDED = { seed: 20250303 } as const;

type Maps = readonly (readonly [key: string, start: number, end: number, maps: Maps | undefined])[];

/** The keys of the maps below a node, with their places. What is repeated or merged in is left out: it must hold no map. */
function mapsIn(node: SyntaxNode | undefined): Maps | undefined {
  if (node?.kind !== 'map') return undefined;
  const elsewhere = node.entries.filter((entry) => node.origin ?? entry.merged);
  assert.ok(elsewhere.every(({ value }) => value?.kind !== 'map'), 'what comes from elsewhere is no map');
  assert.ok(node.entries.every(({ incomplete }) => !incomplete), 'a key half typed is not plain');
  if (node.origin) return undefined;
  return node.entries.filter(({ merged }) => !merged).map(({ key, value }) => [key.text, key.start, key.end, mapsIn(value)]);
}

/** Whether a text can be skimmed; if so, it must be as the whole reading says, which finds no fault but a key given twice. */
function skims(text: string): boolean {
  const skimmed = skimSyntax(text);
  if (!skimmed) return false;
  try {
    const whole = parseSyntax(text);
    assert.deepEqual(mapsIn(skimmed.root), mapsIn(whole.root));
    assert.deepEqual(whole.problems.filter(({ kind }) => kind !== 'duplicate-key'), []);
    for (const entry of skimmed.root?.entries ?? []) {
      const { start } = skimmed.rangeOf({ node: entry, part: 'key' });
      assert.deepEqual([start, skimmed.positionAt(start)], [entry.key.start, whole.positionAt(start)]);
    }
  } catch (error) {
    throw new Error(`on ${JSON.stringify(text.length < 3000 ? text : text.slice(-3000))}`, { cause: error });
  }
  return true;
}

const PLAIN: Readonly<Record<string, string>> = {
  'nothing': '',
  'comments': '# a\n\n  # b\n',
  'a document that is begun': '# a\n--- # b\na: 1\n',
  'maps in maps': 'a:\n  b:\n    c: 1\n  d: 2\ne: 3',
  'values': 'a: x y\nb: "x"\nc: \'it\'\'s\'\nd: -5\ne: a:b # c\nf: http://x/y#z\ng: ~\nh: <x>\ni: x, [y]\nj: "a \\" \\n b"\n',
  'keys': '"a b": 1\n\'c: d\': 2\ne.f-g: 3\ntwo words (x): 4\n404: 5\nä: 6\n',
  'a key given twice': 'a: 1\na: 2\n',
  'no values': 'a:\nb: # c\nc:\n  d:\n',
  'lists': 'a:\n- 1\n- b: 2\n  c:\n    - d\n-\n  e: 4\nf:\n  - "x"\n',
  'texts': 'a: |\n  b: c\n    # d\n\n  e\nf: >-\n  g\n# h\ni: |+\n    j\n\nk:\n  - |\n    l\n',
  'a text over several lines': 'a: b\n  c d\n  e, f\ng: h\n',
  'braces and brackets': 'a: { b: c, d: { e: [f, "g"], h: {} } } # i\nj: []\nk: [{ l: m }, n(o), p]\n',
  'braces over several lines': 'a: {\n  b: c, # d\n  e: [\n    f,\n\n    g\n  ]\n}\nh: [i\n  , j]\n',
  'names of values': 'a: &x b\nc:\n  d: *x # e\nf: [&y g, *y]\nh: { i: *x }\n',
  'names of maps without maps': 'a: &x { b: c }\nd:\n  e: { <<: *x, f: g }\n  h: *x\n  i:\n    <<: *x\n    j: k\nl: &y\n  m: n\no: { p: *y }\n',
};

/** What is read whole, though YAML finds no fault in some of it. */
const NOT_PLAIN: Readonly<Record<string, string>> = {
  'a tab': 'a:\tb\n',
  'a byte-order mark': '\ufeffa: b\n',
  'a lone carriage return': 'a: b\rc: d\n',
  'a line end of Unicode': 'a: b\u2028c: d\n',
  'a control character': 'a: b\0\n',
  'a second document': 'a: b\n---\nc: d\n',
  'a document that ends': 'a: b\n...\n',
  'a directive': '%YAML 1.2\n---\na: b\n',
  'a list at the top': '- a\n',
  'a text at the top': 'a\n',
  'indentation at the top': '  a: b\n',
  'an entry that stands too far right': 'a: b\n  c: d\n',
  'an entry that stands between': 'a:\n    b: c\n  d: e\n',
  'an item among keys': 'a: b\n- c\n',
  'a key among items': 'a:\n  - b\n  c: d\n',
  'lists in lists on one line': 'a:\n  - - b\n',
  'a second colon': 'a: b: c\n',
  'a colon at the end': 'a: b:\n',
  'no blank behind a colon': 'a:b\n',
  'an explicit key': '? a\n: b\n',
  'a comment that is text': 'a: b #c\n',
  'a comment instead of a value': 'a: #c\n',
  'a comment without a blank in front': 'a: "b"#c\n',
  'a comment inside of a text over several lines': 'a: b\n  # c\n  d\n',
  'a text that begins below its key': 'a:\n  b\n',
  'a quoted text over several lines': 'a: "b\n  c"\n',
  'a quote that is not closed': 'a: "b\n',
  'text behind a quoted one': 'a: "b" c\n',
  'other escapes': 'a: "\\x41"\n"\\x41": b\n',
  'a tag': 'a: !x b\n',
  'a character of YAML’s in front': 'a: @b\n',
  'a text whose indentation is given': 'a: |2\n    b\n',
  'a text without lines': 'a: |\nb: c\n',
  'a line that is indented less than its text': 'a:\n  b: |\n      c\n    d\n',
  'blanks above a text': 'a: |\n    \n  b\n',
  'a comma that cuts a text in two': 'a: { b: c(1,2), d: e }\n',
  'a comma that cuts an item in two': 'a: [b(c, d)]\n',
  'brackets in a text inside of braces': 'a: { b: c[].d }\n',
  'a comma too many': 'a: { b: c, }\n',
  'a key without a value in braces': 'a: { b: , c: d }\n',
  'no blank behind a colon in braces': 'a: { b:c }\n',
  'a pair in brackets': 'a: [b: c]\n',
  'braces that are not closed': 'a: { b: c\n',
  'text behind braces': 'a: { b: c } d\n',
  'braces that go on too far left': 'a:\n  b: {\n c: d }\n',
  'a text over several lines in braces': 'a: { b: c\n  d }\n',
  'a name that nothing has': 'a: *x\n',
  'a name at the top, which may be the title’s': 'a: &x b\ntitle: *y\n',
  'a name of a map of maps': 'a:\n  b: &x { c: { d: e } }\n  f: *x\n',
  'a map of maps that is merged': 'a:\n  b: &x { c: { d: e } }\n  f: { <<: *x }\n',
  'a map that is merged into the top': 'a: &x { b: c }\n<<: *x\n',
  'a name inside of what it names': 'a:\n  b: &x\n    c: *x\n',
  'a key that is nobody’s name': '*a : b\n',
};

describe('skimming', () => {
  for (const [what, text] of Object.entries(PLAIN)) {
    it(`reads ${what}`, () => {
      assert.ok(skims(text));
      assert.ok(skims(crlf(text)), 'with CRLF');
    });
  }

  for (const [what, text] of Object.entries(NOT_PLAIN)) {
    it(`leaves ${what} to the whole reading`, () => {
      assert.equal(skims(text), false);
      assert.equal(skims(crlf(text)), false, 'with CRLF');
    });
  }

  it('reads specs as people write them', () => {
    const files = [...examples, { name: 'base', text: fixture('base.intspec.yaml') }, ...filesIn('test/fixtures/faulty', '.intspec.yaml')];
    const others = files.filter(({ text }) => !skims(text) || !skims(crlf(lf(text)))).map(({ name }) => name);
    // One has a fault of YAML in it, the other `[REQUIRED: …]` of the template, which is a list with a pair in it.
    assert.deepEqual(others, ['half-typed.intspec.yaml', 'template-placeholders.intspec.yaml']);
  });

  it('reads specs as they are generated to measure by', () => {
    for (const seed of [1, 2, 3, 4, 5]) assert.ok(skims(generateSpec({ seed, fields: 30 })), `seed ${String(seed)}`);
  });

  it('grows no faster than the text', () => {
    const shapes: readonly ((size: number) => string)[] = [
      (size) => 'a:\n  b: c # d\n'.repeat(size),
      (size) => `a: ${'b# '.repeat(size)}: c\n`,
      (size) => `a: [${'('.repeat(size)}, b]\n`,
      (size) => `a: ${'{ b: '.repeat(size)}`,
      (size) => `a: [\n${' # c\n'.repeat(size)}]\n`,
      (size) => `a: "${'\\"'.repeat(size)}\n`,
      (size) => `a:\n  x: &x { ${Array.from({ length: size }, (_, at) => `k${String(at)}: v`).join(', ')} }\n${'  b: *x\n'.repeat(size)}`,
      (size) => Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}k:\n`).join('').repeat(Math.ceil(size / 60)),
    ];
    for (const shape of shapes) {
      const texts = new Map([10_000, 20_000, 40_000].map((size) => [size, shape(size)] as const));
      assert.ok(!growsTooFast((size) => skimSyntax(texts.get(size) ?? assert.fail()), [20_000, 40_000]), shape(2));
    }
  });
});

const MARKS = [
  ':', ': ', ' #x', ' # c', '# ', '- ', '"', "'", '{', '}', '[', ']', ',', '&a ', '*a', '<<: *a', '!t ', '|', '>-', '\t', '\n', '\r\n', '  ', '    ', '---\n', '? ', '\\', 'x', '😀', '\ud800', '(', '-', ',\n', '\n      ', '@', "''",
  '[\n      ', '\n  ]', ' # c\n      ', 'k:\n',
];

const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(6), insert: fc.array(fc.constantFrom(...MARKS), { maxLength: 3 }) });

/** Some lines of a file, their indentation taken off, and changed here and there. */
function mutated(file: string, from: number, count: number, edits: readonly { at: number; remove: number; insert: readonly string[] }[]): string {
  const lines = file.split('\n');
  const first = Math.floor(from * lines.length);
  const part = lines.slice(first, first + count);
  const indent = Math.min(...part.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  let text = part.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n');
  for (const { at, remove, insert } of edits) {
    const start = Math.floor(at * (text.length + 1));
    text = text.slice(0, start) + insert.join('') + text.slice(start + remove);
  }
  return text;
}

describe('skimming any text', () => {
  const files = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml')].map(({ text }) => lf(text));

  it('gives what the whole reading gives, or nothing', () => {
    let skimmed = 0;
    const property = fc.property(fc.constantFrom(...files), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 25 }), fc.array(edit, { maxLength: 3 }), fc.boolean(), (file, from, count, edits, withCr) => {
      const text = mutated(file, from, count, edits);
      if (skims(withCr ? crlf(text) : text)) skimmed += 1;
    });
    fc.assert(property, { ...SEEDED, numRuns: 10_000 });
    assert.ok(skimmed > 2500, `only ${String(skimmed)} texts were plain`);
  });

  const line = fc.tuple(
    fc.constantFrom('', '', '  ', '  ', '    ', ' ', '   '),
    fc.constantFrom('a:', 'b c:', '"d e":', '<<:', '-', '- f:', 'text', '# g', ''),
    fc.constantFrom('', '', ...Object.values(PLAIN).join('\n').split('\n').map((each) => / (\S.*)$/.exec(each)?.[1] ?? '')),
  ).map((parts) => parts.join(' ').replace(/^( *) /, '$1'));

  it('made of plain parts does so too', () => {
    let skimmed = 0;
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      if (skims(dedent`a:
        b: &x { c: d }
      `.concat(lines.join('\n'))) || skims(lines.join('\n'))) skimmed += 1;
    }), { ...SEEDED, numRuns: 6000 });
    assert.ok(skimmed > 300, `only ${String(skimmed)} texts were plain`);
  });
});
