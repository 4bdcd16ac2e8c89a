/** The pages of the manual that travel with the extension. */
import * as vscode from 'vscode';

/** Shows a page; as text where the editor has no preview of Markdown. */
export async function showPage(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    await vscode.commands.executeCommand('vscode.open', page);
  }
}
