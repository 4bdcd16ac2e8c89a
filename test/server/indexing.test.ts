/** How the server takes in the files of a workspace: in steps, with whatever comes in answered in between. */
import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Diagnostic, DocumentDiagnosticReport, DocumentLink, FileEvent, Hover, SymbolInformation, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { CancellationTokenSource, FileChangeType, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { FileTooLong } from '../../server/src/server/files.ts';
import type { NewSpecResult, SpecsResult } from '../../server/src/server/protocol.ts';
import { inBase } from '../helpers/check.ts';
import type { Served } from '../helpers/held-files.ts';
import { FOLDER, HeldFiles, serve } from '../helpers/held-files.ts';
import { MODERN } from '../helpers/language-client.ts';

const MINE = 'untitled:mine';
const BASE = inBase({ text: '' });
const BASE_ID = 'INT-2025-014';
const SHOWS_PROGRESS = { ...MODERN, window: { workDoneProgress: true } };
const REFRESH = 'workspace/diagnostic/refresh';

/** Files of small specs with ids of their own: `00000.intspec.yaml` and on. */
function many(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${String(at).padStart(5, '0')}.intspec.yaml`, `spec_id: INT-2024-${String(at + 100)}\ntitle: Number ${String(at)}\n`]));
}

function uriOf(at: number): string {
  return `${FOLDER}/${String(at).padStart(5, '0')}.intspec.yaml`;
}

let served: Served;

async function start(files: HeldFiles, capabilities: Parameters<typeof serve>[1] = MODERN, refuses: readonly string[] = []): Promise<HeldFiles> {
  served = await serve(files, capabilities, refuses);
  return files;
}

/** A server that has taken in so many files, of which it has been told to forget what it read. */
async function startWith(count: number): Promise<HeldFiles> {
  const files = await start(new HeldFiles(many(count)));
  await indexed();
  files.reads.length = 0;
  files.searches = 0;
  return files;
}

async function indexed(): Promise<void> {
  await served.client.sendRequest('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2025-01-01' });
}

function open(text: string, uri = MINE): Promise<void> {
  return served.client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'integration-spec', version: 1, text } });
}

async function findings(uri = MINE): Promise<readonly Diagnostic[]> {
  const report = await served.client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return report.kind === 'full' ? report.items : [];
}

async function codes(uri = MINE): Promise<readonly unknown[]> {
  return (await findings(uri)).map(({ code }) => code);
}

async function watched(changes: readonly FileEvent[]): Promise<void> {
  await served.client.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await indexed();
}

/** Long enough for what is told a little later. */
async function quiet(): Promise<void> {
  await setTimeout(250);
  // What was sent meanwhile is on its way for some turns.
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

/** Makes every test end its server; what it told of faults is one. */
function endsWell(): void {
  afterEach(async () => {
    await served.stop();
  });
}

describe('reading the files of a workspace', () => {
  endsWell();

  it('reads some ahead, and no more', async () => {
    const files = await start(new HeldFiles(many(40)));
    await indexed();
    assert.deepEqual(files.reads, Array.from({ length: 40 }, (_, at) => uriOf(at)));
    assert.equal(files.most, 8);
  });

  it('lets requests and changes come first', async () => {
    const files = await start(new HeldFiles(many(400)));
    await open(BASE);
    await served.until(() => files.reads.length >= 20);
    for (let version = 2; version < 6; version += 1) {
      const before = files.reads.length;
      await served.client.sendNotification('textDocument/didChange', { textDocument: { uri: MINE, version }, contentChanges: [{ text: `${'\n'.repeat(version)}spec_id: ${BASE_ID}\n` }] });
      const hover = await served.client.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: MINE }, position: { line: version, character: 3 } });
      assert.equal(hover?.range?.start.line, version, 'the answer is about the changed text');
      assert.ok(files.reads.length - before < 40, `${String(files.reads.length - before)} files were read first`);
    }
    assert.ok(files.reads.length < 400, 'not all are read yet');
  });

  it('tells once of what the files make different, however many they are', async () => {
    const twins = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${String(at)}.intspec.yaml`, BASE]));
    const files = new HeldFiles(twins);
    files.allow(30);
    await start(files);
    await open(BASE);
    await served.until(() => files.reads.length === 38);
    await codes();
    await quiet();
    // The document itself has made a difference to the files that are known.
    const before = served.told(REFRESH).length;
    assert.ok(before <= 1);
    files.allow(10);
    await served.until(() => files.reads.length === 48);
    await quiet();
    assert.equal(served.told(REFRESH).length, before, 'not for every few files');
    files.allow(Infinity);
    await indexed();
    await quiet();
    assert.equal(served.told(REFRESH).length, before + 1);
    const [twin] = (await findings()).filter(({ code }) => code === 'duplicate-spec-id');
    assert.match(JSON.stringify(twin?.message), /60 other specs have the id/);
    assert.equal(twin?.relatedInformation?.length, 20, 'some of them');
  });

  it('publishes the findings of an open document at once, and again when the files have changed them', async () => {
    const files = new HeldFiles({ ...many(60), 'twin.intspec.yaml': BASE });
    files.allow(30);
    await start(files, {});
    await open(BASE);
    const published = (): unknown[] => served.told('textDocument/publishDiagnostics').map((params) => (params as { diagnostics: Diagnostic[] }).diagnostics.map(({ code }) => code));
    await served.until(() => published().length > 0);
    files.allow(Infinity);
    await indexed();
    await quiet();
    assert.deepEqual(published(), [[], ['duplicate-spec-id']]);
  });

  it('says nothing of what it cannot know yet', async () => {
    const suppressed = BASE.replace('spec_id:', '# intspec-disable-next-line duplicate-spec-id -- moved\nspec_id:');
    const uri = `${FOLDER}/mine.intspec.yaml`;
    const files = new HeldFiles(many(20));
    files.allow(5);
    await start(files);
    await open(suppressed, uri);
    await served.until(() => files.reads.length === 13);
    assert.deepEqual(await codes(uri), []);
    files.allow(Infinity);
    await indexed();
    assert.deepEqual(await codes(uri), ['unused-suppression']);
    await served.client.sendRequest('intspec/specs', { reread: true });
    assert.deepEqual(await codes(uri), ['unused-suppression']);
  });

  it('goes on without files that cannot be read, or are gone', async () => {
    const files = new HeldFiles(many(30));
    files.faults.set(uriOf(3), new Error('no such device'));
    files.allow(10);
    await start(files);
    await served.until(() => files.reads.length === 18);
    for (const at of [25, 26, 29]) files.texts.delete(uriOf(at));
    files.allow(Infinity);
    const { specs } = await served.client.sendRequest<SpecsResult>('intspec/specs', {});
    assert.deepEqual(specs.map(({ uri }) => uri).sort(), [...files.texts.keys()].filter((uri) => uri !== uriOf(3)));
    assert.ok(served.told('window/logMessage').some((params) => /00003.*could not be read: .*no such device/.test(JSON.stringify(params))));
  });

  it('leaves out files that are too long, and says so once', async () => {
    const files = new HeldFiles(many(3));
    files.faults.set(uriOf(1), new FileTooLong(50 * 1024 * 1024));
    await start(files);
    await indexed();
    const { specs } = await served.client.sendRequest<SpecsResult>('intspec/specs', { reread: true });
    assert.deepEqual(specs.map(({ uri }) => uri).sort(), [uriOf(0), uriOf(2)]);
    const warnings = served.told('window/logMessage').map((params) => (params as { type: number; message: string }));
    assert.deepEqual(warnings, [{ type: 2, message: `${uriOf(1)}: The file has 50 MB; specs and settings of more than 4 MB are not read.` }]);
  });

  it('leaves out files where there are more than anybody has', async () => {
    const files = new HeldFiles(many(20_010));
    await start(files);
    const { specId } = await served.client.sendRequest<NewSpecResult>('intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2024-01-01' });
    assert.deepEqual([files.reads.length, specId], [20_000, `INT-2024-${String(20_000 + 100)}`]);
    await watched([{ uri: uriOf(20_005), type: FileChangeType.Created }]);
    assert.equal(files.reads.length, 20_000);
    assert.deepEqual(served.told('window/logMessage'), [{ type: 2, message: 'There are 20010 files of specs in the workspace; only the first 20000 are read. Name fewer in `files.patterns`.' }]);
  });

  it('ends with the server', async () => {
    const files = new HeldFiles(many(200));
    files.allow(20);
    await start(files);
    await served.until(() => files.reads.length === 28);
    await served.client.sendRequest('shutdown');
    files.allow(Infinity);
    for (let turn = 0; turn < 50; turn += 1) await setImmediate();
    assert.ok(files.reads.length < 40);
  });
});

