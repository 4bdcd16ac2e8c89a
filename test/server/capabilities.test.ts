/** The table of features in docs/editor-features.md, held against what the real server says and does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import { LanguageClient, MODERN } from '../helpers/language-client.ts';

const DOCUMENT = new URL('../../docs/editor-features.md', import.meta.url);
const URI = 'file:///w/a.intspec.yaml';
const TEXT = 'spec_id: INT-2025-001\ndata_contract:\n  source_record:\n    a: { type: string(5) }\n  target_record:\n    b: { mapped_from: source.a }\n';

/** Every request that a client may send for what a server offers, in LSP 3.18, and where the server says that it does. */
const METHODS: Readonly<Record<string, string>> = {
  'textDocument/completion': 'completionProvider',
  'completionItem/resolve': 'completionProvider.resolveProvider',
  'textDocument/hover': 'hoverProvider',
  'textDocument/signatureHelp': 'signatureHelpProvider',
  'textDocument/declaration': 'declarationProvider',
  'textDocument/definition': 'definitionProvider',
  'textDocument/typeDefinition': 'typeDefinitionProvider',
  'textDocument/implementation': 'implementationProvider',
  'textDocument/references': 'referencesProvider',
  'textDocument/documentHighlight': 'documentHighlightProvider',
  'textDocument/documentSymbol': 'documentSymbolProvider',
  'textDocument/codeAction': 'codeActionProvider',
  'codeAction/resolve': 'codeActionProvider.resolveProvider',
  'textDocument/codeLens': 'codeLensProvider',
  'codeLens/resolve': 'codeLensProvider.resolveProvider',
  'textDocument/documentLink': 'documentLinkProvider',
  'documentLink/resolve': 'documentLinkProvider.resolveProvider',
  'textDocument/documentColor': 'colorProvider',
  'textDocument/colorPresentation': 'colorProvider',
  'textDocument/formatting': 'documentFormattingProvider',
  'textDocument/rangeFormatting': 'documentRangeFormattingProvider',
  'textDocument/rangesFormatting': 'documentRangeFormattingProvider.rangesSupport',
  'textDocument/onTypeFormatting': 'documentOnTypeFormattingProvider',
  'textDocument/rename': 'renameProvider',
  'textDocument/prepareRename': 'renameProvider.prepareProvider',
  'textDocument/foldingRange': 'foldingRangeProvider',
  'textDocument/selectionRange': 'selectionRangeProvider',
  'textDocument/linkedEditingRange': 'linkedEditingRangeProvider',
  'textDocument/prepareCallHierarchy': 'callHierarchyProvider',
  'textDocument/prepareTypeHierarchy': 'typeHierarchyProvider',
  'textDocument/moniker': 'monikerProvider',
  'textDocument/semanticTokens/full': 'semanticTokensProvider.full',
  'textDocument/semanticTokens/full/delta': 'semanticTokensProvider.full.delta',
  'textDocument/semanticTokens/range': 'semanticTokensProvider.range',
  'textDocument/inlayHint': 'inlayHintProvider',
  'inlayHint/resolve': 'inlayHintProvider.resolveProvider',
  'textDocument/inlineValue': 'inlineValueProvider',
  'textDocument/inlineCompletion': 'inlineCompletionProvider',
  'textDocument/diagnostic': 'diagnosticProvider',
  'workspace/diagnostic': 'diagnosticProvider.workspaceDiagnostics',
  'workspace/symbol': 'workspaceSymbolProvider',
  'workspaceSymbol/resolve': 'workspaceSymbolProvider.resolveProvider',
  'workspace/executeCommand': 'executeCommandProvider',
  'workspace/willCreateFiles': 'workspace.fileOperations.willCreate',
  'workspace/willRenameFiles': 'workspace.fileOperations.willRename',
  'workspace/willDeleteFiles': 'workspace.fileOperations.willDelete',
};

/** What the server says about itself that is no request. */
const OTHER = ['textDocumentSync', 'workspace', 'positionEncoding'];

