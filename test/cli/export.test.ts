/** `intspec export` and `intspec import markdown`, as processes of their own. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../helpers/files.ts';
import { run, Sandbox } from './run.ts';

const sound = examples.find(({ name }) => name.startsWith('github'))?.text ?? '';
const golden = (name: string): string => readFileSync(new URL(`../exports/golden/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');

describe('intspec export', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('writes one spec to standard output, from a file or from standard input', async () => {
    box.write('a.yaml', sound);
    assert.deepEqual(await box.run(['export', 'markdown', 'a.yaml']), { code: 0, out: golden('github-issues-to-postgres.md'), err: '' });
    assert.deepEqual(await run(['export', 'mermaid', '-'], { input: sound, cwd: box.path }), { code: 0, out: golden('github-issues-to-postgres.mmd'), err: '' });
  });

  it('writes one into the file that is named, and several into the folder, each below its own path', async () => {
    box.write('specs/a.intspec.yaml', sound);
    box.write('specs/sub/b.intspec.yml', sound);
    box.write('specs/.intspec.yaml', 'rules: {}\n');
    assert.deepEqual(await box.run(['export', 'html', 'specs/a.intspec.yaml', '-o', 'new/page.html']), { code: 0, out: '', err: '' });
    assert.equal(box.read('new/page.html'), golden('github-issues-to-postgres.html'));
    assert.deepEqual(await box.run(['export', 'markdown', 'specs', '--output', 'docs']), { code: 0, out: '', err: '' });
    assert.equal(box.read('docs/a.md'), box.read('docs/sub/b.md'));
    assert.deepEqual(await box.run(['export', 'mermaid', 'specs/sub/b.intspec.yml', '-o', 'docs']), { code: 0, out: '', err: '' });
    assert.ok(existsSync(join(box.path, 'docs/b.mmd')), 'one goes into a folder that is there, too');
  });

  it('replaces a document that is there, and never a spec', async () => {
    box.write('a.yaml', sound);
    box.write('a.md', 'old');
    assert.equal((await box.run(['export', 'markdown', 'a.yaml', '-o', 'a.md'])).code, 0);
    assert.equal(box.read('a.md'), golden('github-issues-to-postgres.md'));
    assert.deepEqual(await box.run(['export', 'markdown', 'a.yaml', '-o', 'a.yaml']), { code: 2, out: '', err: 'intspec: a.yaml: Its document would take its place. Name another file with --output.\n' });
    assert.equal(box.read('a.yaml'), sound);
  });

  it('marks findings where it is asked to, as the settings have them', async () => {
    box.write('a.intspec.yaml', sound.replace(/^spec_status:.*$/m, 'spec_status: Drift'));
    const { code, out } = await box.run(['export', 'html', '--findings', 'a.intspec.yaml']);
    assert.equal(code, 0);
    assert.match(out, /<summary>1 error<\/summary>/);
    box.write('.intspec.yaml', 'rules: { invalid-value: warning }\n');
    assert.match((await box.run(['export', 'html', '--findings', 'a.intspec.yaml'])).out, /<summary>1 warning<\/summary>/);
    assert.doesNotMatch((await box.run(['export', 'html', 'a.intspec.yaml'])).out, /<summary>/);
  });

  it('says what is wrong with its usage, and with files', async () => {
    box.write('a.intspec.yaml', sound);
    box.write('b.intspec.yaml', sound);
    box.write('.intspec.yaml', 'rules: {}\n');
    const faults: readonly (readonly [string, RegExp])[] = [
      ['export', /^intspec: Which format\? markdown, /],
      ['export markdwon a.intspec.yaml', /There is no format 'markdwon'\. Did you mean 'markdown'\?/],
      ['export markdown', /Which specs\?/],
      ['export markdown .', /Several specs need a folder to be written to: name it with --output\./],
      ['export markdown --findings a.intspec.yaml', /--findings has no place in markdown/],
      ['export markdown nothing.yaml', /^intspec: nothing\.yaml: There is no such file or folder\./],
      ['export markdown .intspec.yaml', /^intspec: \.intspec\.yaml: It holds settings, and is no spec\./],
      ['export markdown a.intspec.yaml -o a.intspec.yaml/x', /could not be written/],
    ];
    for (const [args, message] of faults) {
      const { code, out, err } = await box.run(args.split(' '));
      assert.deepEqual({ code, out }, { code: 2, out: '' }, args);
      assert.match(err, message);
    }
  });
});

describe('intspec import markdown', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('makes a spec without findings of a document that was exported', async () => {
    box.write('a.md', golden('github-issues-to-postgres.md'));
    assert.deepEqual(await box.run(['import', 'markdown', 'a.md', '-o', 'a.intspec.yaml']), { code: 0, out: '', err: '' });
    assert.deepEqual(await box.run(['check', 'a.intspec.yaml']), { code: 0, out: '1 file checked: no findings\n', err: '' });
    assert.deepEqual(await box.run(['import', 'markdown', 'a.md', '-o', 'a.intspec.yaml']), { code: 2, out: '', err: 'intspec: a.md: a.intspec.yaml is there already, and is not replaced.\n' });
  });

  it('tells the lines of what has no place', async () => {
    const { code, out, err } = await run(['import', 'markdown', '-'], { input: 'Spec ID: INT-2025-001\n\nHello there.\n' });
    assert.deepEqual({ code, out, err }, { code: 0, out: '# Hello there.\nspec_id: INT-2025-001\n', err: 'intspec: <stdin>:3: “Hello there.” has no place in the template. It is kept as a comment.\n' });
  });
});
