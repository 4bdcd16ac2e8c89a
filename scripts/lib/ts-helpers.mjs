/** What TypeScript puts at the head of each file so that it can import others: in a bundle once is enough. */
import { readFileSync } from 'node:fs';

const MODULE = 'ts-helpers';
const FILE = /[\\/]node_modules[\\/]vscode-(languageserver|languageserver-protocol|jsonrpc)[\\/]lib[\\/](common|node|browser)[\\/][\w.]+\.js$/;
const HELPER = /^var (__\w+) = \(this && this\.\1\) \|\| [\s\S]*?^\}[)(]*;\r?\n/gm;

/**
 * The helpers that a file begins with, by their names.
 *
 * @param {string} text
 */
export function helpersIn(text) {
  return new Map([...text.matchAll(HELPER)].map(([all, name]) => [name, all]));
}

/**
 * The text of a file that takes helpers from the module of them, where it has the same.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string>} helpers
 */
export function withoutHelpers(text, helpers) {
  const names = [];
  const rest = text.replace(HELPER, (own, name) => {
    if (helpers.get(name) !== own) return own;
    names.push(name);
    return '';
  });
  return names.length === 0 ? text : rest.replace('"use strict";', `"use strict";\nconst { ${names.join(', ')} } = require(${JSON.stringify(MODULE)});`);
}

/**
 * An esbuild plugin that does so with the libraries of the protocol.
 *
 * @param {readonly string[]} files that have all helpers between them
 */
export function tsHelpersPlugin(files) {
  const helpers = new Map(files.flatMap((file) => [...helpersIn(readFileSync(file, 'utf8'))]));
  return {
    name: MODULE,
    setup(builder) {
      builder.onResolve({ filter: new RegExp(`^${MODULE}$`) }, () => ({ path: MODULE, namespace: MODULE }));
      builder.onLoad({ filter: /.*/, namespace: MODULE }, () => ({ contents: `${[...helpers.values()].join('')}module.exports = { ${[...helpers.keys()].join(', ')} };` }));
      builder.onLoad({ filter: FILE }, ({ path }) => ({ contents: withoutHelpers(readFileSync(path, 'utf8'), helpers) }));
    },
  };
}
