/**
 * The types of the protocol as values: namespaces of constants, constructors and tests of plain objects. We use a few of
 * its constants, and the protocol's own code a few of its tests, when it is asked for them. So our sources have only what
 * they use, and the protocol's code has all of it in a part that it loads by itself.
 */
import { readFileSync } from 'node:fs';

const FILE = /[\\/]vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/;
/** How TypeScript writes a namespace. */
const NAMESPACE = /^(export )?var (\w+);\r?\n(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\r?\n)?\(function \(\2\) \{\r?\n([\s\S]*?)^\}\)\(\2 \|\| \(\2 = \{\}\)\);/gm;

/**
 * The text of a module in which a bundler sees that it can leave out the namespaces that nobody uses.
 *
 * @param {string} text as TypeScript writes it
 */
export function withPureNamespaces(text) {
  return text.replace(NAMESPACE, (_, exported = '', name, body) => `${exported}const ${name} = /* @__PURE__ */ (function (${name}) {\n${body}return ${name};\n})({});`);
}

/** An esbuild plugin that imports the types so into ES modules. What is required is whole. */
export const protocolTypesPlugin = {
  name: 'protocol-types',
  setup(builder) {
    builder.onResolve({ filter: /^vscode-languageserver-types$/ }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === protocolTypesPlugin) return undefined;
      const resolved = await builder.resolve(path, { importer, kind, resolveDir, pluginData: protocolTypesPlugin });
      return { ...resolved, suffix: '?used', sideEffects: false };
    });
    builder.onLoad({ filter: FILE }, ({ path, suffix }) => (suffix === '?used' ? { contents: withPureNamespaces(readFileSync(path, 'utf8')) } : undefined));
  },
};
