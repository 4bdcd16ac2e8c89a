/** Clumsy and hostile clients: whatever they send, the server goes on serving. */
import assert from 'node:assert/strict';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import { Random } from '../../bench/lib/random.ts';
import { abilitiesOf, serverCapabilities } from '../../server/src/server/capabilities.ts';
import { examples } from '../helpers/files.ts';
import { LanguageClient, MODERN, PLAIN } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';
import { SessionDocument } from '../helpers/session/documents.ts';
import { requestsFor } from '../helpers/session/requests.ts';

const TEXT = examples[0]?.text ?? '';
const URI = 'untitled:Untitled-1';

async function withClient(run: (client: LanguageClient) => Promise<void>, options: ClientOptions = {}): Promise<void> {
  const client = await LanguageClient.start(options);
  try {
    await client.open(URI, TEXT);
    await run(client);
    assert.deepEqual(await client.request('textDocument/hover', { textDocument: { uri: 'nonsense' }, position: { line: 0, character: 0 } }), null, 'it still answers');
    assert.equal(await client.stop(), 0);
  } finally {
    client.kill();
  }
}

/** The answer, or the error's code: either is an answer. */
async function outcome(client: LanguageClient, method: string, params: object): Promise<unknown> {
  return client.request(method, params).catch((error: unknown) => (error instanceof Error && 'code' in error ? error.code : error));
}

function pull(client: LanguageClient, uri = URI): Promise<DocumentDiagnosticReport> {
  return client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
}

function itemsOf(report: DocumentDiagnosticReport): Diagnostic[] {
  return report.kind === 'full' ? report.items : [];
}

