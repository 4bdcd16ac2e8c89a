/** What is read without the YAML parser is what the parser gives. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { Lines } from '../../server/src/syntax/lines.ts';
import type { Entry, SyntaxNode } from '../../server/src/syntax/tree.ts';
import { AnchorScope, AnchorTable } from '../../server/src/syntax/yaml/anchor-scope.ts';
import { plainEntry } from '../../server/src/syntax/yaml/plain-entries.ts';
import { Reader } from '../../server/src/syntax/yaml/read.ts';
import { examples } from '../helpers/files.ts';
import { crlf } from '../helpers/text.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20261130 } as const;

const VALUES = [
  'a', 'a b', 'a  b', 'a: b', 'a:', 'a :b', 'a#b', 'a #b', 'a # b', 'a  # b', 'a #', '"x"', '"x y" # c', '"x"# c', '"x" y', "'x'", "'it''s'", '"a\\n"', '"a', "'", '""', "''",
  '0', '1', '42', '01', '1.0', '-1', '+1', '0x1F', '0o7', '1e3', '.5', '.inf', '.', '1_000', '123456789012345', '1234567890123456', '12345678901234567890', '2025-01-01', '5 minutes',
  'null', 'Null', '~', '~a', 'true', 'True', 'TRUE', 'tRUE', 'yes', 'no', 'null a', 'true # c', '=', '<', '<<', '(a)', '/a/b', '$x', '_', 'ü', '😀', '\u00a0', '\u2028', '\ue000',
  '-', '- a', '-a', '--', '?', '? a', '?a', ':', ':a', '[a]', '{ a: b }', '[', '{', '*x', '&x a', '!t a', '!!str a', '|', '>', '>-', '%a', '@a', '`a`', 'a, b', 'a]', 'a}', 'a"b"', "a'b'", '', ' ', '#c', '# c', '\t', 'a\tb', 'a ',
  '80%', '4 requests', '1.5', '00.5', '-0', '-1.5', '1.', '-.5', '10.0.0.1', '12:30', '1,000', '+', '-0.0', '[a, b]', '[]', '[ a ]', '[a, ]', '[a: b]', '[a:b]', '[a, "b", \'c\', 1, null] # c', '[a](b)', '[f(a, b)]', '[f(a), b]',
  '[[a], { b: c }]', '[a # b]', '[a #b]', '[a', '[a]]', '[a] b', '[-1, - a]', '[?a, b]', '["a": b]', '["a" b]', '{}', '{ a: b, c: 1 } # d', '{a: b}', '{ a:b }', '{ a: }', '{ a, b: c }', '{ a: b, c }', '{ a: b, a: c }', '{ "a": "b" }',
  "{ 'a b': c }", '{ a: [b, c], d: { e: f } }', '{ a: f(b), c: d }', '{ a: f(b, c) }', '{ a: b: c }', '{ a: b[] }', '{ <<: *x }', '{ "": a }', '{ a: "b"c }', '{ a: b#c }', '{ a: b # c }', '{ ? a : b }', '{ a: @b }', '{ a: é b }', '[a,b]', '[a,,b]', '{ a: b,c: d }',
  '|-', '>', '| # c', '>2', '|+', '>- ', '|x', '| x',
];
/** Texts in the lines below their key, which begins in column 2. */
const BELOW = [
  'a', 'a\n    b', 'a\n\n    b', 'a\n      b\n    c', '  a\n    b', 'a # b\n    # c', 'a: b\n    - c', 'a\n   b', 'a\n  # c', 'a\n  b: c', 'a\n\n\n  b: c', 'a\n    \n    b', 'a\n\n', '\n    a', 'a  \n    b', 'a\n  ', 'a\nb', '[a', '"a', 'a\n\n  # c\n', 'a\n    # c', '\ta',
];
const KEYS = ['a.b', 'c d', "'e f'", '"g"', 'h(i)', '"', '"<<"', 'null', '0x1', '1.5', 'a', 'b', 'c', 'key_1', 'a-b', 'true', '1', '"q"', 'a b', '<<', '? a', 'é', '__proto__'];

const line = fc.oneof(
  fc.record({ indent: fc.constantFrom(0, 2, 2, 4, 4, 6, 1), key: fc.constantFrom(...KEYS), value: fc.constantFrom(...VALUES), gap: fc.constantFrom(' ', ' ', ' ', '  ', '') })
    .map(({ indent, key, value, gap }) => `${' '.repeat(indent)}${key}:${gap}${value}`),
  fc.record({ indent: fc.constantFrom(0, 2, 2, 4, 4), key: fc.constantFrom('a', 'b', 'c', 'd') }).map(({ indent, key }) => `${' '.repeat(indent)}${key}:`),
  fc.record({ indent: fc.constantFrom(0, 2, 2, 4, 4), value: fc.constantFrom(...VALUES), gap: fc.constantFrom(' ', ' ', '   ', '') }).map(({ indent, value, gap }) => `${' '.repeat(indent)}-${gap}${value}`),
  fc.constantFrom('', '  ', '# c', '    # c', '  text', '      more text'),
);

