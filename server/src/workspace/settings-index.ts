/** The settings files of the workspace, open or not, and which of them hold for a document. */
import type { Spec } from '../model/spec.ts';
import type { FileSettings } from './settings-file.ts';
import { readSettingsFile } from './settings-file.ts';
import { DEFAULT_PATTERNS, hasSpecName, isLeftOut, matchesPatterns, searchPatterns } from './spec-patterns.ts';
import { fewer } from './search-globs.ts';
import { uriKey } from './uri.ts';

interface Known {
  readonly uri: string;
  readonly settings: FileSettings;
}

/** What settings files say; an open document's text counts instead of its file's. */
export class SettingsIndex {
  readonly #open = new Map<string, Known>();
  readonly #closed = new Map<string, Known>();
  readonly #documents = new Map<string, Spec>();
  readonly #onChange: () => void;
  #folders: readonly string[] = [];
  #version = 0;

  /** `onChange` is told whenever the version has changed. */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  /** Changes whenever a file says something else than before. */
  get version(): number {
    return this.#version;
  }

  /** The workspace folders: no file above them holds for what is in them. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.map((uri) => uriKey(uri).replace(/\/+$/, ''));
    this.#version += 1;
  }

  /** Takes in the current text of an open settings document. */
  setOpen(uri: string, document: Spec): void {
    // Every request asks for the document anew; it is read once.
    if (this.#documents.get(uriKey(uri)) === document) return;
    this.#documents.set(uriKey(uri), document);
    this.#change(uri, (key) => this.#open.set(key, { uri, settings: readSettingsFile(document) }));
  }

  /** A document that is no longer open: its file counts again. */
  close(uri: string): void {
    this.#documents.delete(uriKey(uri));
    this.#change(uri, (key) => this.#open.delete(key));
  }

  /** Takes in the text of a file. */
  setFile(uri: string, document: Spec): void {
    this.#change(uri, (key) => this.#closed.set(key, { uri, settings: readSettingsFile(document) }));
  }

  removeFile(uri: string): void {
    this.#change(uri, (key) => this.#closed.delete(key));
  }

  hasFile(uri: string): boolean {
    return this.#closed.has(uriKey(uri));
  }

  /** The files known, open or not. */
  files(): string[] {
    return [...this.#closed.values()].map(({ uri }) => uri);
  }

  /** What holds for a document: the settings from its workspace folder down to its own folder, the outermost first. */
  above(uri: string): FileSettings[] {
    return this.#foldersAbove(uriKey(uri)).flatMap((folder) => this.#in(folder));
  }

  /** Globs, relative to the workspace folders, that find all specs: the usual files, and those that settings name. */
  searchPatterns(): readonly string[] {
    const found = new Set(DEFAULT_PATTERNS);
    for (const { folder, patterns } of this.patterns()) {
      const root = this.#rootOf(`${folder}/`);
      if (root !== undefined) for (const pattern of searchPatterns(folder.slice(root.length + 1), patterns)) found.add(pattern);
    }
    return fewer([...found]);
  }

  /** The patterns of all settings files that have some, with the folder that each set is relative to. */
  patterns(): { readonly folder: string; readonly patterns: readonly string[] }[] {
    const all = new Map([...this.#closed, ...this.#open]);
    return [...all].flatMap(([key, { settings: { patterns } }]) => (patterns ? [{ folder: folderOf(key), patterns }] : []));
  }

  /** Whether a file that these globs have found is a spec: the nearest settings that say which files are decide. */
  isSpec(uri: string): boolean {
    const key = uriKey(uri);
    const found = this.#patternsFor(key);
    return found ? matchesPatterns(found.path, found.patterns) : hasSpecName(key);
  }

  /** Whether the settings take this file out of the specs: by a pattern with `!`, whatever the file is called. */
  leavesOut(uri: string): boolean {
    const found = this.#patternsFor(uriKey(uri));
    return found !== undefined && isLeftOut(found.path, found.patterns);
  }

  /** The patterns that hold for a file, with its path from where they stand; undefined where the usual ones hold. */
  #patternsFor(key: string): { readonly path: string; readonly patterns: readonly string[] } | undefined {
    for (const folder of this.#foldersAbove(key).reverse()) {
      const patterns = this.#in(folder).findLast((settings) => settings.patterns !== undefined)?.patterns;
      if (patterns) return { path: key.slice(folder.length + 1), patterns };
    }
    return undefined;
  }

  #change(uri: string, change: (key: string) => void): void {
    const key = uriKey(uri);
    const before = JSON.stringify(this.#effective(key)?.settings);
    change(key);
    if (JSON.stringify(this.#effective(key)?.settings) === before) return;
    this.#version += 1;
    this.#onChange();
  }

  #effective(key: string): Known | undefined {
    return this.#open.get(key) ?? this.#closed.get(key);
  }

  /** The settings in a folder; where it has both files, `.intspec.yaml` wins. */
  #in(folder: string): FileSettings[] {
    return ['.intspec.yml', '.intspec.yaml'].flatMap((name) => this.#effective(`${folder}/${name}`)?.settings ?? []);
  }

  /** The folders from a workspace folder down to the one that holds a file; none for a file outside. */
  #foldersAbove(key: string): string[] {
    const root = this.#rootOf(key);
    const folders: string[] = [];
    if (root === undefined) return folders;
    for (let at = folderOf(key); at.length >= root.length; at = folderOf(at)) folders.unshift(at);
    return folders;
  }

  /** Whether a workspace folder holds this file. */
  isInWorkspace(uri: string): boolean {
    return this.#rootOf(uriKey(uri)) !== undefined;
  }

  /** The innermost workspace folder that holds a file. */
  #rootOf(key: string): string | undefined {
    return this.#folders.filter((folder) => key.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
  }
}

function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}
