/** Findings on their way to the client: pulled by those that can, pushed to the others. */
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { ClientAbilities } from './capabilities.ts';
import type { Server } from './server.ts';

export class Diagnostics {
  readonly #server: Server;
  readonly #abilities: ClientAbilities;
  readonly #scheduled = new Set<string>();
  #refreshing = false;

  constructor(server: Server, abilities: ClientAbilities) {
    this.#server = server;
    this.#abilities = abilities;
    if (!abilities.pullsDiagnostics) return;
    const { connection } = server;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      await nextTurn();
      if (token.isCancellationRequested) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      await server.loadSettings(textDocument.uri);
      return report(this.#ofOpen(textDocument.uri) ?? [], previousResultId);
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token): Promise<WorkspaceDiagnosticReport> => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const uri of server.workspace.index.files()) {
        if (token.isCancellationRequested) break;
        const open = server.documents.get(uri);
        const diagnostics = open ? (this.#ofOpen(uri) ?? []) : await this.#ofFile(uri);
        previous.delete(uri);
        items.push({ uri, version: open?.version ?? null, ...report(diagnostics, previousResultIds.find((each) => each.uri === uri)?.value) });
      }
      // What was reported and is gone: nothing is wrong with it any more.
      for (const uri of previous.keys()) if (!server.documents.get(uri)) items.push({ uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: [] });
      return { items };
    });
  }

  /** A document has a new text. */
  changed(uri: string): void {
    if (!this.#abilities.pullsDiagnostics) this.#push(uri);
  }

  closed(uri: string): void {
    if (!this.#abilities.pullsDiagnostics) void this.#server.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Facts outside of the documents have changed: all findings may be others. */
  refresh(): void {
    if (!this.#abilities.pullsDiagnostics) {
      for (const uri of this.#server.documents.keys()) this.#push(uri);
      return;
    }
    if (!this.#abilities.refreshesDiagnostics || this.#refreshing) return;
    this.#refreshing = true;
    setTimeout(() => {
      this.#refreshing = false;
      this.#server.connection.languages.diagnostics.refresh();
    }, 0);
  }

  /** Publishes once the messages at hand are read, so that a burst of changes is checked once. */
  #push(uri: string): void {
    if (this.#scheduled.has(uri)) return;
    this.#scheduled.add(uri);
    void nextTurn().then(() => {
      this.#scheduled.delete(uri);
      const document = this.#server.documents.get(uri);
      const diagnostics = this.#ofOpen(uri);
      if (document && diagnostics) void this.#server.connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    });
  }

  /** The findings of an open document's current text; undefined where it is not open. */
  #ofOpen(uri: string): Diagnostic[] | undefined {
    const { documents, workspace } = this.#server;
    const document = documents.get(uri);
    if (!document) return undefined;
    const analysis = workspace.analysis(document);
    return analysis ? workspace.diagnostics(uri, analysis) : [];
  }

  async #ofFile(uri: string): Promise<readonly Diagnostic[]> {
    const { workspace } = this.#server;
    await this.#server.loadSettings(uri);
    const known = workspace.knownFileDiagnostics(uri);
    if (known) return known;
    const text = await this.#server.readFile(uri);
    return text === null ? [] : workspace.fileDiagnostics(uri, text);
  }
}

function report(diagnostics: readonly Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = fingerprint(JSON.stringify(diagnostics));
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
}

/** FNV-1a, 32 bits, with the length: enough to tell two reports of one document apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${(hash >>> 0).toString(36)}-${text.length}`;
}

/** Lets messages that wait be read first: a change or a cancellation among them counts. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
