/** Which findings are reported: by rule, severity, what has changed, and what a baseline knows. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examples } from '../helpers/files.ts';
import { run, Sandbox } from './run.ts';

const sound = (examples.find(({ name }) => name.startsWith('github'))?.text ?? '').replaceAll('\r\n', '\n');
const faulty = sound.replace('spec_status: Under Review', 'spec_status: Under Reviw');
/** One error of `invalid-value`, one warning of `title-systems`. */
const mixed = faulty.replaceAll('GitHub → PostgreSQL', 'GitLab → PostgreSQL');
const numbered = (text: string, number: number): string => text.replace(/INT-2025-\d+/, `INT-2025-${String(100 + number)}`);

function found(out: string): string[] {
  return (JSON.parse(out) as { files: readonly { path: string; diagnostics: readonly { rule: string }[] }[] }).files.flatMap(({ path, diagnostics }) => diagnostics.map(({ rule }) => `${path} ${rule}`));
}

describe('intspec check reports', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  const check = async (...args: string[]): Promise<string[]> => found((await box.run(['check', '--format', 'json', ...args])).out);

  it('rules that are asked for, and severities', async () => {
    box.write('a.intspec.yaml', mixed);
    assert.deepEqual(await check(), ['a.intspec.yaml title-systems', 'a.intspec.yaml invalid-value']);
    assert.deepEqual(await check('--rule', 'invalid-value'), ['a.intspec.yaml invalid-value']);
    assert.deepEqual(await check('--rule', 'title-systems', '--rule', 'invalid-value'), ['a.intspec.yaml title-systems', 'a.intspec.yaml invalid-value']);
    assert.deepEqual(await check('--severity', 'error'), ['a.intspec.yaml invalid-value']);
    assert.deepEqual(await check('--severity', 'warning'), ['a.intspec.yaml title-systems', 'a.intspec.yaml invalid-value']);
    assert.deepEqual(await check('--severity', 'error', '--rule', 'title-systems'), []);
    assert.equal((await box.run(['check', '--rule', 'title-systems'])).code, 0, 'what is not reported does not fail');
    assert.equal((await box.run(['check', '--rule', 'title-systems', '--max-warnings', '0'])).code, 1);
  });

  it('findings alone where it is to be quiet', async () => {
    box.write('a.intspec.yaml', mixed);
    box.write('b.intspec.yaml', numbered(sound, 1));
    const { code, out } = await box.run(['check', '--quiet']);
    assert.equal(code, 1);
    assert.match(out, /^a\.intspec\.yaml:2:/);
    assert.ok(!out.includes('checked'));
    assert.deepEqual(await box.run(['check', '-q', 'b.intspec.yaml']), { code: 0, out: '', err: '' });
    assert.ok(!(await box.run(['check', '-q', '--format', 'github'])).out.includes('checked'));
  });

  it('figures on standard error', async () => {
    box.write('a.intspec.yaml', mixed);
    box.write('b.intspec.yaml', numbered(sound, 1));
    for (const jobs of ['1', '2']) {
      const { code, out, err } = await box.run(['check', '--stats', '--jobs', jobs, '--format', 'json']);
      assert.equal(code, 1);
      assert.equal(found(out).length, 2);
      for (const phase of ['finding files', 'noting ids', 'checking', 'all', 'reading files', 'parsing', 'rules', 'fixes and reports']) assert.match(err, new RegExp(`^  ${phase} +\\d+\\.\\d ms$`, 'm'));
      assert.match(err, /^ {2}invalid-value +1 +\d+\.\d ms$/m);
      assert.match(err, /^ {2}missing-section +0 +\d+\.\d ms$/m);
      assert.match(err, /^2 files in \d+\.\d ms: \d+ a second$/m);
      assert.equal(err.includes('2 workers'), jobs === '2');
    }
  });

  it('what a baseline does not know', async () => {
    box.write('specs/a.intspec.yaml', mixed);
    box.write('specs/b.intspec.yaml', numbered(sound, 1));
    const missing = await box.run(['check', '--baseline', 'known.json']);
    assert.deepEqual([missing.code, missing.out], [2, '']);
    assert.match(missing.err, /There is no such baseline\. --update-baseline writes it\./);

    assert.deepEqual(await box.run(['check', '--baseline', 'known.json', '--update-baseline']), { code: 0, out: 'known.json: 2 known findings, 2 of them new; 0 gone\n', err: '' });
    const written = box.read('known.json');
    assert.deepEqual(Object.keys((JSON.parse(written) as { files: object }).files), ['specs/a.intspec.yaml']);
    assert.deepEqual(await box.run(['check', '--baseline', 'known.json', '--max-warnings', '0']), { code: 0, out: '2 files checked: no new findings; 2 known in the baseline\n', err: '' });

    // Moved, and with other edits around it, a finding is still known; a new one is not.
    box.write('specs/a.intspec.yaml', `# moved\n\n${mixed}`);
    box.write('specs/b.intspec.yaml', numbered(faulty, 1));
    const changed = await box.run(['check', '--baseline', 'known.json', '--format', 'json']);
    assert.deepEqual([changed.code, found(changed.out)], [1, ['specs/b.intspec.yaml invalid-value']]);
    assert.deepEqual((JSON.parse(changed.out) as { summary: object }).summary, { files: 2, errors: 1, warnings: 0, information: 0, known: 2, gone: 0 });
    // From another folder, too.
    const inside = await box.run(['check', '--baseline', '../known.json', '--quiet'], { cwd: join(box.path, 'specs') });
    assert.match(inside.out, /^b\.intspec\.yaml:8:14 {2}error {2}invalid-value/);

    // What is mended is told of, and taken out where that is asked for.
    box.write('specs/a.intspec.yaml', mixed.replace('Under Reviw', 'Under Review'));
    box.write('specs/b.intspec.yaml', numbered(sound, 1));
    assert.match((await box.run(['check', '--baseline', 'known.json'])).out, /^2 files checked: no new findings; 1 known in the baseline; 1 gone that the baseline still has \(--update-baseline takes it out\)\n$/);
    assert.equal((await box.run(['check', 'specs/b.intspec.yaml', '--baseline', 'known.json', '--update-baseline'])).out, 'known.json: 2 known findings, 0 of them new; 0 gone\n', 'what was not checked stays');
    assert.equal(box.read('known.json'), written);
    assert.equal((await box.run(['check', '--baseline', 'known.json', '--update-baseline'])).out, 'known.json: 1 known finding, 0 of them new; 1 gone\n');
    rmSync(join(box.path, 'specs/a.intspec.yaml'));
    assert.match((await box.run(['check', '--baseline', 'known.json'])).out, /1 gone/);
    assert.equal((await box.run(['check', '--baseline', 'known.json', '--update-baseline'])).out, 'known.json: 0 known findings, 0 of them new; 1 gone\n');
    assert.equal(box.read('known.json'), '{\n  "version": 1,\n  "files": {}\n}\n');
  });

  it('nothing where the baseline is none', async () => {
    box.write('a.intspec.yaml', sound);
    for (const [text, reason] of [['{', /no JSON/], ['[]', /with a `version` and `files`/], ['{"version":2,"files":{}}', /of a newer intspec/], ['{"version":1,"files":{"a":{}}}', /list of findings/], ['{"version":1,"files":{"a":[{"rule":1}]}}', /no `fingerprint`/]] as const) {
      box.write('known.json', text);
      const { code, out, err } = await box.run(['check', '--baseline', 'known.json']);
      assert.deepEqual([code, out, err.match(reason) !== null], [2, '', true], err);
    }
  });

  it('what asks for contradicting things as wrong usage', async () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['--rule mising-section', /There is no rule 'mising-section'\. Did you mean 'missing-section'\?/],
      ['--severity fatal', /--severity is 'fatal', but should be hint, information, warning or error\./],
      ['--severity error --max-warnings 3', /leaves out the warnings that --max-warnings would count/],
      ['--quiet --stats', /exclude each other/],
      ['--update-baseline', /writes the file that --baseline names/],
      ['--update-baseline --baseline b --rule missing-section', /Leave --rule out/],
      ['--update-baseline --baseline b --changed-since main', /Leave --changed-since out/],
      ['--update-baseline --baseline b --format json', /--format has no meaning/],
      ['--baseline -', /--baseline is '-', but should be the name of a file/],
      ['--output -', /--output is '-', but should be the name of a file/],
      ['--output sarif:', /--output is ''/],
      ['--output a --output json:a', /twice/],
      ['--baseline a --output json:./a', /would overwrite the baseline 'a': name another file/],
      ['--changed-since --help-me', /changed-since/],
      ['--changed-since=-x', /is no revision/],
      ['--changed-since=', /is no revision/],
    ];
    await Promise.all(cases.map(async ([line, expected]) => {
      const { code, out, err } = await box.run(['check', ...line.split(' ')]);
      assert.deepEqual({ line, code, out }, { line, code: 2, out: '' });
      assert.match(err, expected);
    }));
  });

  it('all options in its help and in docs/cli.md', async () => {
    const { out } = await run(['check', '--help']);
    const source = readFileSync(fileURLToPath(new URL('../../server/src/cli/check-options.ts', import.meta.url)), 'utf8');
    const options = [...(/const OPTIONS = \{([^]*?)\n\}/.exec(source)?.[1] ?? '').matchAll(/^ {2}'?([a-z-]+)'?: /gm)].map(([, name = '']) => name);
    assert.ok(options.length > 12);
    const page = readFileSync(fileURLToPath(new URL('../../docs/cli.md', import.meta.url)), 'utf8');
    for (const name of options) {
      assert.match(out, new RegExp(`--${name}\\b`));
      assert.match(page, new RegExp(`^\\| [^|]*\`[^|]*--${name}\\b`, 'm'), `docs/cli.md has no row for --${name}`);
    }
  });
});

