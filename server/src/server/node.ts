/** The server's door in Node: stdio, IPC, a pipe or a socket, as the command line says. Loading this file starts it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Connection } from 'vscode-languageserver/node';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { diskFiles } from './disk.ts';
import { checkedParams } from './params.ts';
import { Server } from './server.ts';
import { VERSION } from './version.ts';
import { wholeMessages } from './whole-messages.ts';

// V8 makes plain machine code of a function with its first call, not after hundreds: nobody asks for that many completions,
// and most of what answers them would be interpreted for a whole session. An engine without this flag says so on stderr.
setFlagsFromString('--always-sparkplug');

/** The manual's pages lie beside the built server. */
function manualFolder(): string | undefined {
  const built = process.argv[1];
  const folder = typeof __dirname === 'string' ? join(__dirname, 'rules') : built === undefined ? '' : join(built, '..', 'rules');
  return existsSync(folder) ? `${pathToFileURL(folder).href}/` : undefined;
}

/** What the library says of an input whose messages it cannot tell apart any more. */
const NO_FRAME = /^(?:Message header|Header|Content-Length)/;

/**
 * Over stdio, an input that is no Language Server Protocol ends the server, as one that ends does: nothing behind it
 * could be understood, and its client would wait for ever.
 */
function stdioConnection(): Connection {
  const reader = new StreamMessageReader(process.stdin);
  const end = (): void => process.exit(server.isShutDown ? 0 : 1);
  reader.onError(({ message }) => {
    if (!NO_FRAME.test(message)) return;
    process.stderr.write(`intspec: The input is no Language Server Protocol: ${message.split('\n')[0] ?? ''}\n`);
    end();
  });
  process.stdin.once('end', end).once('close', end);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(wholeMessages(process.stdout)), OPTIONS);
}

const OPTIONS = { messageStrategy: checkedParams };
const connection = process.argv.includes('--stdio') ? stdioConnection() : createConnection(ProposedFeatures.all, OPTIONS);
const server = new Server(connection, { files: diskFiles, manual: manualFolder(), version: VERSION });
server.connection.listen();
