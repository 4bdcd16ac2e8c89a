/** Settings files over the real server: which of them hold, and when a change is taken in. */
import assert from 'node:assert/strict';
import type { CodeAction, CompletionItem, CompletionList, Diagnostic, DocumentDiagnosticReport, Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { examples } from '../helpers/files.ts';
import { LanguageClient, PLAIN, TemporaryFolder } from '../helpers/language-client.ts';
import type { ClientOptions } from '../helpers/language-client.ts';

const BROKEN = 'authors: Dana\n';
const rule = (severity: string): string => `rules: { unknown-key: ${severity} }\n`;
const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

let client: LanguageClient;
let files: TemporaryFolder;

async function startIn(texts: Readonly<Record<string, string>>, options: ClientOptions = {}): Promise<void> {
  files = await TemporaryFolder.with(texts);
  client = await LanguageClient.start({ workspaceFolders: files.asWorkspace, ...options });
  await settled();
}

/** The answer comes when all files are taken in. */
async function settled(): Promise<void> {
  await client.request('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
}

async function pull(name: string): Promise<Diagnostic[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: files.uriOf(name) } });
  return report.kind === 'full' ? report.items : [];
}

/** How severe the unknown key of a document is; `off` where it is not found. */
function severityIn(diagnostics: readonly Diagnostic[]): string {
  return SEVERITIES[diagnostics.find(({ code }) => code === 'unknown-key')?.severity ?? 0] ?? '';
}

async function severity(name: string): Promise<string> {
  return severityIn(await pull(name)) || 'off';
}

async function codes(name: string): Promise<string[]> {
  return (await pull(name)).map(({ code, range }) => `${String(range.start.line + 1)}: ${String(code)}`);
}

async function openSpec(name: string): Promise<void> {
  await client.open(files.uriOf(name), BROKEN);
}

async function changed(name: string, type: 1 | 2 | 3): Promise<void> {
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: files.uriOf(name), type }] });
  await settled();
}

/** The files of the workspace that have been checked, with how severe the unknown key in each is. */
async function checked(): Promise<Record<string, string>> {
  const { items } = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  return Object.fromEntries(items.map((item) => [item.uri.slice(files.uri.length + 1), item.kind === 'full' ? severityIn(item.items) : '']));
}

