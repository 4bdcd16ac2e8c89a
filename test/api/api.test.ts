/** The functions for other programs: they say what the engine says, as plain data. */
import assert from 'node:assert/strict';
import type { Json } from '../../server/src/api/index.ts';
import { applyEdits, check, EvaluationError, fixAll, listRules, parseExpression, parseSpec, parseType, printType } from '../../server/src/api/index.ts';
import { innerType, publicType } from '../../server/src/api/field-types.ts';
import { fixAll as engineFixAll } from '../../server/src/features/fix-all.ts';
import { lspEdits, lspRange } from '../../server/src/features/text-edits.ts';
import { allFields } from '../../server/src/model/contract.ts';
import { randomFrom, randomType } from '../../server/src/model/sample.ts';
import { headerKeys, sections } from '../../server/src/model/schema.ts';
import { Spec } from '../../server/src/model/spec.ts';
import type { ValueType } from '../../server/src/model/type.ts';
import { rules } from '../../server/src/rules/index.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';

const texts = [...examples, ...filesIn('test/fixtures/faulty', '.intspec.yaml')].map(({ text }) => text);
const odd = ['', '- a', 'a: [', 'spec_id: {', '__proto__: 1\nspec_id: 2\nconstructor: {__proto__: x}', 'a: &x [1]\nb: *x', '\ufeffspec_id: 7', 'data_contract: 1', 'data_contract: {source_record: {a: , b: {type: 5}}, target_record: [1], not_written: x}'];

/** What JSON can say of it is all that there is. */
function assertPlain(value: unknown): void {
  const absent = (_key: string, each: unknown): unknown => each;
  assert.deepEqual(JSON.parse(JSON.stringify(value, absent)), value);
}

