/** The settings, asked of the client once for each document. */
import { NO_EDITOR_SETTINGS, readSettings } from '../workspace/settings.ts';
import type { Server } from './server.ts';

export class ClientSettings {
  readonly #server: Server;
  readonly #asked = new Map<string, Promise<void>>();
  #generation = 0;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Resolves when the settings of a document are there; an empty URI is for what no document has of its own. */
  load(uri: string): Promise<void> {
    const { abilities, workspace } = this.#server;
    if (!abilities.configuration || workspace.hasEditorSettings(uri)) return Promise.resolve();
    let asked = this.#asked.get(uri);
    if (!asked) {
      asked = this.#ask(uri);
      this.#asked.set(uri, asked);
    }
    return asked;
  }

  /** The settings have changed: what is known of them, and what is under way, is out of date. */
  forget(): void {
    this.#generation += 1;
    this.#asked.clear();
    this.#server.workspace.forgetEditorSettings();
  }

  async #ask(uri: string): Promise<void> {
    const generation = this.#generation;
    const { connection, workspace } = this.#server;
    let settings = NO_EDITOR_SETTINGS;
    try {
      const section: unknown = await connection.workspace.getConfiguration({ section: 'intspec', ...(uri !== '' && { scopeUri: uri }) });
      settings = readSettings(section);
    } catch (error) {
      this.#server.report('The client did not tell its settings', error);
    }
    if (generation !== this.#generation) return this.load(uri);
    this.#asked.delete(uri);
    workspace.setEditorSettings(uri, settings);
  }
}
