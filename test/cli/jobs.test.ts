/** Many files at once: whoever does the work, the outcome is the same, and comes as soon as it is there. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { crewSize } from '../../server/src/cli/crew.ts';
import { examples, fixture } from '../helpers/files.ts';
import { lf } from '../helpers/text.ts';
import type { Outcome } from './run.ts';
import { Sandbox, start } from './run.ts';

const sound = lf(examples.find(({ name }) => name.startsWith('github'))?.text ?? '');
const withId = (id: string, text = sound): string => text.replace(/^spec_id: .*$/m, `spec_id: ${id}`);
const faulty = lf(fixture('faulty/contract-faults.intspec.yaml'));

/** Ids that are given twice in several spellings, settings with and without mistakes, faults, files that cannot be read or are no specs. */
function writeAll(box: Sandbox): void {
  box.write('.intspec.yaml', 'rules: { invalid-value: warning }\nfiles: { patterns: ["**/*.yaml"] }\n');
  box.write('near/.intspec.yaml', 'rules: { invalid-vlue: hint, title-systems: off }\n');
  for (let index = 0; index < 12; index += 1) box.write(`specs/${index}.yaml`, withId(`INT-2025-${String(100 + index)}`));
  box.write('specs/3.yaml', withId('"INT-2025-1\\x305"'));
  box.write('specs/4.yaml', withId('&id INT-2025-104'));
  box.write('specs/7.yaml', withId('INT-2025-109', sound.replace('Under Review', 'Under Reviw')));
  box.write('specs/bytes.yaml', Buffer.from([0x61, 0xff]));
  box.write('near/a.yaml', `target_system_owner: A\nspec_id: >-\n  INT-2025-109\n`);
  box.write('near/faulty.yaml', faulty);
  box.write('near/broken.yaml', withId('INT-2025-110', sound.replace('volume_and_rate_limits:', 'volume_and_rate_limits: [')));
  box.write('near/empty.yaml', '');
  box.write('near/other.yaml', 'services: { web: { image: nginx } }\n');
}

