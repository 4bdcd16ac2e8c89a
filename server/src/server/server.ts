/** The language server, the same in Node and in a web worker: the only room that holds a connection. */
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readSettings } from '../workspace/settings.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { ClientAbilities } from './capabilities.ts';
import { abilitiesOf, serverCapabilities } from './capabilities.ts';
import { Diagnostics } from './diagnostics.ts';
import type { Files } from './files.ts';
import { clientFiles } from './files.ts';
import { answerRequests } from './requests.ts';
import type { InitializationOptions } from './protocol.ts';

export interface ServerHost {
  /** Where files come from when the client does not offer its own. */
  readonly files: Files;
  /** The folder of the manual's pages, `/` at its end; undefined where there is none. */
  readonly manual?: string | undefined;
  readonly version: string;
}

/** Serves one client on a connection. */
export class Server {
  readonly connection: Connection;
  readonly documents = new TextDocuments(TextDocument);
  readonly #host: ServerHost;
  #workspace: Workspace | undefined;
  #abilities: ClientAbilities = abilitiesOf({});
  #files: Files;
  #ownClient = false;
  #folders: readonly string[] = [];
  #diagnostics: Diagnostics | undefined;
  #indexing = 0;
  #indexed: Promise<void> = Promise.resolve();

  constructor(connection: Connection, host: ServerHost) {
    this.connection = connection;
    this.#host = host;
    this.#files = host.files;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => {
      this.#indexed = this.#initialized().catch((error: unknown) => {
        this.connection.console.error(`The server could not set itself up: ${String(error)}`);
      });
    });
    connection.onDidChangeConfiguration((params) => void this.#configurationChanged(params.settings));
    connection.onDidChangeWatchedFiles(({ changes }) => void this.#filesChanged(changes));
    this.documents.onDidChangeContent(({ document }) => void this.#documentChanged(document));
    this.documents.onDidClose(({ document }) => {
      this.workspace.close(document.uri);
      this.#diagnostics?.closed(document.uri);
    });
    answerRequests(this);
    this.documents.listen(connection);
  }

  get workspace(): Workspace {
    this.#workspace ??= this.#newWorkspace(this.#host.manual);
    return this.#workspace;
  }

  get abilities(): ClientAbilities {
    return this.#abilities;
  }

  /** Resolves when all files of the workspace are taken in that were known when it was asked for. */
  get indexed(): Promise<void> {
    return this.#indexed;
  }

  /** Reads a file of the workspace that is not open. */
  readFile(uri: string): Promise<string | null> {
    return this.#files.read(uri);
  }

  /** Asks the client for the settings of a document, once. */
  async loadSettings(uri: string): Promise<void> {
    if (!this.#abilities.configuration || this.workspace.hasSettings(uri)) return;
    const section: unknown = await this.connection.workspace.getConfiguration({ section: 'intspec', ...(uri !== '' && { scopeUri: uri }) });
    this.workspace.setSettings(uri, readSettings(section));
  }

  #newWorkspace(manual: string | undefined): Workspace {
    return new Workspace({
      manual,
      onError: (rule, error) => {
        this.connection.console.error(`The rule ${rule} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      },
    });
  }

  #initialize(params: InitializeParams): InitializeResult {
    const options = readOptions(params.initializationOptions);
    this.#abilities = abilitiesOf(params.capabilities);
    this.#ownClient = options.files ?? false;
    if (this.#ownClient) this.#files = clientFiles(this.connection);
    this.#workspace = this.#newWorkspace(options.manual ?? this.#host.manual);
    this.#folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#diagnostics = new Diagnostics(this, this.#abilities);
    return { capabilities: serverCapabilities(this.#abilities), serverInfo: { name: 'intspec', version: this.#host.version } };
  }

  async #initialized(): Promise<void> {
    if (this.#abilities.workspaceFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added.map((folder) => folder.uri)];
        this.#index();
      });
    }
    if (this.#abilities.configurationChanges) await this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'intspec' });
    await this.loadSettings('');
    // The extension's own client watches by itself.
    if (this.#abilities.watchesFiles && !this.#ownClient) {
      const watchers = this.workspace.settings('').patterns.map((globPattern) => ({ globPattern }));
      await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    this.#index();
    await this.#indexed;
  }

  #index(): void {
    this.#indexed = this.#indexWorkspace().catch((error: unknown) => {
      this.connection.console.error(`The workspace could not be searched for specs: ${String(error)}`);
    });
  }

  /** Takes in all files of the workspace, one by one, so that requests are answered in between. */
  async #indexWorkspace(): Promise<void> {
    const turn = ++this.#indexing;
    const found = new Set(await this.#files.list(this.workspace.settings('').patterns, this.#folders));
    for (const uri of this.workspace.index.files()) if (!found.has(uri)) this.workspace.setFile(uri, null);
    for (const uri of found) {
      const text = await this.#files.read(uri);
      if (turn !== this.#indexing) return;
      this.workspace.setFile(uri, text);
    }
    this.#diagnostics?.refresh();
  }

  async #filesChanged(changes: readonly { uri: string; type: FileChangeType }[]): Promise<void> {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Deleted) this.#removeFiles(uri);
      else this.workspace.setFile(uri, await this.#files.read(uri));
    }
    this.#diagnostics?.refresh();
  }

  /** Drops a file, or all files of a folder: of a folder that is deleted or moved, nothing but its own name is reported. */
  #removeFiles(uri: string): void {
    for (const file of this.workspace.index.files()) {
      if (file === uri || file.startsWith(`${uri}/`)) this.workspace.setFile(file, null);
    }
  }

  async #configurationChanged(settings: unknown): Promise<void> {
    this.workspace.forgetSettings();
    if (this.#abilities.configuration) await this.loadSettings('');
    else this.workspace.setSettings('', readSettings(isRecord(settings) ? (settings['intspec'] ?? settings) : undefined));
    this.#diagnostics?.refresh();
  }

  async #documentChanged(document: TextDocument): Promise<void> {
    const before = this.workspace.index.version;
    this.workspace.analysis(document);
    await this.loadSettings(document.uri);
    this.#diagnostics?.changed(document.uri);
    if (this.workspace.index.version !== before) this.#diagnostics?.refresh();
  }
}

function readOptions(options: unknown): InitializationOptions {
  if (!isRecord(options)) return {};
  const { files, manual } = options;
  return { ...(typeof files === 'boolean' && { files }), ...(typeof manual === 'string' && { manual }) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
