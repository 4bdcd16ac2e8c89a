/** Findings on their way to the client, pulled and pushed, over the real server. */
import assert from 'node:assert/strict';
import { LSPErrorCodes } from 'vscode-languageserver-protocol';
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { examples } from '../helpers/files.ts';
import { LanguageClient, MODERN, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const URI = 'file:///w/a.intspec.yaml';
const TEXT = examples[0]?.text ?? '';

let client: LanguageClient;
let folder: TemporaryFolder | undefined;

async function start(options: ClientOptions = {}): Promise<void> {
  client = await LanguageClient.start(options);
}

/** A client with a folder of files, which the server has taken in. */
async function startIn(files: Readonly<Record<string, string>>, options: ClientOptions = {}): Promise<TemporaryFolder> {
  folder = await TemporaryFolder.with(files);
  await start({ workspaceFolders: folder.asWorkspace, ...options });
  await indexed();
  return folder;
}

/** The answer comes when all files are taken in. */
async function indexed(): Promise<void> {
  await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
}

function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code)).sort();
}

function itemsOf(report: DocumentDiagnosticReport): Diagnostic[] {
  assert.equal(report.kind, 'full');
  return report.kind === 'full' ? report.items : [];
}

async function pull(uri = URI): Promise<Diagnostic[]> {
  return itemsOf(await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } }));
}

async function pullAll(previousResultIds: { uri: string; value: string }[] = []): Promise<Map<string, WorkspaceDiagnosticReport['items'][number]>> {
  const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  return new Map(items.map((item) => [item.uri, item]));
}

function resultIds(reports: Map<string, WorkspaceDiagnosticReport['items'][number]>): { uri: string; value: string }[] {
  return [...reports.values()].flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
}

/** An edit of the text, as a client sends it, and the text afterwards. */
function edit(text: string, from: string, to: string): { change: { range: Diagnostic['range']; text: string }; text: string } {
  const start = text.indexOf(from);
  assert.ok(start >= 0, from);
  const at = (offset: number) => ({ line: text.slice(0, offset).split('\n').length - 1, character: offset - text.lastIndexOf('\n', offset - 1) - 1 });
  return { change: { range: { start: at(start), end: at(start + from.length) }, text: to }, text: text.slice(0, start) + to + text.slice(start + from.length) };
}

/** After each test of a group the server must end as it should. */
function endsWell(): void {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.log.filter((line) => !/^info/i.test(line)), []);
    await folder?.remove();
    folder = undefined;
  });
}

describe('diagnostics, pulled', () => {
  endsWell();
  it('follow each change', async () => {
    await start();
    await client.open(URI, TEXT);
    assert.deepEqual(await pull(), []);
    const first = edit(TEXT, 'spec_status: Under Review', 'spec_status: Reviewed');
    await client.change(URI, 2, first.change);
    const [finding] = await pull();
    assert.equal(finding?.code, 'invalid-value');
    assert.equal(finding.source, 'intspec');
    const second = edit(first.text, 'Reviewed', 'Draft');
    await client.change(URI, 3, second.change);
    assert.deepEqual(await pull(), []);
    await client.change(URI, 4, { text: 'spec_id: INT-2025-001\n' });
    assert.deepEqual([...new Set(codes(await pull()))], ['missing-required-field', 'missing-section']);
  });

  it('come with several edits in one notification', async () => {
    await start();
    await client.open(URI, TEXT);
    const first = edit(TEXT, 'author: Jules Ferrant', 'authors: Jules Ferrant');
    const second = edit(first.text, 'spec_status: Under Review', 'spec_status: Reviewed');
    await client.change(URI, 2, first.change, second.change);
    assert.deepEqual(codes(await pull()), ['invalid-value', 'unknown-key']);
  });

  it('are unchanged where they are, by the id of the result before', async () => {
    await start();
    await client.open(URI, TEXT);
    const ask = (previousResultId?: string) => client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: URI }, ...(previousResultId !== undefined && { previousResultId }) });
    const { resultId } = await ask();
    assert.ok(resultId);
    assert.deepEqual(await ask(resultId), { kind: 'unchanged', resultId });
    assert.equal((await ask('another')).kind, 'full');
    await client.change(URI, 2, { text: `# a comment\n${TEXT}` });
    assert.deepEqual(await ask(resultId), { kind: 'unchanged', resultId }, 'there still is no finding');
    await client.change(URI, 3, { text: 'spec_id:\n' });
    const after = await ask(resultId);
    assert.equal(after.kind, 'full');
    assert.notEqual(after.resultId, resultId);
  });

  it('are none for documents that are no specs, and for unknown ones', async () => {
    await start();
    await client.open('file:///w/other.yaml', 'a: 1\n', { languageId: 'yaml' });
    for (const uri of ['file:///w/other.yaml', 'file:///nowhere.intspec.yaml', 'nonsense']) assert.deepEqual(await pull(uri), []);
  });

  it('are those of a YAML file once it says that it is a spec, and no longer when it does not', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'author: Dana\n', { languageId: 'yaml' });
    assert.deepEqual(await pull(uri), []);
    await client.change(uri, 2, { text: 'template: integration-spec-v1.0\n' });
    assert.ok((await pull(uri)).length > 5);
    await client.change(uri, 3, { text: 'template: another\n' });
    assert.deepEqual(await pull(uri), []);
  });

  it('are refused when the request is cancelled', async () => {
    await start();
    await client.open(URI, TEXT);
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
    const isRefused = async (method: string, params: object): Promise<boolean> => {
      const source = new CancellationTokenSource();
      const answer = client.connection.sendRequest(method, params, source.token);
      source.cancel();
      const error: unknown = await answer.then(() => undefined, (reason: unknown) => reason);
      if (error) assert.ok(error instanceof Error && 'code' in error && error.code === LSPErrorCodes.RequestCancelled, method);
      return error !== undefined;
    };
    // On a busy machine an answer may be there before the request is cancelled, and a search of no files is soon over.
    let refused = false;
    for (let attempt = 0; attempt < 20 && !refused; attempt += 1) refused = await isRefused('textDocument/diagnostic', { textDocument: { uri: URI } });
    assert.ok(refused);
    await isRefused('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(await pull(), []);
  });
});

