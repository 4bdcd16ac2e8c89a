/** Waiting for the page of a preview. */
import type * as vscode from 'vscode';

/** Milliseconds that one waits for a page; one in a tab that is not seen may never answer. */
const PATIENCE = 5000;

/** Resolves when the event fires next, or after a while without. */
export function firstOf(event: vscode.Event<void>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    const listening = event(done);
  });
}
