/** Work in the background makes way, and so does a request that nobody waits for. */
import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { Background, inTime, unlessCancelled } from '../../server/src/server/turns.ts';

/** A step that takes some milliseconds. */
function work(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return milliseconds;
}

/** In which order these come. */
async function orderOf(events: Readonly<Record<string, Promise<unknown>>>): Promise<string[]> {
  const order: string[] = [];
  await Promise.all(Object.entries(events).map(([name, event]) => event.then(() => order.push(name))));
  return order;
}

describe('work in the background', () => {
  it('goes on in the next turn, behind what waits', async () => {
    const background = new Background();
    assert.equal(background.step(() => work(5)), 5);
    const waits = setImmediate();
    assert.deepEqual(await orderOf({ next: background.next(), waits, later: setTimeout(1000) }), ['waits', 'next', 'later']);
  });

  it('rests while somebody types, the longer the longer its steps are', async () => {
    const background = new Background();
    background.typed();
    background.step(() => work(20));
    assert.deepEqual(await orderOf({ next: background.next(), earlier: setTimeout(40) }), ['earlier', 'next']);
    background.typed();
    background.step(() => undefined);
    assert.deepEqual(await orderOf({ next: background.next(), later: setTimeout(40) }), ['next', 'later']);
  });

  it('never rests for long', async () => {
    const background = new Background();
    background.typed();
    background.step(() => work(200));
    assert.deepEqual(await orderOf({ next: background.next(), later: setTimeout(500) }), ['next', 'later']);
  });

  it('goes on where there is no `setImmediate`, as in a browser', async () => {
    const own = globalThis.setImmediate;
    Reflect.deleteProperty(globalThis, 'setImmediate');
    try {
      assert.deepEqual(await orderOf({ next: new Background().next(), later: setTimeout(1000) }), ['next', 'later']);
    } finally {
      globalThis.setImmediate = own;
    }
  });

  it('lets a failure through', () => {
    assert.throws(() => new Background().step(() => assert.fail('no')), /no/);
  });
});

describe('a request that waits', () => {
  it('ends with what it waits for', async () => {
    const { token } = new CancellationTokenSource();
    await unlessCancelled(setImmediate(), token);
    await assert.rejects(unlessCancelled(Promise.reject(new Error('no')), token), /no/);
  });

  it('is refused once it is cancelled, before or meanwhile', async () => {
    const source = new CancellationTokenSource();
    const never = new Promise<void>(() => undefined);
    const waiting = unlessCancelled(never, source.token);
    source.cancel();
    await assert.rejects(waiting, /was cancelled/);
    await assert.rejects(unlessCancelled(Promise.resolve(), source.token), /was cancelled/);
  });
});

describe('an answer that may never come', () => {
  it('is waited for as long as it may take', async () => {
    assert.equal(await inTime(setTimeout(5, 'here'), 5000), 'here');
    assert.equal(await inTime(new Promise(() => undefined), 5), undefined);
    await assert.rejects(inTime(Promise.reject(new Error('no')), 5000), /^Error: no$/);
  });
});