describe('requests that need all files', () => {
  endsWell();
  const REQUESTS: readonly (readonly [string, object])[] = [
    ['workspace/symbol', { query: 'number 39' }],
    ['intspec/newSpec', { source: 'A', target: 'B', purpose: 'c', date: '2024-01-01' }],
    ['intspec/specs', {}],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['textDocument/documentLink', { textDocument: { uri: MINE } }],
  ];

  it('wait for them, or are given up', async () => {
    const files = new HeldFiles(many(40));
    files.allow(5);
    await start(files);
    await open('author: Dana, who wrote INT-2024-139\n');
    await served.until(() => files.reads.length === 13);
    const waiting = new Map(REQUESTS.map(([method, params]) => [method, served.client.sendRequest(method, params)] as const));
    for (const [method, params] of REQUESTS) {
      const source = new CancellationTokenSource();
      const refused = assert.rejects(served.client.sendRequest(method, params, source.token), (error) => error instanceof Error && 'code' in error && error.code === LSPErrorCodes.RequestCancelled, method);
      await setImmediate();
      source.cancel();
      await refused;
    }
    assert.equal(files.reads.length, 13, 'nobody has waited for the files');
    files.allow(Infinity);
    const answer = async <T>(method: string): Promise<T> => (await waiting.get(method)) as T;
    assert.deepEqual((await answer<SymbolInformation[]>('workspace/symbol')).map(({ location }) => location.uri), [uriOf(39)]);
    assert.equal((await answer<NewSpecResult>('intspec/newSpec')).specId, 'INT-2024-140');
    assert.equal((await answer<SpecsResult>('intspec/specs')).specs.length, 41);
    assert.equal((await answer<WorkspaceDiagnosticReport>('workspace/diagnostic')).items.length, 40);
    assert.deepEqual((await answer<DocumentLink[]>('textDocument/documentLink')).map(({ target }) => target), [`${uriOf(39)}#L1`]);
  });

  it('do not wait for more than they need', async () => {
    const files = new HeldFiles(many(40));
    files.allow(5);
    await start(files);
    await open('author: Dana, who wrote INT-2024-100, see https://example.com\n');
    await served.until(() => files.reads.length === 13);
    const links = await served.client.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: MINE } });
    assert.deepEqual(links.map(({ target }) => target), [`${uriOf(0)}#L1`, 'https://example.com']);
  });
});

