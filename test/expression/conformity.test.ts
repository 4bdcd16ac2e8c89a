/** The parser against an independent one, @bufbuild/cel: the same texts accepted, and the same trees. */
import assert from 'node:assert/strict';
import { parse } from '@bufbuild/cel';
import type { Expression } from '../../server/src/expression/index.ts';
import { parseExpression, printExpression } from '../../server/src/expression/index.ts';
import { Random } from '../../bench/lib/random.ts';

type CelExpr = ReturnType<typeof parse>['expr'];

const LITERALS = ['1', '0', '42', '0x1F', '-7', '1.5', '.5', '2.50', '1e3', '2.5E-2', '"a"', "'b'", '"""x"y"""', "'''it's'''", 'r"\\n"', "R'\\d'", '"\\n\\t\\x41\\u00e9\\101"', '"😀\\U0001F600"', 'b"a\\xff"', "br'x'", 'true', 'false', 'null'];
const NAMES = ['source', 'item', 'a', 'b', '_x', 'name1', 'iff', 'nul', 'r', 'b1'];
const BINARY = ['||', '&&', '==', '!=', '<', '<=', '>', '>=', 'in', '+', '-', '*', '/', '%'];
const FIELDS = ['name', 'x', 'size', '_y', 'for', 'within'];
const FUNCTIONS = ['f', 'lower', 'concat', 'size', 'now'];

describe('conformity with CEL', () => {
  it('reads 20,000 random expressions as @bufbuild/cel does', () => {
    const random = new Random(20240310);
    for (let run = 0; run < 20_000; run += 1) {
      const text = expression(random, 4);
      const { root, faults } = parseExpression(text);
      assert.deepEqual(faults, [], text);
      assert.equal(ours(root), theirs(parse(text).expr), text);
      const printed = printExpression(root);
      const again = parseExpression(printed);
      assert.deepEqual(again.faults, [], printed);
      assert.equal(ours(again.root), ours(root), `${text} printed as ${printed}`);
      assert.equal(printExpression(again.root), printed);
    }
  });

  it('accepts and refuses 60,000 heaps of tokens as @bufbuild/cel does', () => {
    const random = new Random(7);
    const tokens = [...LITERALS, ...NAMES, ...BINARY, '(', ')', '(', ')', '[', ']', ',', '.', '?', ':', '!', '-', '.name', '.f(', 'f(', '{', '}', '1u', ' ', '\n', '//c\n', 'if', '.in'];
    const figures = { accepted: 0, refused: 0, outside: 0, skipped: 0 };
    for (let run = 0; run < 60_000; run += 1) {
      const text = Array.from({ length: 1 + random.below(9) }, () => random.pick(tokens) + (random.chance(60) ? ' ' : '')).join('');
      compareWith(text, figures);
    }
    assert.ok(figures.accepted > 4_000 && figures.refused > 20_000, JSON.stringify(figures));
    if (process.env['INTSPEC_FIGURES']) console.log(figures);
  });

  it('accepts and refuses 20,000 expressions with one edit as @bufbuild/cel does', () => {
    const random = new Random(99);
    const figures = { accepted: 0, refused: 0, outside: 0, skipped: 0 };
    for (let run = 0; run < 20_000; run += 1) {
      const text = expression(random, 2);
      const at = random.below(text.length + 1);
      const put = random.pick(['', ' ', '(', ')', '.', ',', '+', '-', '!', '"', '?', ':', '[', ']', '1', 'a']);
      compareWith(text.slice(0, at) + put + text.slice(at + random.below(2)), figures);
    }
    assert.ok(figures.accepted > 5_000 && figures.refused > 5_000, JSON.stringify(figures));
    if (process.env['INTSPEC_FIGURES']) console.log(figures);
  });
});

/**
 * Where their grammar is not CEL's: blanks within `f( )` and between two signs, and two comments in a row are refused, and true, false, null and in are
 * words even where a longer name begins with them.
 */
const BLANK = String.raw`(?:\s|//[^\n]*\n)`;
const QUIRKS = new RegExp(String.raw`\(${BLANK}+\)|-${BLANK}+-|!${BLANK}+!|//[^\n]*\n\s*//|(?:true|false|null|in)\w`);

function compareWith(text: string, figures: { accepted: number; refused: number; outside: number; skipped: number }): void {
  if (QUIRKS.test(text)) {
    figures.skipped += 1;
    return;
  }
  // Theirs wants an end of line behind a last comment.
  const given = `${text}\n`;
  const { root, faults } = parseExpression(given);
  let expected: string | undefined;
  try {
    expected = theirs(parse(given).expr);
  } catch {
    expected = undefined;
  }
  if (expected === undefined) {
    figures.refused += 1;
    assert.ok(faults.length > 0, `accepted by us alone: ${text}`);
  } else if (expected.includes('<outside>') || leadingDot(text) || unknownEscape(text)) {
    figures.outside += 1;
    assert.ok(faults.length > 0 || !expected.includes('<outside>'), `should be refused: ${text}`);
  } else {
    figures.accepted += 1;
    assert.deepEqual(faults, [], `refused by us alone: ${text}`);
    assert.equal(ours(root), expected, text);
  }
}

/** `.a` names the outermost a in CEL; there is but one scope here. */
function leadingDot(text: string): boolean {
  return parseExpression(text).faults.some(({ message }) => message === 'A value is missing before the dot.');
}

/** They keep an unknown escape as it is, and take \\u in bytes; CEL refuses both. */
function unknownEscape(text: string): boolean {
  return parseExpression(text).faults.some(({ message }) => /is not a known escape|Bytes are written/.test(message));
}

