/** The request that lets fields of other documents join a spec. */
import type { ImportParams, ImportResult } from './protocol.ts';
import { Import } from './protocol.ts';
import { locateSpec } from './located.ts';
import type { Server } from './server.ts';

/** Answers it; what reads the documents is loaded with the first of them. */
export function answerImports(server: Server): void {
  server.connection.onRequest(Import, async (params: ImportParams): Promise<ImportResult> => {
    if (!locateSpec(server, params.textDocument.uri)) return { kind: 'failed', message: 'The document is no open integration spec.' };
    const { importFields } = await import('../features/import-fields.ts');
    // The text may have changed in the meantime: the edits are those of the one that is there now.
    return importFields(params, () => locateSpec(server, params.textDocument.uri)?.analysis.spec);
  });
}
