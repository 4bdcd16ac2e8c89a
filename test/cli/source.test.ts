/** What is written of a file when there is no room for it: nothing. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { examples } from '../helpers/files.ts';
import { command, Sandbox } from './run.ts';

const sound = examples.find(({ name }) => name.startsWith('github'))?.text ?? '';
const withoutAuthor = sound.replace(/^author: .*\r?\n/m, '');

describe('a file that cannot be written', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  /** Mends the folder in a shell that lets no file grow beyond so many kilobytes, as a disk would that is full. */
  async function mendWithin(kilobytes: number, ...options: string[]) {
    // The unit of `ulimit -f` is half a kilobyte in one shell and a whole one in another: the smaller is meant.
    const script = `ulimit -f ${kilobytes} && exec "$0" "$@"`;
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script, process.execPath, await command(), 'check', '--fix', ...options], { cwd: box.path, encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }

  for (const jobs of ['1', '2']) {
    it(`stays whole where there is no room, and the others are mended (--jobs ${jobs})`, async function () {
      if (process.platform === 'win32') this.skip();
      const large = `${withoutAuthor}${'# filled up\n'.repeat(20_000)}`;
      chmodSync(box.write('large.intspec.yaml', large), 0o640);
      box.write('small.intspec.yaml', withoutAuthor.replace(/INT-\d+-\d+/, 'INT-2025-999'));
      const { code, out, err } = await mendWithin(64, '--jobs', jobs);
      assert.deepEqual({ code, err }, { code: 2, err: 'intspec: large.intspec.yaml: The fixes could not be written. There is no room for it: a file may not be so large here.\n' });
      assert.equal(box.read('large.intspec.yaml'), large);
      assert.equal(statSync(`${box.path}/large.intspec.yaml`).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(box.path).sort(), ['large.intspec.yaml', 'small.intspec.yaml'], 'nothing is left over');
      assert.match(box.read('small.intspec.yaml'), /^author: <author of the spec>$/m);
      assert.match(out, /^large\.intspec\.yaml:\d+:\d+ {2}error {2}missing-required-field /m);
      assert.match(out, /\n2 files checked, 1 fixed: /);
    });
  }

  for (const line of ['check', 'check --format sarif', 'rules']) {
    it(`is standard output, too: intspec ${line}`, async function () {
      // A device whose disk is always full.
      if (!existsSync('/dev/full')) this.skip();
      box.write('a.intspec.yaml', withoutAuthor);
      const { status, stderr } = spawnSync(process.execPath, [await command(), ...line.split(' ')], { cwd: box.path, encoding: 'utf8', stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
      assert.equal(status, 2);
      assert.match(stderr, /^intspec: Standard output could not be written\. ENOSPC: .*\n$/);
    });
  }

  it('stays as it is in a folder in which nothing may be written', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    box.write('closed/a.intspec.yaml', withoutAuthor);
    chmodSync(`${box.path}/closed`, 0o555);
    const { code, err } = await box.run(['check', '--fix']);
    chmodSync(`${box.path}/closed`, 0o755);
    assert.deepEqual({ code, err }, { code: 2, err: 'intspec: closed/a.intspec.yaml: The fixes could not be written. There is no permission to read or write it.\n' });
    assert.deepEqual([box.read('closed/a.intspec.yaml'), readdirSync(`${box.path}/closed`)], [withoutAuthor, ['a.intspec.yaml']]);
  });
});
