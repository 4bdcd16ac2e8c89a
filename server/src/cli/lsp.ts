/** `intspec lsp`: the language server, for any editor. */
import type { Command } from './command.ts';
import { readArguments, UsageError } from './command.ts';

const HELP = `Usage: intspec lsp [options]

Starts the language server. It speaks the Language Server Protocol with the editor that started it.

Options:
      --stdio                over standard input and output (default)
      --node-ipc             over the channel of a Node process
      --pipe NAME            over a named pipe or socket file
      --socket PORT          over a TCP port of this machine
      --clientProcessId PID  end when this process does
  -h, --help                 print this help`;

const OPTIONS = {
  stdio: { type: 'boolean' },
  'node-ipc': { type: 'boolean' },
  pipe: { type: 'string' },
  socket: { type: 'string' },
  clientProcessId: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const lspCommand: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 0) throw new UsageError(`'${positionals.join(' ')}' means nothing here: the editor says which files are open.`);
    const ways = [values.stdio, values['node-ipc'], values.pipe, values.socket].filter((way) => way !== undefined);
    if (ways.length > 1) throw new UsageError('Only one of --stdio, --node-ipc, --pipe and --socket can be given.');
    // The server reads the command line itself.
    if (ways.length === 0) process.argv.push('--stdio');
    await import('../server/node.ts');
    return undefined;
  },
};
