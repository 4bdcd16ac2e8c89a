/** What holds for any two types: a copy called legal loses nothing, and one refused is refused for a reason. */
import assert from 'node:assert/strict';
import { assign } from '../../server/src/model/assignable.ts';
import { fits } from '../../server/src/model/fits.ts';
import { randomFrom, randomType, relatedType, sampleValues } from '../../server/src/model/sample.ts';
import { typeText } from '../../server/src/model/type-text.ts';
import { valueText } from '../../server/src/model/value.ts';

const PAIRS = 6000;

describe('assign, for any two types', () => {
  it('calls legal what keeps every value, and proves what it refuses', () => {
    let legal = 0;
    for (let seed = 1; seed <= PAIRS; seed++) {
      const random = randomFrom(seed);
      const from = randomType(random);
      const to = relatedType(random, from);
      const refusal = assign(from, to);
      const pair = `seed ${String(seed)}: ${typeText(from)} → ${typeText(to)}`;
      if (refusal) {
        assert.ok(fits(refusal.counterExample, from), `${pair}: ${valueText(refusal.counterExample)} is no value of the source`);
        assert.ok(!fits(refusal.counterExample, to), `${pair}: ${valueText(refusal.counterExample)} is a value of the target`);
        continue;
      }
      legal++;
      for (const value of sampleValues(from, random, 20)) assert.ok(fits(value, to), `${pair}: ${valueText(value)} is lost`);
    }
    assert.ok(legal > PAIRS / 5 && legal < PAIRS * 0.8, `${String(legal)} legal pairs of ${String(PAIRS)} say too little`);
  });

  it('lets every type be copied into itself, but for a pattern it cannot look into', () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const type = randomType(randomFrom(seed));
      assert.equal(assign(type, type), undefined, typeText(type));
    }
  });

  it('refuses nothing of an expression’s result that it does not refuse of a field', () => {
    for (let seed = 1; seed <= 2000; seed++) {
      const random = randomFrom(seed);
      const from = randomType(random);
      const to = relatedType(random, from);
      if (assign(from, to, { absentFacets: 'unknown' })) assert.ok(assign(from, to), `seed ${String(seed)}: ${typeText(from)} → ${typeText(to)}`);
    }
  });
});
