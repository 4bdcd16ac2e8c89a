/** Everything the server knows: open documents by version, the index of all specs, the settings of files and of the editor. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { toDiagnostic } from '../features/diagnostics.ts';
import type { SpecOverview } from '../features/spec-overview.ts';
import { overviewOf } from '../features/spec-overview.ts';
import { formatAt, isSettingsPath } from '../model/format.ts';
import { rules } from '../rules/index.ts';
import type { RuleRun, RunOptions } from '../rules/runner.ts';
import { Analysis } from './analysis.ts';
import { copied } from './copied.ts';
import { fingerprint } from './fingerprint.ts';
import { SettingsIndex } from './settings-index.ts';
import type { EditorSettings, Settings } from './settings.ts';
import { mergeSettings, NO_EDITOR_SETTINGS, ruleOptions } from './settings.ts';
import { DEFAULT_PATTERNS, hasSpecName } from './spec-patterns.ts';
import { SpecIndex } from './spec-index.ts';
import type { SpecSummary } from './summary.ts';
import { fileSummary, summaryOf } from './summary.ts';
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
  /** Told when a document's text had to be read as a whole, since it cannot be divided. */
  readonly onReadWhole?: (uri: string) => void;
  /** Told when a document's id has changed: the findings of others may have, too. */
  readonly onIdsChanged?: () => void;
  /** Told when a document names other ids than before: what others show of that has changed. */
  readonly onMentionsChanged?: () => void;
  /** Told when a settings file says something else: which files are specs, and all findings, may be others. */
  readonly onSettingsChanged?: () => void;
}

/** What keeps every rule silent. */
const allOff = (): NonNullable<RunOptions['severities']> => Object.fromEntries(rules.map(({ id }) => [id, 'off' as const]));

/** The language id that clients give to specs. */
const LANGUAGE_ID = 'integration-spec';

