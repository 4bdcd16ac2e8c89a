/** What a client shows of long work that nobody has asked for. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** Milliseconds that work takes before anything is shown of it. */
const MOMENT = 500;

/**
 * The progress of one piece of work: shown if it takes longer than a moment, in clients that can, and ended in any
 * case by {@link end}. It cannot be cancelled by the user: the work takes no time from typing, and without it findings
 * would be missing without anybody knowing.
 */
export class Progress {
  readonly #title: string;
  readonly #waiting: ReturnType<typeof setTimeout> | undefined;
  #reporter: WorkDoneProgressServerReporter | undefined;
  #hasEnded = false;
  #percentage = 0;
  #message = '';

  /** `title` says what the work is. Clients that show no progress (`isShown`) are not asked to. */
  constructor(connection: Connection, title: string, isShown: boolean) {
    this.#title = title;
    if (!isShown) return;
    this.#waiting = setTimeout(() => {
      this.#begin(connection).catch(() => undefined);
    }, MOMENT);
  }

  /** So many of all are done. Clients are told of each percent once. */
  at(done: number, total: number): void {
    const percentage = Math.floor((done / total) * 100);
    const isAnother = percentage !== this.#percentage;
    this.#percentage = percentage;
    this.#message = `${counted(done)} of ${counted(total)}`;
    if (isAnother && !this.#hasEnded) this.#reporter?.report(percentage, this.#message);
  }

  /** The work is done, or given up. */
  end(): void {
    clearTimeout(this.#waiting);
    if (!this.#hasEnded) this.#reporter?.done();
    this.#hasEnded = true;
  }

  async #begin(connection: Connection): Promise<void> {
    const reporter = await connection.window.createWorkDoneProgress();
    // A client may take its time to answer.
    if (this.#hasEnded) return;
    reporter.begin(this.#title, this.#percentage, this.#message, false);
    this.#reporter = reporter;
  }
}

/** A number as people read it: `2,000`. */
function counted(count: number): string {
  return count.toLocaleString('en-US');
}
