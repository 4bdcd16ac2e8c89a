/** The server's life: what it says it can do, how it starts, how it ends. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import type { InitializeResult, ServerCapabilities } from 'vscode-languageserver-protocol';
import { FROM_SOURCE, KNOWS_ACTIONS, LanguageClient, MODERN, PLAIN } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const URI = 'file:///w/a.intspec.yaml';
const TEXT = 'spec_id: INT-2025-001\nauthors: Dana\nspec_status: \ndata_contract:\n  target_record:\n    a: { mapped_from: derived, transformation: lower(a) }\n    c: { mapped_from: source.n }\n  source_record:\n    n: { type: string }\n';

const BASE: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: 2 },
  completionProvider: { triggerCharacters: [' ', ':', '.', '"', "'", '{', '['] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: true,
  linkedEditingRangeProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  codeLensProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: ['property', 'variable', 'function', 'keyword', 'namespace', 'number', 'string', 'operator'], tokenModifiers: ['declaration', 'defaultLibrary'] },
    range: true,
    full: { delta: true },
  },
  codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.rewrite', 'source.fixAll.intspec'] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
};

/** At the declaration of a source field. */
const AT_NAME = { textDocument: { uri: URI }, position: { line: 8, character: 4 } };

const WHOLE = { textDocument: { uri: URI }, range: { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } } };

