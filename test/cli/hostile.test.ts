/** `intspec check` on what a stranger wrote: what it prints forges nothing, what it reads and writes stays in the folder, and no disk makes half a file. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../helpers/files.ts';
import { lf } from '../helpers/text.ts';
import { Sandbox, start } from './run.ts';
import type { Outcome } from './run.ts';

const sound = lf(examples.find(({ name }) => name.startsWith('github'))?.text ?? '');
const withoutAuthor = sound.replace(/^author: .*\n/m, '');
const onWindows = process.platform === 'win32';

/** Characters that nobody sees, or that move what stands around them, but for the line ends of the report. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** What GitHub, Azure and TeamCity take for orders in a log. */
const ORDER = /^\s*::|##\[|##vso\[|##teamcity\[/m;

/** A spec that names things in every way that does harm to a log. */
const NAMES = ['a\nb.intspec.yaml:1:1  error  forged', '\n::error file=x::forged', '::add-mask::e', '##[error]forged', '##vso[task.setvariable variable=PATH]x', '##teamcity[testFailed]', '\u001b[2J\u001b[31m', '\u009b31m', '\u202egnirts', '\u2066x\u2069', 'a\u200bb', '\u2028forged', '\r\u0008\u0007', '\u{e0041}'];
const HOSTILE = [
  ...NAMES.map((name, at) => `${JSON.stringify(`${name}${String(at)}`)}: ${JSON.stringify(name)}`),
  `spec_status: ${JSON.stringify(NAMES.join(' '))}`,
  'data_contract:', '  source_record:',
  ...NAMES.map((name, at) => `    ${JSON.stringify(`f${String(at)}${name}`)}: { type: strng, required: true, source_path: ${JSON.stringify(name)} }`),
  '  target_record:',
  ...NAMES.map((name, at) => `    ${JSON.stringify(`t${String(at)}${name}`)}: { type: string, mapped_from: ${JSON.stringify(`source.x${name}`)}, transformation: ${JSON.stringify(name)}, required: true }`),
  // What stands in the text itself, in comments and in lines that are shown.
  '# \u001b[2J \u202e ##[error]forged ##vso[task.complete]x', 'author: ##[error]x \u202ey " z', '::error::forged', 'date: "\u001b[31m2025"', '',
].join('\n');

/** Asserts that a report has nothing in it that its reader, man or machine, would take for something else. */
function assertInert({ out, err }: Outcome): void {
  for (const text of [out, err]) {
    assert.doesNotMatch(text, HIDDEN);
    assert.doesNotMatch(text, ORDER);
  }
}