describe('intspec check --jobs', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  for (const format of ['text', 'json']) {
    it(`finds the same as ${format}, whoever does it`, async () => {
      writeAll(box);
      const run = (...jobs: string[]): Promise<Outcome> => box.run(['check', '.', '-', '--format', format, ...jobs], { input: withId('INT-2025-101') });
      const alone = await run('--jobs', '1');
      assert.equal(alone.code, 2);
      assert.match(alone.err, /^intspec: specs\/bytes\.yaml: It is not valid UTF-8\.\n$/);
      assert.equal(alone.out.match(/duplicate-spec-id/g)?.length, 9, 'the id of the text given, of 3 and 5, of 7, 9 and a, of 10 and broken');
      assert.match(alone.out, /near\/\.intspec\.yaml/);
      for (const jobs of [['--jobs', '3'], []]) assert.deepEqual(await run(...jobs), alone, `check ${jobs.join(' ')}`);
      if (format === 'json') assert.equal(`${JSON.stringify(JSON.parse(alone.out), undefined, 2)}\n`, alone.out);
    });
  }

  it('mends the same', async () => {
    const mended: Record<string, string[]> = {};
    const outcomes: Outcome[] = [];
    const names = ['specs/7.yaml', 'specs/short.yaml', 'near/a.yaml', 'near/empty.yaml', 'near/faulty.yaml', 'near/other.yaml', 'outside/a.yml', 'outside/b.yml', '.intspec.yaml', 'near/.intspec.yaml'];
    for (const jobs of ['1', '3']) {
      const own = new Sandbox();
      writeAll(own);
      own.write('specs/short.yaml', 'spec_id: INT-2025-100\r\nauthor: A\r\n');
      own.write('outside/a.yml', 'author: A\n');
      own.write('outside/b.yml', 'template: integration-spec-v1.0\nauthor: A\n');
      outcomes.push(await own.run(['check', '.', 'outside/*.yml', '--fix', '--jobs', jobs]));
      mended[jobs] = names.map((name) => own.read(name));
      own.remove();
    }
    const [alone, others] = outcomes;
    assert.deepEqual(others, alone);
    assert.deepEqual(mended['3'], mended['1']);
    assert.match(alone?.out.trimEnd().split('\n').at(-1) ?? '', /^21 files checked, 5 fixed: /);
    assert.match(alone?.err ?? '', /outside\/a\.yml: It is left as it is/);
    assert.match(mended['1']?.[1] ?? '', /^spec_id: INT-2025-100\r\n[^]*\r\nauthor: A\r\n[^]*rollback_plan:\r\n/);
  });

  it('prints what is found as soon as it is there', async function () {
    if (process.platform === 'win32') this.skip();
    for (const jobs of ['1', '2']) {
      const pipe = join(box.path, `z${jobs}.intspec.yaml`);
      assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
      box.write('a.intspec.yaml', 'spec_id: INT-2025-001\n');
      const child = await start(['check', 'a.intspec.yaml', pipe, '--jobs', jobs], { cwd: box.path });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
      const ended = new Promise((resolve) => { child.on('close', resolve); });
      const give = (text: string): Promise<unknown> => new Promise((resolve) => { createWriteStream(pipe).end(text, () => { resolve(undefined); }); });
      await give('spec_id: INT-2025-002\n');
      // The second file is read again to be judged, which waits for what it is given.
      while (!out.includes('\n')) await new Promise((resolve) => { child.stdout.once('data', resolve); });
      assert.match(out, /^a\.intspec\.yaml:1:1 /);
      assert.doesNotMatch(out, /z\d\.intspec/);
      await give('spec_id: INT-2025-002\n');
      assert.equal(await ended, 1);
      assert.match(out, /\nz\d\.intspec\.yaml:1:1 [^]*\n2 files checked: /);
    }
  });

  it('goes on when files vanish before they are read', async () => {
    box.write('hook/gone.cjs', `
      const fs = require('node:fs');
      const { createReadStream } = fs;
      let times = Number(process.env.TIMES);
      fs.createReadStream = (path, ...rest) => {
        if (String(path).includes('gone') && (times -= 1) === 0) fs.rmSync(path);
        return createReadStream(path, ...rest);
      };
      require('node:module').syncBuiltinESMExports();
    `);
    for (const [times, expected] of [['1', ['a.yaml', 'z.yaml']], ['2', ['a.yaml', 'z.yaml']]] as const) {
      for (const name of ['a', 'gone', 'z']) box.write(`specs/${name}.yaml`, withId(`INT-2025-00${String(name.length)}`));
      const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(box.path, 'hook/gone.cjs'))}`, TIMES: times };
      const { code, out, err } = await box.run(['check', 'specs/*.yaml', '--format', 'json', '--jobs', '1'], { env });
      const { files } = JSON.parse(out) as { files: readonly { path: string }[] };
      assert.deepEqual({ code, err, paths: files.map(({ path }) => path) }, {
        code: 2, err: 'intspec: specs/gone.yaml: There is no such file or folder.\n', paths: expected.map((name) => `specs/${name}`),
      });
    }
  });

  it('goes on when a worker ends, and says over which file', async () => {
    box.write('hook/crash.cjs', `
      const fs = require('node:fs');
      const { isMainThread } = require('node:worker_threads');
      const { createReadStream } = fs;
      if (!isMainThread) {
        fs.createReadStream = (path, ...rest) => {
          if (String(path).includes('crash')) process.exit(7);
          return createReadStream(path, ...rest);
        };
        require('node:module').syncBuiltinESMExports();
      }
    `);
    for (let index = 0; index < 9; index += 1) box.write(`${index}${index === 4 ? '-crash' : ''}.intspec.yaml`, withId(`INT-2025-00${index}`));
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(box.path, 'hook/crash.cjs'))}` };
    const { code, out, err } = await box.run(['check', '--jobs', '2'], { env });
    assert.deepEqual({ code, out, err }, {
      code: 2, out: '8 files checked: no findings\n', err: 'intspec: 4-crash.intspec.yaml: It could not be checked. This is a fault of intspec: It ended with code 7.\n',
    });
  });

  it('reads nothing where there is nothing to read', async () => {
    box.write('a.intspec.yaml', Buffer.from([0xff]));
    const { out } = await box.run(['check', '--format', 'json']);
    assert.equal(out, `${JSON.stringify({ version: 1, files: [], summary: { files: 0, errors: 0, warnings: 0, information: 0 } }, undefined, 2)}\n`);
  });

  it('is a number from 1', async () => {
    for (const jobs of ['0', '-1', '1.5', 'many', '']) {
      const { code, err } = await box.run(['check', `--jobs=${jobs}`]);
      assert.deepEqual([code, err.split('\n')[0]], [2, `intspec: --jobs is '${jobs}', but should be a number, 1 or more.`]);
    }
  });
});

describe('how many work at once', () => {
  it('is one where there is little to do, and never more than there are files', () => {
    assert.deepEqual([0, 1, 5, 60].map((files) => crewSize(files, files * 1000, undefined)), [1, 1, 1, 1]);
    assert.equal(crewSize(1, 10_000_000, undefined), 1);
    assert.equal(crewSize(2000, 100_000_000, undefined), availableParallelism());
  });

  it('is what is asked for, but for files that there are not', () => {
    assert.deepEqual([0, 1, 5, 100].map((files) => crewSize(files, files, 8)), [1, 1, 5, 8]);
    assert.equal(crewSize(2000, 100_000_000, 1), 1);
  });
});
