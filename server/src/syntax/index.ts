/** The concrete syntaxes; today YAML is the only one. */
import type { ParseOptions, SyntaxTree } from './tree.ts';
import { parseYaml } from './yaml/index.ts';

export { DataFault, readYamlData } from './yaml/data.ts';
export { renderSnippet } from './yaml/render-snippet.ts';

/** Reads a document into a located tree. Never throws, whatever the text. */
export function parseSyntax(text: string, options?: ParseOptions): SyntaxTree {
  return parseYaml(text, options);
}
