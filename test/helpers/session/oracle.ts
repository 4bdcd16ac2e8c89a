/** What a server that starts now would say: everything is read anew, from the client's texts and the files as they are. */
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { encodeTokens, semanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { readSettings } from '../../../server/src/workspace/settings.ts';
import { Workspace } from '../../../server/src/workspace/workspace.ts';
import type { SessionDocument } from './documents.ts';

/** All that the server has been told, or can find. */
export interface Facts {
  readonly folders: readonly string[];
  readonly settings: unknown;
  /** The texts of the files, by URI. */
  readonly files: ReadonlyMap<string, string>;
  readonly open: readonly SessionDocument[];
}

export interface Expected {
  /** The findings of open documents, and of all files of the workspace. */
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly files: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly tokens: ReadonlyMap<string, readonly number[]>;
}

/** Works it out. A rule that throws is an error here, too. */
export function expectedOf({ folders, settings, files, open }: Facts): Expected {
  const workspace = new Workspace({ onError: (rule, error) => { throw new Error(`the rule ${rule}`, { cause: error }); } });
  workspace.folders = folders;
  workspace.isComplete = true;
  workspace.setEditorSettings('', readSettings(settings));
  const isInside = (uri: string): boolean => folders.some((folder) => uri.startsWith(`${folder}/`));
  const inside = [...files].filter(([uri]) => isInside(uri));
  const documents = open.map((document) => ({ uri: document.uri, version: document.version, languageId: document.languageId, getText: () => document.text }));
  for (const [uri, text] of inside) if (workspace.isSettings(uri)) workspace.setFile(uri, text);
  for (const document of documents) if (workspace.isSettings(document.uri)) workspace.analysis(document);
  for (const [uri, text] of inside) if (workspace.isSpecFile(uri)) workspace.setFile(uri, text);
  workspace.isComplete = true;
  const analyses = documents.map((document) => ({ uri: document.uri, analysis: workspace.analysis(document) }));
  return {
    findings: new Map(analyses.map(({ uri, analysis }) => [uri, analysis ? workspace.diagnostics(uri, analysis) : []])),
    files: new Map(workspace.files().map((uri) => [uri, filesFindings(workspace, uri, files, analyses)])),
    tokens: new Map(analyses.flatMap(({ uri, analysis }) => (analysis ? [[uri, encodeTokens(semanticTokens(analysis.spec, { start: 0, end: analysis.text.length }))] as const] : []))),
  };
}

type Analyses = readonly { readonly uri: string; readonly analysis: ReturnType<Workspace['analysis']> }[];

function filesFindings(workspace: Workspace, uri: string, files: ReadonlyMap<string, string>, analyses: Analyses): readonly Diagnostic[] {
  const open = analyses.find((each) => each.uri === uri);
  if (open) return open.analysis ? workspace.diagnostics(uri, open.analysis) : [];
  return workspace.fileReport(uri, files.get(uri) ?? '').diagnostics;
}
