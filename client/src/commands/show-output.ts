import type { Command } from './command.ts';

/** Shows what the server and the client have logged. */
export const showOutput: Command = {
  id: 'intspec.showOutput',
  run(server) {
    server.output.show();
    return Promise.resolve();
  },
};
