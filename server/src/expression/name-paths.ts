/**
 * The paths of names that an expression reads: `source.a.b`, `` item.`odd name` ``, `source["a"].b`, `source.lines[0].sku`.
 * They are read off the tokens, not the tree, so that half an expression, or one at fault, has all of its paths too.
 */
import type { Span } from './ast.ts';
import type { Token } from './lexer.ts';
import { tokenize } from './lexer.ts';

/** One name of a path. */
export interface PathName {
  readonly name: string;
  /** With its backticks, or the quotes of the text that names it. */
  readonly span: Span;
  /** `index`: as text in brackets. */
  readonly notation: 'plain' | 'backticks' | 'index';
}

/** A path with at least one name; steps to an element (`[0]`) leave no trace. */
export interface NamePath {
  readonly scope: 'source' | 'item';
  readonly names: readonly PathName[];
}

/** The paths of names in an expression's text, in the order in which they begin. */
export function namePaths(text: string): NamePath[] {
  const tokens = tokenize(text).tokens;
  const closers = bracketPairs(tokens);
  return tokens.flatMap((token, at) => {
    const isScope = token.kind === 'name' && (token.text === 'source' || token.text === 'item') && !isSymbol(tokens[at - 1], '.');
    const names = isScope ? namesBehind(tokens, at, closers) : [];
    return names.length === 0 ? [] : [{ scope: token.text === 'item' ? 'item' : 'source', names }];
  });
}

/** The names of the path whose scope is at an index. */
function namesBehind(tokens: readonly Token[], scope: number, closers: ReadonlyMap<number, number>): PathName[] {
  const names: PathName[] = [];
  let start = scope;
  let end = scope + 1;
  for (;;) {
    const name = tokens[end + 1];
    if (isSymbol(tokens[end], '.') && (name?.kind === 'name' || name?.kind === 'quoted-name')) {
      // A name with arguments is a function's.
      if (isSymbol(tokens[end + 2], '(')) return names;
      if (name.text !== '') names.push({ name: name.text, span: name.span, notation: name.kind === 'name' ? 'plain' : 'backticks' });
      end += 2;
      continue;
    }
    const close = closers.get(end);
    if (isSymbol(tokens[end], '[') && close !== undefined) {
      if (name?.kind === 'string' && close === end + 2) names.push({ name: name.text, span: name.span, notation: 'index' });
      end = close + 1;
      continue;
    }
    // `(source.a).b`: the parentheses of no call.
    const isGroup = isSymbol(tokens[start - 1], '(') && closers.get(start - 1) === end && tokens[start - 2]?.kind !== 'name';
    if (!isGroup) return names;
    start -= 1;
    end += 1;
  }
}

/** The index of each bracket's closing one, by its own. */
function bracketPairs(tokens: readonly Token[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    if (token.text === '(' || token.text === '[') open.push(at);
    else if (token.text === ')' || token.text === ']') {
      const last = open.pop();
      if (last !== undefined && isSymbol(tokens[last], token.text === ')' ? '(' : '[')) pairs.set(last, at);
    }
  }
  return pairs;
}

function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}
