/** What authors ask for first is made ready in the pauses of whoever types. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { specOf } from '../helpers/features.ts';
import { Background } from '../../server/src/server/turns.ts';
import { firstQuestions, WarmUp } from '../../server/src/server/warm-up.ts';

/** Background work whose turns are given by hand, and a warm-up of so many steps in it, of which one may fail. */
function warmed(count: () => number, failing?: number): { readonly warmUp: WarmUp; readonly taken: number[]; readonly errors: unknown[]; readonly turn: () => Promise<void> } {
  const taken: number[] = [];
  const errors: unknown[] = [];
  let waiting: (() => void)[] = [];
  const background = new Background();
  background.next = () => new Promise((resolve) => waiting.push(resolve));
  const step = (at: number) => () => {
    if (at === failing) throw new Error('This step fails.');
    taken.push(at);
  };
  const warmUp = new WarmUp(background, () => Array.from({ length: count() }, (_, at) => step(at)), (error) => errors.push(error));
  const turn = async (): Promise<void> => {
    const [now, none] = [waiting, []];
    waiting = none;
    for (const resolve of now) resolve();
    await setTimeout();
  };
  return { warmUp, taken, errors, turn };
}

/** Longer than a warm-up waits. */
const PAUSE = 250;

describe('warming up', () => {
  it('takes its steps one by one, once', async () => {
    const { warmUp, taken, turn } = warmed(() => 2);
    warmUp.checked();
    await turn();
    assert.deepEqual(taken, []);
    await setTimeout(PAUSE);
    for (const after of [[0], [0, 1], [0, 1]]) {
      warmUp.checked();
      await turn();
      assert.deepEqual(taken, after);
    }
    await setTimeout(PAUSE);
    await turn();
    assert.deepEqual(taken, [0, 1]);
  });

  it('waits until there is a reason', async () => {
    let steps = 0;
    const { warmUp, taken, turn } = warmed(() => steps);
    warmUp.checked();
    await setTimeout(PAUSE);
    await turn();
    steps = 1;
    await setTimeout(PAUSE);
    await turn();
    assert.deepEqual(taken, []);
    warmUp.checked();
    await setTimeout(PAUSE);
    await turn();
    assert.deepEqual(taken, [0]);
  });

  it('does not begin once it is stopped', async () => {
    const { warmUp, taken, turn } = warmed(() => 1);
    warmUp.checked();
    warmUp.stop();
    warmUp.checked();
    await setTimeout(PAUSE);
    await turn();
    assert.deepEqual(taken, []);
  });

  it('ends with a step that fails, and says so', async () => {
    const { warmUp, taken, errors, turn } = warmed(() => 3, 1);
    for (let round = 0; round < 2; round += 1) {
      warmUp.checked();
      await setTimeout(PAUSE);
      for (let at = 0; at < 3; at += 1) await turn();
    }
    assert.deepEqual(taken, [0]);
    assert.deepEqual(errors.map(String), ['Error: This step fails.']);
  });

  it('ends where it cannot begin, and says so', async () => {
    const { warmUp, errors, turn } = warmed(() => {
      throw new Error('There is no telling.');
    });
    for (let round = 0; round < 2; round += 1) {
      warmUp.checked();
      await setTimeout(PAUSE);
      await turn();
    }
    assert.deepEqual(errors.map(String), ['Error: There is no telling.']);
  });

  it('ends between two steps when it is stopped', async () => {
    const { warmUp, taken, turn } = warmed(() => 3);
    warmUp.checked();
    await setTimeout(PAUSE);
    await turn();
    warmUp.stop();
    await turn();
    await turn();
    assert.deepEqual(taken, [0]);
  });

  it('asks nothing of a spec that is closed by then', () => {
    const [last] = firstQuestions({ snippets: true, asIs: true }, [() => undefined]).slice(-1);
    assert.equal(last?.(), undefined);
  });

  for (const snippets of [true, false]) {
    it(`asks what has an answer, ${snippets ? 'with' : 'without'} snippets`, () => {
      const answers = firstQuestions({ snippets, asIs: snippets }, [() => specOf('title: x\n')]).map((ask) => ask());
      const isAnswer = (answer: unknown): boolean => (Array.isArray(answer) ? answer.length > 0 && answer.every(isAnswer) : answer !== undefined);
      assert.deepEqual(answers.map(isAnswer), answers.map(() => true));
    });
  }
});