function expression(random: Random, depth: number): string {
  const below = () => expression(random, depth - 1);
  const blank = () => random.pick(['', ' ', ' ', '\n', ' // note\n']);
  if (depth === 0 || random.chance(15)) return random.chance(50) ? random.pick(LITERALS) : random.pick([...NAMES, 'inner']);
  const list = () => Array.from({ length: random.below(4) }, below).join(`,${blank()}`);
  switch (random.below(9)) {
    case 0:
    case 1:
      return `${grouped(below())} ${random.pick(BINARY)} ${blank()}${grouped(below())}`;
    case 2: return `${below()} ${random.pick(BINARY)} ${blank()}${random.pick(LITERALS)}`.replace(/^([^]*)$/, (text) => (text.includes('?') ? grouped(text) : text));
    case 3: return `${grouped(below())} ? ${grouped(below())}${blank()} : ${below()}`;
    case 4: return `${random.pick(['!', '-', '!!', '--', '---'])}${grouped(below())}`;
    case 5: return `${grouped(below())}.${random.pick(FIELDS)}`;
    case 6: return `${grouped(below())}.${random.pick(FUNCTIONS)}(${list()})`;
    case 7: return random.chance(50) ? `${random.pick(FUNCTIONS)}${blank()}(${list()})` : `${grouped(below())}[${below()}]`;
    default: return `[${list()}${random.chance(20) ? ',' : ''}]`.replace(/^\[,\]$/, '[]');
  }

  function grouped(text: string): string {
    return /^[\w.]+$/.test(text) && !/^\d|\.$/.test(text) ? text : `(${blank()}${text}${blank()})`;
  }
}

/** Our tree as an s-expression. Signs are folded into numbers and doubled signs left out, as CEL's parsers may. */
function ours(node: Expression): string {
  switch (node.kind) {
    case 'hole': return '<hole>';
    case 'literal':
      switch (node.type) {
        case 'integer': return number(node.value.startsWith('-') ? -BigInt(node.value.slice(1)) : BigInt(node.value));
        case 'decimal':
        case 'number': return double(Number(node.value));
        case 'string': return `s${JSON.stringify(node.value)}`;
        case 'bytes': return `b${JSON.stringify(node.value)}`;
        default: return node.value;
      }
    case 'name': return node.name;
    case 'member': return `(. ${ours(node.target)} ${node.name})`;
    case 'index': return `(_[_] ${ours(node.target)} ${ours(node.index)})`;
    case 'call': return call(node.name, node.receiver && ours(node.receiver), node.args.map(ours));
    case 'unary': return sign(`${node.operator}_`, ours(node.operand));
    case 'binary':
      if (node.operator === '||' || node.operator === '&&') return logic(`_${node.operator}_`, ours(node.left), ours(node.right));
      return call(node.operator === 'in' ? '@in' : `_${node.operator}_`, undefined, [ours(node.left), ours(node.right)]);
    case 'conditional': return call('_?_:_', undefined, [ours(node.condition), ours(node.then), ours(node.otherwise)]);
    case 'list': return `[${node.items.map(ours).join(' ')}]`;
  }
}

/** Their tree as the same; what is no part of our language is `<outside>`. */
function theirs(node: CelExpr): string {
  const { exprKind } = node;
  switch (exprKind.case) {
    case 'identExpr': return exprKind.value.name;
    case 'selectExpr': return exprKind.value.testOnly || !exprKind.value.operand ? '<outside>' : `(. ${theirs(exprKind.value.operand)} ${exprKind.value.field})`;
    case 'listExpr': return `[${exprKind.value.elements.map(theirs).join(' ')}]`;
    case 'callExpr': {
      const { function: name, target, args } = exprKind.value;
      const [first = '', second = ''] = args.map(theirs);
      if (name === '-_' || name === '!_') return sign(name, first);
      if (name === '_||_' || name === '_&&_') return logic(name, first, second);
      return call(name, target && theirs(target), args.map(theirs));
    }
    case 'constExpr': {
      const { constantKind } = exprKind.value;
      switch (constantKind.case) {
        case 'int64Value': return number(constantKind.value);
        case 'doubleValue': return double(constantKind.value);
        case 'stringValue': return `s${JSON.stringify(constantKind.value)}`;
        case 'bytesValue': return `b${JSON.stringify(String.fromCharCode(...constantKind.value))}`;
        case 'boolValue': return String(constantKind.value);
        case 'nullValue': return 'null';
      }
    }
  }
  return '<outside>';
}

function call(name: string, target: string | undefined, args: readonly string[]): string {
  return `(${name}${target === undefined ? '' : ` @${target}`}${args.map((arg) => ` ${arg}`).join('')})`;
}

function number(value: bigint): string {
  return value < 0n ? sign('-_', String(-value)) : String(value);
}

function double(value: number): string {
  return value < 0 ? sign('-_', `${-value}f`) : `${value}f`;
}

/** −(−a) is a, and !!a is a. */
function sign(name: string, operand: string): string {
  return operand.startsWith(`(${name} `) ? operand.slice(name.length + 2, -1) : `(${name} ${operand})`;
}

/** They balance long chains, we do not. */
function logic(name: string, left: string, right: string): string {
  const parts = (text: string) => (text.startsWith(`{${name} `) ? text.slice(name.length + 2, -1) : text);
  return `{${name} ${parts(left)} ${parts(right)}}`;
}
