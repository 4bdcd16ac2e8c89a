/** Where time goes. */

/** Milliseconds. */
export interface Times {
  readonly phases: Readonly<Record<string, number>>;
  /** What a rule works out for others too counts for the one that asked first. */
  readonly rules: Readonly<Record<string, number>>;
}

export class Stopwatch {
  readonly #now: (() => number) | undefined;
  readonly #phases: Record<string, number> = {};
  readonly #rules: Record<string, number> = {};
  #last: number;

  /** `now`: the time in milliseconds, from any beginning. Without it nothing is measured. */
  constructor(now: (() => number) | undefined) {
    this.#now = now;
    this.#last = now?.() ?? 0;
  }

  /** Undefined where nothing is measured. */
  get times(): Times | undefined {
    return this.#now && { phases: this.#phases, rules: this.#rules };
  }

  /** Counts the time since the last lap for a phase. */
  lap(phase: string): void {
    const now = this.#now?.();
    if (now === undefined) return;
    this.#phases[phase] = (this.#phases[phase] ?? 0) + now - this.#last;
    this.#last = now;
  }

  /** Does the work of a rule, and counts its time. */
  readonly timed = <T>(rule: string, work: () => T): T => {
    const start = this.#now?.() ?? 0;
    try {
      return work();
    } finally {
      this.#rules[rule] = (this.#rules[rule] ?? 0) + (this.#now?.() ?? 0) - start;
    }
  };
}
