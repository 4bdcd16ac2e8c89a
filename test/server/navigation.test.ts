/** Navigation and rename over the real server, for clients that can more and less. */
import assert from 'node:assert/strict';
import { LSPErrorCodes } from 'vscode-languageserver-protocol';
import type { DocumentHighlight, LinkedEditingRanges, Location, LocationLink, Range, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits } from '../helpers/features.ts';
import { LanguageClient, MODERN, PLAIN } from '../helpers/language-client.ts';

const URI = 'file:///w/a.intspec.yaml';
const TEXT = 'data_contract:\n  source_record:\n    mail: { type: string }\n    note: { type: string }\n  target_record:\n    x: { mapped_from: source.mail }\n  not_written: { note: x }\n';
const KEY: Range = { start: { line: 2, character: 4 }, end: { line: 2, character: 8 } };
const READ: Range = { start: { line: 5, character: 29 }, end: { line: 5, character: 33 } };
const AT_REFERENCE = { textDocument: { uri: URI }, position: { line: 5, character: 31 } };
const AT_KEY = { textDocument: { uri: URI }, position: KEY.start };
const NAVIGATION = ['textDocument/definition', 'textDocument/references', 'textDocument/documentHighlight', 'textDocument/linkedEditingRange', 'textDocument/prepareRename', 'textDocument/rename'];

let client: LanguageClient;

describe('navigation over the server', () => {
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.log, []);
  });

  describe('for a modern client', () => {
    beforeEach(async () => {
      client = await LanguageClient.start({ capabilities: MODERN });
      await client.open(URI, TEXT, { version: 7 });
    });

    it('gives a definition with the range that leads there, and the whole entry', async () => {
      const links = await client.request<LocationLink[]>('textDocument/definition', AT_REFERENCE);
      assert.deepEqual(links, [{ originSelectionRange: READ, targetUri: URI, targetRange: { start: KEY.start, end: { line: 2, character: 26 } }, targetSelectionRange: KEY }]);
    });

    it('gives references with the declaration, and without', async () => {
      const ask = (includeDeclaration: boolean): Promise<Location[]> => client.request('textDocument/references', { ...AT_REFERENCE, context: { includeDeclaration } });
      assert.deepEqual(await ask(true), [{ uri: URI, range: KEY }, { uri: URI, range: READ }]);
      assert.deepEqual(await ask(false), [{ uri: URI, range: READ }]);
    });

    it('gives highlights and linked ranges', async () => {
      assert.deepEqual(await client.request<DocumentHighlight[]>('textDocument/documentHighlight', AT_REFERENCE), [{ range: KEY, kind: 3 }, { range: READ, kind: 2 }]);
      assert.deepEqual((await client.request<LinkedEditingRanges>('textDocument/linkedEditingRange', AT_KEY)).ranges, [KEY, READ]);
    });

    it('renames the version at hand', async () => {
      assert.deepEqual(await client.request('textDocument/prepareRename', AT_REFERENCE), { range: READ, placeholder: 'mail' });
      const { documentChanges = [] } = await client.request<WorkspaceEdit>('textDocument/rename', { ...AT_REFERENCE, newName: 'email' });
      const [change] = documentChanges as TextDocumentEdit[];
      assert.deepEqual(change?.textDocument, { uri: URI, version: 7 });
      assert.equal(applyLspEdits(TEXT, change.edits.flatMap((edit) => ('newText' in edit ? [edit] : []))), TEXT.replace('mail: {', 'email: {').replace('source.mail', 'source.email'));
    });

    it('refuses a name in words', async () => {
      const failed = (newName: string): Promise<unknown> => client.request('textDocument/rename', { ...AT_REFERENCE, newName }).then(() => 'done', (error: unknown) => error);
      for (const [name, words] of [['note', /`note` is there already, in line 4/], ['', /A name is missing/]] as const) {
        const error = await failed(name);
        assert.ok(error instanceof Error && 'code' in error && error.code === LSPErrorCodes.RequestFailed, String(error));
        assert.match(error.message, words);
      }
    });

    it('answers null where nothing has a name, and for what is no spec', async () => {
      const other = 'file:///w/compose.yaml';
      await client.open(other, TEXT, { languageId: 'yaml' });
      for (const method of NAVIGATION) {
        const more = { context: { includeDeclaration: true }, newName: 'x' };
        assert.equal(await client.request(method, { textDocument: { uri: URI }, position: { line: 2, character: 13 }, ...more }), null, method);
        assert.equal(await client.request(method, { textDocument: { uri: other }, position: KEY.start, ...more }), null, method);
        assert.equal(await client.request(method, { textDocument: { uri: 'file:///w/none.intspec.yaml' }, position: KEY.start, ...more }), null, method);
      }
    });

    it('follows the text as it changes', async () => {
      await client.change(URI, 8, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# one line more\n' });
      const links = await client.request<LocationLink[]>('textDocument/definition', { ...AT_REFERENCE, position: { line: 6, character: 31 } });
      assert.equal(links[0]?.targetSelectionRange.start.line, 3);
    });
  });

  it('gives a client of the first version locations, and edits without a version', async () => {
    client = await LanguageClient.start({ capabilities: PLAIN });
    await client.open(URI, TEXT);
    assert.deepEqual(await client.request('textDocument/definition', AT_REFERENCE), [{ uri: URI, range: KEY }]);
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...AT_REFERENCE, newName: 'email' });
    assert.deepEqual(Object.keys(edit), ['changes']);
    assert.equal(edit.changes?.[URI]?.length, 2);
  });
});
