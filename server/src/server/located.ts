/** The document that a request is about. */
import { specFormat } from '../model/format.ts';
import type { Analysis } from '../workspace/analysis.ts';
import type { Server } from './server.ts';

export interface Located {
  readonly uri: string;
  readonly version: number;
  readonly analysis: Analysis;
}

/** An open spec or settings file with its current text; undefined where there is none of this name. Throws where the server does not serve. */
export function locate(server: Server, uri: string): Located | undefined {
  server.assertServing();
  const document = server.documents.get(uri);
  const analysis = document && server.workspace.analysis(document);
  return document && analysis && { uri, version: document.version, analysis };
}

/** The same for what only specs have: undefined for a settings file, too. */
export function locateSpec(server: Server, uri: string): Located | undefined {
  const at = locate(server, uri);
  return at?.analysis.spec.format === specFormat ? at : undefined;
}
