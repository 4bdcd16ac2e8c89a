/**
 * Globs to search and watch files by. Whoever does that, the editor or a library, has meanings of its own for some
 * characters, and matches by trying, so that a glob can be made to take it for ever. So it is given plain globs, which
 * find more than is wanted; what is found is matched again, by `glob.ts`.
 */

/** More searches than this become one for all files: to some clients each is a program of its own. */
const MOST_SEARCHES = 20;

/** A name with one `*` at most, and with one choice of words behind it. */
const PLAIN = /^[^*{}[\]()|\\]*(?:\*[^*{}[\]()|\\]*)?(?:\{[^*?{}[\]()|\\]*\}[^*{}[\]()|\\]*)?$/;
/** What stands behind the last character of a name that has a meaning. */
const TAIL = /[^*?{}[\]()|\\]*$/;

/** Globs that find all that a glob finds; none for one that leaves its folder. */
export function searchable(glob: string): string[] {
  const names = glob.split('/');
  if (names.includes('..')) return [];
  const open = names.findIndex(isOpen);
  const plain = (open < 0 ? names : [...names.slice(0, open), '**', '*']).map((name) => (name === '**' || PLAIN.test(name) ? name : `*${TAIL.exec(name)?.[0] ?? ''}`));
  const found = withOneGlobstar(plain);
  const name = names.at(-1) ?? '';
  // What stands in brackets may start with a dot, which no `*` stands for.
  const hidden = found.at(-1) !== name && !/^[*?]/.test(name) ? [[...found.slice(0, -1), '.*']] : [];
  return [found, ...hidden].map((each) => each.join('/'));
}

/** As many globs as whoever searches can be asked for, which find all that these find. */
export function fewer(globs: readonly string[]): readonly string[] {
  return globs.length > MOST_SEARCHES ? ['**/*', '**/.*'] : globs;
}

/** Whether a bracket goes on behind a slash, or may. */
function isOpen(name: string): boolean {
  let depth = 0;
  for (const character of name) {
    if ('{[('.includes(character)) depth += 1;
    else if ('}])'.includes(character)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

/** What stands between the first `**` and the last is left to the one that remains. */
function withOneGlobstar(names: readonly string[]): readonly string[] {
  const [first, last] = [names.indexOf('**'), names.lastIndexOf('**')];
  return first < last ? [...names.slice(0, first), ...names.slice(last)] : names;
}
