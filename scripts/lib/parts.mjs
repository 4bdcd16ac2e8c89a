/**
 * Bundles for Node that load parts of themselves only when they are first used. The sources know nothing of it: they
 * import what they need, and an import that leads into a part becomes one of getters, as the names that a module
 * exports may change their values at any time. The first look at one of them loads the part, in place, as `require`
 * does, so that what was a plain call stays one.
 */
import { createRequire } from 'node:module';
import { posix, relative, sep } from 'node:path';
import { build, transform } from 'esbuild';
import { joinFiles, NAMELESS, placeholderOf } from './together.mjs';

const NAMESPACE = 'part';
const GETTERS = 'getters';
/** What loads a module in place, as esbuild calls it. */
const LOADS = ['import-statement', 'require-call'];

/**
 * Bundles the entry points, and parts. What several of them load is in one file for all. Nothing is written.
 *
 * @param {object} options esbuild's, with `entryPoints` as an object: the programs, by the names of their files; the name
 *   of each other file begins with the first of these names whose program can load it
 * @param {{ name: string, holds: (imported: { specifier: string, path: string }, importer: string) => boolean }[]} parts
 *   which imports lead into a part: by the specifier, and the path of the module and that of the importer, both from the
 *   root and with slashes; the first part that takes an import holds its module
 * @param {readonly string[]} together sources, and `part:` with the names of parts, in the order in which they are loaded: each of
 *   them becomes one file with all that is loaded with it
 * @returns {Promise<{ files: Map<string, string>, metafile: object }>} each file's text by its path from the root, and
 *   esbuild's account of what is in them
 */
export async function bundleParts(options, parts = [], together = []) {
  const lazy = parts.length > 0 ? await lazyImports(options, parts) : new Map();
  const used = parts.filter(({ name }) => [...lazy.values()].some((one) => one.part === name));
  const bundled = await build({
    ...options,
    entryPoints: { ...options.entryPoints, ...Object.fromEntries(used.map(({ name }) => [fileOf(name), `${NAMESPACE}:${name}`])) },
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.cjs' },
    chunkNames: fileOf('[hash]'),
    sourcemap: 'inline',
    plugins: [getters(lazy), ...(options.plugins ?? [])],
    metafile: true,
    write: false,
  });
  assertNamed(bundled.metafile);
  const texts = new Map(bundled.outputFiles.map(({ path, text }) => [slashed(relative(options.absWorkingDir, path)), text]));
  const { outputs } = bundled.metafile;
  followGetters(outputs);
  const builtFrom = (entry) => Object.keys(outputs).find((path) => outputs[path].entryPoint === entry);
  const joined = await joinFiles(texts, outputs, together.map(builtFrom), Object.values(options.entryPoints).map(builtFrom));
  const files = new Map();
  for (const [file, text] of joined) {
    const { code, map } = await asCommonJs(text, file, options);
    files.set(file, `${code}//# sourceMappingURL=${posix.basename(file)}.map\n`);
    files.set(`${file}.map`, map);
  }
  return { files, metafile: bundled.metafile };
}

/** esbuild does not know that getters load files of the bundle. */
function followGetters(outputs) {
  for (const [path, output] of Object.entries(outputs)) {
    const led = Object.keys(output.inputs).filter((input) => input.startsWith(`${NAMESPACE}-${GETTERS}:`)).map((input) => input.split(/[:/]/)[1]);
    output.imports.push(...[...new Set(led)].map((part) => ({ path: posix.join(posix.dirname(path), `${fileOf(part)}.cjs`), kind: 'require-call' })));
  }
}

/** Of a module that is no ES module, a bundle in several files has nothing but its default at hand when it is imported late. */
function assertNamed({ inputs }) {
  for (const [importer, { imports }] of Object.entries(inputs)) {
    const unnamed = imports.find(({ kind, path, external }) => kind === 'dynamic-import' && !external && inputs[path]?.format !== 'esm');
    if (unnamed) throw new Error(`${importer} imports ${unnamed.path} late, which is no ES module. Import a module of your own instead that exports what is needed of it.`);
  }
}

/** Parts of one bundle are ES modules, which Node 20 cannot load in place. */
function asCommonJs(code, file, { target, minify, define }) {
  const asksWhere = code.includes('import.meta.url');
  return transform(code, {
    format: 'cjs',
    // For Node, a list of all names would be added, which `import` of the file goes by; nobody imports it.
    platform: 'neutral',
    sourcefile: posix.basename(file),
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    // import() would go through Node's loader of ES modules, which reads the text of what it loads first.
    supported: { 'dynamic-import': false },
    target,
    minify,
    define: { ...define, ...(asksWhere && { 'import.meta.url': '__fileUrl' }) },
    ...(asksWhere && { banner: "const __fileUrl = require('node:url').pathToFileURL(__filename).href;" }),
  });
}

