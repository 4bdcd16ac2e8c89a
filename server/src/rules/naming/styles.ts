/** Styles of names: whether a name has one, and what it would be in it. */
import type { NameStyle } from '../rule.ts';

/** `_id` and `$ref` carry marks of the system they come from; what stands behind them has a style. */
const MARKS = /^[_$]+/;

const SMALL = /^(?!\P{L}*$)[\p{Ll}\p{Lo}\p{Lm}\p{N}]+$/u;
const CAPITAL = /^(?!\P{L}*$)[\p{Lu}\p{Lo}\p{Lm}\p{N}]+$/u;

/**
 * Whether a name is written in a style. Letters of scripts without capitals, and digits, have every style; so has a
 * name without a letter.
 */
export function hasStyle(name: string, style: NameStyle): boolean {
  const bare = name.replace(MARKS, '');
  if (!/\p{L}/u.test(bare)) return true;
  switch (style) {
    case 'snake_case': return bare.split('_').every((word) => isWord(word, SMALL));
    case 'kebab-case': return bare.split('-').every((word) => isWord(word, SMALL));
    case 'SCREAMING_SNAKE_CASE': return bare.split('_').every((word) => isWord(word, CAPITAL));
    case 'camelCase': return /^[\p{L}\p{N}]+$/u.test(bare) && !/^\p{Lu}/u.test(bare);
    case 'PascalCase': return /^[\p{L}\p{N}]+$/u.test(bare) && !/^\p{Ll}/u.test(bare);
  }
}

function isWord(word: string, letters: RegExp): boolean {
  return /^\p{N}+$/u.test(word) || letters.test(word);
}

/** The name in a style; undefined where it holds characters that no style has a place for. */
export function inStyle(name: string, style: NameStyle): string | undefined {
  const marks = MARKS.exec(name)?.[0] ?? '';
  const words = wordsOf(name.slice(marks.length));
  if (words.length === 0 || words.some((word) => !/^[\p{L}\p{N}]+$/u.test(word))) return undefined;
  const small = words.map((word) => word.toLowerCase());
  const capitalized = small.map((word) => word.replace(/^./u, (letter) => letter.toUpperCase()));
  switch (style) {
    case 'snake_case': return marks + small.join('_');
    case 'kebab-case': return marks + small.join('-');
    case 'SCREAMING_SNAKE_CASE': return marks + words.map((word) => word.toUpperCase()).join('_');
    case 'camelCase': return marks + (small[0] ?? '') + capitalized.slice(1).join('');
    case 'PascalCase': return marks + capitalized.join('');
  }
}

/** `orderID`, `order-id`, `Order ID` and `ORDER_ID` are two words each, `HTTPStatus` too. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
}
