/** A language server as a child process, spoken to over stdio by a client that measures. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClientCapabilities, Diagnostic, InitializeParams, ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import type { Edit } from './sheet.ts';
import { Sheet } from './sheet.ts';

/** A server to measure. */
export interface Contestant {
  readonly name: string;
  /** What Node is to run; `--stdio` comes behind it. */
  readonly command: readonly string[];
  readonly languageId: string;
  /** Whether what it publishes says of which version it is. */
  readonly saysVersion: boolean;
  /** The answer to `workspace/configuration`. */
  readonly settings?: (section: string | undefined) => unknown;
}

/** Bytes. */
export interface Memory {
  /** Held by the process after a collection. */
  readonly rss: number;
  /** Of it, in use by JavaScript. */
  readonly heapUsed: number;
  /** The most that the process has held. */
  readonly peak: number;
}

export interface SessionOptions {
  /** The server is told that diagnostics are asked for, not published. */
  readonly pulls?: boolean;
  /** The workspace folder; none by default. */
  readonly folder?: string;
}

/**
 * The client can do little, so that all servers do the same: it is told of versions, takes snippets, and takes lists that say
 * once what their items have alike, as VS Code does.
 */
const CAPABILITIES: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  window: { workDoneProgress: true },
  textDocument: {
    publishDiagnostics: { versionSupport: true },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] },
      completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true },
  },
};

const PROBE = fileURLToPath(new URL('memory-probe.cjs', import.meta.url));

/** Milliseconds after which a server that says nothing is given up. */
const PATIENCE = 180_000;

interface Publication {
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly at: number;
}

interface Waiter {
  readonly uri: string;
  readonly wants: (publication: Publication) => boolean;
  readonly resolve: (publication: Publication) => void;
}

/** A document that is open in a session. */
export interface OpenDocument {
  readonly uri: string;
  readonly sheet: Sheet;
  version: number;
}

export class Session {
  static readonly #running = new Set<Session>();
  readonly contestant: Contestant;
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  startTime = 0;
  /** When the work that the server has reported (`$/progress`) ended last; undefined where it has reported none. */
  progressEnded: number | undefined;
  readonly #child: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #ended: Promise<unknown>;
  readonly #failed: Promise<never>;
  #waiters: Waiter[] = [];
  #lastPublication = 0;
  #log = '';

  private constructor(contestant: Contestant) {
    this.contestant = contestant;
    const child = spawn(process.execPath, ['--expose-gc', '--require', PROBE, ...contestant.command, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    if (!child.stdin || !child.stdout) throw new Error(`${contestant.name} cannot be spoken to.`);
    child.stderr?.on('data', (data: Buffer) => {
      this.#log = `${this.#log}${String(data)}`.slice(-4000);
    });
    child.stdin.on('error', () => undefined);
    this.#connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    Session.#running.add(this);
    this.#ended = once(child, 'exit').finally(() => Session.#running.delete(this));
    this.#failed = this.#ended.then(() => {
      throw new Error(`${contestant.name} has ended.\n${this.#log}`);
    });
    this.#failed.catch(() => undefined);
    this.#listen();
  }

  /** Starts a server, and gets to the point where it serves. */
  static async start(contestant: Contestant, { pulls = false, folder }: SessionOptions = {}): Promise<Session> {
    const start = performance.now();
    const session = new Session(contestant);
    const capabilities = pulls ? { ...CAPABILITIES, textDocument: { ...CAPABILITIES.textDocument, diagnostic: {} } } : CAPABILITIES;
    const params: InitializeParams = {
      processId: process.pid, capabilities, rootUri: folder ?? null, workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
    };
    await session.request('initialize', params);
    session.startTime = performance.now() - start;
    await session.#connection.sendNotification('initialized', {});
    return session;
  }

