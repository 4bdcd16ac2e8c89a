/** The records of specs as JSON Schema and TypeScript: golden texts, records that validate and that do not, and the way back. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import ts from 'typescript';
import { exportJsonSchema } from '../../server/src/exports/json-schema.ts';
import { exportTypeScript } from '../../server/src/exports/typescript.ts';
import { mergeFields } from '../../server/src/imports/merge.ts';
import type { SourceField, TargetField } from '../../server/src/model/contract.ts';
import { allFields } from '../../server/src/model/contract.ts';
import { parsePath } from '../../server/src/model/path.ts';
import { randomFrom, sampleValues } from '../../server/src/model/sample.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { valueText } from '../../server/src/model/value.ts';
import type { ValueType } from '../../server/src/model/type.ts';
import { typedField } from '../../server/src/rules/contract/fields.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { entryOf, textOf } from '../../server/src/syntax/tree.ts';
import { read, theRecord } from '../imports/cases.ts';

const examples = new URL('../../examples/', import.meta.url);
const golden = new URL('records/', import.meta.url);
const isWriting = process.env['INTSPEC_WRITE_GOLDEN'] === '1';
const files = readdirSync(examples).filter((name) => name.endsWith('.intspec.yaml')).sort();
const RECORDS = ['source', 'target'] as const;

/** A spec of what the examples lack. */
const ODD = `data_contract:
  source_record:
    at: { type: datetime, timezone: Europe/Berlin, required: true, source_path: at }
    local: { type: datetime, timezone: none, required: true, nullable: true, source_path: "meta.local time" , notes: "ends */ here" }
    price: { type: "decimal(6,2)", encoding: string, required: true, source_path: '["unit-price"]' }
    stock: { type: integer, encoding: string, required: false, source_path: stock }
    span: { type: duration, required: false, source_path: span }
    first: { type: string(3), required: true, source_path: "codes[0]" }
    grid: { type: array<array<integer>>, required: false, source_path: grid }
    blob: { type: binary, required: false, source_path: blob }
    extra: { type: object, required: false, nullable: true, source_path: extra }
    names: { type: array<string(5)>, required: true, source_path: "people[].name" }
    proto: { type: integer, required: false, source_path: __proto__ }
    day: { type: date, minimum: 2020-01-01, required: false, source_path: day }
    grade: { type: integer, enum: [1, 2, 3], required: false, nullable: true, source_path: grade }
    open: { type: <type of the field>, required: true, source_path: open }
`.replace('"meta.local time"', `'meta["local time"]'`);

function specOf(text: string): Spec {
  return new Spec(parseSyntax(text));
}

/** Each example, and the odd one. */
const specs = [...files.map((name) => [name.replace('.intspec.yaml', ''), readFileSync(new URL(name, examples), 'utf8')] as const), ['odd', ODD] as const];

