/** Whatever the text: formatted, it means the same, keeps its comments and blank lines, and is formatted. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { applyEdits } from '../../../server/src/syntax/edits.ts';
import { parseSyntax } from '../../../server/src/syntax/index.ts';
import type { FormatOptions } from '../../../server/src/syntax/tree.ts';
import { apply } from '../../helpers/apply.ts';
import { examples, filesIn, fixture } from '../../helpers/files.ts';
import { ownPlain, problemsOf } from '../../helpers/plain.ts';
import { crlf } from '../../helpers/text.ts';

const SEEDED = { seed: 20250303 } as const;

const files = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml'), { name: 'base', text: fixture('base.intspec.yaml') }];

function format(text: string, options: FormatOptions = { step: 2 }): string {
  const tree = parseSyntax(text);
  const edits = tree.format(options);
  const after = apply(text, edits);
  for (const { start, end, newText } of edits) assert.match(text.slice(start, end) + newText, /^[\s"']*$/, 'blanks and quotes alone change');
  return after;
}

/** What YAML itself makes of a text, without any of ours; undefined where it refuses. */
function meaning(text: string): unknown {
  const doc = parseDocument(text, { version: '1.2', uniqueKeys: false, logLevel: 'silent' });
  if (doc.errors.length > 0) return undefined;
  try {
    return doc.toJS({ maxAliasCount: 1000 });
  } catch {
    return undefined;
  }
}

/** The comments, in order. */
function marks(text: string): string[] {
  const { comments } = parseSyntax(text);
  return comments.map((comment) => comment.text);
}

function assertSafe(before: string, options?: FormatOptions): string {
  const after = format(before, options);
  try {
    const [was, is] = [parseSyntax(before), parseSyntax(after)];
    assert.deepEqual(ownPlain(is.root), ownPlain(was.root));
    assert.deepEqual(marks(after), marks(before));
    assert.deepEqual(problemsOf(is).map((problem) => problem.split(':')[0]), problemsOf(was).map((problem) => problem.split(':')[0]));
    assert.deepEqual(meaning(after), meaning(before));
    if (!options?.range) assert.equal(format(after, options), after, 'it is formatted once formatted');
    // Lines stay lines: but for those at the end, each keeps its words.
    const words = (text: string): string[] => text.trimEnd().split('\n').map((line) => line.replaceAll('"', "'").replace(/\s+/g, ''));
    assert.deepEqual(words(after), words(before));
  } catch (error) {
    throw new Error(`on ${JSON.stringify(before.length < 4000 ? before : before.slice(0, 4000))}\n→ ${JSON.stringify(after.slice(0, 4000))}`, { cause: error });
  }
  return after;
}

/** Indented by four instead of two. */
function widely(text: string): string {
  return text.replace(/^ +/gm, (blanks) => blanks + blanks);
}

/** With lists at the column of their keys. */
function listsAtKeys(text: string): string {
  return text.replace(/^ {2}( *)(- )/gm, '$1$2');
}

describe('formatting a whole file', () => {
  for (const { name, text } of files) {
    for (const [how, change] of Object.entries({ 'as it is': (same: string) => same, 'with CRLF': crlf, 'indented by four': widely, 'with lists at their keys': listsAtKeys })) {
      it(`${name}, ${how}, means the same`, () => void assertSafe(change(text)));
    }
  }

  for (const { name, text } of [...examples, { name: 'base', text: fixture('base.intspec.yaml') }]) {
    it(`${name}, indented by four, comes to the same`, () => {
      assert.equal(assertSafe(widely(text)), format(text));
      assert.equal(assertSafe(text, { step: 4 }), format(widely(text), { step: 4 }));
    });
    it(`${name} changes nothing but quotes in what is tidy`, () => {
      assert.equal(format(text).replaceAll('"', "'"), text.replaceAll('"', "'"));
    });
    it(`${name}, with blanks anywhere, is tidied`, () => {
      const untidy = text.replace(/^( *[\w.]+:)(?= \S)/gm, '$1  ').replace(/, (?=\w+: )/g, ' ,   ').replace(/^(.*[^|>\s-])(?=\r?$)/gm, (line, _, offset: number) => (offset % 3 === 0 ? `${line}  ` : line));
      assert.notEqual(assertSafe(untidy), untidy);
    });
  }
});

const BITS = [' ', '  ', '   ', '\t', '\n', '\r\n', ' # c', '\n# c\n', '\n    # c\n', ',', ' , ', ': ', '- ', '&a ', '*a', '<<: *a', '{ ', ' }', '[', ']', '"', "'", '|', '>-', '? ', '!!str ', '---\n', '\n\n'];
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.integer({ min: 0, max: 8 }), insert: fc.constantFrom(...BITS) });

describe('formatting what is edited at random', function () {
  this.timeout(300_000);
  for (const { name, text } of files) {
    it(name, () => {
      fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.constantFrom(2, 3, 4), (edits, step) => {
        let changed = text;
        for (const { at, remove, insert } of edits) {
          const offset = Math.floor(at * changed.length);
          changed = changed.slice(0, offset) + insert + changed.slice(offset + remove);
        }
        assertSafe(changed, { step });
      }), { ...SEEDED, numRuns: 25 });
    });
  }
});

/** A value as YAML, written with untidy blanks. */
interface Node {
  block(indent: number): string;
  readonly inline: string;
}

