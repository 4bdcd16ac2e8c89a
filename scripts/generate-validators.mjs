/**
 * Compiles the schemas with ajv ahead of time: for specs one validator a section and one for the header, so that a
 * fault in one section hides none in another; the rows of a contract, of which there may be thousands, by one each; for
 * settings one for the whole. Nothing is compiled at start-up.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';

const standalone = standaloneModule.default ?? standaloneModule;
const root = new URL('../', import.meta.url);

export function generateValidators() {
  const schema = JSON.parse(readFileSync(new URL('schemas/integration-spec-v1.0.schema.json', root), 'utf8'));
  const definitions = mapValues(schema.definitions, withoutAnnotations);
  const entries = Object.entries(schema.properties);
  const isSection = ([, property]) => property.$ref && schema.definitions[property.$ref.replace('#/definitions/', '')]['x-section'] !== undefined;
  const header = Object.fromEntries(entries.filter((entry) => !isSection(entry)).map(([key, property]) => [key, withoutAnnotations(property)]));
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    messages: false,
    code: { source: true },
  });
  ajv.addSchema({ $id: 'spec', definitions });
  ajv.addSchema({
    $id: 'header', definitions, type: 'object', properties: header,
    required: schema.required.filter((key) => key in header), additionalProperties: false,
  });
  const settings = JSON.parse(readFileSync(new URL('schemas/intspec-settings.schema.json', root), 'utf8'));
  ajv.addSchema({ ...withoutAnnotations(settings), $id: 'settings' });
  const names = { header: 'header', settings: 'settings' };
  for (const [key, property] of entries.filter(isSection)) names[key] = `spec${property.$ref}`;
  // The rows of records are validated one by one, and so left out where the contract around them is.
  const rows = {};
  const frames = mapValues(definitions, (definition) => withoutRows(definition, rows));
  ajv.addSchema({ $id: 'frames', definitions: frames });
  names.data_contract = `frames${schema.properties.data_contract.$ref}`;
  for (const [key, ref] of Object.entries(rows)) names[key] = `spec${ref}`;
  const directory = new URL('server/generated/', root);
  mkdirSync(directory, { recursive: true });
  writeFileSync(new URL('validators.cjs', directory), `/* Generated from schemas/ by scripts/generate-validators.mjs. */\n${condensed(standalone(ajv, names))}`);
  const types = `import type { ErrorObject } from 'ajv';

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}
/** One for each section of a spec, by its key, one for its \`header\`, one for a row of each map of a contract, by its key, and one for \`settings\`. */
declare const validators: Readonly<Record<string, Validator | undefined>>;
export = validators;
`;
  writeFileSync(new URL('validators.d.cts', directory), types);
}

/** A contract whose records and whose list of what is not written may have any rows; `rows` takes in what they refer to. */
function withoutRows(definition, rows) {
  if (!definition.properties?.source_record) return definition;
  const properties = mapValues(definition.properties, (property) => property);
  for (const key of ['source_record', 'target_record', 'not_written']) {
    const { additionalProperties, ...rest } = properties[key];
    rows[key] = additionalProperties.$ref;
    properties[key] = rest;
  }
  return { ...definition, properties };
}

const ANNOTATIONS = new Set(['title', 'description', 'examples', 'default', 'deprecated']);

/** A schema with only what validation needs; the keys below `properties` are names, not annotations. */
function withoutAnnotations(schema) {
  if (Array.isArray(schema)) return schema.map(withoutAnnotations);
  if (typeof schema !== 'object' || schema === null) return schema;
  return choice(compact(Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !ANNOTATIONS.has(key) && !key.startsWith('x-'))
      .map(([key, value]) => [key, key === 'properties' ? mapValues(value, withoutAnnotations) : key === 'const' || key === 'enum' ? value : withoutAnnotations(value)]),
  )));
}

/** Constants stand in a list of their own each, for the sake of their descriptions. Without them, one list will do. */
function choice(schema) {
  const { anyOf, ...rest } = schema;
  const isList = anyOf?.every((each) => Object.keys(each).length === 1 && 'const' in each) ?? false;
  return isList ? { ...rest, enum: anyOf.map((each) => each.const) } : schema;
}

/** Many keys with one and the same schema, as the rules have, need no code of their own each. */
function compact(schema) {
  const { properties, ...rest } = schema;
  const [first, ...others] = typeof properties === 'object' ? Object.values(properties).map((property) => JSON.stringify(property)) : [];
  if (others.length < 10 || others.some((other) => other !== first) || rest.patternProperties) return schema;
  return { ...rest, patternProperties: { [`^(?:${Object.keys(properties).join('|')})$`]: JSON.parse(first) } };
}

/** How ajv notes an error, and how it takes in those of another validator. */
const NOTED = /const (err\d+) = \{instancePath(?::(.*?))?,schemaPath:("[^"]*"),keyword:("\w+"),params:(\{.*?\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;
const TAKEN_IN = /if\(!\((validate\d+)\(([^,]+), \{instancePath:(.*?),parentData:.*?rootData\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/g;
const HELPERS = [
  'function noted(all, instancePath, keyword, params = {}, schemaPath = "") { const error = { instancePath, schemaPath, keyword, params }; if (all === null) return [error]; all.push(error); return all; }',
  'function joined(all, more) { if (all === null) return more; for (const error of more) all.push(error); return all; }',
].join('\n');

/**
 * The code of validators at half its size: errors are noted by one function, and hold only what is read of them. That
 * is the place, the keyword, the name of a key that is missing or not known, and the path within the schema where there
 * are several ways to be right. What does not look as expected stays as it is.
 */
function condensed(code) {
  const short = code
    .replace(NOTED, (_, _name, path = 'instancePath', schemaPath, keyword, params) => {
      const named = /missingProperty|additionalProperty/.test(params) ? [params] : [];
      const more = schemaPath.includes('anyOf') ? [named[0] ?? '{}', schemaPath] : named;
      return `vErrors = noted(${['vErrors', path, keyword, ...more].join(', ')});errors++;`;
    })
    .replace(TAKEN_IN, (_, validate, data, path) => `if(!${validate}(${data}, {instancePath:${path}})){vErrors = joined(vErrors, ${validate}.errors);errors = vErrors.length;}`);
  return short.replace('"use strict";', `"use strict";\n${HELPERS}\n`);
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split(/[\\/]/).pop())) generateValidators();
