/** The language server, the same in Node and in a web worker: the only room that holds a connection. */
import type { CancellationToken, Connection, Disposable, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ErrorCodes, ResponseError, TextDocuments } from 'vscode-languageserver';
import type { Spec } from '../model/spec.ts';
import { readSettings } from '../workspace/settings.ts';
import { hasSpecName } from '../workspace/spec-patterns.ts';
import type { SpecReport } from '../workspace/workspace.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { ClientAbilities } from './capabilities.ts';
import { abilitiesOf, serverCapabilities } from './capabilities.ts';
import { ClientSettings } from './client-settings.ts';
import { Diagnostics } from './diagnostics.ts';
import { soundDocuments } from './documents.ts';
import type { Files } from './files.ts';
import { clientFiles } from './files.ts';
import { refuseMalformed } from './params.ts';
import { answerRequests } from './requests.ts';
import type { InitializationOptions, SpecFilesParams } from './protocol.ts';
import { SpecFilesNotification } from './protocol.ts';
import { SpecFiles } from './spec-files.ts';
import { SpecList } from './specs.ts';
import { Background, inTime, PATIENCE, unlessCancelled } from './turns.ts';
import { Views } from './views.ts';
import { firstQuestions, WarmUp } from './warm-up.ts';

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
  readonly documents = new TextDocuments(soundDocuments);
  readonly settings: ClientSettings;
  readonly background = new Background();
  readonly #host: ServerHost;
  #workspace: Workspace;
  #files: SpecFiles;
  #abilities: ClientAbilities = abilitiesOf({});
  #ownClient = false;
  readonly #specs: SpecList;
  readonly #views = new Views(this);
  readonly #warmUp = new WarmUp(this.background, () => this.#firstQuestions(), (error) => {
    this.report('What is asked for first could not be made ready', error);
  });
  #showLocations: string | undefined;
  #diagnostics: Diagnostics | undefined;
  #watching: { readonly patterns: string; readonly registration: Promise<Disposable> } | undefined;
  #setUp: Promise<void> = Promise.resolve();
  /** What was last searched for, and what the client was last told of it. */
  #patterns = '';
  #announced = '{"uris":[]}';
  #isShutDown = false;

  constructor(connection: Connection, host: ServerHost) {
    this.connection = connection;
    this.#host = host;
    this.settings = new ClientSettings(this, () => {
      this.#settingsChanged();
    });
    this.#workspace = this.#newWorkspace(host.manual);
    this.#files = this.#newFiles(host.files);
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => {
      this.#setUp = this.#initialized();
    });
    connection.onShutdown(() => {
      this.#isShutDown = true;
      this.#files.stop();
      this.#diagnostics?.stop();
      this.#specs.stop();
      this.#views.stop();
      this.#warmUp.stop();
    });
    // A client that is asked for the settings may send none.
    connection.onDidChangeConfiguration((params?: { readonly settings?: unknown } | null) => {
      this.#setUp = this.#setUp.then(() => this.#configurationChanged(params?.settings));
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      this.#files.changed(changes);
    });
    this.documents.onDidChangeContent(({ document }) => {
      this.background.typed();
      this.#diagnostics?.changed(document.uri);
      this.#specs.changed();
    });
    this.documents.onDidClose(({ document }) => {
      this.workspace.close(document.uri);
      this.#diagnostics?.closed(document.uri);
      this.#specs.changed();
    });
    refuseMalformed(this);
    answerRequests(this);
    this.#specs = new SpecList(this);
    this.documents.listen(connection);
  }

  get workspace(): Workspace {
    return this.#workspace;
  }

  get files(): SpecFiles {
    return this.#files;
  }

  get abilities(): ClientAbilities {
    return this.#abilities;
  }

  /** The client's command that shows places; undefined where it has none. */
  get showLocations(): string | undefined {
    return this.#showLocations;
  }

  /** Resolves when all files of the workspace are taken in that were known when it was asked for. Rejects where the request is cancelled. */
  async whenIndexed(token: CancellationToken): Promise<void> {
    await unlessCancelled(this.#setUp.then(() => this.#files.settled), token);
  }

  /** The client has asked for the end. */
  get isShutDown(): boolean {
    return this.#isShutDown;
  }

  /** Refuses requests before `initialize` and after `shutdown`, as LSP demands. */
  assertServing(): void {
    if (!this.#diagnostics) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');
    if (this.#isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
  }

  /** The report on a file that is not open; undefined where it cannot be read. */
  async fileReport(uri: string): Promise<SpecReport | undefined> {
    await this.settings.load(uri);
    const known = this.workspace.knownFileReport(uri);
    if (known) return known;
    const text = await this.files.read(uri);
    return text === null ? undefined : this.background.step(() => this.workspace.fileReport(uri, text));
  }

  /** Writes something that went wrong to the client's log. */
  report(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** Facts outside of the documents have changed. What thousands of files change is told once, when they are all taken in. */
  #refresh(): void {
    if (this.#files.isTaking) return;
    this.#diagnostics?.refresh();
    this.#specs.changed();
    this.#views.factsChanged();
  }

  /** What is made ready once a spec, or its settings, is open: not before, since most files in an editor are neither. */
  #firstQuestions(): ReturnType<typeof firstQuestions> {
    const open = this.documents.keys().map((uri) => (): Spec | undefined => {
      const document = this.documents.get(uri);
      return document && this.workspace.analysis(document)?.spec;
    });
    return open.some((ask) => ask()) ? firstQuestions(this.abilities.completionItems, open) : [];
  }

  #newWorkspace(manual: string | undefined): Workspace {
    return new Workspace({
      manual,
      onError: (rule, error) => {
        this.report(`The rule ${rule} failed`, error);
      },
      onReadWhole: (uri) => {
        this.connection.tracer.log(`${uri} is read as a whole with each change: a tab indents one of its lines, or its top level is no regular map.`);
      },
      onIdsChanged: () => this.#refresh(),
      onMentionsChanged: () => {
        if (!this.#files.isTaking) this.#views.factsChanged();
      },
      onSettingsChanged: () => {
        this.#followPatterns();
        this.#refresh();
      },
    });
  }

  #newFiles(files: Files): SpecFiles {
    return new SpecFiles(this, files, () => {
      this.#announce();
      this.#refresh();
    });
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#diagnostics) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    const options = readOptions(params.initializationOptions);
    this.#abilities = abilitiesOf(params.capabilities);
    this.#ownClient = options.files ?? false;
    this.#showLocations = options.showLocations;
    this.#workspace = this.#newWorkspace(options.manual ?? this.#host.manual);
    if (this.#ownClient) this.#files = this.#newFiles(clientFiles(this.connection));
    this.#workspace.folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    this.#diagnostics = new Diagnostics(this, () => {
      this.#warmUp.checked();
    });
    return { capabilities: serverCapabilities(this.#abilities), serverInfo: { name: 'intspec', version: this.#host.version } };
  }

  async #initialized(): Promise<void> {
    // Some clients open documents without waiting for the answer to `initialize`.
    for (const uri of this.documents.keys()) this.#diagnostics?.changed(uri);
    if (this.#abilities.workspaceFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => folder.uri));
        this.#workspace.folders = [...this.#workspace.folders.filter((folder) => !gone.has(folder)), ...added.map((folder) => folder.uri)];
        this.#followPatterns();
      });
    }
    const following = this.#abilities.configurationChanges && this.#attempt('Changes of the settings cannot be followed', () => inTime(this.connection.client.register(DidChangeConfigurationNotification.type, { section: 'intspec' }), PATIENCE));
    await Promise.all([following, this.settings.load('')]);
    this.#patterns = this.workspace.patternsKey;
    await this.#watch();
    this.#files.index();
  }

  /** Where other files are specs than before, watches them, and takes them in. */
  #followPatterns(): void {
    const patterns = this.workspace.patternsKey;
    if (patterns === this.#patterns || this.#isShutDown) return;
    this.#patterns = patterns;
    this.#files.patternsChanged();
    this.#setUp = this.#setUp.then(() => this.#watch());
  }

  /** Tells the extension's own client which files are specs although neither their name nor a setting of its own says so. */
  #announce(): void {
    if (!this.#ownClient) return;
    const params: SpecFilesParams = { uris: this.workspace.index.files().filter((uri) => !hasSpecName(uri)).sort() };
    const said = JSON.stringify(params);
    if (said === this.#announced) return;
    this.#announced = said;
    this.connection.sendNotification(SpecFilesNotification, params).catch(() => undefined);
  }

  /** Asks the client to watch settings, and the files of the patterns, instead of those that it watched before. */
  async #watch(): Promise<void> {
    const { workspace } = this;
    // The extension's own client watches what it can know of by itself.
    const known = this.#ownClient ? workspace.usualPatterns() : [];
    const patterns = [...(this.#ownClient ? [] : ['**/.intspec.yaml', '**/.intspec.yml']), ...workspace.specPatterns()].filter((pattern) => !known.includes(pattern));
    const key = JSON.stringify(patterns);
    if (this.#isShutDown || !this.#abilities.watchesFiles || (this.#watching?.patterns ?? '[]') === key) return;
    const watchers = patterns.map((globPattern) => ({ globPattern }));
    const before = this.#watching?.registration;
    const registration = patterns.length === 0 ? undefined : this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    this.#watching = registration && { patterns: key, registration };
    if (registration) await this.#attempt('Files cannot be watched', () => inTime(registration, PATIENCE));
    before?.then((disposable) => {
      disposable.dispose();
    }, () => undefined);
  }

  async #configurationChanged(settings: unknown): Promise<void> {
    this.settings.forget();
    if (this.#abilities.configuration) await this.settings.load('');
    else this.workspace.setEditorSettings('', readSettings(isRecord(settings) ? (settings['intspec'] ?? settings) : undefined));
    this.#settingsChanged();
  }

  /** The client may tell its settings after it has asked for the end. */
  #settingsChanged(): void {
    if (this.#isShutDown) return;
    this.#followPatterns();
    this.#refresh();
    this.#views.settingsChanged();
  }

  /** The outcome, or undefined and a line in the log where the client refuses. */
  async #attempt<T>(failure: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.report(failure, error);
      return undefined;
    }
  }
}

function readOptions(options: unknown): InitializationOptions {
  if (!isRecord(options)) return {};
  const { files, manual, showLocations } = options;
  return { ...(typeof files === 'boolean' && { files }), ...(typeof manual === 'string' && { manual }), ...(typeof showLocations === 'string' && { showLocations }) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