describe('the API', () => {
  it('finds what the engine finds, with the same fixes', () => {
    for (const text of [...texts, ...odd]) {
      const spec = new Spec(parseSyntax(text));
      const run = new RuleRun(spec);
      const expected = run.results.map((result) => ({
        rule: result.rule.id, severity: result.severity, range: lspRange(spec.tree, result.range), message: result.message,
        fixes: run.fixes(result).map(({ title, changes }) => ({ title, edits: lspEdits(spec.tree, spec.tree.edits(changes)) })).filter(({ edits }) => edits.length > 0),
      }));
      const found = check(text);
      assertPlain(found);
      assert.deepEqual(found.map(({ rule, severity, range, message, fixes }) => ({ rule, severity, range, message, fixes: fixes.map(({ title, edits }) => ({ title, edits })) })), expected);
      assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, found.length);
      assert.equal(fixAll(text), engineFixAll(text));
      for (const { rule, fixes: [fix] } of found.slice(0, 2)) {
        if (fix) assert.ok(check(applyEdits(text, fix.edits)).filter((other) => other.rule === rule).length < found.filter((other) => other.rule === rule).length || rule === 'missing-required-field', rule);
      }
    }
  });

  it('goes by settings, by severities, and by other specs', () => {
    const text = fixture('base.intspec.yaml');
    const wrong = text.replace('spec_status: Draft', 'spec_status: Drft');
    const found = (options: Parameters<typeof check>[1], of = wrong): string[] => check(of, options).map(({ rule, severity }) => `${rule} ${severity}`);
    assert.deepEqual(found({}), ['invalid-value error']);
    assert.deepEqual(found({ rules: { 'invalid-value': 'warning' } }), ['invalid-value warning']);
    assert.deepEqual(found({ settings: 'rules: { invalid-value: off }' }), []);
    assert.deepEqual(found({ settings: ['rules: { invalid-value: off }', 'rules: { invalid-value: hint }'] }), ['invalid-value hint']);
    assert.deepEqual(found({ settings: 'rules: { invalid-value: off }', rules: { 'invalid-value': 'information' } }), ['invalid-value information']);
    assert.ok(found({ settings: 'naming: { target_fields: SCREAMING_SNAKE_CASE }' }, text).includes('naming-convention warning'));
    const [duplicate] = check(text, { otherSpecs: [{ path: 'other.yaml', text: '# first\nspec_id: INT-2025-014\n' }] });
    assert.equal(duplicate?.rule, 'duplicate-spec-id');
    assert.deepEqual(duplicate.related.map(({ path, range }) => [path, range.start]), [['other.yaml', { line: 1, character: 9 }]]);
    assert.deepEqual(found({ kind: 'settings' }, 'ruls: {}'), ['unknown-key error']);
  });

  it('refuses options that would silently mean nothing, and edits that overlap', () => {
    assert.throws(() => check('', { rules: { 'mising-section': 'off' } }), { name: 'RangeError', message: '`rules` names `mising-section`, which is no rule: listRules() has them all.' });
    assert.throws(() => fixAll('', { rules: { 'missing-section': 'of' as 'off' } }), { name: 'RangeError', message: '`rules` has `of` for `missing-section`. Legal: error, warning, information, hint, off.' });
    const edit = (from: number, to: number) => ({ range: { start: { line: 0, character: from }, end: { line: 0, character: to } }, newText: '-' });
    for (const edits of [[edit(0, 2), edit(1, 3)], [edit(1, 3), edit(0, 2)], [edit(0, 3), edit(1, 1)]]) assert.throws(() => applyEdits('abcd', edits), { name: 'RangeError', message: /^Two of the edits overlap\./ });
    assert.equal(applyEdits('abcd', [edit(2, 3), edit(1, 2), edit(1, 1), edit(4, 4)]), 'a---d-');
  });

  it('reads any text as plain data, with all its fields', () => {
    for (const text of [...texts, ...odd]) {
      const model = parseSpec(text);
      assertPlain(model);
      assert.deepEqual(Object.keys(model.header), headerKeys);
      const spec = new Spec(parseSyntax(text));
      assert.deepEqual(model.sections.map(({ key }) => key), sections.map(({ key }) => key).filter((key) => spec.entry(key)));
      const flat = <T extends { readonly path: string; readonly fields: readonly T[] }>(fields: readonly T[]): string[] => fields.flatMap((field) => [field.path, ...flat(field.fields)]);
      assert.deepEqual(model.contracts.map((contract) => [flat(contract.sourceFields), flat(contract.targetFields), contract.notWritten.map(({ path }) => path)]), spec.contracts.map((contract) => [
        allFields(contract.sourceFields).map(({ path }) => path), allFields(contract.targetFields).map(({ path }) => path), contract.notWritten.map(({ path }) => path),
      ]));
    }
    assert.equal(parseSpec('author: <author of the spec>').header.author, null, 'a placeholder is nothing yet');
    const [section] = parseSpec('integration_purpose: { why: x, __proto__: { y: 1 } }').sections;
    assert.equal(JSON.stringify(section?.value), '{"why":"x","__proto__":{"y":1}}');
  });

  it('gives types as plain data, and takes them back', () => {
    const random = randomFrom(7);
    for (let at = 0; at < 300; at += 1) {
      const type = randomType(random);
      const given = publicType(type);
      assertPlain(given);
      assert.deepEqual(innerType(given), withPlainFields(type));
    }
    for (const text of ['string', 'string(20)', 'decimal(10,2)', 'array<array<integer>>', 'datetime', 'object', 'uuid']) assert.equal(printType(parseType(text).type), text);
  });

  const VALUES: readonly (readonly [type: string, json: Json, kind: string, value?: Json, timezone?: string])[] = [
    ['string', 'a', 'string'], ['string', '', 'string'], ['uuid', '3f2b8c1e-9d4a-4e6f-8a7b-5c0d1e2f3a4b', 'string'], ['boolean', false, 'boolean'],
    ['integer', 7, 'integer'], ['integer', -9007199254740991, 'integer'], ['number', 0.1, 'number'], ['number', 3, 'number'],
    ['decimal(10,2)', '12.30', 'decimal', '12.3'], ['decimal(38,20)', '0.00000000000000000001', 'decimal'], ['decimal(10,2)', 0.1, 'decimal', '0.1'],
    ['date', '2024-02-29', 'date'], ['time', '09:30:00', 'time'], ['duration', 'P1D', 'duration'], ['binary', 'YWJj', 'binary'], ['binary', '', 'binary'],
    ['datetime', '2024-03-10T02:30:00+01:00', 'datetime'], ['datetime', '2024-03-10T02:30:00Z', 'datetime'],
    ['datetime', '2024-03-10T02:30:00+01:00', 'datetime', '2024-03-10T01:30:00Z', 'UTC'], ['datetime', '2024-03-10T02:30:00', 'datetime', '2024-03-10T02:30:00', 'none'], ['datetime', '2024-07-01T10:00:00Z', 'datetime', '2024-07-01T12:00:00+02:00', 'Europe/Berlin'],
    ['array<integer>', [1, 2], 'array'], ['array<date>', ['2024-01-31'], 'array'], ['object', { a: 1, b: { c: [true, null, 'x', 0.5] } }, 'object'],
  ];
  for (const [text, json, kind, value = json, timezone] of VALUES) {
    it(`takes ${JSON.stringify(json)} for ${text}${timezone === undefined ? '' : ` in ${timezone}`}`, () => {
      const type = { ...parseType(text).type, ...(timezone !== undefined && { timezone }) };
      const source = [{ name: 'a', type, required: true, hasDefault: false }];
      assert.deepEqual(parseExpression('source.a').evaluate({ record: { a: json }, source }), { kind, value });
      assert.deepEqual(parseExpression('item').evaluate({ record: {}, itemValue: json, item: type }), { kind, value });
    });
  }

  const REFUSED: readonly (readonly [type: string, json: Json, message: RegExp])[] = [
    ['string', 1, /^source\.a should be a text, but is 1\.$/], ['integer', 1.5, /whole number/], ['integer', 2 ** 53, /whole number/], ['decimal(10,2)', '1,5', /a number, or a text/], ['date', '2024-02-30', /a date such as/],
    ['datetime', '2024-02-01T10:00:00', /with an offset/], ['boolean', 'true', /true or false/], ['array<integer>', [1, 'x'], /^source\.a\[1\] should be a whole number/], ['object', [], /a record/], ['binary', '%', /Base64/], ['duration', 'soon', /a duration/], ['time', '25:00', /a time/],
  ];
  for (const [text, json, message] of REFUSED) {
    it(`refuses ${JSON.stringify(json)} for ${text}`, () => {
      const source = [{ name: 'a', type: parseType(text).type, required: true, hasDefault: false }];
      assert.throws(() => parseExpression('source.a').evaluate({ record: { a: json }, source }), (error) => error instanceof EvaluationError && error.span === null && message.test(error.message));
    });
  }

  it('evaluates without types, on null and absent values, and says where it cannot', () => {
    assert.deepEqual(parseExpression('source.a + 1').evaluate({ record: { a: 2 } }), { kind: 'integer', value: 3 });
    assert.deepEqual(parseExpression('default(source.a, "x") + default(source.b, "y")').evaluate({ record: { a: null, b: undefined } }), { kind: 'string', value: 'xy' });
    assert.deepEqual(parseExpression('source.a').evaluate({ record: {} }), { kind: 'null', value: null });
    assert.deepEqual(parseExpression('now()').evaluate({ record: {}, now: 0 }), { kind: 'datetime', value: '1970-01-01T00:00:00Z' });
    assert.throws(() => parseExpression('1 % source.a').evaluate({ record: { a: 0 } }), (error) => error instanceof EvaluationError && error.span?.start === 0);
    assert.throws(() => parseExpression('1 +').evaluate({ record: {} }), (error) => error instanceof EvaluationError && error.span?.start === 3);
    assert.deepEqual(parseExpression('source.x + 1').check({ source: [] }).faults.map(({ span }) => span), [{ start: 7, end: 8 }]);
    assert.deepEqual(parseExpression('item.sku').check().faults.length, 1);
    assert.deepEqual(parseExpression('source.`odd name` + item.a.b').references.map(({ scope, names }) => [scope, names]), [['source', ['odd name']], ['item', ['a', 'b']]]);
  });

  it('lists the rules', () => {
    const listed = listRules();
    assertPlain(listed);
    assert.deepEqual(listed.map(({ id, title, severity }) => [id, title, severity]), rules.map(({ id, title, severity }) => [id, title, severity]));
    assert.ok(listed.every(({ page, group, explanation }) => page.startsWith('# ') && group !== '' && explanation !== ''));
  });
});

/** A type whose fields are in a plain map, as the package hands them back. */
function withPlainFields(type: ValueType): ValueType {
  if (type.kind === 'array') return { ...type, element: withPlainFields(type.element) };
  if (type.kind !== 'object' || !type.fields) return type;
  return { ...type, fields: new Map([...type.fields].map(([name, field]) => [name, { ...field, type: withPlainFields(field.type) }])) };
}
