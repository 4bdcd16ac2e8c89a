/**
 * Most of a schema are words for people: titles, descriptions and examples, which findings, hover and new entries show. In the
 * bundles they stand in a module of their own, which can be loaded when it is first asked for; in the schemas stand
 * getters. The descriptions of rules in the schema of settings are the rules' explanations, which stand there already.
 */
import { RULE_TEXTS_IMPORT } from './rule-texts.mjs';

/** What the module of the texts is imported as; it exports `schemaTexts`: by the names of schemas, lists of texts. */
export const SCHEMA_TEXTS = 'schema-texts';

export const SCHEMA_FILE = /[\\/]schemas[\\/]([\w.-]+)\.schema\.json$/;
const SETTINGS = 'intspec-settings';
const TEXTS = ['title', 'description', 'examples'];

/** Puts getters into a schema for what has been taken out of it. Runs when a bundle does. */
const RESTORE = `
let objects = 0;
let texts = 0;
const restore = (value) => {
  if (typeof value !== 'object' || value === null) return;
  const parts = Object.values(value);
  const marks = Array.isArray(value) ? 0 : Number(MARKS[objects++]);
  ${JSON.stringify(TEXTS)}.forEach((name, bit) => {
    if ((marks & (1 << bit)) === 0) return;
    const at = texts++;
    Object.defineProperty(value, name, { enumerable: true, configurable: true, get: () => schemaTexts[NAME][at] });
  });
  parts.forEach(restore);
};
restore(schema);`;

/**
 * A schema without its texts, and the texts in their order. The marks are a digit for each object, those around it before
 * those in it: one of its bits for each text that it has. Keys below `properties` are no texts, as they hold schemas.
 *
 * @param {object} schema
 * @returns {{ schema: object, marks: string, texts: unknown[] }}
 */
export function withoutTexts(schema) {
  const texts = [];
  let marks = '';
  const visit = (value) => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const own = TEXTS.filter((name) => typeof value[name] === 'string' || Array.isArray(value[name]));
    marks += String(own.reduce((sum, name) => sum + (1 << TEXTS.indexOf(name)), 0));
    texts.push(...own.map((name) => value[name]));
    return Object.fromEntries(Object.entries(value).filter(([name]) => !own.includes(name)).map(([name, part]) => [name, visit(part)]));
  };
  return { schema: visit(schema), marks, texts };
}

/**
 * A schema as a module whose texts are getters.
 *
 * @param {string} name of the schema's file, without its ending
 * @param {object} schema
 * @param {Readonly<Record<string, { explanation: string }>>} ruleTexts by the rules' ids
 */
export function schemaModule(name, schema, ruleTexts) {
  const { schema: bare, ids } = name === SETTINGS ? withoutExplanations(schema, ruleTexts) : { schema, ids: [] };
  const lines = [`import { schemaTexts } from ${JSON.stringify(SCHEMA_TEXTS)};`];
  if (ids.length > 0) lines.push(RULE_TEXTS_IMPORT);
  const { schema: rest, marks } = withoutTexts(bare);
  lines.push(`const schema = ${JSON.stringify(rest)};`, RESTORE.replace('NAME', JSON.stringify(name)).replace('MARKS', JSON.stringify(marks)));
  if (ids.length > 0) {
    lines.push(
      'for (const [id, property] of Object.entries(schema.properties.rules.properties)) {',
      "  Object.defineProperty(property, 'description', { enumerable: true, configurable: true, get: () => ruleTexts[id].explanation });",
      '}',
    );
  }
  return [...lines, 'export default schema;'].join('\n');
}

/** The module of the texts of some schemas, given by their names. */
export function schemaTextsModule(schemas, ruleTexts) {
  const texts = Object.entries(schemas).map(([name, schema]) => [name, withoutTexts(name === SETTINGS ? withoutExplanations(schema, ruleTexts).schema : schema).texts]);
  return `export const schemaTexts = ${JSON.stringify(Object.fromEntries(texts))};`;
}

function withoutExplanations(settings, ruleTexts) {
  const schema = JSON.parse(JSON.stringify(settings));
  const rules = Object.entries(schema.properties.rules.properties);
  for (const [id, property] of rules) {
    if (property.description !== ruleTexts[id]?.explanation) throw new Error(`The schema of settings does not have the explanation of ${id}: npm run generate`);
    delete property.description;
  }
  return { schema, ids: rules.map(([id]) => id) };
}
