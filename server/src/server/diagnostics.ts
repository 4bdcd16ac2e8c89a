/** Findings on their way to the client: pulled by those that can, pushed to the others. */
import type { CancellationToken, DocumentDiagnosticReport, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';
import { fingerprint } from '../workspace/fingerprint.ts';
import { uriKey } from '../workspace/uri.ts';
import { Schedule } from './schedule.ts';
import type { Server } from './server.ts';
import { refuseIfCancelled, soon } from './turns.ts';

/** Milliseconds without a change of outside facts before a client is told to ask again. */
const QUIET = 30;

export class Diagnostics {
  readonly #server: Server;
  readonly #onGiven: () => void;
  readonly #schedule = new Schedule((uri) => this.#check(uri), soon);
  /** What was published last, by URI: nothing is said twice. */
  readonly #published = new Map<string, string>();
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  /** `onGiven` is told whenever an open document’s findings have been given. */
  constructor(server: Server, onGiven: () => void) {
    this.#server = server;
    this.#onGiven = onGiven;
    if (!server.abilities.pullsDiagnostics) return;
    const { diagnostics } = server.connection.languages;
    diagnostics.on(({ textDocument, previousResultId }, token) => this.#answer(textDocument.uri, previousResultId, token));
    diagnostics.onWorkspace(({ previousResultIds }, token) => this.#answerWorkspace(previousResultIds, token));
  }

  /** A document has a new text. */
  changed(uri: string): void {
    this.#schedule.changed(uri);
  }

  /** A document is closed: what was said of it is taken back. */
  closed(uri: string): void {
    this.#schedule.closed(uri);
    if (!this.#server.abilities.pullsDiagnostics) this.#publish(uri, undefined, []);
    this.#published.delete(uri);
  }

  /** Facts outside of the documents have changed: all findings may be others. */
  refresh(): void {
    if (!this.#server.abilities.pullsDiagnostics) {
      for (const uri of this.#server.documents.keys()) this.changed(uri);
      return;
    }
    if (!this.#server.abilities.refreshesDiagnostics) return;
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => {
      this.#server.connection.languages.diagnostics.refresh().catch(() => undefined);
    }, QUIET);
  }

  /** Nothing more is said, of a check either that is under way. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#refreshing);
    this.#schedule.stop();
  }

  /** Takes in a document's text, and publishes its findings where nobody asks for them; gives the milliseconds of work. */
  async #check(uri: string): Promise<number> {
    const { documents, settings, workspace, abilities } = this.#server;
    let work = 0;
    const timed = <T>(step: () => T): T => {
      const start = performance.now();
      try {
        return step();
      } finally {
        work += performance.now() - start;
      }
    };
    try {
      await settings.load(uri);
      // A text that came in meanwhile has its own turn.
      if (this.#schedule.isWaiting(uri)) return 0;
      const taken = documents.get(uri);
      if (taken) timed(() => workspace.analysis(taken));
      if (!taken || abilities.pullsDiagnostics) return work;
      await this.#behindRequests(uri);
      const document = documents.get(uri);
      if (!document || this.#schedule.isWaiting(uri)) return work;
      timed(() => {
        const analysis = workspace.analysis(document);
        this.#publish(uri, document.version, analysis ? workspace.diagnostics(uri, analysis) : []);
      });
      this.#onGiven();
    } catch (error) {
      this.#server.report(`${uri} could not be checked`, error);
    }
    return work;
  }

  /**
   * Lets what came in behind a change be answered first, once the text is read: a completion, which somebody looks at,
   * needs no findings. A message that comes in is answered two turns later at most; it may have been of other settings.
   */
  async #behindRequests(uri: string): Promise<void> {
    await soon();
    await soon();
    await this.#server.settings.load(uri);
  }

  #publish(uri: string, version: number | undefined, diagnostics: Diagnostic[]): void {
    if (this.#isStopped) return;
    const said = `${String(version)} ${fingerprint(JSON.stringify(diagnostics))}`;
    if (this.#published.get(uri) === said) return;
    this.#published.set(uri, said);
    this.#server.connection.sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics }).catch(() => undefined);
  }

  async #answer(uri: string, previousResultId: string | undefined, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    this.#server.assertServing();
    // A change that has come in behind the request, or its cancellation, counts.
    await soon();
    refuseIfCancelled(token);
    await this.#server.settings.load(uri);
    refuseIfCancelled(token);
    const document = this.#server.documents.get(uri);
    if (document) this.#server.workspace.analysis(document);
    await this.#behindRequests(uri);
    refuseIfCancelled(token);
    const answer = report(this.#ofOpen(uri), previousResultId);
    this.#onGiven();
    return answer;
  }

  async #answerWorkspace(previousResultIds: readonly { uri: string; value: string }[], token: CancellationToken): Promise<WorkspaceDiagnosticReport> {
    this.#server.assertServing();
    const { workspace, documents, background } = this.#server;
    await this.#server.whenIndexed(token);
    const open = new Map(documents.all().map((document) => [uriKey(document.uri), document]));
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uriKey(uri), { uri, value }]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const file of workspace.files()) {
      await background.next();
      refuseIfCancelled(token);
      const key = uriKey(file);
      // The client's own spelling, so that what it is told of a document now takes the place of what it was told before.
      const document = open.get(key);
      const uri = document?.uri ?? previous.get(key)?.uri ?? file;
      const diagnostics = document ? this.#ofOpen(uri) : await this.#ofFile(uri);
      items.push({ uri, version: documents.get(uri)?.version ?? null, ...report(diagnostics, previous.get(key)?.value) });
      previous.delete(key);
    }
    // What was reported and is gone: nothing is wrong with it any more.
    for (const [key, { uri }] of previous) if (!open.has(key)) items.push({ uri, version: null, kind: DocumentDiagnosticReportKind.Full, items: [] });
    return { items };
  }

  /** The findings of an open document's current text; none where it is not open, or no spec. */
  #ofOpen(uri: string): Diagnostic[] {
    const { documents, workspace } = this.#server;
    const document = documents.get(uri);
    const analysis = document && workspace.analysis(document);
    return analysis ? workspace.diagnostics(uri, analysis) : [];
  }

  async #ofFile(uri: string): Promise<readonly Diagnostic[]> {
    return (await this.#server.fileReport(uri))?.diagnostics ?? [];
  }
}

function report(diagnostics: readonly Diagnostic[], previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = fingerprint(JSON.stringify(diagnostics));
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
}
