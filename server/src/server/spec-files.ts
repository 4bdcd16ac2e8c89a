/** Keeps what is known of the workspace's specs and settings in step with their files. */
import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import { SETTINGS_PATTERNS } from '../workspace/spec-patterns.ts';
import { uriKey } from '../workspace/uri.ts';
import type { Files } from './files.ts';
import { FileTooLong } from './files.ts';
import { Progress } from './progress.ts';
import { readAhead } from './read-ahead.ts';
import type { Server } from './server.ts';

type FileKind = 'settings' | 'specs';
const KINDS: readonly FileKind[] = ['settings', 'specs'];

/** More files of a kind are not read: what is remembered of each takes some kilobytes. */
const MOST_FILES = 20_000;

/** Of so many files it is found out in one step whether they are specs. */
const FILES_A_STEP = 100;

export class SpecFiles {
  readonly #server: Server;
  readonly #files: Files;
  readonly #onChanged: () => void;
  /** The last event of each file that is not taken in yet. */
  readonly #events = new Map<string, FileEvent>();
  /** The log has been told of these files. */
  readonly #tooLong = new Set<string>();
  #tooMany = false;
  #turn = 0;
  /** The specs are searched for right behind. */
  #takesSettings = false;
  #isTaking = false;
  #hasChanged = false;
  #isStopped = false;
  /** One after the other: two readings of one file must not overtake each other. */
  #work: Promise<void> = Promise.resolve();

  /** `onChanged` is told once files have been taken in, if that has changed anything. */
  constructor(server: Server, files: Files, onChanged: () => void) {
    this.#server = server;
    this.#files = files;
    this.#onChanged = onChanged;
  }

  /** Resolves when everything is taken in that was known to be there when it was asked for. */
  get settled(): Promise<void> {
    return this.#work;
  }

  /** A file is being taken in at this very moment: what changes by it is told when all are. */
  get isTaking(): boolean {
    return this.#isTaking;
  }

