/** The extension on the desktop and on a remote host: the server is a process of its own. */
import type { ExtensionContext } from 'vscode';
import type { ServerOptions } from 'vscode-languageclient/node';
import { activateWith } from './activation.ts';
import { CLIENT_ID, CLIENT_NAME } from './client.ts';

/** Called by the editor. */
export function activate(context: ExtensionContext): Promise<void> {
  return activateWith(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('./language-client.ts');
    const run = { module: context.asAbsolutePath('server/dist/node.cjs'), transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    const serverOptions: ServerOptions = { run, debug };
    return new LanguageClient(CLIENT_ID, CLIENT_NAME, serverOptions, options);
  });
}
