/**
 * Compiles the schemas with ajv ahead of time: for specs one validator a section and one for the header, so that a
 * fault in one section hides none in another; the rows of a contract, of which there may be thousands, by one each; for
 * settings one for the whole. Nothing is compiled at start-up.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneModule from 'ajv/dist/standalone/index.js';
import ts from 'typescript';

const standalone = standaloneModule.default ?? standaloneModule;
const root = new URL('../', import.meta.url);

export function generateValidators() {
  const schema = JSON.parse(readFileSync(new URL('schemas/integration-spec-v1.0.schema.json', root), 'utf8'));
  const definitions = mapValues(schema.definitions, withoutAnnotations);
  const entries = Object.entries(schema.properties);
  const isSection = ([, property]) => property.$ref && schema.definitions[property.$ref.replace('#/definitions/', '')]['x-section'] !== undefined;
  const header = Object.fromEntries(entries.filter((entry) => !isSection(entry)).map(([key, property]) => [key, withoutAnnotations(property)]));
  const ajv = new Ajv(OPTIONS);
  ajv.addSchema({ $id: 'spec', definitions });
  ajv.addSchema({
    $id: 'header', definitions, type: 'object', properties: header,
    required: schema.required.filter((key) => key in header), additionalProperties: false,
  });
  const names = { header: 'header' };
  for (const [key, property] of entries.filter(isSection)) names[key] = `spec${property.$ref}`;
  // The rows of records are validated one by one, and so left out where the contract around them is.
  const rows = {};
  const frames = mapValues(definitions, (definition) => withoutRows(definition, rows));
  ajv.addSchema({ $id: 'frames', definitions: frames });
  names.data_contract = `frames${schema.properties.data_contract.$ref}`;
  for (const [key, ref] of Object.entries(rows)) names[key] = `spec${ref}`;
  writeValidators('validators', ajv, names, `/** One for each section of a spec, by its key, one for its \`header\`, and one for a row of each map of a contract, by its key. */
