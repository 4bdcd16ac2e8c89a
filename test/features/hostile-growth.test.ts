/**
 * No text makes a feature take the square of its length. Engines of regular expressions cannot be counted, so time is
 * compared with time of the same run: twice the text to once.
 */
import assert from 'node:assert/strict';
import { Spec } from '../../server/src/model/spec.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { FEATURES_AT, FEATURES_OF_ALL } from '../helpers/every-feature.ts';
import { growsTooFast } from '../helpers/growth.ts';
import { baseWith } from '../helpers/specs.ts';

const rows = (length: number, row: (at: number) => string): string => {
  let text = '';
  for (let at = 0; text.length < length; at += 1) text += row(at);
  return text;
};
const words = (length: number, word: string): string => word.repeat(Math.ceil(length / word.length));
/** A long text wherever an author writes prose. */
const prose = (text: string): string => {
  const value = JSON.stringify(text);
  return baseWith(
    ['author: Dana Reyes', `author: ${value}`],
    ['    detail: >-\n      Poll GET', `    detail: ${value}\n    x: >-\n      Poll GET`],
    ['condition: HTTP 401 or 403 from either system', `condition: ${value}`],
    ['note: Free text that neither Finance nor the warehouse reads', `note: ${value}`],
    ['test: Run the same batch twice', `test: ${value}`],
    ['    - cancelling or refunding anything in Shopify', `    - ${value}`],
    ['title: "Shopify → NetSuite: Sales orders"', `title: ${value}`],
  );
};
const contract = (source: string, target: string, notWritten = ' {}\n'): string => `data_contract:\n  source_record:\n${source}  target_record:\n${target}  not_written:${notWritten}`;
const fields = (length: number): string => rows(length / 2, (at) => `    field${String(at)}: { type: string, required: true, source_path: a }\n`);

/** Texts of about so many characters. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  'one long value': (length) => `author: ${words(length, 'word ')}\n`,
  'one long text in quotes': (length) => `author: "${words(length, 'word \\n')}"\n`,
  'one long comment': (length) => `# ${words(length, 'a/b.md INT-2025-001 §6 https://a/b ')}\n`,
  'one long key': (length) => `${words(length, 'k')}: x\n`,
  'one long line of a map': (length) => `author: { ${rows(length, (at) => `k${String(at)}: v, `)} }\n`,
  'one long line of lists': (length) => `author: [${words(length, '[a], ')}]\n`,
  'one long line of keys without blanks': (length) => `author: {${words(length, 'a:b,')}}\n`,
  'one long line of blanks': (length) => `author: a${words(length, ' ')}b\n`,
  'a suppression of many names': (length) => `# intspec-disable-file ${words(length, 'a-b, ')}\n`,
  'keys half typed': (length) => rows(length, (at) => `abc${String(at)}\n`),
  'unknown keys': (length) => rows(length, (at) => `rollbak_plan${String(at)}: x\n`),
  'keys given again': (length) => words(length, 'author: x\n'),
  'sections in prose': (length) => prose(words(length / 7, '§6 ')),
  'ids in prose': (length) => prose(words(length / 7, 'INT-2025-001 ')),
  'brackets in prose': (length) => prose(words(length / 7, '([{<')),
  'quotes in prose': (length) => prose(words(length / 7, '\'"`')),
  'addresses in prose': (length) => prose(words(length / 7, 'https://a@b/c?d=e&f ')),
  'secrets in prose': (length) => prose(words(length / 7, 'token=eyJ-')),
  'arrows in prose': (length) => prose(words(length / 7, '→ : ')),
  'codes in prose': (length) => prose(words(length / 7, 'HTTP 401 or ')),
  'fields that nobody maps': (length) => contract(fields(length), ''),
  'mappings of fields that nobody declares': (length) => contract(fields(length), rows(length / 2, (at) => `    t${String(at)}: { type: string, mapped_from: source.feild${String(at)}, transformation: exact copy, required: true }\n`)),
  'expressions on fields that nobody declares': (length) => contract(fields(length), rows(length / 2, (at) => `    t${String(at)}: { type: string, mapped_from: derived, transformation: 'trim(source.feild${String(at)})', required: true }\n`)),
  'names of fields that nobody declares': (length) => contract(fields(length), ' {}\n', `\n${rows(length / 2, (at) => `    feild${String(at)}: why\n`)}`),
  'values that nobody maps': (length) => contract(`    a: { type: string, enum: [${rows(length / 2, (at) => `value${String(at)}, `)}], required: true, source_path: a }\n`, `    t:\n      type: string\n      mapped_from: source.a\n      transformation: map values\n      required: true\n      value_map:\n${rows(length / 2, (at) => `        vlaue${String(at)}: x\n`)}`),
  'steps': (length) => contract('    a: { type: string, required: true, source_path: a }\n', `    t: { type: string, mapped_from: source.a, transformation: "${words(length, 'trim, ')}", required: true }\n`),
  'faulty steps': (length) => contract('    a: { type: string, required: true, source_path: a }\n', `    t: { type: string, mapped_from: source.a, transformation: "${words(length, 'trmi to 5, ')}", required: true }\n`),
  'marks in an expression': (length) => contract('    a: { type: string, required: true, source_path: a }\n', `    t: { type: string, mapped_from: derived, transformation: '${words(Math.min(length, 9000), '( § . , ! ')}', required: true }\n`),
  'failure classes': (length) => `error_handling:\n  failure_classes:\n${rows(length, (at) => `    class${String(at)}: { condition: HTTP 500, action: retry 3 times; retri 5 times, retry: Yes, escalation: alert always }\n`)}`,
  'destinations': (length) => `agent_execution_instructions:\n  authorized_actions:\n    write_to: [${rows(length, (at) => `dest${String(at)}, `)}]\n`,
  'things shared by name': (length) => `x: &x { a: 1 }\n${rows(length, (at) => `k${String(at)}: *x\n`)}`,
};

/** What takes as many readings of a text as it has rounds is looked at by itself. */
const SIZES = [4000, 24_000];
const ALL = Object.entries({ ...FEATURES_AT, ...FEATURES_OF_ALL }).filter(([name]) => name !== 'textDocument/codeAction source');

/** The spec of a text, read anew each time: what was found in a tree is remembered by its nodes. */
function specsOf(make: (length: number) => string): (length: number) => Spec {
  const texts = new Map<number, string>();
  return (length) => {
    const text = texts.get(length) ?? make(length);
    texts.set(length, text);
    return new Spec(parseSyntax(text));
  };
}

describe('no text takes the square of its length', () => {
  for (const [what, make] of Object.entries(SHAPES)) {
    it(`of ${what}`, () => {
      const specOf = specsOf(make);
      const works: readonly (readonly [string, (size: number) => unknown])[] = [
        ['reading', (size) => parseSyntax(make(size))],
        ...ALL.map(([name, feature]) => [name, (size: number) => feature(specOf(size), Math.floor(make(size).length / 2))] as const),
      ];
      assert.deepEqual(works.filter(([, work]) => growsTooFast((size) => void work(size), SIZES, 100)).map(([name]) => name), []);
    });
  }

  it('would be seen', () => {
    const texts = (size: number): readonly string[] => Array.from({ length: size }, (_, at) => `text ${String(at)}`);
    assert.ok(growsTooFast((size) => {
      const all = texts(size);
      assert.ok(all.every((one) => all.filter((other) => other === one).length === 1));
    }, [6000]));
  });
});
