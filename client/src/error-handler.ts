/** What becomes of the client when its connection fails. */
import type { BaseLanguageClient, ErrorHandler } from 'vscode-languageclient';

/**
 * The library's own handler of errors, but for one thing: it gives a server up for good after a few messages that could not
 * be sent. Where a server ends while somebody types, each letter fails until its end is noticed; that end alone decides, and
 * another server is started. `client` is asked when something has failed.
 */
export function errorHandler(client: () => Promise<Pick<BaseLanguageClient, 'createDefaultErrorHandler'>>): ErrorHandler {
  let library: Promise<ErrorHandler> | undefined;
  const ofLibrary = (): Promise<ErrorHandler> => (library ??= client().then((each) => each.createDefaultErrorHandler()));
  return {
    // Always taken for the first. It is written to the log, and nobody is told of each letter.
    error: async (error, message) => ({ ...(await (await ofLibrary()).error(error, message, 1)), handled: true }),
    closed: async () => (await ofLibrary()).closed(),
  };
}
