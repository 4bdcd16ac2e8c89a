/** Requests for what is shown in and between the lines: lenses, hints, colours. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRequest } from 'vscode-languageserver';
import { codeLenses } from '../features/code-lenses.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { encodeTokens, semanticTokens, tokenEdits } from '../features/semantic-tokens.ts';
import { locate, locateSpec } from './located.ts';
import type { Server } from './server.ts';

/** Answers them, each by one feature. */
export function answerHints(server: Server): void {
  const { connection } = server;
  connection.onCodeLens(async ({ textDocument }) => {
    server.assertServing();
    await server.settings.load(textDocument.uri);
    const at = locateSpec(server, textDocument.uri);
    if (!at) return null;
    const { workspace, showLocations } = server;
    return codeLenses(at.analysis.spec, workspace.run(at.uri, at.analysis), { uri: at.uri, showLocations, usesOf: (id) => workspace.index.usesOf(at.uri, id) });
  });
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    server.assertServing();
    await server.settings.load(textDocument.uri);
    const at = locateSpec(server, textDocument.uri);
    if (!at) return null;
    const { spec } = at.analysis;
    const within = { start: spec.tree.offsetAt(range.start), end: spec.tree.offsetAt(range.end) };
    return inlayHints(spec, within, server.workspace.settings(textDocument.uri).inlayHints);
  });
  answerTokens(server);
}

/** What was sent last of each document, so that only what has changed is sent again. */
type Sent = Map<string, { readonly resultId: string; readonly data: number[] }>;

function answerTokens(server: Server): void {
  const { connection } = server;
  const sent: Sent = new Map();
  let results = 0;
  const tokensOf = (uri: string): { readonly resultId: string; readonly data: number[] } | null => {
    const at = locate(server, uri);
    if (!at) return null;
    const { spec } = at.analysis;
    const data = encodeTokens(semanticTokens(spec, { start: 0, end: spec.tree.text.length }));
    const result = { resultId: String((results += 1)), data };
    sent.set(uri, result);
    return result;
  };
  connection.onRequest(SemanticTokensRequest.type, ({ textDocument }) => tokensOf(textDocument.uri));
  connection.onRequest(SemanticTokensDeltaRequest.type, ({ textDocument, previousResultId }): SemanticTokens | SemanticTokensDelta | null => {
    const before = sent.get(textDocument.uri);
    const now = tokensOf(textDocument.uri);
    if (!now || before?.resultId !== previousResultId) return now;
    return { resultId: now.resultId, edits: tokenEdits(before.data, now.data) };
  });
  connection.onRequest(SemanticTokensRangeRequest.type, ({ textDocument, range }) => {
    const at = locate(server, textDocument.uri);
    if (!at) return null;
    const { spec } = at.analysis;
    return { data: encodeTokens(semanticTokens(spec, { start: spec.tree.offsetAt(range.start), end: spec.tree.offsetAt(range.end) })) };
  });
  server.documents.onDidClose(({ document }) => {
    sent.delete(document.uri);
  });
}
