/** A client that does whatever comes to its mind, for as long as it is told to, and checks what it gets. */
import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, SemanticTokens, TextEdit, WorkspaceDiagnosticReport, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { CancellationTokenSource, ErrorCodes, FileChangeType, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { Random } from '../../../bench/lib/random.ts';
import type { LanguageClient, TemporaryFolder } from '../language-client.ts';
import { ORIGINALS, SessionDocument } from './documents.ts';
import { expectedOf } from './oracle.ts';
import { malformed, requestsFor } from './requests.ts';

/** Answers that are errors, as LSP wants them; all others say that something has failed. */
const PROPER: ReadonlySet<unknown> = new Set([LSPErrorCodes.RequestCancelled, LSPErrorCodes.ContentModified, LSPErrorCodes.ServerCancelled, LSPErrorCodes.RequestFailed]);
/** So many requests are under way at most. */
const MOST_WAITING = 20;

const SETTINGS: readonly unknown[] = [null, {}, 'x', { rules: { 'unknown-key': 'off', 'unbounded-string': 'hint' } }, { rules: { __proto__: 'off', 'section-order': 7 }, inlayHints: { sourceTypes: false } }, { inlayHints: { quantities: false }, files: { patterns: null } }];

export class RandomSession {
  readonly random: Random;
  edits = 0;
  requests = 0;
  settings: unknown = null;
  readonly #client: LanguageClient;
  readonly #folder: TemporaryFolder;
  readonly #documents: readonly SessionDocument[];
  readonly #methods: ReturnType<typeof requestsFor>;
  /** The texts of the files, by path. */
  readonly #files = new Map<string, string>(Object.entries(ORIGINALS));
  readonly #waiting = new Set<Promise<void>>();
  readonly #findings = new Map<string, readonly Diagnostic[]>();
  readonly #resultIds = new Map<string, string>();
  readonly #faults: string[] = [];
  #folders: string[];

  /** `client` has a server that is initialized, with `folder` as its workspace and the {@link ORIGINALS} in it. */
  constructor(client: LanguageClient, folder: TemporaryFolder, capabilities: Parameters<typeof requestsFor>[0], seed: number) {
    this.random = new Random(seed);
    this.#client = client;
    this.#folder = folder;
    this.#folders = [folder.uri];
    this.#methods = requestsFor(capabilities);
    const language = (path: string): string => (/[^/]\.intspec\./.test(path) ? 'integration-spec' : 'yaml');
    const untitled = new SessionDocument('', 'untitled:Untitled-1', 'integration-spec', 'spec_id: INT-2025-014\ntitle: <title>\n');
    this.#documents = [...Object.entries(ORIGINALS).map(([path, text]) => new SessionDocument(path, folder.uriOf(path), language(path), text)), untitled];
  }

  /** Goes on until so many edits have been made. */
  async until(edits: number): Promise<void> {
    while (this.edits < edits) {
      await this.#step();
      if (this.#waiting.size >= MOST_WAITING) await this.#answered();
    }
    await this.#answered();
  }

  async #step(): Promise<void> {
    const { random } = this;
    const at = random.below(1000);
    if (at < 640) await this.#edit(random.pick(this.#documents));
    else if (at < 940) this.#ask();
    else if (at < 965) await this.#openOrClose(random.pick(this.#documents));
    else if (at < 980) await this.#touchFiles();
    else if (at < 988) await this.#changeSettings();
    else if (at < 992) await this.#changeFolders();
    else await this.#sendNonsense();
  }

  async #edit(document: SessionDocument): Promise<void> {
    if (!document.isOpen) return this.#openOrClose(document);
    await this.#change(document, document.randomChanges(this.random));
  }

  async #change(document: SessionDocument, changes: ReturnType<SessionDocument['randomChanges']>): Promise<void> {
    const version = document.version + (this.random.chance(90) ? 1 : this.random.pick([0, 2, 100, -3]));
    document.change(changes, version);
    this.edits += 1;
    await this.#client.change(document.uri, version, ...changes);
  }

  async #openOrClose(document: SessionDocument): Promise<void> {
    if (document.isOpen) {
      document.isOpen = false;
      this.#findings.delete(document.uri);
      return this.#client.close(document.uri);
    }
    const version = this.random.below(5);
    document.reopen(this.random.chance(70) ? (this.#files.get(document.path) ?? document.original) : document.original, version);
    document.isOpen = true;
    await this.#client.open(document.uri, document.text, document);
  }

  /** Sends a request without waiting for its answer; what comes of it is looked at when it comes. */
  #ask(): void {
    const { random } = this;
    const document = random.chance(95) ? random.pick(this.#documents) : new SessionDocument('', random.pick(['nonsense', '', 'file:///nowhere/x.intspec.yaml', '%%%', 'untitled:\ud800']), '', 'a: 1\n');
    const [method, make] = random.pick([...this.#methods]);
    const proper = make({ random, document, diagnostics: this.#findings.get(document.uri) ?? [], resultIds: this.#resultIds });
    const isMalformed = random.chance(4);
    const params = isMalformed ? malformed(proper, random) : proper;
    const cancel = random.chance(15) ? new CancellationTokenSource() : undefined;
    const { version } = document;
    const apply = random.chance(25);
    this.requests += 1;
    const { connection } = this.#client;
    const answer = (cancel ? connection.sendRequest<unknown>(method, params, cancel.token) : connection.sendRequest<unknown>(method, params)).then(
      async (result) => {
        this.#remember(method, document.uri, result);
        if (apply && document.isOpen && document.version === version) await this.#apply(document, result);
      },
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (!PROPER.has(code) && !(isMalformed && code === ErrorCodes.InvalidParams)) this.#faults.push(`${method} ${JSON.stringify(params).slice(0, 500)}: ${String(code)} ${String(error)}`);
      },
    );
    this.#waiting.add(answer);
    void answer.finally(() => this.#waiting.delete(answer));
    if (cancel && random.chance(50)) cancel.cancel();
    else if (cancel) setTimeout(() => { cancel.cancel(); }, random.below(20));
  }

  #remember(method: string, uri: string, result: unknown): void {
    if (method === 'textDocument/diagnostic') {
      const report = result as DocumentDiagnosticReport;
      if (report.kind === 'full') this.#findings.set(uri, report.items);
      if (report.resultId !== undefined) this.#resultIds.set(`findings ${uri}`, report.resultId);
    } else if (method.startsWith('textDocument/semanticTokens/full')) {
      const { resultId } = (result ?? {}) as SemanticTokens;
      if (resultId !== undefined) this.#resultIds.set(`tokens ${uri}`, resultId);
    }
  }

  /** Makes the edits that an answer proposes, where it proposes plain ones to this document. */
  async #apply(document: SessionDocument, result: unknown): Promise<void> {
    const edits = Array.isArray(result) && result.every(isTextEdit) ? result : editsOf(result, this.random);
    if (edits.length > 0) await this.#change(document, SessionDocument.changesOf(edits));
  }

  /** Writes, removes or moves files, and says so. */
  async #touchFiles(): Promise<void> {
    const { random } = this;
    const { path, original, text } = random.pick(this.#documents.filter((document) => document.path !== ''));
    const uri = this.#folder.uriOf(path);
    if (random.chance(25) && this.#files.has(path)) {
      await this.#folder.remove(path);
      this.#files.delete(path);
      return this.#tell([{ uri, type: FileChangeType.Deleted }]);
    }
    if (random.chance(20) && this.#files.has(path)) return this.#moveThereAndBack(path);
    const type = this.#files.has(path) ? FileChangeType.Changed : FileChangeType.Created;
    const written = random.pick([original, text, '', original.replace('INT-2025-014', 'INT-2025-015')]);
    await this.#folder.write(path, written);
    this.#files.set(path, onDisk(written));
    await this.#tell([{ uri, type }, ...(random.chance(20) ? [{ uri, type: FileChangeType.Changed }, { uri: `${uri}.none`, type: FileChangeType.Created }] : [])]);
  }

  async #moveThereAndBack(path: string): Promise<void> {
    const [here, there] = [join(this.#folder.path, path), join(this.#folder.path, `moved-${path.replaceAll('/', '-')}`)];
    await rename(here, there);
    await this.#tell([{ uri: this.#folder.uriOf(path), type: FileChangeType.Deleted }, { uri: this.#folder.uriOf(`moved-${path.replaceAll('/', '-')}`), type: FileChangeType.Created }]);
    await rename(there, here);
    await this.#tell([{ uri: this.#folder.uriOf(`moved-${path.replaceAll('/', '-')}`), type: FileChangeType.Deleted }, { uri: this.#folder.uriOf(path), type: FileChangeType.Created }]);
  }

  #tell(changes: readonly { readonly uri: string; readonly type: number }[]): Promise<void> {
    return this.#client.notify('workspace/didChangeWatchedFiles', { changes });
  }

  async #changeSettings(): Promise<void> {
    this.settings = this.random.pick(SETTINGS);
    await this.#client.notify('workspace/didChangeConfiguration', { settings: { intspec: this.settings } });
  }

  async #changeFolders(): Promise<void> {
    const inner = this.#folder.uriOf('specs');
    const event = this.#folders.includes(inner) ? { added: [], removed: [{ uri: inner, name: 'specs' }] } : { added: [{ uri: inner, name: 'specs' }], removed: [] };
    this.#folders = this.#folders.includes(inner) ? [this.#folder.uri] : [this.#folder.uri, inner];
    await this.#client.notify('workspace/didChangeWorkspaceFolders', { event });
  }

  /** Messages that no client should send. */
  async #sendNonsense(): Promise<void> {
    const { random } = this;
    const uri = random.pick(['file:///nowhere.intspec.yaml', '', 'nonsense']);
    const [method, params] = random.pick<readonly [string, object]>([
      ['textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'x' }] }],
      ['textDocument/didChange', {}],
      ['textDocument/didClose', { textDocument: { uri } }],
      ['textDocument/didSave', { textDocument: { uri } }],
      ['workspace/didChangeWatchedFiles', { changes: [{ uri, type: 9 }, { uri: 'file://%zz', type: 1 }] }],
      ['workspace/didRenameFiles', { files: [{ oldUri: uri, newUri: 'x' }] }],
      ['$/cancelRequest', { id: random.below(1e6) }],
      ['$/setTrace', { value: 'off' }],
      ['$/nonsense', { a: 1 }],
    ]);
    await this.#client.notify(method, params);
  }

  /** Waits for all answers that are still to come, and fails where one was none. */
  async #answered(): Promise<void> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => { reject(new Error(`${String(this.#waiting.size)} requests were not answered; the log says:\n${this.#client.log.join('\n')}`)); }, 60_000).unref();
    });
    await Promise.race([late, (async () => { while (this.#waiting.size > 0) await Promise.all(this.#waiting); })()]);
    assert.deepEqual(this.#faults, [], 'every answer is a result, or an error that LSP knows');
  }

  /** Everything that the server says now is what one would say that had just been started. */
  async settle(): Promise<void> {
    await this.#answered();
    const open = this.#documents.filter(({ isOpen }) => isOpen);
    // Settings that are open count once somebody has asked for them, and the index waits for what they say.
    for (const { uri } of open) await this.#client.request('textDocument/documentSymbol', { textDocument: { uri } });
    await this.#client.request('workspace/symbol', { query: '' });
    const files = new Map([...this.#files].map(([path, text]) => [this.#folder.uriOf(path), text]));
    const expected = expectedOf({ folders: this.#folders, settings: this.settings, files, open });
    for (const document of open) {
      const { uri, text } = document;
      await this.#assertFindings(document, plain(expected.findings.get(uri)));
      const tokens = await this.#client.request<SemanticTokens | null>('textDocument/semanticTokens/full', { textDocument: { uri } });
      assert.deepEqual(tokens?.data, expected.tokens.get(uri), `the tokens of ${uri} with the text ${JSON.stringify(text)}`);
    }
    if (this.#methods.has('workspace/diagnostic')) await this.#assertFiles(expected.files);
  }

  async #assertFindings({ uri, version, text }: SessionDocument, expected: unknown): Promise<void> {
    const what = `the findings of ${uri} with the text ${JSON.stringify(text)}`;
    if (this.#methods.has('textDocument/diagnostic')) {
      const report = await this.#client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
      assert.deepEqual(report.kind === 'full' ? report.items : report, expected, what);
      return;
    }
    const published = (): unknown => this.#client.published.findLast((each) => each.uri === uri && each.version === version)?.diagnostics;
    await this.#client.until(what, () => isDeepStrictEqual(published(), expected)).catch(() => { assert.deepEqual(published(), expected, what); });
  }

  async #assertFiles(expected: ReadonlyMap<string, readonly Diagnostic[]>): Promise<void> {
    const { items } = await this.#client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const found = new Map(items.map((report) => [report.uri, report.kind === 'full' ? report.items : undefined]));
    assert.deepEqual([...found.keys()].sort(), [...expected.keys()].sort(), 'the files of the workspace');
    for (const [uri, findings] of found) assert.deepEqual(findings, plain(expected.get(uri)), `the findings of the file ${uri}`);
  }

  /** Brings all documents and files back to what they were, all of them open. */
  async reset(): Promise<void> {
    await this.#answered();
    for (const document of this.#documents) {
      if (document.isOpen) await this.#client.close(document.uri);
      document.reopen(document.original, 1);
      document.isOpen = true;
      await this.#client.open(document.uri, document.text, document);
      if (document.path === '') continue;
      await this.#folder.write(document.path, document.original);
      this.#files.set(document.path, document.original);
      await this.#tell([{ uri: document.uri, type: FileChangeType.Created }]);
    }
    this.settings = null;
    await this.#client.notify('workspace/didChangeConfiguration', { settings: null });
    await this.settle();
  }
}

/** As it is after a journey as JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** What a file holds that a text was written into: half a character is none there. */
function onDisk(text: string): string {
  return Buffer.from(text).toString('utf8');
}

function isTextEdit(value: unknown): value is TextEdit {
  return typeof value === 'object' && value !== null && 'newText' in value && 'range' in value;
}

/** The edits of a rename, or of one of several code actions. */
function editsOf(result: unknown, random: Random): TextEdit[] {
  const edit = Array.isArray(result) ? (result.length > 0 ? (random.pick(result as CodeAction[]).edit ?? {}) : {}) : ((result ?? {}) as WorkspaceEdit);
  return (edit.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits.filter(isTextEdit) : []));
}