describe('the progress of reading', () => {
  endsWell();
  interface Progress {
    readonly kind: string;
    readonly title?: string;
    readonly percentage?: number;
    readonly message?: string;
    readonly cancellable?: boolean;
  }
  const shown = (): Progress[] => served.told('$/progress').map((params) => (params as { value: Progress }).value);

  it('is shown when it takes longer than a moment, and always ended', async () => {
    const files = new HeldFiles(many(1000));
    files.allow(20);
    await start(files, SHOWS_PROGRESS);
    await served.until(() => shown().length > 0);
    assert.deepEqual(shown(), [{ kind: 'begin', title: 'Integration Spec: reading specs', percentage: 2, message: '20 of 1,000', cancellable: false }]);
    files.allow(Infinity);
    await indexed();
    const reports = shown().slice(1, -1);
    assert.deepEqual(reports.map(({ kind, percentage }) => [kind, percentage]), Array.from({ length: 98 }, (_, at) => ['report', 3 + at]));
    assert.equal(reports.at(-1)?.message, '1,000 of 1,000');
    assert.deepEqual(shown().at(-1), { kind: 'end' });
  });

  it('is ended when reading fails', async () => {
    const files = new HeldFiles({});
    let fail: (error: Error) => void = () => undefined;
    files.list = () => new Promise((_, reject) => {
      fail = reject;
    });
    await start(files, SHOWS_PROGRESS);
    await served.until(() => shown().length > 0);
    fail(new Error('no such workspace'));
    await served.until(() => shown().length > 1);
    assert.deepEqual(shown().map(({ kind }) => kind), ['begin', 'end']);
  });

  it('is not shown of what takes a moment only', async () => {
    await start(new HeldFiles(many(5)), SHOWS_PROGRESS);
    await indexed();
    await setTimeout(700);
    assert.deepEqual([shown(), served.told('window/workDoneProgress/create')], [[], []]);
  });

  for (const [what, capabilities, refuses, asked] of [
    ['cannot show it', MODERN, [], 0],
    ['refuses it', SHOWS_PROGRESS, ['window/workDoneProgress/create'], 1],
  ] as const) {
    it(`is nothing to a client that ${what}`, async () => {
      const files = new HeldFiles(many(5));
      files.allow(2);
      await start(files, capabilities, refuses);
      await setTimeout(700);
      files.allow(Infinity);
      await indexed();
      assert.deepEqual([shown(), served.told('window/workDoneProgress/create').length], [[], asked]);
    });
  }
});

