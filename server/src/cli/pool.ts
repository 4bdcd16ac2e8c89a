/** Tasks done by worker threads, at all of them at once, with their results in the order of the tasks. */
import type { Worker } from 'node:worker_threads';

/** What came of a task: its result, or how the worker that did it has ended. */
export type Done<Result> = { readonly result: Result } | { readonly crash: string };

/** So many tasks a worker has at a time: the next one is there when one is done. */
const AHEAD = 2;

/** So many results a worker may be ahead of the first one that is missing, or not taken yet. */
const WINDOW = 16;

interface Member {
  readonly worker: Worker;
  /** The tasks that it has, by number; it does the first one now. */
  readonly has: number[];
  /** It has been loaded, and answered. */
  isReady: boolean;
  error?: unknown;
}

interface Round<Task, Result> {
  readonly count: number;
  readonly taskAt: (index: number) => Task;
  readonly done: Map<number, Done<Result>>;
  /** Tasks of workers that have ended over another one. */
  readonly again: number[];
  /** The first task that no worker has had yet. */
  next: number;
  /** The task whose result is given out next. */
  wanted: number;
  failure?: Error;
  wake: () => void;
}

/**
 * Workers are started as they are needed. One must send a message when it is loaded, and then one result a task, in the
 * order of its tasks.
 */
export class Pool<Task, Result> {
  readonly #start: () => Worker;
  readonly #size: number;
  readonly #members = new Set<Member>();
  #round: Round<Task, Result> | undefined;

  /** `size`: how many workers there are at most. */
  constructor(start: () => Worker, size: number) {
    this.#start = start;
    this.#size = size;
  }

  /**
   * Does a task for each subject; `taskFor` makes it when its turn comes. One that ends its worker has that as its
   * result, and the others go on. Throws where a worker cannot be started at all. Only one round may be under way.
   */
  async *inOrder<Subject>(subjects: readonly Subject[], taskFor: (subject: Subject) => Task): AsyncGenerator<Done<Result> & { readonly of: Subject }> {
    const taskAt = (index: number): Task => taskFor(subjects[index] as Subject);
    const round: Round<Task, Result> = { count: subjects.length, taskAt, done: new Map(), again: [], next: 0, wanted: 0, wake: () => undefined };
    this.#round = round;
    for (const subject of subjects) {
      yield { of: subject, ...(await this.#next(round)) };
      round.wanted += 1;
    }
  }

  /** Ends all workers, whatever they are at. */
  async end(): Promise<void> {
    const members = [...this.#members];
    this.#members.clear();
    await Promise.all(members.map(({ worker }) => worker.terminate()));
  }

  /** What came of the task that is wanted, when it is done. */
  async #next(round: Round<Task, Result>): Promise<Done<Result>> {
    this.#assign(round);
    for (;;) {
      if (round.failure) throw round.failure;
      const done = round.done.get(round.wanted);
      if (done) {
        round.done.delete(round.wanted);
        return done;
      }
      await new Promise<void>((resolve) => { round.wake = resolve; });
    }
  }

  /** Gives tasks to workers that have too few. */
  #assign(round: Round<Task, Result>): void {
    for (;;) {
      const isNew = round.again.length === 0;
      if (isNew && (round.next === round.count || round.next >= round.wanted + this.#size * WINDOW)) return;
      const member = this.#free();
      if (!member) return;
      const index = round.again.shift() ?? round.next;
      if (isNew) round.next += 1;
      member.has.push(index);
      member.worker.postMessage(round.taskAt(index));
    }
  }

  /** The worker with the fewest tasks, a new one where all are busy and there may be more; undefined where all have enough. */
  #free(): Member | undefined {
    const [least] = [...this.#members].sort((a, b) => a.has.length - b.has.length);
    if ((!least || least.has.length > 0) && this.#members.size < this.#size) return this.#begin();
    return least && least.has.length < AHEAD ? least : undefined;
  }

  #begin(): Member {
    const member: Member = { worker: this.#start(), has: [], isReady: false };
    this.#members.add(member);
    member.worker.on('message', (message: Result) => { this.#answered(member, message); });
    member.worker.on('error', (error) => { member.error = error; });
    member.worker.on('exit', (code) => { this.#ended(member, code); });
    return member;
  }

  #answered(member: Member, message: Result): void {
    const round = this.#round;
    const index = member.isReady ? member.has.shift() : undefined;
    member.isReady = true;
    if (!round || index === undefined) return;
    round.done.set(index, { result: message });
    this.#assign(round);
    round.wake();
  }

  #ended(member: Member, code: number): void {
    const round = this.#round;
    if (!this.#members.delete(member) || !round) return;
    const { error } = member;
    const reason = error === undefined ? `It ended with code ${code}.` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    const index = member.has.shift();
    if (!member.isReady) round.failure = new Error(`A worker did not start. ${reason}`);
    else if (index !== undefined) round.done.set(index, { crash: reason });
    round.again.push(...member.has);
    this.#assign(round);
    round.wake();
  }
}
