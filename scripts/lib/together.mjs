/**
 * Joins files of a bundle that are loaded one right after another. esbuild makes a file of everything that some of the
 * entries share with each other, and so, the more parts there are, the more small files of what all of them begin with.
 * What is left gets its names by the programs that load it, which is what a package with some of the programs goes by.
 */
import { posix } from 'node:path';
import { build } from 'esbuild';
import { loadableFrom, loadedWith } from './sizes.mjs';

/** What the names of files begin with of which it is not known yet which program loads them. */
export const NAMELESS = 'part-';

/** What stands in the texts where such a file is asked for by `require`; it goes by its name without folder and ending. */
export function placeholderOf(name) {
  return `__${name.replaceAll('-', '_')}`;
}

/**
 * Joins each of some files with all that is loaded with it, if it is not joined with one before it, and if the same program
 * comes first of those that may load both. A program is joined only with what no other one may load. The rest is joined with
 * what is loaded here anyway, or becomes a file beside it.
 *
 * @param {ReadonlyMap<string, string>} texts of all files by their paths, as ES modules
 * @param {Record<string, { imports: { path: string, kind: string }[], inputs: Record<string, { bytesInOutput: number }>, exports: string[], entryPoint?: string, bytes: number }>} outputs
 *   esbuild's account of them, with what is loaded later too; it becomes that of the joined files
 * @param {readonly string[]} heads the paths of these files, in the order in which they are loaded
 * @param {readonly string[]} programs the paths of what runs when it is loaded; the names of other files begin with that of
 *   the first of them that may load them
 * @returns {Promise<Map<string, string>>} the texts of the files that there are then
 */
export async function joinFiles(texts, outputs, heads, programs) {
  const usersOf = usersIn(outputs, programs);
  const headOf = headsOf(outputs, heads, programs, usersOf);
  const outer = outerNames(texts, headOf);
  const names = new Map([...texts.keys()].map((path) => [path, nameOf(path, usersOf(path)[0])]));
  if (new Set(names.values()).size < names.size) throw new Error('A part of the bundle has the name of a program: call it differently.');
  account(outputs, headOf, names);
  const groups = [...new Set(headOf.values())].map((head) => [head, [...headOf.keys()].filter((path) => headOf.get(path) === head)]);
  return new Map(await Promise.all(groups.map(async ([head, members]) => [names.get(head), await joinedText(head, members, texts, headOf, outer, names)])));
}

/** For each file the one that holds it; that is no program which would run where another one loads the file. */
function headsOf(outputs, heads, programs, usersOf) {
  const alone = new Set();
  for (;;) {
    const headOf = groups(outputs, heads, programs, usersOf, alone);
    const more = runElsewhere(outputs, headOf, programs).filter((program) => !alone.has(program));
    if (more.length === 0) return headOf;
    for (const program of more) alone.add(program);
  }
}

/** The same, where the programs in `alone` hold nothing but themselves. */
function groups(outputs, heads, programs, usersOf, alone) {
  const headOf = new Map();
  for (const entry of heads) {
    const all = [...loadedWith(outputs, [entry])].sort();
    // What is an entry of its own may be loaded by itself.
    const loaded = all.filter((path) => !headOf.has(path) && (path === entry || outputs[path].entryPoint === undefined));
    const isHeldByProgram = (path) => usersOf(path).length === 1 && !alone.has(entry);
    const isHeld = (path) => path === entry || (programs.includes(entry) ? isHeldByProgram(path) : usersOf(path)[0] === usersOf(entry)[0]);
    const [held, beside] = [loaded.filter(isHeld), loaded.filter((path) => !isHeld(path))];
    // Each file takes its time, however small: the last that is loaded here anyway may take in what is left.
    const others = [...new Set(all.flatMap((path) => headOf.get(path) ?? []))].filter((head) => !programs.includes(head)).sort((one, other) => heads.indexOf(other) - heads.indexOf(one));
    for (const path of held) headOf.set(path, entry);
    for (const path of beside) headOf.set(path, [...others, ...beside].find((head) => usersOf(head)[0] === usersOf(path)[0]));
  }
  return new Map(Object.keys(outputs).map((path) => [path, headOf.get(path) ?? path]));
}

/** The programs that another one may run by loading what they hold. That one is loaded for its own sake is meant to be. */
function runElsewhere(outputs, headOf, programs) {
  const joined = {};
  for (const [path, { imports }] of Object.entries(outputs)) {
    joined[headOf.get(path)] ??= { imports: [] };
    joined[headOf.get(path)].imports.push(...imports.filter((one) => !programs.includes(one.path)).map((one) => ({ ...one, path: headOf.get(one.path) })));
  }
  return programs.filter((program) => loadableFrom(joined, programs.filter((other) => other !== program)).has(program));
}

