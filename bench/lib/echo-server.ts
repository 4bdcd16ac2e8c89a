/**
 * A server that does nothing but take part: it keeps the text of each document, and says at once that nothing is wrong
 * with it and that it knows nothing. What it takes is the cost of the protocol itself.
 */
import { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: {},
    hoverProvider: true,
    definitionProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
  },
}));
connection.onCompletion(() => []);
connection.onHover(() => null);
connection.onDefinition(() => []);
connection.onDocumentSymbol(() => []);
connection.onFoldingRanges(() => []);
documents.onDidChangeContent(({ document: { uri, version } }) => {
  connection.sendDiagnostics({ uri, version, diagnostics: [] }).catch(() => undefined);
});
documents.listen(connection);
connection.listen();
