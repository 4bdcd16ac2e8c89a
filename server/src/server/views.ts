/** What a client shows of facts from outside a document: it is told when to ask for it again. */
import { CodeLensRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { Server } from './server.ts';

/** Milliseconds without a change before a client is told. */
const QUIET = 100;

export class Views {
  readonly #server: Server;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(server: Server) {
    this.#server = server;
  }

  /** Other specs, files or settings have changed: lenses speak of them. */
  factsChanged(): void {
    if (this.#server.abilities.refreshesCodeLenses) this.#tell(CodeLensRefreshRequest.method);
  }

  /** Which hints are wanted is a setting. Tokens depend on the document alone. */
  settingsChanged(): void {
    if (this.#server.abilities.refreshesInlayHints) this.#tell(InlayHintRefreshRequest.method);
  }

  /** Nothing more is said. */
  stop(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  #tell(method: string): void {
    clearTimeout(this.#waiting.get(method));
    this.#waiting.set(method, setTimeout(() => {
      this.#waiting.delete(method);
      this.#server.connection.sendRequest(method).catch(() => undefined);
    }, QUIET));
  }
}
