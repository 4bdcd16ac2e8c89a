/** The request for a spec as HTML, which the editor's preview shows. */
import type { CancellationToken } from 'vscode-languageserver';
import { htmlBody } from '../exports/html-body.ts';
import { BODY_STYLE } from '../exports/style.ts';
import { locateSpec } from './located.ts';
import type { PreviewParams, PreviewResult } from './protocol.ts';
import { Preview } from './protocol.ts';
import type { Server } from './server.ts';
import { refuseIfCancelled, soon } from './turns.ts';

/** Answers with the document as it is now, and the findings that the client is told of it. */
export function answerPreview(server: Server): void {
  server.connection.onRequest(Preview, async ({ textDocument }: PreviewParams, token: CancellationToken): Promise<PreviewResult> => {
    server.assertServing();
    // A change that has come in behind the request, or its cancellation, counts.
    await soon();
    await server.settings.load(textDocument.uri);
    refuseIfCancelled(token);
    const at = locateSpec(server, textDocument.uri);
    if (!at) return { preview: null };
    const { spec } = at.analysis;
    const findings = server.workspace.run(at.uri, at.analysis).results;
    const html = htmlBody(spec, { findings, lines: true, ruleLink: (rule) => `rule:${rule}` });
    return { preview: { version: at.version, title: spec.text('title') ?? '', html, style: BODY_STYLE } };
  });
}