describe('a clumsy client', () => {
  const METHODS = ['textDocument/hover', 'textDocument/completion', 'textDocument/codeAction'];
  const params = (uri: string, line: unknown, character: unknown): object => {
    const position = { line, character };
    return { textDocument: { uri }, position, range: { start: position, end: position }, context: { diagnostics: [] } };
  };

  it('may name positions that are not in the text', () => withClient(async (client) => {
    for (const [line, character] of [[-1, -1], [0, 1e9], [1e9, 0], [1e9, 1e9], [0.5, 0.5], [2 ** 31, -(2 ** 31)], [null, null], ['1', '2']]) {
      for (const method of METHODS) assert.notEqual(await outcome(client, method, params(URI, line, character)), undefined, method);
    }
  }));

  it('may name a range from its end to its start', () => withClient(async (client) => {
    const range = { start: { line: 90, character: 0 }, end: { line: 0, character: 0 } };
    assert.ok(Array.isArray(await client.request('textDocument/codeAction', { textDocument: { uri: URI }, range, context: { diagnostics: [] } })));
  }));

  it('gets null or nothing for documents that are unknown or no specs', () => withClient(async (client) => {
    await client.open('file:///w/other.yaml', 'a: 1\n', { languageId: 'yaml' });
    for (const uri of ['file:///w/unknown.intspec.yaml', 'file:///w/other.yaml', '', '%%%', 'untitled:']) {
      for (const method of METHODS) assert.equal(await client.request(method, params(uri, 0, 0)), null, `${method} ${uri}`);
      assert.deepEqual(await client.request('intspec/sections', { textDocument: { uri } }), { sections: [] });
      assert.deepEqual(await client.request('intspec/insertSection', { textDocument: { uri }, section: 'rollback_plan' }), { edit: null });
      assert.deepEqual(itemsOf(await pull(client, uri)), []);
    }
  }));

  it('is told what is wrong with its parameters, whatever it asks for', () => withClient(async (client) => {
    const capabilities = serverCapabilities(abilitiesOf(MODERN));
    const place = { random: new Random(1), document: new SessionDocument('', URI, 'integration-spec', TEXT), diagnostics: [], resultIds: new Map<string, string>() };
    const [position, range] = [{ line: 1, character: 1 }, { start: { line: 1, character: 1 }, end: { line: 1, character: 'x' } }];
    const others: readonly object[] = [
      [], {}, { textDocument: {} }, { textDocument: null }, { textDocument: { uri: 7 }, position }, { textDocument: { uri: URI }, position: 'x', range, positions: [position, null], context: 7, options: null, query: 7 },
      { textDocument: { uri: URI }, position: { line: 0.5, character: 1 }, range: { start: position }, positions: 'x', context: { diagnostics: 'x' }, options: 'x', previousResultIds: [{}] },
      { textDocument: { uri: URI }, position: { line: '1', character: 2 }, range: [position, position], newName: 7, section: 7, previousResultId: 7, ch: 7, source: 'A', target: 'B', purpose: 7 },
    ];
    for (const [method, make] of requestsFor(capabilities)) {
      const proper = make(place);
      assert.notEqual(await outcome(client, method, proper), ErrorCodes.InvalidParams, `${method} ${JSON.stringify(proper)}`);
      const outcomes = await Promise.all(others.map((params) => outcome(client, method, params)));
      assert.ok(outcomes.every((each) => typeof each !== 'number' || each === ErrorCodes.InvalidParams), `${method}: ${JSON.stringify(outcomes)}`);
      // A request that may do without any takes most of them.
      if (method !== 'intspec/specs') assert.ok(outcomes.filter((each) => each === ErrorCodes.InvalidParams).length >= 4, `${method}: ${JSON.stringify(outcomes)}`);
    }
    await assert.rejects(client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 1 } }), /textDocument\/hover: `position\.character` should be a whole number\./);
  }));

  it('is told so in the log where nobody waits for an answer, and nothing comes of it', () => withClient(async (client) => {
    await client.notify('textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'x' }, { range: { start: null } }] });
    await client.until('the line in the log', () => client.log.includes('textDocument/didChange is not heeded: `contentChanges[1].text` should be a string.'));
    assert.deepEqual(itemsOf(await pull(client)), []);
  }));

  it('may name ranges outside of the text in its changes: what it has is what the server has', () => withClient(async (client) => {
    const document = new SessionDocument('', URI, 'integration-spec', TEXT);
    const far = { line: 1e6, character: 1e6 };
    const changes = [
      { range: { start: far, end: { line: 2e6, character: 0 } }, text: '# one\n# two\n' },
      { range: { start: { line: -5, character: -5 }, end: { line: -1, character: 9 } }, text: '# first\n' },
      { range: { start: far, end: { line: 1, character: -3 } }, text: 'author: x\n' },
      { range: { start: { line: 0, character: 1e6 }, end: { line: 0, character: 1e6 } }, text: '!' },
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } }, text: 'authors' },
    ];
    for (const [at, change] of changes.entries()) {
      document.change([change], at + 2);
      await client.change(URI, at + 2, change);
    }
    assert.equal(document.text, '# first!\nauthors: x\n');
    assert.deepEqual(itemsOf(await pull(client)).filter(({ code }) => code === 'unknown-key').map(({ range }) => range), [{ start: { line: 1, character: 0 }, end: { line: 1, character: 7 } }]);
  }));

  it('may change, close and save documents that are not open', () => withClient(async (client) => {
    await client.change('file:///w/unknown.yaml', 2, { text: 'a: 1\n' });
    await client.close('file:///w/unknown.yaml');
    await client.notify('textDocument/didSave', { textDocument: { uri: 'file:///w/unknown.yaml' } });
    assert.deepEqual(itemsOf(await pull(client, 'file:///w/unknown.yaml')), []);
  }));

  it('may send changes without versions, texts or sense', () => withClient(async (client) => {
    const far = { line: 1e6, character: 1e6 };
    for (const change of [
      { textDocument: { uri: URI }, contentChanges: [{ text: 'x' }] },
      { textDocument: { uri: URI, version: null }, contentChanges: [{ text: 'x' }] },
      { textDocument: { uri: URI, version: 2 }, contentChanges: [] },
      { textDocument: { uri: URI, version: 3 }, contentChanges: [{}] },
      { textDocument: { uri: URI, version: 4 }, contentChanges: [{ range: { start: far, end: far }, text: '# end\n' }] },
      { textDocument: { uri: URI, version: 5 }, contentChanges: [{ range: { start: far, end: { line: 0, character: 0 } }, text: '' }] },
      {},
    ]) await client.notify('textDocument/didChange', change);
    assert.ok(await pull(client));
    await client.change(URI, 6, { text: TEXT });
    assert.deepEqual(itemsOf(await pull(client)), []);
  }));

  it('may use one version twice, and count backwards', () => withClient(async (client) => {
    await client.change(URI, 1, { text: 'authors: x\n' });
    assert.ok(itemsOf(await pull(client)).some(({ code }) => code === 'unknown-key'));
    await client.change(URI, 1, { text: TEXT });
    assert.deepEqual(itemsOf(await pull(client)), []);
    await client.change(URI, -5, { text: 'authors: x\n' });
    assert.ok(itemsOf(await pull(client)).some(({ code }) => code === 'unknown-key'));
  }));

  it('may open a document twice, and close it twice', () => withClient(async (client) => {
    await client.open(URI, 'authors: x\n');
    assert.ok(itemsOf(await pull(client)).some(({ code }) => code === 'unknown-key'));
    await client.open(URI, TEXT, { languageId: 'yaml' });
    assert.deepEqual(itemsOf(await pull(client)), []);
    await client.close(URI);
    await client.close(URI);
    assert.deepEqual(itemsOf(await pull(client)), []);
  }));

  it('may report files that are none', () => withClient(async (client) => {
    const changes = ['', 'file:', 'file:///', 'file://%zz', 'http://example.org/a.intspec.yaml', 'nonsense', 'file:///w/%'].flatMap((uri) => [1, 2, 3, 9].map((type) => ({ uri, type })));
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.notify('workspace/didChangeWatchedFiles', {});
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: 'x:y', name: '' }], removed: [{ uri: '?', name: '' }] } });
    assert.ok(await client.request('intspec/newSpec', { source: '', target: '', purpose: '', date: '' }));
  }));

  it('may refuse every request of the server', async () => {
    const client = await LanguageClient.start({
      prepare: (connection) => {
        for (const method of ['client/registerCapability', 'workspace/configuration', 'workspace/diagnostic/refresh']) {
          connection.onRequest(method, () => {
            throw new Error('no');
          });
        }
      },
    });
    await client.open(URI, 'authors: x\n');
    assert.ok(itemsOf(await pull(client)).length > 0);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.connection.sendNotification('workspace/didChangeConfiguration', null);
    await client.open('untitled:2', TEXT);
    await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.ok(itemsOf(await pull(client)).length > 0);
    assert.equal(await client.stop(), 0);
  });
});