describe('what intspec check prints of a hostile spec', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('has a line for each finding, and no line that a spec made', async () => {
    box.write('a.intspec.yaml', HOSTILE);
    const outcome = await box.run(['check']);
    assertInert(outcome);
    const { out, err } = outcome;
    assert.equal(err, '');
    assert.ok(out.includes('a\\nb.intspec.yaml:1:1  error  forged'), 'shown, but in its place');
    for (const shown of ['\\e[2J', '\\x9B31m', '\\u202Egnirts', '\\u200B', '\\u2028forged', '\\U000E0041', '#\\u0023[error]forged', '#\\u0023vso[task.setvariable']) assert.ok(out.includes(shown), shown);
    // A finding, a place that belongs to one, a line of the spec behind its number, what underlines it, the summary, or nothing.
    for (const line of out.split('\n')) assert.match(line, /^(?:a\.intspec\.yaml:\d+:\d+ {2}(?:error|warning|information|hint) {2}[\w-]+ {2}.*| {4}(?:a\.intspec\.yaml:\d+:\d+ {2}|and \d+ more).*|[> ] *\d* \|.*|1 file checked: .*|)$/);
  });

  it('has the place under what it means, whatever is shown in front of it', async () => {
    box.write('a.intspec.yaml', sound.replace(/^spec_status: .*$/m, '"spec\\u005fstatus": { "\u202e": 1, \u001bx: Draft }').replace(/^author:.*$/m, '# \u202e\n"a\u200b\u202euthor": x'));
    const { out } = await box.run(['check']);
    assert.match(out, /\n> \d+ \| "a\\u200B\\u202Euthor": x\n +\| \^{20}\n/);
  });

  it('is JSON that says the same, with all that is hidden written out', async () => {
    box.write('a.intspec.yaml', HOSTILE);
    const outcome = await box.run(['check', '--format', 'json']);
    assertInert(outcome);
    const report = JSON.parse(outcome.out) as { files: { diagnostics: { message: string }[] }[] };
    const messages = report.files.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
    for (const name of ['a\nb.intspec.yaml:1:1  error  forged', '\u202egnirts', '##[error]forged', '\u{e0041}', '\u2028forged']) assert.ok(messages.some((message) => message.includes(name)), JSON.stringify(name));
  });

  it('has names of files in it that are hostile, too', async function () {
    if (onWindows) this.skip();
    const names = ['::error::x.intspec.yaml', '  ::debug::x.intspec.yaml', 'a\nforged.intspec.yaml', '\u001b[31m.intspec.yaml', '\u202elmay.intspec.yaml', '##[error]x.intspec.yaml', '-rf.intspec.yaml'];
    for (const name of names) box.write(name, 'a');
    box.write('latin\nforged.intspec.yaml', Buffer.from([0xff]));
    const outcome = await box.run(['check']);
    assertInert(outcome);
    assert.equal(outcome.code, 2);
    assert.match(outcome.out, /^\.\/::error::x\.intspec\.yaml:1:1 {2}/m);
    assert.match(outcome.out, /^a\\nforged\.intspec\.yaml:1:1 {2}/m);
    assert.equal(outcome.err, 'intspec: latin\\nforged.intspec.yaml: It is not valid UTF-8.\n');
    assert.match(outcome.out, /\n7 files checked: /);
    assertInert(await box.run(['check', '--format', 'json']));
  });

  it('is no longer than anybody reads, however long a name is', async () => {
    box.write('a.intspec.yaml', `${'k'.repeat(900_000)}: x\nspec_id: "${'y'.repeat(100_000)}"\n`);
    const { code, out } = await box.run(['check']);
    assert.equal(code, 1);
    for (const line of out.split('\n')) assert.ok(line.length < 5000, String(line.length));
  });
});