describe('diagnostics of the whole workspace', () => {
  endsWell();
  it('are there for files that are not open', async () => {
    const files = await startIn({ 'good.intspec.yaml': TEXT, 'sub dir/bad.intspec.yml': 'spec_id: INT-2025-900\n', '.intspec.yaml': 'rules: {}\n', 'other.yaml': 'a: 1\n', 'node_modules/x/y.intspec.yaml': 'a: 1\n' });
    const reports = await pullAll();
    assert.deepEqual([...reports.keys()].sort(), [files.uriOf('.intspec.yaml'), files.uriOf('good.intspec.yaml'), files.uriOf('sub dir/bad.intspec.yml')].sort());
    const bad = reports.get(files.uriOf('sub dir/bad.intspec.yml'));
    assert.ok(bad?.kind === 'full' && bad.items.length > 5 && bad.version === null);
  });

  it('are unchanged for files that nothing happened to', async () => {
    const files = await startIn({ 'a.intspec.yaml': 'spec_id: INT-2025-900\n', 'b.intspec.yaml': TEXT });
    const before = await pullAll();
    const again = await pullAll(resultIds(before));
    assert.deepEqual([...again.values()].map(({ kind }) => kind), ['unchanged', 'unchanged']);
    await files.write('a.intspec.yaml', TEXT.replace('INT-2025-021', 'INT-2025-022'));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('a.intspec.yaml'), type: 2 }] });
    await indexed();
    const after = await pullAll(resultIds(before));
    assert.equal(after.get(files.uriOf('a.intspec.yaml'))?.kind, 'full');
    assert.equal(after.get(files.uriOf('b.intspec.yaml'))?.kind, 'unchanged');
  });

  it('have the text that is open instead of the file’s, with its version', async () => {
    const files = await startIn({ 'a.intspec.yaml': 'spec_id: INT-2025-900\n' });
    const uri = files.uriOf('a.intspec.yaml');
    await client.open(uri, TEXT, { version: 7 });
    const open = (await pullAll()).get(uri);
    assert.deepEqual(open?.kind === 'full' && { items: open.items, version: open.version }, { items: [], version: 7 });
    await client.close(uri);
    const closed = (await pullAll()).get(uri);
    assert.ok(closed?.kind === 'full' && closed.items.length > 5);
  });

  it('know an open document by another spelling of its URI', async () => {
    const files = await startIn({ 'a b.intspec.yaml': 'spec_id: INT-2025-900\n' });
    const uri = files.uriOf('a b.intspec.yaml').replace('%20', ' ');
    await client.open(uri, TEXT);
    const reports = await pullAll();
    assert.deepEqual([...reports.keys()], [uri]);
    assert.deepEqual([...reports.values()].map((each) => each.kind === 'full' && each.items), [[]]);
  });

  it('are taken back for files that are gone', async () => {
    const files = await startIn({ 'a.intspec.yaml': 'spec_id: INT-2025-900\n', 'dir/b.intspec.yaml': 'a: b\n', 'dir/c.intspec.yaml': 'a: b\n' });
    const before = await pullAll();
    await files.remove('dir');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('dir'), type: 3 }] });
    await indexed();
    const after = await pullAll(resultIds(before));
    for (const name of ['b', 'c']) assert.deepEqual(after.get(files.uriOf(`dir/${name}.intspec.yaml`)), { uri: files.uriOf(`dir/${name}.intspec.yaml`), version: null, kind: 'full', items: [] });
    assert.equal((await pullAll(resultIds(await pullAll()))).size, 1);
  });

  it('come for new files, and not for other files that are reported', async () => {
    const files = await startIn({ 'secret.txt': 'spec_id: INT-2025-001\n' });
    await files.write('new.intspec.yaml', 'a: b\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('new.intspec.yaml'), type: 1 }, { uri: files.uriOf('secret.txt'), type: 1 }, { uri: 'file:///etc/passwd', type: 2 }] });
    await indexed();
    assert.deepEqual([...(await pullAll()).keys()], [files.uriOf('new.intspec.yaml')]);
  });

  it('follow the workspace’s folders', async () => {
    const files = await startIn({ 'one/a.intspec.yaml': 'a: b\n', 'two/b.intspec.yaml': 'a: b\n' });
    const [one, two] = [{ uri: files.uriOf('one'), name: '1' }, { uri: files.uriOf('two'), name: '2' }];
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [one], removed: files.asWorkspace } });
    await indexed();
    assert.deepEqual([...(await pullAll()).keys()], [files.uriOf('one/a.intspec.yaml')]);
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [two], removed: [] } });
    await indexed();
    assert.deepEqual([...(await pullAll()).keys()].sort(), [files.uriOf('one/a.intspec.yaml'), files.uriOf('two/b.intspec.yaml')]);
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [one, two] } });
    await indexed();
    assert.equal((await pullAll()).size, 0);
  });

  it('follow a root without folders', async () => {
    folder = await TemporaryFolder.with({ 'a.intspec.yaml': 'a: b\n' });
    await start({ rootUri: folder.uri });
    await indexed();
    assert.deepEqual([...(await pullAll()).keys()], [folder.uriOf('a.intspec.yaml')]);
  });
});

