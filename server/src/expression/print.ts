/** Tree → canonical text: one blank around binary operators, double quotes, parentheses only where they are needed. */
import type { Expression, LiteralExpression } from './ast.ts';
import { LEVELS } from './precedence.ts';
import { KEYWORDS } from './reserved.ts';

const CONDITIONAL = 0;
const UNARY = 6;
const MEMBER = 7;

/** The text that parses to this tree again, spans and notation aside. A hole prints as nothing. */
export function printExpression(node: Expression): string {
  return print(node, CONDITIONAL);
}

/** A string literal in double quotes, on one line. */
export function printString(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`;
}

function print(node: Expression, level: number): string {
  const [text, own] = printed(node);
  return own < level ? `(${text})` : text;
}

/** A node's text, and how tightly it binds. */
function printed(node: Expression): readonly [string, number] {
  switch (node.kind) {
    case 'hole': return ['', MEMBER];
    case 'literal': return [printLiteral(node), MEMBER];
    case 'name': return [node.name, MEMBER];
    case 'member': return [`${print(node.target, MEMBER)}.${printName(node.name)}`, MEMBER];
    case 'index': return [`${print(node.target, MEMBER)}[${print(node.index, CONDITIONAL)}]`, MEMBER];
    case 'call': return [`${node.receiver ? `${print(node.receiver, MEMBER)}.` : ''}${node.name}(${list(node.args)})`, MEMBER];
    case 'list': return [`[${list(node.items)}]`, MEMBER];
    case 'unary': return [printUnary(node.operator, node.operand), UNARY];
    case 'binary': {
      const level = LEVELS[node.operator];
      return [`${print(node.left, level)} ${node.operator} ${print(node.right, level + 1)}`, level];
    }
    case 'conditional': return [`${print(node.condition, 1)} ? ${print(node.then, 1)} : ${print(node.otherwise, CONDITIONAL)}`, CONDITIONAL];
  }
}

/** A minus directly before a number is part of the number, so a negated number stands in parentheses; so does another operator. */
function printUnary(operator: '!' | '-', operand: Expression): string {
  const number = operator === '-' && startsWithNumber(operand);
  return number || operand.kind === 'unary' ? `${operator}(${print(operand, CONDITIONAL)})` : operator + print(operand, UNARY);
}

function startsWithNumber(node: Expression): boolean {
  if (node.kind === 'literal') return ['integer', 'decimal', 'number'].includes(node.type);
  if (node.kind === 'member' || node.kind === 'index') return startsWithNumber(node.target);
  return node.kind === 'call' && node.receiver !== undefined && startsWithNumber(node.receiver);
}

function list(nodes: readonly Expression[]): string {
  return nodes.map((node) => print(node, CONDITIONAL)).join(', ');
}

/** A name as it stands behind a dot: in backticks where it is no plain name. */
export function printName(name: string): string {
  return name === '' || (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name)) ? name : `\`${name}\``;
}

function printLiteral({ type, value }: LiteralExpression): string {
  if (type === 'string') return printString(value);
  if (type === 'bytes') return `b"${Array.from(value, printByte).join('')}"`;
  return value;
}

function printByte(byte: string): string {
  if (byte === '"' || byte === '\\') return `\\${byte}`;
  return byte >= ' ' && byte <= '~' ? byte : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const named = new Map([['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t']]).get(character);
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f || code === 0x2028 || code === 0x2029 ? `\\u${code.toString(16).padStart(4, '0')}` : character;
}
