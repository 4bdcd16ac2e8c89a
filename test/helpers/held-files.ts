/** The real server in this process, with files that a test holds in its hands. */
import { setImmediate } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import type { InitializeParams, ProtocolConnection } from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader as ClientReader, StreamMessageWriter as ClientWriter } from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Files } from '../../server/src/server/files.ts';
import { Server } from '../../server/src/server/server.ts';

/** The folder of all these files. */
export const FOLDER = 'file:///w';

/** Files that are there as soon as they are asked for, unless they are held back. What is asked for is counted. */
export class HeldFiles implements Files {
  readonly texts: Map<string, string>;
  /** The files that were read, in order, and how often they were searched for. */
  readonly reads: string[] = [];
  searches = 0;
  /** How many files were being read at one time, at most. */
  most = 0;
  /** What keeps a file from being read, by its URI. */
  readonly faults = new Map<string, Error>();
  #reading = 0;
  #free = Infinity;
  #waiting: (() => void)[] = [];

  /** `texts` by their paths in the folder. */
  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts).map(([path, text]) => [`${FOLDER}/${path}`, text]));
  }

  /** So many more files are given out; the others wait. */
  allow(count: number): void {
    this.#free = count;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }

  list(): Promise<readonly string[]> {
    this.searches += 1;
    return Promise.resolve([...this.texts.keys()]);
  }

  async read(uri: string): Promise<string | null> {
    this.reads.push(uri);
    this.#reading += 1;
    this.most = Math.max(this.most, this.#reading);
    // A file takes a turn of the event loop at the least.
    await setImmediate();
    while (this.#free <= 0) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#free -= 1;
    this.#reading -= 1;
    const fault = this.faults.get(uri);
    if (fault) throw fault;
    return this.texts.get(uri) ?? null;
  }

  existing(uris: readonly string[]): Promise<readonly string[]> {
    return Promise.resolve(uris.filter((uri) => this.texts.has(uri)));
  }
}

/** A client of the server, which notes what it is told unasked. */
export interface Served {
  readonly client: ProtocolConnection;
  /** Parameters of what the server asked or told, by method. */
  readonly told: (method: string) => readonly unknown[];
  /** Waits until something holds, however long that takes. */
  readonly until: (holds: () => boolean) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const ASKED = ['workspace/diagnostic/refresh', 'window/workDoneProgress/create', 'client/registerCapability', 'workspace/codeLens/refresh'];
const TOLD = ['textDocument/publishDiagnostics', '$/progress', 'window/logMessage', 'intspec/specsChanged'];

/** Starts a server that reads these files. `refuses` are requests that its client does not answer well. */
export async function serve(files: Files, capabilities: InitializeParams['capabilities'], refuses: readonly string[] = []): Promise<Served> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = new Server(createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), { files, version: '0.0.0' });
  server.connection.listen();
  const client = createProtocolConnection(new ClientReader(toClient), new ClientWriter(toServer));
  const told = new Map<string, unknown[]>([...ASKED, ...TOLD].map((method) => [method, []]));
  for (const method of ASKED) {
    client.onRequest(method, (params: unknown) => {
      told.get(method)?.push(params);
      if (refuses.includes(method)) throw new Error('no');
      return null;
    });
  }
  client.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => null));
  for (const method of TOLD) client.onNotification(method, (params: unknown) => void told.get(method)?.push(params));
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities, workspaceFolders: [{ uri: FOLDER, name: 'w' }] });
  await client.sendNotification('initialized', {});
  return {
    client,
    told: (method) => told.get(method) ?? [],
    until: async (holds) => {
      while (!holds()) await setImmediate();
    },
    stop: async () => {
      await client.sendRequest('shutdown');
      client.dispose();
      server.connection.dispose();
    },
  };
}
