import assert from 'node:assert/strict';
import type { Expression, Span } from '../../server/src/expression/index.ts';
import { LENGTH_LIMIT, parseExpression, printExpression } from '../../server/src/expression/index.ts';
import { childrenOf, nodesOf } from './nodes.ts';
import { Random } from '../../bench/lib/random.ts';

/** The text without `<<` and `>>`, and the spans they mark. */
function marked(text: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  const open: number[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('<<', at) || text.startsWith('>>', at)) {
      if (text[at] === '<') open.push(plain.length);
      else spans.push({ start: open.pop() ?? 0, end: plain.length });
      at += 1;
    } else plain += text[at];
  }
  return { text: plain, spans: spans.sort((a, b) => a.start - b.start) };
}

/** The tree with all brackets, and `_` for a hole. */
function tree(node: Expression): string {
  switch (node.kind) {
    case 'hole': return '_';
    case 'literal': return node.type === 'string' ? JSON.stringify(node.value) : node.value;
    case 'name': return node.name;
    case 'member': return `${tree(node.target)}.${node.name}`;
    case 'index': return `${tree(node.target)}[${tree(node.index)}]`;
    case 'call': return `${node.receiver ? `${tree(node.receiver)}.` : ''}${node.name}(${node.args.map(tree).join(', ')})`;
    case 'unary': return `(${node.operator}${tree(node.operand)})`;
    case 'binary': return `(${tree(node.left)} ${node.operator} ${tree(node.right)})`;
    case 'conditional': return `(${tree(node.condition)} ? ${tree(node.then)} : ${tree(node.otherwise)})`;
    case 'list': return `[${node.items.map(tree).join(', ')}]`;
  }
}

