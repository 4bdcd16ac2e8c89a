import * as vscode from 'vscode';
import type { SpecServer } from '../client.ts';
import type { Command } from './command.ts';
import { fixAll } from './fix-all.ts';
import { importSource, importTarget } from './import-fields.ts';
import { insertSection } from './insert-section.ts';
import { newSpec } from './new-spec.ts';
import { restart } from './restart.ts';
import { showLocations } from './show-locations.ts';
import { showOutput } from './show-output.ts';

const COMMANDS: readonly Command[] = [newSpec, insertSection, importSource, importTarget, fixAll, restart, showLocations, showOutput];

/** Registers every command of the extension: its own, and those that need more than the server. */
export function registerCommands(server: SpecServer, others: readonly Command[]): vscode.Disposable[] {
  return [...COMMANDS, ...others].map((command) =>
    vscode.commands.registerCommand(command.id, (...args: unknown[]) => command.run(server, ...args)),
  );
}
