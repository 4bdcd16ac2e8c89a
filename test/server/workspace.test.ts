/** What specs know of each other, and settings, over the real server. */
import assert from 'node:assert/strict';
import type { ConfigurationParams, Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import type { NewSpecResult } from '../../server/src/server/protocol.ts';
import { examples } from '../helpers/files.ts';
import { LanguageClient, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const TEXT = examples[0]?.text ?? '';
const ID = 'INT-2025-021';
const URI = 'file:///w/a.intspec.yaml';
const ANSWERS = { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' };

let client: LanguageClient;
let folder: TemporaryFolder | undefined;

async function startIn(files: Readonly<Record<string, string>>, options: ClientOptions = {}): Promise<TemporaryFolder> {
  folder = await TemporaryFolder.with(files);
  client = await LanguageClient.start({ workspaceFolders: folder.asWorkspace, ...options });
  await newSpec();
  return folder;
}

/** A new spec; the answer comes when all files are taken in. */
function newSpec(): Promise<NewSpecResult> {
  return client.request<NewSpecResult>('intspec/newSpec', ANSWERS);
}

async function pull(uri: string): Promise<Diagnostic[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return report.kind === 'full' ? report.items : [];
}

/** The URIs that a document's duplicate id is said to be in. */
async function duplicates(uri: string): Promise<string[]> {
  const finding = (await pull(uri)).find(({ code }) => code === 'duplicate-spec-id');
  return finding?.relatedInformation?.map(({ location }) => location.uri) ?? [];
}

function severities(diagnostics: readonly Diagnostic[], code: string): (number | undefined)[] {
  return [...new Set(diagnostics.filter((each) => each.code === code).map(({ severity }) => severity))];
}

/** After each test of a group the server must end as it should. */
function endsWell(): void {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    await folder?.remove();
    folder = undefined;
  });
}

describe('one id in several specs', () => {
  endsWell();
  it('is found between an open document and a file, at its place, until the file changes', async () => {
    const files = await startIn({ 'other.intspec.yaml': `# first line\n${TEXT}` });
    const uri = files.uriOf('mine.intspec.yaml');
    await client.open(uri, TEXT);
    const [finding] = (await pull(uri)).filter(({ code }) => code === 'duplicate-spec-id');
    assert.ok(finding && JSON.stringify(finding.message).includes(ID));
    const [related] = finding.relatedInformation ?? [];
    assert.deepEqual(related?.location, { uri: files.uriOf('other.intspec.yaml'), range: { start: { line: 1, character: 9 }, end: { line: 1, character: 21 } } });
    await files.write('other.intspec.yaml', TEXT.replace(ID, 'INT-2025-022'));
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('other.intspec.yaml'), type: 2 }] });
    await newSpec();
    assert.deepEqual(await duplicates(uri), []);
  });

  it('is gone when the other file is deleted', async () => {
    const files = await startIn({ 'other.intspec.yaml': TEXT });
    const uri = files.uriOf('mine.intspec.yaml');
    await client.open(uri, TEXT);
    assert.equal((await duplicates(uri)).length, 1);
    await files.remove('other.intspec.yaml');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf('other.intspec.yaml'), type: 3 }] });
    await newSpec();
    assert.deepEqual(await duplicates(uri), []);
  });

  it('is found in files that are closed', async () => {
    await startIn({ 'a.intspec.yaml': TEXT, 'b.intspec.yaml': TEXT });
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.map((item) => item.kind === 'full' && item.items.map(({ code }) => code)), [['duplicate-spec-id'], ['duplicate-spec-id']]);
  });

  it('asks the client to pull again when one is typed, and when one is closed', async () => {
    await startIn({});
    const [one, two] = ['untitled:one', 'untitled:two'];
    /** Runs something in a quiet moment, and waits until the client is told to pull again. */
    const refreshes = async (cause: () => Promise<void>): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const before = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
      await cause();
      await client.askedFor('workspace/diagnostic/refresh', before + 1);
    };
    await client.open(one, TEXT);
    await pull(one);
    await refreshes(() => client.open(two, TEXT));
    assert.deepEqual([await duplicates(one), await duplicates(two)], [[two], [one]]);
    await refreshes(() => client.change(two, 2, { text: `# moved\n${TEXT}` }));
    await refreshes(() => client.close(two));
    assert.deepEqual(await duplicates(one), []);
  });

  it('is pushed to both documents, and taken back from both', async () => {
    await startIn({}, { capabilities: PLAIN });
    const [one, two] = ['untitled:one', 'untitled:two'];
    const codesOf = (uri: string) => client.published.findLast((each) => each.uri === uri)?.diagnostics.map(({ code }) => code).join();
    await client.open(one, TEXT);
    await client.open(two, TEXT);
    await client.until('both findings', () => [one, two].every((uri) => codesOf(uri) === 'duplicate-spec-id'));
    await client.change(two, 2, { text: TEXT.replace(ID, 'INT-2025-022') });
    await client.until('no findings', () => [one, two].every((uri) => codesOf(uri) === ''));
    await client.change(two, 3, { text: TEXT });
    await client.until('both findings', () => [one, two].every((uri) => codesOf(uri) === 'duplicate-spec-id'));
    await client.close(two);
    await client.until('no finding', () => codesOf(one) === '');
  });

  it('is the next one’s business too: a new spec has one that is free', async () => {
    await startIn({ 'a.intspec.yaml': TEXT.replace(ID, 'INT-2025-099') });
    await client.open('untitled:x', TEXT.replace(ID, 'INT-2025-120'));
    await pull('untitled:x');
    assert.equal((await newSpec()).specId, 'INT-2025-121');
  });
});

