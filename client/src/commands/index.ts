import * as vscode from 'vscode';
import type { SpecServer } from '../client.ts';
import type { Command } from './command.ts';
import { fixAll } from './fix-all.ts';
import { insertSection } from './insert-section.ts';
import { newSpec } from './new-spec.ts';
import { restart } from './restart.ts';
import { showOutput } from './show-output.ts';

const commands: readonly Command[] = [newSpec, insertSection, fixAll, restart, showOutput];

/** Registers every command of the extension. */
export function registerCommands(server: SpecServer): vscode.Disposable[] {
  return commands.map((command) =>
    vscode.commands.registerCommand(command.id, (...args: unknown[]) => command.run(server, ...args)),
  );
}
