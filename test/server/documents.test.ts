/** Requests about one document, and where files come from, over the real server. */
import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionItem, CompletionList, Diagnostic, DocumentDiagnosticReport, Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import type { ImportResult, InsertSectionResult, NewSpecResult, ReadFileParams, ReadFileResult, SectionsResult } from '../../server/src/server/protocol.ts';
import { applyAction, applyLspEdits } from '../helpers/features.ts';
import { examples } from '../helpers/files.ts';
import { KNOWS_ACTIONS, LanguageClient, MODERN, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';
import { resolveSnippet } from '../helpers/snippet.ts';

const TEXT = examples[0]?.text ?? '';
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

/** After each test of a group the server must end as it should. */
function endsWell(): void {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    await folder?.remove();
    folder = undefined;
  });
}

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
    await startIn({}, { capabilities: { ...PLAIN, textDocument: KNOWS_ACTIONS } });
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

  it('completion for a client that reads what all items have alike off the list', async () => {
    await startIn({}, { capabilities: { textDocument: { completion: { completionList: { itemDefaults: ['editRange', 'insertTextFormat'] } } } } });
    await client.open(URI, 'spec_status: \n');
    const list = await client.request<CompletionList>('textDocument/completion', { textDocument: { uri: URI }, position: { line: 0, character: 13 } });
    assert.deepEqual(list.itemDefaults, { editRange: { start: { line: 0, character: 13 }, end: { line: 0, character: 13 } }, insertTextFormat: 1 });
    assert.deepEqual(list.items.map(({ label, textEdit, textEditText }) => [label, textEdit, textEditText]), ['Draft', 'Under Review', 'Approved'].map((label) => [label, undefined, undefined]));
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

  it('fields of other documents, question by question', async () => {
    await startIn({});
    const text = 'data_contract:\n  source_record:\n    old: { type: date, required: true, source_path: old }\n';
    await client.open(URI, text);
    const inputs = [{ name: 'clipboard', text: '{"orders":[{"id":1},{"id":2,"old":null}],"more":true}' }];
    const ask = (params: object): Promise<ImportResult> => client.request<ImportResult>('intspec/import', { textDocument: { uri: URI }, record: 'source', inputs, ...params });
    const formats = await ask({});
    assert.ok(formats.kind === 'formats');
    assert.deepEqual(formats.formats.map(({ name, isLikely }) => `${name}${isLikely ? ' likely' : ''}`), ['json likely', 'json-schema', 'openapi', 'csv', 'sql', 'avro']);
    assert.deepEqual(await ask({ format: 'json' }), { kind: 'within', at: 'orders[]' });
    const done = await ask({ format: 'json', at: 'orders[]' });
    assert.ok(done.kind === 'done');
    assert.equal(done.isHeld, true);
    assert.deepEqual(done.report.slice(0, 3), [
      '1 field added to `source_record`: `id`.', '`old`: `required` is `false` in the document, and `true` here. It was left as it is.', '`old`: `nullable` is `true` in the document, and `false` here. It was left as it is.',
    ]);
    assert.equal(applyLspEdits(text, done.edits), text.replace('    old', '    id: { type: integer, required: true, source_path: id, notes: Inferred from 2 elements. }\n    old'));
    const updated = await ask({ format: 'json', at: 'orders[]', update: true });
    assert.ok(updated.kind === 'done' && !updated.isHeld);
    assert.match(applyLspEdits(text, updated.edits), /old: \{ type: date, required: false, source_path: old, nullable: true \}/);
    assert.deepEqual(await ask({ format: 'sql' }), { kind: 'failed', message: 'clipboard has no CREATE TABLE with columns in it.' });
    assert.deepEqual(await ask({ format: 'none' }), { kind: 'failed', message: 'There is no format `none`.' });
    const tables = await ask({ format: 'sql', inputs: [{ name: 'x.sql', text: 'CREATE TABLE a (x int); CREATE TABLE b (y int);' }] });
    assert.deepEqual(tables, { kind: 'parts', parts: [{ name: 'a', kind: 'table' }, { name: 'b', kind: 'table' }] });
    assert.deepEqual(await client.request('intspec/import', { textDocument: { uri: 'file:///w/none.yaml' }, record: 'source', inputs, format: 'json' }), { kind: 'failed', message: 'The document is no open integration spec.' });
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
          return { uris: [...virtual.keys(), 'vscode-vfs://github/o/r/long.intspec.yaml'] };
        });
        connection.onRequest('intspec/readFile', ({ uri, maxBytes }: ReadFileParams): ReadFileResult => {
          const text = virtual.get(uri) ?? null;
          return { text, ...(text === null && { tooLong: maxBytes + 1 }) };
        });
      },
    });
    await newSpec();
    await client.until('a warning', () => client.log.some((line) => line.startsWith('vscode-vfs://github/o/r/long.intspec.yaml: The file has 5 MB;')));
    const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(items.map(({ uri }) => uri), [...virtual.keys()]);
    assert.deepEqual(items.flatMap((item) => (item.kind === 'full' ? item.items.map(({ codeDescription }) => codeDescription?.href) : [])), Array(2).fill('https://example.org/rules/duplicate-spec-id.md'));
    // The settings first, since they say which files are specs.
    const settings = ['**/.intspec.yaml', '**/.intspec.yml', '**/.*/**/.intspec.yaml', '**/.*/**/.intspec.yml'];
    assert.deepEqual(listed, [{ patterns: settings }, { patterns: ['**/*.intspec.yaml', '**/*.intspec.yml'] }]);
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

  it('that are too long are not read, and the log says so', async () => {
    await startIn({ 'long.intspec.yaml': `${TEXT}${'# x\n'.repeat(1_100_000)}` }, { capabilities: MODERN });
    assert.equal((await newSpec()).specId, 'INT-2025-001');
    await client.until('a warning', () => client.log.some((line) => /long\.intspec\.yaml: The file has 5 MB; .* more than 4 MB are not read/.test(line)));
  });
});
