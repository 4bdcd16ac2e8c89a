/** Which documents are specs: those that the editor knows by name, and YAML that says so itself. */
import * as vscode from 'vscode';
import { anyLineNamesTemplate, changedLines, isSettingsFile } from './detect.ts';
import type { LineRange } from './detect.ts';

/** The language's id in the editor. */
export const LANGUAGE = 'integration-spec';

/** Where the settings of repositories stand. They stay YAML. */
export const SETTINGS_FILES = '**/.intspec.{yaml,yml}';

const YAML = 'yaml';

/** The globs of specs where the user has set no others. */
const USUAL = ['**/*.intspec.yaml', '**/*.intspec.yml'];

/** The globs of the setting `intspec.files.patterns`, relative to a workspace folder. */
export function filePatterns(scope?: vscode.Uri): string[] {
  const patterns = vscode.workspace.getConfiguration('intspec', scope).get<unknown>('files.patterns');
  return Array.isArray(patterns) ? patterns.filter((pattern) => typeof pattern === 'string' && pattern !== '') : USUAL;
}

/** The files that are specs because settings of the repository say so. The server knows them. */
let specFiles: ReadonlySet<string> = new Set();
const specFilesChanged = new vscode.EventEmitter<void>();

/** Takes in what the server says of files that are specs whatever their name. */
export function setSpecFiles(uris: readonly string[]): void {
  specFiles = new Set(uris.map((uri) => vscode.Uri.parse(uri).toString()));
  specFilesChanged.fire();
}

/**
 * Watches YAML documents, and turns those into specs that are one: by their name when they open, by their text when
 * they open or a line is typed or pasted that says so. A language that the user chose by hand is left alone, as is a
 * spec that ceases to say so.
 */
export function watchLanguage(): vscode.Disposable {
  /** Documents that have been specs since they opened. YAML among them is the user's choice. */
  const settled = new Set<string>();

  const turn = (document: vscode.TextDocument): void => {
    settled.add(document.uri.toString());
    void vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  };
  const isOpen = (document: vscode.TextDocument): boolean =>
    document.languageId === YAML && !settled.has(document.uri.toString()) && !isSettingsFile(document.uri.path);
  const opened = (document: vscode.TextDocument): void => {
    if (document.languageId === LANGUAGE) settled.add(document.uri.toString());
    else if (isOpen(document) && (isNamedAsSpec(document) || specFiles.has(document.uri.toString()) || saysSpec(document, [wholeOf(document)]))) turn(document);
  };

  vscode.workspace.textDocuments.forEach(opened);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    specFilesChanged.event(() => vscode.workspace.textDocuments.forEach(opened)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isOpen(document) && saysSpec(document, changedLines(contentChanges))) turn(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // A change of the language is reported as a close and an open; the document itself stays open.
      if (document.isClosed) settled.delete(document.uri.toString());
    }),
  );
}

function saysSpec(document: vscode.TextDocument, ranges: readonly LineRange[]): boolean {
  const last = document.lineCount - 1;
  return ranges.some((range) =>
    anyLineNamesTemplate({ first: range.first, last: Math.min(range.last, last) }, (line) => document.lineAt(line).text),
  );
}

function wholeOf(document: vscode.TextDocument): LineRange {
  return { first: 0, last: document.lineCount - 1 };
}

function isNamedAsSpec(document: vscode.TextDocument): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return filePatterns(document.uri).some((glob) => {
    const pattern = folder ? new vscode.RelativePattern(folder, glob) : glob;
    return vscode.languages.match({ pattern }, document) > 0;
  });
}
