/** What the client can do, and what the server says it can. */
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { CodeActionKind, InsertTextMode, TextDocumentSyncKind } from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../features/code-actions.ts';

/** The client's capabilities that matter here. */
export interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  readonly snippets: boolean;
  readonly asIsIndentation: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
}

/** Reads a client's capabilities; what it does not say, it cannot do. */
export function abilitiesOf(capabilities: ClientCapabilities | null | undefined): ClientAbilities {
  const { workspace, textDocument } = capabilities ?? {};
  const item = textDocument?.completion?.completionItem;
  const edits = workspace?.workspaceEdit;
  return {
    pullsDiagnostics: Boolean(textDocument?.diagnostic),
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    configuration: workspace?.configuration ?? false,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    snippets: item?.snippetSupport ?? false,
    asIsIndentation: item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) ?? false,
    documentChanges: edits?.documentChanges ?? false,
    snippetEdits: (edits?.documentChanges ?? false) && (edits?.snippetEditSupport ?? false),
  };
}

/** Exactly what the server does for such a client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: [' ', ':', '.', '"', "'", '{', '['] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
    ...(client.pullsDiagnostics && { diagnosticProvider: { identifier: 'intspec', interFileDependencies: true, workspaceDiagnostics: true } }),
    ...(client.workspaceFolders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  };
}