/** For each capability that is a request, one such request about `URI`; none may be missing here. */
const REQUESTS: Readonly<Record<string, readonly (readonly [string, object])[]>> = {
  textDocumentSync: [],
  workspace: [],
  completionProvider: [['textDocument/completion', { textDocument: { uri: URI }, position: { line: 2, character: 13 } }]],
  hoverProvider: [['textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 3 } }]],
  signatureHelpProvider: [['textDocument/signatureHelp', { textDocument: { uri: URI }, position: { line: 5, character: 53 } }]],
  definitionProvider: [['textDocument/definition', AT_NAME]],
  referencesProvider: [['textDocument/references', { ...AT_NAME, context: { includeDeclaration: true } }]],
  documentHighlightProvider: [['textDocument/documentHighlight', AT_NAME]],
  renameProvider: [['textDocument/prepareRename', AT_NAME], ['textDocument/rename', { ...AT_NAME, newName: 'm' }]],
  linkedEditingRangeProvider: [['textDocument/linkedEditingRange', AT_NAME]],
  documentSymbolProvider: [['textDocument/documentSymbol', { textDocument: { uri: URI } }]],
  workspaceSymbolProvider: [['workspace/symbol', { query: '' }]],
  foldingRangeProvider: [['textDocument/foldingRange', { textDocument: { uri: URI } }]],
  selectionRangeProvider: [['textDocument/selectionRange', { textDocument: { uri: URI }, positions: [{ line: 5, character: 50 }] }]],
  documentLinkProvider: [['textDocument/documentLink', { textDocument: { uri: URI } }]],
  codeLensProvider: [['textDocument/codeLens', { textDocument: { uri: URI } }]],
  inlayHintProvider: [['textDocument/inlayHint', WHOLE]],
  semanticTokensProvider: [
    ['textDocument/semanticTokens/full', { textDocument: { uri: URI } }], ['textDocument/semanticTokens/full/delta', { textDocument: { uri: URI }, previousResultId: '1' }], ['textDocument/semanticTokens/range', WHOLE],
  ],
  codeActionProvider: [['textDocument/codeAction', { textDocument: { uri: URI }, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, context: { diagnostics: [] } }]],
  documentFormattingProvider: [['textDocument/formatting', { textDocument: { uri: URI }, options: { tabSize: 2, insertSpaces: true } }]],
  documentRangeFormattingProvider: [['textDocument/rangeFormatting', { ...WHOLE, options: { tabSize: 2, insertSpaces: true } }]],
  documentOnTypeFormattingProvider: [['textDocument/onTypeFormatting', { textDocument: { uri: URI }, position: { line: 1, character: 0 }, ch: '\n', options: { tabSize: 2, insertSpaces: true } }]],
  diagnosticProvider: [['textDocument/diagnostic', { textDocument: { uri: URI } }], ['workspace/diagnostic', { previousResultIds: [] }]],
};

/** Requests of LSP that this server does not know, and must not answer. */
const OTHERS = [
  'textDocument/documentColor', 'workspace/executeCommand',
  'documentLink/resolve', 'codeLens/resolve', 'inlayHint/resolve', 'workspaceSymbol/resolve', 'completionItem/resolve', 'codeAction/resolve', 'workspace/willRenameFiles',
];

async function withClient(options: ClientOptions, run: (client: LanguageClient, result: InitializeResult) => Promise<void>): Promise<void> {
  const client = await LanguageClient.connect(options);
  try {
    await run(client, await client.initialize(options));
    assert.equal(await client.stop(), 0);
  } finally {
    client.kill();
  }
}

function code(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

describe('what the server says it can do', () => {
  const clients: readonly (readonly [string, ClientOptions, ServerCapabilities])[] = [
    ['a client that pulls diagnostics', { capabilities: MODERN }, {
      ...BASE,
      renameProvider: { prepareProvider: true },
      diagnosticProvider: { identifier: 'intspec', interFileDependencies: true, workspaceDiagnostics: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }],
    ['a client that has diagnostics pushed', { capabilities: { ...MODERN, textDocument: KNOWS_ACTIONS } }, { ...BASE, workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }],
    ['a client that can do nothing', { capabilities: PLAIN }, { ...BASE, codeActionProvider: false }],
  ];
  for (const [who, options, expected] of clients) {
    it(`to ${who} is what it does, and no more`, () => withClient(options, async (client, result) => {
      assert.deepEqual(result.capabilities, expected);
      await client.open(URI, TEXT);
      const declared = Object.entries(result.capabilities).filter(([, value]) => value !== false).map(([capability]) => capability);
      for (const capability of declared) {
        const requests = REQUESTS[capability];
        assert.ok(requests, `no test for ${capability}`);
        for (const [method, params] of requests) assert.ok(await client.request(method, params), method);
      }
      const undeclared = Object.keys(REQUESTS).filter((capability) => !declared.includes(capability)).flatMap((capability) => REQUESTS[capability] ?? []);
      for (const [method, params] of [...undeclared, ...OTHERS.map((name) => [name, { textDocument: { uri: URI } }] as const)]) {
        await assert.rejects(client.request(method, params), (error) => code(error) === ErrorCodes.MethodNotFound, method);
      }
    }));
  }

  it('comes with its name and version', () => withClient({}, (_, result) => {
    assert.deepEqual(result.serverInfo?.name, 'intspec');
    assert.match(result.serverInfo?.version ?? '', /^\d+\.\d+\.\d+/);
    return Promise.resolve();
  }));
});

describe('the handshake', () => {
  const odd: readonly (readonly [string, ClientOptions])[] = [
    ['no root at all', { rootUri: null, workspaceFolders: null }],
    ['a root and no folders', { rootUri: 'file:///nowhere/at/all' }],
    ['folders of another scheme', { workspaceFolders: [{ uri: 'vscode-vfs://github/a/b', name: 'b' }] }],
    ['a folder that is no URI', { workspaceFolders: [{ uri: 'not a uri', name: 'x' }, { uri: 'file://%zz', name: 'y' }] }],
    ['no process', { processId: null }],
    ['options of another kind', { initializationOptions: 'nonsense' }],
    ['options with other values', { initializationOptions: { files: 'yes', manual: 7 } }],
    ['capabilities half given', { capabilities: { textDocument: { completion: { completionItem: { insertTextModeSupport: { valueSet: [] } } } } } }],
  ];
  for (const [what, options] of odd) {
    it(`stands ${what}`, () => withClient(options, async (client) => {
      await client.open(URI, TEXT);
      assert.ok(await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 1 } }));
    }));
  }

  it('must come before any request', async () => {
    const client = await LanguageClient.connect();
    for (const [method, params] of [...REQUESTS['hoverProvider'] ?? [], ...REQUESTS['completionProvider'] ?? [], ...REQUESTS['codeActionProvider'] ?? [], ['intspec/sections', { textDocument: { uri: URI } }], ['intspec/newSpec', {}]] as const) {
      await assert.rejects(client.request(method, params), (error) => code(error) === ErrorCodes.ServerNotInitialized, method);
    }
    await client.initialize();
    assert.equal(await client.stop(), 0);
  });

  it('comes once', () => withClient({}, async (client) => {
    await assert.rejects(client.request('initialize', { processId: null, rootUri: null, capabilities: {} }), (error) => code(error) === ErrorCodes.InvalidRequest);
  }));

  it('may come after documents', async () => {
    const client = await LanguageClient.connect();
    await client.open(URI, TEXT);
    await client.initialize({ capabilities: PLAIN });
    assert.ok((await client.publishedFor(URI)).diagnostics.length > 0);
    assert.equal(await client.stop(), 0);
  });
});

describe('the end', () => {
  it('is code 0 after shutdown and exit', async () => {
    const client = await LanguageClient.start();
    await client.request('shutdown', {});
    await client.notify('exit', {});
    assert.equal(await client.exit, 0);
  });

  it('is code 1 after exit alone', async () => {
    const client = await LanguageClient.start();
    await client.notify('exit', {});
    assert.equal(await client.exit, 1);
  });

  it('is code 1 when the client goes away', async () => {
    const client = await LanguageClient.start();
    client.connection.end();
    client.hangUp();
    assert.equal(await client.exit, 1);
  });

  it('refuses requests after shutdown', async () => {
    const client = await LanguageClient.start();
    await client.open(URI, TEXT);
    await client.request('shutdown', {});
    for (const [method, params] of Object.values(REQUESTS).flat()) {
      await assert.rejects(client.request(method, params), (error) => code(error) === ErrorCodes.InvalidRequest, method);
    }
    await client.notify('exit', {});
    assert.equal(await client.exit, 0);
  });

  it('says nothing more of what was on its way', async () => {
    const client = await LanguageClient.start({ capabilities: PLAIN });
    await client.open(URI, TEXT);
    await client.request('shutdown', {});
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual(client.published, []);
    await client.notify('exit', {});
    assert.equal(await client.exit, 0);
  });

  it('says nothing more of texts whose check has begun', async () => {
    const client = await LanguageClient.start({ capabilities: PLAIN });
    // Messages are taken in turn by turn, and a check begins two turns behind its text: the first are under way at the end.
    for (let at = 0; at < 12; at += 1) void client.open(`file:///w/${String(at)}.intspec.yaml`, TEXT);
    await client.request('shutdown', {});
    const said = client.published.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(client.published.length, said);
    await client.notify('exit', {});
    assert.equal(await client.exit, 0);
  });

  it('asks for nothing more when settings are told behind it', async () => {
    let tell: (() => void) | undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const client = await LanguageClient.start({
      prepare: (connection) => {
        connection.onRequest('workspace/configuration', () => told.then(() => [null]));
      },
    });
    await client.open(URI, TEXT);
    await client.request('shutdown', {});
    const asked = structuredClone(client.asked);
    tell?.();
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.deepEqual(client.asked, asked);
    await client.notify('exit', {});
    assert.equal(await client.exit, 0);
  });
});

describe('the door in Node', () => {
  it('opens from the sources', async () => {
    const client = new LanguageClient(FROM_SOURCE);
    await client.initialize();
    await client.open(URI, TEXT);
    assert.ok(await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 1 } }));
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.log, []);
  });

  it('has the only connection, with the browser’s', () => {
    for (const door of ['node', 'browser']) assert.match(readFileSync(new URL(`../../server/src/server/${door}.ts`, import.meta.url), 'utf8'), /createConnection\(/);
  });
});
