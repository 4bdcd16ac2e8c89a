/**
 * Two thirds of the library of decimals are functions of higher mathematics, and ways to write numbers, that no spec
 * needs. A bundler cannot see that nobody calls a method, so those named here are left out of the bundles. What is to be
 * called is taken off the list; the tests of the built programs would miss it.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { edited } from './rule-source.mjs';

const FILE = /[\\/]decimal\.js[\\/]decimal\.mjs$/;

/** Methods of a decimal, by their long names. */
const METHODS = new Set([
  'clampedTo', 'cosine', 'cubeRoot', 'dividedToIntegerBy', 'hyperbolicCosine', 'hyperbolicSine', 'hyperbolicTangent', 'inverseCosine', 'inverseHyperbolicCosine',
  'inverseHyperbolicSine', 'inverseHyperbolicTangent', 'inverseSine', 'inverseTangent', 'logarithm', 'naturalExponential', 'naturalLogarithm', 'precision', 'round',
  'sine', 'squareRoot', 'tangent', 'toBinary', 'toExponential', 'toFraction', 'toHexadecimal', 'toNearest', 'toOctal', 'toPower', 'toPrecision', 'toSignificantDigits', 'truncated',
]);
/** What is called on the constructor, and only repeats a method or makes something up, but for what we call. */
const CALLED = new Set(['clone', 'config', 'isDecimal', 'max', 'min', 'set']);
/** Constants of these functions, which are made when the library is loaded. */
const CONSTANTS = new Set(['LN10', 'PI']);

/**
 * The text of the library without them.
 *
 * @param {string} text
 */
export function withoutMethods(text) {
  const file = ts.createSourceFile('decimal.mjs', text, ts.ScriptTarget.Latest, true);
  const edits = [];
  const visit = (node) => {
    if (ts.isExpressionStatement(node) && isLeftOut(node.expression)) edits.push({ from: node.getStart(), to: node.end, text: '' });
    else if (ts.isSourceFile(node) || ts.isBlock(node) || (ts.isFunctionDeclaration(node) && node.name?.text === 'clone')) node.forEachChild(visit);
  };
  visit(file);
  if (edits.length < METHODS.size) throw new Error('decimal.js is not written as it was: look at scripts/lib/decimal-methods.mjs.');
  return edited(text, edits);
}

/** `P.method = P.alias = function …`, `Decimal.function = …` and `PI = …`. */
function isLeftOut(expression) {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const { left, right } = expression;
  if (ts.isIdentifier(left)) return CONSTANTS.has(left.text);
  if (!ts.isPropertyAccessExpression(left)) return false;
  const [owner, name] = [left.expression.getText(), left.name.text];
  return owner === 'P' ? METHODS.has(name) : owner === 'Decimal' && ts.isIdentifier(right) && !CALLED.has(name) && name !== 'prototype';
}

/** An esbuild plugin that leaves them out. */
export const decimalMethodsPlugin = {
  name: 'decimal-methods',
  setup(builder) {
    builder.onLoad({ filter: FILE }, ({ path }) => ({ contents: withoutMethods(readFileSync(path, 'utf8')) }));
  },
};
