/** The list of specs that this server's own client shows. */
import type { CancellationToken } from 'vscode-languageserver';
import { byProblems, worstFirst } from '../features/spec-overview.ts';
import { uriKey } from '../workspace/uri.ts';
import type { SpecReport } from '../workspace/workspace.ts';
import type { OneSpecParams, OneSpecResult, SpecInfo, SpecsParams, SpecsResult } from './protocol.ts';
import { OneSpec, Specs, SpecsChanged } from './protocol.ts';
import type { Server } from './server.ts';
import { refuseIfCancelled } from './turns.ts';

/** Milliseconds without a change before the client is told of one: the list is looked at, not typed into. */
const QUIET = 200;

export class SpecList {
  readonly #server: Server;
  #isShown = false;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(server: Server) {
    this.#server = server;
    server.connection.onRequest(Specs, (params: SpecsParams | null, token: CancellationToken) => this.#answerAll(params?.reread ?? false, token));
    server.connection.onRequest(OneSpec, (params: OneSpecParams) => this.#answerOne(params.textDocument.uri));
  }

  /** A text, a file, a setting is another one: the client is told when no more comes for a moment. */
  changed(): void {
    if (!this.#isShown) return;
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      this.#server.connection.sendNotification(SpecsChanged).catch(() => undefined);
    }, QUIET);
  }

  /** Nothing more is said. */
  stop(): void {
    clearTimeout(this.#telling);
    this.#isShown = false;
  }

  async #answerAll(reread: boolean, token: CancellationToken): Promise<SpecsResult> {
    const { workspace, documents, files } = this.#server;
    this.#server.assertServing();
    if (reread) files.reread();
    await this.#server.whenIndexed(token);
    this.#isShown = true;
    const uris = new Map(workspace.index.files().map((uri) => [uriKey(uri), uri]));
    // The client's own spelling, and what it has open without a file.
    for (const uri of documents.keys()) uris.set(uriKey(uri), uri);
    const specs: SpecInfo[] = [];
    for (const uri of uris.values()) {
      await this.#server.background.next();
      refuseIfCancelled(token);
      const report = await this.#report(uri);
      if (report) specs.push({ uri, ...report.overview });
    }
    return { specs: specs.sort(byProblems) };
  }

  async #answerOne(uri: string): Promise<OneSpecResult> {
    this.#server.assertServing();
    this.#isShown = true;
    const report = await this.#report(uri);
    return { spec: report ? { uri, ...report.overview, findings: worstFirst(report.diagnostics) } : null };
  }

  /** Of the open text where there is one, else of the file; undefined where it is neither open nor one of the workspace's, and for settings. */
  async #report(uri: string): Promise<SpecReport | undefined> {
    const { workspace, documents, settings } = this.#server;
    if (workspace.isSettings(uri) || workspace.isLeftOut(uri)) return undefined;
    if (!documents.get(uri)) return workspace.index.hasFile(uri) ? this.#server.fileReport(uri) : undefined;
    await settings.load(uri);
    const document = documents.get(uri);
    const analysis = document && workspace.analysis(document);
    return analysis && workspace.report(uri, analysis);
  }
}
