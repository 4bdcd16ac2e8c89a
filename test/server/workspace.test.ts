/** What specs know of each other, settings, and the requests of the server's own client, over the real server. */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { CodeAction, CompletionItem, Diagnostic, DocumentDiagnosticReport, Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import type { InsertSectionResult, NewSpecResult, SectionsResult } from '../../server/src/server/protocol.ts';
import { applyAction, applyLspEdits } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { LanguageClient, MODERN, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';
import { resolveSnippet } from '../helpers/snippet.ts';

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
      { method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers: [{ globPattern: '**/*.intspec.yaml' }, { globPattern: '**/*.intspec.yml' }] } },
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
    assert.deepEqual(watched.map(({ registerOptions }) => registerOptions), [{ watchers: [{ globPattern: 'specs/*.yml' }] }, { watchers: [{ globPattern: '*.intspec.yaml' }] }]);
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
});

describe('requests about one document', () => {
  endsWell();
  it('a code action, applied, makes its finding go away', async () => {
    await startIn({});
    const text = TEXT.replace('author: Jules', 'authors: Jules');
    await client.open(URI, text);
    const [finding] = await pull(URI);
    assert.equal(finding?.code, 'unknown-key');
    const context = { diagnostics: [finding] };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: URI }, range: finding.range, context });
    const [rename] = actions;
    assert.ok(rename?.isPreferred);
    assert.deepEqual(rename.diagnostics, [finding]);
    const [change] = rename.edit?.documentChanges ?? [];
    assert.deepEqual(change && 'textDocument' in change && change.textDocument, { uri: URI, version: 1 });
    await client.change(URI, 2, { text: applyAction(text, rename) });
    assert.deepEqual(await pull(URI), []);
  });

  it('a code action for a client without versions has plain changes', async () => {
    await startIn({}, { capabilities: PLAIN });
    const text = 'authors: Dana\n';
    await client.open(URI, text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: URI }, range, context: { diagnostics: [], only: ['quickfix'] } });
    assert.ok(actions.length > 5);
    for (const { edit } of actions) {
      assert.equal(edit?.documentChanges, undefined);
      assert.doesNotMatch(applyLspEdits(text, edit?.changes?.[URI] ?? []), /\$\{/);
    }
  });

  it('completion and hover', async () => {
    await startIn({});
    await client.open(URI, 'spec_status: \n');
    const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri: URI }, position: { line: 0, character: 13 } });
    assert.deepEqual(items.map(({ label }) => label), ['Draft', 'Under Review', 'Approved']);
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 3 } });
    assert.deepEqual(hover.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } });
  });

  it('completion for a plain client has neither snippets nor modes', async () => {
    await startIn({}, { capabilities: PLAIN });
    await client.open(URI, 'rollback_plan:\n  \n');
    const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri: URI }, position: { line: 1, character: 2 } });
    assert.ok(items.length > 0);
    for (const { insertTextFormat, insertTextMode, textEdit } of items) {
      assert.deepEqual([insertTextFormat, insertTextMode], [1, undefined]);
      assert.doesNotMatch(textEdit?.newText ?? '$', /\$/);
    }
  });

  it('sections, and the insertion of one', async () => {
    await startIn({});
    await client.open(URI, 'author: Dana\n');
    const { sections } = await client.request<SectionsResult>('intspec/sections', { textDocument: { uri: URI } });
    assert.equal(sections.length, 10);
    const { edit } = await client.request<InsertSectionResult>('intspec/insertSection', { textDocument: { uri: URI }, section: 'rollback_plan' });
    assert.ok(edit);
    const text = applyLspEdits('author: Dana\n', [{ range: edit.range, newText: resolveSnippet(edit.snippet) }]);
    await client.change(URI, 2, { text });
    const after = await client.request<SectionsResult>('intspec/sections', { textDocument: { uri: URI } });
    assert.deepEqual(after.sections.filter(({ present }) => present).map(({ key }) => key), ['rollback_plan']);
    assert.deepEqual(await client.request('intspec/insertSection', { textDocument: { uri: URI }, section: 'rollback_plan' }), { edit: null });
  });
});

describe('files', () => {
  endsWell();
  it('come from the client where it offers them, and from nowhere else', async () => {
    const disk = await TemporaryFolder.with({ 'on-disk.intspec.yaml': TEXT });
    const virtual = new Map([['vscode-vfs://github/o/r/a.intspec.yaml', TEXT], ['vscode-vfs://github/o/r/b.intspec.yaml', TEXT]]);
    const listed: unknown[] = [];
    client = await LanguageClient.start({
      workspaceFolders: disk.asWorkspace,
      initializationOptions: { files: true, manual: 'https://example.org/rules/' },
      prepare: (connection) => {
        connection.onRequest('intspec/listFiles', (params: object) => {
          listed.push(params);
          return { uris: [...virtual.keys()] };
        });
        connection.onRequest('intspec/readFile', ({ uri }: { uri: string }) => ({ text: virtual.get(uri) ?? null }));
      },
    });
    await newSpec();
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.map(({ uri }) => uri), [...virtual.keys()]);
    assert.deepEqual(items.flatMap((item) => (item.kind === 'full' ? item.items.map(({ codeDescription }) => codeDescription?.href) : [])), Array(2).fill('https://example.org/rules/duplicate-spec-id.md'));
    assert.deepEqual(listed, [{ patterns: ['**/*.intspec.yaml', '**/*.intspec.yml'] }]);
    const registered = (client.asked['client/registerCapability'] ?? []).flatMap(({ registrations }) => registrations ?? []);
    assert.deepEqual(registered.map(({ method }) => method), ['workspace/didChangeConfiguration'], 'such a client watches by itself');
    await disk.remove();
  });

  it('that a client cannot deliver end nothing', async () => {
    client = await LanguageClient.start({ initializationOptions: { files: true } });
    await client.open(URI, TEXT);
    assert.deepEqual(await pull(URI), []);
    await newSpec();
    assert.ok(client.log.some((line) => line.includes('could not be searched')));
  });

  it('outside of the folders are not read, whatever links lead there', async () => {
    const outside = await TemporaryFolder.with({ 'secret.intspec.yaml': TEXT });
    const files = await TemporaryFolder.with({ 'inside.intspec.yaml': TEXT });
    folder = files;
    await symlink(join(outside.path, 'secret.intspec.yaml'), join(files.path, 'link.intspec.yaml'));
    await symlink(outside.path, join(files.path, 'linked'));
    await symlink(join(files.path, 'nowhere'), join(files.path, 'dangling.intspec.yaml'));
    client = await LanguageClient.start({ workspaceFolders: files.asWorkspace });
    await newSpec();
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(join(outside.path, 'secret.intspec.yaml')).href, type: 1 }] });
    await newSpec();
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.map(({ uri }) => uri), [files.uriOf('inside.intspec.yaml')]);
    await outside.remove();
  });

  it('that are too long are not read', async () => {
    await startIn({ 'long.intspec.yaml': `${TEXT}${'# x\n'.repeat(600_000)}` }, { capabilities: MODERN });
    assert.equal((await newSpec()).specId, 'INT-2025-001');
  });
});
