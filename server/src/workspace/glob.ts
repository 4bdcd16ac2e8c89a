/**
 * Globs of settings files, which a stranger may have written: matched by RE2, in a time that grows with the glob and
 * the path, and no faster. `*`, `**`, `?`, `[…]`, `[!…]`, `{…,…}`, `@(…|…)`, `+(…|…)`, `*(…|…)`, `?(…|…)`; a backslash
 * takes the meaning from what follows. A name that starts with a dot is matched only by a glob with that dot.
 */
import { RE2JS } from 're2js';

/** Stands in a path for the dot that a name starts with. No path has this character. */
const DOT = '\0';
/** A character, and a whole name, that wildcards match. */
const CHARACTER = `[^/${DOT}]`;
const NAME = `${CHARACTER}+`;

const MOST_REMEMBERED = 200;
const compiled = new Map<string, RE2JS>();

/** Whether a path, with `/` between its names, matches a glob. */
export function matchesGlob(path: string, glob: string): boolean {
  return compile(glob).matcher(path.replace(/(^|\/)\./g, `$1${DOT}`)).matches();
}

function compile(glob: string): RE2JS {
  const known = compiled.get(glob);
  if (known) return known;
  const [oldest] = compiled.keys();
  if (compiled.size >= MOST_REMEMBERED && oldest !== undefined) compiled.delete(oldest);
  const expression = RE2JS.compile(new GlobReader(glob).read());
  compiled.set(glob, expression);
  return expression;
}

/** Writes a glob as a regular expression. Whatever has no meaning stands for itself. */
class GlobReader {
  readonly #glob: string;
  #at = 0;
  /** What is read next may be the first of a name. */
  #isStart = true;

  constructor(glob: string) {
    this.#glob = glob;
  }

  read(): string {
    return this.#until('');
  }

  #until(closers: string): string {
    let source = '';
    while (this.#at < this.#glob.length && !this.#stands(closers)) source += this.#next(closers);
    return source;
  }

  /** Whether one of these characters comes next. */
  #stands(characters: string): boolean {
    const next = this.#glob[this.#at];
    return next !== undefined && characters.includes(next);
  }

  #next(closers: string): string {
    const character = this.#character();
    if (character === '/') {
      this.#isStart = true;
      return '/';
    }
    if ('@+?*'.includes(character) && this.#stands('(') && this.#isGroup(this.#at, ')')) {
      this.#at += 1;
      return this.#group('|', ')') + (character === '@' ? '' : character);
    }
    if (character === '{' && this.#isGroup(this.#at - 1, '}')) return this.#group(',', '}');
    if (character === '*') return this.#stars(closers);
    if (character === '?') return this.#wild(CHARACTER);
    if (character === '[') return this.#oneOf() ?? this.#literal('[');
    return this.#literal(character === '\\' ? this.#character() : character);
  }

  /** The next character; a backslash where there is none, for it to stand for itself. */
  #character(): string {
    const code = this.#glob.codePointAt(this.#at);
    if (code === undefined) return '\\';
    const character = String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }

  #literal(character: string): string {
    const isDot = character === '.' && this.#isStart;
    this.#isStart = false;
    return isDot ? `[.${DOT}]` : RE2JS.quote(character);
  }

  #wild(source: string): string {
    this.#isStart = false;
    return source;
  }

  /** `**` that is all between two slashes stands for any number of folders; among other characters it is a `*`. */
  #stars(closers: string): string {
    const start = this.#at - 1;
    while (this.#glob[this.#at] === '*') this.#at += 1;
    const isLast = this.#at === this.#glob.length || this.#stands(closers);
    if (!this.#isStart || this.#at - start !== 2 || !(isLast || this.#stands('/'))) return this.#wild(`${CHARACTER}*`);
    if (isLast) return this.#wild(`${NAME}(?:/${NAME})*`);
    this.#at += 1;
    return `(?:${NAME}/)*`;
  }

  /** What stands in brackets, parted; each part may be the first of a name where the group is. */
  #group(separator: string, closer: string): string {
    const isStart = this.#isStart;
    const parts: string[] = [];
    let mayStart = false;
    do {
      if (parts.length > 0) this.#at += 1;
      this.#isStart = isStart;
      parts.push(this.#until(separator + closer));
      mayStart ||= this.#isStart;
    } while (this.#stands(separator));
    this.#at += 1;
    this.#isStart = mayStart;
    return `(?:${parts.join('|')})`;
  }

  /** Whether the bracket at a place is closed; braces must hold a comma, too. */
  #isGroup(start: number, closer: string): boolean {
    const opener = this.#glob[start];
    let depth = 0;
    let isParted = closer !== '}';
    for (let at = start; at < this.#glob.length; at += 1) {
      const character = this.#glob[at];
      if (character === '\\') at += 1;
      else if (character === opener) depth += 1;
      else if (character === closer) depth -= 1;
      else if (character === ',' && depth === 1) isParted = true;
      if (depth === 0) return isParted;
    }
    return false;
  }

  /** `[a-c_]`, `[!a]`; undefined where it is not closed. */
  #oneOf(): string | undefined {
    const [whole, not, content = ''] = /^([!^]?)(\]?(?:\\[^]|[^\]\\])*)\]/u.exec(this.#glob.slice(this.#at)) ?? [];
    if (whole === undefined || content === '') return undefined;
    this.#at += whole.length;
    const ranges = rangesIn(content);
    if (not !== '') return this.#wild(`[^/${DOT}${ranges.map(rangeText).join('')}]`);
    const dot = this.#isStart && ranges.some(([first, last]) => first <= 0x2e && 0x2e <= last) ? DOT : '';
    return this.#wild(`[${ranges.flatMap(withoutSlash).map(rangeText).join('')}${dot}]`);
  }
}

/** The first and the last of a row of characters. */
type CharacterRange = readonly [number, number];

/** The characters between two brackets; what is no row is three characters. */
function rangesIn(content: string): CharacterRange[] {
  const parts = content.matchAll(/\\?([^])(?:-\\?([^]))?/gu);
  return [...parts].flatMap(([, from = '', to = from]): CharacterRange[] => {
    const [first, last] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
    return first <= last ? [[first, last]] : [[first, first], [0x2d, 0x2d], [last, last]];
  });
}

/** No bracket stands for the end of a name. */
function withoutSlash([first, last]: CharacterRange): CharacterRange[] {
  const slash = 0x2f;
  if (last < slash || slash < first) return [[first, last]];
  return [...(first < slash ? [[first, slash - 1] as const] : []), ...(slash < last ? [[slash + 1, last] as const] : [])];
}

function rangeText([first, last]: CharacterRange): string {
  return `\\x{${first.toString(16)}}-\\x{${last.toString(16)}}`;
}