/** Which programs may load a file, in their order, without loading another program. */
function usersIn(outputs, programs) {
  const loadable = programs.map((program) => [program, loadableFrom(outputs, [program], programs)]);
  return (path) => loadable.filter(([, files]) => files.has(path)).map(([program]) => program);
}

/** The path that a file gets by the first program that may load it. */
function nameOf(path, user) {
  const { dir, base } = posix.parse(path);
  return base.startsWith(NAMELESS) && user !== undefined ? posix.join(dir, `${posix.parse(user).name}-${base.slice(NAMELESS.length)}`) : path;
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
async function joinedText(head, members, texts, headOf, outer, names) {
  const fileOf = (path) => `./${posix.basename(names.get(path))}`;
  const wanted = [...outer.values()].filter(({ imported }) => imported !== head && members.includes(imported));
  const asked = Object.fromEntries([...names.keys()].map((path) => [placeholderOf(posix.basename(path, posix.extname(path))), JSON.stringify(fileOf(path))]));
  const namesOf = (isWanted) => [...outer.values()].filter(({ imported }) => isWanted(imported));
  const lines = [`export * from ${JSON.stringify(head)};`, ...wanted.map(({ imported, word, name }) => `export { ${word} as ${name} } from ${JSON.stringify(imported)};`)];
  const { outputFiles: [{ text }] } = await build({
    stdin: { contents: lines.join('\n'), sourcefile: 'joined.js' },
    bundle: true, format: 'esm', platform: 'node', target: 'esnext', write: false, minify: true, sourcemap: 'inline', sourcesContent: false, legalComments: 'none', logLevel: 'warning', define: asked,
    plugins: [{
      name: 'joined',
      setup(builder) {
        builder.onResolve({ filter: /.*/, namespace: 'elsewhere' }, ({ path }) => ({ path, namespace: 'whole' }));
        builder.onResolve({ filter: /.*/, namespace: 'whole' }, ({ path }) => ({ path, external: true }));
        builder.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
          const file = importer === '' || importer === 'joined.js' ? path : posix.join(posix.dirname(importer), path);
          if (members.includes(file)) return { path: file, namespace: 'joined', sideEffects: true };
          const to = headOf.get(file);
          if (to === undefined) return { path, external: true };
          if (to === file || kind !== 'import-statement') return { path: fileOf(to), external: true };
          return { path: file, namespace: 'elsewhere' };
        });
        builder.onLoad({ filter: /.*/, namespace: 'joined' }, ({ path }) => ({ contents: texts.get(path), loader: 'js' }));
        // A joined file under the names that it had when it was not; each is asked for all of its files at once.
        builder.onLoad({ filter: /.*/, namespace: 'elsewhere' }, ({ path }) => ({ contents: reexported(namesOf((imported) => imported === path), headOf.get(path)), loader: 'js' }));
        builder.onLoad({ filter: /.*/, namespace: 'whole' }, ({ path }) => ({ contents: reexported(namesOf((imported) => headOf.get(imported) === path).map(({ name }) => ({ name, word: name })), fileOf(path)), loader: 'js' }));
      },
    }],
  });
  return text;
}

function reexported(names, from) {
  return names.length > 0 ? `export { ${names.map(({ word, name }) => `${name} as ${word}`).join(', ')} } from ${JSON.stringify(from)};` : `import ${JSON.stringify(from)};`;
}

/** The imports in a text that esbuild has written: from which file, and what by which names. */
function importsIn(path, text) {
  const statements = [...text.matchAll(/\bimport\s*\{([^{}]*)\}\s*from\s*"(\.\/[^"]+)"/g)];
  return statements.map(([, list, from]) => [posix.join(posix.dirname(path), from), list.split(',').map((one) => one.trim().split(/\s+as\s+/)[0])]);
}

/** Makes esbuild's account one of the joined files. */
function account(outputs, headOf, names) {
  const homes = (imports) => [...new Map(imports.map((one) => ({ ...one, path: headOf.get(one.path) ?? one.path })).map((one) => [`${one.kind} ${one.path}`, one])).values()];
  for (const [path, head] of headOf) {
    if (path === head) continue;
    const { inputs, imports, bytes } = outputs[path];
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) outputs[head].inputs[input] = { bytesInOutput: bytesInOutput + (outputs[head].inputs[input]?.bytesInOutput ?? 0) };
    outputs[head].imports.push(...imports);
    outputs[head].bytes += bytes;
    delete outputs[path];
  }
  for (const [path, output] of Object.entries(outputs)) {
    const imports = homes(output.imports).filter((one) => one.path !== path).map((one) => ({ ...one, path: names.get(one.path) ?? one.path }));
    delete outputs[path];
    outputs[names.get(path)] = { ...output, imports };
  }
}