describe('what intspec check reads', () => {
  let box: Sandbox;
  let outside: Sandbox;
  beforeEach(() => {
    box = new Sandbox();
    outside = new Sandbox();
  });
  afterEach(() => {
    box.remove();
    outside.remove();
  });
  const LEADS_OUT = 'It is a link that leads out of the folder, so it is not followed. Name the file that it leads to, to have that checked.\n';

  it('is nothing that a link in the folder leads to elsewhere, and it changes nothing there', async function () {
    if (onWindows) this.skip();
    outside.write('secret.txt', `SECRET\n${withoutAuthor}`);
    outside.write('folder/b.intspec.yaml', `SECRET\n${withoutAuthor}`);
    symlinkSync(join(outside.path, 'secret.txt'), join(box.path, 'a.intspec.yaml'));
    symlinkSync(join(outside.path, 'folder'), join(box.path, 'linked'));
    box.write('own.intspec.yaml', sound);
    for (const args of [['check'], ['check', '--fix'], ['check', '--format', 'json'], ['check', '*.yaml'], ['check', '**/*.yaml']]) {
      const { code, out, err } = await box.run(args);
      assert.ok(!`${out}${err}`.includes('SECRET'), args.join(' '));
      assert.equal(code, 2);
      assert.ok(err.startsWith(`intspec: a.intspec.yaml: ${LEADS_OUT}`), err);
    }
    assert.equal(outside.read('secret.txt'), `SECRET\n${withoutAuthor}`);
    assert.equal(outside.read('folder/b.intspec.yaml'), `SECRET\n${withoutAuthor}`);
    // Who names a file knows what it is.
    assert.match((await box.run(['check', 'a.intspec.yaml'])).out, /^a\.intspec\.yaml:/);
  });

  it('is not changed by a report for a link in the folder', async function () {
    if (onWindows) this.skip();
    box.write('elsewhere/kept.txt', 'kept');
    box.write('work/a.intspec.yaml', sound);
    box.write('work/.intspec.yaml', 'rules: {}\n');
    const links = { 'to-spec': 'a.intspec.yaml', 'to-settings': '.intspec.yaml', 'to-file': '../elsewhere/kept.txt', 'to-nothing': '../elsewhere/new.txt', 'to-folder': '../elsewhere', inside: 'report.txt' };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(box.path, 'work', name));
    const refused = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await box.run(['check', ...args], { cwd: join(box.path, 'work') });
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      return err;
    };
    for (const name of ['to-spec', 'to-settings', '.intspec.yaml']) assert.match(await refused('-o', name), /is checked, and would be overwritten/);
    for (const name of ['to-file', 'to-nothing', 'to-folder/kept.txt', 'to-folder/sub/new.txt']) assert.match(await refused('-o', `sarif:${name}`), /^intspec: A link leads '.*' out of the current folder, so nothing is written there\./);
    assert.match(await refused('--baseline', 'to-nothing', '--update-baseline'), /A link leads/);
    assert.deepEqual([readdirSync(join(box.path, 'elsewhere')), box.read('elsewhere/kept.txt'), box.read('work/a.intspec.yaml'), box.read('work/.intspec.yaml')], [['kept.txt'], 'kept', sound, 'rules: {}\n']);
    assert.equal((await box.run(['check', '-o', 'json:../elsewhere/named.json', '-o', 'gitlab:sub/new.json'], { cwd: join(box.path, 'work') })).code, 0, 'what is named outside is meant');
    assert.deepEqual(readdirSync(join(box.path, 'elsewhere')).sort(), ['kept.txt', 'named.json']);
  });

  it('is no settings file that is a link to elsewhere', async function () {
    if (onWindows) this.skip();
    outside.write('passwd', 'root:x:0:0:SECRET\n');
    symlinkSync(join(outside.path, 'passwd'), join(box.path, '.intspec.yaml'));
    box.write('a.intspec.yaml', sound);
    assert.deepEqual(await box.run(['check']), { code: 2, out: '1 file checked: no findings\n', err: `intspec: .intspec.yaml: ${LEADS_OUT}` });
  });

  it('follows links in the folder, also from where it is told to search', async function () {
    if (onWindows) this.skip();
    box.write('shared/one.intspec.yaml', sound);
    mkdirSync(join(box.path, 'specs'));
    symlinkSync('../shared/one.intspec.yaml', join(box.path, 'specs/one.intspec.yaml'));
    symlinkSync('../shared', join(box.path, 'specs/all'));
    assert.deepEqual(await box.run(['check', 'specs']), { code: 0, out: '1 file checked: no findings\n', err: '' });
  });

  it('is no pipe and no device, which might never end', async function () {
    if (onWindows) this.skip();
    execFileSync('mkfifo', [join(box.path, 'pipe.intspec.yaml')]);
    symlinkSync('/dev/zero', join(box.path, 'zero.intspec.yaml'));
    box.write('a.intspec.yaml', sound);
    const { code, out, err } = await box.run(['check']);
    assert.deepEqual([code, out], [2, '1 file checked: no findings\n']);
    assert.deepEqual(err.split('\n').sort(), ['', 'intspec: pipe.intspec.yaml: It is no file, but a device or a pipe.', `intspec: zero.intspec.yaml: ${LEADS_OUT.trimEnd()}`]);
  });

  it('goes by settings that were made to be slow in no time to speak of', async () => {
    const patterns = ['*a'.repeat(60), '{a,a}'.repeat(40), '+(a|aa)'.repeat(40), `${'**/*a*/'.repeat(20)}b`, '../**', '/etc/**', `!${'*a'.repeat(60)}`];
    box.write('.intspec.yaml', `files:\n  patterns:\n${patterns.map((pattern) => `    - "${pattern}"\n`).join('')}    - "*.yaml"\nrules: { __proto__: off, constructor: off }\n`);
    for (let at = 0; at < 20; at += 1) box.write(`${'a'.repeat(150 + at)}.yaml`, sound.replace(/INT-\d+-\d+/, `INT-2025-${String(100 + at)}`));
    const { code, out, err } = await box.run(['check']);
    assert.equal(err, '');
    // The settings themselves are found fault with, and hold all the same.
    assert.equal(code, 1);
    assert.match(out, /^\.intspec\.yaml:\d+:\d+ {2}error {2}invalid-value {2}/m);
    assert.match(out, /\n21 files checked: /);
  });
});

