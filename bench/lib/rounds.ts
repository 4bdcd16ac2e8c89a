/** Measurements of several contestants in turn, so that what else the machine does hits all of them alike. */

export interface Turns<T> {
  /** How many rounds there are at most. */
  readonly rounds: number;
  /** How many there are at least, however long they take. */
  readonly least: number;
  /** Milliseconds after which a contestant that is slow has had enough. */
  readonly budget: number;
  /** One round of one contestant; gives what it has measured. */
  readonly measure: (contestant: T, round: number) => Promise<readonly number[]>;
}

/** Takes the rounds, each contestant once a round, another one first each time; gives the measurements of each. */
export async function inTurns<T>(contestants: readonly T[], { rounds, least, budget, measure }: Turns<T>): Promise<Map<T, number[]>> {
  const measured = new Map(contestants.map((contestant) => [contestant, { figures: Array<number>(), spent: 0 }]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % Math.max(1, contestants.length);
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const own = measured.get(contestant);
      if (!own || (round >= least && own.spent > budget)) continue;
      const start = performance.now();
      own.figures.push(...await measure(contestant, round));
      own.spent += performance.now() - start;
    }
  }
  return new Map([...measured].map(([contestant, { figures }]) => [contestant, figures]));
}