describe('parseExpression', () => {
  const LEGAL: readonly (readonly [string, string])[] = [
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a || b && c == d', '(a || (b && (c == d)))'],
    ['a < b == c in d', '(((a < b) == c) in d)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['-a.b', '(-a.b)'],
    ['-5.abs()', '-5.abs()'],
    ['a - -1', '(a - -1)'],
    ['!!a', '(!(!a))'],
    ['source.`odd name`.x[0]["k"]', 'source.odd name.x[0]["k"]'],
    ['source.name.lower().truncate(3)', 'source.name.lower().truncate(3)'],
    ['f()', 'f()'],
    ['[1, 2,]', '[1, 2]'],
    [`'it\\'s' + "a\\tb" + r'\\d' + """x"y"""`, '((("it\'s" + "a\\tb") + "\\\\d") + "x\\"y")'],
    ['"\\x41\\u00e9\\U0001F600\\101"', '"Aé😀A"'],
    ['0xFF + 1.50 + 1e3', '((0xFF + 1.50) + 1e3)'],
    ['a // to the end\n + b // and here', '(a + b)'],
    ['true && null != false', '(true && (null != false))'],
    ['source.for', 'source.for'],
  ];
  for (const [text, expected] of LEGAL) {
    it(`reads ${text}`, () => {
      const { root, faults } = parseExpression(text);
      assert.deepEqual(faults, []);
      assert.equal(tree(root), expected);
    });
  }

  const FAULTY: readonly (readonly [string, string, ...RegExp[]])[] = [
    ['<<>>', '_', /expression is missing/],
    ['concat<<(>>source.<<>>', 'concat(source.)', /Put \)/, /name is missing/],
    ['concat(source.<<>>, "x")', 'concat(source., "x")', /name is missing/],
    ['f(a,<<>>)', 'f(a, _)', /value is missing/],
    ['f<<(>>a,<<>>', 'f(a, _)', /Put \)/, /value is missing/],
    ['f(<<>>, b)', 'f(_, b)', /value is missing before ,/],
    ['f(a <<b>>)', 'f(a, b)', /comma or an operator/],
    ['a +<<>>', '(a + _)', /value is missing here/],
    ['a +<<>> * b', '(a + (_ * b))', /value is missing before \*/],
    ['a <<b>>', 'a', /operator is missing before b/],
    ['a<<)>> + b', '(a + b)', /Nothing is open/],
    ['<<(>>a + b', '(a + b)', /Put \)/],
    ['a<<[>><<>>', 'a[_]', /Put \]/, /value is missing/],
    ['a <<?>> b', '(a ? b : _)', /other case/],
    ['a ?<<>> : b', '(a ? _ : b)', /value is missing before :/],
    ['a ?<<>>', '(a ? _ : _)', /value is missing here/],
    ['a ? <<b ? c : d>> : e', '(a ? (b ? c : d) : e)', /parentheses/],
    ['<<"abc>>', '"abc"', /Put " behind/],
    ['"a<<\\z>>b"', '"ab"', /\\z is not a known escape/],
    ['"<<\\ud800>>"', '""', /surrogate/],
    ['source.<<`odd>>', 'source.odd', /backtick behind/],
    ['source.<<größe>>', 'source.größe', /in backticks: `größe`/],
    ['source.<<in>>', 'source.in', /`in`/],
    ['<<1u>> + 2', '(1 + 2)', /without the u/],
    ['<<{"a": {}}>> == a', '(_ == a)', /no maps/],
    ['<<Point{x: 1}>>.x', '_.x', /Messages/],
    ['<<has>>(source.a) && b', '(_ && b)', /no macros.*isNull/],
    ['source.list.<<map>>(x, x + 1)', '_', /no macros/],
    ['a <<=>> b', '(a == b)', /==/],
    ['a <<and>> b <<or>> c', '((a && b) || c)', /&&/, /\|\|/],
    ['a <<@>> b', 'a', /@ has no meaning/],
    ['<<if>>(a, b, c)', '_', /condition \? value/],
    ['!<<->>a', '(!(-a))', /parentheses/],
    ['<<>>.a', '_.a', /before the dot/],
    ['f(a<<]>>, b)', 'f(a, b)', /Nothing is open/],
    ['f(a, (b + <<@>>), <<\u00a7>>c)', 'f(a, (b + _), c)', /@/, /§/],
  ];
  for (const [given, expected, ...messages] of FAULTY) {
    it(`finds what is wrong in ${given}`, () => {
      const { text, spans } = marked(given);
      const { root, faults } = parseExpression(text);
      assert.equal(tree(root), expected);
      assert.deepEqual(faults.map(({ span }) => span).slice(0, spans.length), spans);
      messages.forEach((message, at) => assert.match(faults[at]?.message ?? '', message));
      assert.equal(faults.length, Math.max(messages.length, spans.length), faults.map(({ message }) => message).join('\n'));
    });
  }

  it('knows the place of every node, name, dot, comma and bracket', () => {
    const text = '(source.a + 1).f( item . `b c` , [2] )[ 0 ]';
    const { root } = parseExpression(text);
    const slice = ({ start, end }: Span) => text.slice(start, end);
    assert.deepEqual(nodesOf(root).map(({ span }) => slice(span)), [
      text, '(source.a + 1).f( item . `b c` , [2] )', 'source.a + 1', 'source.a', 'source', '1', 'item . `b c`', 'item', '[2]', '2', '0',
    ]);
    assert.ok(root.kind === 'index' && root.target.kind === 'call' && root.close);
    const { target: call } = root;
    assert.deepEqual([root.open, root.close, call.nameSpan, call.open, ...call.commas, call.close ?? root.span].map(slice), ['[', ']', 'f', '(', ',', ')']);
    const member = call.args[0];
    assert.ok(member?.kind === 'member');
    assert.deepEqual([slice(member.dot), slice(member.nameSpan)], ['.', '`b c`']);
  });

  it('refuses what is too long or too deep with one fault', () => {
    for (const text of [
      'a'.repeat(LENGTH_LIMIT + 1), '('.repeat(9000), '['.repeat(9000), 'f('.repeat(4000), `${'('.repeat(101)}a${')'.repeat(101)}`, '!('.repeat(4000),
      `a${'.b'.repeat(4000)}`, `a${'+a'.repeat(4000)}`, 'a?b:'.repeat(2400), 'a?'.repeat(4000), `${'-'.repeat(9000)}a`, '!-'.repeat(4000), `a${'[0]'.repeat(3000)}`,
    ]) {
      assert.equal(parseExpression(text).faults.length, 1, text.slice(0, 20));
    }
    assert.deepEqual(parseExpression(`${'('.repeat(100)}a${')'.repeat(100)}`).faults, []);
    assert.deepEqual(parseExpression(`a${' + a'.repeat(500)}`).faults, []);
    assert.deepEqual(parseExpression(`${'a == "b" ? 1 : '.repeat(300)}0`).faults, []);
  });

  it('never fails on a prefix or an edit', () => {
    const random = new Random(5);
    const put = ['', ' ', '(', ')', '[', ']', '{', '}', '.', ',', '"', "'", '`', '\\', '+', '?', ':', '!', '/', '//', '\n', '1', 'u', '😀', '\ud800', '\0', 'in'];
    for (const text of [...LEGAL.map(([text]) => text), ...FAULTY.map(([text]) => marked(text).text)]) {
      for (let at = 0; at <= text.length; at += 1) {
        sound(text.slice(0, at));
        for (const inserted of put) sound(text.slice(0, at) + inserted + text.slice(at + random.below(3)));
      }
    }
  });

  it('never fails on any characters', () => {
    const random = new Random(11);
    for (let run = 0; run < 20_000; run += 1) {
      sound(Array.from({ length: random.below(30) }, () => String.fromCharCode(random.chance(90) ? random.below(128) : random.below(65536))).join(''));
    }
  });
});

/** Parses, and holds what must be true of every tree. */
function sound(text: string): void {
  const { root, faults } = parseExpression(text);
  for (const { span } of [...faults, ...nodesOf(root)]) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
  for (const node of nodesOf(root)) {
    for (const child of childrenOf(node)) assert.ok(child.span.start >= node.span.start && child.span.end <= node.span.end, `${child.kind} lies outside ${node.kind} in ${JSON.stringify(text)}`);
  }
  assert.ok(faults.length > 0 || !nodesOf(root).some(({ kind }) => kind === 'hole'), `a hole without a fault in ${JSON.stringify(text)}`);
  assert.ok(faults.length <= 2 * text.length + 1);
  if (faults.length === 0) assert.equal(tree(parseExpression(printExpression(root)).root), tree(root), text);
}