const blanks = fc.constantFrom('', ' ', '  ', '   ');
const some = fc.constantFrom(' ', '  ', '    ');
const scalar = fc.constantFrom('x', 'some words', "'it''s'", "'plain'", '"a\\tb"', '"plain"', '12', 'true', '~', '"# no comment"', '&a x', '"{ , }"', 'a#b', '2025-01-01', "''").map((text): Node => ({ block: () => ` ${text}`, inline: text }));
const blockText = fc.tuple(fc.constantFrom('|', '>', '|-', '>+', '|+', '>- # c'), fc.array(fc.constantFrom('one', '  two', '', 'three # no comment', '   '), { maxLength: 4 }), fc.integer({ min: 1, max: 5 }))
  .map(([head, lines, deep]): Node => ({ block: (indent) => ` ${head}\n${' '.repeat(indent + deep)}first${lines.map((line) => `\n${line.trim() === '' ? line : ' '.repeat(indent + deep) + line}`).join('')}`, inline: 'text' }));
const longText = fc.tuple(fc.constantFrom('', '"', "'"), fc.integer({ min: 1, max: 6 })).map(([quote, deep]): Node => ({ block: (indent) => ` ${quote}one\n${' '.repeat(indent + deep)}two\n${' '.repeat(indent + deep + 1)}three${quote}`, inline: 'one two' }));
const key = fc.constantFrom('a', 'bb', 'long_key', '"q"', "'s'", 'key with words');

const { node } = fc.letrec<{ node: Node; flow: Node; map: Node; list: Node }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, blockText, longText, tie('flow'), tie('map'), tie('list')),
  flow: fc.oneof(
    fc.array(fc.tuple(key, some, blanks, blanks, fc.oneof({ depthSize: 'small' }, scalar, tie('flow'))), { maxLength: 3 }).map((entries): Node => {
      const text = `{${entries.map(([name, gap, before, after, value]) => `${before}${name}:${gap}${value.inline}${after}`).join(',')}}`;
      return { block: () => ` ${text}`, inline: text };
    }),
    fc.array(fc.tuple(blanks, fc.oneof({ depthSize: 'small' }, scalar, tie('flow')), blanks), { maxLength: 3 }).map((items): Node => {
      const text = `[${items.map(([before, item, after]) => before + item.inline + after).join(',')}]`;
      return { block: (indent) => (items.length > 1 ? ` ${text.replace(',', `, # c\n${' '.repeat(indent + 3)}`)}` : ` ${text}`), inline: text };
    }),
  ),
  map: fc.tuple(fc.uniqueArray(key, { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(tie('node'), blanks, fc.constantFrom('', '', '# c\n', '\n', '   # far\n', '\n\n# x\n\n')), { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 5 })).map(([keys, values, deep]): Node => ({
    block: (indent) => `\n${keys.map((name, at) => {
      const [value, gap = '', comment = ''] = values[at] ?? [];
      const text = value?.block(indent + deep) ?? '';
      return `${comment === '' ? '' : comment.replace(/^#/gm, `${' '.repeat(indent + deep)}#`)}${' '.repeat(indent + deep)}${name}:${text.startsWith(' ') ? gap : ''}${text}`;
    }).join('\n')}`,
    inline: '{ m: 1 }',
  })),
  list: fc.tuple(fc.array(tie('node'), { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 4 }), some).map(([items, deep, gap]): Node => ({
    block: (indent) => `\n${items.map((item) => `${' '.repeat(indent + deep)}-${gap.slice(1)}${item.block(indent + deep)}`).join('\n')}`,
    inline: '[1]',
  })),
}));

describe('formatting what is generated', function () {
  this.timeout(60_000);
  it('means the same', () => {
    let formatted = 0;
    fc.assert(fc.property(fc.array(node, { minLength: 1, maxLength: 4 }), fc.constantFrom(2, 4), fc.boolean(), (nodes, step, hasCr) => {
      const text = `${nodes.map((each, at) => `k${String(at)}:${each.block(0)}`).join('\n')}\n`;
      const given = hasCr ? crlf(text) : text;
      if (meaning(given) !== undefined && parseSyntax(given).problems.length === 0 && assertSafe(given, { step }) !== given) formatted += 1;
    }), { ...SEEDED, numRuns: 600 });
    assert.ok(formatted > 300, `${String(formatted)} of them changed`);
  });
});

describe('formatting a range', function () {
  this.timeout(60_000);
  const text = widely(fixture('base.intspec.yaml').replace(/: (?=\S)/g, ':  '));
  it('changes nothing outside of it, and means the same', () => {
    fc.assert(fc.property(fc.nat(text.length), fc.nat(text.length), (one, other) => {
      const range = { start: Math.min(one, other), end: Math.max(one, other) };
      const first = text.lastIndexOf('\n', range.start - 1) + 1;
      const next = text.indexOf('\n', range.end);
      for (const { start, end } of parseSyntax(text).format({ step: 2, range })) assert.ok(start >= first && (next < 0 || end <= next + 1), 'an edit outside of the range');
      assertSafe(text, { step: 2, range });
    }), { ...SEEDED, numRuns: 150 });
  });

  it('of everything is that of the whole', () => {
    assert.equal(applyEdits(text, parseSyntax(text).format({ step: 2, range: { start: 0, end: text.length } })), format(text));
  });
});
