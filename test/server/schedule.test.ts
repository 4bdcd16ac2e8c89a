/** When a changed text is checked. */
import assert from 'node:assert/strict';
import { Schedule } from '../../server/src/server/schedule.ts';

/** A schedule whose turns of the event loop are taken by hand, and what it has checked. */
function scheduled(work: (uri: string) => void = () => undefined): { readonly schedule: Schedule; readonly checked: string[]; readonly turn: () => Promise<void> } {
  const checked: string[] = [];
  let waiting: (() => void)[] = [];
  const schedule = new Schedule((uri) => {
    checked.push(uri);
    const start = performance.now();
    work(uri);
    return Promise.resolve(performance.now() - start);
  }, () => new Promise((resolve) => waiting.push(resolve)));
  const turn = async (): Promise<void> => {
    const now = waiting;
    waiting = [];
    for (const resolve of now) resolve();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  };
  return { schedule, checked, turn };
}

describe('the schedule of checks', () => {
  it('checks a text as soon as the messages that have come in are read', async () => {
    const { schedule, checked, turn } = scheduled();
    schedule.changed('a');
    await turn();
    assert.deepEqual(checked, []);
    await turn();
    assert.deepEqual(checked, ['a']);
    assert.equal(schedule.isWaiting('a'), false);
  });

  it('checks once, whatever comes in before', async () => {
    const { schedule, checked, turn } = scheduled();
    schedule.changed('a');
    await turn();
    schedule.changed('a');
    schedule.changed('b');
    await turn();
    assert.deepEqual(checked, []);
    assert.equal(schedule.isWaiting('a'), true);
    await turn();
    assert.deepEqual(checked, ['a', 'b']);
  });

  it('waits for a pause where the last check took long', async () => {
    const { schedule, checked, turn } = scheduled(() => {
      for (const start = performance.now(); performance.now() - start < 60;);
    });
    schedule.changed('a');
    await turn();
    await turn();
    assert.deepEqual(checked, ['a']);
    schedule.changed('a');
    await turn();
    await turn();
    await turn();
    assert.deepEqual(checked, ['a'], 'the author may type on');
    for (let at = 0; at < 200 && checked.length < 2; at += 1) {
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    assert.deepEqual(checked, ['a', 'a']);
  });

  it('forgets a document that is closed, and all when it is stopped', async () => {
    const { schedule, checked, turn } = scheduled();
    schedule.changed('a');
    schedule.changed('b');
    schedule.closed('a');
    await turn();
    await turn();
    assert.deepEqual(checked, ['b']);
    schedule.changed('c');
    schedule.stop();
    await turn();
    await turn();
    assert.deepEqual(checked, ['b']);
  });
});
