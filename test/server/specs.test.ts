/** The list of specs that this server's own client shows, over the real server. */
import assert from 'node:assert/strict';
import type { OneSpecResult, SpecsResult } from '../../server/src/server/protocol.ts';
import { examples } from '../helpers/files.ts';
import { LanguageClient, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const GOOD = examples[0]?.text ?? '';
const ID = /^spec_id: (\S+)$/m.exec(GOOD)?.[1] ?? '';
/** One error each. */
const [ONE, TWO] = ['INT-2025-901', 'INT-2025-902'].map((id) => GOOD.replace(ID, id).replace(/^date: .*$/m, 'date: 2025-13-40'));

let client: LanguageClient;
let folder: TemporaryFolder;
let changes = 0;

async function startIn(files: Readonly<Record<string, string>>, options: ClientOptions = {}): Promise<TemporaryFolder> {
  changes = 0;
  folder = await TemporaryFolder.with(files);
  client = await LanguageClient.start({
    workspaceFolders: folder.asWorkspace,
    prepare: (connection) => connection.onNotification('intspec/specsChanged', () => {
      changes += 1;
    }),
    ...options,
  });
  return folder;
}

/** The specs as `name: id, errors, warnings`. */
async function specs(params: object = {}): Promise<string[]> {
  const { specs: found } = await client.request<SpecsResult>('intspec/specs', params);
  return found.map(({ uri, id, errors, warnings }) => `${uri.replace(`${folder.uri}/`, '')}: ${id ?? 'none'}, ${String(errors)}, ${String(warnings)}`);
}

/** Waits until the server says that something changed. */
async function told(before = changes): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (changes === before) {
    assert.ok(Date.now() < deadline, 'the server says nothing');
    await pause(20);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

describe('the list of specs', () => {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    await folder.remove();
  });

  it('has all files, open or not, and what is open without one; those with problems first', async () => {
    const files = await startIn({ 'good.intspec.yaml': GOOD, 'sub/one.intspec.yaml': ONE ?? '', 'open.intspec.yaml': 'spec_id: INT-2025-905\n', 'no-spec.yaml': 'a: 1\n', '.intspec.yaml': 'rules: {}\n' });
    await client.open(files.uriOf('open.intspec.yaml'), TWO ?? '');
    await client.open('untitled:Untitled-1', 'authors: Dana\n');
    await client.open(files.uriOf('no-spec.yaml'), 'a: 1\n', { languageId: 'yaml' });
    await client.open(files.uriOf('.intspec.yaml'), 'rules: { unknown: off }\n');
    const [first, ...rest] = await specs();
    assert.match(first ?? '', /^untitled:Untitled-1: none, \d+, 0$/);
    assert.deepEqual(rest, ['sub/one.intspec.yaml: INT-2025-901, 1, 0', 'open.intspec.yaml: INT-2025-902, 1, 0', `good.intspec.yaml: ${ID}, 0, 0`]);
  });

  it('is empty where there is none', async () => {
    await startIn({ 'a.yaml': 'a: 1\n' });
    assert.deepEqual(await specs(), []);
  });

  it('counts as the settings say', async () => {
    await startIn({ 'one.intspec.yaml': ONE ?? '' }, { settings: () => ({ rules: { 'invalid-date': 'warning' } }) });
    assert.deepEqual(await specs(), ['one.intspec.yaml: INT-2025-901, 0, 1']);
  });

  it('gives one spec with its findings, the same that its diagnostics are', async () => {
    const files = await startIn({ 'one.intspec.yaml': ONE ?? '', 'a.yaml': 'a: 1\n' });
    await specs();
    const uri = files.uriOf('one.intspec.yaml');
    const closed = await client.request<OneSpecResult>('intspec/spec', { textDocument: { uri } });
    assert.deepEqual(closed.spec?.findings.map(({ code }) => code), ['invalid-date']);
    assert.equal(closed.spec.coverage?.total, closed.spec.coverage && closed.spec.coverage.mapped + closed.spec.coverage.notWritten);
    await client.open(uri, ONE ?? '');
    const open = await client.request<OneSpecResult>('intspec/spec', { textDocument: { uri } });
    assert.deepEqual(open, closed);
    const report = await client.request<{ items: unknown }>('textDocument/diagnostic', { textDocument: { uri } });
    assert.deepEqual(report.items, open.spec?.findings);
  });

  it('knows no document that is no spec, and reads no file that is none of the workspace’s', async () => {
    const files = await startIn({ 'a.yaml': GOOD });
    for (const uri of [files.uriOf('a.yaml'), 'file:///etc/hosts', 'not a uri', '']) {
      assert.deepEqual(await client.request('intspec/spec', { textDocument: { uri } }), { spec: null }, uri);
    }
    await client.open(files.uriOf('b.yaml'), 'a: 1\n', { languageId: 'yaml' });
    await client.open(files.uriOf('.intspec.yaml'), 'spec_id: INT-2025-001\n');
    assert.deepEqual(await client.request('intspec/spec', { textDocument: { uri: files.uriOf('.intspec.yaml') } }), { spec: null });
    assert.deepEqual(await client.request('intspec/spec', { textDocument: { uri: files.uriOf('b.yaml') } }), { spec: null });
  });

  it('is said to have changed when a text, a file or the settings do, once for many changes', async () => {
    let rules: object = {};
    const files = await startIn({ 'one.intspec.yaml': ONE ?? '', 'good.intspec.yaml': GOOD }, { settings: () => ({ rules }) });
    await specs();
    const uri = files.uriOf('good.intspec.yaml');
    let before = changes;
    await client.open(uri, GOOD);
    for (let version = 2; version < 12; version++) await client.change(uri, version, { text: `# ${String(version)}\n${ONE ?? ''}` });
    await told(before);
    await pause(400);
    // On a busy machine the changes may come in more than one go.
    assert.ok(changes - before <= 3, `told ${String(changes - before)} times`);
    assert.ok((await specs()).includes('good.intspec.yaml: INT-2025-901, 2, 0'));
    before = changes;
    await client.close(uri);
    await told(before);
    assert.ok((await specs()).includes(`good.intspec.yaml: ${ID}, 0, 0`));
    before = changes;
    await files.remove('one.intspec.yaml');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('one.intspec.yaml'), type: 3 }] });
    await told(before);
    assert.deepEqual(await specs(), [`good.intspec.yaml: ${ID}, 0, 0`]);
    before = changes;
    rules = { 'title-format': 'off' };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await told(before);
  });

  it('is read anew on request', async () => {
    const files = await startIn({ 'a.intspec.yaml': GOOD }, { capabilities: PLAIN });
    assert.deepEqual(await specs(), [`a.intspec.yaml: ${ID}, 0, 0`]);
    // Nobody tells the server.
    await files.write('a.intspec.yaml', ONE ?? '');
    await files.write('new.intspec.yaml', TWO ?? '');
    assert.deepEqual(await specs(), [`a.intspec.yaml: ${ID}, 0, 0`]);
    assert.deepEqual(await specs({ reread: true }), ['a.intspec.yaml: INT-2025-901, 1, 0', 'new.intspec.yaml: INT-2025-902, 1, 0']);
  });

  it('is not spoken of to a client that never asks', async () => {
    const files = await startIn({ 'a.intspec.yaml': GOOD });
    await client.open(files.uriOf('a.intspec.yaml'), ONE ?? '');
    await client.request('textDocument/diagnostic', { textDocument: { uri: files.uriOf('a.intspec.yaml') } });
    await pause(400);
    assert.equal(changes, 0);
  });
});
