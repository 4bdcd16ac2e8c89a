/** Names and their styles, and what renames a field. */
import assert from 'node:assert/strict';
import { hasStyle, inStyle } from '../../server/src/rules/naming/styles.ts';
import type { NameKind, NameStyle } from '../../server/src/rules/rule.ts';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { allFixes, assertFindings, check, fix, inBase } from '../helpers/check.ts';
import { crlf } from '../helpers/text.ts';

const STYLES: readonly NameStyle[] = ['snake_case', 'camelCase', 'PascalCase', 'kebab-case', 'SCREAMING_SNAKE_CASE'];

/** Which styles a name has. */
const NAMES: Readonly<Record<string, readonly NameStyle[]>> = {
  order: ['snake_case', 'camelCase', 'kebab-case'],
  order_number: ['snake_case'],
  order_2: ['snake_case'],
  '2fa_code': ['snake_case'],
  orderNumber: ['camelCase'],
  orderID: ['camelCase'],
  OrderNumber: ['PascalCase'],
  Order: ['PascalCase'],
  ORDER: ['PascalCase', 'SCREAMING_SNAKE_CASE'],
  ORDER_NUMBER: ['SCREAMING_SNAKE_CASE'],
  'order-number': ['kebab-case'],
  'order number': [],
  order__number: [],
  order_: [],
  'Order-Number': [],
  Order_number: [],
  größe_neu: ['snake_case'],
  Größe: ['PascalCase'],
  注文番号: STYLES,
  _id: ['snake_case', 'camelCase', 'kebab-case'],
  $ref: ['snake_case', 'camelCase', 'kebab-case'],
  _OrderId: ['PascalCase'],
  '42': STYLES,
  'a/b': [],
};

describe('a name', () => {
  for (const [name, styles] of Object.entries(NAMES)) {
    it(`${name} is ${styles.join(', ') || 'in no style'}`, () => assert.deepEqual(STYLES.filter((style) => hasStyle(name, style)), styles));
  }

  const CHANGED: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['order_number', ['order_number', 'orderNumber', 'OrderNumber', 'order-number', 'ORDER_NUMBER']],
    ['orderID', ['order_id', 'orderId', 'OrderId', 'order-id', 'ORDER_ID']],
    ['HTTPStatus2xx', ['http_status2xx', 'httpStatus2xx', 'HttpStatus2xx', 'http-status2xx', 'HTTP_STATUS2XX']],
    ['Order - Number', ['order_number', 'orderNumber', 'OrderNumber', 'order-number', 'ORDER_NUMBER']],
    ['_OrderId', ['_order_id', '_orderId', '_OrderId', '_order-id', '_ORDER_ID']],
    ['a/b', STYLES.map(() => undefined)],
    ['--', STYLES.map(() => undefined)],
  ];
  for (const [name, expected] of CHANGED) it(`${name} is written in each style`, () => assert.deepEqual(STYLES.map((style) => inStyle(name, style)), expected));

  it('has the style that it was given', () => {
    for (const name of Object.keys(NAMES)) {
      for (const style of STYLES) {
        const given = inStyle(name, style);
        if (given !== undefined) assert.ok(hasStyle(given, style), `${name} → ${given} is not ${style}`);
      }
    }
  });
});

function naming(styles: Partial<Record<NameKind, NameStyle>>): RunOptions {
  return { conventions: { naming: styles, approvers: {} } };
}

const ALL_SNAKE = naming({ source_fields: 'snake_case', target_fields: 'snake_case', failure_classes: 'snake_case', criteria: 'snake_case' });