  /** Reads a file of the workspace; null where there is none. */
  async read(uri: string): Promise<string | null> {
    try {
      return await this.#files.read(uri, this.#server.workspace.folders);
    } catch (error) {
      if (!(error instanceof FileTooLong)) this.#server.report(`${uri} could not be read`, error);
      else if (!this.#tooLong.has(uri)) this.#server.connection.console.warn(`${uri}: ${error.message}`);
      if (error instanceof FileTooLong) this.#tooLong.add(uri);
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

  /** Takes in all files, where it is not known yet which there are. */
  index(): void {
    this.#server.workspace.isComplete = false;
    this.reread();
  }

  /** Takes in all files anew, whether they have changed or not. */
  reread(): void {
    const turn = ++this.#turn;
    const isLatest = (): boolean => turn === this.#turn;
    this.#enqueue('The workspace could not be searched for specs', async (progress) => {
      const { workspace } = this.#server;
      this.#takesSettings = true;
      try {
        // Settings say which files are specs: they come first.
        await this.#takeAll('settings', workspace.settingsFiles.files(), isLatest, progress);
      } finally {
        this.#takesSettings = false;
      }
      const areAll = await this.#takeAll('specs', workspace.index.files(), isLatest, progress);
      if (!isLatest() || !areAll || workspace.isComplete) return;
      workspace.isComplete = true;
      this.#hasChanged = true;
    });
  }

  /** Other files may be specs now, unless they are just about to be searched for. */
  patternsChanged(): void {
    if (!this.#takesSettings) this.index();
  }

  /** Takes in what a client says of single files; a file that is new counts only if it is one of the specs. */
  changed(events: readonly FileEvent[]): void {
    for (const event of events) {
      const key = uriKey(event.uri);
      this.#events.delete(key);
      this.#events.set(key, event);
    }
    this.#enqueue('Changed files could not be taken in', (progress) => this.#takeEvents(progress));
  }

  /** Nothing more is taken in. */
  stop(): void {
    this.#turn += 1;
    this.#isStopped = true;
    this.#events.clear();
  }

  async #takeEvents(progress: Progress): Promise<void> {
    const { workspace } = this.#server;
    const waiting = [...this.#events.values()];
    this.#events.clear();
    this.#removeAll(waiting.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri));
    const changed = waiting.filter(({ type }) => type !== FileChangeType.Deleted);
    const others = changed.filter(({ uri }) => !workspace.hasFile(uri));
    await this.#takeEach(changed.map(({ uri }) => uri).filter((uri) => workspace.hasFile(uri)), progress);
    // What is created may be a folder with files in it.
    const mayBeNew = others.some(({ uri, type }) => type === FileChangeType.Created || workspace.isSettings(uri) || workspace.isSpecFile(uri));
    for (const kind of mayBeNew ? KINDS : []) {
      const { files } = await this.#list(kind);
      await this.#takeEach([...files.values()].filter((uri) => !workspace.hasFile(uri)), progress);
    }
  }

  /** Takes in all files of a kind, and drops those that are gone; gives up where a later search has begun. Gives whether none is left out. */
  async #takeAll(kind: FileKind, known: readonly string[], isLatest: () => boolean, progress: Progress): Promise<boolean> {
    if (!isLatest()) return false;
    const { files, areAll } = await this.#list(kind);
    for (const uri of known) if (!files.has(uriKey(uri))) this.#set(uri, null);
    // Settings are few, and what is shown should not begin twice.
    await this.#takeEach([...files.values()], kind === 'specs' ? progress : undefined, isLatest);
    return areAll;
  }

  /** Takes in files one by one, so that whatever comes in is answered in between; the next ones are being read meanwhile. */
  async #takeEach(uris: readonly string[], progress?: Progress, goesOn: () => boolean = () => !this.#isStopped): Promise<void> {
    let done = 0;
    for await (const { uri, text } of readAhead(uris, (each) => this.read(each))) {
      if (!goesOn()) return;
      this.#server.background.step(() => {
        this.#set(uri, text);
      });
      progress?.at((done += 1), uris.length);
      await this.#server.background.next();
    }
  }

  #set(uri: string, text: string | null): void {
    this.#isTaking = true;
    try {
      if (this.#server.workspace.setFile(uri, text)) this.#hasChanged = true;
    } finally {
      this.#isTaking = false;
    }
  }

  /** Drops files, and all files of folders: of a folder that is deleted or moved, nothing but its own name is reported. */
  #removeAll(uris: readonly string[]): void {
    const gone = new Set(uris.map(uriKey));
    if (gone.size === 0) return;
    for (const file of this.#server.workspace.files()) if (isAmong(uriKey(file), gone)) this.#set(file, null);
  }

  /** The files that there are, by the one spelling of their URIs, in their order; where there are too many, the first, and the log is told once. */
  async #list(kind: FileKind): Promise<{ readonly files: ReadonlyMap<string, string>; readonly areAll: boolean }> {
    const { workspace, background } = this.#server;
    const patterns = kind === 'settings' ? SETTINGS_PATTERNS : workspace.specPatterns();
    const uris = await this.#files.list(patterns, workspace.folders);
    const found: [key: string, uri: string][] = [];
    // Settings with many patterns make this more than a moment's work.
    for (let at = 0; at < uris.length; at += FILES_A_STEP) {
      background.step(() => {
        for (const uri of uris.slice(at, at + FILES_A_STEP)) if (kind === 'settings' ? workspace.isSettings(uri) : workspace.isSpecFile(uri)) found.push([uriKey(uri), uri]);
      });
      await background.next();
    }
    const areAll = found.length <= MOST_FILES;
    if (!areAll && !this.#tooMany) this.#server.connection.console.warn(`There are ${String(found.length)} files of ${kind} in the workspace; only the first ${String(MOST_FILES)} are read. Name fewer in \`files.patterns\`.`);
    this.#tooMany ||= !areAll;
    found.sort(([one], [other]) => (one < other ? -1 : 1));
    return { files: new Map(found.slice(0, MOST_FILES)), areAll };
  }

  #enqueue(failure: string, work: (progress: Progress) => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isStopped) return;
      const { connection, abilities } = this.#server;
      const progress = new Progress(connection, 'Integration Spec: reading specs', abilities.showsProgress);
      try {
        await work(progress);
      } catch (error) {
        this.#server.report(failure, error);
      } finally {
        progress.end();
        if (this.#hasChanged && !this.#isStopped) this.#onChanged();
        this.#hasChanged = false;
      }
    });
  }
}

/** Whether a file, or one of the folders above it, is among these. */
function isAmong(key: string, among: ReadonlySet<string>): boolean {
  for (let at = key.length; at > 0; at = key.lastIndexOf('/', at - 1)) if (among.has(key.slice(0, at))) return true;
  return false;
}