describe('settings', () => {
  endsWell();
  const BROKEN = 'authors: Dana\n';
  /** Settings files are watched, whatever files are specs. */
  const SETTINGS = [{ globPattern: '**/.intspec.yaml' }, { globPattern: '**/.intspec.yml' }];

  it('are asked for each document, and obeyed', async () => {
    await startIn({}, { settings: (uri) => ({ rules: { 'unknown-key': uri === 'untitled:quiet' ? 'off' : 'hint' } }) });
    await client.open('untitled:quiet', BROKEN);
    await client.open('untitled:loud', BROKEN);
    assert.deepEqual(severities(await pull('untitled:quiet'), 'unknown-key'), []);
    assert.deepEqual(severities(await pull('untitled:loud'), 'unknown-key'), [4]);
    const asked = client.asked['workspace/configuration']?.flatMap(({ items }) => items ?? []) ?? [];
    assert.deepEqual(asked.map(({ section }) => section), asked.map(() => 'intspec'));
    assert.deepEqual([...new Set(asked.map(({ scopeUri }) => scopeUri))].sort(), ['untitled:loud', 'untitled:quiet', undefined].sort());
  });

  it('are asked for anew when they change', async () => {
    const rules: Record<string, string> = { 'unknown-key': 'warning' };
    await startIn({}, { settings: () => ({ rules }) });
    await client.open(URI, BROKEN);
    assert.deepEqual(severities(await pull(URI), 'unknown-key'), [2]);
    for (const [value, expected] of [['information', [3]], ['off', []], ['nonsense', [1]], ['error', [1]]] as const) {
      rules['unknown-key'] = value;
      const refreshed = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.askedFor('workspace/diagnostic/refresh', refreshed + 1);
      assert.deepEqual(severities(await pull(URI), 'unknown-key'), expected, value);
    }
  });

  it('are registered for', async () => {
    await startIn({});
    const registrations = (await client.askedFor('client/registerCapability', 2)).flatMap(({ registrations: each }) => each ?? []);
    assert.deepEqual(registrations.map(({ method, registerOptions }) => ({ method, registerOptions })), [
      { method: 'workspace/didChangeConfiguration', registerOptions: { section: 'intspec' } },
      { method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers: [...SETTINGS, { globPattern: '**/*.intspec.yaml' }, { globPattern: '**/*.intspec.yml' }] } },
    ]);
  });

  it('are taken from the notification where the client cannot be asked', async () => {
    await startIn({}, { capabilities: PLAIN });
    const published = () => client.published.findLast(({ uri }) => uri === URI)?.diagnostics ?? [];
    await client.open(URI, BROKEN);
    await client.publishedFor(URI);
    await client.notify('workspace/didChangeConfiguration', { settings: { intspec: { rules: { 'unknown-key': 'off' } } } });
    await client.until('silence', () => severities(published(), 'unknown-key').length === 0);
    await client.notify('workspace/didChangeConfiguration', { settings: { rules: { 'unknown-key': 'hint' } } });
    await client.until('a hint', () => severities(published(), 'unknown-key')[0] === 4);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until('an error', () => severities(published(), 'unknown-key')[0] === 1);
  });

  it('say which files are specs, and are followed', async () => {
    let patterns: unknown = ['specs/*.yml'];
    const files = await startIn({ 'specs/a.yml': TEXT, 'b.intspec.yaml': TEXT }, { settings: () => ({ files: { patterns } }) });
    const found = async (): Promise<string[]> => (await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] })).items.map(({ uri }) => uri);
    assert.deepEqual(await found(), [files.uriOf('specs/a.yml')]);
    await client.open(files.uriOf('specs/a.yml'), BROKEN, { languageId: 'yaml' });
    assert.ok((await pull(files.uriOf('specs/a.yml'))).length > 0, 'what is one of the workspace’s specs is one when open, too');
    patterns = ['*.intspec.yaml'];
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await newSpec();
    assert.deepEqual(await found(), [files.uriOf('b.intspec.yaml')]);
    const watched = (await client.askedFor('client/registerCapability', 3)).flatMap(({ registrations }) => registrations ?? []).filter(({ method }) => method.endsWith('WatchedFiles'));
    assert.deepEqual(watched.map(({ registerOptions }) => registerOptions), [{ watchers: [...SETTINGS, { globPattern: 'specs/*.yml' }] }, { watchers: [...SETTINGS, { globPattern: '*.intspec.yaml' }] }]);
    await client.askedFor('client/unregisterCapability');
  });

  it('that cannot be had are the usual ones', async () => {
    const refuse = (): never => {
      throw new Error('no settings here');
    };
    await startIn({}, { settings: refuse });
    await client.open(URI, BROKEN);
    assert.deepEqual(severities(await pull(URI), 'unknown-key'), [1]);
    assert.ok(client.log.some((line) => line.includes('did not tell its settings')));
  });

  it('that a client does not tell are not waited for without end, and count when it does', async () => {
    let tell: (() => void) | undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    client = await LanguageClient.start({
      prepare: (connection) => {
        connection.onRequest('workspace/configuration', async ({ items }: ConfigurationParams) => {
          await told;
          return items.map(() => ({ rules: { 'unknown-key': 'off' } }));
        });
        connection.onRequest('client/registerCapability', () => new Promise<never>(() => undefined));
      },
    });
    const others = [1, 2, 3].map((at) => `file:///w/other-${String(at)}.intspec.yaml`);
    for (const uri of [URI, ...others]) {
      await client.open(uri, BROKEN);
      assert.deepEqual(severities(await pull(uri), 'unknown-key'), [1]);
    }
    await newSpec();
    assert.equal(client.log.filter((line) => line.includes('did not tell its settings')).length, 1);
    const refreshed = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
    tell?.();
    await client.askedFor('workspace/diagnostic/refresh', refreshed + 1);
    for (const uri of [URI, ...others]) assert.deepEqual(severities(await pull(uri), 'unknown-key'), []);
  });
});