export class Workspace {
  readonly index: SpecIndex;
  readonly settingsFiles: SettingsIndex;
  /** Whether all files of the workspace have been taken in: only then is it certain that something is in none of them. */
  isComplete = false;
  readonly #options: WorkspaceOptions;
  // All by URI, in the one spelling of `uriKey`.
  readonly #open = new Map<string, { readonly version: number; readonly analysis: Analysis; readonly summary: () => SpecSummary }>();
  readonly #reports = new Map<string, { readonly facts: string; readonly report: SpecReport }>();
  /** Of each file's text, to see whether another one is another. */
  readonly #fingerprints = new Map<string, string>();
  readonly #editorSettings = new Map<string, EditorSettings>();
  #folders: readonly string[] = [];
  #settingsVersion = 0;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.index = new SpecIndex(options.onIdsChanged, options.onMentionsChanged);
    this.settingsFiles = new SettingsIndex(options.onSettingsChanged);
  }

  /** The workspace folders. */
  get folders(): readonly string[] {
    return this.#folders;
  }

  set folders(uris: readonly string[]) {
    this.#folders = uris;
    this.settingsFiles.setFolders(uris);
  }

  /** The analysis of an open document's current text; undefined where the document is neither a spec nor settings. */
  analysis(document: DocumentText): Analysis | undefined {
    const { uri, version, languageId } = document;
    const text = document.getText();
    const key = uriKey(uri);
    let known = this.#open.get(key);
    // The text is compared too, since some clients use a version twice; it mostly is the same string.
    if (known?.version !== version || known.analysis.text !== text) {
      const analysis = new Analysis(text, formatAt(pathOf(uri)), known?.analysis, () => this.#options.onReadWhole?.(uri));
      let summary: SpecSummary | undefined;
      known = { version, analysis, summary: () => (summary ??= summaryOf(analysis)) };
      this.#open.set(key, known);
    }
    if (this.isSettings(uri)) {
      this.settingsFiles.setOpen(uri, known.analysis.spec);
      return known.analysis;
    }
    const isSpec = this.#isSpec(uri, languageId, known.analysis);
    if (isSpec && !this.isLeftOut(uri)) this.index.setOpen(uri, known.summary());
    else this.index.close(uri);
    return isSpec ? known.analysis : undefined;
  }

  /** Forgets a document that was open. */
  close(uri: string): void {
    this.#open.delete(uriKey(uri));
    this.index.close(uri);
    this.settingsFiles.close(uri);
    if (!this.hasFile(uri)) this.#editorSettings.delete(uriKey(uri));
  }

  /** A spec by its language, its file name, because it is one of the workspace's, or by what its top level says. */
  #isSpec(uri: string, languageId: string, analysis: Analysis): boolean {
    return languageId === LANGUAGE_ID || hasSpecName(pathOf(uri)) || this.index.hasFile(uri) || analysis.saysSpec;
  }

  /**
   * Whether the settings take a file out of the specs, such as a draft. Open, it still is written as one, with completion
   * and hover; but it is none of the workspace’s, and has no findings, as `intspec check` has none. Patterns that the
   * user of the editor has set take the place of those of all settings files.
   */
  isLeftOut(uri: string): boolean {
    return this.#editor('').patterns === undefined && this.settingsFiles.leavesOut(uri);
  }

  /** The rules run over an open document, with the settings and the workspace as they are now. */
  run(uri: string, analysis: Analysis): RuleRun {
    return analysis.run(this.#outsideFacts(analysis.spec.id), this.runOptions(uri));
  }

  /** What the rules are told from outside of the document. Settings do not hold for the files that they stand in. */
  runOptions(uri: string): RunOptions {
    return {
      ...(!this.isSettings(uri) && ruleOptions(this.settings(uri))),
      ...(this.isLeftOut(uri) && { severities: allOff() }),
      // What the user of the editor wants to see of a spec says nothing about whether it is ready.
      repositorySeverities: mergeSettings(this.settingsFiles.above(uri)).rules,
      otherSpecsWithId: (id) => this.index.others(uri, id),
      knowsAllSpecs: this.isComplete && this.settingsFiles.isInWorkspace(uri),
      onError: this.#options.onError,
    };
  }

  /** The findings of an open document, as the client is told of them. */
  diagnostics(uri: string, analysis: Analysis): Diagnostic[] {
    return this.run(uri, analysis).results.map((result) => toDiagnostic(result, analysis.spec, { uri, manual: this.#options.manual }));
  }

  /**
   * Takes in a file of the workspace, a spec or settings, or drops it where its text is null. Only a summary is kept.
   * Gives whether anything is another than before: the same text makes no work, and that of an open document counts
   * instead of its file's.
   */
  setFile(uri: string, text: string | null): boolean {
    const key = uriKey(uri);
    const isKnown = this.#fingerprints.has(key);
    const print = text === null ? undefined : fingerprint(text);
    if (this.#fingerprints.get(key) === print) return false;
    this.#reports.delete(key);
    if (print === undefined) this.#fingerprints.delete(key);
    else this.#fingerprints.set(key, print);
    if (this.isSettings(uri)) {
      if (text === null) this.settingsFiles.removeFile(uri);
      else this.settingsFiles.setFile(uri, new Analysis(text, formatAt(pathOf(uri))).spec);
    } else if (text === null) this.index.removeFile(uri);
    else this.index.setFile(uri, fileSummary(text));
    return !this.#open.has(key) || isKnown !== (text !== null);
  }

  /** Whether this is one of the files known, however its URI is spelled. */
  hasFile(uri: string): boolean {
    return this.index.hasFile(uri) || this.settingsFiles.hasFile(uri);
  }

  /** The files known, open or not: settings first, since they hold for the others. */
  files(): string[] {
    return [...this.settingsFiles.files(), ...this.index.files()];
  }

  /** Globs, relative to the workspace folders, for all files that {@link isSpecFile} may accept. */
  specPatterns(): readonly string[] {
    return this.#editor('').patterns ?? this.settingsFiles.searchPatterns();
  }

  /** Whether this is a settings file, by its name. */
  isSettings(uri: string): boolean {
    return isSettingsPath(pathOf(uri));
  }

  /** A key for what decides which files are specs: where it is another one, other files may be. */
  get patternsKey(): string {
    return JSON.stringify([this.#folders, this.#editor('').patterns ?? this.settingsFiles.patterns()]);
  }

  /** Globs for the files that are specs whatever settings files say. */
  usualPatterns(): readonly string[] {
    return this.#editor('').patterns ?? DEFAULT_PATTERNS;
  }

  /** Whether a file that these globs have found is a spec. What the user of the editor has set is not questioned. */
  isSpecFile(uri: string): boolean {
    if (this.isSettings(uri)) return false;
    return this.#editor('').patterns !== undefined || this.settingsFiles.isSpec(uri);
  }

  /** The findings of an open spec with what a list shows of it. */
  report(uri: string, analysis: Analysis): SpecReport {
    const diagnostics = this.diagnostics(uri, analysis);
    return { diagnostics, overview: overviewOf(analysis.spec, diagnostics) };
  }

  /**
   * The report on a file that is not open, remembered until the file, the settings or the specs with its id change;
   * undefined where it has to be worked out from the text.
   */
  knownFileReport(uri: string): SpecReport | undefined {
    const known = this.#reports.get(uriKey(uri));
    return known?.facts === this.#outsideFacts(this.index.idOf(uri)) ? known.report : undefined;
  }

  /** The report on a file that is not open, worked out from its text and remembered. */
  fileReport(uri: string, text: string): SpecReport {
    const analysis = new Analysis(text, formatAt(pathOf(uri)));
    // Parts of the text in what is remembered would keep all of it in memory.
    const report = copied(this.report(uri, analysis));
    this.#reports.set(uriKey(uri), { facts: this.#outsideFacts(analysis.spec.id), report });
    return report;
  }

  /** All settings of a document: those of the files above it, and over them the editor's. */
  settings(uri: string): Settings {
    return mergeSettings(this.settingsFiles.above(uri), this.#editor(uri));
  }

  /** The editor's settings of a document: its own, or those of all that have none. */
  #editor(uri: string): EditorSettings {
    return this.#editorSettings.get(uriKey(uri)) ?? this.#editorSettings.get('') ?? NO_EDITOR_SETTINGS;
  }

  /** The editor's settings for one document, or with an empty URI for all that have none of their own. */
  setEditorSettings(uri: string, settings: EditorSettings): void {
    const before = JSON.stringify(this.#editor(uri));
    this.#editorSettings.set(uriKey(uri), settings);
    if (before !== JSON.stringify(settings)) this.#settingsVersion += 1;
  }

  /** All settings of the editor are to be asked for anew. */
  forgetEditorSettings(): void {
    this.#editorSettings.clear();
    this.#settingsVersion += 1;
  }

  hasEditorSettings(uri: string): boolean {
    return this.#editorSettings.has(uriKey(uri));
  }

  /** All that the findings of a document with this id depend on, besides its text. */
  #outsideFacts(id: string | undefined): string {
    const others = id === undefined ? 0 : this.index.versionOf(id);
    return [this.settingsFiles.version, this.#settingsVersion, this.isComplete, others].join(' ');
  }
}

/** The path of a URI, unescaped, without query and fragment. */
function pathOf(uri: string): string {
  return uriKey(uri.replace(/[?#].*$/, ''));
}
