import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { ruleById } from '../../server/src/rules/index.ts';
import { examples, filesIn, fixture } from '../helpers/files.ts';
import { run, Sandbox, start } from './run.ts';

const sound = examples.find(({ name }) => name.startsWith('github'))?.text ?? '';
const faulty = sound.replace('spec_status: Under Review', 'spec_status: Under Reviw');

interface Report {
  readonly files: readonly { path: string; spec_id: string | null; diagnostics: readonly { rule: string }[] }[];
  readonly summary: Readonly<Record<string, number>>;
}

function report(out: string): Report {
  return JSON.parse(out) as Report;
}

describe('intspec check', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  it('finds nothing in the examples', async () => {
    assert.deepEqual(await run(['check', 'examples'], { cwd: fileURLToPath(new URL('../../', import.meta.url)) }), {
      code: 0, out: `${examples.length} files checked: no findings\n`, err: '',
    });
  });

  for (const { name } of filesIn('test/fixtures/faulty', '.intspec.yaml')) {
    const expected = JSON.parse(fixture(`faulty/${name.replace('.intspec.yaml', '.expected.json')}`)) as readonly { rule: string }[];
    const known = expected.some(({ rule }) => ruleById(rule)?.severity === 'error');
    it(`fails on faulty/${name}${known ? '' : ' as soon as there is a rule for its faults'}`, async () => {
      box.write(name, fixture(`faulty/${name}`));
      const { code, err } = await box.run(['check', name]);
      assert.deepEqual({ code, err }, { code: known ? 1 : 0, err: '' });
    });
  }

  it('calls a suppression unused only where it knows what the rule would need', async () => {
    const moved = sound.replace(/^spec_id:/m, '# intspec-disable-next-line duplicate-spec-id, naming-convention -- moved\nspec_id:');
    box.write('a.intspec.yaml', sound);
    box.write('sub/b.intspec.yaml', moved);
    const found = async (...args: string[]): Promise<string[]> => report((await box.run(['check', '--format', 'json', ...args])).out).files.flatMap(({ path, diagnostics }) => diagnostics.map(({ rule }) => `${path} ${rule}`));
    assert.deepEqual(await found('.'), ['a.intspec.yaml duplicate-spec-id']);
    assert.deepEqual(await found('sub/b.intspec.yaml'), []);
    assert.deepEqual(await found('sub'), []);
    box.write('a.intspec.yaml', sound.replace(/INT-\d+-\d+/, 'INT-2025-999'));
    assert.deepEqual(await found('.'), ['sub/b.intspec.yaml unused-suppression']);
    assert.deepEqual(await found('a.intspec.yaml', 'sub/b.intspec.yaml'), []);
  });

  it('writes findings with their place, and related places', async () => {
    box.write('a.intspec.yaml', faulty);
    box.write('b/c.intspec.yml', sound);
    assert.deepEqual(await box.run(['check']), {
      code: 1,
      err: '',
      out: [
        'a.intspec.yaml:1:10  error  duplicate-spec-id  Another spec has the id `INT-2025-021`: approvals and reports could not tell them apart.',
        '    b/c.intspec.yml:1:10  `INT-2025-021` is given here too',
        '> 1 | spec_id: INT-2025-021',
        '    |          ^^^^^^^^^^^^',
        "  2 | title: 'GitHub → PostgreSQL: Issue mirror for engineering analytics'",
        '',
        'a.intspec.yaml:8:14  error  invalid-value  `spec_status` cannot be `Under Reviw`. Did you mean `Under Review`? Legal: `Draft`, `Under Review` or `Approved`.',
        '  7 | target_system_owner: Analytics Engineering Lead',
        '> 8 | spec_status: Under Reviw',
        '    |              ^^^^^^^^^^^',
        '  9 |',
        '',
        'b/c.intspec.yml:1:10  error  duplicate-spec-id  Another spec has the id `INT-2025-021`: approvals and reports could not tell them apart.',
        '    a.intspec.yaml:1:10  `INT-2025-021` is given here too',
        '> 1 | spec_id: INT-2025-021',
        '    |          ^^^^^^^^^^^^',
        "  2 | title: 'GitHub → PostgreSQL: Issue mirror for engineering analytics'",
        '',
        '2 files checked: 3 errors',
        '',
      ].join('\n'),
    });
  });

  it('shows a place once for all that is found there, and says what --fix can do', async () => {
    box.write('new.intspec.yaml', 'spec_id: INT-2025-001\n');
    const { code, out } = await box.run(['check']);
    assert.equal(code, 1);
    assert.equal(out.match(/^> 1 \|/gm)?.length, 1);
    assert.match(out, /^1 file checked: 11 errors, 11 fixable with --fix\n$/m);
  });

  it('underlines the first line of a place with several lines, and cuts long lines', async () => {
    box.write('long.intspec.yaml', sound.replace('author: Jules Ferrant', `author: {a: ${'x'.repeat(300)}, b: 1}`).replace('spec_status: Under Review', 'spec_status: >-\n  In\n  review'));
    const { out } = await box.run(['check']);
    assert.match(out, /^> +\d+ \| spec_status: >-\n +\| +\^\^\n +\d+ \| {3}In$/m);
    assert.ok(out.split('\n').filter((line) => /^[> ] *\d+ \|/.test(line)).every((line) => line.length < 180));
  });

  it('writes JSON', async () => {
    box.write('specs/b.intspec.yaml', faulty);
    box.write('specs/a.intspec.yaml', sound.replace('INT-2025-021', 'INT-2025-022'));
    const { code, out, err } = await box.run(['check', 'specs', '--format', 'json']);
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.deepEqual(JSON.parse(out), {
      version: 1,
      files: [
        { path: 'specs/a.intspec.yaml', spec_id: 'INT-2025-022', diagnostics: [] },
        {
          path: 'specs/b.intspec.yaml',
          spec_id: 'INT-2025-021',
          diagnostics: [
            {
              rule: 'invalid-value',
              severity: 'error',
              message: '`spec_status` cannot be `Under Reviw`. Did you mean `Under Review`? Legal: `Draft`, `Under Review` or `Approved`.',
              range: { start: { line: 7, character: 13 }, end: { line: 7, character: 24 } },
              fixable: true,
            },
          ],
        },
      ],
      summary: { files: 2, errors: 1, warnings: 0, information: 0 },
    });
  });

  it('counts positions in UTF-16 code units, without the byte-order mark', async () => {
    box.write('a.intspec.yaml', `\ufeffspec_id: { "\u{1f600}": 1, b: 2 }\n`);
    const { out } = await box.run(['check', '--format', 'json']);
    const [file] = report(out).files;
    assert.equal(file?.spec_id, null);
    const places = JSON.stringify(file.diagnostics.filter(({ rule }) => rule === 'invalid-value'));
    assert.match(places, /"start":\{"line":0,"character":9\},"end":\{"line":0,"character":26\}/);
  });

  it('reads standard input', async () => {
    const nameless = await box.run(['check', '-'], { input: faulty });
    assert.equal(nameless.code, 1);
    assert.match(nameless.out, /^<stdin>:8:14 {2}error {2}invalid-value {2}/);
    box.write('specs/a.intspec.yaml', sound);
    // The text on standard input stands for the file of its name.
    const named = await box.run(['check', '-', 'specs', '--stdin-filename', 'specs/a.intspec.yaml', '--format', 'json'], { input: faulty });
    assert.deepEqual(report(named.out).files.map(({ path, diagnostics }) => [path, diagnostics.map(({ rule }) => rule)]), [['specs/a.intspec.yaml', ['invalid-value']]]);
    const bytes = await box.run(['check', '-'], { input: Buffer.from([0xff, 0xfe, 0x41]) });
    assert.deepEqual(bytes, { code: 2, out: '', err: 'intspec: <stdin>: It is not valid UTF-8. It looks like UTF-16: save it as UTF-8.\n' });
  });

  it('fails on too many warnings', async () => {
    const warned = sound.replaceAll('GitHub → PostgreSQL', 'GitLab → PostgreSQL');
    box.write('a.intspec.yaml', warned);
    const { code, out, err } = await box.run(['check', '--max-warnings', '0']);
    assert.match(out, /^1 file checked: 1 warning\n$/m);
    assert.deepEqual({ code, err }, { code: 1, err: 'intspec: There are more warnings (1) than --max-warnings allows (0).\n' });
    assert.equal((await box.run(['check', '--max-warnings', '1'])).code, 0);
    assert.equal((await box.run(['check'])).code, 0);
  });

  it('colours when asked to, or when the environment says so', async () => {
    box.write('a.intspec.yaml', faulty);
    const isColored = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => (await box.run(['check', ...args], { env })).out.includes('\u001b[31m');
    assert.equal(await isColored([]), false);
    assert.equal(await isColored(['--color']), true);
    assert.equal(await isColored([], { FORCE_COLOR: '1' }), true);
    assert.equal(await isColored([], { FORCE_COLOR: '0' }), false);
    assert.equal(await isColored(['--color'], { NO_COLOR: '1' }), true);
    assert.equal(await isColored([], { FORCE_COLOR: '1', NO_COLOR: '1' }), true);
    assert.equal(await isColored(['--no-color'], { FORCE_COLOR: '1' }), false);
  });

  it('lets no text of a spec command the terminal', async () => {
    box.write('a.intspec.yaml', sound.replace('spec_status: Under Review', 'spec_status: "\u001b[2J\u202eDraft"'));
    const { out } = await box.run(['check', '--no-color']);
    assert.match(out, /invalid-value/);
    for (const character of ['\u001b', '\u202e']) assert.ok(!out.includes(character));
  });

  it('cuts nothing off for a slow reader, and is quiet when the reader leaves', async () => {
    for (let index = 0; index < 60; index += 1) box.write(`${index}.intspec.yaml`, 'x');
    const slow = await start(['check', '--format', 'json'], { cwd: box.path });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let text = '';
    for await (const chunk of slow.stdout) text += String(chunk);
    assert.ok(text.length > 100_000);
    assert.equal(report(text).files.length, 60);

    const left = await start(['check'], { cwd: box.path });
    let err = '';
    left.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    left.stdout.once('data', () => left.stdout.destroy());
    const code = await new Promise((resolve) => left.on('close', resolve));
    assert.deepEqual({ code, err }, { code: 1, err: '' });
  });
});
