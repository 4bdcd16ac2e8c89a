/** Where each character of a decoded text stands in the source. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ToStringOptions, CreateNodeOptions, DocumentOptions } from 'yaml';
import { stringify } from 'yaml';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import type { ScalarNode, SyntaxTree } from '../../server/src/syntax/tree.ts';
import { descendants, entryOf } from '../../server/src/syntax/tree.ts';
import { scalarOffsets } from '../../server/src/syntax/yaml/scalar-positions.ts';
import { examples, filesIn } from '../helpers/files.ts';
import { crlf, dedent } from '../helpers/text.ts';

/** Each character stands where the map says: itself, its escape, or the blanks that folding made of it. */
function assertMapped(node: ScalarNode, source: string): void {
  const offsets = scalarOffsets(node, source);
  assert.ok(offsets, `no map for ${source.slice(node.start, node.end)}`);
  assert.equal(offsets.length, node.text.length + 1);
  let last = node.start;
  for (let at = 0; at < node.text.length; at += 1) {
    const offset = offsets[at] ?? -1;
    const char = node.text[at] ?? '';
    const there = source[offset] ?? '';
    assert.ok(offset >= last && offset < node.end, `${offset} of character ${at} is out of order, or outside of ${node.start}–${node.end}`);
    last = offset;
    const folded = (char === ' ' || char === '\n') && /[ \t\r\n]/.test(there);
    const escaped = node.style === 'double' ? there === '\\' || source[last] === '\\' : false;
    assert.ok(there === char || folded || escaped || isSecondHalf(node, at, source[offset]), `${JSON.stringify(char)} at ${at} is not ${JSON.stringify(there)}`);
  }
  const end = offsets.at(-1) ?? -1;
  assert.ok(end >= last && end <= node.end, 'the end is behind all');
}

/** The second half of a character above U+FFFF that an escape wrote stands at the escape too. */
function isSecondHalf(node: ScalarNode, at: number, there: string | undefined): boolean {
  return node.style === 'double' && there === '\\' && /[\udc00-\udfff]/.test(node.text[at] ?? '');
}

function scalarsOf(tree: SyntaxTree): ScalarNode[] {
  return [...descendants(tree.root)].filter((node): node is ScalarNode => node.kind === 'scalar' && !node.origin);
}

