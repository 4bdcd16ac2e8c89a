/**
 * What reads plain lines (`plain-values.ts`) needs one function of the `yaml` package, which folds texts over several lines.
 * The package has one entrance for all that it can, and whoever comes in by it is given the whole; so that function is
 * imported from where it stands, and the parser can be a part that is loaded when a line is not so plain.
 */
const NAME = 'yaml-scalars';

/** @param {string} root the repository's folder, a slash at its end */
export function yamlScalarsPlugin(root) {
  return {
    name: NAME,
    setup(builder) {
      builder.onResolve({ filter: /^yaml$/ }, ({ importer }) => (/[\\/]plain-values\.ts$/.test(importer) ? { path: NAME, namespace: NAME } : undefined));
      builder.onLoad({ filter: /.*/, namespace: NAME }, () => ({ contents: "export * as CST from './node_modules/yaml/browser/dist/parse/cst-scalar.js';", resolveDir: root }));
    },
  };
}
