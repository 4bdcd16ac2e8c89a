/** The client of the language server, as far as it is the same on the desktop and in the browser. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions, Middleware } from 'vscode-languageclient';
import type { InitializationOptions, SpecFilesNotification, SpecFilesParams, SpecsChanged } from '../../server/src/server/protocol.ts';
import { SHOW_LOCATIONS } from './commands/show-locations.ts';
import { errorHandler } from './error-handler.ts';
import { answerFileRequests } from './files.ts';
import { FolderWatcher } from './folders.ts';
import { LANGUAGE, SETTINGS_FILES, filePatterns, setSpecFiles } from './language.ts';

/** The client's id: with `.trace.server` behind it, the name of the setting that the client library reads. */
export const CLIENT_ID = 'intspec';
export const CLIENT_NAME = 'Integration Spec';

/** Makes a client for the platform at hand that is not started yet. The library is loaded for the first one. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/**
 * The language server, started when it is first needed: the extension wakes up for any YAML file, and most of them
 * are no specs.
 */
export class SpecServer implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel(CLIENT_NAME, { log: true });
  /** Fires when the server has started, and when it says that the specs have changed. */
  readonly onDidChangeSpecs: vscode.Event<void>;
  private readonly specsChanges = new vscode.EventEmitter<void>();
  private watchers: vscode.FileSystemWatcher[] = [];
  private client: Promise<BaseLanguageClient> | undefined;
  private starting: Promise<BaseLanguageClient> | undefined;

  constructor(
    private readonly createClient: ClientFactory,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.onDidChangeSpecs = this.specsChanges.event;
  }

  /** The running client. Rejects where the server does not start; the client library has told the user then. */
  start(): Promise<BaseLanguageClient> {
    this.starting ??= this.launch();
    return this.starting;
  }

  /** Starts the server anew, whatever state it is in. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /**
   * Sends a request and gives the result. Where that fails, the user is told with the way to the log, and the
   * result is undefined.
   */
  async request<Params, Result>(method: string, params: Params): Promise<Result | undefined> {
    try {
      return await this.send<Params, Result>(method, params);
    } catch (error) {
      this.output.error(`${method}:`, error);
      await this.reportFailure(vscode.l10n.t('The Integration Spec language server did not answer.'));
      return undefined;
    }
  }

  /** Like {@link request}, for what nobody waits for: a failure is told to the log only. */
  async ask<Params, Result>(method: string, params: Params): Promise<Result | undefined> {
    try {
      return await this.send<Params, Result>(method, params);
    } catch (error) {
      this.output.warn(`${method}:`, error);
      return undefined;
    }
  }

  /** Ends the server; nothing is left running. */
  async stop(): Promise<void> {
    const { client, watchers } = this;
    // While this one ends, the next may begin.
    this.client = undefined;
    this.starting = undefined;
    this.watchers = [];
    try {
      await (await client)?.dispose();
    } catch (error) {
      this.output.warn('The language server did not stop cleanly.', error);
    }
    for (const watcher of watchers) watcher.dispose();
  }

  dispose(): void {
    void this.stop().finally(() => {
      this.output.dispose();
      this.specsChanges.dispose();
    });
  }

  private async launch(): Promise<BaseLanguageClient> {
    const patterns = [...filePatterns(), SETTINGS_FILES];
    this.watchers = [...patterns.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern)), new FolderWatcher()];
    this.client = this.createClient(this.options());
    const client = await this.client;
    answerFileRequests(client);
    const changed = 'intspec/specsChanged' satisfies typeof SpecsChanged;
    client.onNotification(changed, () => this.specsChanges.fire());
    const specFiles = 'intspec/specFiles' satisfies typeof SpecFilesNotification;
    client.onNotification(specFiles, ({ uris }: SpecFilesParams) => setSpecFiles(uris));
    await client.start();
    this.specsChanges.fire();
    return client;
  }

  private async send<Params, Result>(method: string, params: Params): Promise<Result> {
    const client = await this.start();
    return client.sendRequest<Result>(method, params);
  }

  private options(): LanguageClientOptions {
    const manual = `${vscode.Uri.joinPath(this.extensionUri, 'server/dist/rules').toString()}/`;
    const initializationOptions: InitializationOptions = { files: true, manual, showLocations: SHOW_LOCATIONS };
    return {
      documentSelector: [{ language: LANGUAGE }, { language: 'yaml', pattern: SETTINGS_FILES }],
      synchronize: { fileEvents: this.watchers },
      outputChannel: this.output,
      traceOutputChannel: this.output,
      initializationOptions,
      middleware: withoutOldVersions(),
      errorHandler: errorHandler(() => this.client ?? Promise.reject(new Error('There is no client any more.'))),
    };
  }

  private async reportFailure(message: string): Promise<void> {
    const showOutput = vscode.l10n.t('Show Output');
    const chosen = await vscode.window.showErrorMessage(message, showOutput);
    if (chosen === showOutput) this.output.show();
  }
}

/**
 * The left side of a comparison is a document of its own with the same text: were the server to see it, a spec's id
 * would be taken twice.
 */
function withoutOldVersions(): Middleware {
  return {
    didOpen: async (document, next) => {
      if (!isOldVersion(document)) await next(document);
    },
    didClose: async (document, next) => {
      if (!isOldVersion(document)) await next(document);
    },
  };
}

/** A document that nobody can write, from no file system of the workspace: what version control and reviews show. */
function isOldVersion({ uri }: vscode.TextDocument): boolean {
  const ofWorkspace = vscode.workspace.workspaceFolders?.some((folder) => folder.uri.scheme === uri.scheme) ?? false;
  return !ofWorkspace && vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false;
}
