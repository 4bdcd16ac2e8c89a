/** Everything the server knows: open documents by version, the index of all specs, the settings. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { RuleRun, RunOptions } from '../rules/runner.ts';
import { Analysis } from './analysis.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { SpecIndex } from './spec-index.ts';

/** A document as the client shows it. */
export interface DocumentText {
  readonly uri: string;
  readonly version: number;
  readonly languageId: string;
  getText(): string;
}

export interface WorkspaceOptions {
  /** The folder of the manual's pages, `/` at its end. */
  readonly manual?: string | undefined;
  readonly onError: (rule: string, error: unknown) => void;
}

/** Names of files that hold no spec although they end like one: the repository's own settings. */
const SETTINGS_FILE = /(^|\/)\.intspec\.ya?ml$/;
const SPEC_FILE = /[^/]\.intspec\.ya?ml$/;

/** The language id that clients give to specs. */
const LANGUAGE_ID = 'integration-spec';

export class Workspace {
  readonly index = new SpecIndex();
  readonly #options: WorkspaceOptions;
  readonly #open = new Map<string, { readonly version: number; readonly analysis: Analysis }>();
  readonly #files = new Map<string, { key: string; diagnostics: readonly Diagnostic[] }>();
  readonly #settings = new Map<string, Settings>();
  #settingsVersion = 0;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  /** The analysis of an open document's current text; undefined where the document is no spec. */
  analysis(document: DocumentText): Analysis | undefined {
    let known = this.#open.get(document.uri);
    if (known?.version !== document.version) {
      known = { version: document.version, analysis: new Analysis(document.getText()) };
      this.#open.set(document.uri, known);
      if (isSpec(document.uri, document.languageId, known.analysis)) this.index.setOpen(document.uri, known.analysis);
      else this.index.close(document.uri);
    }
    return isSpec(document.uri, document.languageId, known.analysis) ? known.analysis : undefined;
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.index.close(uri);
  }

  /** The rules run over an open spec, with the settings and the workspace as they are now. */
  run(uri: string, analysis: Analysis): RuleRun {
    return analysis.run(this.#outsideFacts(), this.runOptions(uri));
  }

  runOptions(uri: string): RunOptions {
    return {
      severities: this.settings(uri).rules,
      otherSpecsWithId: (id) => this.index.others(uri, id),
      onError: this.#options.onError,
    };
  }

  diagnostics(uri: string, analysis: Analysis): Diagnostic[] {
    return this.run(uri, analysis).results.map((result) => toDiagnostic(result, analysis.spec, { uri, manual: this.#options.manual }));
  }

  /** Takes in a file of the workspace, or drops it where its text is null. Only a summary is kept. */
  setFile(uri: string, text: string | null): void {
    this.#files.delete(uri);
    if (text === null || SETTINGS_FILE.test(uri)) this.index.removeFile(uri);
    else this.index.setFile(uri, new Analysis(text));
  }

  /**
   * The findings of a file that is not open, remembered until the file, the settings or the ids of the workspace
   * change; undefined where they have to be worked out from the text.
   */
  knownFileDiagnostics(uri: string): readonly Diagnostic[] | undefined {
    const known = this.#files.get(uri);
    return known?.key === this.#outsideFacts() ? known.diagnostics : undefined;
  }

  fileDiagnostics(uri: string, text: string): readonly Diagnostic[] {
    const diagnostics = this.diagnostics(uri, new Analysis(text));
    this.#files.set(uri, { key: this.#outsideFacts(), diagnostics });
    return diagnostics;
  }

  settings(uri: string): Settings {
    return this.#settings.get(uri) ?? this.#settings.get('') ?? DEFAULT_SETTINGS;
  }

  /** Settings for one document, or with an empty URI for all that have none of their own. */
  setSettings(uri: string, settings: Settings): void {
    const before = this.#settings.get(uri);
    this.#settings.set(uri, settings);
    if (JSON.stringify(before) !== JSON.stringify(settings)) this.#settingsVersion += 1;
  }

  forgetSettings(): void {
    this.#settings.clear();
    this.#settingsVersion += 1;
  }

  hasSettings(uri: string): boolean {
    return this.#settings.has(uri);
  }

  #outsideFacts(): string {
    return `${this.index.version} ${this.#settingsVersion}`;
  }
}

/** A spec by its language, its file name, or what its top level says. */
function isSpec(uri: string, languageId: string, analysis: Analysis): boolean {
  const path = uri.replace(/[?#].*$/, '');
  if (SETTINGS_FILE.test(path)) return false;
  return languageId === LANGUAGE_ID || SPEC_FILE.test(path) || analysis.saysSpec;
}
