/** The licences of the packages whose code is in bundles: what is handed on with them has to be told. */
import { readdirSync, readFileSync } from 'node:fs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The packages that esbuild has put code of into bundles, each once, by name and version.
 *
 * @param {readonly { outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>> }[]} metafiles
 * @returns {string[]} their folders from the repository's root, with slashes
 */
export function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => Object.entries(output.inputs)));
  const folders = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).flatMap(([path]) => packageOf(path) ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The notices on all packages in bundles, as a text with a line end: each with its name, version, licence and the text
 * of it. Throws where a package has none, since it could not be handed on.
 *
 * @param {Parameters<typeof bundledPackages>[0]} metafiles esbuild's accounts of the bundles
 * @param {string} root the repository's folder, with a slash at its end
 */
export function thirdPartyNotices(metafiles, root) {
  const notices = new Map(bundledPackages(metafiles).map((folder) => noticeOf(folder, root)));
  const blocks = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, text]) => `${'-'.repeat(80)}\n${title}\n${'-'.repeat(80)}\n\n${text}\n`);
  return `Third-party notices\n\nCode of the packages below is part of what is distributed here.\n\n${blocks.join('\n')}`;
}

/** The folder of the package that a file belongs to; undefined for files of the repository itself. What ajv has written counts as its own. */
function packageOf(path) {
  if (/^server[\\/]generated[\\/][\w-]+\.cjs$/.test(path)) return 'node_modules/ajv';
  return /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'))?.[1];
}

function noticeOf(folder, root) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
  const texts = readdirSync(`${root}${folder}`).filter((file) => LICENCE_FILE.test(file)).sort().map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8').replace(/\r\n?/g, '\n').trim());
  const holder = typeof author === 'string' ? author : author?.name;
  // Some say in their manifest what their licence is and whose the work is, and leave its text to everybody's knowledge.
  if (texts.length === 0 && license === 'MIT' && holder) texts.push(MIT.replace('{holder}', holder));
  if (typeof license !== 'string' || texts.length === 0) throw new Error(`${folder} is bundled, but has no licence, or no text of it: it cannot be handed on.`);
  return [`${name} ${version} (${license})`, texts.join('\n\n')];
}

/** Source: https://spdx.org/licenses/MIT.html */
const MIT = `MIT License

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
