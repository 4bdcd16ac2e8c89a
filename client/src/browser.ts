/** The extension in the browser: the server is a web worker. */
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './activation.ts';
import { CLIENT_ID, CLIENT_NAME } from './client.ts';

/** Called by the editor. */
export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'server/dist/browser.js').toString(true);
  return activateWith(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, new Worker(script), options));
}