function dump(node: SyntaxNode | undefined): unknown {
  if (!node) return undefined;
  const place = [node.kind, node.start, node.end];
  if (node.kind === 'scalar') return [...place, node.style, node.text, node.value];
  if (node.kind === 'list') return [...place, node.flow, node.source, node.items.map((item) => [dump(item), item.parent === node])];
  return [...place, node.flow, node.entries.map((entry) => [dumpEntry(entry), entry.parent === node])];
}

function dumpEntry({ key, start, end, incomplete, merged, value, ...entry }: Entry): unknown {
  return [key.text, key.start, key.end, start, end, incomplete, merged, dump(value), entry.kind];
}

/** Whether the text is plain. Then the parser gives the same, and finds nothing wrong. */
function holds(text: string): boolean {
  const plain = plainEntry(text, { offset: 0 });
  if (!plain) return false;
  const reader = new Reader(new Lines(text), { offset: 0 }, new AnchorScope(new AnchorTable()), () => undefined);
  const entries = reader.readEntries(0);
  assert.deepEqual([dumpEntry(plain)], entries.map(dumpEntry), JSON.stringify(text));
  assert.deepEqual([reader.problems, reader.traps], [[], []], JSON.stringify(text));
  return true;
}

describe('a plain entry', () => {
  it('is read as the parser reads it', () => {
    let count = 0;
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
      const text = `${lines.join('\n')}\n`;
      if (holds(text)) count += 1;
      holds(crlf(text));
      holds(text.trimEnd());
    }), { ...SEEDED, numRuns: 6000 });
    assert.ok(count > 100, `${String(count)} plain texts`);
  });

  it('with anything between braces and brackets', () => {
    const part = fc.constantFrom('{ ', '}', ' }', '[', ']', ', ', ',', ': ', ':', ' ', 'a', 'b', 'c d', '1', '-1', '"e"', "'f'", '(', ')', '#', ' # g', '- ', '?', '*h', '&i ', '!j ', 'null', '.', 'é');
    const list = fc.array(fc.constantFrom('a', 'b c', '1', '"d"', "'e'", 'f(g)', '{}', '[h, i]', '{ j: k, l: [m] }', 'true', '2.5', 'f(g'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`);
    const map = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', '"d"', "'e f'", 'g.h'), fc.oneof(list, fc.constantFrom('i', 'j k', '0', '"l"', '2025-01-01', 'm(n)', 'm(n', ''))), { maxLength: 4 }).map((entries) => `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`);
    let count = 0;
    fc.assert(fc.property(fc.oneof(list, map), fc.array(fc.tuple(fc.nat(60), part), { maxLength: 2 }), (value, puts) => {
      const put = puts.reduce((text, [at, what]) => text.slice(0, at) + what + text.slice(at), value);
      for (const text of [`k: ${put}\n`, `k:\n  - ${put}\n`, `k:\n  l: ${put}  # c\n  m: n\n`]) if (holds(text)) count += 1;
    }), { ...SEEDED, numRuns: 3000 });
    assert.ok(count > 2000, `${String(count)} plain texts`);
  });

  it('with each of the values, alone, in a map and in a list', () => {
    let count = 0;
    for (const value of VALUES) {
      for (const text of [`k: ${value}\n`, `k:\n  a: ${value}\n  b: x\n`, `k:\n  - ${value}\n  - x\n`, `k:\n- ${value}\n`, `k:\n  l:\n    - ${value}\n  m: y # z\n`, `k: ${value}\n  more\n`]) if (holds(text)) count += 1;
    }
    assert.ok(count > 100, `${String(count)} plain texts`);
  });

  it('with a text in the lines below its key', () => {
    let count = 0;
    for (const header of ['|', '>', '|-', '>-', '|+', '>+', '|2', '>- # c', '>-  ']) {
      for (const below of BELOW) {
        for (const text of [`k:\n  l: ${header}\n    ${below}\n`, `k:\n  l: ${header}\n    ${below}\n  m: n\n`, `  l: ${header}\n    ${below}\n`, `k:\n  - ${header}\n    ${below}\n  - x\n`, `k:\n  - ${header}\n    ${below}`]) {
          for (const each of [text, crlf(text), text.trimEnd()]) if (holds(each)) count += 1;
        }
      }
    }
    assert.ok(count > 300, `${String(count)} plain texts`);
  });

  it('is the usual field of a spec', () => {
    const field = '    order_total:\n      type: decimal(12, 2)   # in the currency of the order\n      required: true\n      enum:\n        - open\n        - "closed"\n      source_path: data.total\n\n      notes: Paid or not, as of the last event; see §4.\n';
    assert.ok(holds(field) && holds(crlf(field)));
  });

  it('is all that an example without references is made of', () => {
    const plain = examples.filter(({ text }) => !/[:,[] [&*]\w/.test(text));
    assert.ok(plain.length > 2);
    for (const { name, text } of plain) {
      let composed = 0;
      const tree = parseSyntax(text, { onCompose: () => (composed += 1) });
      assert.deepEqual([tree.root?.kind, composed], ['map', 0], name);
    }
  });
});
