/** Whatever the text: a tree comes back, sound and in time, and the rules judge it without an exception. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Spec } from '../../server/src/model/spec.ts';
import { runRules } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples } from '../helpers/files.ts';
import { crlf } from '../helpers/text.ts';
import { assertSound } from '../helpers/tree.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20250303 } as const;

function survive(text: string): void {
  const tree = parseSyntax(text);
  try {
    assertSound(tree);
    for (const result of runRules(new Spec(tree))) {
      const { start, end } = result.range;
      assert.ok(0 <= start && start <= end && end <= text.length, `${result.rule.id} stands outside of the text`);
    }
  } catch (error) {
    throw new Error(`on ${JSON.stringify(text.length < 3000 ? text : text.slice(-3000))}`, { cause: error });
  }
}

/** The smallest text, and its length. */
const smallest = [...examples].sort((a, b) => a.text.length - b.text.length)[0] ?? { name: '', text: '' };

describe('half a text', () => {
  for (const { name, text } of examples) {
    it(`of ${name}`, () => {
      for (let length = 0; length < text.length; length += 97) survive(text.slice(0, length));
    });
  }

  it('of every length', () => {
    const text = smallest.text.slice(0, 2500);
    for (let length = 0; length <= text.length; length += 1) survive(text.slice(0, length));
  });

  it('of every line, at every length, in the midst of a whole one', () => {
    for (const { text } of examples) {
      const lines = text.split('\n');
      for (let line = 0; line < lines.length; line += 5) {
        const content = lines[line] ?? '';
        const length = (line * 7) % (content.length + 1);
        survive([...lines.slice(Math.max(0, line - 30), line), content.slice(0, length), ...lines.slice(line + 1, line + 30)].join('\n'));
      }
    }
  });
});

const MARKS = [':', ': ', ' #x', '# ', '- ', '"', "'", '{', '}', '[', ']', ',', '&a ', '*a', '<<: ', '!t ', '|', '>-', '\t', '\n', '\r\n', '  ', '---\n', '...', '? ', '%', '\\', 'x', '0', '\u2028', '😀', '\ud800', '\0', '\ue000', '__proto__: '];

const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.integer({ min: 0, max: 30 }), insert: fc.array(fc.constantFrom(...MARKS), { maxLength: 3 }) });

function edited(text: string, edits: readonly { at: number; remove: number; insert: readonly string[] }[]): string {
  let result = text;
  for (const { at, remove, insert } of edits) {
    const start = Math.floor(at * result.length);
    result = result.slice(0, start) + insert.join('') + result.slice(start + remove);
  }
  return result;
}

describe('a text that is edited anywhere', () => {
  const parts = examples.flatMap(({ text }) => {
    const lines = text.split('\n');
    return Array.from({ length: Math.ceil(lines.length / 40) }, (_, at) => lines.slice(at * 40, at * 40 + 40).join('\n'));
  });

  it('once', () => {
    fc.assert(fc.property(fc.constantFrom(...parts), edit, (text, each) => survive(edited(text, [each]))), { ...SEEDED, numRuns: 1000 });
  });

  it('many times', () => {
    fc.assert(fc.property(fc.constantFrom(...parts), fc.array(edit, { minLength: 2, maxLength: 12 }), (text, edits) => survive(edited(text, edits))), { ...SEEDED, numRuns: 1000 });
  });

  it('as a whole, with Windows line ends', () => {
    fc.assert(fc.property(fc.constantFrom(...examples), fc.array(edit, { minLength: 1, maxLength: 3 }), ({ text }, edits) => survive(edited(crlf(text), edits))), { ...SEEDED, numRuns: 100 });
  });
});

describe('text that is none', () => {
  it('marks in any order', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...MARKS, 'key', 'data_contract:', 'source_record:', ' '), { maxLength: 60 }), (marks) => survive(marks.join(''))), { ...SEEDED, numRuns: 4000 });
  });

  it('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => survive(new TextDecoder().decode(bytes))), { ...SEEDED, numRuns: 2000 });
  });

  it('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => survive(text)), { ...SEEDED, numRuns: 2000 });
  });
});

describe('text nested deep', () => {
  const nested: Record<string, (depth: number) => string> = {
    'in blocks': (depth) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
    'in lists': (depth) => `${'- '.repeat(depth)}x\n`,
    'in lists, line by line': (depth) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}-\n`).join(''),
    'in brackets': (depth) => `a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
    'in brackets not closed': (depth) => `a: ${'['.repeat(depth)}\nb: 1\n`,
    'in braces': (depth) => `a: ${'{x: '.repeat(depth)}1${'}'.repeat(depth)}\n`,
    'in fields': (depth) => `data_contract:\n  source_record:\n${Array.from({ length: depth }, (_, at) => `${' '.repeat(4 + 2 * at)}f:\n${' '.repeat(5 + 2 * at)}fields:\n`).join('')}`,
    'in aliases': (depth) => Array.from({ length: depth }, (_, at) => `k${at}: &k${at} [${at === 0 ? '' : `*k${at - 1}`}]\n`).join(''),
  };
  for (const [how, make] of Object.entries(nested)) {
    it(`${how}, 100 times`, () => survive(make(100)));
    // Text in blocks grows with the square of its depth.
    it(`${how}, many times`, () => within(15_000, () => survive(make(/line|blocks|fields/.test(how) ? 600 : 10_000))));
  }
});

