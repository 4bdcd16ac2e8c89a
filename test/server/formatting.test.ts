/** Formatting and refactorings over the real server. */
import assert from 'node:assert/strict';
import type { CodeAction, TextEdit } from 'vscode-languageserver-protocol';
import { applyAction, applyLspEdits } from '../helpers/features.ts';
import { KNOWS_ACTIONS, LanguageClient, PLAIN } from '../helpers/language-client.ts';

const URI = 'file:///w/a.intspec.yaml';
const OTHER = 'file:///w/none.intspec.yaml';
const TEXT = 'spec_id: INT-2025-001\nsource_system:\n    contact: {team: IT,   escalation: Slack channel x-y}\ntarget_system:\n    contact: { team: HR, escalation: Slack channel x-y }\n';
const TIDY = 'spec_id: INT-2025-001\nsource_system:\n  contact: { team: IT, escalation: Slack channel x-y }\ntarget_system:\n  contact: { team: HR, escalation: Slack channel x-y }\n';
const OPTIONS = { tabSize: 2, insertSpaces: true };

let client: LanguageClient;

/** Inside of a suite: hooks at the top of the file would run around the tests of every file. */
function withClient(): void {
  beforeEach(async () => {
    client = await LanguageClient.start();
    await client.open(URI, TEXT);
  });
  afterEach(async () => assert.equal(await client.stop(), 0));
}

describe('formatting over the server', () => {
  withClient();
  it('tidies a document', async () => {
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri: URI }, options: OPTIONS });
    assert.equal(applyLspEdits(TEXT, edits), TIDY);
  });

  it('tidies the lines of a range', async () => {
    const range = { start: { line: 3, character: 0 }, end: { line: 5, character: 0 } };
    const edits = await client.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument: { uri: URI }, range, options: OPTIONS });
    assert.equal(applyLspEdits(TEXT, edits), TEXT.replace('    contact: { team: HR', '  contact: { team: HR'));
  });

  it('begins a new line at its column', async () => {
    await client.open(OTHER, 'a:\n  - b: 1\n  \n');
    const edits = await client.request<TextEdit[]>('textDocument/onTypeFormatting', { textDocument: { uri: OTHER }, position: { line: 2, character: 2 }, ch: '\n', options: OPTIONS });
    assert.deepEqual(edits, [{ range: { start: { line: 2, character: 0 }, end: { line: 2, character: 2 } }, newText: '    ' }]);
  });

  it('answers null for what is not open', async () => {
    for (const [method, more] of Object.entries({
      'textDocument/formatting': {}, 'textDocument/rangeFormatting': { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } } },
      'textDocument/onTypeFormatting': { position: { line: 0, character: 0 }, ch: '\n' },
    })) assert.equal(await client.request(method, { textDocument: { uri: OTHER }, options: OPTIONS, ...more }), null, method);
  });
});

describe('refactorings over the server', () => {
  withClient();
  const ask = (only?: string[]): Promise<CodeAction[]> => {
    const position = { line: 2, character: 38 };
    return client.request('textDocument/codeAction', { textDocument: { uri: URI }, range: { start: position, end: position }, context: { diagnostics: [], ...(only && { only }) } });
  };

  it('come as edits of the version at hand', async () => {
    const [action, ...rest] = await ask(['refactor.extract']);
    assert.deepEqual([action?.kind, action?.title, rest.length], ['refactor.extract', 'Write this text once, and refer to it in both places', 0]);
    assert.equal(action && applyAction(TEXT, action), TEXT.replace('escalation: Slack', 'escalation: &escalation Slack').replace('HR, escalation: Slack channel x-y', 'HR, escalation: *escalation'));
  });

  it('are there beside the fixes when all is asked for', async () => {
    assert.ok((await ask()).some(({ kind }) => kind === 'refactor.extract'));
  });

  it('come as plain changes to a client that knows no versions', async () => {
    assert.equal(await client.stop(), 0);
    client = await LanguageClient.start({ capabilities: { ...PLAIN, textDocument: KNOWS_ACTIONS } });
    await client.open(URI, TEXT);
    const [action] = await ask(['refactor.extract']);
    assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [URI]);
  });
});
