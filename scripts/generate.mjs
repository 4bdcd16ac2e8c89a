/**
 * Writes what is made from the rules, the schema and the tables of the language: the rules' manual, the language
 * reference, the snippets, the rule settings in package.json and in the schema of `.intspec.yaml`, the client's texts
 * for translation.
 * Runs through tsx, since both are TypeScript: `node --import tsx scripts/generate.mjs`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { functionsPage } from '../server/src/expression/index.ts';
import { childSchema, resolve, sections } from '../server/src/model/schema.ts';
import { rowOf, skeletonEntry, skeletonOf } from '../server/src/model/skeleton.ts';
import { formatManual } from '../server/src/phrases/format-manual.ts';
import { phrasesManual, typesManual } from '../server/src/phrases/manual.ts';
import { ruleGroups, rules } from '../server/src/rules/index.ts';
import { ruleIndex, rulePage } from '../server/src/rules/manual.ts';
import { renderSnippet } from '../server/src/syntax/index.ts';
import { clientTexts } from './lib/l10n.mjs';

const root = new URL('../', import.meta.url);
const MANUAL = 'docs/rules/';
const SETTINGS_SCHEMA = 'schemas/intspec-settings.schema.json';
const NOTE = '<!-- Written by `npm run generate` from server/src/rules. -->\n\n';

/** All generated files: path from the repository's root → text. */
export function generated() {
  return new Map([
    [`${MANUAL}README.md`, NOTE + ruleIndex(ruleGroups)],
    ...rules.map((rule) => [`${MANUAL}${rule.id}.md`, NOTE + rulePage(rule)]),
    ['docs/format.md', formatManual()],
    ['docs/types.md', typesManual()],
    ['docs/phrases.md', phrasesManual()],
    ['docs/functions.md', functionsPage()],
    ['snippets/integration-spec.code-snippets', json(snippets())],
    ['l10n/bundle.l10n.json', json(Object.fromEntries(clientTexts().map((text) => [text, text])))],
    ['package.json', withRuleSettings(readFileSync(new URL('package.json', root), 'utf8'))],
    [SETTINGS_SCHEMA, withRuleKeys(readFileSync(new URL(SETTINGS_SCHEMA, root), 'utf8'))],
  ]);
}

/** Pages of rules that are no more. */
export function leftOver() {
  const wanted = generated();
  const folder = new URL(MANUAL, root);
  return (existsSync(folder) ? readdirSync(folder) : []).map((name) => MANUAL + name).filter((path) => !wanted.has(path));
}

/** A snippet a section, and one a row of each open map. */
export function snippets() {
  const ofSections = sections.map(({ key, schema, number }) => {
    const title = number === 'approval' ? schema.title : `${schema.title} (section ${number})`;
    return [title, snippet(key, schema.description, renderSnippet([skeletonEntry(key, schema)]))];
  });
  const rows = [
    ['Source field', row('source-field', schemaAt('data_contract', 'source_record'))],
    ['Target field', row('target-field', schemaAt('data_contract', 'target_record'))],
    ['Failure class', row('failure-class', schemaAt('error_handling', 'failure_classes'))],
    ['Metric', metric(schemaAt('volume_and_rate_limits', 'metrics'))],
    ['Criterion', row('criterion', schemaAt('validation', 'criteria'))],
  ];
  return Object.fromEntries([...ofSections, ...rows]);
}

function row(prefix, schema) {
  return snippet(prefix, resolve(schema.additionalProperties).description, renderSnippet([rowOf(schema)]));
}

/** The metrics are a closed list: their names are choices. */
function metric(schema) {
  const names = Object.keys(schema.properties);
  const label = names[0];
  const text = renderSnippet([{ key: { label }, value: skeletonOf(childSchema(schema, label)) }]);
  return snippet('metric', schema.description, text.replace(`\${1:${label}}`, `\${1|${names.join(',')}|}`));
}

function snippet(prefix, description, text) {
  return { prefix, description: description.replaceAll('`', ''), body: text.split('\n') };
}

function schemaAt(section, key) {
  return childSchema(sections.find((each) => each.key === section).schema, key);
}

/** The manifest with a property a rule in the setting `intspec.rules`; as it was where it has no such setting. */
function withRuleSettings(text) {
  const manifest = JSON.parse(text);
  const setting = [manifest.contributes?.configuration ?? []].flat().map((part) => part.properties?.['intspec.rules']).find((each) => each);
  if (!setting) return text;
  const { enumDescriptions, enum: severities = ['error', 'warning', 'information', 'hint', 'off'] } = typeof setting.additionalProperties === 'object' ? setting.additionalProperties : {};
  setting.properties = Object.fromEntries(rules.map((rule) => [
    rule.id,
    { type: 'string', enum: severities, ...(enumDescriptions && { enumDescriptions }), default: rule.severity, description: rule.title },
  ]));
  return json(manifest);
}

/** The schema of `.intspec.yaml` with a key a rule, which every editor can then offer and explain. */
function withRuleKeys(text) {
  const schema = JSON.parse(text);
  schema.properties.rules.properties = Object.fromEntries(rules.map((rule) => [
    rule.id,
    { $ref: '#/definitions/severity', title: rule.title, description: rule.explanation, default: rule.severity },
  ]));
  return json(schema);
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function main() {
  mkdirSync(new URL(MANUAL, root), { recursive: true });
  for (const path of leftOver()) rmSync(new URL(path, root));
  for (const [path, text] of generated()) {
    const file = new URL(path, root);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    writeFileSync(file, text);
    console.log(path);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
