/** The server's door in a web worker. Loading this file starts it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { noFiles } from './files.ts';
import { checkedParams } from './params.ts';
import { Server } from './server.ts';
import { VERSION } from './version.ts';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), { messageStrategy: checkedParams });
const server = new Server(connection, { files: noFiles, version: VERSION });
server.connection.listen();
