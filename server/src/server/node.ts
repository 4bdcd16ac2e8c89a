/** The server's door in Node: stdio, IPC, a pipe or a socket, as the command line says. Loading this file starts it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { diskFiles } from './disk.ts';
import { Server } from './server.ts';
import { VERSION } from './version.ts';

/** The manual's pages lie beside the built server. */
function manualFolder(): string | undefined {
  const built = process.argv[1];
  const folder = typeof __dirname === 'string' ? join(__dirname, 'rules') : built === undefined ? '' : join(built, '..', 'rules');
  return existsSync(folder) ? `${pathToFileURL(folder).href}/` : undefined;
}

const server = new Server(createConnection(ProposedFeatures.all), { files: diskFiles, manual: manualFolder(), version: VERSION });
server.connection.listen();
