import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Starts the server anew, also after it has crashed too often to be started by itself. */
export const restart: Command = {
  id: 'intspec.restart',
  async run(server) {
    const title = vscode.l10n.t('Restarting the Integration Spec language server');
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
      try {
        await server.restart();
      } catch (error) {
        server.output.error('The language server did not restart.', error);
      }
    });
  },
};
