/** Tokenises text as the editor does: the same TextMate engine, the extension's grammar, and a YAML grammar for it to include. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';
import type { IGrammar, IOnigLib } from 'vscode-textmate';

// Both packages are UMD bundles, whose names an ES import sees only in part.
const require = createRequire(import.meta.url);
const textmate = require('vscode-textmate') as typeof TextMate;
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const root = fileURLToPath(new URL('../../', import.meta.url));

export const INTSPEC = 'source.yaml.intspec';
export const YAML = 'source.yaml';

/** One YAML grammar that the extension's grammar may meet: scope name → file. */
export interface YamlGrammar {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface Token {
  readonly line: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

/**
 * The YAML grammars at hand. VS Code 1.91 came with the TextMate bundle's, which the package tm-grammars carries;
 * later ones come with a wholly different one, which is tested where the tests in the real editor have left an editor,
 * or where INTSPEC_YAML_GRAMMARS names a folder with its files.
 */
export function yamlGrammars(): YamlGrammar[] {
  const grammars = [
    { name: 'tm-grammars', files: new Map([[YAML, require.resolve('tm-grammars/grammars/yaml.json')]]) },
  ];
  for (const folder of editorGrammarFolders()) {
    const files = new Map<string, string>();
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.tmLanguage.json')) continue;
      const { scopeName } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { scopeName: string };
      files.set(scopeName, join(folder, file));
    }
    if (files.has(YAML)) grammars.push({ name: relative(root, folder), files });
  }
  return grammars;
}

function editorGrammarFolders(): string[] {
  const named = process.env['INTSPEC_YAML_GRAMMARS'];
  if (named) return [named];
  const embedded = join(root, '.cache', 'embedded-vscode', 'node_modules', 'code-server', 'lib', 'vscode');
  const downloads = join(root, '.vscode-test');
  const desktop = existsSync(downloads) ? readdirSync(downloads).map((name) => join(downloads, name, 'resources', 'app')) : [];
  return [embedded, ...desktop].map((editor) => join(editor, 'extensions', 'yaml', 'syntaxes')).filter((folder) => existsSync(folder));
}

let engine: Promise<IOnigLib> | undefined;

function loadEngine(): Promise<IOnigLib> {
  engine ??= oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))).then(() => ({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }));
  return engine;
}

/** Loads a grammar by scope name, with `yaml` to answer for YAML's scopes. */
export async function loadGrammar(yaml: YamlGrammar, scopeName: string): Promise<IGrammar> {
  const own = join(root, 'syntaxes', 'integration-spec.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: loadEngine(),
    loadGrammar: (scope) => {
      const file = scope === INTSPEC ? own : yaml.files.get(scope);
      return Promise.resolve(file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file) : null);
    },
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`No grammar ${scopeName}`);
  return grammar;
}

/** The tokens of a text that are not blank, in order; neighbours of the same scopes count as one. */
export function tokenize(grammar: IGrammar, text: string): Token[] {
  const tokens: Token[] = [];
  let state = textmate.INITIAL;
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    const result = grammar.tokenizeLine(content, state);
    state = result.ruleStack;
    let start = 0;
    for (const [index, { startIndex, endIndex, scopes }] of result.tokens.entries()) {
      if (result.tokens[index - 1]?.scopes.join(' ') !== scopes.join(' ')) start = startIndex;
      else if (content.slice(start, startIndex).trim()) tokens.pop();
      const part = content.slice(start, endIndex).trim();
      if (part) tokens.push({ line, text: part, scopes });
    }
  }
  return tokens;
}
