/** What the client can do, and what the server says it can. */
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { TextDocumentSyncKind } from 'vscode-languageserver';
import { CodeActionKind, InsertTextMode, SymbolKind } from 'vscode-languageserver-types';
import type { ItemOptions } from '../features/completion-items.ts';
import { FIX_ALL_KIND, NEW_LINE, REFACTORING_KINDS, TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/advertised.ts';

/** The client's capabilities that matter here. */
export interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  /** How the items of completions are to be written. */
  readonly completionItems: ItemOptions;
  /** The client knows code actions that are more than commands. */
  readonly codeActions: boolean;
  readonly documentChanges: boolean;
  readonly snippetEdits: boolean;
  readonly hierarchicalSymbols: boolean;
  /** The kinds of symbols that the client shows in an outline, and in a search of the workspace. */
  readonly outlineKinds: ReadonlySet<number>;
  readonly searchKinds: ReadonlySet<number>;
  /** How many ranges the client folds at most. */
  readonly foldingLimit: number;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly definitionLinks: boolean;
  readonly preparesRename: boolean;
  /** The client shows the progress of work that the server does unasked. */
  readonly showsProgress: boolean;
}

/** The kinds of the first version of LSP: File to Array. */
const FIRST_KINDS: readonly number[] = Array.from({ length: SymbolKind.Array }, (_, at) => at + 1);

/** Reads a client's capabilities; what it does not say, it cannot do. */
export function abilitiesOf(capabilities: ClientCapabilities | null | undefined): ClientAbilities {
  const { workspace, textDocument, window } = capabilities ?? {};
  const item = textDocument?.completion?.completionItem;
  const defaults = textDocument?.completion?.completionList?.itemDefaults;
  const edits = workspace?.workspaceEdit;
  return {
    pullsDiagnostics: Boolean(textDocument?.diagnostic),
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    configuration: workspace?.configuration ?? false,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    completionItems: {
      snippets: item?.snippetSupport ?? false,
      asIs: item?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.asIs) ?? false,
      defaults: Array.isArray(defaults) ? { editRange: defaults.includes('editRange'), insertTextFormat: defaults.includes('insertTextFormat'), insertTextMode: defaults.includes('insertTextMode') } : undefined,
    },
    codeActions: Boolean(textDocument?.codeAction?.codeActionLiteralSupport),
    documentChanges: edits?.documentChanges ?? false,
    snippetEdits: (edits?.documentChanges ?? false) && (edits?.snippetEditSupport ?? false),
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    outlineKinds: new Set(textDocument?.documentSymbol?.symbolKind?.valueSet ?? FIRST_KINDS),
    searchKinds: new Set(workspace?.symbol?.symbolKind?.valueSet ?? FIRST_KINDS),
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Infinity,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    showsProgress: window?.workDoneProgress ?? false,
  };
}

/** Exactly what the server does for such a client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: [' ', ':', '.', '"', "'", '{', '['] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    codeLensProvider: {},
    inlayHintProvider: true,
    semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] }, range: true, full: { delta: true } },
    codeActionProvider: client.codeActions && { codeActionKinds: [CodeActionKind.QuickFix, ...REFACTORING_KINDS, FIX_ALL_KIND] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: NEW_LINE },
    ...(client.pullsDiagnostics && { diagnosticProvider: { identifier: 'intspec', interFileDependencies: true, workspaceDiagnostics: true } }),
    ...(client.workspaceFolders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  };
}
