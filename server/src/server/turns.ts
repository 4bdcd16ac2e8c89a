/** Long work in steps, so that other messages get their turn. */
import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Ends the work on a request that nobody waits for any more. */
export function refuseIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw cancelled();
}

/** Waits for work that goes on anyway, as long as somebody waits for the request that needs it. */
export async function unlessCancelled(work: Promise<void>, token: CancellationToken): Promise<void> {
  refuseIfCancelled(token);
  await new Promise<void>((resolve, reject) => {
    const listening = token.onCancellationRequested(() => {
      reject(cancelled());
    });
    work.then(resolve, reject).finally(() => {
      listening.dispose();
    });
  });
}

/** Milliseconds that the server waits for what it can go on without: some clients never answer. */
export const PATIENCE = 10_000;

/** An answer, or undefined where it has not come within so many milliseconds. Rejects where the answer does. */
export async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/** Milliseconds behind a change of a text in which its author is taken to type on. */
const TYPING = 300;
/** While somebody types, work in the background rests so many times as long as its last step took: it takes a quarter of the time. */
const REST = 3;
/** However long a step took, the next one is not put off for longer, in milliseconds. */
const LONGEST_REST = 200;

/**
 * Work that nobody types against, such as reading thousands of files: done in steps of a few milliseconds. Between two
 * of them whatever has come in is answered, and while somebody types, steps are rare.
 */
export class Background {
  #typed = -Infinity;
  #took = 0;

  /** A text has changed. */
  typed(): void {
    this.#typed = performance.now();
  }

  /** Does one step; how long it takes decides how soon the next may be done. */
  step<T>(work: () => T): T {
    const start = performance.now();
    try {
      return work();
    } finally {
      this.#took += performance.now() - start;
    }
  }

  /** Resolves when the next step may be done: behind all messages that wait now. */
  async next(): Promise<void> {
    const rest = Math.min(this.#took * REST, LONGEST_REST);
    this.#took = 0;
    if (rest >= 1 && performance.now() - this.#typed < TYPING) await pause(rest);
    else await soon();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The next turn of the event loop, for work of many steps: a timer takes a millisecond at least, and four in a browser. */
export function soon(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
