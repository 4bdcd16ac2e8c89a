/** Patterns of texts: RE2, which runs in linear time. */
import { RE2JS } from 're2js';

/** Longer patterns are not compiled. */
const LONGEST_PATTERN = 1000;
const MOST_REMEMBERED = 200;
const compiled = new Map<string, RE2JS | string>();

/** Why a pattern cannot be used; undefined where it can. */
export function patternProblem(pattern: string): string | undefined {
  const known = compile(pattern);
  return typeof known === 'string' ? known : undefined;
}

/** Whether a pattern is found in a text; undefined where the pattern cannot be used. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  const known = compile(pattern);
  return typeof known === 'string' ? undefined : known.matcher(text).find();
}

function compile(pattern: string): RE2JS | string {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const [oldest] = compiled.keys();
  if (compiled.size >= MOST_REMEMBERED && oldest !== undefined) compiled.delete(oldest);
  const result = attempt(pattern);
  compiled.set(pattern, result);
  return result;
}

function attempt(pattern: string): RE2JS | string {
  if (pattern.length > LONGEST_PATTERN) return `it is longer than ${String(LONGEST_PATTERN)} characters`;
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it is no regular expression';
  }
}