describe('what intspec check --fix writes', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  /** Lets a folder of the box be a file system of its own, where this system and user can do that. */
  function mounted(options: string, test: (folder: string) => Promise<void>): Promise<void> | undefined {
    const folder = join(box.path, 'disk');
    mkdirSync(folder);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return undefined;
    }
    return test(folder).finally(() => execFileSync('umount', [folder]));
  }

  it('is nothing on a disk that is full: the file stays whole', async function () {
    const large = `${withoutAuthor}${'# filled up\n'.repeat(3000)}`;
    await (mounted('size=64k', async () => {
      box.write('disk/a.intspec.yaml', large);
      const { code, err } = await box.run(['check', '--fix', 'disk']);
      assert.deepEqual({ code, err }, { code: 2, err: 'intspec: disk/a.intspec.yaml: The fixes could not be written. There is no space left on the device.\n' });
      assert.equal(box.read('disk/a.intspec.yaml'), large);
      assert.deepEqual(readdirSync(join(box.path, 'disk')), ['a.intspec.yaml']);
    }) ?? this.skip());
  });

  it('is nothing on a disk that is read-only', async function () {
    await (mounted('size=1m', async (folder) => {
      box.write('disk/a.intspec.yaml', withoutAuthor);
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      const { code, err } = await box.run(['check', '--fix', 'disk']);
      assert.deepEqual({ code, err }, { code: 2, err: 'intspec: disk/a.intspec.yaml: The fixes could not be written. The file system is read-only.\n' });
      assert.equal(box.read('disk/a.intspec.yaml'), withoutAuthor);
    }) ?? this.skip());
  });

  it('is all of a file or nothing, whenever it is killed', async () => {
    const names = Array.from({ length: 60 }, (_, at) => `${String(at)}.intspec.yaml`);
    const text = (at: number): string => `${withoutAuthor.replace(/INT-\d+-\d+/, `INT-2025-${String(100 + at)}`)}${'# filled up\n'.repeat(5000)}`;
    for (const [at, name] of names.entries()) box.write(name, text(at));
    const whole = new Map(names.map((name, at) => [name, [text(at), text(at).replace(/^(date: .*\n)/m, '$1author: <author of the spec>\n')]]));
    let mended = 0;
    for (const wait of [300, 450, 600]) {
      const child = await start(['check', '--fix'], { cwd: box.path });
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await ended;
      for (const [name, texts] of whole) assert.ok(texts.includes(box.read(name)), `${name} is neither what it was nor what it should be`);
      mended = names.filter((name) => box.read(name) === whole.get(name)?.[1]).length;
    }
    // Whatever it had come to, the next run does the rest.
    const { out } = await box.run(['check', '--fix']);
    assert.match(out, new RegExp(`60 files checked${mended === 60 ? '' : `, ${String(60 - mended)} fixed`}: `));
    for (const [name, texts] of whole) assert.equal(box.read(name), texts[1]);
  });
});
