import assert from 'node:assert/strict';
import type { FaultKind } from '../../server/src/expression/index.ts';
import { checkExpression, parseExpression } from '../../server/src/expression/index.ts';
import { itemType, showType, sourceType } from './record.ts';

function check(text: string, item = true) {
  const { root, faults } = parseExpression(text);
  return { root, syntax: faults, ...checkExpression(root, item ? { source: sourceType, item: itemType } : { source: sourceType }) };
}

describe('checkExpression', () => {
  const TYPES: readonly (readonly [string, string])[] = [
    // Fields and presence.
    ['source.name', 'string(100)'], ['source.note', 'string(20)?'], ['source.nick', 'string(30)?'], ['source.lang', 'string(2)'],
    ['source.address.city', 'string(50)'], ['source.address.zip', 'string(5)?'], ['source.maybe.inner', 'integer?'], ['source.`odd name`', 'string(7)'],
    ['source["odd name"]', 'string(7)'], ['source.free.x.y', 'unknown'], ['source.odd.x', 'unknown'], ['source.tags[0]', 'string(10)'], ['source.tags[1]', 'string(10)?'],
    ['source.scores[0]', 'integer?'], ['source.lines[0].sku', 'string(12)?'], ['item.sku', 'string(12)'], ['item.amount', 'integer[0..999]'],
    // Literals.
    ['"abc"', 'string {abc}'], ['5', 'integer[5..5]'], ['-5', 'integer[-5..-5]'], ['- 5', 'integer[-5..-5]'], ['1.50', 'decimal(2,1)[1.5..1.5]'], ['0.05', 'decimal(2,2)[0.05..0.05]'],
    ['1e3', 'number[1000..1000]'], ['true', 'boolean'], ['null', 'unknown'], ['b"a"', 'binary'], ['[1, 2.5]', 'array<decimal(2,1)>[2..2]'], ['[]', 'array<unknown>[0..0]'],
    // Text.
    ['truncate(source.long, 255)', 'string(255)'], ['truncate(source.name, 255)', 'string(100)'], ['truncate(source.code, 3)', 'string(2..3)'], ['truncate(source.name, source.count)', 'string(100)'],
    ['truncate(source.status, 3)', 'string {Act, Clo}'], ['concat(source.name, source.code)', 'string(2..105)'], ['concat(source.name, "-", source.note)', 'string(1..121)?'],
    ['concat(source.name, source.long)', 'string'], ['source.name + "x"', 'string(1..101)'], ['lower(source.code)', 'string(2..5)'], ['lower(source.status)', 'string {active, closed}'],
    ['source.status.upper()', 'string {ACTIVE, CLOSED}'], ['trim(source.code)', 'string(5)'], ['substring(source.name, 3, 10)', 'string(7)'], ['substring(source.name, 40)', 'string(60)'],
    ['padLeft(source.code, 8, "0")', 'string(8..8)'], ['padRight(source.name, 8, " ")', 'string(8..100)'], ['replace(source.name, "a", "b")', 'string(100)'],
    ['replace(source.name, "a", "bcd")', 'string(300)'], ['regexReplace(source.name, "a+", "b")', 'string'], ['split(source.name, ",")', 'array<string(100)>[1..]'],
    ['join(source.tags, ", ")', 'string(46)'], ['length(source.code)', 'integer[2..5]'], ['length(source.long)', 'integer[0..]'], ['startsWith(source.note, "a")', 'boolean?'],
    ['matches(source.name, "^a")', 'boolean'], ['lower(source.id)', 'string(36..36)'],
    // Null.
    ['default(source.note, "")', 'string(20)'], ['default(source.note, source.nick)', 'string(30)?'], ['coalesce(source.note, source.nick, "x")', 'string(30)'], ['isNull(source.note)', 'boolean'],
    ['nullIf(source.name, "")', 'string(100)?'], ['default(source.note, null)', 'string(20)?'], ['source.flag ? source.name : null', 'string(100)?'],
    ['default(lower(source.note), "none")', 'string(20)'],
    // Conversions.
    ['toText(source.big)', 'string(1..17)'], ['toText(source.count)', 'string(1..3)'], ['toText(source.price)', 'string(1..12)'], ['toText(source.flag)', 'string {true, false}'], ['toText(source.id)', 'string(36..36)'],
    ['toInteger(source.name)', 'integer'], ['toInteger(source.price)', 'integer[-100000000..100000000]'], ['toDecimal(source.count)', 'decimal(3,0)[0..100]'], ['toDecimal(source.name)', 'decimal'],
    ['toNumber(source.price)', 'number'], ['toBoolean(source.name)', 'boolean'], ['toText(source.born)', 'string(10..10)'],
    // Dates.
    ['parseDate(source.name, "yyyy-MM-dd")', 'date'], [`parseDatetime(source.name, "yyyy-MM-dd'T'HH:mm:ssXXX")`, 'datetime any'], ['parseDatetime(source.name, "yyyyMMddHHmm")', 'datetime none'],
    ['parseDatetime(source.name, "yyyyMMddHHmm", "Europe/Berlin")', 'datetime Europe/Berlin'], ['parseDatetime(source.name, "yyyyMMddHHmm", "UTC")', 'datetime UTC'],
    ['formatDate(source.born, "yyyy-MM-dd")', 'string(10..10)'], ['formatDate(source.born, "d MMMM yyyy")', 'string(10..17)'], ['formatDatetime(source.at, "HH:mmXXX", "UTC")', 'string(6..11)'],
    ['toUtc(source.at)', 'datetime UTC'], ['assumeZone(source.local, "Europe/Berlin")', 'datetime Europe/Berlin'], ['toDate(source.at, "UTC")', 'date'], ['toDate(source.local)', 'date'],
    ['startOfDay(source.born, "UTC")', 'datetime UTC'], ['fromEpoch(source.big, "seconds")', 'datetime UTC'], ['addDuration(source.utc, "PT1H")', 'datetime UTC'], ['addDuration(source.born, "P1D")', 'date'], ['now()', 'datetime UTC'],
    // Numbers.
    ['source.count + 1', 'integer[1..101]'], ['source.count - 1', 'integer[-1..99]'], ['source.count * -2', 'integer[-200..0]'], ['-source.count', 'integer[-100..0]'], ['source.big + 1', 'integer'], ['source.count % 7', 'integer[0..6]'],
    ['source.price + 1', 'decimal(11,2)'], ['source.price * source.price', 'decimal(20,4)'], ['source.price * 1.5', 'decimal(12,3)'], ['source.price + source.ratio', 'number'], ['source.ratio / 2', 'number'],
    ['round(source.price)', 'integer[-100000000..100000000]'], ['round(source.price, 1)', 'decimal(10,1)'], ['round(source.price, 4)', 'decimal(10,2)'], ['round(source.ratio, 2)', 'decimal(,2)'],
    ['round(source.count / 3, 2)', 'decimal(,2)'], ['round(2 * (source.count / 3) + 1, 2)', 'decimal(,2)'], ['(source.count / 3).round(2)', 'decimal(,2)'], ['round(source.flag ? source.count / 3 : 0, 2)', 'decimal(,2)'],
    ['abs(source.count - 50)', 'integer[0..50]'], ['min(source.count, source.price)', 'decimal(10,2)'], ['max(source.scores)', 'integer?'], ['max(source.tags)', 'string(10)'], ['sum(source.scores)', 'integer'],
    // Lists.
    ['count(source.tags)', 'integer[1..4]'], ['first(source.tags)', 'string(10)'], ['first(source.scores)', 'integer?'], ['distinct(source.tags)', 'array<string(10)>[1..4]'], ['sort(source.scores)', 'array<integer>'],
    ['source.tags + ["x"]', 'array<string(10)>[2..5]'],
    // Identity.
    ['hash(source.name, "sha256")', 'string(64..64) ^[0-9a-f]{64}$'], ['mask(source.code)', 'string(2..5)'], ['uuid5("dns", source.name)', 'uuid'], ['uuid4()', 'uuid'],
    // Operators.
    ['source.count > 5 && source.flag', 'boolean'], ['source.note == "a"', 'boolean?'], ['source.status in ["Active"]', 'boolean'], ['!source.flag', 'boolean'], ['source.price == source.count', 'boolean'], ['source.at < source.utc', 'boolean'],
    ['source.flag ? "A" : "B"', 'string {A, B}'], ['source.flag ? 1 : 2.5', 'decimal(2,1)'], ['source.flag ? source.at : source.utc', 'datetime any'],
    // What a condition has shown to be there.
    ['isNull(source.note) ? "none" : source.note', 'string(20)'], ['!isNull(source.note) ? lower(source.note) : "none"', 'string(20)'], ['isNull(source.note) ? source.note : "x"', 'string(20)?'], ['!isNull(source.note) && source.note == "a"', 'boolean'],
    ['isNull(source.note) || source.nick.isNull() ? "x" : source.note + source.nick', 'string(50)'], ['!(isNull(source.note) || source.note == "") && startsWith(source.note, "a")', 'boolean'], ['isNull(source.note) && source.note == "a"', 'boolean?'], ['source.flag || isNull(source.note) ? "x" : source.note', 'string(20)'],
    ['source.flag && isNull(source.note) ? "x" : source.note', 'string(20)?'], ['(isNull(source.note) ? 1 : 2) == 1 ? source.note : source.note', 'string(20)?'],
    // What is unknown is no fault.
    ['lower(source.odd)', 'unknown'], ['truncate(source.odd, 3)', 'string(3)'], ['source.odd + 1', 'unknown'], ['source.odd == 5', 'boolean'], ['source.odd[0].x.y', 'unknown'], ['round(source.odd / 2, 1)', 'unknown'], ['source.odd / 2', 'unknown'],
    ['min(source.odd, 3)', 'unknown'], ['join(source.odd, ",")', 'unknown'], ['first(source.odd)', 'unknown'], ['addDuration(source.odd, "P1D")', 'unknown'], ['coalesce(source.odd, 1)', 'unknown'], ['sum(source.odd)', 'unknown'],
    ['source.odd ? 1 : 2', 'integer[1..2]'], ['!source.odd', 'boolean'], ['-source.odd', 'unknown'], ['1 in source.odd', 'boolean'],
  ];
  for (const [text, type] of TYPES) {
    it(`${text}: ${type}`, () => {
      const checked = check(text);
      assert.deepEqual([...checked.syntax, ...checked.faults], []);
      assert.equal(showType(checked.type), type);
    });
  }

  const FAULTS: readonly (readonly [string, FaultKind, RegExp])[] = [
    ['<<nme>>', 'unknown-name', /Write source\. before/], ['<<name>>', 'unknown-name', /Write source\.name\./], ['<<sku>>', 'unknown-name', /item\.sku/], ['<<lower>>', 'unknown-name', /is a function/], ['<<sorce>>.name', 'unknown-name', /Did you mean source/],
    ['source.<<nmae>>', 'unknown-field', /Did you mean name/], ['source.<<nmae>>.x + 1', 'unknown-field', /nmae/], ['source.lines.<<sku>>', 'unknown-field', /\[0\]/], ['source.name.<<lower>>', 'unknown-field', /lower\(…\)/], ['source[<<"nmae">>]', 'unknown-field', /name/],
    ['<<lowr>>(source.name)', 'unknown-function', /Did you mean lower/], ['source.name.<<size>>()', 'unknown-function', /length/], ['truncate(<<toString>>(1), 3)', 'unknown-function', /toText/],
    ['<<truncate>>(source.name)', 'argument-count', /length is missing/], ['lower(source.name, <<1, 2>>)', 'argument-count', /takes one value/], ['now(<<1>>)', 'argument-count', /takes nothing/], ['<<concat>>()', 'argument-count', /text is missing/],
    ['lower(<<source.count>>)', 'argument-type', /toText/], ['<<source.count>>.lower()', 'argument-type', /an integer/], ['truncate(source.name, <<"3">>)', 'argument-type', /toInteger/], ['concat(source.name, <<source.price>>)', 'argument-type', /decimal\(10,2\)/],
    ['truncate(source.name, <<-1>>)', 'argument-value', /negative/], ['padLeft(source.name, 3, <<"ab">>)', 'argument-value', /one character/], ['matches(source.name, <<"(">>)', 'argument-value', /RE2/], ['matches(source.name, <<"(?=a)">>)', 'argument-value', /look-around/],
    ['matches(source.name, <<source.code>>)', 'argument-value', /written out/], ['parseDate(source.name, <<"YYYY-MM-dd">>)', 'argument-value', /yyyy/], ['parseDate(source.name, <<"yyyy-MM-ddTHH:mm">>)', 'argument-value', /'T'/],
    ['parseDate(source.name, <<"yyyy-MM-dd HH:mm">>)', 'argument-value', /parseDatetime/], ['parseDate(source.name, <<"yyyy-MM">>)', 'argument-value', /dd/], ['toDate(source.at, <<"CET+1">>)', 'argument-value', /IANA/], ['hash(source.name, <<"md5">>)', 'argument-value', /sha256/],
    ['round(source.price, <<99>>)', 'argument-value', /38/], ['round(source.price, <<source.count>>)', 'argument-value', /written out/], ['addDuration(source.born, <<"1 day">>)', 'argument-value', /ISO 8601/], ['addDuration(source.born, <<"PT1H">>)', 'argument-type', /no hours/],
    ['toUtc(<<source.local>>)', 'argument-type', /assumeZone/], ['assumeZone(<<source.at>>, "UTC")', 'argument-type', /already/], ['toDate(<<source.at>>)', 'argument-type', /zone/], ['coalesce(source.name, <<1>>)', 'argument-type', /same type/], ['sum(<<source.tags>>)', 'argument-type', /numbers/],
    ['join(<<source.scores>>, ",")', 'argument-type', /no text/], ['min(source.name, <<1>>)', 'argument-type', /compared/], ['max(<<source.flag>>)', 'argument-type', /order/], ['nullIf(source.name, <<0>>)', 'argument-type', /never equals/], ['count(<<source.name>>)', 'argument-type', /length/],
    ['source.name + <<1>>', 'operand-type', /toText/], ['<<source.name>> * 2', 'operand-type', /toInteger/], ['<<source.born>> + 1', 'operand-type', /addDuration/], ['<<source.name>> && source.flag', 'operand-type', /boolean/], ['!<<source.name>>', 'operand-type', /boolean/], ['-<<source.name>>', 'operand-type', /number/],
    ['<<source.name>> ? 1 : 2', 'operand-type', /condition/], ['source.flag ? 1 : <<"x">>', 'operand-type', /two cases/], ['[1, <<"x">>]', 'operand-type', /one type/], ['source.name in <<source.name>>', 'operand-type', /list/], ['<<source.name>>[0]', 'operand-type', /substring/], ['source.tags[<<"a">>]', 'operand-type', /position/],
    ['source.tags[<<-1>>]', 'argument-value', /negative/], ['source.name == <<1>>', 'comparison', /never equals/], ['source.name < <<1>>', 'comparison', /compared/], ['<<source.flag>> < true', 'comparison', /order/], ['<<1>> in source.tags', 'comparison', /never/], ['source.at == <<source.local>>', 'comparison', /never/],
    ['source.name == <<null>>', 'null-comparison', /isNull/], ['<<null>> != source.name', 'null-comparison', /!isNull/],
    ['<<source.count / 3>>', 'division-without-round', /round\(a \/ b, 2\)/], ['<<source.price / 3>> * 2', 'division-without-round', /round/], ['round(abs(<<source.count / 3>>), 2)', 'division-without-round', /round/], ['<<9007199254740992>>', 'number-too-large', /text/], ['<<1e999>>', 'number-too-large', /double/],
  ];
  for (const [given, kind, message] of FAULTS) {
    it(`finds ${kind} in ${given}`, () => {
      const start = given.indexOf('<<');
      const text = given.replace('<<', '').replace('>>', '');
      const { faults, syntax } = check(text);
      assert.deepEqual(syntax, []);
      assert.deepEqual(faults.map((fault) => [fault.kind, text.slice(fault.span.start, fault.span.end)]), [[kind, given.slice(start + 2, given.indexOf('>>'))]]);
      assert.equal(faults[0]?.span.start, start);
      assert.match(faults[0]?.message ?? '', message);
    });
  }

  it('finds each of several faults, and nothing that follows from one', () => {
    const { faults } = check('concat(lower(source.nope), nope(1), truncate(source.name, "x")) + 5 * source.odd.x');
    assert.deepEqual(faults.map(({ kind }) => kind), ['unknown-field', 'unknown-function', 'argument-type']);
  });

  it('knows no item where no list is mapped', () => {
    assert.match(check('item.sku', false).faults[0]?.message ?? '', /no list is mapped/);
  });

  it('says nothing of what is still being typed', () => {
    for (const text of ['concat(source.', 'truncate(source.name', 'truncate(source.name,', 'source.name.', 'source.count +', 'source.flag ?', 'round(', '[', 'replace(source.name, ']) {
      assert.deepEqual(check(text).faults, [], text);
    }
  });

  it('lists every reference once, with its declaration', () => {
    const text = 'concat(source.address.city, item.sku, source.lines[0].sku, source.nope.x, source.`odd name`) + source["name"] + source.';
    const { references } = check(text);
    assert.deepEqual(
      references.map(({ scope, names, span, field }) => [scope, names.join('/'), text.slice(span.start, span.end), field?.name]),
      [
        ['source', 'address/city', 'source.address.city', 'city'],
        ['item', 'sku', 'item.sku', 'sku'],
        ['source', 'lines/sku', 'source.lines[0].sku', 'sku'],
        ['source', 'nope/x', 'source.nope.x', undefined],
        ['source', 'odd name', 'source.`odd name`', 'odd name'],
        ['source', 'name', 'source["name"', 'name'],
        ['source', '', 'source', undefined],
      ],
    );
    assert.deepEqual(references[0]?.nameSpans.map(({ start, end }) => text.slice(start, end)), ['address', 'city']);
  });

  it('gives each call its signature and each node its type', () => {
    const { root, callOf, typeOf } = check('source.name.truncate(5)');
    assert.ok(root.kind === 'call' && root.receiver);
    const signature = callOf(root);
    assert.equal(signature?.definition.name, 'truncate');
    assert.deepEqual(signature?.args.map(showType), ['string(100)', 'integer[5..5]']);
    assert.equal(signature && showType(signature.result), 'string(5)');
    assert.equal(showType(typeOf(root.receiver)), 'string(100)');
  });
});
