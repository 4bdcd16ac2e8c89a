import assert from 'node:assert/strict';
import { chmodSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../helpers/files.ts';
import { crlf, lf } from '../helpers/text.ts';
import { Sandbox } from './run.ts';

const sound = lf(examples.find(({ name }) => name.startsWith('github'))?.text ?? '');
const withoutAuthor = sound.replace('author: Jules Ferrant\n', '');
const fixed = sound.replace('author: Jules Ferrant\n', 'author: <author of the spec>\n');

describe('intspec check --fix', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('writes what is safe, and reports what remains', async () => {
    box.write('a.intspec.yaml', withoutAuthor);
    const { code, out, err } = await box.run(['check', '--fix']);
    assert.equal(box.read('a.intspec.yaml'), fixed);
    assert.match(out, /^a\.intspec\.yaml:5:9 {2}error {2}unfilled-placeholder {2}/);
    assert.match(out, /\n1 file checked, 1 fixed: 1 error\n$/);
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.deepEqual(readdirSync(box.path), ['a.intspec.yaml']);
  });

  it('keeps the line ends, the byte-order mark, the mode and the comments', async () => {
    const path = box.write('a.intspec.yaml', `\ufeff# first\r\n${crlf(withoutAuthor)}# last`);
    chmodSync(path, 0o640);
    const before = statSync(path);
    await box.run(['check', '--fix', 'a.intspec.yaml']);
    const after = statSync(path);
    assert.equal(box.read('a.intspec.yaml'), `\ufeff# first\r\n${crlf(fixed)}# last`);
    assert.equal(after.mode, before.mode);
    // Another file has taken the old one's place: no reader ever sees half of it.
    if (process.platform !== 'win32') assert.notEqual(after.ino, before.ino);
  });

  it('leaves a file alone that has nothing to fix', async () => {
    const path = box.write('a.intspec.yaml', sound);
    const before = statSync(path);
    assert.deepEqual(await box.run(['check', '--fix']), { code: 0, out: '1 file checked: no findings\n', err: '' });
    const after = statSync(path);
    assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('writes through a link', async () => {
    box.write('real/a.intspec.yaml', withoutAuthor);
    symlinkSync('real/a.intspec.yaml', join(box.path, 'link.intspec.yaml'));
    await box.run(['check', '--fix', 'link.intspec.yaml']);
    assert.equal(box.read('real/a.intspec.yaml'), fixed);
  });

  it('says so when it may not write, and reports the file as it is', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    chmodSync(box.write('a.intspec.yaml', withoutAuthor), 0o444);
    const { code, out, err } = await box.run(['check', '--fix']);
    assert.equal(box.read('a.intspec.yaml'), withoutAuthor);
    assert.match(out, /missing-required-field/);
    assert.deepEqual({ code, err }, { code: 2, err: 'intspec: a.intspec.yaml: The fixes could not be written. There is no permission to read or write it.\n' });
  });

  it('does not take standard input', async () => {
    const { code, out, err } = await box.run(['check', '--fix', '-'], { input: withoutAuthor });
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, /^intspec: --fix writes files, which standard input is not\./);
  });
});
