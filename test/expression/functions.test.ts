import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { FUNCTIONS, checkExpression, compile, fits, functionsPage, parseExpression, showValue } from '../../server/src/expression/index.ts';

const PAGE = new URL('../../docs/functions.md', import.meta.url);
const NAMES =
  'lower upper trim truncate substring padLeft padRight concat replace regexReplace split join length startsWith endsWith contains matches coalesce default isNull nullIf toInteger toDecimal toNumber toBoolean toText parseDate parseDatetime formatDate formatDatetime toUtc assumeZone toDate startOfDay fromEpoch addDuration round abs min max sum count first distinct sort hash mask uuid5 now uuid4';

describe('the table of functions', () => {
  it('has the functions of the specification, and no other', () => {
    assert.deepEqual([...FUNCTIONS.keys()].sort(), NAMES.split(' ').sort());
  });

  for (const definition of FUNCTIONS.values()) {
    for (const [call, result] of definition.examples) {
      it(`${call} is ${result}`, () => {
        const { root, faults } = parseExpression(call);
        assert.deepEqual(faults, []);
        const checked = checkExpression(root, { source: { kind: 'object', nullable: false } });
        assert.deepEqual(checked.faults, []);
        const value = compile(root).run({ source: {} });
        assert.equal(showValue(value), result);
        assert.equal(fits(value, checked.type), undefined);
      });
    }
    it(`${definition.name} is described`, () => {
      assert.match(definition.summary, /[.?)]$/);
      assert.ok(definition.examples.length > 0 || definition.nondeterministic);
    });
  }

  it('stands in the manual as it is (INTSPEC_UPDATE=1 writes it)', () => {
    if (process.env['INTSPEC_UPDATE']) writeFileSync(PAGE, functionsPage());
    assert.ok(existsSync(PAGE));
    assert.equal(readFileSync(PAGE, 'utf8'), functionsPage());
  });
});
