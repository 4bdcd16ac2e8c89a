/** When a changed text is checked: at once where that is quick, and when its author pauses where it is not. */

/** A check that took no longer, in milliseconds, is done again with every change. */
const QUICK = 40;
/** However long a check takes, it is put off for no longer than this, in milliseconds. */
const LONGEST = 400;

interface Waiting {
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/** One check at a time for each document, always of its last text. */
export class Schedule {
  readonly #check: (uri: string) => Promise<number>;
  readonly #soon: () => Promise<void>;
  readonly #waiting = new Map<string, Waiting>();
  /** Milliseconds that the last check of each open document took. */
  readonly #open = new Map<string, { took: number }>();

  /** `check` checks a document, must not fail, and gives the milliseconds of work, without any waiting; `soon` resolves in the next turn of the event loop. */
  constructor(check: (uri: string) => Promise<number>, soon: () => Promise<void>) {
    this.#check = check;
    this.#soon = soon;
  }

  /** A document has a new text. */
  changed(uri: string): void {
    clearTimeout(this.#waiting.get(uri)?.timer);
    const open = this.#open.get(uri) ?? { took: 0 };
    this.#open.set(uri, open);
    const { took } = open;
    // Changes that have come in already are taken in first: one check answers for all of them.
    const waiting: Waiting = { timer: took <= QUICK ? undefined : setTimeout(() => void this.#run(uri, waiting), Math.min(took, LONGEST)) };
    this.#waiting.set(uri, waiting);
    if (!waiting.timer) void this.#soon().then(this.#soon).then(() => this.#run(uri, waiting));
  }

  /** Whether a document has a text that is not checked yet. */
  isWaiting(uri: string): boolean {
    return this.#waiting.has(uri);
  }

  /** A document is closed. */
  closed(uri: string): void {
    clearTimeout(this.#waiting.get(uri)?.timer);
    this.#waiting.delete(uri);
    this.#open.delete(uri);
  }

  /** Nothing more is checked. */
  stop(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  async #run(uri: string, waiting: Waiting): Promise<void> {
    // A newer text has taken its place, or the document is closed.
    if (this.#waiting.get(uri) !== waiting) return;
    this.#waiting.delete(uri);
    const open = this.#open.get(uri);
    const took = await this.#check(uri);
    if (open && this.#open.get(uri) === open) open.took = took;
  }
}