describe('files that change', () => {
  endsWell();
  const changed = (at: number): FileEvent => ({ uri: uriOf(at), type: FileChangeType.Changed });
  const created = (at: number): FileEvent => ({ uri: uriOf(at), type: FileChangeType.Created });
  const deleted = (uri: string): FileEvent => ({ uri, type: FileChangeType.Deleted });

  it('are read one by one, each once, and no other', async () => {
    const files = await startWith(50);
    for (const at of [7, 9]) files.texts.set(uriOf(at), `spec_id: INT-2025-${String(700 + at)}\n`);
    await watched([changed(7), changed(9), changed(7), created(9)]);
    assert.deepEqual([files.reads.sort(), files.searches], [[uriOf(7), uriOf(9)], 0]);
    await open('spec_id: INT-2025-709\n');
    assert.deepEqual((await findings()).filter(({ code }) => code === 'duplicate-spec-id').flatMap(({ relatedInformation }) => relatedInformation?.map(({ location }) => location.uri)), [uriOf(9)]);
  });

  it('make no work where their text is the same', async () => {
    const files = await startWith(50);
    await quiet();
    const before = served.told(REFRESH).length;
    await watched([changed(3), changed(4)]);
    await quiet();
    assert.deepEqual([files.reads.length, served.told(REFRESH).length], [2, before]);
    files.texts.set(uriOf(4), 'spec_id: INT-2025-704\n');
    await watched([changed(3), changed(4)]);
    await quiet();
    assert.deepEqual([files.reads.length, served.told(REFRESH).length], [4, before + 1]);
  });

  it('make no work for an open document, whose own text counts', async () => {
    const files = await startWith(10);
    await open(files.texts.get(uriOf(2)) ?? '', uriOf(2));
    await codes(uriOf(2));
    await quiet();
    const before = served.told(REFRESH).length;
    files.texts.set(uriOf(2), 'spec_id: INT-2025-702\n');
    await watched([changed(2)]);
    await quiet();
    assert.equal(served.told(REFRESH).length, before);
  });

  it('are taken in together when many come at once, with requests answered in between', async () => {
    const files = await startWith(500);
    const events = Array.from({ length: 500 }, (_, at) => changed(at));
    for (const { uri } of events) files.texts.set(uri, `${files.texts.get(uri) ?? ''}author: x\n`);
    await quiet();
    const before = served.told(REFRESH).length;
    // As a checkout tells them: in several messages.
    for (let at = 0; at < 500; at += 50) await served.client.sendNotification('workspace/didChangeWatchedFiles', { changes: events.slice(at, at + 50) });
    await served.until(() => files.reads.length > 0);
    await served.client.sendRequest('textDocument/hover', { textDocument: { uri: MINE }, position: { line: 0, character: 0 } });
    assert.ok(files.reads.length < 100, `${String(files.reads.length)} files were read first`);
    await indexed();
    await quiet();
    assert.deepEqual([files.reads.length, new Set(files.reads).size, files.searches], [500, 500, 0]);
    assert.ok(served.told(REFRESH).length - before <= 3, `told ${String(served.told(REFRESH).length - before)} times`);
  });

  it('are searched for once where new ones are among them, and only those are read', async () => {
    const files = await startWith(20);
    for (const [path, text] of Object.entries(many(40))) files.texts.set(`${FOLDER}/${path}`, text);
    await watched(Array.from({ length: 20 }, (_, at) => created(at + 20)));
    assert.deepEqual(files.reads, Array.from({ length: 20 }, (_, at) => uriOf(at + 20)));
    assert.equal(files.searches, 2, 'once for settings, once for specs');
  });

  it('may be in a folder that is renamed', async () => {
    const files = await start(new HeldFiles({ ...many(3), 'old/a.intspec.yaml': BASE, 'old/sub/b.intspec.yaml': 'spec_id: INT-2025-002\n', 'older/c.intspec.yaml': 'spec_id: INT-2025-003\n' }));
    await indexed();
    files.reads.length = 0;
    for (const [uri, text] of [...files.texts]) {
      if (!uri.startsWith(`${FOLDER}/old/`)) continue;
      files.texts.delete(uri);
      files.texts.set(uri.replace('/old/', '/new/'), text);
    }
    await watched([deleted(`${FOLDER}/old`), { uri: `${FOLDER}/new`, type: FileChangeType.Created }]);
    assert.deepEqual(files.reads, [`${FOLDER}/new/a.intspec.yaml`, `${FOLDER}/new/sub/b.intspec.yaml`]);
    const { specs } = await served.client.sendRequest<SpecsResult>('intspec/specs', {});
    assert.deepEqual(specs.map(({ uri }) => uri).sort(), [...files.texts.keys()].sort());
    await open(BASE);
    assert.ok((await codes()).includes('duplicate-spec-id'));
  });

  it('are dropped without being read when they are deleted, whatever was told of them before', async () => {
    const files = await startWith(10);
    for (const at of [1, 2]) files.texts.delete(uriOf(at));
    await watched([changed(1), deleted(uriOf(1)), deleted(uriOf(2))]);
    assert.deepEqual(files.reads, []);
    const { specs } = await served.client.sendRequest<SpecsResult>('intspec/specs', {});
    assert.equal(specs.length, 8);
  });

  it('are not searched for where one that is no spec is saved', async () => {
    const files = await startWith(3);
    await watched([{ uri: `${FOLDER}/other.yaml`, type: FileChangeType.Changed }]);
    assert.deepEqual([files.reads, files.searches], [[], 0]);
  });

  it('are those of the disk in the end, when they change while they are read', async () => {
    const files = new HeldFiles(many(30));
    files.allow(10);
    await start(files);
    await served.until(() => files.reads.length === 18);
    // The first is read already, the last is not.
    for (const at of [0, 29]) files.texts.set(uriOf(at), `spec_id: INT-2025-${String(700 + at)}\n`);
    files.texts.delete(uriOf(1));
    await served.client.sendNotification('workspace/didChangeWatchedFiles', { changes: [changed(0), changed(29), deleted(uriOf(1))] });
    files.allow(Infinity);
    const { specs } = await served.client.sendRequest<SpecsResult>('intspec/specs', {});
    const ids = new Map(specs.map(({ uri, id }) => [uri, id]));
    assert.deepEqual([ids.size, ids.get(uriOf(0)), ids.get(uriOf(29))], [29, 'INT-2025-700', 'INT-2025-729']);
  });
});
