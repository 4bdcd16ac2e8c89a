/** The specs that performance is measured with: the same for the same seed, and without a finding unless one is wanted. */
import assert from 'node:assert/strict';
import { camelCase } from '../../bench/lib/generate/names.ts';
import { generateFaultySpec, generateSpec, generateWorkspace } from '../../bench/lib/generate/spec.ts';
import { check } from '../helpers/check.ts';

function countOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

describe('a generated spec', () => {
  for (const seed of [1, 2, 3]) {
    it(`of 100 fields has no finding (seed ${String(seed)})`, () => assert.deepEqual(check(generateSpec({ fields: 100, seed })), []));
  }
  for (const fields of [1, 2, 3, 7, 20]) {
    it(`has no finding with ${String(fields)} fields`, () => {
      for (let seed = 1; seed <= 5; seed += 1) assert.deepEqual(check(generateSpec({ fields, seed })), [], `seed ${String(seed)}`);
    });
  }

  it('is the same for the same seed, and another for another', () => {
    const texts = [1, 1, 2, 3].map((seed) => generateSpec({ fields: 200, seed }));
    assert.equal(texts[0], texts[1]);
    assert.equal(new Set(texts).size, 3);
  });

  it('has as many source fields as are asked for, none of them on one line', () => {
    for (const fields of [1, 2, 3, 10, 100, 1000]) {
      for (const seed of [1, 2, 3]) {
        const text = generateSpec({ fields, seed });
        assert.equal(countOf(text, /^ +source_path: /gm), fields, `seed ${String(seed)}`);
        assert.equal(countOf(text, /source_path|mapped_from: .*[,}]/g), fields, `seed ${String(seed)}`);
      }
    }
  });

  it('is as long as a spec of an author, about 9.6 lines a field', () => {
    for (const [fields, least, most] of [[100, 1000, 1200], [1000, 9300, 10_200], [5000, 46_000, 50_500]] as const) {
      const lines = countOf(generateSpec({ fields, seed: 1 }), /\n/g);
      assert.ok(lines >= least && lines <= most, `${String(fields)} fields: ${String(lines)} lines`);
    }
  });

  it('has what authors write: nested records and lists, phrases and expressions, maps of values, fields not written', () => {
    const text = generateSpec({ fields: 300, seed: 1 });
    for (const pattern of [/type: object$/m, /type: array<object>$/m, /mapped_from: item\./, /mapped_from: derived/, /value_map:/, /^ {2}not_written:\n {4}\w/m, /nullable: true/, /required: false/, /notes: /, /classification: /, / {2}# /]) assert.match(text, pattern);
  });
});

describe('a generated spec with mistakes', () => {
  /** The rule of each finding with the field in which it is, by its name in the target. */
  function found(text: string): string[] {
    const lines = text.split('\n');
    return check(text).map((finding) => {
      const [, line = '0', rule = ''] = /^(\d+): (.*)$/.exec(finding) ?? [];
      const field = lines.slice(0, Number(line)).findLast((each) => /^ {4}\w+:/.test(each)) ?? '';
      return `${rule} ${camelCase(field.trim().replace(/:.*/, ''))}`;
    }).sort();
  }

  for (const seed of [1, 2, 3]) {
    it(`has exactly the findings of its mistakes (seed ${String(seed)})`, () => {
      const { text, faults } = generateFaultySpec({ fields: 100, seed, faults: 40 });
      assert.equal(faults.length, 40);
      assert.deepEqual(found(text), faults.map(({ rule, field }) => `${rule} ${camelCase(field.replace(/^source\./, ''))}`).sort());
    });
  }

  it('without a mistake is the spec of the seed', () => assert.equal(generateFaultySpec({ fields: 50, seed: 4, faults: 0 }).text, generateSpec({ fields: 50, seed: 4 })));
  it('has mistakes of every kind', () => {
    const kinds = new Set(generateFaultySpec({ fields: 200, seed: 1, faults: 100 }).faults.map(({ rule }) => rule));
    assert.deepEqual([...kinds].sort(), ['invalid-value', 'missing-required-field', 'missing-transformation', 'narrowing', 'transformation-not-recognized', 'unknown-key', 'unknown-source-field']);
  });
  it('is refused where there are fewer fields than mistakes', () => assert.throws(() => generateFaultySpec({ fields: 5, seed: 1, faults: 6 }), /not enough fields/));
});

describe('a generated workspace', () => {
  const files = [...generateWorkspace({ specs: 120, fields: 5, seed: 1 })];

  it('has no name and no id twice', () => {
    assert.equal(new Set(files.map(({ name }) => name)).size, 120);
    assert.equal(new Set(files.map(({ text }) => /^spec_id: (.*)$/m.exec(text)?.[1])).size, 120);
    assert.ok(files.every(({ name }) => /^team-\d\d\/spec-\d{4}\.intspec\.yaml$/.test(name)));
  });
  it('has no finding in any of its specs', () => {
    for (const { name, text } of files.slice(0, 20)) assert.deepEqual(check(text), [], name);
  });
  it('has ids of its format beyond the 999th', () => {
    const [last] = [...generateWorkspace({ specs: 1001, fields: 1, seed: 1 })].slice(-1);
    assert.ok(last);
    assert.match(last.text, /^spec_id: INT-2025-1001$/m);
    assert.deepEqual(check(last.text), []);
  });
});
