/** The settings, asked of the client once for each document. */
import type { EditorSettings } from '../workspace/settings.ts';
import { NO_EDITOR_SETTINGS, readSettings } from '../workspace/settings.ts';
import type { Server } from './server.ts';
import { inTime, PATIENCE } from './turns.ts';

export class ClientSettings {
  readonly #server: Server;
  readonly #onLate: () => void;
  /** The client has been asked, and has not answered in time. */
  #isSilent = false;
  readonly #asked = new Map<string, Promise<void>>();
  #generation = 0;

  /** `onLate` is told when settings have come that the server has gone on without. */
  constructor(server: Server, onLate: () => void) {
    this.#server = server;
    this.#onLate = onLate;
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
    const { workspace } = this.#server;
    const answer = this.#answer(uri);
    let settings: EditorSettings | undefined;
    try {
      settings = await inTime(answer, this.#isSilent ? 0 : PATIENCE);
      if (!settings) this.#goOn(uri, answer);
    } catch (error) {
      this.#server.report('The client did not tell its settings', error);
    }
    if (generation !== this.#generation) return this.load(uri);
    this.#asked.delete(uri);
    workspace.setEditorSettings(uri, settings ?? NO_EDITOR_SETTINGS);
  }

  /** Goes on without settings until they come. No other ones are waited for then. */
  #goOn(uri: string, answer: Promise<EditorSettings>): void {
    const generation = this.#generation;
    if (!this.#isSilent) this.#server.report('The client did not tell its settings', 'there is no answer yet.');
    this.#isSilent = true;
    answer.then((settings) => {
      this.#isSilent = false;
      if (generation !== this.#generation) return;
      this.#server.workspace.setEditorSettings(uri, settings);
      this.#onLate();
    }, () => undefined);
  }

  async #answer(uri: string): Promise<EditorSettings> {
    const section: unknown = await this.#server.connection.workspace.getConfiguration({ section: 'intspec', ...(uri !== '' && { scopeUri: uri }) });
    return readSettings(section);
  }
}
