/** How large the bundles and the packed extension are, and whether that is more than it may be. */
import { deflateRawSync } from 'node:zlib';
import { packedFiles } from './packed.mjs';

/** What an entry of a zip archive takes beside its content and its name, which it has twice: its two headers. */
const ZIP_HEADERS = 30 + 46;

/** Sizes are told in thousands of bytes. */
const KILO = 1000;

/**
 * The files that are loaded together with some, these included.
 *
 * @param {Readonly<Record<string, { imports: readonly { path: string, kind: string }[] }>>} outputs as in esbuild's metafile
 * @param {readonly string[]} entries
 */
export function loadedWith(outputs, entries) {
  return reached(outputs, entries, ({ kind }) => kind === 'import-statement');
}

/**
 * The files that some may ever load, at once or later, these included.
 *
 * @param {Parameters<typeof loadedWith>[0]} outputs
 * @param {readonly string[]} entries
 * @param {readonly string[]} [but] files that are not loaded
 */
export function loadableFrom(outputs, entries, but = []) {
  return reached(outputs, entries, ({ path }) => !but.includes(path));
}

function reached(outputs, entries, follows) {
  const found = new Set();
  const rest = [...entries];
  for (let path = rest.pop(); path !== undefined; path = rest.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    rest.push(...(outputs[path]?.imports ?? []).filter((one) => one.path in outputs && follows(one)).map((one) => one.path));
  }
  return found;
}

/**
 * About the size of the extension's package, in bytes: each file of it, compressed.
 *
 * @param {string} root the repository's folder
 */
export function packageSize(root) {
  return [...packedFiles(root)].reduce((sum, [path, content]) => sum + deflateRawSync(content, { level: 9 }).length + ZIP_HEADERS + 2 * Buffer.byteLength(path), 0);
}

/**
 * What is larger than it may be, in words.
 *
 * @param {Readonly<Record<string, number>>} sizes in bytes
 * @param {Readonly<Record<string, number>>} budget in kB, by the same names
 * @returns {string[]} a message each
 */
export function exceeded(sizes, budget) {
  const faults = [];
  for (const [name, size] of Object.entries(sizes)) {
    const limit = budget[name];
    if (limit === undefined) faults.push(`scripts/size-budget.json does not say how large "${name}" may be: it is ${kilobytes(size)} kB.`);
    else if (size > limit * KILO) faults.push(`Too large: "${name}" is ${kilobytes(size)} kB, ${kilobytes(size - limit * KILO)} kB more than scripts/size-budget.json allows. \`node scripts/build.mjs --analyze\` shows what is in it. Load it when it is first used, or leave it out; where it is worth its size, raise the limit.`);
  }
  for (const name of Object.keys(budget)) if (!(name in sizes)) faults.push(`scripts/size-budget.json has a limit for "${name}", which is not built: take it out.`);
  return faults;
}

/**
 * The sizes as a table: each file, and each sum with what it may be.
 *
 * @param {ReadonlyMap<string, string>} files their texts by path
 * @param {Readonly<Record<string, number>>} sizes in bytes
 * @param {Readonly<Record<string, number>>} budget in kB
 */
export function sizeTable(files, sizes, budget) {
  const rows = [...files].filter(([path]) => !path.endsWith('.map')).map(([path, text]) => [path, kilobytes(Buffer.byteLength(text)), 'kB']);
  const sums = Object.entries(sizes).map(([name, size]) => [name, kilobytes(size), `kB of ${budget[name] ?? '?'} kB`]);
  const width = Math.max(...[...rows, ...sums].map(([name]) => name.length));
  const lines = (part) => part.map(([name, size, unit]) => `${name.padEnd(width)} ${size.padStart(6)} ${unit}`);
  return [...lines(rows), '', ...lines(sums)].join('\n');
}

function kilobytes(bytes) {
  return String(Math.ceil(bytes / KILO));
}
