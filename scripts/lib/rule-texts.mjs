/**
 * What rules say about themselves, their explanations and examples, is a third of their size, and only their pages and
 * the editor's help on settings ask for it. In the bundles it stands once, in a module of its own, which can be loaded
 * when it is first asked for: in the rules, and in the schema of settings, which repeats the explanations, stand getters.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

/** What the module of the texts is imported as; it exports `ruleTexts`. */
export const RULE_TEXTS = 'rule-texts';

const RULE_FILE = /[\\/]server[\\/]src[\\/]rules[\\/][a-z-]+\.ts$/;
const SETTINGS_SCHEMA = /[\\/]schemas[\\/]intspec-settings\.schema\.json$/;
const TEXTS = ['explanation', 'bad', 'good'];
/** Where else the texts may be imported from: a plain file, so that it is no ES module that has only a default. */
const IMPORT = `import { ruleTexts } from ${JSON.stringify(RULE_TEXTS)};`;

/** An esbuild plugin that takes the texts out of the rules and the schema; `root` is the repository's folder. */
export async function ruleTextsPlugin(root) {
  const texts = Object.fromEntries((await rulesOf(root)).map(({ id, explanation, bad, good }) => [id, { explanation, bad, good }]));
  return {
    name: RULE_TEXTS,
    setup(builder) {
      builder.onResolve({ filter: new RegExp(`^${RULE_TEXTS}$`) }, () => ({ path: RULE_TEXTS, namespace: RULE_TEXTS }));
      builder.onLoad({ filter: /.*/, namespace: RULE_TEXTS }, () => ({ contents: `export const ruleTexts = ${JSON.stringify(texts)};` }));
      builder.onLoad({ filter: RULE_FILE }, ({ path }) => {
        const contents = withGetters(readFileSync(path, 'utf8'), texts);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
      builder.onLoad({ filter: SETTINGS_SCHEMA }, ({ path }) => ({ contents: schemaText(JSON.parse(readFileSync(path, 'utf8')), texts) }));
    },
  };
}

/** The rules as they are at run time. */
async function rulesOf(root) {
  const folder = mkdtempSync(join(tmpdir(), 'intspec-rules-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    await build({ absWorkingDir: root, entryPoints: ['server/src/rules/index.ts'], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } });
    return (await import(pathToFileURL(outfile).href)).rules;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The source of a rule with getters in the place of its texts; undefined where the file has no rule.
 *
 * @param {string} source
 * @param {Readonly<Record<string, unknown>>} texts by the rules' ids
 */
export function withGetters(source, texts) {
  const file = ts.createSourceFile('rule.ts', source, ts.ScriptTarget.Latest);
  const edits = [];
  for (const rule of file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations)) {
    const members = rule.initializer && ts.isObjectLiteralExpression(rule.initializer) ? rule.initializer.properties.filter(ts.isPropertyAssignment) : [];
    const named = (name) => members.find((member) => member.name.getText(file) === name);
    const id = named('id')?.initializer;
    if (!id || !ts.isStringLiteral(id) || !Object.hasOwn(texts, id.text)) continue;
    for (const name of TEXTS) {
      const member = named(name);
      if (member) edits.push({ from: member.getStart(file), to: member.end, text: `get ${name}() { return ruleTexts[${JSON.stringify(id.text)}].${name}; }` });
    }
  }
  if (edits.length === 0) return undefined;
  const changed = edits.reverse().reduce((text, { from, to, text: getter }) => text.slice(0, from) + getter + text.slice(to), source);
  return `${IMPORT}\n${changed}`;
}

/** The schema of settings as a module, in which the rules' descriptions are their explanations. */
function schemaText(schema, texts) {
  const ids = [];
  for (const [id, property] of Object.entries(schema.properties.rules.properties)) {
    if (property.description !== texts[id]?.explanation) throw new Error(`The schema of settings does not have the explanation of ${id}: npm run generate`);
    delete property.description;
    ids.push(id);
  }
  return [
    IMPORT,
    `const schema = ${JSON.stringify(schema)};`,
    'for (const [id, property] of Object.entries(schema.properties.rules.properties)) {',
    "  Object.defineProperty(property, 'description', { enumerable: true, get: () => ruleTexts[id].explanation });",
    '}',
    'export default schema;',
  ].join('\n');
}
