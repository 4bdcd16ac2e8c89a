/** Checker, evaluator and printer on broken, deep and hostile expressions: they answer, whatever they are given. */
import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { EvaluationError, FUNCTIONS, checkExpression, compile, parseExpression, printExpression } from '../../server/src/expression/index.ts';
import { nodesOf } from './nodes.ts';
import { Random } from '../../bench/lib/random.ts';
import { itemType, sourceType } from './record.ts';

const SOURCE = { name: 'Ada', count: 3n, tags: ['a', 'b'], born: Temporal.PlainDate.from('2024-02-29'), ratio: 1.5, flag: true, note: null };
const SEEDS = [
  'concat(lower(source.name), "-", toText(source.count))', 'source.flag ? truncate(source.name, 3) : default(source.note, "x")', 'round(source.price / 3 * 1.5, 2) > 10 && !isNull(source.note)', 'source.name in ["a", \'b\', r"c"] || source.tags[0] == "é😀"',
  'formatDatetime(toUtc(source.at), "yyyy-MM-dd\'T\'HH:mm:ssXXX", "Europe/Berlin")', 'regexReplace(source.name, "(a+)b", "$1")', 'coalesce(item.sku, source.`odd name`, source["nick"]).padLeft(5, "0")', 'sum([1, 2.5, -3]) % 2 - -4', 'addDuration(source.born, "P1M").formatDate("d. MMMM yyyy")', 'uuid5("dns", hash(source.name, "sha256"))',
];

/** Checks, compiles, runs and prints a text; nothing but an EvaluationError may be thrown, and that by the run alone. */
function survive(text: string): void {
  const { root, faults } = parseExpression(text);
  const checked = checkExpression(root, { source: sourceType, item: itemType });
  for (const { span } of [...checked.faults, ...checked.references]) assert.ok(span.start <= span.end && span.end <= text.length, text);
  for (const node of nodesOf(root)) checked.typeOf(node);
  if (faults.length === 0) assert.deepEqual(parseExpression(printExpression(root)).faults, [], text);
  try {
    compile(root).run({ source: SOURCE, item: { sku: 's' }, now: 0 });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw new Error(`${text}: ${String(error)}`, { cause: error });
    assert.ok(error.span.end <= text.length);
  }
}

describe('the expression language', () => {
  it('survives every prefix and every kind of edit', () => {
    const random = new Random(3);
    for (const text of SEEDS) {
      survive(text);
      for (let at = 0; at <= text.length; at += 1) {
        survive(text.slice(0, at));
        for (let edit = 0; edit < 4; edit += 1) survive(text.slice(0, at) + random.pick(['', '(', ')', '.', ',', '"', '\\', '0', '-', '[', '`', 'null', '1e9', ' ']) + text.slice(at + random.below(4)));
      }
    }
  });

  it('survives any function on any values', () => {
    const random = new Random(17);
    const values = ['source.name', 'source.count', 'source.tags', 'source.born', 'source.ratio', 'source.flag', 'source.note', 'source', 'null', '""', '"UTC"', '"yyyy"', '"("', '-1', '0', '9007199254740991', '1e308', '0.5', 'b"\\xff"', '[]', '[null, 1, "a"]', 'now()'];
    for (let run = 0; run < 20_000; run += 1) {
      const args = Array.from({ length: random.below(5) }, () => random.pick(values));
      survive(`${random.pick([...FUNCTIONS.keys()])}(${args.join(', ')})`);
      survive(`${random.pick(values)} ${random.pick(['+', '-', '*', '/', '%', '<', '==', 'in', '&&', '||'])} ${random.pick(values)}`);
    }
  });

  it('works on the deepest tree that the parser lets through', () => {
    const deepest = ['1', ...Array.from({ length: 590 }, () => '1')].join(' + ');
    for (const text of [deepest, `source${'.a'.repeat(590)}`, `${'('.repeat(99)}1${')'.repeat(99)}`, `${'abs('.repeat(99)}1${')'.repeat(99)}`, `${'source.flag ? 1 : '.repeat(500)}2`, `source.name${'.trim()'.repeat(590)}`]) {
      assert.deepEqual(parseExpression(text).faults, []);
      survive(text);
    }
  });

  it('spends little on patterns that are made to be costly', () => {
    const started = performance.now();
    for (const pattern of ['(a{1000}){1000}', '((a{100}){100}){100}', '(a*)*b', '(x+x+)+y', 'a{1,1000}'.repeat(50), '['.repeat(2000), '('.repeat(2000), '\\p{L}{500}', '(?i)'.repeat(500)]) survive(`matches("${'a'.repeat(2000)}", r"${pattern}")`);
    assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
  });
});
