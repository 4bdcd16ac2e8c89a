/** The settings, asked of the client once for each document. */
import type { EditorSettings } from '../workspace/settings.ts';
import { NO_EDITOR_SETTINGS, readSettings } from '../workspace/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientAbilities } from './capabilities.ts';
import { inTime, PATIENCE } from './turns.ts';

/** What of the server asks for settings, and is told them. */
export interface Asking {
  readonly connection: { readonly workspace: { getConfiguration(item: { readonly section: string; readonly scopeUri?: string }): Promise<unknown> } };
  readonly abilities: Pick<ClientAbilities, 'configuration'>;
  readonly workspace: Pick<Workspace, 'hasEditorSettings' | 'setEditorSettings' | 'forgetEditorSettings'>;
  report(what: string, error: unknown): void;
}

export class ClientSettings {
  readonly #server: Asking;
  readonly #onLate: () => void;
  readonly #patience: number;
  /** The client has been asked, and has not answered in time. */
  #isSilent = false;
  readonly #asked = new Map<string, Promise<void>>();
  #generation = 0;

  /** `onLate` is told when settings have come that the server has gone on without, which it does after `patience` milliseconds. */
  constructor(server: Asking, onLate: () => void, patience = PATIENCE) {
    this.#server = server;
    this.#onLate = onLate;
    this.#patience = patience;
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
      settings = await inTime(answer, this.#isSilent ? 0 : this.#patience);
      if (!settings && generation === this.#generation) this.#goOn(uri, answer);
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
      // They are out of date, or the document is closed: its settings are asked for anew with the next one.
      if (generation !== this.#generation || !this.#server.workspace.hasEditorSettings(uri)) return;
      this.#server.workspace.setEditorSettings(uri, settings);
      this.#onLate();
    }, () => undefined);
  }

  async #answer(uri: string): Promise<EditorSettings> {
    const section: unknown = await this.#server.connection.workspace.getConfiguration({ section: 'intspec', ...(uri !== '' && { scopeUri: uri }) });
    return readSettings(section);
  }
}
