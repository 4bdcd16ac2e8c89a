/** What of the sources is taken apart when they are bundled, so that it can be loaded late. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { fixAlone, fixesModule, FIX_ALONE, RULE_FIXES, withLateFix } from './rule-fixes.mjs';
import { RULE_FILE } from './rule-source.mjs';
import { RULE_TEXTS, ruleTexts, withGetters } from './rule-texts.mjs';
import { SCHEMA_FILE, SCHEMA_TEXTS, schemaModule, schemaTextsModule } from './schema-texts.mjs';
import { LATE_TEXTS, LATE_TEXTS_MODULE, TABLE_FILE, TABLE_TEXTS, withLateTexts } from './table-texts.mjs';

/**
 * Two esbuild plugins: one that takes the texts out of rules, schemas and tables, and one that takes the fixes out of
 * rules too, for bundles in several files. The other bundles would only have more in them.
 *
 * @param {string} root the repository's folder
 */
export async function latePlugins(root) {
  const texts = await ruleTexts(root);
  const schemas = Object.fromEntries(filesIn(root, 'schemas', SCHEMA_FILE).map((file) => [SCHEMA_FILE.exec(file)[1], JSON.parse(readFileSync(file, 'utf8'))]));
  const fixing = filesIn(root, 'server/src/rules', RULE_FILE).filter((file) => withLateFix(readFileSync(file, 'utf8')) !== undefined);
  const tables = tablesIn(filesIn(root, ['server/src/phrases', 'server/src/expression/functions'], TABLE_FILE));
  const made = {
    [RULE_TEXTS]: `export const ruleTexts = ${JSON.stringify(texts)};`,
    [RULE_FIXES]: fixesModule(fixing),
    [SCHEMA_TEXTS]: schemaTextsModule(schemas, texts),
    [TABLE_TEXTS]: `export const tableTexts = ${JSON.stringify(Object.fromEntries([...tables.values()].map(({ name, texts: own }) => [name, own])))};`,
    [LATE_TEXTS]: LATE_TEXTS_MODULE,
  };
  const plugin = (name, takesFixes) => ({
    name,
    setup(builder) {
      for (const [module, contents] of Object.entries(made)) {
        builder.onResolve({ filter: new RegExp(`^${module}$`) }, () => ({ path: module, namespace: module }));
        builder.onLoad({ filter: /.*/, namespace: module }, () => ({ contents, resolveDir: root }));
      }
      builder.onResolve({ filter: /\?fix$/ }, ({ path }) => ({ path: path.slice(0, -FIX_ALONE.length), suffix: FIX_ALONE, sideEffects: false }));
      builder.onLoad({ filter: RULE_FILE }, async ({ path, suffix }) => {
        const source = readFileSync(path, 'utf8');
        if (suffix === FIX_ALONE) return { contents: await withoutUnused(fixAlone(source)) };
        const later = takesFixes ? withLateFix(source) ?? source : source;
        return { contents: await withoutUnused(withGetters(later, texts) ?? later) };
      });
      builder.onLoad({ filter: TABLE_FILE }, ({ path }) => tables.has(path) ? { contents: tables.get(path).source, loader: 'ts' } : undefined);
      builder.onLoad({ filter: SCHEMA_FILE }, ({ path }) => {
        const name = SCHEMA_FILE.exec(path)[1];
        return { contents: schemaModule(name, schemas[name], texts) };
      });
    },
  });
  return { texts: plugin('late-texts', false), textsAndFixes: plugin('late-texts-and-fixes', true) };
}

/** The files of folders that are called as wanted, with their paths as the system writes them. */
function filesIn(root, folders, wanted) {
  return [folders].flat().flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name))).filter((file) => wanted.test(file));
}

/** The tables of some files, by their paths: each with a short name, its source and its texts. */
function tablesIn(files) {
  return new Map(files.flatMap((file, at) => {
    const name = at.toString(36);
    const late = withLateTexts(readFileSync(file, 'utf8'), name);
    return late ? [[file, { name, ...late }]] : [];
  }));
}

/**
 * The source of a module as JavaScript, without what nothing in it uses any more, imports above all: a bundler loads what
 * an import leads to together with the module, used or not, where it is part of the bundle at all.
 */
async function withoutUnused(source) {
  const options = { loader: 'ts', format: 'esm', target: 'esnext', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } } };
  const { code } = await transform(source, { ...options, treeShaking: true });
  return (await transform(code, options)).code;
}
