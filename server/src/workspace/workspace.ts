/** Everything the server knows: open documents by version, the index of all specs, the settings. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { SpecOverview } from '../features/spec-overview.ts';
import { overviewOf } from '../features/spec-overview.ts';
import type { RuleRun, RunOptions } from '../rules/runner.ts';
import { Analysis } from './analysis.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { SpecIndex } from './spec-index.ts';
import { uriKey } from './uri.ts';

/** A document as the client shows it. */
export interface DocumentText {
  readonly uri: string;
  readonly version: number;
  readonly languageId: string;
  getText(): string;
}

/** The findings of a spec, and what a list shows of it. */
export interface SpecReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly overview: SpecOverview;
}

export interface WorkspaceOptions {
  /** The folder of the manual's pages, `/` at its end. */
  readonly manual?: string | undefined;
  readonly onError: (rule: string, error: unknown) => void;
  /** Told when a document's id has changed: the findings of others may have, too. */
  readonly onIdsChanged?: () => void;
  /** Told when a document names other ids than before: what others show of that has changed. */
  readonly onMentionsChanged?: () => void;
}

/** Names of files that hold no spec although they end like one: the repository's own settings. */
const SETTINGS_FILE = /(^|\/)\.intspec\.ya?ml$/;
const SPEC_FILE = /[^/]\.intspec\.ya?ml$/;

/** The language id that clients give to specs. */
const LANGUAGE_ID = 'integration-spec';

export class Workspace {
  readonly index: SpecIndex;
  readonly #options: WorkspaceOptions;
  // All by URI, in the one spelling of `uriKey`.
  readonly #open = new Map<string, { readonly version: number; readonly analysis: Analysis }>();
  readonly #files = new Map<string, { readonly facts: string; readonly report: SpecReport }>();
  readonly #settings = new Map<string, Settings>();
  #settingsVersion = 0;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.index = new SpecIndex(options.onIdsChanged, options.onMentionsChanged);
  }

  /** The analysis of an open document's current text; undefined where the document is no spec. */
  analysis(document: DocumentText): Analysis | undefined {
    const { uri, version, languageId } = document;
    const text = document.getText();
    const key = uriKey(uri);
    let known = this.#open.get(key);
    // The text is compared too, since some clients use a version twice; it mostly is the same string.
    if (known?.version !== version || known.analysis.text !== text) {
      known = { version, analysis: new Analysis(text) };
      this.#open.set(key, known);
    }
    if (!this.#isSpec(uri, languageId, known.analysis)) {
      this.index.close(uri);
      return undefined;
    }
    this.index.setOpen(uri, known.analysis);
    return known.analysis;
  }

  /** Forgets a document that was open. */
  close(uri: string): void {
    this.#open.delete(uriKey(uri));
    this.index.close(uri);
    if (!this.index.hasFile(uri)) this.#settings.delete(uriKey(uri));
  }

  /** A spec by its language, its file name, because it is one of the workspace's, or by what its top level says. */
  #isSpec(uri: string, languageId: string, analysis: Analysis): boolean {
    const path = pathOf(uri);
    if (SETTINGS_FILE.test(path)) return false;
    return languageId === LANGUAGE_ID || SPEC_FILE.test(path) || this.index.hasFile(uri) || analysis.saysSpec;
  }

  /** The rules run over an open spec, with the settings and the workspace as they are now. */
  run(uri: string, analysis: Analysis): RuleRun {
    return analysis.run(this.#outsideFacts(), this.runOptions(uri));
  }

  /** What the rules are told from outside of the document. */
  runOptions(uri: string): RunOptions {
    return {
      severities: this.settings(uri).rules,
      otherSpecsWithId: (id) => this.index.others(uri, id),
      onError: this.#options.onError,
    };
  }

  /** The findings of an open spec, as the client is told of them. */
  diagnostics(uri: string, analysis: Analysis): Diagnostic[] {
    return this.run(uri, analysis).results.map((result) => toDiagnostic(result, analysis.spec, { uri, manual: this.#options.manual }));
  }

  /** Takes in a file of the workspace, or drops it where its text is null. Only a summary is kept. */
  setFile(uri: string, text: string | null): void {
    this.#files.delete(uriKey(uri));
    if (text === null || SETTINGS_FILE.test(pathOf(uri))) this.index.removeFile(uri);
    else this.index.setFile(uri, new Analysis(text));
  }

  /** The findings of an open spec with what a list shows of it. */
  report(uri: string, analysis: Analysis): SpecReport {
    const diagnostics = this.diagnostics(uri, analysis);
    return { diagnostics, overview: overviewOf(analysis.spec, diagnostics) };
  }

  /**
   * The report on a file that is not open, remembered until the file, the settings or the ids of the workspace
   * change; undefined where it has to be worked out from the text.
   */
  knownFileReport(uri: string): SpecReport | undefined {
    const known = this.#files.get(uriKey(uri));
    return known?.facts === this.#outsideFacts() ? known.report : undefined;
  }

  /** The report on a file that is not open, worked out from its text and remembered. */
  fileReport(uri: string, text: string): SpecReport {
    const report = this.report(uri, new Analysis(text));
    this.#files.set(uriKey(uri), { facts: this.#outsideFacts(), report });
    return report;
  }

  /** The settings of a document: its own, or those of all that have none. */
  settings(uri: string): Settings {
    return this.#settings.get(uriKey(uri)) ?? this.#settings.get('') ?? DEFAULT_SETTINGS;
  }

  /** Settings for one document, or with an empty URI for all that have none of their own. */
  setSettings(uri: string, settings: Settings): void {
    const before = JSON.stringify(this.settings(uri));
    this.#settings.set(uriKey(uri), settings);
    if (before !== JSON.stringify(settings)) this.#settingsVersion += 1;
  }

  /** All settings are to be asked for anew. */
  forgetSettings(): void {
    this.#settings.clear();
    this.#settingsVersion += 1;
  }

  hasSettings(uri: string): boolean {
    return this.#settings.has(uriKey(uri));
  }

  #outsideFacts(): string {
    return `${this.index.version} ${this.#settingsVersion}`;
  }
}

/** The path of a URI, unescaped, without query and fragment. */
function pathOf(uri: string): string {
  return uriKey(uri.replace(/[?#].*$/, ''));
}
