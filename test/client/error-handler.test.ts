/** A connection that fails is never given up before the server has ended, and then the library decides. */
import assert from 'node:assert/strict';
import type { CloseHandlerResult, ErrorHandler, ErrorHandlerResult } from 'vscode-languageclient';
import { errorHandler } from '../../client/src/error-handler.ts';

/** What the library says. Source: its enumerations `ErrorAction` and `CloseAction`. */
const [CONTINUE, SHUTDOWN, DO_NOT_RESTART, RESTART] = [1, 2, 1, 2] as const;

/** Handlers as the library makes them: three errors are borne, and so many ends. */
function library(ends: number): { readonly made: () => number; readonly createDefaultErrorHandler: () => ErrorHandler } {
  let made = 0;
  const createDefaultErrorHandler = (): ErrorHandler => {
    made += 1;
    let left = ends;
    return {
      error: (_error, _message, count): ErrorHandlerResult => ({ action: count !== undefined && count <= 3 ? CONTINUE : SHUTDOWN }),
      closed: (): CloseHandlerResult => ({ action: (left -= 1) >= 0 ? RESTART : DO_NOT_RESTART }),
    };
  };
  return { made: () => made, createDefaultErrorHandler };
}

describe('the handler of a failing connection', () => {
  it('bears any number of messages that could not be sent, and tells nobody of each', async () => {
    const handler = errorHandler(() => Promise.resolve(library(1)));
    for (const count of [1, 3, 4, 40, undefined]) assert.deepEqual(await handler.error(new Error('write EPIPE'), undefined, count), { action: CONTINUE, handled: true });
  });

  it('lets the library decide what becomes of a server that has ended, by all its ends', async () => {
    const client = library(2);
    const handler = errorHandler(() => Promise.resolve(client));
    await handler.error(new Error('write EPIPE'), undefined, 9);
    const actions: number[] = [];
    for (let end = 0; end < 3; end += 1) actions.push((await handler.closed()).action);
    assert.deepEqual(actions, [RESTART, RESTART, DO_NOT_RESTART]);
    assert.equal(client.made(), 1);
  });
});
