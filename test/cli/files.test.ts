import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Sandbox } from './run.ts';

const SPEC = 'spec_id: INT-2025-001\n';

describe('files that intspec check reads', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  /** The paths of the files checked, the exit code where it is 2, and what standard error says. */
  async function checked(...args: readonly string[]) {
    const { code, out, err } = await box.run(['check', '--format', 'json', ...args]);
    const { files } = JSON.parse(out) as { files: readonly { path: string }[] };
    return { files: files.map(({ path }) => path), ...(code === 2 && { code, err }) };
  }

  function tree(): void {
    const names = ['a.intspec.yaml', 'b.intspec.yml', 'sub/c.intspec.yaml', 'sub/other.yaml', '.intspec.yaml', '.hidden/d.intspec.yaml', 'node_modules/e/e.intspec.yaml', 'sub/node_modules/f.intspec.yaml'];
    for (const name of names) box.write(name, name === '.intspec.yaml' ? 'rules: {}\n' : SPEC);
  }

  it('searches folders, but neither hidden ones nor node_modules', async () => {
    tree();
    assert.deepEqual(await checked(), { files: ['a.intspec.yaml', 'b.intspec.yml', 'sub/c.intspec.yaml'] });
    assert.deepEqual(await checked('sub', './a.intspec.yaml', 'sub/c.intspec.yaml'), { files: ['a.intspec.yaml', 'sub/c.intspec.yaml'] });
    assert.deepEqual(await checked(box.path), { files: ['a.intspec.yaml', 'b.intspec.yml', 'sub/c.intspec.yaml'] });
  });

  it('checks what is named, whatever it is called', async () => {
    tree();
    assert.deepEqual(await checked('sub/other.yaml', '.hidden', '.intspec.yaml', 'node_modules/e'), {
      files: ['.hidden/d.intspec.yaml', '.intspec.yaml', 'node_modules/e/e.intspec.yaml', 'sub/other.yaml'],
    });
  });

  it('matches patterns', async () => {
    tree();
    box.write('[x]/g.intspec.yaml', SPEC);
    assert.deepEqual(await checked('**/*.yaml'), { files: ['[x]/g.intspec.yaml', 'a.intspec.yaml', 'sub/c.intspec.yaml', 'sub/other.yaml'] });
    assert.deepEqual(await checked('*.intspec.{yaml,yml}'), { files: ['a.intspec.yaml', 'b.intspec.yml'] });
    assert.deepEqual(await checked(join(box.path, 's*/*.intspec.yaml')), { files: ['sub/c.intspec.yaml'] });
    // What exists is no pattern.
    assert.deepEqual(await checked('[x]/g.intspec.yaml'), { files: ['[x]/g.intspec.yaml'] });
  });

  it('says which arguments lead nowhere, and checks the others', async () => {
    tree();
    box.write('empty/readme.md', '');
    assert.deepEqual(await checked('a.intspec.yaml', 'missing.intspec.yaml', '*.intspec.json', 'empty', ''), {
      files: ['a.intspec.yaml'],
      code: 2,
      err: [
        'intspec: missing.intspec.yaml: There is no such file or folder.',
        'intspec: *.intspec.json: No file matches this pattern.',
        'intspec: empty: No file in this folder is called *.intspec.yaml or *.intspec.yml.',
        'intspec: \'\': The name of a file is empty.',
        '',
      ].join('\n'),
    });
  });

  it('says which files it cannot read, and checks the others', async () => {
    box.write('a.intspec.yaml', SPEC);
    box.write('bytes.intspec.yaml', Buffer.from([0x61, 0xff]));
    box.write('large.intspec.yaml', Buffer.alloc(10 * 1024 * 1024 + 1, '#'));
    symlinkSync('nowhere', join(box.path, 'link.intspec.yaml'));
    assert.deepEqual(await checked(), {
      files: ['a.intspec.yaml'],
      code: 2,
      err: [
        'intspec: bytes.intspec.yaml: It is not valid UTF-8.',
        'intspec: large.intspec.yaml: It is larger than 10 MB, and no spec is.',
        'intspec: link.intspec.yaml: There is no such file or folder.',
        '',
      ].join('\n'),
    });
    const text = await box.run(['check', 'bytes.intspec.yaml']);
    assert.deepEqual({ code: text.code, out: text.out }, { code: 2, out: '' });
  });

  it('says which files and folders it may not read', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    box.write('a.intspec.yaml', SPEC);
    chmodSync(box.write('b.intspec.yaml', SPEC), 0);
    box.write('closed/c.intspec.yaml', SPEC);
    chmodSync(join(box.path, 'closed'), 0);
    const found = await checked();
    chmodSync(join(box.path, 'closed'), 0o755);
    assert.deepEqual(found, {
      files: ['a.intspec.yaml'],
      code: 2,
      err: 'intspec: closed: There is no permission to read or write it.\nintspec: b.intspec.yaml: There is no permission to read or write it.\n',
    });
  });

  it('follows links, but never in circles, and checks no file twice', async () => {
    box.write('a/one.intspec.yaml', SPEC);
    box.write('c/two.intspec.yaml', SPEC);
    symlinkSync('..', join(box.path, 'a/up'));
    symlinkSync('../c', join(box.path, 'a/aside'));
    symlinkSync('../a', join(box.path, 'c/back'));
    symlinkSync('../c/two.intspec.yaml', join(box.path, 'a/again.intspec.yaml'));
    assert.deepEqual(await checked(), { files: ['a/one.intspec.yaml', 'c/two.intspec.yaml'] });
    // The link back to the folder above leads out of the search.
    assert.deepEqual(await checked('a'), { files: ['a/again.intspec.yaml', 'a/one.intspec.yaml'] });
    assert.deepEqual(await checked('**/*.intspec.yaml'), { files: ['a/one.intspec.yaml', 'c/two.intspec.yaml'] });
  });
});
