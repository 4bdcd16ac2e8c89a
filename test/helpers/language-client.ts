/** A client of the real server, over real stdio. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  ClientCapabilities, InitializeParams, InitializeResult, ProtocolConnection, PublishDiagnosticsParams, TextDocumentContentChangeEvent, WorkspaceFolder,
} from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { bundled } from './bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Makes a server tell what memory it holds. */
const PROBE = join(root, 'bench/lib/memory-probe.cjs');

/** The server as it stands in the sources, bundled so that each test starts it quickly. */
export async function bundledServer(): Promise<string> {
  return join(await bundled({ node: 'server/src/server/node.ts' }), 'node.cjs');
}

/** What runs the server from its sources, without a bundle. */
export const FROM_SOURCE: readonly string[] = ['--import', 'tsx', join(root, 'server/src/server/node.ts')];

/** What a client says that knows code actions as more than commands. */
export const KNOWS_ACTIONS: NonNullable<ClientCapabilities['textDocument']> = {
  codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } },
};

/** All that a modern client can do. */
export const MODERN: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } } },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    ...KNOWS_ACTIONS,
  },
};

/** A client that knows nothing beyond the first version of LSP. */
export const PLAIN: ClientCapabilities = {};

export interface ClientOptions extends Partial<Omit<InitializeParams, 'capabilities'>> {
  readonly capabilities?: ClientCapabilities;
  /** The answer to `workspace/configuration`, by the document's URI. */
  readonly settings?: (scopeUri: string | undefined) => unknown;
  /** The server can be asked what memory it holds. */
  readonly probed?: boolean;
  /** Registers further handlers before the server starts to speak. */
  readonly prepare?: (connection: ProtocolConnection) => void;
}

/** What the server asked of its client, by method. */
export type Asked = Record<string, AskedParams[]>;

interface AskedParams {
  readonly items?: readonly { readonly scopeUri?: string; readonly section?: string }[];
  readonly registrations?: readonly { readonly method: string; readonly registerOptions?: object }[];
}

export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly asked: Asked = {};
  readonly log: string[] = [];
  readonly exit: Promise<number | null>;
  readonly #child;
  #waiting: (() => void)[] = [];

  /** `command` is what Node is to run. */
  constructor(command: readonly string[], { settings, probed = false, prepare }: ClientOptions = {}) {
    const probe = probed ? ['--expose-gc', '--require', PROBE] : [];
    const child = spawn(process.execPath, [...probe, ...command, '--stdio'], { cwd: root, stdio: ['pipe', 'pipe', 'pipe', probed ? 'ipc' : 'ignore'] });
    const { stdin, stdout, stderr } = child;
    assert.ok(stdin && stdout && stderr);
    this.#child = child;
    stderr.on('data', (data: Buffer) => this.log.push(String(data)));
    stdin.on('error', () => undefined);
    this.exit = once(child, 'exit').then(([code]) => {
      // Nobody answers any more: what is still waiting fails.
      this.connection.dispose();
      this.#notify();
      return typeof code === 'number' ? code : null;
    });
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onError(() => undefined);
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#notify();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.#notify();
    });
    this.#answer('workspace/configuration', ({ items = [] }) => items.map(({ scopeUri }) => settings?.(scopeUri) ?? null));
    this.#answer('client/registerCapability', () => null);
    this.#answer('client/unregisterCapability', () => null);
    this.#answer('workspace/diagnostic/refresh', () => null);
    prepare?.(this.connection);
    this.connection.listen();
  }

  /** Starts a server that has not been spoken to yet. */
  static async connect(options: ClientOptions = {}): Promise<LanguageClient> {
    return new LanguageClient([await bundledServer()], options);
  }

  /** Starts a server, and gets to the point where it serves. */
  static async start(options: ClientOptions = {}): Promise<LanguageClient> {
    const client = await LanguageClient.connect(options);
    await client.initialize(options);
    return client;
  }

  /** The handshake; gives the server's answer. */
  async initialize({ capabilities = MODERN, settings: _, probed: __, prepare: ___, ...rest }: ClientOptions = {}): Promise<InitializeResult> {
    const params: InitializeParams = { processId: process.pid, rootUri: null, capabilities, ...rest };
    const result = await this.request<InitializeResult>('initialize', params);
    await this.notify('initialized', {});
    return result;
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  open(uri: string, text: string, { languageId = 'integration-spec', version = 1 } = {}): Promise<void> {
    return this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Waits until something holds; looks again whenever the server has said something. */
  async until<T>(what: string, find: () => T | undefined | false): Promise<T> {
    const deadline = AbortSignal.timeout(20_000);
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve, reject) => {
        const fail = (): void => reject(new Error(`${what} did not come; the log says:\n${this.log.join('\n')}`));
        if (deadline.aborted) return fail();
        deadline.addEventListener('abort', fail, { once: true });
        this.#waiting.push(() => {
          deadline.removeEventListener('abort', fail);
          resolve();
        });
      });
    }
  }

  /** The latest published diagnostics of a document, once they are those of a version, and of another publication than before. */
  publishedFor(uri: string, version?: number, from = 0): Promise<PublishDiagnosticsParams> {
    return this.until(`Diagnostics of ${uri}`, () => this.published.slice(from).findLast((each) => each.uri === uri && (version === undefined || each.version === version)));
  }

  /** Waits until the server has asked for something at least so many times. */
  askedFor(method: string, times = 1): Promise<AskedParams[]> {
    return this.until(method, () => {
      const asked = this.asked[method];
      return asked !== undefined && asked.length >= times && asked;
    });
  }

  /** The memory that a probed server has in use, in bytes, once what it holds no more is collected; all of it, and of that machine code. */
  async memory(): Promise<{ readonly heapUsed: number; readonly code: number }> {
    const answer = once(this.#child, 'message', { signal: AbortSignal.timeout(20_000) });
    this.#child.send('memory');
    const [memory] = (await answer) as [{ readonly heapUsed: number; readonly code: number }];
    return memory;
  }

  /** Ends the server as LSP wants it; gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    await this.request('shutdown', {}).catch(() => undefined);
    await this.notify('exit', {}).catch(() => undefined);
    return this.exit;
  }

  /** Goes away without a word. */
  hangUp(): void {
    this.#child.stdin?.end();
  }

  /** Ends the server, whatever state it is in. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #answer(method: string, answer: (params: AskedParams) => unknown[] | null): void {
    this.connection.onRequest(method, (params: AskedParams): unknown[] | null => {
      (this.asked[method] ??= []).push(params);
      this.#notify();
      return answer(params);
    });
  }

  #notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** A folder on the disk that goes away with the test. */
export class TemporaryFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async with(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
    const folder = new TemporaryFolder(await realpath(await mkdtemp(join(tmpdir(), 'intspec-'))));
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
    return folder;
  }

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  get asWorkspace(): WorkspaceFolder[] {
    return [{ uri: this.uri, name: 'test' }];
  }

  uriOf(name: string): string {
    return pathToFileURL(join(this.path, name)).href;
  }

  async write(name: string, text: string): Promise<void> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async remove(name = ''): Promise<void> {
    await rm(join(this.path, name), { recursive: true, force: true });
  }
}
