/** How far a long run has come, on one line of the terminal that is taken away again. */

/** A stream that may be a terminal, such as standard error. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A run shorter than this shows nothing. In milliseconds. */
const PATIENCE = 1000;

/** The line is written anew no sooner than this. In milliseconds. */
const PAUSE = 100;

const USUAL_COLUMNS = 80;

const CLEAR_LINE = '\r\u001b[K';

export class Progress {
  readonly #screen: () => Screen;
  readonly #isDumb: boolean;
  readonly #now: () => number;
  #next: number;
  #isOnScreen = false;

  /**
   * `screen` is asked for when there is something to show: to open it takes time. `term` is what the environment calls
   * it. `now`: the time in milliseconds, from any beginning. Nothing is ever written to what is no terminal.
   */
  constructor(screen: () => Screen, term: string | undefined, now: () => number) {
    this.#screen = screen;
    this.#isDumb = term === 'dumb';
    this.#now = now;
    this.#next = now() + PATIENCE;
  }

  /** `Checking 312 of 2,000 files…` */
  show(verb: string, done: number, all: number): void {
    if (this.#isDumb || this.#now() < this.#next) return;
    this.#next = this.#now() + PAUSE;
    const screen = this.#screen();
    if (!screen.isTTY) return;
    this.#isOnScreen = true;
    const text = `${verb} ${done.toLocaleString('en')} of ${all.toLocaleString('en')} files…`;
    // A line that is broken could not be taken away. A terminal that does not know its width says 0.
    screen.write(`${CLEAR_LINE}${text.slice(0, (screen.columns || USUAL_COLUMNS) - 1)}`);
  }

  /** Takes the line away, before anything else is written or nothing more comes. */
  clear(): void {
    if (this.#isOnScreen) this.#screen().write(CLEAR_LINE);
    this.#isOnScreen = false;
  }
}
