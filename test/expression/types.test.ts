/** What the checker promises, the evaluator keeps: random well-typed expressions on random records. */
import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import type { ValueType } from '../../server/src/model/type.ts';
import type { RecordValue, Value } from '../../server/src/expression/index.ts';
import { EvaluationError, checkExpression, compile, fits, parseExpression, printExpression, showValue } from '../../server/src/expression/index.ts';
import { nodesOf } from './nodes.ts';
import { Random } from '../../bench/lib/random.ts';
import { itemType, showType, sourceType } from './record.ts';

type Kind = 'text' | 'integer' | 'decimal' | 'number' | 'boolean' | 'date' | 'moment' | 'local' | 'texts' | 'integers';

/** More by INTSPEC_RUNS. */
const RUNS = Number(process.env['INTSPEC_RUNS'] ?? 3000);

/** Expressions of a kind; a capital letter in a template stands for one of another kind, or for itself in `LETTERS`. */
const TEMPLATES: Readonly<Record<Kind, readonly string[]>> = {
  text: [
    'source.name', 'source.long', 'source.code', 'source.status', 'source.note', 'source.nick', 'source.id', 'source.`odd name`', 'source.address.zip', 'source.tags[0]', 'source.lines[1].sku', 'item.sku', '"x"', '"é😀 "', '""',
    'lower(~T)', '(~T).upper()', 'trim(~T)', 'truncate(~T, 3)', 'truncate(~T, abs(~I))', 'substring(~T, 1)', 'substring(~T, 1, 4)', 'padLeft(~T, 6, "0")', 'padRight(~T, 2, "é")', 'concat(~T, ~T)', '~T + ~T', 'concat(~T, "-", ~T)', 'replace(~T, "a", "bb")', 'replace(~T, ~T + "z", "")',
    'regexReplace(~T, "[a-f]+", "_")', 'join(~A, ", ")', 'join(split(~T, "a"), ~T)', 'default(~T, ~T)', 'coalesce(~T, ~T, "none")', 'nullIf(~T, ~T)', 'toText(~I)', 'toText(~D)', 'toText(~N)', 'toText(~B)', 'toText(~Y)', 'toText(~M)', '(~B ? ~T : ~T)', '(~B ? ~T : null)', '(isNull(source.note) ? ~T : source.note)', '(!isNull(source.nick) && ~B ? source.nick : ~T)',
    'formatDate(~Y, "d MMMM yyyy")', 'formatDate(~Y, "EEE yy-M")', 'formatDatetime(~M, "yyyy-MM-dd\'T\'HH:mm:ss.SSSXXX")', 'formatDatetime(~M, "h:mm a X", "Asia/Kolkata")', 'formatDatetime(~L, "yyyyMMdd")', 'hash(~T, "sha256")', 'mask(~T)', 'uuid5("dns", ~T)', 'first(~A)', 'min(~A)', 'max(~T, ~T)', '(~A)[1]', 'uuid4()',
  ],
  integer: ['source.count', 'source.big', 'source.scores[0]', 'item.amount', 'source.maybe.inner', '3', '-2', '0', 'length(~T)', '(~I + ~I)', '(~I - ~I)', '(~I * ~I)', '(~I % ~I)', '(-(~I))', 'abs(~I)', 'round(~D)', 'round(~N, 0)', 'round(~I / ~I)', 'toInteger(toText(~I))', 'toInteger(round(~D))', 'count(~A)', 'sum(~J)', 'min(~I, ~I)', 'max(~J)', 'default(~I, ~I)', '(~B ? ~I : ~I)', 'first(~J)', 'toInteger(1.0)'],
  decimal: ['source.price', '1.50', '-0.05', '(~D + ~D)', '(~D - ~I)', '(~D * ~D)', '(~D * ~I)', '(~D % ~D)', '(-(~D))', 'abs(~D)', 'round(~D, 1)', 'round(~N, 2)', 'round(~I / ~I, 3)', 'round(~D / ~I + 1, 2)', 'toDecimal(~I)', 'toDecimal(toText(~D))', 'min(~D, ~I)', 'default(~D, ~I)', '(~B ? ~D : ~I)', 'sum([~D, ~D])', 'max([~D, ~I])'],
  number: ['source.ratio', '1e3', '2.5e-3', '(~N + ~D)', '(~N * ~I)', '(~N / ~I)', '(-(~N))', 'abs(~N)', 'toNumber(~D)', '(~B ? ~N : ~D)'],
  boolean: ['source.flag', 'true', '!(~B)', '(~B && ~B)', '(~B || ~B)', '(~T == ~T)', '(~I != ~D)', '(~T < ~T)', '(~I >= ~N)', '(~Y < ~Y)', '(~M > ~M)', '(~T in ~A)', '(~I in ~J)', 'startsWith(~T, ~T)', 'endsWith(~T, "a")', 'contains(~T, ~T)', 'matches(~T, "^[a-z]")', 'isNull(~T)', '(!isNull(source.note) && source.note == ~T)', 'isNull(~D)', 'toBoolean(toText(~B))', 'default(~B, false)'],
  date: ['source.born', 'toDate(~M, "Asia/Tokyo")', 'toDate(~L)', 'addDuration(~Y, "P1M3D")', 'parseDate(formatDate(~Y, "yyyyMMdd"), "yyyyMMdd")', 'default(~Y, source.born)', 'min(~Y, ~Y)'],
  moment: ['source.at', 'source.utc', 'now()', 'toUtc(~M)', 'assumeZone(~L, "America/New_York")', 'startOfDay(~Y, "Europe/Berlin")', 'fromEpoch(~I, "seconds")', 'addDuration(~M, "PT36H")', '(~B ? ~M : ~M)', 'parseDatetime(formatDatetime(~M, "yyyy-MM-dd HH:mm:ssxxx"), "yyyy-MM-dd HH:mm:ssxxx")', 'max(~M, ~M)'],
  local: ['source.local', 'parseDatetime(formatDatetime(~M, "yyyy-MM-dd HH:mm"), "yyyy-MM-dd HH:mm")', 'addDuration(~L, "-P1D")'],
  texts: ['source.tags', 'split(~T, "a")', 'distinct(~A)', 'sort(~A)', '[~T, ~T]', '(~A + ~A)', '["a", null]'],
  integers: ['source.scores', '[~I, ~I]', '(~B ? [] : ~J)', '([] + ~J)', 'distinct(~J)', 'sort(~J)', '[1, 2, 3]'],
};
const LETTERS: Readonly<Record<string, Kind>> = { T: 'text', I: 'integer', D: 'decimal', N: 'number', B: 'boolean', Y: 'date', M: 'moment', L: 'local', A: 'texts', J: 'integers' };

