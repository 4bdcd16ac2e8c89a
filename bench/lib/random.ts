/** A small seeded random source (xorshift32), so that a run can be taken again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed || 1;
  }

  /** A whole number from 0 to, but without, `below`. */
  below(below: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % below;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error('There is nothing to choose from.');
    return choice;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}
