/**
 * The library of the server offers all features of the protocol. Those that our server does not have are left out of the
 * bundles: their code only adds members to the connection, which nobody here asks for, and `connection.languages.moniker`
 * is undefined then. A feature that the server is to have comes back by being taken off the list.
 */
import { readFileSync } from 'node:fs';

/** The features that are left out, by the names of their modules. */
export const UNUSED = ['callHierarchy', 'fileOperations', 'inlineCompletion', 'inlineValue', 'moniker', 'notebook', 'semanticTokens', 'showDocument', 'textDocumentContent', 'typeHierarchy'];
const FEATURE_FILE = new RegExp(`[\\\\/]vscode-languageserver[\\\\/]lib[\\\\/]common[\\\\/](${UNUSED.join('|')})\\.js$`);
/** Functions that find and start npm and yarn, which a server of ours would never do. */
const FILES_FILE = /[\\/]vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/;

/** What the protocol says of features that are left out, which its own code only names. */
export const RARE_PROTOCOL = ['callHierarchy', 'colorProvider', 'fileOperations', 'inlineValue', 'moniker', 'notebook', 'textDocumentContent', 'typeHierarchy'].map((name) => `./protocol.${name}`);

/**
 * The text of a feature's module, in which it adds nothing.
 *
 * @param {string} text as TypeScript writes it: it exports a function from one class to another that has the feature
 */
export function withoutFeature(text) {
  const [, name] = /^exports\.(\w+Feature) = (?!void)/m.exec(text) ?? [];
  if (name === undefined) throw new Error('A module of vscode-languageserver has no feature in it any more: look at scripts/lib/protocol-features.mjs.');
  return `exports.${name} = (Base) => Base;\n`;
}

/** An esbuild plugin that leaves out the features that the server has not. */
export const protocolFeaturesPlugin = {
  name: 'protocol-features',
  setup(builder) {
    builder.onLoad({ filter: FEATURE_FILE }, ({ path }) => ({ contents: withoutFeature(readFileSync(path, 'utf8')) }));
    builder.onLoad({ filter: FILES_FILE }, () => ({ contents: 'module.exports = {};\n' }));
  },
};