interface Row {
  readonly feature: string;
  readonly methods: readonly string[];
  readonly text: string;
}

/** The rows of all tables whose second column names methods in backticks. */
function rowsOf(markdown: string): Row[] {
  return [...markdown.matchAll(/^\| (.+?) \| ((?:`[\w/]+`(?:, )?)+) \| (.+) \|$/gm)].map(([, feature = '', methods = '', text = '']) => ({
    feature, methods: [...methods.matchAll(/`([^`]+)`/g)].map(([, method = '']) => method), text,
  }));
}

function valueAt(capabilities: ServerCapabilities, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), capabilities);
}

/** The methods that a server with these capabilities answers. */
function offered(capabilities: ServerCapabilities): string[] {
  return Object.entries(METHODS).filter(([, path]) => {
    const value = valueAt(capabilities, path);
    return value !== undefined && value !== false && value !== null;
  }).map(([method]) => method);
}

/** Params that are enough for each of the requests. */
function paramsOf(method: string): object {
  const position = { line: 5, character: 26 };
  const range = { start: { line: 0, character: 0 }, end: position };
  const document = { textDocument: { uri: URI }, position, positions: [position], range, ranges: [range] };
  return {
    ...document, context: { diagnostics: [], includeDeclaration: true }, options: { tabSize: 2, insertSpaces: true }, newName: 'c', ch: '\n', query: '', previousResultId: '', previousResultIds: [],
    ...(method === 'textDocument/onTypeFormatting' && { position: { line: 5, character: 0 } }),
  };
}

describe('the table of features', () => {
  const rows = rowsOf(readFileSync(DOCUMENT, 'utf8'));
  const inTable = rows.flatMap(({ methods }) => methods);
  let client: LanguageClient;
  let capabilities: ServerCapabilities;

  before(async () => {
    client = await LanguageClient.connect();
    ({ capabilities } = await client.initialize({
      capabilities: { ...MODERN, textDocument: { ...MODERN.textDocument, rename: { prepareSupport: true }, codeAction: { ...MODERN.textDocument?.codeAction, resolveSupport: { properties: ['edit'] }, dataSupport: true } } },
    }));
    await client.open(URI, TEXT);
  });

  after(() => client.stop());

  it('has each method once, and says something of it', () => {
    assert.ok(rows.length > 5);
    assert.deepEqual(inTable.filter((method, at) => inTable.indexOf(method) !== at), []);
    for (const { feature, text } of rows) assert.ok(feature.length > 2 && text.length > 20, feature);
  });

  it('names no method that LSP does not have', () => {
    assert.deepEqual(inTable.filter((method) => !(method in METHODS)), []);
  });

  it('names what the server says it does, and nothing else', () => {
    assert.deepEqual([...inTable].sort(), offered(capabilities).sort());
    const known = new Set([...Object.values(METHODS).map((path) => path.split('.')[0]), ...OTHER]);
    assert.deepEqual(Object.keys(capabilities).filter((key) => !known.has(key)), [], 'capabilities that this test does not know');
  });

  for (const method of Object.keys(METHODS)) {
    it(`tells the truth about ${method}`, async () => {
      const error: unknown = await client.request(method, paramsOf(method)).then(() => undefined, (reason: unknown) => reason);
      const isUnknown = error instanceof Error && 'code' in error && error.code === ErrorCodes.MethodNotFound;
      assert.equal(!isUnknown, inTable.includes(method), String(error));
    });
  }

  it('names the kinds of code actions that there are', () => {
    const text = rows.find(({ methods }) => methods.includes('textDocument/codeAction'))?.text ?? '';
    const named = [...text.matchAll(/`((?:quickfix|refactor|source)[\w.]*)`/g)].map(([, kind = '']) => kind);
    const { codeActionProvider } = capabilities;
    assert.deepEqual(named.sort(), (typeof codeActionProvider === 'object' ? [...codeActionProvider.codeActionKinds ?? []] : []).sort());
  });
});
