import type { SpecServer } from '../client.ts';

/** A command of the extension. Answers that are passed as arguments are not asked for. */
export interface Command {
  readonly id: string;
  /** Arguments come from keybindings, menus and other extensions: anything may be in them. */
  run(server: SpecServer, ...args: readonly unknown[]): Promise<unknown>;
}