  /** Ends all servers, whatever state they are in. */
  static async killAll(): Promise<void> {
    for (const session of Session.#running) session.#child.kill('SIGKILL');
    await Promise.all([...Session.#running].map((session) => session.#ended));
  }

  request<T>(method: string, params: object): Promise<T> {
    return Promise.race([this.#connection.sendRequest<T>(method, params), this.#failed]);
  }

  /** Opens a document without waiting for what comes of it. */
  async show(uri: string, text: string): Promise<OpenDocument> {
    const document: OpenDocument = { uri, sheet: new Sheet(text), version: 1 };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: this.contestant.languageId, version: 1, text } });
    return document;
  }

  /** Opens a document; gives it with what was first published of it, and after how many milliseconds. */
  async open(uri: string, text: string): Promise<{ readonly document: OpenDocument; readonly diagnostics: readonly Diagnostic[]; readonly time: number }> {
    const published = this.#published(uri, () => true);
    const start = performance.now();
    const document = await this.show(uri, text);
    const { diagnostics, at } = await published;
    return { document, diagnostics, time: at - start };
  }

  /** Makes an edit without waiting for what comes of it. */
  async edit(document: OpenDocument, edit: Edit): Promise<void> {
    const change = document.sheet.apply(edit);
    document.version += 1;
    await this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges: [change] });
  }

  /** Makes an edit; gives what is then published of the document, and after how many milliseconds. */
  async stroke(document: OpenDocument, edit: Edit): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly time: number }> {
    const version = document.version + 1;
    const published = this.#published(document.uri, (publication) => !this.contestant.saysVersion || publication.version === version);
    const start = performance.now();
    await this.edit(document, edit);
    const { diagnostics, at } = await published;
    return { diagnostics, time: at - start };
  }

  /** Makes an edit and asks for its diagnostics; gives the milliseconds until they are there. */
  async pulledStroke(document: OpenDocument, edit: Edit): Promise<number> {
    const start = performance.now();
    await this.edit(document, edit);
    await this.request('textDocument/diagnostic', { textDocument: { uri: document.uri } });
    return performance.now() - start;
  }

  /** Waits until nothing has been published for so many milliseconds. */
  async quiet(milliseconds: number): Promise<void> {
    const since = performance.now();
    for (;;) {
      const left = Math.max(since, this.#lastPublication) + milliseconds - performance.now();
      if (left <= 0) return;
      await new Promise((resolve) => {
        setTimeout(resolve, left);
      });
    }
  }

  async memory(): Promise<Memory> {
    const answer = once(this.#child, 'message');
    this.#child.send('memory');
    const [memory] = (await Promise.race([answer, this.#failed])) as [Memory];
    return memory;
  }

  /** Ends the server as LSP wants it, or by force where it does not follow. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await this.request('shutdown', {}).catch(() => undefined);
    await this.#connection.sendNotification('exit').catch(() => undefined);
    await this.#ended;
    clearTimeout(timer);
    this.#connection.dispose();
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onError(() => undefined);
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: PublishDiagnosticsParams) => {
      const publication = { version, diagnostics, at: performance.now() };
      this.#lastPublication = publication.at;
      const [done, waiting]: [Waiter[], Waiter[]] = [[], []];
      for (const waiter of this.#waiters) (waiter.uri === uri && waiter.wants(publication) ? done : waiting).push(waiter);
      this.#waiters = waiting;
      for (const { resolve } of done) resolve(publication);
    });
    connection.onNotification('$/progress', ({ value }: { value: { kind?: string } }) => {
      if (value.kind === 'end') this.progressEnded = performance.now();
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) => items.map(({ section }) => this.contestant.settings?.(section) ?? null));
    for (const method of ['client/registerCapability', 'client/unregisterCapability', 'window/workDoneProgress/create', 'workspace/codeLens/refresh']) connection.onRequest(method, () => null);
    connection.listen();
  }

  #published(uri: string, wants: Waiter['wants']): Promise<Publication> {
    const published = new Promise<Publication>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${this.contestant.name} publishes nothing.\n${this.#log}`));
      }, PATIENCE);
      this.#waiters.push({
        uri, wants,
        resolve: (publication) => {
          clearTimeout(timer);
          resolve(publication);
        },
      });
    });
    return Promise.race([published, this.#failed]);
  }
}
