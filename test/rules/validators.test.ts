/**
 * The validators that are made at build time, made smaller than ajv makes them, against ajv itself: both must find the
 * same faults in specs and settings in which values, keys and whole parts have been exchanged at random.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import * as ofSettings from '../../server/generated/settings-validator.cjs';
import ofSpecs from '../../server/generated/validators.cjs';
import { isSection } from '../../server/src/model/schema.ts';
import { examples, filesIn } from '../helpers/files.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const SEED = 20_251;
const ROUNDS = 1500;
const schema = (name: string): { properties: Record<string, object>; required: string[] } => JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as never;
const spec = schema('integration-spec-v1.0');
const settings = schema('intspec-settings');

/** What a map is of which only these keys are known. */
const part = (whole: typeof spec, isOwn: (key: string) => boolean): object => ({
  ...whole, properties: Object.fromEntries(Object.entries(whole.properties).filter(([key]) => isOwn(key))), required: whole.required.filter(isOwn), additionalProperties: false,
});

const validators: typeof ofSpecs = { ...ofSpecs, settings: ofSettings.settings };

const ajv = new Ajv({ allErrors: true, strict: false });
const sections = Object.keys(spec.properties).filter(isSection);
const expected = new Map([
  ['header', ajv.compile({ ...part(spec, (key) => !isSection(key)), $id: 'header' })],
  ['settings', ajv.compile({ ...settings, $id: 'settings' })],
  ...sections.map((key) => [key, ajv.compile({ ...part(spec, (own) => own === key), required: [], $id: key })] as const),
]);

/** What is read of errors: where, what, and which key. Of a choice, that it is none of them and not how it fails each. */
function facts(errors: readonly ErrorObject[], below = ''): string[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`);
  return [...new Set(errors.flatMap(({ instancePath, keyword, schemaPath, params }) => {
    if (keyword === 'if' || choices.some((choice) => schemaPath.startsWith(choice)) || !instancePath.startsWith(below)) return [];
    const named = params as { missingProperty?: string; additionalProperty?: string };
    return [[instancePath.slice(below.length), keyword === 'anyOf' ? 'enum' : keyword, named.missingProperty ?? named.additionalProperty ?? ''].join(' ')];
  }))].sort();
}

/** The maps of a contract whose rows have validators of their own. */
const ROWS = ['source_record', 'target_record', 'not_written'];

/** The errors of our validators: those of a contract, of whose records only the rows are left out, and those of each row. */
function ownErrors(name: string, judged: Json, at = ''): ErrorObject[] {
  const below = (errors: readonly ErrorObject[] | null | undefined, path: string): ErrorObject[] => (errors ?? []).map((error) => ({ ...error, instancePath: path + error.instancePath }));
  if (name !== 'data_contract' || !isMap(judged)) {
    validators[name]?.(judged);
    return below(validators[name]?.errors, at);
  }
  const frame = (contract: { [key: string]: Json }): Json => Object.fromEntries(Object.entries(contract).map(([key, value]) => {
    if (ROWS.includes(key) && isMap(value)) return [key, Object.keys(value).length > 0 ? { row: null } : {}];
    return [key, key === 'reverse' && isMap(value) ? frame(value) : value];
  }));
  validators['data_contract']?.(frame(judged));
  const found = below(validators['data_contract']?.errors, at);
  for (const [path, contract] of [['', judged], ['/reverse', judged['reverse']]] as const) {
    for (const rows of ROWS) {
      const map = isMap(contract) ? contract[rows] : undefined;
      if (!isMap(map)) continue;
      for (const [key, row] of Object.entries(map)) {
        validators[rows]?.(row);
        found.push(...below(validators[rows]?.errors, `${at}${path}/${rows}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
      }
    }
  }
  return found;
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** All maps and lists in a value, itself first. */
function collections(value: Json): (Json[] | { [key: string]: Json })[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(collections)];
}

describe('the validators', () => {
  const documents = [...examples, ...filesIn('test/fixtures', '.intspec.yaml'), ...filesIn('test/fixtures/faulty', '.intspec.yaml')].flatMap(({ text }) => {
    try {
      return [parse(text) as Json];
    } catch {
      return [];
    }
  });
  const setting: Json = parse('rules: { invalid-value: off }\nfiles: { patterns: [a, "!b"] }\nskills: { a: b }\nnaming: { criteria: snake_case }\napprovers: { technical_reviewer: [A] }\n') as Json;

  it('are one for each section, the header, the rows of a contract and settings', () => {
    assert.deepEqual(Object.keys(validators).sort(), [...expected.keys(), ...ROWS].sort());
    assert.ok(documents.length > 5);
  });

  it(`find what ajv finds (seed ${SEED})`, () => {
    const next = random(SEED);
    const pick = <T>(among: readonly T[]): T => among[Math.floor(next() * among.length)] as T;
    const odd: readonly Json[] = ['', ' ', 'N/A', 0, -1, 1.5, true, null, [], {}, [1], { a: 1 }, 'UTC', 'omit', '2025-01-01', { __proto__: null, constructor: 'x' }];
    let faults = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const isSettings = round % 10 === 0;
      const document = structuredClone(isSettings ? setting : pick(documents));
      for (let change = 0; change < 1 + next() * 3; change += 1) {
        const all = collections(document);
        const at = pick(all);
        const other = pick(all);
        const keys = Object.keys(at);
        const key = keys.length > 0 && next() < 0.8 ? pick(keys) : pick(['x', 'required', 'type', 'test', 'minimum']);
        const value = next() < 0.5 ? pick(odd) : structuredClone(pick([...Object.values(other), other]));
        if (next() < 0.3 && !Array.isArray(at)) Reflect.deleteProperty(at, key);
        else Object.assign(at, { [key]: value });
      }
      for (const [name, validate] of expected) {
        if ((name === 'settings') !== isSettings) continue;
        if (!isMap(document) || (isSection(name) && !Object.hasOwn(document, name))) continue;
        const judged = name === 'settings' ? document : isSection(name) ? document[name] : Object.fromEntries(Object.entries(document).filter(([key]) => !isSection(key)));
        validate(isSection(name) ? { [name]: judged } : judged);
        const found = facts(ownErrors(name, judged ?? null));
        assert.deepEqual(found, facts(validate.errors ?? [], isSection(name) ? `/${name}` : ''), `${name}, seed ${SEED}, round ${round}: ${JSON.stringify(judged)}`);
        faults += found.length;
      }
    }
    assert.ok(faults > ROUNDS, `${faults} faults`);
  });
});
