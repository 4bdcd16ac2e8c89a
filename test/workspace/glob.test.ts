/** Globs of settings files: what they match, and that nobody can make matching them slow. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { matchesGlob } from '../../server/src/workspace/glob.ts';
import { fewer, searchable } from '../../server/src/workspace/search-globs.ts';
import { growsTooFast } from '../helpers/growth.ts';

const SEED = 20_250_303;

describe('a glob', () => {
  /** The globs, the paths that they match, and those that they do not. */
  const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['*', ['a', 'a.b'], ['.a', 'a/b']],
    ['*.yaml', ['a.yaml', 'a b.yaml', 'é.yaml'], ['.yaml', 'a/b.yaml', 'a.yml', 'axyaml']],
    ['**', ['a', 'a/b', 'a/b/c'], ['.a', 'a/.b', '.a/b']],
    ['**/*.yaml', ['a.yaml', 'x/y/a.yaml'], ['x/.y/a.yaml', '.a.yaml']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a', 'a/.b']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['?', ['a', '😀'], ['', 'ab', '/', '.']],
    ['.*', ['.a'], ['a']],
    ['[a-c]x', ['ax', 'cx'], ['dx', 'x', 'abx']],
    ['[!a-c]x', ['dx'], ['ax', '/x', '.x']],
    ['[^a]', ['b'], ['a']],
    ['[]]', [']'], ['[']],
    ['[.]a', ['.a'], ['a']],
    ['[+-9]x', ['+x', '9x'], ['/x']],
    ['[z-a]', ['z', '-', 'a'], ['b']],
    ['[\\]]', [']'], ['\\']],
    ['[😀-😂]', ['😁'], ['😃']],
    ['{a,b/c}/d', ['a/d', 'b/c/d'], ['b/d', 'a/c/d']],
    ['{a,{b,c}}', ['a', 'b', 'c'], ['{b']],
    ['{,.}a', ['a', '.a'], ['..a']],
    ['{a/,}.b', ['.b', 'a/.b'], ['a.b']],
    ['{**/a,b}', ['a', 'x/y/a', 'b'], ['x/b']],
    ['{a\\,b,c}', ['a,b', 'c'], ['a', 'b']],
    ['@(a|b).c', ['a.c', 'b.c'], ['ab.c', '@(a|b).c']],
    ['+(ab)', ['ab', 'abab'], ['', 'aba']],
    ['*(a)b', ['b', 'aab'], ['xb']],
    ['?(a)b', ['b', 'ab'], ['aab']],
    ['a\\*', ['a*'], ['ab']],
    ['(a)|$^.+', ['(a)|$^.+'], ['a']],
    ['{a}', ['{a}'], ['a']],
    ['{a,b', ['{a,b'], ['a']],
    ['[a', ['[a'], ['a']],
    ['@(a', ['@(a'], ['a']],
    ['a}])', ['a}])'], ['a']],
    ['\\', ['\\'], ['']],
    ['a', ['a'], ['A', 'a/', './a']],
  ];
  for (const [glob, matched, others] of CASES) {
    it(glob, () => assert.deepEqual([...matched, ...others].filter((path) => matchesGlob(path, glob)), matched));
  }

  const names = ['a', 'b', '.a', 'ab', 'a.b', 'abc', 'x'];
  const parts = ['a', '*', '**', '?', '*a', 'a*', '*.b', '.a', '{a,b}', '{a,.a}', '[ab]', '[a-c]b', 'a.b', '?*', '*?', '.*', '{a,b}*', 'a\\*', '@(a|b)', '+(a)', 'a{,b}'];
  const path = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 });
  const glob = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 });

  it('matches as a well-known library does', () => {
    fc.assert(fc.property(path, glob, (some, wild) => {
      // There, a folder itself is among what is in it.
      fc.pre(wild.at(-1) !== '**' || wild.length === 1);
      assert.equal(matchesGlob(some.join('/'), wild.join('/')), picomatch.isMatch(some.join('/'), wild.join('/')));
    }), { seed: SEED, numRuns: 3000 });
  });

  it('is searched for by others that find all it matches, and are plain', () => {
    const odd = [...parts, '{a/b,x}', '*a*b*', '[a.]*', '\\.a', '{.a,x}*', '@(.a|x)', '}{a', 'a}{b', 'b,x}', '..'];
    fc.assert(fc.property(path, fc.array(fc.constantFrom(...odd), { minLength: 1, maxLength: 4 }), (some, wild) => {
      const found = searchable(wild.join('/'));
      for (const each of found) assert.match(each, /^(?:[^*/]*\*?[^*/]*\/)*(?:\*\*\/)?(?:[^*/]*\*?[^*/]*\/)*(?:\*\*|[^*/]*\*?[^*/]*)$/);
      const isHidden = some.slice(0, -1).some((name) => name.startsWith('.'));
      // Hidden folders are never searched.
      if (!isHidden && matchesGlob(some.join('/'), wild.join('/'))) assert.ok(found.some((each) => picomatch.isMatch(some.join('/'), each)), `${wild.join('/')} is searched for by ${found.join(' ')}, which do not find ${some.join('/')}`);
    }), { seed: SEED, numRuns: 5000 });
  });

  it('that leaves its folder is not searched for', () => {
    for (const each of ['..', '../*.yaml', 'a/../../**', '**/../*']) assert.deepEqual(searchable(each), []);
  });

  it('is one of few that are searched for', () => {
    const globs = Array.from({ length: 100 }, (_, at) => `${String(at)}/*.yaml`);
    assert.deepEqual(fewer(globs.slice(0, 20)), globs.slice(0, 20));
    assert.deepEqual(fewer(globs), ['**/*', '**/.*']);
  });
});

describe('a glob that is made to be slow', () => {
  /** Twice the glob and twice the path may take four times as long: it is matched in a time of their product. */
  const shapes: Readonly<Record<string, (size: number) => readonly [string, string]>> = {
    'stars': (size) => [`${'*a'.repeat(size)}b`, 'a'.repeat(size)],
    'many folders': (size) => [`${'**/a/'.repeat(size)}b`, `${'a/'.repeat(2 * size)}c`],
    'choices': (size) => [`${'{a,a}'.repeat(size)}b`, 'a'.repeat(size)],
    'choices and stars': (size) => [`${'{a,b}*'.repeat(size)}c`, 'a'.repeat(size)],
    'repetitions in each other': (size) => [`${'+('.repeat(size)}a${')'.repeat(size)}b`, 'a'.repeat(size)],
    'repetitions of alternatives': (size) => [`${'*(a|aa)'.repeat(size)}b`, 'a'.repeat(size)],
    'brackets that are not closed': (size) => [`${'{'.repeat(size)}a,b`, 'a'],
    'classes that are not closed': (size) => ['[a'.repeat(size), 'a'],
  };
  for (const [what, make] of Object.entries(shapes)) {
    it(`with ${what}`, () => {
      const [glob, path] = make(20);
      assert.equal(matchesGlob(path, glob), false);
      // No pattern that is read is longer than 500 characters; the path grows alone.
      assert.ok(!growsTooFast((size) => void matchesGlob(make(size)[1], make(40)[0]), [16_000]), what);
    });
  }
});
