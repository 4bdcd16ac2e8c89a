import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { specAtHand } from './spec-at-hand.ts';

const KIND = vscode.CodeActionKind.SourceFixAll.append('intspec');

/** A fix can bring up the next one, as when a section is inserted that is then put in order; more rounds mean two fixes that undo each other. */
const MAX_ROUNDS = 5;

/** Applies every fix that is safe without a look, to the spec at hand. Gives whether anything changed. */
export const fixAll: Command = {
  id: 'intspec.fixAll',
  async run(server) {
    const document = specAtHand();
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open an integration spec first.'));
      return false;
    }
    await server.start();
    let changed = false;
    for (let round = 0; round < MAX_ROUNDS && (await applyOnce(document)); round++) changed = true;
    if (!changed) void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to fix without a decision of yours.'));
    return changed;
  },
};

async function applyOnce(document: vscode.TextDocument): Promise<boolean> {
  const { version } = document;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider', document.uri, document.validateRange(whole), KIND.value, 1,
  );
  const action = actions?.find(({ kind, edit }) => edit !== undefined && kind !== undefined && KIND.contains(kind));
  // An answer for an older text would land in the wrong places.
  if (!action?.edit || document.version !== version) return false;
  return (await vscode.workspace.applyEdit(action.edit)) && document.version !== version;
}