declare const validators: Readonly<Record<string, Validator | undefined>>;
export = validators;`);

  const ofSettings = new Ajv(OPTIONS);
  const settings = JSON.parse(readFileSync(new URL('schemas/intspec-settings.schema.json', root), 'utf8'));
  ofSettings.addSchema({ ...withoutAnnotations(settings), $id: 'settings' });
  writeValidators('settings-validator', ofSettings, { settings: 'settings' }, '/** For a whole settings file. */\nexport declare const settings: Validator;');
}

const OPTIONS = { allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false, messages: false, inlineRefs: false, code: { source: true } };

/** Writes a file of validators, named by what they validate, and its declarations. */
function writeValidators(file, ajv, names, declared) {
  const directory = new URL('server/generated/', root);
  mkdirSync(directory, { recursive: true });
  writeFileSync(new URL(`${file}.cjs`, directory), `/* Generated from schemas/ by scripts/generate-validators.mjs. */\n${condensed(standalone(ajv, names))}`);
  writeFileSync(new URL(`${file}.d.cts`, directory), `import type { ErrorObject } from 'ajv';

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}
${declared}
`);
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
/** The keys that must be there, one after another; the keys below a key that has a validator of its own. */
const REQUIRED = /if\((data\d*)\.\w+ === undefined\)\{vErrors = noted\(vErrors, (instancePath[^,]*), "required", \{missingProperty: "\w+"\}\);errors\+\+;\}(?:if\(\1\.\w+ === undefined\)\{vErrors = noted\(vErrors, \2, "required", \{missingProperty: "\w+"\}\);errors\+\+;\})+/g;
const BELOW = /if\((data\d*\.\w+) !== undefined\)\{if\(!(validate\d+)\(\1, \{instancePath:([^{}]*)\}\)\)\{vErrors = joined\(vErrors, \2\.errors\);errors = vErrors\.length;\}\}/g;
const IS_MAP = /(data\d*) && typeof \1 == "object" && !Array\.isArray\(\1\)/g;
const IS_WORD = /\(\(typeof (data\d*) !== "string"\) && \(!\(\(typeof \1 == "number"\) && \(isFinite\(\1\)\)\)\)\) && \(typeof \1 !== "boolean"\)/g;
/** How ajv names a validator that refers to itself; functions need no such help. */
const WRAPPER = /const (wrapper\d+) = \{validate: (validate\d+)\};/g;
/** What a validator is told beside the place, which none of ours asks for. */
const TOLD = /, parentData, parentDataProperty, rootData=data\}=\{\}/g;
const IS_EMPTY = /func\d+\((data\d*)\) < 1\b/g;
const LENGTHS = /const func\d+ = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g;
const HELPERS = [
  'function noted(all, instancePath, keyword, params = {}, schemaPath = "") { const error = { instancePath, schemaPath, keyword, params }; if (all === null) return [error]; all.push(error); return all; }',
  'function joined(all, more) { if (all === null) return more; for (const error of more) all.push(error); return all; }',
  'function below(all, value, validate, instancePath) { return value === undefined || validate(value, { instancePath }) ? all : joined(all, validate.errors); }',
  'function count(all) { return all === null ? 0 : all.length; }',
  'function isMap(data) { return data && typeof data == "object" && !Array.isArray(data); }',
  'function isWord(data) { return typeof data == "string" || (typeof data == "number" && isFinite(data)) || typeof data == "boolean"; }',
].join('\n');

/**
 * The code of validators at a third of its size: errors are noted by one function, and hold only what is read of them. That
 * is the place, the keyword, the name of a key that is missing or not known, and the path within the schema where there
 * are several ways to be right. What is said again and again is said by functions, and of functions that do the same one
 * is enough. What does not look as expected stays as it is.
 */
function condensed(code) {
  const wrapped = new Map([...code.matchAll(WRAPPER)].map(([, wrapper, validate]) => [wrapper, validate]));
  const short = code
    .replace(WRAPPER, '')
    .replace(/\b(wrapper\d+)\.validate\b/g, (all, wrapper) => wrapped.get(wrapper) ?? all)
    .replace(NOTED, (_, _name, path = 'instancePath', schemaPath, keyword, params) => {
      const named = /missingProperty|additionalProperty/.test(params) ? [params] : [];
      const more = schemaPath.includes('anyOf') ? [named[0] ?? '{}', schemaPath] : named;
      return `vErrors = noted(${['vErrors', path, keyword, ...more].join(', ')});errors++;`;
    })
    .replace(TAKEN_IN, (_, validate, data, path) => `if(!${validate}(${data}, {instancePath:${path}})){vErrors = joined(vErrors, ${validate}.errors);errors = vErrors.length;}`)
    .replace(REQUIRED, (all, data, path) => `for(const key of ${JSON.stringify([...all.matchAll(/missingProperty: "(\w+)"/g)].map(([, key]) => key))})if(${data}[key] === undefined){vErrors = noted(vErrors, ${path}, "required", {missingProperty: key});errors++;}`)
    .replace(BELOW, 'vErrors = below(vErrors, $1, $2, $3);errors = count(vErrors);')
    .replace(IS_MAP, 'isMap($1)')
    .replace(IS_WORD, '!isWord($1)')
    .replace(IS_EMPTY, '$1 === ""');
  const told = /(parentData|parentDataProperty|rootData)\b(?!=data|,)/.test(short) ? short : short.replace(TOLD, '}={}');
  const measured = /\bfunc\d+\([^)]*\) [<>]/.test(told) ? told : told.replace(LENGTHS, '');
  return withoutTwins(withoutSchemas(measured)).replace('"use strict";', `"use strict";\n${HELPERS}\n`);
}

/** Schemas are in the code for the sake of their keys, where these are many, or for nothing. */
function withoutSchemas(code) {
  const schemas = declarations(code).filter(({ name, value }) => /^schema\d+$/.test(name) && value !== undefined);
  return replaced(code, schemas.map(({ from, to, name, value }) => {
    const uses = code.match(new RegExp(`\\b${name}\\b.?\\w*`, 'g')).slice(1);
    if (uses.some((use) => use !== `${name}.properties`)) return { from, to, text: code.slice(from, to) };
    return { from, to, text: uses.length === 0 ? '' : `const ${name} = {properties:${JSON.stringify(mapValues(JSON.parse(value).properties, () => 0))}};` };
  }));
}

/** Validators of the same, which ajv makes for each schema that refers to it, as one each. */
function withoutTwins(code) {
  const first = new Map();
  const twins = new Map();
  const functions = declarations(code).filter(({ name, value }) => /^validate\d+$/.test(name) && value === undefined);
  for (const { name, from, to } of functions) {
    const text = code.slice(from, to).replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'validate');
    if (first.has(text)) twins.set(name, first.get(text));
    else first.set(text, name);
  }
  if (twins.size === 0) return code;
  const rest = replaced(code, functions.filter(({ name }) => twins.has(name)).map(({ from, to }) => ({ from, to, text: '' })));
  return withoutTwins(rest.replace(/\bvalidate\d+\b/g, (name) => twins.get(name) ?? name));
}

/** The functions and constants of a script: each with its name and place, and the source of a constant's value. */
function declarations(code) {
  const file = ts.createSourceFile('validators.js', code, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    const place = { from: statement.getStart(), to: statement.end };
    if (ts.isFunctionDeclaration(statement)) return [{ ...place, name: statement.name.text }];
    const [declared] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
    return declared ? [{ ...place, name: declared.name.getText(), value: declared.initializer?.getText() ?? '' }] : [];
  });
}

function replaced(code, edits) {
  return edits.toReversed().reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), code);
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split(/[\\/]/).pop())) generateValidators();