describe('text made to be slow', () => {
  const texts: Record<string, string> = {
    'aliases that double each other': Array.from({ length: 40 }, (_, at) => `k${at}: &k${at} [${at === 0 ? 'x' : `*k${at - 1}, *k${at - 1}`}]\n`).join(''),
    'merge keys that double each other': Array.from({ length: 40 }, (_, at) => `k${at}: &k${at}\n  v${at}: 1\n${at === 0 ? '' : `  <<: [*k${at - 1}, *k${at - 1}]\n`}`).join(''),
    'a large map merged again and again': `base: &base\n${Array.from({ length: 2000 }, (_, at) => `  f${at}: ${at}\n`).join('')}${Array.from({ length: 500 }, (_, at) => `m${at}:\n  <<: *base\n`).join('')}`,
    'one key many times': 'a: 1\n'.repeat(5000),
    'one long line': `a: ${'x y: z '.repeat(20_000)}\n`,
    'one long line of brackets': `a: {${' b[c]: d[e],'.repeat(3000)}\n`,
    'a long text': `a: "${'x\\n'.repeat(50_000)}"\n`,
    'a long word': `${'x'.repeat(300_000)}\n`,
    'many blank lines': `a: 1\n${'\n'.repeat(50_000)}b: x: y\n${' \n'.repeat(50_000)}`,
    'blank lines below what is nested deep': `${Array.from({ length: 1000 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')}${'\n'.repeat(40_000)}b: 1\n`,
    'many comments': `${'# x\n'.repeat(20_000)}a: x: y\n${'# intspec-disable-next-line invalid-value\n'.repeat(3000)}`,
    'channels': Array.from({ length: 5000 }, (_, at) => `k${at}: to #c${at}\n`).join(''),
    'faults': Array.from({ length: 3000 }, (_, at) => `k${at}: "x" y\n`).join(''),
    'a reference of many names': `data_contract:\n  source_record: {}\n  target_record:\n    a: { mapped_from: source.${'a.'.repeat(20_000)}b }\n`,
    'a title of many arrows': `title: "${'→ '.repeat(20_000)}"\n`,
    'a title of many colons': `title: "a → b${' :'.repeat(20_000)}"\n`,
    'a suppression of many names': `# intspec-disable-file ${'- '.repeat(20_000)}\na: 1\n`,
    'an expression of many dots': `data_contract:\n  source_record: {}\n  target_record:\n    a:\n      mapped_from: derived\n      transformation: ${'source . a . '.repeat(10_000)}\n    b:\n      mapped_from: derived\n      transformation: "source${' '.repeat(30_000)}x"\n`,
  };
  for (const [name, text] of Object.entries(texts)) it(name, () => within(10_000, () => survive(text)));
});

/** Bounds the processor's time, which does not depend on what else the machine does: what takes the square takes minutes. */
function within(milliseconds: number, work: () => void): void {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  const took = (user + system) / 1000;
  assert.ok(took < milliseconds, `took ${Math.round(took)} ms`);
}

describe('twice the text is about twice the work', () => {
  const section = (at: number, fault: string): string =>
    `s${at}:\n${Array.from({ length: 20 }, (_, line) => `  k${line}:\n    value: { a: 1, b: [x, !!str y] }\n    text: some words\n`).join('')}${fault}`;
  const shapes: Record<string, (sections: number) => string> = {
    'without a fault': (count) => Array.from({ length: count }, (_, at) => section(at, '')).join(''),
    'with a fault at the end': (count) => `${Array.from({ length: count }, (_, at) => section(at, '')).join('')}last: "open\n`,
    'with a fault at the start': (count) => `first: "open\n${Array.from({ length: count }, (_, at) => section(at, '')).join('')}`,
    'with faults in every section': (count) => Array.from({ length: count }, (_, at) => section(at, '  t: A → B: C\n  c: to #ops\n  w\n  u: "open\n')).join(''),
    'with a fault in every line': (count) => Array.from({ length: count * 20 }, (_, at) => `k${at}: "x" y\n`).join(''),
    'in one list of faults': (count) => `a:\n${Array.from({ length: count * 20 }, () => '  - "x" y\n').join('')}`,
  };
  for (const [name, make] of Object.entries(shapes)) {
    it(name, () => {
      const once = work(make(20));
      const twice = work(make(40));
      assert.ok(twice / once < 2.3, `${once} characters read, then ${twice}`);
      assert.ok(work(make(20)) / make(20).length < 40, 'a text is read a few times only');
    });
  }
});

/** How many characters the parser was given, all runs together, each run counting for a few at least. */
function work(text: string): number {
  let characters = 0;
  parseSyntax(text, { onCompose: (count) => (characters += count + 10) });
  return characters;
}