describe('records as documents of other languages', () => {
  if (isWriting) mkdirSync(golden, { recursive: true });

  for (const [name, text] of specs) {
    it(`are those of ${name}`, () => {
      for (const [ending, render] of [['schema.json', exportJsonSchema], ['d.ts', exportTypeScript]] as const) {
        const written = render(specOf(text), {});
        assert.equal(render(specOf(text), {}), written);
        const file = new URL(`${name}.${ending}`, golden);
        if (isWriting) writeFileSync(file, written);
        assert.equal(written, readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
      }
    });

    it(`of ${name} validate what their fields allow`, () => {
      const spec = specOf(text);
      const [contract] = spec.contracts;
      assert.ok(contract);
      for (const record of RECORDS) {
        const fields = record === 'source' ? contract.sourceFields : contract.targetFields;
        if (fields.length === 0) continue;
        const validate = validator(spec, record);
        for (let seed = 1; seed <= 5; seed += 1) {
          const document = documentOf(fields, spec, record, seed);
          assert.ok(validate(document), `${JSON.stringify(document)}\n${JSON.stringify(validate.errors)}`);
        }
      }
    });

    it(`of ${name} come back from JSON Schema as they were`, async () => {
      const spec = specOf(text);
      for (const record of RECORDS) {
        if ((record === 'source' ? spec.contracts[0]?.sourceFields : spec.contracts[0]?.targetFields)?.length === 0) continue;
        const schema = exportJsonSchema(spec, { record });
        const isAlone = spec.contracts.length === 1;
        const { fields } = theRecord(await read('json-schema', [{ name: 'x', text: schema }], isAlone ? {} : { part: { name: `${record}_record` } }));
        const { changes, added, changed, gone } = mergeFields(spec, fields, { record, update: true });
        // An array of which one element is named is a field of its own to whoever reads the schema.
        assert.deepEqual({ changes: changes.length, added, changed, gone }, name === 'odd' ? { changes: 1, added: ['codes'], changed: [], gone: [] } : { changes: 0, added: [], changed: [], gone: [] });
      }
    });
  }

  it('are TypeScript', function () {
    this.timeout(60_000);
    const names = specs.map(([name]) => fileURLToPath(new URL(`${name}.d.ts`, golden)));
    const program = ts.createProgram(names, { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: [], skipLibCheck: false });
    const faults = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
    assert.deepEqual(faults, []);
  });

  it('are one record where one is asked for, and nothing at all where there is none', () => {
    const spec = specOf(ODD);
    assert.doesNotMatch(exportTypeScript(spec, { record: 'source' }), /TargetRecord/);
    assert.equal((JSON.parse(exportJsonSchema(spec, { record: 'source' })) as { type: string }).type, 'object');
    for (const text of ['', 'a: [', 'data_contract: 1', 'data_contract:\n  source_record: 7\n']) {
      assert.doesNotThrow(() => JSON.parse(exportJsonSchema(specOf(text), {})) as unknown);
      assert.ok(exportTypeScript(specOf(text), {}).endsWith('\n'));
    }
  });
});

describe('the JSON Schema of a record', () => {
  const order = {
    id: 1, name: '#1001', email: null, note: 'x', created_at: '2024-01-15T09:30:00-05:00', updated_at: '2024-01-15T09:30:00Z', currency: 'USD', financial_status: 'paid',
    fulfillment_status: null, total_discounts: 0, total_tax: 1.5, total_price: 199.99, test: false, line_items: [{ id: 1, sku: null, title: 'a', quantity: 1, price: 9.99 }], not_in_the_spec: 1,
  };
  const spec = specOf(readFileSync(new URL('shopify-orders-to-netsuite.intspec.yaml', examples), 'utf8'));
  const without = (key: string): unknown => Object.fromEntries(Object.entries(order).filter(([name]) => name !== key));

  it('lets a record through as the source delivers it', () => {
    const validate = validator(spec, 'source');
    for (const document of [order, { ...order, customer: null }, { ...order, customer: { id: 1, first_name: null, last_name: 'b', phone: null } }, { ...order, line_items: [] }]) assert.ok(validate(document), JSON.stringify(validate.errors));
  });

  it('refuses a record that breaks the contract', () => {
    const validate = validator(spec, 'source');
    const faulty: readonly [string, unknown][] = [
      ['a key that is missing', without('currency')], ['a null', { ...order, name: null }], ['a text that is too long', { ...order, currency: 'EURO' }], ['a value out of the list', { ...order, financial_status: 'gone' }],
      ['a time without offset', { ...order, created_at: '2024-01-15T09:30:00' }], ['a number too small', { ...order, id: 0 }], ['a text for a number', { ...order, total_price: '199.00' }], ['more digits than there are', { ...order, total_price: 1e14 }],
      ['a fraction of an integer', { ...order, id: 1.5 }], ['a fault in an element', { ...order, line_items: [{ id: 1 }] }], ['a fault in a nested record', { ...order, customer: { id: 'x' } }],
    ];
    for (const [what, document] of faulty) assert.equal(validate(document), false, what);
  });

  it('refuses what the target does not know', () => {
    const validate = validator(specOf(ODD.replace('source_record:', 'target_record:').replaceAll('source_path', 'target_path')), 'target');
    const record = { at: '2024-01-15T09:30:00+01:00', meta: { 'local time': null }, 'unit-price': '1.50', codes: ['abc'], people: [{ name: 'x' }], open: 1 };
    assert.ok(validate(record), JSON.stringify(validate.errors));
    assert.equal(validate({ ...record, more: 1 }), false);
    assert.equal(validate({ ...record, 'unit-price': 1.5 }), false);
    assert.equal(validate({ ...record, 'unit-price': '1.505' }), false);
    assert.equal(validate({ ...record, codes: ['abcd'] }), false);
    assert.equal(validate({ ...record, codes: [] }), false);
    assert.equal(validate({ ...record, people: [{ name: 'too long' }] }), false);
    assert.equal(validate({ ...record, day: '2024-13-01' }), false);
    assert.ok(validate({ ...record, day: '2024-12-01', grade: null, span: 'P1DT2H', stock: '-5', grid: [[1], []] }), JSON.stringify(validate.errors));
  });
});

/** Ajv as anybody has it who asks for nothing special. */
function validator(spec: Spec, record: 'source' | 'target') {
  const schema = JSON.parse(exportJsonSchema(spec, { record })) as { definitions?: Record<string, object> } & object;
  const own = schema.definitions?.[`${record}_record`];
  return new Ajv({ logger: false }).compile(own ?? schema);
}

type Field = SourceField | TargetField;

/** A document with values that the fields’ types allow, made without the export’s own view of it. */
function documentOf(fields: readonly Field[], spec: Spec, record: 'source' | 'target', seed: number): unknown {
  const document: Record<string, unknown> = {};
  const random = randomFrom(seed);
  for (const field of allFields<Field>(fields)) {
    const { type } = typedField(field, spec);
    if (field.children.length > 0) continue;
    const steps = placeOf(field, record);
    const isGathered = type.kind === 'array' && steps.filter(({ kind }) => kind === 'each').length > arraysAround(field);
    const isText = textOf(entryOf(field.entry.value, 'encoding')?.value) === 'string';
    put(document, steps, valueOf(isGathered && type.kind === 'array' ? type.element : type, random, isText));
  }
  return document;
}

function arraysAround(field: Field): number {
  return field.parent ? arraysAround(field.parent) + (/^array/.test(textOf(entryOf(field.parent.entry.value, 'type')?.value) ?? '') ? 1 : 0) : 0;
}

function placeOf(field: Field, record: 'source' | 'target'): ReturnType<typeof parsePath>['steps'] {
  const text = textOf(entryOf(field.entry.value, record === 'source' ? 'source_path' : 'target_path')?.value);
  if (text !== undefined) return parsePath(text).steps;
  const around = field.parent ? placeOf(field.parent, record) : [];
  const isElement = field.parent && /^array/.test(textOf(entryOf(field.parent.entry.value, 'type')?.value) ?? '');
  return [...around, ...(isElement ? [{ kind: 'each' as const }] : []), { kind: 'key', name: field.name }];
}

function put(document: Record<string, unknown>, steps: ReturnType<typeof parsePath>['steps'], value: unknown): void {
  let at: Record<string, unknown> = document;
  steps.forEach((step, index) => {
    const key = step.kind === 'key' ? step.name : step.kind === 'index' ? String(step.index) : '0';
    const next = steps[index + 1];
    const made = next === undefined ? value : next.kind === 'key' ? {} : [];
    if (!Object.hasOwn(at, key)) Object.defineProperty(at, key, { value: made, enumerable: true, writable: true, configurable: true });
    at = at[key] as Record<string, unknown>;
  });
}

function valueOf(type: ValueType, random: () => number, isText: boolean): unknown {
  if (type.kind === 'unknown') return 1;
  const values = sampleValues(type, random, 3);
  const value = values[Math.floor(random() * values.length)];
  const plain = plainValue(value);
  return isText && plain !== null ? String(value !== undefined && typeof value === 'object' && value !== null ? valueText(value).replace(/^"|"$/g, '') : value) : plain;
}

/** A value as JSON has it. */
function plainValue(value: ReturnType<typeof sampleValues>[number] | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  switch (value.kind) {
    case 'decimal': return Number(value.text);
    case 'array': return value.items.map(plainValue);
    case 'object': return Object.fromEntries([...value.fields].map(([key, each]) => [key, plainValue(each)]));
    case 'long-text': return value.character.repeat(value.length);
    default: return value.text;
  }
}