function expression(random: Random, kind: Kind, depth: number): string {
  const templates = TEMPLATES[kind];
  const template = random.pick(depth === 0 ? templates.filter((text) => !text.includes('~')) : templates);
  return template.replace(/~([A-Z])/g, (_, letter: string) => expression(random, LETTERS[letter] ?? 'text', Math.max(0, depth - 1)));
}

/** A random value of a type; undefined where the field is left out. */
function valueOf(random: Random, type: ValueType): Value {
  if (type.nullable && random.chance(30)) return null;
  const text = (length: number, letters: string) => Array.from({ length }, () => random.pick(Array.from(letters))).join('');
  switch (type.kind) {
    case 'string': return type.enum ? random.pick(type.enum) : text((type.minLength ?? 0) + random.below(Math.min(12, (type.maxLength ?? 20) - (type.minLength ?? 0)) + 1), type.pattern ? 'ABC' : 'abcZ 1é😀ßİ-');
    case 'integer': {
      const [low, high] = [type.minimum ?? -Number.MAX_SAFE_INTEGER, type.maximum ?? Number.MAX_SAFE_INTEGER];
      return BigInt(random.chance(20) ? low : random.chance(20) ? high : Math.max(low, Math.min(high, random.below(2000) - 1000)));
    }
    case 'decimal': return new Decimal(random.chance(10) ? '99999999.99' : random.chance(10) ? '-99999999.99' : random.below(100000)).div(random.chance(50) ? 100 : 1).toDecimalPlaces(2);
    case 'number': return random.pick([0, 0.1, -2.5, 1e21, 1e-7, -1.2345678901234567e-6, 123456.789]);
    case 'boolean': return random.chance(50);
    case 'date': return Temporal.PlainDate.from('2024-01-31').add({ days: random.below(9000) - 4000 });
    case 'datetime': {
      const local = Temporal.PlainDateTime.from('2024-03-10T02:30').add({ minutes: random.below(4_000_000) - 2_000_000 });
      return type.timezone === 'none' ? local : local.toZonedDateTime(type.timezone === 'UTC' ? 'UTC' : random.pick(['+02:00', '-09:30', 'UTC', '+00:00']));
    }
    case 'uuid': return '2ed6657d-e927-568b-95e1-2665a8aea6a2';
    case 'binary': return new Uint8Array([1, 2]);
    case 'array': return Array.from({ length: (type.minItems ?? 0) + random.below((type.maxItems ?? 4) - (type.minItems ?? 0) + 1) }, () => valueOf(random, type.element));
    case 'object': {
      const record: Record<string, Value> = {};
      for (const field of type.fields?.values() ?? []) if (field.required || field.hasDefault || random.chance(60)) record[field.name] = valueOf(random, field.type);
      return record;
    }
    default: return null;
  }
}

