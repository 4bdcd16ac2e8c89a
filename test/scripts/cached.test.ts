/** What the scripts download once: complete or not there. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCached } from '../../scripts/lib/cached.mjs';

describe('a folder of the cache', () => {
  let cache: string;
  const { log } = console;
  beforeEach(() => {
    cache = join(mkdtempSync(join(tmpdir(), 'intspec-cache-')), 'cache');
    console.log = () => undefined;
  });
  afterEach(() => {
    console.log = log;
    rmSync(join(cache, '..'), { recursive: true, force: true });
  });

  /** Fills the folder with one file; gives how often that was done. */
  function filling(text: string): { readonly ensure: () => Promise<string>; readonly times: () => number } {
    let times = 0;
    const fill = (folder: string): Promise<void> => {
      times += 1;
      writeFileSync(join(folder, 'a.txt'), text);
      return Promise.resolve();
    };
    return { ensure: () => ensureCached(cache, 'tool', { title: 'the tool', marker: text, fill }), times: () => times };
  }

  it('is filled once, and again for another version', async () => {
    const [first, second] = [filling('1'), filling('2')];
    assert.equal(await first.ensure(), join(cache, 'tool'));
    await first.ensure();
    assert.equal(first.times(), 1);
    await second.ensure();
    assert.equal(readFileSync(join(cache, 'tool', 'a.txt'), 'utf8'), '2');
    assert.deepEqual(readdirSync(cache), ['tool']);
  });

  it('stays as it was where filling it fails', async () => {
    await filling('1').ensure();
    await assert.rejects(ensureCached(cache, 'tool', { title: 'the tool', marker: '2', fill: () => Promise.reject(new Error('no network')) }), /no network/);
    assert.equal(readFileSync(join(cache, 'tool', 'a.txt'), 'utf8'), '1');
    assert.deepEqual(readdirSync(cache), ['tool']);
  });

  it('takes away what an interrupted run has left, and nothing of one that is at work', async () => {
    // No process has the highest number; this one is at work.
    const [left, atWork, other] = [`tool.partial-${2 ** 31 - 1}`, `tool.partial-${process.ppid}`, `tools.partial-${2 ** 31 - 1}`];
    for (const name of [left, atWork, other]) mkdirSync(join(cache, name), { recursive: true });
    await filling('1').ensure();
    assert.equal(existsSync(join(cache, left)), false);
    for (const name of [atWork, other]) assert.ok(existsSync(join(cache, name)), name);
  });
});
