/** Structure and hints over the real server: what depends on the client, on other files, and on settings. */
import assert from 'node:assert/strict';
import type {
  ClientCapabilities, CodeLens, DocumentLink, DocumentSymbol, FoldingRange, InlayHint, SelectionRange, SemanticTokens, SemanticTokensDelta, SymbolInformation,
} from 'vscode-languageserver-protocol';
import { examples } from '../helpers/files.ts';
import { LanguageClient, MODERN, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const TEXT = examples[0]?.text ?? '';
const URI = 'file:///w/a.intspec.yaml';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
const FULL: ClientCapabilities = {
  ...MODERN,
  workspace: { ...MODERN.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
  textDocument: { ...MODERN.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true, symbolKind: { valueSet: [2, 7, 8, 16, 17, 18, 19, 20, 23, 24] } }, foldingRange: { rangeLimit: 3 } },
};

let client: LanguageClient;
let folder: TemporaryFolder | undefined;

async function start(options: ClientOptions = {}, files?: Readonly<Record<string, string>>): Promise<void> {
  folder = files && (await TemporaryFolder.with(files));
  client = await LanguageClient.start({ ...(folder && { workspaceFolders: folder.asWorkspace }), ...options });
  // The answer comes when all files are taken in.
  await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
}

/** Inside of a suite: a hook at the top of the file would run behind the tests of every file. */
function endsWell(): void {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    await folder?.remove();
  });
}

