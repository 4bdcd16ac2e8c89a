/** What the extension does when it wakes up, the same on the desktop and in the browser. */
import * as vscode from 'vscode';
import { SpecServer } from './client.ts';
import type { ClientFactory } from './client.ts';
import { registerCommands } from './commands/index.ts';
import { openExample } from './commands/open-example.ts';
import { isSettingsFile } from './detect.ts';
import { findFiles } from './find.ts';
import { LANGUAGE, SETTINGS_FILES, watchLanguage } from './language.ts';
import { openPreview, Previews } from './preview/previews.ts';
import { specsCommands } from './specs/commands.ts';
import { Specs } from './specs/specs.ts';
import { SpecStatus } from './specs/status.ts';
import { SpecsView } from './specs/view.ts';

/**
 * Registers the commands, watches for specs, and starts the server with the first spec or settings file, open or
 * in the workspace. Resolves when the server is up, where there is one already; a server that fails to start does not
 * fail the extension.
 */
export async function activateWith(context: vscode.ExtensionContext, createClient: ClientFactory): Promise<void> {
  const server = new SpecServer(createClient, context.extensionUri);
  const startFor = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId === LANGUAGE || isSettingsFile(document.uri.path)) await start();
  };
  const start = async (): Promise<void> => {
    try {
      await server.start();
    } catch (error) {
      server.output.error('The language server did not start.', error);
    }
  };
  /** Which of the open YAML files are specs, only settings may say. */
  const startForSettings = async (): Promise<void> => {
    if ((await findFiles([SETTINGS_FILES], undefined, 1)).some(({ path }) => isSettingsFile(path))) await start();
  };
  const specs = new Specs(server);
  const view = new SpecsView(specs);
  const previews = new Previews(server, context.extensionUri);
  context.subscriptions.push(
    server,
    view,
    previews,
    new SpecStatus(specs),
    ...registerCommands(server, [openExample(context.extensionUri), openPreview(previews), ...specsCommands(view)]),
    vscode.workspace.onDidOpenTextDocument((document) => void startFor(document)),
    watchLanguage(),
  );
  await Promise.all([...vscode.workspace.textDocuments.map(startFor), startForSettings()]);
}