describe('types of random expressions', () => {
  it('hold for the values of all their nodes', () => {
    const random = new Random(424242);
    const figures = { expressions: 0, values: 0, nulls: 0, errors: 0 };
    const uses = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const text = expression(random, random.pick(Object.keys(TEMPLATES) as Kind[]), 3);
      const { root, faults } = parseExpression(text);
      assert.deepEqual(faults, [], text);
      const checked = checkExpression(root, { source: sourceType, item: itemType });
      // Enumerations, lengths and literals may make a random comparison or joining senseless, never ill-typed.
      assert.deepEqual(checked.faults, [], text);
      figures.expressions += 1;
      // A node within a condition that shows something to be there has its type only within it.
      const compiled = (text.includes('isNull') ? [root] : nodesOf(root)).map((node) => ({ node, type: checked.typeOf(node), run: compile(node).run }));
      for (let record = 0; record < 2; record += 1) {
        const context = { source: valueOf(random, sourceType) as RecordValue, item: valueOf(random, itemType), now: random.below(2 ** 31) * 1000, randomUuid: () => '00000000-0000-4000-8000-000000000000' };
        for (const { node, type, run } of compiled) {
          try {
            const value = run(context);
            const reason = fits(value, type);
            assert.equal(reason, undefined, `${printExpression(node)} is ${showValue(value)}, not ${showType(type)}: ${reason} (in ${text})`);
            figures.values += 1;
            if (value === null) figures.nulls += 1;
            else if (node.kind === 'call') uses.set(node.name, (uses.get(node.name) ?? 0) + 1);
          } catch (error) {
            if (!(error instanceof EvaluationError)) throw error;
            // Only what depends on the values themselves may fail: limits, zeros, skipped times, texts that do not parse.
            assert.match(error.message, /2\^53|zero|skip|9999|digits|double|format|whole number|decimal\.|empty|seconds/, text);
            figures.errors += 1;
          }
        }
      }
    }
    assert.ok(figures.values > RUNS * 10 && figures.errors < figures.values / 5, JSON.stringify(figures));
    assert.ok(uses.size >= 40, [...uses.keys()].join(' '));
    if (process.env['INTSPEC_FIGURES']) console.log(figures, uses.size);
  });
});