/** Asks again until the answer is as expected. */
async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await holds()); ) {
    assert.ok(Date.now() < end, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function ask<T>(method: string, uri: string, params: object = {}): Promise<T> {
  return client.request<T>(`textDocument/${method}`, { textDocument: { uri }, ...params });
}

describe('the outline, over the wire', () => {
  endsWell();
  it('is a tree for those that can show one', async () => {
    await start({ capabilities: FULL });
    await client.open(URI, TEXT);
    const symbols = await ask<DocumentSymbol[]>('documentSymbol', URI);
    const contract = symbols.find(({ detail }) => detail === 'data_contract');
    assert.deepEqual(contract?.children?.map(({ name, kind }) => [name, kind]), [['source_record', 23], ['target_record', 23], ['not_written', 23]]);
  });

  it('is a list in the first kinds of LSP for others', async () => {
    await start({ capabilities: PLAIN });
    await client.open(URI, TEXT);
    const symbols = await ask<SymbolInformation[]>('documentSymbol', URI);
    assert.ok(symbols.length > 50 && symbols.every(({ kind, location }) => kind <= 18 && location.uri === URI));
    assert.equal(symbols.find(({ name }) => name === 'body_length')?.containerName, 'target_record');
  });
});

describe('folding, over the wire', () => {
  endsWell();
  it('keeps to what the client can fold', async () => {
    await start({ capabilities: FULL });
    await client.open(URI, TEXT);
    assert.equal((await ask<FoldingRange[]>('foldingRange', URI)).length, 3);
  });
});

describe('the search of the workspace, over the wire', () => {
  endsWell();
  it('is of files that are closed, and of open documents as they are', async () => {
    await start({}, { 'a.intspec.yaml': 'spec_id: INT-2025-001\ntitle: Alpha → Beta: Orders\ndata_contract:\n  source_record:\n    closed_field: { type: string }\n' });
    const search = async (query: string): Promise<string[]> => (await client.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name);
    assert.deepEqual(await search('alpha'), ['INT-2025-001 Alpha → Beta: Orders']);
    assert.deepEqual(await search('closed_field'), ['closed_field']);
    const uri = folder?.uriOf('a.intspec.yaml') ?? '';
    await client.open(uri, 'spec_id: INT-2025-001\ndata_contract:\n  source_record:\n    open_field: { type: string }\n');
    assert.deepEqual(await search('open_field'), ['open_field']);
    assert.deepEqual(await search('closed_field'), []);
    await client.close(uri);
    assert.deepEqual(await search('closed_field'), ['closed_field']);
    await client.open('file:///w/settings.yaml', 'data_contract:\n  source_record:\n    no_spec: {}\n', { languageId: 'yaml' });
    assert.deepEqual(await search('no_spec'), []);
    await client.open('file:///w/.intspec.yaml', 'spec_id: INT-2025-077\ntitle: Gamma → Delta: Orders\ndata_contract:\n  source_record:\n    no_spec: {}\n');
    for (const query of ['no_spec', 'gamma', 'INT-2025-077']) assert.deepEqual(await search(query), [], query);
  });
});

describe('links, over the wire', () => {
  endsWell();
  it('lead to files of the workspace that are there, and nowhere outside', async () => {
    await start({}, { 'docs/a.md': '', 'specs/b.json': '', '.claude/skills/rest/SKILL.md': '', 'specs/INT.intspec.yaml': 'author: x\nspec_id: INT-2024-017\n' });
    const uri = folder?.uriOf('specs/x.intspec.yaml') ?? '';
    await client.open(uri, 'author: docs/a.md, b.json, ../docs/a.md, missing.md, ../../../etc/hosts.conf, docs.d, INT-2024-017\nagent_execution_instructions: { skills_to_load: [rest, other] }\n');
    const links = await ask<DocumentLink[]>('documentLink', uri);
    assert.deepEqual(links.map(({ target }) => target), [
      folder?.uriOf('docs/a.md'), folder?.uriOf('specs/b.json'), folder?.uriOf('docs/a.md'), `${folder?.uriOf('specs/INT.intspec.yaml') ?? ''}#L2`, folder?.uriOf('.claude/skills/rest/SKILL.md'),
    ]);
  });

  it('are asked of a client that has its own files', async () => {
    const asked: string[][] = [];
    await start({
      initializationOptions: { files: true },
      workspaceFolders: [{ uri: 'vscode-vfs://github/o/r', name: 'r' }],
      prepare: (connection) => {
        connection.onRequest('intspec/listFiles', () => ({ uris: [] }));
        connection.onRequest('intspec/existingFiles', ({ uris }: { uris: string[] }) => {
          asked.push(uris);
          return { uris: uris.slice(1) };
        });
      },
    });
    await client.open('vscode-vfs://github/o/r/specs/x.intspec.yaml', 'author: a.md\n');
    const links = await ask<DocumentLink[]>('documentLink', 'vscode-vfs://github/o/r/specs/x.intspec.yaml');
    assert.deepEqual(asked, [['vscode-vfs://github/o/r/specs/a.md', 'vscode-vfs://github/o/r/a.md']]);
    assert.deepEqual(links.map(({ target }) => target), ['vscode-vfs://github/o/r/a.md']);
    await client.open('untitled:Untitled-1', 'author: a.md and https://example.com\n');
    assert.deepEqual((await ask<DocumentLink[]>('documentLink', 'untitled:Untitled-1')).map(({ target }) => target), ['https://example.com']);
  });
});

describe('lenses, over the wire', () => {
  endsWell();
  async function titles(uri = URI): Promise<string[]> {
    return (await ask<CodeLens[]>('codeLens', uri)).map(({ command }) => command?.title ?? '');
  }

  it('show places with the client’s own command, where it has one', async () => {
    await start({ initializationOptions: { showLocations: 'mine.show' } });
    await client.open(URI, TEXT);
    const lens = (await ask<CodeLens[]>('codeLens', URI)).find(({ command }) => command?.title === '17 of 19 mapped · 2 not written');
    assert.equal(lens?.command?.command, 'mine.show');
    assert.deepEqual([lens.command.arguments?.[0], lens.command.arguments?.[1], (lens.command.arguments?.[2] as unknown[]).length], [URI, lens.range.start, 2]);
  });

  it('follow other specs, and the client is told', async () => {
    let refreshes = 0;
    await start({ capabilities: FULL, prepare: (connection) => connection.onRequest('workspace/codeLens/refresh', () => (refreshes += 1, null)) });
    await client.open(URI, 'spec_id: INT-2025-001\n');
    assert.deepEqual(await titles(), []);
    const before = refreshes;
    const other = 'file:///w/b.intspec.yaml';
    await client.open(other, 'author: follows INT-2025-001\n');
    await until('a refresh', () => Promise.resolve(refreshes > before));
    assert.deepEqual(await titles(), ['used in 1 other spec']);
  });

  it('follow the severities of the settings', async () => {
    let severity = 'error';
    await start({ settings: () => ({ rules: { 'invalid-date': severity } }) });
    const text = `${TEXT.replace('date: 2025-04-14', 'date: 2025-02-31')}`;
    await client.open(URI, text);
    assert.ok((await titles()).includes('1 error blocks approval'));
    severity = 'warning';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until('other lenses', async () => (await titles()).includes('ready for approval'));
  });
});

describe('hints, over the wire', () => {
  endsWell();
  it('are those that the settings want, and the client is told when they change', async () => {
    let wanted: object = {};
    let refreshes = 0;
    await start({ capabilities: FULL, settings: () => ({ inlayHints: wanted }), prepare: (connection) => connection.onRequest('workspace/inlayHint/refresh', () => (refreshes += 1, null)) });
    await client.open(URI, TEXT);
    const labels = async (): Promise<string[]> => (await ask<InlayHint[]>('inlayHint', URI, { range: WHOLE })).map(({ label }) => (typeof label === 'string' ? label : ''));
    const all = await labels();
    assert.ok(all.includes('integer') && all.includes('→ boolean') && all.includes('= 83.33/min'));
    wanted = { sourceTypes: false, resultTypes: false };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until('a refresh', () => Promise.resolve(refreshes > 0));
    assert.deepEqual(await labels(), all.filter((label) => label.startsWith('=')));
    wanted = { quantities: 'nonsense', sourceTypes: false, resultTypes: false };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await labels(), all.filter((label) => label.startsWith('=')));
  });
});

describe('tokens, over the wire', () => {
  endsWell();
  it('are sent again as what has changed', async () => {
    await start();
    await client.open(URI, TEXT);
    const first = await ask<SemanticTokens>('semanticTokens/full', URI);
    assert.ok(first.data.length > 500 && first.data.length % 5 === 0);
    const same = await ask<SemanticTokensDelta>('semanticTokens/full/delta', URI, { previousResultId: first.resultId });
    assert.deepEqual(same.edits, []);
    await client.change(URI, 2, { text: TEXT.replace('truncate to 200', 'truncate to 20') });
    const delta = await ask<SemanticTokensDelta>('semanticTokens/full/delta', URI, { previousResultId: same.resultId });
    const [edit] = delta.edits;
    assert.ok(edit?.data && edit.data.length <= 5);
    const data = [...first.data];
    data.splice(edit.start, edit.deleteCount, ...edit.data);
    assert.deepEqual((await ask<SemanticTokens>('semanticTokens/full', URI)).data, data);
    const whole = await ask<SemanticTokens>('semanticTokens/full/delta', URI, { previousResultId: 'unknown' });
    assert.deepEqual(whole.data, data);
  });
});

describe('a document that is no spec', () => {
  endsWell();
  it('has none of all this', async () => {
    await start();
    await client.open('file:///w/other.yaml', 'a:\n  b: https://example.com\n', { languageId: 'yaml' });
    for (const uri of ['file:///w/other.yaml', 'file:///w/not-open.intspec.yaml']) {
      for (const [method, params] of [
        ['documentSymbol', {}], ['foldingRange', {}], ['selectionRange', { positions: [{ line: 0, character: 0 }] }], ['documentLink', {}], ['codeLens', {}], ['inlayHint', { range: WHOLE }],
        ['semanticTokens/full', {}], ['semanticTokens/full/delta', { previousResultId: '1' }], ['semanticTokens/range', { range: WHOLE }],
      ] as const) assert.equal(await ask(method, uri, params), null, method);
    }
  });
});

describe('a settings file', () => {
  endsWell();
  it('has an outline of its own, and nothing of what only specs have', async () => {
    await start();
    const uri = 'file:///w/.intspec.yaml';
    const text = TEXT.replace(/^spec_status: .*$/m, 'spec_status: Draft');
    await client.open(uri, text);
    await client.open(URI, text);
    const line = text.split('\n').findIndex((each) => each.includes('mapped_from: source.'));
    const position = { line, character: (text.split('\n')[line] ?? '').indexOf('source.') + 8 };
    const range = { start: position, end: position };
    const requests = [
      ['codeLens', {}], ['inlayHint', { range: WHOLE }], ['definition', { position }], ['references', { position, context: { includeDeclaration: true } }], ['documentHighlight', { position }], ['linkedEditingRange', { position }],
      ['prepareRename', { position }], ['rename', { position, newName: 'x' }],
    ] as const;
    for (const [method, params] of requests) {
      assert.equal(await ask(method, uri, params), null, method);
      if (method !== 'linkedEditingRange') assert.notEqual(await ask(method, URI, params), null, `${method} in a spec`);
    }
    const refactorings = (of: string): Promise<unknown[]> => ask('codeAction', of, { range, context: { diagnostics: [], only: ['refactor'] } });
    assert.deepEqual(await refactorings(uri), []);
    assert.ok((await refactorings(URI)).length > 0);
    await client.change(uri, 2, { text: 'rules: { unknown-key: off }\nskills:\n  shopify: Paging\n' });
    const symbols = await ask<SymbolInformation[]>('documentSymbol', uri);
    assert.deepEqual(symbols.map(({ name }) => name), ['rules', 'unknown-key', 'skills', 'shopify']);
  });
});

describe('selections, over the wire', () => {
  endsWell();
  it('are as many as the cursors', async () => {
    await start();
    await client.open(URI, TEXT);
    const found = await ask<SelectionRange[]>('selectionRange', URI, { positions: [{ line: 0, character: 2 }, { line: 99_999, character: 0 }, { line: 13, character: 8 }] });
    assert.equal(found.length, 3);
    assert.deepEqual(found[0]?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } });
  });
});