describe('settings files over the server', () => {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    await files.remove();
  });

  it('hold for specs below them, the nearer one first, and the editor’s settings over them', async () => {
    await startIn({ '.intspec.yaml': rule('hint'), 'near/.intspec.yml': rule('off') }, { settings: (uri) => ({ rules: uri?.endsWith('mine.intspec.yaml') ? { 'unknown-key': 'warning' } : {} }) });
    for (const name of ['a.intspec.yaml', 'near/b.intspec.yaml', 'near/mine.intspec.yaml']) await openSpec(name);
    assert.deepEqual([await severity('a.intspec.yaml'), await severity('near/b.intspec.yaml'), await severity('near/mine.intspec.yaml')], ['hint', 'off', 'warning']);
  });

  it('hold for files that are closed', async () => {
    await startIn({ '.intspec.yaml': rule('hint'), 'a.intspec.yaml': BROKEN, 'near/.intspec.yaml': rule('information'), 'near/b.intspec.yaml': BROKEN });
    assert.deepEqual(await checked(), { '.intspec.yaml': '', 'near/.intspec.yaml': '', 'a.intspec.yaml': 'hint', 'near/b.intspec.yaml': 'information' });
  });

  it('hold for no file outside of the workspace', async () => {
    await startIn({ '.intspec.yaml': rule('hint'), 'folder/.intspec.yaml': rule('warning') });
    await client.stop();
    client = await LanguageClient.start({ workspaceFolders: [{ uri: files.uriOf('folder'), name: 'f' }] });
    await settled();
    await openSpec('folder/a.intspec.yaml');
    await openSpec('b.intspec.yaml');
    assert.deepEqual([await severity('folder/a.intspec.yaml'), await severity('b.intspec.yaml')], ['warning', 'error']);
  });

  it('are followed when they are written, changed and deleted', async () => {
    await startIn({});
    await openSpec('a.intspec.yaml');
    assert.equal(await severity('a.intspec.yaml'), 'error');
    for (const [text, type, expected] of [[rule('hint'), 1, 'hint'], [rule('warning'), 2, 'warning'], ['', 3, 'error']] as const) {
      const refreshed = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
      if (type === 3) await files.remove('.intspec.yaml');
      else await files.write('.intspec.yaml', text);
      await changed('.intspec.yaml', type);
      await client.askedFor('workspace/diagnostic/refresh', refreshed + 1);
      assert.equal(await severity('a.intspec.yaml'), expected);
    }
  });

  it('are dropped with the folder that they stood in', async () => {
    await startIn({ 'near/.intspec.yaml': rule('hint') });
    await openSpec('near/a.intspec.yaml');
    assert.equal(await severity('near/a.intspec.yaml'), 'hint');
    await files.remove('near');
    await changed('near', 3);
    assert.equal(await severity('near/a.intspec.yaml'), 'error');
    await files.write('near/.intspec.yaml', rule('warning'));
    await changed('near', 1);
    assert.equal(await severity('near/a.intspec.yaml'), 'warning');
  });

  it('count as they are typed, and as they are saved once they are closed', async () => {
    await startIn({ '.intspec.yaml': rule('hint') });
    await openSpec('a.intspec.yaml');
    const uri = files.uriOf('.intspec.yaml');
    /** Does something, and waits until the client is told that findings may be others. */
    const refreshes = async (cause: () => Promise<void>): Promise<void> => {
      await new Promise((resolve) => { setTimeout(resolve, 200); });
      const before = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
      await cause();
      await client.askedFor('workspace/diagnostic/refresh', before + 1);
    };
    await refreshes(() => client.open(uri, rule('warning'), { languageId: 'yaml' }));
    assert.equal(await severity('a.intspec.yaml'), 'warning');
    await refreshes(() => client.change(uri, 2, { text: rule('off') }));
    assert.equal(await severity('a.intspec.yaml'), 'off');
    await refreshes(() => client.change(uri, 3, { text: 'rules: { unknown-key: of' }));
    assert.equal(await severity('a.intspec.yaml'), 'error');
    await refreshes(() => client.close(uri));
    assert.equal(await severity('a.intspec.yaml'), 'hint');
  });

  it('are pushed anew to clients that do not pull', async () => {
    await startIn({ '.intspec.yaml': rule('hint') }, { capabilities: PLAIN, workspaceFolders: null });
    await client.stop();
    client = await LanguageClient.start({ capabilities: PLAIN, rootUri: files.uri });
    await settled();
    const [uri, settings] = [files.uriOf('a.intspec.yaml'), files.uriOf('.intspec.yaml')];
    const published = (of: string) => client.published.findLast((each) => each.uri === of)?.diagnostics;
    await openSpec('a.intspec.yaml');
    await client.until('a hint', () => severityIn(published(uri) ?? []) === 'hint');
    await client.open(settings, 'rule: {}\n', { languageId: 'yaml' });
    await client.until('an error in both', () => [uri, settings].every((each) => severityIn(published(each) ?? []) === 'error'));
    await client.close(settings);
    await client.until('a hint, and nothing', () => severityIn(published(uri) ?? []) === 'hint' && published(settings)?.length === 0);
  });

  it('say which files are specs, and are followed', async () => {
    const TEXT = examples[0]?.text ?? '';
    await startIn({ '.intspec.yaml': 'files: { patterns: ["specs/*.yaml", "!specs/no*"] }\n', 'specs/a.yaml': BROKEN, 'specs/no.yaml': BROKEN, 'b.intspec.yaml': BROKEN, 'own/.intspec.yaml': 'files: { patterns: ["*.yml"] }\n', 'own/c.yml': BROKEN, 'own/d.intspec.yaml': BROKEN, 'own/.hidden.yml': BROKEN });
    const specs = async (): Promise<string[]> => Object.keys(await checked()).filter((name) => !/(^|\/)\.intspec/.test(name)).sort();
    assert.deepEqual(await specs(), ['own/c.yml', 'specs/a.yaml']);
    await client.open(files.uriOf('specs/a.yaml'), BROKEN, { languageId: 'yaml' });
    assert.equal(await severity('specs/a.yaml'), 'error');
    await files.write('specs/e.yaml', TEXT);
    await changed('specs/e.yaml', 1);
    assert.deepEqual(await specs(), ['own/c.yml', 'specs/a.yaml', 'specs/e.yaml']);
    await files.write('.intspec.yaml', 'files: { patterns: ["b.*"] }\n');
    await changed('.intspec.yaml', 2);
    await settled();
    assert.deepEqual(await specs(), ['b.intspec.yaml', 'own/c.yml']);
    await files.remove('own/.intspec.yaml');
    await changed('own/.intspec.yaml', 3);
    await settled();
    assert.deepEqual(await specs(), ['b.intspec.yaml']);
    const watched = (await client.askedFor('client/registerCapability', 4)).flatMap(({ registrations }) => registrations ?? []).filter(({ method }) => method.endsWith('WatchedFiles'));
    const globs = watched.map(({ registerOptions }) => JSON.stringify(registerOptions));
    assert.ok(globs.some((each) => each.includes('"own/*.yml"') && each.includes('"specs/*.yaml"') && each.includes('"**/.intspec.yaml"')), globs.join('\n'));
    assert.ok(!globs.at(-1)?.includes('own/'));
  });

  it('take an open file out of the specs, which still is written as one', async () => {
    const sound = 'spec_id: INT-2025-777\n';
    await startIn({ '.intspec.yaml': 'files: { patterns: ["specs/**/*.yaml", "!specs/drafts/**"] }\n', 'specs/a.yaml': sound });
    const [draft, spec] = [files.uriOf('specs/drafts/x.intspec.yaml'), files.uriOf('specs/a.yaml')];
    await client.open(draft, `${sound}authors: Dana\n`);
    await client.open(spec, sound, { languageId: 'yaml' });
    const duplicates = async (name: string): Promise<string[]> => (await codes(name)).filter((each) => each.endsWith('duplicate-spec-id'));
    assert.deepEqual(await codes('specs/drafts/x.intspec.yaml'), []);
    assert.deepEqual(await duplicates('specs/a.yaml'), []);
    const textDocument = { uri: draft };
    const hover = await client.request<Hover | null>('textDocument/hover', { textDocument, position: { line: 0, character: 2 } });
    assert.match(JSON.stringify(hover?.contents), /INT-/);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    const actions = await client.request<CodeAction[] | null>('textDocument/codeAction', { textDocument, range, context: { diagnostics: [], only: ['quickfix'] } });
    assert.deepEqual(actions ?? [], []);
    const { specs } = await client.request<{ specs: { uri: string }[] }>('intspec/specs', {});
    assert.deepEqual(specs.map(({ uri }) => uri), [spec]);
    // Taken in again, it is a spec like others.
    const refreshed = client.asked['workspace/diagnostic/refresh']?.length ?? 0;
    await files.write('.intspec.yaml', 'files: { patterns: ["specs/**/*.yaml"] }\n');
    await changed('.intspec.yaml', 2);
    await client.askedFor('workspace/diagnostic/refresh', refreshed + 1);
    assert.ok((await codes('specs/drafts/x.intspec.yaml')).includes('2: unknown-key'));
    assert.deepEqual(await duplicates('specs/a.yaml'), ['1: duplicate-spec-id']);
    await files.write('.intspec.yaml', 'files: { patterns: ["!specs/drafts/**", "specs/**/*.yaml"] }\n');
    await changed('.intspec.yaml', 2);
    assert.deepEqual(await codes('specs/drafts/x.intspec.yaml'), []);
    assert.deepEqual(await duplicates('specs/a.yaml'), []);
  });

  it('take files out of the usual ones where no pattern takes any in', async () => {
    await startIn({ '.intspec.yaml': 'files: { patterns: ["!sub/**"] }\n', 'a.intspec.yaml': BROKEN, 'sub/b.intspec.yaml': BROKEN, 'sub/own/.intspec.yaml': 'files: { patterns: ["!x*"] }\n', 'sub/own/c.intspec.yml': BROKEN, 'sub/own/x.intspec.yml': BROKEN });
    assert.deepEqual(Object.keys(await checked()).filter((name) => !/(^|\/)\.intspec/.test(name)).sort(), ['a.intspec.yaml', 'sub/own/c.intspec.yml']);
  });

  it('give way to the patterns that the user of the editor has set', async () => {
    let patterns: readonly string[] | null = ['mine/*.yaml'];
    await startIn({ '.intspec.yaml': 'files: { patterns: ["specs/*.yaml"] }\n', 'specs/a.yaml': BROKEN, 'mine/b.yaml': BROKEN }, { settings: () => ({ files: { patterns } }) });
    assert.deepEqual(Object.keys(await checked()), ['.intspec.yaml', 'mine/b.yaml']);
    patterns = null;
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await settled();
    assert.deepEqual(Object.keys(await checked()), ['.intspec.yaml', 'specs/a.yaml']);
  });

  it('of the editor hold for findings asked for while they change', async () => {
    await startIn({}, { settings: () => ({ rules: { 'unknown-key': 'hint' } }) });
    await openSpec('a.intspec.yaml');
    assert.equal(await severity('a.intspec.yaml'), 'hint');
    for (let round = 0; round < 20; round += 1) {
      const asked = severity('a.intspec.yaml');
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      await client.notify('workspace/didChangeConfiguration', { settings: null });
      assert.equal(await asked, 'hint', `round ${String(round)}`);
    }
  });

  it('tell the extension’s own client which files are specs whatever their name', async () => {
    const told: (readonly string[])[] = [];
    const texts: Record<string, string> = { '.intspec.yaml': 'files: { patterns: ["specs/*.yaml"] }\n', 'specs/a.yaml': BROKEN, 'specs/b.intspec.yaml': BROKEN };
    await startIn(texts, {
      initializationOptions: { files: true },
      prepare: (connection) => {
        connection.onRequest('intspec/listFiles', ({ patterns }: { patterns: readonly string[] }) => ({ uris: Object.keys(texts).filter((name) => patterns.some((each) => each === name || (name.startsWith('specs/') && each === 'specs/*.yaml') || each === `**/${name}`)).map((name) => files.uriOf(name)) }));
        connection.onRequest('intspec/readFile', ({ uri }: { uri: string }) => ({ text: texts[uri.slice(files.uri.length + 1)] ?? null }));
        connection.onNotification('intspec/specFiles', ({ uris }: { uris: readonly string[] }) => {
          told.push(uris.map((uri) => uri.slice(files.uri.length + 1)));
        });
      },
    });
    assert.deepEqual(told, [['specs/a.yaml']]);
    const watched = (client.asked['client/registerCapability'] ?? []).flatMap(({ registrations }) => registrations ?? []).filter(({ method }) => method.endsWith('WatchedFiles'));
    assert.deepEqual(watched.map(({ registerOptions }) => registerOptions), [{ watchers: [{ globPattern: 'specs/*.yaml' }] }], 'the rest it watches by itself');
    texts['.intspec.yaml'] = '';
    await changed('.intspec.yaml', 2);
    await settled();
    assert.deepEqual(told, [['specs/a.yaml'], []]);
  });

  it('ask for names and approvers', async () => {
    await startIn({ '.intspec.yaml': 'naming: { criteria: PascalCase }\n' });
    await client.open(files.uriOf('a.intspec.yaml'), 'validation:\n  criteria:\n    own_one: { test: a, pass_condition: b }\n');
    assert.ok((await codes('a.intspec.yaml')).includes('3: naming-convention'));
  });

  it('have mistakes of their own, which no setting silences, with fixes, completion and hover', async () => {
    await startIn({ '.intspec.yaml': '' }, { settings: () => ({ rules: { 'unknown-key': 'off' } }) });
    const textDocument = { uri: files.uriOf('.intspec.yaml') };
    await client.open(textDocument.uri, 'rules:\n  unknown-key: off\n  unknow-key: hint\n  title-format: \nspec_id: INT-2025-001\n', { languageId: 'yaml' });
    assert.deepEqual(await codes('.intspec.yaml'), ['3: unknown-key', '4: empty-value', '5: unknown-key']);
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
    assert.ok(actions.some(({ title }) => title === 'Change to `hint`'), actions.map(({ title }) => title).join());
    const items = await client.request<CompletionItem[] | CompletionList>('textDocument/completion', { textDocument, position: { line: 3, character: 16 } });
    assert.deepEqual((Array.isArray(items) ? items : items.items).map(({ label }) => label), ['error', 'warning', 'information', 'hint', 'off']);
    const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: { line: 1, character: 4 } });
    assert.match(JSON.stringify(hover.contents), /Unknown key/);
    assert.deepEqual(await client.request('intspec/sections', { textDocument }), { sections: [] });
    assert.deepEqual(await client.request('intspec/insertSection', { textDocument, section: 'validation' }), { edit: null });
  });

  it('offer their skills in specs', async () => {
    await startIn({ '.intspec.yaml': 'skills: { shopify: Orders of Shopify }\n' });
    const textDocument = { uri: files.uriOf('a.intspec.yaml') };
    await client.open(textDocument.uri, 'agent_execution_instructions:\n  skills_to_load: [ shopify,  ]\n');
    const hover = await client.request<Hover>('textDocument/hover', { textDocument, position: { line: 1, character: 22 } });
    assert.match(JSON.stringify(hover.contents), /Orders of Shopify/);
    await client.change(textDocument.uri, 2, { text: 'agent_execution_instructions:\n  skills_to_load:\n    - \n' });
    const items = await client.request<CompletionItem[] | CompletionList>('textDocument/completion', { textDocument, position: { line: 2, character: 6 } });
    assert.deepEqual((Array.isArray(items) ? items : items.items).map(({ label }) => label), ['shopify', 'rest-api-standards']);
  });
});
