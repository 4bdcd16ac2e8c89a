import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host', () => {
  it('opens a file of the workspace', async () => {
    const [file] = await vscode.workspace.findFiles('**/*.intspec.yaml', undefined, 1);
    assert.ok(file, 'the workspace has a spec');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());
  });
});
