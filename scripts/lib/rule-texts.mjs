/**
 * What rules say about themselves, their explanations and examples, is a third of their size, and only their pages and
 * the editor's help on settings ask for it. In the bundles it stands once, in a module of its own, which can be loaded
 * when it is first asked for; in the rules stand getters.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { edited, rulesIn } from './rule-source.mjs';

/** What the module of the texts is imported as; it exports `ruleTexts`. */
export const RULE_TEXTS = 'rule-texts';

const TEXTS = ['explanation', 'bad', 'good'];
/** A plain file imports the texts, so that it is no ES module that has only a default. */
export const RULE_TEXTS_IMPORT = `import { ruleTexts } from ${JSON.stringify(RULE_TEXTS)};`;

/** The texts of all rules by their ids; `root` is the repository's folder. */
export async function ruleTexts(root) {
  const folder = mkdtempSync(join(tmpdir(), 'intspec-rules-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    await build({ absWorkingDir: root, entryPoints: ['server/src/rules/index.ts'], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error', banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } });
    const { rules } = await import(pathToFileURL(outfile).href);
    return Object.fromEntries(rules.map(({ id, explanation, bad, good }) => [id, { explanation, bad, good }]));
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
  const rules = rulesIn(source).filter(({ id }) => Object.hasOwn(texts, id));
  const edits = rules.flatMap(({ id, members }) => TEXTS.filter((name) => members.has(name)).map((name) => ({ ...members.get(name), text: `get ${name}() { return ruleTexts[${JSON.stringify(id)}].${name}; }` })));
  return edits.length === 0 ? undefined : `${RULE_TEXTS_IMPORT}\n${edited(source, edits)}`;
}