/** The imports that lead into a part: `importer specifier` → the part, and the module with its names. */
async function lazyImports(options, parts) {
  const { metafile } = await scan(options);
  const found = new Map();
  for (const [importer, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path, original, kind, external } of imports) {
      if (!LOADS.includes(kind) || external || original === undefined) continue;
      const part = parts.find(({ holds }) => holds({ specifier: original, path }, importer));
      // What a plugin makes up is no file, and known by its specifier.
      const from = metafile.inputs[path] && !path.includes(':') ? `./${path}` : original;
      // A plugin may add to a path what of it is meant: the imports there are those of the file.
      if (part) found.set(`${importer.replace(/\?.*$/, '')} ${original}`, { part: part.name, from });
    }
  }
  const modules = [...new Set([...found.values()].map(({ from }) => from))].sort();
  const names = new Map(await Promise.all(modules.map(async (from) => [from, await exportedNames(from, options)])));
  // A module that leads into several parts by its importers is in the first of them.
  const partOf = (from) => parts.find(({ name }) => [...found.values()].some((one) => one.from === from && one.part === name)).name;
  return new Map([...found].map(([key, { from }]) => [key, { part: partOf(from), from, names: names.get(from), id: `m${modules.indexOf(from)}` }]));
}

/** What a module exports. One that is no ES module exports what its value has. */
async function exportedNames(from, options) {
  const { metafile } = await scan({ ...options, entryPoints: undefined, stdin: { contents: `export * from ${JSON.stringify(from)};`, resolveDir: options.absWorkingDir } });
  const [names] = Object.values(metafile.outputs).map((output) => output.exports);
  return names.length > 0 ? names : Object.keys(createRequire(`${options.absWorkingDir}/`)(from));
}

/** What esbuild finds out about a bundle, without making one. */
function scan(options) {
  return build({ ...options, format: 'esm', metafile: true, write: false, sourcemap: false, minify: false, logLevel: 'error' });
}

/** Lets imports that lead into a part be getters, and makes the parts. */
function getters(lazy) {
  return {
    name: 'parts',
    setup(builder) {
      const root = builder.initialOptions.absWorkingDir;
      builder.onResolve({ filter: new RegExp(`^${NAMESPACE}:`) }, ({ path }) => ({ path: path.slice(NAMESPACE.length + 1), namespace: NAMESPACE }));
      builder.onResolve({ filter: /.*/ }, ({ path, importer, kind, namespace }) => {
        // As esbuild calls modules in its account.
        const key = `${namespace === 'file' ? slashed(relative(root, importer)) : `${namespace}:${importer}`} ${path}`;
        return LOADS.includes(kind) && lazy.has(key) ? { path: `${lazy.get(key).part}/${lazy.get(key).id}`, namespace: `${NAMESPACE}-${GETTERS}`, pluginData: lazy.get(key) } : undefined;
      });
      builder.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => {
        const members = new Map([...lazy.values()].filter(({ part }) => part === path).map(({ id, from }) => [id, from]));
        return { contents: [...members].map(([id, from]) => `export * as ${id} from ${JSON.stringify(from)};`).join('\n'), resolveDir: root };
      });
      builder.onLoad({ filter: /.*/, namespace: `${NAMESPACE}-${GETTERS}` }, ({ pluginData: { part, names, id } }) => ({ contents: gettersText(part, id, names) }));
      builder.onLoad({ filter: /.*/, namespace: GETTERS }, () => ({ contents: GETTERS_TEXT }));
      builder.onResolve({ filter: /.*/, namespace: `${NAMESPACE}-${GETTERS}` }, ({ path }) => ({ path, namespace: GETTERS }));
    },
  };
}

function gettersText(part, id, names) {
  return `require(${JSON.stringify(GETTERS)})(exports, () => require(${placeholderOf(fileOf(part))}).${id}, ${JSON.stringify(names.join(' '))});`;
}

/** What makes the getters of a module; it stands once in a bundle, as there are many of these modules. */
const GETTERS_TEXT = `module.exports = (exports, load, names) => {
  let part;
  Object.defineProperty(exports, '__esModule', { value: true });
  for (const name of names.split(' ')) Object.defineProperty(exports, name, { enumerable: true, get: () => (part ??= load())[name] });
};`;

/** What the file of a part is called, until it is known who loads it. */
function fileOf(part) {
  return NAMELESS + part;
}

function slashed(path) {
  return path.split(sep).join('/');
}
