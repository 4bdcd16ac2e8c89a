/** Requests for formatting. */
import { formatting, formattingOnType } from '../features/formatting.ts';
import { locate } from './located.ts';
import type { Server } from './server.ts';

/** Answers the requests that tidy a document, each with edits for the version that the server has. */
export function answerFormatting(server: Server): void {
  const { connection } = server;
  connection.onDocumentFormatting(({ textDocument, options }) => {
    const at = locate(server, textDocument.uri);
    return at ? formatting(at.analysis.spec, options) : null;
  });
  connection.onDocumentRangeFormatting(({ textDocument, range, options }) => {
    const at = locate(server, textDocument.uri);
    return at ? formatting(at.analysis.spec, options, range) : null;
  });
  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options }) => {
    const at = locate(server, textDocument.uri);
    return at ? formattingOnType(at.analysis.spec, position, ch, options) : null;
  });
}
