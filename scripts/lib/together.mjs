/**
 * Joins files of a bundle that are loaded one right after another. esbuild makes a file of everything that some of the
 * entries share with each other, and so, the more parts there are, the more small files of what all of them begin with.
 */
import { posix } from 'node:path';
import { build } from 'esbuild';
import { loadedWith } from './sizes.mjs';

/**
 * Joins each of some files with all that is loaded with it, if it is not joined with one before it. Where there are several
 * programs, what one of them loads is joined without it.
 *
 * @param {Map<string, string>} texts of all files by their paths, as ES modules; joined ones are taken out
 * @param {Readonly<Record<string, { imports: { path: string, kind: string }[], inputs: Record<string, { bytesInOutput: number }>, exports: string[], entryPoint?: string, bytes: number }>>} outputs
 *   esbuild's account of them, which is kept true
 * @param {readonly string[]} heads the paths of these files, in the order in which they are loaded
 * @param {readonly string[]} programs the paths of what runs when it is loaded
 */
export async function joinFiles(texts, outputs, heads, programs) {
  const groups = new Map();
  const headOf = new Map();
  for (const entry of heads) {
    // What is an entry of its own may be loaded by itself.
    const loaded = [...loadedWith(outputs, [entry])].filter((path) => path === entry || (!headOf.has(path) && outputs[path].entryPoint === undefined));
    // A program that held what another one loads would run in that one.
    const members = programs.length > 1 && programs.includes(entry) ? loaded.filter((path) => path !== entry).sort() : loaded;
    const [head] = members.includes(entry) ? [entry] : members;
    if (head === undefined) continue;
    groups.set(head, members);
    for (const path of members) headOf.set(path, head);
  }
  const names = outerNames(texts, headOf);
  const joined = await Promise.all([...groups].map(async ([head, members]) => [head, await joinedText(head, members, texts, headOf, names)]));
  const others = await Promise.all([...texts.keys()].filter((path) => !headOf.has(path)).map(async (path) => [path, await joinedText(path, [path], texts, headOf, names)]));
  for (const [path, text] of [...joined, ...others]) texts.set(path, text);
  for (const [path, head] of headOf) if (path !== head) texts.delete(path);
  account(outputs, headOf);
}

/** What files import from joined ones that are not joined with them: each name gets one that no other has in the joined file. */
function outerNames(texts, headOf) {
  const names = new Map();
  for (const [path, text] of texts) {
    for (const [imported, words] of importsIn(path, text)) {
      const head = headOf.get(imported);
      if (head === undefined || head === imported || head === headOf.get(path)) continue;
      for (const word of words) names.set(`${imported} ${word}`, { imported, word, name: names.get(`${imported} ${word}`)?.name ?? `_${names.size.toString(36)}` });
    }
  }
  return names;
}

/** A file with others in it: their names that are asked for from outside are exported beside its own. */
async function joinedText(head, members, texts, headOf, names) {
  const wanted = [...names.values()].filter(({ imported }) => imported !== head && members.includes(imported));
  const lines = [`export * from ${JSON.stringify(head)};`, ...wanted.map(({ imported, word, name }) => `export { ${word} as ${name} } from ${JSON.stringify(imported)};`)];
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents: lines.join('\n'), sourcefile: 'joined.js' },
    bundle: true, format: 'esm', platform: 'node', target: 'esnext', write: false, minify: true, sourcemap: 'inline', sourcesContent: false, legalComments: 'none', logLevel: 'warning',
    plugins: [{
      name: 'joined',
      setup(builder) {
        builder.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
          const file = importer === '' || importer === 'joined.js' ? path : posix.join(posix.dirname(importer), path);
          if (members.includes(file)) return { path: file, namespace: 'joined', sideEffects: true };
          const to = headOf.get(file);
          if (to === undefined || to === file || kind !== 'import-statement') return { path, external: true };
          return { path: file, namespace: 'elsewhere', pluginData: to };
        });
        builder.onLoad({ filter: /.*/, namespace: 'joined' }, ({ path }) => ({ contents: texts.get(path), loader: 'js' }));
        // A joined file under the names that it had when it was not.
        builder.onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path, pluginData: to }) => ({
          contents: [...names.values()].filter(({ imported }) => imported === path).map(({ word, name }) => `export { ${name} as ${word} } from ${JSON.stringify(`./${posix.basename(to)}`)};`).join('\n') || `import ${JSON.stringify(`./${posix.basename(to)}`)};`,
          loader: 'js',
        }));
        builder.onResolve({ filter: /.*/, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }));
      },
    }],
  });
  return text;
}

/** The imports in a text that esbuild has written: from which file, and what by which names. */
function importsIn(path, text) {
  const statements = [...text.matchAll(/\bimport\s*\{([^{}]*)\}\s*from\s*"(\.\/[^"]+)"/g)];
  return statements.map(([, list, from]) => [posix.join(posix.dirname(path), from), list.split(',').map((one) => one.trim().split(/\s+as\s+/)[0])]);
}

function account(outputs, headOf) {
  const homes = (imports) => [...new Map(imports.map((one) => ({ ...one, path: headOf.get(one.path) ?? one.path })).map((one) => [`${one.kind} ${one.path}`, one])).values()];
  for (const [path, head] of headOf) {
    if (path === head) continue;
    const { inputs, imports, bytes } = outputs[path];
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) outputs[head].inputs[input] = { bytesInOutput: bytesInOutput + (outputs[head].inputs[input]?.bytesInOutput ?? 0) };
    outputs[head].imports.push(...imports);
    outputs[head].bytes += bytes;
    delete outputs[path];
  }
  for (const [path, output] of Object.entries(outputs)) output.imports = homes(output.imports).filter((one) => one.path !== path);
}
