/** Worker threads that do tasks, with workers made for the test: their order, what is under way at once, and their end. */
import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { Pool } from '../../server/src/cli/pool.ts';

/**
 * A task says how long it takes, or how its worker ends over it. Each worker notes in shared memory when it starts a
 * task; the result is the task's number.
 */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const begun = new Int32Array(workerData);
  let last = Promise.resolve();
  parentPort.on('message', ({ number, wait = 0, ends }) => {
    last = last.then(async () => {
      Atomics.add(begun, 0, 1);
      if (ends === 'exit') process.exit(7);
      if (ends === 'throw') setImmediate(() => { throw new Error('no way'); });
      await new Promise((resolve) => setTimeout(resolve, ends ? 100_000 : wait));
      parentPort.postMessage(number);
    });
  });
  parentPort.postMessage('ready');
`;

interface Task {
  readonly number: number;
  readonly wait?: number;
  readonly ends?: 'exit' | 'throw';
}

describe('a pool of workers', () => {
  let pool: Pool<Task, number>;
  let started: Worker[];
  let begun: Int32Array;
  afterEach(() => pool.end());

  function open(size: number, script = SCRIPT): void {
    started = [];
    begun = new Int32Array(new SharedArrayBuffer(4));
    pool = new Pool(() => {
      const worker = new Worker(script, { eval: true, workerData: begun.buffer });
      started.push(worker);
      return worker;
    }, size);
  }

  /** What comes of tasks with these differences from the ordinary: the number, or the first line of how it ended. */
  async function outcome(count: number, special: Readonly<Record<number, Partial<Task>>> = {}): Promise<(number | string)[]> {
    const found: (number | string)[] = [];
    const subjects = Array.from({ length: count }, (_, number) => number);
    for await (const done of pool.inOrder(subjects, (number) => ({ number, ...special[number] }))) {
      assert.equal(done.of, found.length);
      found.push('result' in done ? done.result : (done.crash.split('\n')[0] ?? ''));
    }
    return found;
  }

  const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

  for (const size of [1, 2, 3]) {
    it(`of ${size} gives results in the order of the tasks, whichever is done first`, async () => {
      open(size);
      assert.deepEqual(await outcome(100, { 0: { wait: 60 }, 7: { wait: 20 }, 50: { wait: 20 } }), numbers(100));
      assert.deepEqual(await outcome(0), []);
      assert.deepEqual(await outcome(5), numbers(5), 'a second round');
      assert.equal(started.length, size);
    });
  }

  it('starts no more workers than there are tasks', async () => {
    open(4);
    assert.deepEqual(await outcome(2), numbers(2));
    assert.equal(started.length, 2);
  });

  it('goes on without a worker that ended, and says over which task', async () => {
    open(2);
    const expected: (number | string)[] = numbers(40);
    expected[3] = 'It ended with code 7.';
    expected[4] = 'Error: no way';
    expected[39] = 'It ended with code 7.';
    assert.deepEqual(await outcome(40, { 3: { ends: 'exit' }, 4: { ends: 'throw' }, 39: { ends: 'exit' } }), expected);
    assert.deepEqual(await outcome(3), numbers(3));
  });

  it('tells when every task ends its worker', async () => {
    open(2);
    const all = Object.fromEntries(numbers(6).map((number) => [number, { ends: 'exit' as const }]));
    assert.deepEqual(await outcome(6, all), Array.from({ length: 6 }, () => 'It ended with code 7.'));
  });

  it('fails where a worker cannot start', async () => {
    open(2, "throw new Error('not here')");
    await assert.rejects(outcome(3), /^Error: A worker did not start\.[^]*Error: not here/);
  });

  it('does not run ahead of who takes the results', async () => {
    open(2);
    const tasks = pool.inOrder(numbers(500), (number) => ({ number }));
    await tasks.next();
    // All that may be done is done when nothing has begun for a while.
    for (let before = -1; before !== Atomics.load(begun, 0); await new Promise((resolve) => setTimeout(resolve, 100))) before = Atomics.load(begun, 0);
    const ahead = Atomics.load(begun, 0);
    assert.ok(ahead > 0 && ahead < 50, `${ahead} tasks begun for one result taken`);
    await tasks.return(undefined);
  });

  it('ends its workers, whatever they are at', async () => {
    open(2);
    const tasks = pool.inOrder(numbers(4), (number) => ({ number, wait: number === 0 ? 0 : 100_000 }));
    await tasks.next();
    const ended = Promise.all(started.map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
    await pool.end();
    await ended;
  });
});
