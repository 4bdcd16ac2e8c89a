/** The measurements themselves, small, so that they show only that they work. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { measureCommand } from '../../bench/cli.ts';
import { ASKED, measureEditor } from '../../bench/editor.ts';
import { measureFiles } from '../../bench/growth.ts';
import { SpecFolder } from '../../bench/lib/files.ts';
import { echoServer } from '../../bench/lib/peers.ts';
import type { Contestant } from '../../bench/lib/session.ts';
import { Session } from '../../bench/lib/session.ts';
import { bundledServer } from '../helpers/language-client.ts';

const SMALL = { sizes: [50], rounds: 1, seed: 1, pause: 1, say: () => undefined };

async function ownServer(): Promise<Contestant> {
  return { name: 'intspec', command: [await bundledServer()], languageId: 'integration-spec', saysVersion: true };
}

/** A stand-in for the command, which counts the specs that it would check, and finds so much in them. */
function command(found: string): readonly string[] {
  const program = `
    const isSpec = (name) => name.endsWith('.intspec.yaml');
    const [, argument] = process.argv.slice(-2);
    const count = isSpec(argument) ? 1 : require('node:fs').readdirSync(argument, { recursive: true }).filter(isSpec).length;
    console.log(count + (count === 1 ? ' file' : ' files') + ' checked: ${found}');`;
  return ['-e', program, '--'];
}

describe('the measurement of the editor', () => {
  afterEach(() => Session.killAll());

  it('has figures of every kind for each server', async () => {
    const [size] = await measureEditor({ ...SMALL, contestants: [await ownServer(), await echoServer()] });
    assert.ok(size);
    assert.deepEqual(size.servers.map(({ name }) => name), ['intspec', 'echo']);
    for (const { name, start, open, keystroke, answers, memory, pulled } of size.servers) {
      const figures = [start, open, keystroke, ...Object.values(answers), ...(pulled ? [pulled] : [])];
      assert.equal(figures.length, 3 + ASKED.length + (name === 'echo' ? 0 : 1));
      assert.ok(figures.every((each) => each.length > 0 && each.every((time) => time > 0)), name);
      assert.ok(memory.heapUsed > 0 && memory.rss > memory.heapUsed && memory.peak > memory.heapUsed, name);
    }
  });

  it('refuses a server that finds nothing wrong where something is', async () => {
    await assert.rejects(measureEditor({ ...SMALL, contestants: [{ ...(await echoServer()), name: 'blind' }] }), /blind finds nothing wrong/);
  });

  it('says so when a server ends', async () => {
    const broken: Contestant = { name: 'broken', command: ['-e', 'process.exit(3)', '--'], languageId: 'yaml', saysVersion: true };
    await assert.rejects(measureEditor({ ...SMALL, contestants: [broken] }), /broken has ended/);
  });
});

describe('the measurement of the command', () => {
  const options = { counts: [2, 51], rounds: 2, seed: 1, spectral: ['-e', '0', '--'], say: () => undefined };

  it('has figures of every program', async () => {
    const { start, many } = await measureCommand({ ...options, own: command('no findings') });
    assert.deepEqual(Object.values(start).map(({ length }) => length), [2, 2, 2]);
    assert.deepEqual(many.map(({ files, own, spectral }) => [files, own.length, spectral.length]), [[2, 2, 2], [51, 2, 2]]);
  });
  it('refuses a command that finds something in a spec without a fault', async () => {
    await assert.rejects(measureCommand({ ...options, own: command('1 error') }), /1 file checked: 1 error/);
  });
});

describe('the measurement of a workspace', () => {
  afterEach(() => Session.killAll());

  it('has figures of each size', async () => {
    const figures = await measureFiles({ ...SMALL, counts: [1, 3], server: await ownServer(), command: command('no findings') });
    assert.deepEqual(figures.map(({ files }) => files), [1, 3]);
    for (const { check, checkPeak, indexed, memory } of figures) assert.ok([check, checkPeak, indexed, memory.rss].every((each) => each > 0));
  });

  it('leaves no folder behind', () => {
    const folder = new SpecFolder(2, 1);
    folder.growTo(2);
    assert.ok(existsSync(`${folder.path}/${folder.first}`));
    assert.throws(() => { folder.growTo(3); }, /no more than 2 specs/);
    folder.remove();
    assert.ok(!existsSync(folder.path));
  });
});
