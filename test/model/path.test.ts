/** Paths into a record, read and written. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PathStep } from '../../server/src/model/path.ts';
import { parsePath, pathText } from '../../server/src/model/path.ts';

/** For one seed, so that a run can be repeated. */
const SEEDED = { seed: 20261201 } as const;

const name = fc.oneof(
  fc.constantFrom('a', 'b_1', '_', '$x', 'é', 'a.b', 'a.b.c', 'a..b', '.', 'odd key', '0', 'a-b', 'a"b', "a'b", 'a\\b', 'a[]', '*', ' a', 'a\n', '😀'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
);
const step: fc.Arbitrary<PathStep> = fc.oneof(
  { weight: 4, arbitrary: name.map((key): PathStep => ({ kind: 'key', name: key })) },
  { weight: 1, arbitrary: fc.constant<PathStep>({ kind: 'each' }) },
  { weight: 1, arbitrary: fc.nat({ max: 999_999_999 }).map((index): PathStep => ({ kind: 'index', index })) },
);

describe('a path', () => {
  it('is written so that it is read as the same steps', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
      const text = pathText(steps);
      assert.deepEqual(parsePath(text), { steps, ends: parsePath(text).ends }, text);
    }), { ...SEEDED, numRuns: 2000 });
  });

  it('into a record is another than a key with a dot in it', () => {
    assert.equal(pathText([{ kind: 'key', name: 'a' }, { kind: 'key', name: 'b' }]), 'a.b');
    assert.equal(pathText([{ kind: 'key', name: 'a.b' }]), '["a.b"]');
    assert.equal(pathText([{ kind: 'key', name: 'x' }, { kind: 'key', name: 'a.b' }, { kind: 'each' }]), 'x["a.b"][]');
  });
});