describe('a hostile document', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['deep flow maps', `data_contract: ${'{a: '.repeat(20_000)}`],
    ['deep flow lists', `data_contract: ${'['.repeat(50_000)}`],
    ['deep block maps', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['aliases of aliases', `template: integration-spec-v1.0\na0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, at) => `a${String(at + 1)}: &a${String(at + 1)} [*a${String(at)}, *a${String(at)}]`).join('\n')}\n`],
    ['a map that holds itself', 'data_contract: &a\n  source_record: *a\n  target_record: *a\n'],
    ['names of prototypes', '__proto__: x\nconstructor: y\ntoString: z\ndata_contract:\n  __proto__: {}\n  source_record: { __proto__: { type: string }, constructor: { type: string } }\n'],
    ['control characters', '\u0000\u0001\uFEFF\u2028a: \u0085b\n\ud800: \udfff\n'],
    ['one long line', `author: ${'x'.repeat(500_000)}\n`],
    ['many short lines', 'a\n'.repeat(20_000)],
    ['many colons', `author: ${'a: '.repeat(3000)}\n`],
    ['many quotes', `author: ${'"'.repeat(5001)}\n`],
    ['a name of many brackets', `author: A\nspec_status: Approved\nspec_approval:\n  technical_reviewer: { name: "${'('.repeat(100_000)}" }\n`],
    ['a suppression of many words', `# intspec-disable-file ${'a-b '.repeat(30_000)}\n# intspec-disable-file ${'a, '.repeat(30_000)}\n`],
    ['many comments', '# intspec-disable-next-line x -- y\n'.repeat(5000)],
  ];
  for (const [what, text] of texts) {
    it(`with ${what} ends nothing`, () => withClient(async (client) => {
      await client.change(URI, 2, { text });
      await pull(client);
      for (const method of ['textDocument/hover', 'textDocument/completion', 'textDocument/codeAction']) {
        const position = { line: 0, character: 8 };
        await outcome(client, method, { textDocument: { uri: URI }, position, range: { start: position, end: position }, context: { diagnostics: [], only: ['quickfix'] } });
      }
      await client.change(URI, 3, { text: TEXT });
      assert.deepEqual(itemsOf(await pull(client)), []);
    }));
  }

  it('that is no spec costs nothing, however long', () => withClient(async (client) => {
    await client.open('file:///w/huge.yaml', 'a: { b: [1, 2, 3] }\n'.repeat(200_000), { languageId: 'yaml' });
    assert.deepEqual(itemsOf(await pull(client, 'file:///w/huge.yaml')), []);
  }, { capabilities: { textDocument: { diagnostic: {} } } }));

  it('is no reason to crash a plain client’s server either', async () => {
    const client = await LanguageClient.start({ capabilities: PLAIN });
    await client.open(URI, `data_contract: ${'['.repeat(50_000)}`);
    await client.publishedFor(URI, 1);
    assert.equal(await client.stop(), 0);
  });
});
