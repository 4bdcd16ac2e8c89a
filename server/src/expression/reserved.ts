/** Words that are no names, and what to write in their place. */
import type { BinaryExpression } from './ast.ts';

/** Words of the language: never a name, not even behind a dot. */
export const KEYWORDS: ReadonlySet<string> = new Set(['in', 'true', 'false', 'null']);

/** Operators of other languages that are words. */
export const WORD_OPERATORS: ReadonlyMap<string, BinaryExpression['operator']> = new Map([['and', '&&'], ['or', '||']]);

/** CEL's reserved words (langdef.md, "RESERVED") with the fault each one is. */
export const RESERVED: ReadonlyMap<string, string> = new Map([
  ['in', 'A value is missing before in.'],
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'].map(
    (word): [string, string] => [word, `${word} is a reserved word. ${choosing(word)}`],
  ),
]);

/** CEL's macros, none of which exists here. */
export const MACROS: ReadonlySet<string> = new Set(['has', 'all', 'exists', 'exists_one', 'existsOne', 'map', 'filter']);

export const MACRO_FAULT = 'There are no macros here.';

export function insteadOfMacro(name: string): string {
  if (name === 'has') return 'Write !isNull(…) to ask whether a value is there.';
  if (name === 'map') return 'Give each field of the items its own mapping, with item.';
  return 'Describe the choice of items in words, or map the items with item.';
}

function choosing(word: string): string {
  return word === 'if' || word === 'else' ? 'Write condition ? value : other value.' : 'Write source. before the name of a field.';
}
