/** The extension in the browser: the server is a web worker. */
import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { activateWith } from './activation.ts';
import { CLIENT_ID, CLIENT_NAME } from './client.ts';

/** Called by the editor. */
export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, async (options) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    const script = await workerScript(Uri.joinPath(context.extensionUri, 'server/dist/browser.js'));
    return new LanguageClient(CLIENT_ID, CLIENT_NAME, new Worker(script), options);
  });
}

/** An address that workers can be made from: the editor refuses those of a remote host, from which it may have the extension. */
async function workerScript(file: Uri): Promise<string> {
  if (file.scheme !== 'vscode-remote') return file.toString(true);
  const text = await workspace.fs.readFile(file);
  return URL.createObjectURL(new Blob([Uint8Array.from(text)], { type: 'text/javascript' }));
}
