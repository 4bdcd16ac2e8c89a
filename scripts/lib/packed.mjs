/** What goes into the extension's package, file by file, as it is written there. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/** What only the repository needs of its manifest. */
const OF_THE_REPOSITORY = ['private', 'workspaces', 'scripts', 'devDependencies'];

/** Where the build writes a file, and where people look for it in the package. */
const MOVED = { 'client/dist/ThirdPartyNotices.txt': 'ThirdPartyNotices.txt' };

/** What lies between these lines is for readers of the repository. */
const REPOSITORY_ONLY = /^<!-- repository only -->\n[\s\S]*?^<!-- everywhere -->\n/gm;

/** A link or a picture in Markdown; the text of a link may hold code with brackets, but no other link. */
const LINK = /(?<mark>!?)\[(?<text>(?:`[^`]*`|[^\]`[])*)\]\((?<target>[^()\s]+)\)/g;

/**
 * The files of the package by their paths in it.
 *
 * @param {string} root the repository's folder
 * @param {string} [baseUrl] where the repository's files are on the web, if they are
 * @returns {Map<string, Buffer>}
 */
export function packedFiles(root, baseUrl) {
  const files = shippedFiles(root).map((path) => [path, readFileSync(`${root}/${path}`)]);
  const rewritten = {
    'package.json': (text) => packedManifest(text),
    'README.md': (text) => packedPage(text, baseUrl),
    'CHANGELOG.md': (text) => packedPage(text, baseUrl),
  };
  return new Map(files.map(([path, content]) => [MOVED[path] ?? path, path in rewritten ? Buffer.from(rewritten[path](content.toString())) : content]));
}

/** The paths of the files that `.vscodeignore` lets in, in order. */
export function shippedFiles(root) {
  const [first, ...patterns] = readFileSync(`${root}/.vscodeignore`, 'utf8').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (first !== '**' || patterns.some((pattern) => !pattern.startsWith('!'))) throw new Error('.vscodeignore should shut out everything first, `**`, and then let in what ships: `!path`.');
  return globSync(patterns.map((pattern) => pattern.slice(1)), { cwd: root, dot: true }).sort();
}

function packedManifest(text) {
  const manifest = JSON.parse(text);
  for (const key of OF_THE_REPOSITORY) delete manifest[key];
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/**
 * A page as the editor and galleries show it, beside which no file of the repository lies: they take pictures from the web
 * only, over https. Unless the files are on the web, pictures are left out, and links to files are words.
 *
 * @param {string} text Markdown
 * @param {string} [baseUrl] where the repository's files are on the web
 */
export function packedPage(text, baseUrl) {
  if (baseUrl !== undefined && !(URL.canParse(baseUrl) && new URL(baseUrl).protocol === 'https:')) throw new Error(`${baseUrl} is no https URL, and editors and galleries show pictures from no other.`);
  const linked = text.replace(/\r\n/g, '\n').replace(REPOSITORY_ONLY, '').replace(LINK, (whole, ...rest) => {
    const { mark, text: words, target } = rest.at(-1);
    if (/^(#|[a-z]+:)/i.test(target)) return whole;
    if (baseUrl !== undefined) return `${mark}[${words}](${new URL(target, baseUrl.replace(/\/*$/, '/')).href})`;
    return mark === '' ? words : '';
  });
  return linked.replace(/\n{3,}/g, '\n\n');
}
