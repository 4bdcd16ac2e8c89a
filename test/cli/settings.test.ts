/** Settings files on the command line: which of them hold, what is said of them, and that the editor's server says the same. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { examples } from '../helpers/files.ts';
import { LanguageClient } from '../helpers/language-client.ts';
import { Sandbox } from './run.ts';

const BROKEN = 'authors: Dana\n';
const rule = (severity: string): string => `rules: { unknown-key: ${severity} }\n`;

interface Report {
  readonly files: readonly { readonly path: string; readonly spec_id: string | null; readonly diagnostics: readonly { readonly rule: string; readonly severity: string; readonly message: string; readonly range: object }[] }[];
  readonly summary: Readonly<Record<string, number>>;
}

describe('intspec check with settings files', () => {
  let box: Sandbox;
  beforeEach(() => { box = new Sandbox(); });
  afterEach(() => { box.remove(); });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) box.write(name, text);
  }

  async function json(args: readonly string[], options: { readonly cwd?: string; readonly input?: string } = {}): Promise<Report & { code: number | null; err: string }> {
    const { code, out, err } = await box.run(['check', '--format', 'json', ...args], options);
    return { ...(JSON.parse(out) as Report), code, err };
  }

  /** How severe the unknown key of each file is; `off` where it is not found. */
  async function severities(args: readonly string[], options = {}): Promise<Record<string, string>> {
    const { files } = await json(args, options);
    return Object.fromEntries(files.map(({ path, diagnostics }) => [path, diagnostics.find((each) => each.rule === 'unknown-key')?.severity ?? 'off']));
  }

  it('obeys those from the current folder down to a spec’s own, the nearer one first', async () => {
    write({ '.intspec.yaml': rule('hint'), 'a.intspec.yaml': BROKEN, 'near/.intspec.yml': rule('off'), 'near/b.intspec.yaml': BROKEN, 'near/deep/c.intspec.yaml': BROKEN, 'near/deep/.intspec.yaml': rule('warning') });
    const expected = { 'a.intspec.yaml': 'hint', 'near/b.intspec.yaml': 'off', 'near/deep/c.intspec.yaml': 'warning' };
    assert.deepEqual(await severities([]), expected);
    assert.deepEqual(await severities(['near/deep/c.intspec.yaml', 'near', 'a.intspec.yaml']), expected);
    assert.deepEqual(await severities(['.'], { cwd: join(box.path, 'near') }), { 'b.intspec.yaml': 'off', 'deep/c.intspec.yaml': 'warning' });
  });

  it('goes up to the root of the repository for a spec outside of the current folder, and no further', async () => {
    write({ '.intspec.yaml': rule('hint'), 'repo/.intspec.yaml': rule('warning'), 'repo/specs/a.intspec.yaml': BROKEN, 'loose/b.intspec.yaml': BROKEN, 'own/c.intspec.yaml': BROKEN, 'own/.intspec.yaml': rule('information'), 'elsewhere/x': '' });
    mkdirSync(join(box.path, 'repo/.git'));
    assert.deepEqual(await severities(['../repo/specs', '../loose', '../own'], { cwd: join(box.path, 'elsewhere') }), {
      '../loose/b.intspec.yaml': 'error', '../own/c.intspec.yaml': 'information', '../repo/specs/a.intspec.yaml': 'warning',
    });
  });

  it('lets severities decide the exit code', async () => {
    const sound = examples.find(({ name }) => name.startsWith('github'))?.text ?? '';
    write({ 'a.intspec.yaml': sound.replace('spec_status: Under Review', 'spec_status: Under Reviw') });
    assert.equal((await json([])).code, 1);
    box.write('.intspec.yaml', 'rules: { invalid-value: warning }\n');
    const { code, summary } = await json([]);
    assert.deepEqual([code, summary], [0, { files: 1, errors: 0, warnings: 1, information: 0 }]);
    assert.equal((await json(['--max-warnings', '0'])).code, 1);
    box.write('.intspec.yaml', 'rules: { invalid-value: off }\n');
    assert.deepEqual(await box.run(['check']), { code: 0, out: '1 file checked: no findings\n', err: '' });
  });

  it('fixes by the same settings', async () => {
    write({ '.intspec.yaml': 'rules: { missing-section: off, missing-required-field: off }\n', 'a.intspec.yaml': 'author: A\n', 'near/.intspec.yaml': 'rules: { missing-section: error }\n', 'near/b.intspec.yaml': 'author: A\n' });
    await box.run(['check', '--fix']);
    assert.equal(box.read('a.intspec.yaml'), 'author: A\n');
    assert.match(box.read('near/b.intspec.yaml'), /^rollback_plan:$/m);
    assert.doesNotMatch(box.read('near/b.intspec.yaml'), /^spec_id:/m);
  });

  it('reports what is wrong in those that it used, once, and goes by the rest of them', async () => {
    const faulty = 'rules:\n  unknown-key: hint\n  invalid-dat: off\n';
    write({ '.intspec.yaml': faulty, 'a.intspec.yaml': 'spec_status: Draft\n', 'b.intspec.yaml': 'spec_status: Draft\n', 'elsewhere/.intspec.yaml': faulty });
    const { files, code, summary } = await json(['a.intspec.yaml', 'b.intspec.yaml', '--max-warnings', '99']);
    assert.deepEqual(files.map(({ path, spec_id, diagnostics }) => [path, spec_id, path === '.intspec.yaml' ? diagnostics : []]), [
      ['.intspec.yaml', null, [{ rule: 'unknown-key', severity: 'error', message: '`rules` has no key `invalid-dat`: nothing reads it. Did you mean `invalid-date`?', range: { start: { line: 2, character: 2 }, end: { line: 2, character: 13 } }, fixable: true }]],
      ['a.intspec.yaml', null, []],
      ['b.intspec.yaml', null, []],
    ]);
    assert.deepEqual([code, summary['files']], [1, 3]);
    const { out } = await box.run(['check', 'a.intspec.yaml']);
    assert.ok(out.startsWith('.intspec.yaml:3:3  error  unknown-key  `rules` has no key `invalid-dat`'), out.slice(0, 200));
  });

  it('checks a settings file that is named, and never takes one for a spec', async () => {
    write({ '.intspec.yaml': 'rule: {}\nfiles: { patterns: ["**/*.yaml", "**/.*.yaml"] }\n', 'a.yaml': BROKEN });
    const found = async (...args: string[]) => (await json(args)).files.map(({ path, diagnostics }) => `${path}: ${[...new Set(diagnostics.map((each) => each.rule))].join()}`);
    assert.deepEqual(await found('.intspec.yaml'), ['.intspec.yaml: unknown-key']);
    assert.deepEqual((await found()).map((each) => each.split(':')[0]), ['.intspec.yaml', 'a.yaml']);
    assert.deepEqual(await found('.*.yaml'), ['.intspec.yaml: unknown-key']);
    const { code } = await box.run(['check', '--fix', '.intspec.yaml']);
    assert.deepEqual([code, box.read('.intspec.yaml').startsWith('rule: {}\n')], [1, true]);
  });

  it('searches folders with their patterns', async () => {
    write({
      '.intspec.yaml': 'files: { patterns: ["specs/**/*.yaml", "!specs/drafts/**"] }\n', 'a.intspec.yaml': BROKEN, 'specs/b.yaml': BROKEN, 'specs/drafts/c.yaml': BROKEN, 'specs/node_modules/d.yaml': BROKEN,
      'specs/own/.intspec.yaml': 'files: { patterns: ["*.yml"] }\n', 'specs/own/e.yaml': BROKEN, 'specs/own/f.yml': BROKEN, 'none/readme.md': '',
    });
    const found = async (...args: string[]) => (await json(args)).files.map(({ path }) => path);
    assert.deepEqual(await found(), ['specs/b.yaml', 'specs/own/f.yml']);
    assert.deepEqual(await found('specs/own'), ['specs/own/f.yml']);
    assert.deepEqual(await found('a.intspec.yaml', 'specs/drafts/c.yaml'), ['a.intspec.yaml', 'specs/drafts/c.yaml'], 'what is named is checked');
    const { code, err } = await box.run(['check', 'none']);
    assert.deepEqual([code, err], [2, 'intspec: none: No file in this folder is a spec by the patterns in .intspec.yaml: specs/**/*.yaml, !specs/drafts/**.\n']);
  });

  it('fixes what the patterns say is a spec', async () => {
    write({ '.intspec.yaml': 'files: { patterns: ["*.yaml"] }\n', 'a.yaml': 'author: A\n', 'b.yml': 'author: A\n' });
    const { err } = await box.run(['check', '--fix', 'a.yaml', 'b.yml']);
    assert.match(box.read('a.yaml'), /^rollback_plan:$/m);
    assert.match(err, /^intspec: b\.yml: It is left as it is/);
    assert.equal(box.read('b.yml'), 'author: A\n');
  });

  it('goes by the folder of standard input', async () => {
    write({ '.intspec.yaml': rule('hint'), 'near/.intspec.yaml': rule('warning') });
    assert.deepEqual(await severities(['-'], { input: BROKEN }), { '<stdin>': 'hint' });
    assert.deepEqual(await severities(['-', '--stdin-filename', 'near/new.intspec.yaml'], { input: BROKEN }), { 'near/new.intspec.yaml': 'warning' });
    assert.deepEqual(await severities(['-', '--stdin-filename', 'near/.intspec.yaml'], { input: 'rule: {}\n' }), { 'near/.intspec.yaml': 'error' });
  });

  it('says which of them it cannot read', async () => {
    write({ 'a.intspec.yaml': BROKEN, 'folder/.intspec.yaml/x': '', 'folder/b.intspec.yaml': BROKEN });
    box.write('.intspec.yaml', Buffer.from([0x61, 0xff]));
    const { code, err, files } = await json([]);
    assert.deepEqual([code, err, files.map(({ path }) => path)], [2, 'intspec: .intspec.yaml: It is not valid UTF-8.\n', ['a.intspec.yaml', 'folder/b.intspec.yaml']]);
  });

  it('finds what the server finds', async () => {
    const [first, second] = examples;
    const broken = (first?.text ?? '').replace(/^spec_status: .*$/m, 'spec_status: Done').replace(/^date: .*$/m, 'date: 2025-02-30');
    write({
      '.intspec.yaml': 'rules:\n  invalid-value: warning\n  invalid-date: off\n  nonsense: off\nnaming: { source_fields: PascalCase, criteria: camelCase }\napprovers: { technical_reviewer: [Nobody At All] }\n',
      'a.intspec.yaml': broken,
      'near/.intspec.yaml': 'files: { patterns: ["*.yaml", "!x*"] }\nnaming: { source_fields: snake_case }\nrules: { invalid-date: hint }\n',
      'near/b.yaml': broken.replace(/INT-\d+-\d+/, 'INT-2025-999'), 'near/x.yaml': BROKEN, 'near/c.yaml': second?.text ?? '', 'near/same.yaml': second?.text ?? '',
      'other/.intspec.yml': 'naming: { criteria: snake case }\n', 'other/d.intspec.yml': second?.text.replace(/INT-\d+-\d+/, 'INT-2025-998').replace(/spec_status: .*/, 'spec_status: Approved') ?? '',
    });
    const { files } = await json([]);
    const command = files.map(({ path, diagnostics }) => [path, diagnostics.map(({ rule: code, severity, message, range }) => ({ code, severity, message, range }))] as const);
    const client = await LanguageClient.start({ workspaceFolders: [{ uri: pathToFileURL(box.path).href, name: 'w' }] });
    await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.equal(await client.stop(), 0);
    const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];
    const server = items.flatMap((item) => {
      const diagnostics = item.kind === 'full' ? item.items.map(({ code, severity, message, range }) => ({ code, severity: SEVERITIES[severity ?? 0], message, range })) : [];
      const path = relative(box.path, fileURLToPath(item.uri)).replaceAll('\\', '/');
      // The command lists settings only where something is wrong in them.
      return diagnostics.length === 0 && /(^|\/)\.intspec\.ya?ml$/.test(path) ? [] : [[path, diagnostics] as const];
    });
    assert.deepEqual(server.sort(([a], [b]) => (a < b ? -1 : 1)), command);
    const found = new Set(command.flatMap(([, diagnostics]) => diagnostics.map(({ code, severity }) => `${code} ${severity}`)));
    for (const expected of ['invalid-value warning', 'invalid-date hint', 'naming-convention warning', 'unknown-key error', 'duplicate-spec-id error']) assert.ok(found.has(expected), `${expected} is not among ${[...found].join(', ')}`);
  });

  it('leaves out what the server leaves out, open or not', async () => {
    const text = examples[0]?.text ?? '';
    for (const patterns of ['[specs/**/*.yaml, "!specs/drafts/**"]', '["!specs/drafts/**"]']) {
      write({ '.intspec.yaml': `files: { patterns: ${patterns} }\n`, 'specs/a.intspec.yaml': text, 'specs/drafts/x.intspec.yaml': text.replace(/^date: .*$/m, 'date: 2025-02-30') });
      const { files } = await json([]);
      assert.deepEqual(files.map(({ path, diagnostics }) => [path, diagnostics]), [['specs/a.intspec.yaml', []]]);
      const client = await LanguageClient.start({ workspaceFolders: [{ uri: pathToFileURL(box.path).href, name: 'w' }] });
      await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
      for (const path of ['specs/drafts/x.intspec.yaml', 'specs/a.intspec.yaml']) await client.open(pathToFileURL(join(box.path, path)).href, box.read(path));
      for (const path of ['specs/drafts/x.intspec.yaml', 'specs/a.intspec.yaml']) {
        const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(join(box.path, path)).href } });
        assert.deepEqual(report.kind === 'full' ? report.items : report, [], `${patterns}: ${path}`);
      }
      assert.equal(await client.stop(), 0);
    }
  });
});