describe('positions inside scalars', () => {
  for (const { name, text } of [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml')]) {
    it(`are known for all of ${name}`, () => {
      for (const source of [text, crlf(text)]) for (const node of scalarsOf(parseSyntax(source))) assertMapped(node, source);
    });
  }

  it('lead back to the text from every offset that a slice can begin at', () => {
    for (const { text } of examples) {
      const tree = parseSyntax(text);
      for (const node of scalarsOf(tree)) {
        const offsets = scalarOffsets(node, text) ?? [];
        for (const [at, offset] of offsets.entries()) {
          const back = tree.textOffsetAt(node, offset);
          assert.ok(back !== undefined && back <= at && offsets[back] === offset);
        }
        assert.equal(tree.textOffsetAt(node, node.end + 1), undefined);
      }
    }
  });

  const styles: Record<string, DocumentOptions & CreateNodeOptions & ToStringOptions> = {
    plain: { lineWidth: 0 },
    'plain, over several lines': { lineWidth: 24 },
    'single quotes': { defaultStringType: 'QUOTE_SINGLE', lineWidth: 24 },
    'double quotes': { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 24, doubleQuotedMinMultiLineLength: 10 },
    literal: { defaultStringType: 'BLOCK_LITERAL' },
    folded: { defaultStringType: 'BLOCK_FOLDED', lineWidth: 24 },
  };
  const word = fc.constantFrom('a', 'bb', 'it’s', "it's", '"x"', '\\', '\t', ' ', '  ', '\n', '\n\n', '\n ', ': ', ' #', '😀', 'é', '{x}', '\u0001', '\u2028', 'source.total_price', '→');
  for (const [name, options] of Object.entries(styles)) {
    it(`are known for any text, written ${name}`, () => {
      fc.assert(fc.property(fc.array(word, { maxLength: 14 }), fc.boolean(), fc.boolean(), (words, windows, inList) => {
        const text = words.join('');
        const source = stringify({ a: { b: inList ? [text] : text }, c: 1 }, options);
        const document = windows ? crlf(source) : source;
        const tree = parseSyntax(document);
        const node = scalarsOf(tree)[0];
        // Of blank text nothing can be pointed at.
        if (node && node.text.trim() !== '') assertMapped(node, document);
      }), { seed: 7, numRuns: 800 });
    });
  }

  const written: Record<string, string> = {
    'keep': '|+\n  one\n\n  two\n\n\n',
    'clip': '>\n  one\n  two\n\n',
    'strip': '>-\n  one\n\n   deeper\n  two\n',
    'an explicit indentation': '|2\n    one\n  two\n',
    'an explicit indentation and strip': '>2-\n   one\n  two\n',
    'a comment in the header': '>- # why\n  one\n  two\n',
    'blank lines in front': '|\n\n\n  one\n',
    'tabs': '|\n  one\n  \ttwo\n',
    'nothing': '|\n',
    'nothing but blank lines': '|+\n\n\n',
    'escapes': '"a\\n\\x41\\u0042\\U00000043\\"\\\\\\/\\e \\\n  next\\tx"\n',
    'escapes that YAML refuses': '"a\\qb"\n',
    'a surrogate pair': '"x \\U0001F600 y"\n',
    'doubled quotes': "'it''s ''x'''\n",
    'a trap': 'to #orders now\n',
    'a second colon': 'A: B: C\n',
  };
  for (const [name, value] of Object.entries(written)) {
    it(`are known with ${name}`, () => {
      for (const source of [`a:\n b: ${value}c: 1\n`, `b: ${value}c: 1\n`, crlf(`b: ${value}c: 1\n`)]) {
        const node = scalarsOf(parseSyntax(source))[0];
        assert.ok(node);
        assertMapped(node, source);
      }
    });
  }

  it('make ranges of slices', () => {
    const text = dedent`
      a: 'it''s here'
      b: >-
        one
        two
      c: "x\ty z"
    `;
    const tree = parseSyntax(text);
    const slice = (key: string, word: string): string => {
      const node = entryOf(tree.root, key)?.value;
      assert.ok(node?.kind === 'scalar');
      const start = node.text.indexOf(word);
      const range = tree.rangeOf({ node, slice: { start, end: start + word.length } });
      return text.slice(range.start, range.end);
    };
    assert.equal(slice('a', "it's"), "it''s");
    assert.equal(slice('a', 'here'), 'here');
    assert.equal(slice('b', 'two'), 'two');
    assert.equal(slice('b', 'e t'), 'e\n  t');
    assert.equal(slice('c', '\ty'), '\\ty');
  });

  for (const [name, key] of [['plain', 'ab.cd'], ['in double quotes', '"a\\x62.cd"'], ['in single quotes', "'ab.cd'"], ['inside braces', 'ab.cd']] as const) {
    it(`make ranges of slices of keys ${name}`, () => {
      const text = name === 'inside braces' ? `{ x: 1, ${key}: 2 }\n` : `x: 1\n${key}: 2\n`;
      const tree = parseSyntax(text);
      const node = entryOf(tree.root, 'ab.cd');
      assert.ok(node);
      const part = (start: number, end: number): string => {
        const range = tree.rangeOf({ node, part: 'key', slice: { start, end } });
        return text.slice(range.start, range.end);
      };
      assert.deepEqual([part(3, 5), part(1, 2), part(0, 5)], ['cd', key.includes('x62') ? '\\x62' : 'b', key.replace(/["']/g, '')]);
      assert.deepEqual(tree.rangeOf({ node, part: 'key', slice: { start: 3, end: 9 } }), { start: node.key.start, end: node.key.end });
    });
  }
});