describe('diagnostics, pushed', () => {
  endsWell();
  const capabilities = { ...MODERN, textDocument: {} };

  it('follow the text', async () => {
    await start({ capabilities });
    await client.open(URI, TEXT);
    assert.deepEqual((await client.publishedFor(URI, 1)).diagnostics, []);
    const changed = edit(TEXT, 'author: Jules', 'authors: Jules');
    await client.change(URI, 2, changed.change);
    assert.deepEqual(codes((await client.publishedFor(URI, 2)).diagnostics), ['unknown-key']);
    await client.close(URI);
    assert.deepEqual((await client.until('the end', () => client.published.find(({ version }) => version === undefined))).diagnostics, []);
  });

  it('reach a client that knows no more than that', async () => {
    await start({ capabilities: PLAIN });
    await client.open(URI, 'authors: Dana\n');
    assert.ok((await client.publishedFor(URI)).diagnostics.length > 5);
  });

  it('take back what was said when a document is a spec no longer', async () => {
    await start({ capabilities });
    await client.open(URI.replace('.intspec', ''), 'template: integration-spec-v1.0\n', { languageId: 'yaml' });
    assert.ok((await client.publishedFor(URI.replace('.intspec', ''), 1)).diagnostics.length > 5);
    await client.change(URI.replace('.intspec', ''), 2, { text: 'template: no more\n' });
    assert.deepEqual((await client.publishedFor(URI.replace('.intspec', ''), 2)).diagnostics, []);
  });

  it('are those of the last text at hand, when changes come in a burst, and do not pile up', async () => {
    await start({ capabilities });
    await client.open(URI, TEXT);
    await client.publishedFor(URI, 1);
    let text = TEXT;
    const sent: Promise<void>[] = [];
    for (let version = 2; version <= 201; version += 1) {
      const next = edit(text, version === 2 ? 'author: Jules' : 'x: Jules', 'xx: Jules');
      text = next.text;
      sent.push(client.change(URI, version, next.change));
    }
    await Promise.all(sent);
    const { diagnostics } = await client.publishedFor(URI, 201);
    const versions = client.published.map(({ version }) => version ?? 0);
    assert.deepEqual(versions, [...versions].sort((a, b) => a - b), 'none for a text older than the last');
    assert.deepEqual([versions[0], versions.at(-1)], [1, 201]);
    // One for each time that the pipe was read, which is seldom, and not one for each change.
    assert.ok(versions.length <= 50, `${String(versions.length)} times`);
    const [finding] = diagnostics.filter(({ code }) => code === 'unknown-key');
    assert.equal(finding && finding.range.end.character - finding.range.start.character, 200 + 1);
  });

  it('are none for a text that is closed before it could be read', async () => {
    await start({ capabilities });
    await Promise.all([client.open(URI, 'authors: x\n'), client.close(URI), client.open('untitled:b', 'authors: x\n')]);
    await client.publishedFor('untitled:b', 1);
    assert.deepEqual(client.published.filter(({ uri }) => uri === URI).flatMap(({ diagnostics }) => diagnostics), []);
  });
});
