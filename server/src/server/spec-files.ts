/** Keeps what is known of the workspace's specs and settings in step with their files. */
import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import { SETTINGS_PATTERNS } from '../workspace/spec-patterns.ts';
import { uriKey } from '../workspace/uri.ts';
import type { Files } from './files.ts';
import type { Server } from './server.ts';

type FileKind = 'settings' | 'specs';
const KINDS: readonly FileKind[] = ['settings', 'specs'];

export class SpecFiles {
  readonly #server: Server;
  readonly #files: Files;
  readonly #onIndexed: () => void;
  #events: FileEvent[] = [];
  #turn = 0;
  /** The specs are searched for right behind. */
  #takesSettings = false;
  /** One after the other: two readings of one file must not overtake each other. */
  #work: Promise<void> = Promise.resolve();

  /** `onIndexed` is told whenever files have been taken in. */
  constructor(server: Server, files: Files, onIndexed: () => void) {
    this.#server = server;
    this.#files = files;
    this.#onIndexed = onIndexed;
  }

  /** Resolves when everything is taken in that was known to be there when it was asked for. */
  get settled(): Promise<void> {
    return this.#work;
  }

  /** Reads a file of the workspace; null where there is none. */
  async read(uri: string): Promise<string | null> {
    try {
      return await this.#files.read(uri, this.#server.workspace.folders);
    } catch (error) {
      this.#server.report(`${uri} could not be read`, error);
      return null;
    }
  }

  /** Those of the URIs that are files of the workspace folders. */
  async existing(uris: readonly string[]): Promise<readonly string[]> {
    if (uris.length === 0) return [];
    try {
      return await this.#files.existing(uris, this.#server.workspace.folders);
    } catch (error) {
      this.#server.report('Files could not be looked for', error);
      return [];
    }
  }

  /** Takes in all files, one by one, so that requests are answered in between. */
  index(): void {
    const turn = ++this.#turn;
    this.#enqueue('The workspace could not be searched for specs', async () => {
      const { workspace } = this.#server;
      if (turn !== this.#turn) return;
      const isLatest = (): boolean => turn === this.#turn;
      this.#takesSettings = true;
      try {
        // Settings say which files are specs: they come first.
        await this.#takeAll('settings', workspace.settingsFiles.files(), isLatest);
      } finally {
        this.#takesSettings = false;
      }
      await this.#takeAll('specs', workspace.index.files(), isLatest);
      if (isLatest()) this.#onIndexed();
    });
  }

  /** Other files may be specs now, unless they are just about to be searched for. */
  patternsChanged(): void {
    if (!this.#takesSettings) this.index();
  }

  /** Takes in what a client says of single files; a file that is new counts only if it is one of the specs. */
  changed(events: readonly FileEvent[]): void {
    this.#events.push(...events);
    this.#enqueue('Changed files could not be taken in', async () => {
      const { workspace } = this.#server;
      const waiting = this.#events;
      this.#events = [];
      if (waiting.length === 0) return;
      for (const { uri, type } of waiting) {
        if (type === FileChangeType.Deleted) this.#remove(uri);
        else if (workspace.hasFile(uri)) await this.#take(uri);
      }
      const isNew = waiting.some(({ uri, type }) => type !== FileChangeType.Deleted && !workspace.hasFile(uri));
      for (const kind of isNew ? KINDS : []) {
        for (const uri of (await this.#list(kind)).values()) if (!workspace.hasFile(uri)) await this.#take(uri);
      }
      this.#onIndexed();
    });
  }

  /** Takes in all files of a kind, and drops those that are gone; gives up where a later search has begun. */
  async #takeAll(kind: FileKind, known: readonly string[], isLatest: () => boolean): Promise<void> {
    if (!isLatest()) return;
    const found = await this.#list(kind);
    for (const uri of known) if (!found.has(uriKey(uri))) this.#server.workspace.setFile(uri, null);
    for (const uri of found.values()) {
      if (!isLatest()) return;
      await this.#take(uri);
    }
  }

  async #take(uri: string): Promise<void> {
    this.#server.workspace.setFile(uri, await this.read(uri));
  }

  /** Drops a file, or all files of a folder: of a folder that is deleted or moved, nothing but its own name is reported. */
  #remove(uri: string): void {
    const { workspace } = this.#server;
    const gone = uriKey(uri);
    for (const file of workspace.files()) {
      const key = uriKey(file);
      if (key === gone || key.startsWith(`${gone}/`)) workspace.setFile(file, null);
    }
  }

  /** The files that there are, by the one spelling of their URIs. */
  async #list(kind: FileKind): Promise<Map<string, string>> {
    const { workspace } = this.#server;
    const patterns = kind === 'settings' ? SETTINGS_PATTERNS : workspace.specPatterns();
    const uris = await this.#files.list(patterns, workspace.folders);
    return new Map(uris.filter((uri) => (kind === 'settings' ? workspace.isSettings(uri) : workspace.isSpecFile(uri))).map((uri) => [uriKey(uri), uri]));
  }

  #enqueue(failure: string, work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#server.report(failure, error);
    });
  }
}
