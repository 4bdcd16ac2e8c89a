import * as vscode from 'vscode';
import { LANGUAGE } from '../language.ts';
import type { Command } from './command.ts';
import { freeColumn } from './free-column.ts';

/** Opens a spec with a few faults in it, to be changed at will: it has no file. Gives the document's URI. */
export function openExample(extensionUri: vscode.Uri): Command {
  return {
    id: 'intspec.openExample',
    async run() {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'walkthrough/example.intspec.yaml'));
      const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: new TextDecoder().decode(bytes) });
      await vscode.window.showTextDocument(document, freeColumn());
      return document.uri;
    },
  };
}