const CONTRACT = `data_contract:
  source_record:
    orderNumber: { type: string(20), required: true, source_path: orderNumber } #! naming-convention: orderNumber
    lines: #
      type: array<object>
      required: true
      source_path: lines
      fields:
        skuCode: { type: string(20), required: true, source_path: "lines[].sku" } #! naming-convention: skuCode
        inner_note: { type: string(20), required: true, source_path: "lines[].note" }
    _links: { type: string(20), required: true, source_path: _links }
  target_record:
    Number: { type: string(20), mapped_from: source.orderNumber, transformation: exact copy, required: true, key: true } #! naming-convention: Number
    rows:
      type: array<object>
      mapped_from: source.lines
      required: true
      fields:
        SKU: { type: string(20), mapped_from: item.skuCode, transformation: exact copy, required: true } #! naming-convention: SKU
    label:
      type: string(200)
      mapped_from: derived
      transformation: concat(source.orderNumber, '/orderNumber/', upper(source._links))
      required: true
  not_written:
    lines.inner_note: Nobody reads it
`;

describe('naming-convention', () => {
  it('finds names of every kind, nested ones too, and no others', () => {
    assertFindings(inBase({ text: CONTRACT }), naming({ source_fields: 'snake_case', target_fields: 'snake_case' }));
  });

  it('is silent without a setting, and about the kinds that none is for', () => {
    const text = inBase({ text: CONTRACT.replaceAll(/ *#!.*$/gm, '') });
    assert.deepEqual(check(text), []);
    assert.deepEqual(check(text, naming({ criteria: 'snake_case', failure_classes: 'snake_case' })), []);
  });

  it('knows failure classes and criteria, the template’s own apart', () => {
    const text = `error_handling:
  failure_classes:
    source_unavailable: { condition: HTTP 5xx, action: pause 10 seconds; retry 3 times; escalate, retry: Yes, escalation: alert after 3 failures }
    TokenExpired: { condition: The token is too old, action: refresh token once, retry: Conditional, escalation: immediate }
    <class>: {}
validation:
  criteria:
    rollback: { test: x, pass_condition: y }
    TotalsMatch: { test: TokenExpired is simulated, pass_condition: y }
`;
    const found = (options: RunOptions): string[] => check(text, options).filter((finding) => finding.endsWith('naming-convention'));
    assert.deepEqual(found(ALL_SNAKE), ['4: naming-convention', '9: naming-convention']);
    assert.deepEqual(found(naming({ criteria: 'SCREAMING_SNAKE_CASE', failure_classes: 'PascalCase' })), ['9: naming-convention']);
  });

  it('judges the contract of the way back as well', () => {
    const reverse = 'data_contract:\n  source_record:\n    a: { type: integer, required: true, source_path: a }\n  target_record:\n    b: { type: integer, mapped_from: source.a, transformation: exact copy, required: true, key: true }\n  not_written: {}\n  reverse:\n    source_record:\n      cD: { type: integer, required: true, source_path: c }\n    target_record:\n      eF: { type: integer, mapped_from: source.cD, transformation: exact copy, required: true, key: true }\n    not_written: {}\n';
    assert.deepEqual(check(reverse, ALL_SNAKE).filter((finding) => finding.endsWith('naming-convention')), ['9: naming-convention', '11: naming-convention']);
  });
});

const PLAIN = CONTRACT.replaceAll(/ *#.*$/gm, '');

/** The text with the fix whose title starts so. */
const renamed = (text: string, title: string): string => fix(text, title, ALL_SNAKE);

/** The titles of the rule's fixes. */
const titles = (text: string): string[] => allFixes(text, ALL_SNAKE).filter(({ result }) => result.rule.id === 'naming-convention').map(({ title }) => title);

describe('the fix of naming-convention', () => {
  for (const [ends, change] of Object.entries({ LF: (text: string) => text, CRLF: crlf })) {
    it(`renames a source field with every reference, but no text of its own (${ends})`, () => {
      assert.equal(renamed(change(PLAIN), 'Rename to `order_number`, with all references'), change(PLAIN
        .replace('    orderNumber: {', '    order_number: {')
        .replace('source.orderNumber, transformation', 'source.order_number, transformation')
        .replace('concat(source.orderNumber', 'concat(source.order_number')));
    });
  }

  it('renames a nested source field, as `item` and in `not_written`', () => {
    const text = PLAIN.replaceAll('inner_note', 'innerNote');
    assert.equal(renamed(text, 'Rename to `sku_code`'), text.replace('skuCode: {', 'sku_code: {').replace('item.skuCode', 'item.sku_code'));
    assert.equal(renamed(text, 'Rename to `inner_note`'), text.replace('innerNote: {', 'inner_note: {').replace('lines.innerNote', 'lines.inner_note'));
    const outer = text.replaceAll(/\blines\b(?!\[)/g, 'lineItems').replaceAll('source_path: lineItems', 'source_path: lines');
    assert.equal(renamed(outer, 'Rename to `line_items`'), outer.replace('lineItems:', 'line_items:').replace('source.lineItems', 'source.line_items').replace('lineItems.innerNote', 'line_items.innerNote'));
  });

  it('renames what stands in backticks', () => {
    const text = PLAIN.replace('    _links: { type: string(20), required: true, source_path: _links }', '    Odd name: { type: string(20), required: true, source_path: odd }').replace('source._links', 'source.`Odd name`');
    assert.equal(renamed(text, 'Rename to `odd_name`'), text.replace('    Odd name:', '    odd_name:').replace('`Odd name`', 'odd_name'));
  });

  it('keeps the place that a target field is written to', () => {
    assert.equal(renamed(PLAIN, 'Rename to `number`, and keep'), PLAIN.replace('    Number: { type: string(20), mapped_from: source.orderNumber, transformation: exact copy, required: true, key: true }', '    number: { type: string(20), mapped_from: source.orderNumber, transformation: exact copy, required: true, target_path: Number, key: true }'));
    assert.equal(renamed(PLAIN, 'Rename to `sku`'), PLAIN.replace('SKU: { type: string(20), mapped_from: item.skuCode, transformation: exact copy, required: true }', 'sku: { type: string(20), mapped_from: item.skuCode, transformation: exact copy, required: true, target_path: "rows[].SKU" }'));
    const placed = PLAIN.replace('required: true, key: true', 'required: true, target_path: No, key: true');
    assert.equal(renamed(placed, 'Rename to `number`'), placed.replace('    Number: {', '    number: {'));
  });

  const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
    'whose new name is taken': [PLAIN.replace('    _links:', '    order_number: { type: string(9), required: true, source_path: x }\n    _links:'), 'Rename to `order_number`'],
    'that stands there twice': [PLAIN.replace('    _links:', '    orderNumber: { type: string(9), required: true, source_path: x }\n    _links:'), 'Rename to `order_number`'],
    'that a text mentions': [`integration_purpose:\n  why: Every orderNumber has to exist.\n${PLAIN}`, 'Rename to `order_number`'],
    'that a note mentions': [PLAIN.replace('source_path: _links }', 'source_path: _links, notes: with the orderNumber }'), 'Rename to `order_number`'],
    'of a contract with brackets in an expression': [PLAIN.replace('upper(source._links)', 'source["_links"]'), 'Rename to `order_number`'],
    'of a contract with aliases': [PLAIN.replace('    _links: {', '    other: &other {').replace('  target_record:', '    more: *other\n  target_record:'), 'Rename to `order_number`'],
    'whose fields are written to places inside it': [PLAIN.replace('    rows:', '    Rows:'), 'Rename to `rows`'],
  };
  for (const [what, [text, title]] of Object.entries(REFUSED)) {
    it(`leaves a field alone ${what}`, () => {
      assert.ok(check(text, ALL_SNAKE).some((finding) => finding.endsWith('naming-convention')));
      assert.deepEqual(titles(text).filter((each) => each.startsWith(title)), []);
    });
  }

  it('is not there for failure classes and criteria, which texts speak of', () => {
    assert.deepEqual(titles('error_handling:\n  failure_classes:\n    TokenExpired: { condition: x, action: stop, retry: No, escalation: none }\n'), []);
  });

  it('writes no name that an expression could not hold', () => {
    const kebab = allFixes(PLAIN, naming({ source_fields: 'kebab-case' }));
    assert.deepEqual(kebab.filter(({ result }) => result.rule.id === 'naming-convention'), []);
  });
});
