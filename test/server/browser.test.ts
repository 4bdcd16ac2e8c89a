/** The door in a web worker: the built bundle, with nothing but what a browser has. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Diagnostic, DocumentDiagnosticReport, InitializeResult } from 'vscode-languageserver-protocol';

const BUNDLE = new URL('../../server/dist/browser.js', import.meta.url);
const URI = 'vscode-vfs://github/o/r/a.intspec.yaml';

/** Runs the bundle in a context of its own that has the globals of a worker, and none of Node's. */
const SHIM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const vm = require('node:vm');
  const scope = { setTimeout, clearTimeout, TextEncoder, TextDecoder, URL, console, queueMicrotask, MessageChannel, performance };
  scope.self = { postMessage: (message) => parentPort.postMessage(message), onmessage: null, addEventListener: () => undefined };
  vm.runInNewContext(workerData, scope, { filename: 'browser.js' });
  parentPort.on('message', (data) => scope.self.onmessage({ data }));
`;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: object;
  readonly result?: unknown;
  readonly error?: unknown;
}

class BrowserClient {
  readonly worker = new Worker(SHIM, { eval: true, workerData: readFileSync(BUNDLE, 'utf8') });
  readonly notifications: Message[] = [];
  readonly #answers = new Map<number, (message: Message) => void>();
  #fail: (error: Error) => void = () => undefined;
  #id = 0;

  constructor() {
    this.worker.on('message', (message: Message) => {
      if (message.method !== undefined) {
        this.notifications.push(message);
        // A request: this client can do nothing.
        if (message.id !== undefined) this.#send({ id: message.id, result: null });
      } else if (message.id !== undefined) this.#answers.get(message.id)?.(message);
    });
    this.worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
  }

  async request<T>(method: string, params: object): Promise<T> {
    const id = ++this.#id;
    const answer = await new Promise<Message>((resolve, reject) => {
      this.#fail = reject;
      this.#answers.set(id, resolve);
      this.#send({ id, method, params });
    });
    assert.equal(answer.error, undefined, JSON.stringify(answer.error));
    return answer.result as T;
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    this.worker.postMessage({ jsonrpc: '2.0', ...message });
  }
}

describe('the door in a web worker', () => {
  before(() => assert.ok(existsSync(BUNDLE), 'server/dist/browser.js is not built: npm run build'));

  it('needs no module of Node’s', () => {
    const uses = readFileSync(BUNDLE, 'utf8').matchAll(/.{0,40}(?:(?<!['"])\brequire\(|["']node:|\bimport\(|\b__dirname\b|\bprocess\.(?:cwd|argv|exit)).{0,40}/g);
    assert.deepEqual([...uses].map(([use]) => use), []);
  });

  it('serves', async () => {
    const client = new BrowserClient();
    try {
      const { capabilities } = await client.request<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } } } });
      assert.deepEqual(capabilities.diagnosticProvider, { identifier: 'intspec', interFileDependencies: true, workspaceDiagnostics: true });
      client.notify('initialized', {});
      client.notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'integration-spec', version: 1, text: 'authors: Dana\n' } });
      const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: URI } });
      const items: Diagnostic[] = report.kind === 'full' ? report.items : [];
      assert.ok(items.some(({ code }) => code === 'unknown-key'));
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      for (const method of ['textDocument/completion', 'textDocument/hover', 'textDocument/codeAction']) {
        await client.request(method, { textDocument: { uri: URI }, position: range.start, range, context: { diagnostics: [] } });
      }
      assert.ok(await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' }));
      assert.equal(await client.request('shutdown', {}), null);
      assert.deepEqual(client.notifications.filter(({ method }) => method === 'window/logMessage'), []);
    } finally {
      await client.worker.terminate();
    }
  });
});