describe('intspec check --changed-since', () => {
  let box: Sandbox;
  before(() => { box = new Sandbox(); });
  after(() => { box.remove(); });

  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=', ...args], { cwd: box.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const check = async (revision: string, cwd = box.path, ...args: string[]): Promise<string[]> => found((await box.run(['check', '--format', 'json', '--changed-since', revision, ...args], { cwd })).out);

  it('asks for a repository, and for a revision that is there', async () => {
    box.write('specs/a.intspec.yaml', numbered(faulty, 1));
    const refused = async (revision: string, env: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { code, out, err } = await box.run(['check', '--changed-since', revision], { env: { GIT_CEILING_DIRECTORIES: join(box.path, '..'), ...env } });
      assert.deepEqual([code, out], [2, '']);
      return err;
    };
    assert.match(await refused('main'), /git finds no repository here\. fatal: not a git repository/);
    assert.match(await refused('main', { PATH: join(box.path, 'nowhere'), Path: join(box.path, 'nowhere') }), /there is no git on this machine, or not on the PATH/);
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    assert.match(await refused('mian'), /git knows no revision 'mian' here\. If it is a branch of the server, fetch it first, and name it as origin\/BRANCH\. .*fetch-depth: 0/);
    assert.match(await refused('main:specs'), /git knows no revision/);
    git('checkout', '--quiet', '--orphan', 'other');
    git('commit', '--quiet', '-m', 'unrelated');
    assert.match(await refused('main'), /have no commit in common/);
    git('checkout', '--quiet', 'main');
  });

  it('reports on what the branch has changed: committed, staged, not staged, new and renamed', async () => {
    for (const [name, number] of [['b', 2], ['c', 3], ['ü d', 4], ['e', 5]] as const) box.write(`specs/${name}.intspec.yaml`, numbered(faulty, number));
    box.write('.gitignore', 'ignored.intspec.yaml\n');
    git('add', '.');
    git('commit', '--quiet', '-m', 'two');
    assert.deepEqual(await check('main'), []);
    assert.equal((await box.run(['check', '--changed-since', 'main'])).out, 'No spec has changed since main.\n');
    git('checkout', '--quiet', '-b', 'work');
    box.write('specs/b.intspec.yaml', `${numbered(faulty, 2)}# committed\n`);
    git('mv', 'specs/e.intspec.yaml', 'specs/moved.intspec.yaml');
    git('commit', '--quiet', '-a', '-m', 'three');
    box.write('specs/ü d.intspec.yaml', `${numbered(faulty, 4)}# staged\n`);
    git('add', '.');
    box.write('specs/c.intspec.yaml', `${numbered(faulty, 3)}# not staged\n`);
    box.write('specs/sub/new.intspec.yaml', numbered(faulty, 6));
    box.write('specs/ignored.intspec.yaml', numbered(faulty, 7));
    const changed = ['b', 'c', 'moved', 'sub/new', 'ü d'];
    assert.deepEqual(await check('main'), changed.map((name) => `specs/${name}.intspec.yaml invalid-value`));
    assert.deepEqual(await check('HEAD'), ['c', 'sub/new', 'ü d'].map((name) => `specs/${name}.intspec.yaml invalid-value`));
    assert.deepEqual(await check('main', join(box.path, 'specs')), changed.map((name) => `${name}.intspec.yaml invalid-value`));
    assert.deepEqual(await check('main', box.path, 'specs/a.intspec.yaml'), []);
    // What the user has set for their own use of git changes nothing.
    git('config', 'diff.relative', 'true');
    assert.deepEqual(await check('main', join(box.path, 'specs')), changed.map((name) => `${name}.intspec.yaml invalid-value`));
    git('config', '--unset', 'diff.relative');
    // What has happened on the other branch since is not what this one has changed.
    git('stash', '--quiet', '--include-untracked');
    git('checkout', '--quiet', 'main');
    box.write('specs/a.intspec.yaml', `${numbered(faulty, 1)}# on main\n`);
    git('commit', '--quiet', '-a', '-m', 'four');
    git('checkout', '--quiet', 'work');
    git('stash', 'pop', '--quiet', '--index');
    assert.deepEqual(await check('main'), changed.map((name) => `specs/${name}.intspec.yaml invalid-value`));
  });

  it('knows the ids of the files that have not changed, and mends none of these', async () => {
    box.write('specs/sub/new.intspec.yaml', numbered(sound, 2).replace(/^date:.*\n/m, ''));
    assert.deepEqual((await check('HEAD', box.path, '--rule', 'duplicate-spec-id')), ['specs/sub/new.intspec.yaml duplicate-spec-id']);
    box.write('specs/a.intspec.yaml', numbered(sound, 1).replace(/^date:.*\n/m, ''));
    git('add', 'specs/a.intspec.yaml');
    git('commit', '--quiet', '-m', 'five', 'specs/a.intspec.yaml');
    await box.run(['check', '--fix', '--changed-since', 'HEAD']);
    assert.match(box.read('specs/sub/new.intspec.yaml'), /^date: </m);
    assert.ok(!/^date:/m.test(box.read('specs/a.intspec.yaml')));
  });
});
