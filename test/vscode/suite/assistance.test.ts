import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, extension, goodSpec, open, repositoryFile, serverIsUp } from './editor.ts';

/** How many files were made: the editor remembers the text of a path. */
let files = 0;

/** The labels that the extension's server offers at the `|` of a text, in the order in which the editor shows them. */
async function complete(marked: string): Promise<string[]> {
  const { document } = await open(`complete-${String((files += 1))}.intspec.yaml`, marked.replace('|', ''));
  const position = document.positionAt(marked.indexOf('|'));
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
  return items
    // The contributed snippets are offered at any place, behind the server's items.
    .filter(({ sortText }) => /^\d/.test(sortText ?? ''))
    .sort((one, other) => (one.sortText ?? '').localeCompare(other.sortText ?? ''))
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** What the hover says right before the end of the first occurrence of a text. */
async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, after(document, text).translate(0, -1));
  return hovers.flatMap(({ contents }) => contents).map((part) => (typeof part === 'string' ? part : part.value)).join('\n');
}

describe('completion', () => {
  before(serverIsUp);
  afterEach(cleanUp);

  it('offers the choices of a value in the template’s order', async () => {
    assert.deepEqual(await complete('spec_status: |\n'), ['Draft', 'Under Review', 'Approved']);
  });

  it('offers the keys of a section that are not there yet, the required ones first', async () => {
    const labels = await complete('integration_purpose:\n  why: x\n  direction: Source → Target\n  |\n');
    assert.deepEqual(labels, ['trigger', 'expected_volume', 'latency_requirement']);
  });

  it('offers keys below a key that is all there is', async () => {
    assert.deepEqual((await complete('target_system:\n  contact:\n    |\n')).slice(0, 2), ['team', 'escalation']);
  });

  it('offers the source fields that nothing reads yet before the others', async () => {
    const text = await goodSpec();
    const labels = await complete(text.replace('    note: { type', '    gift_note: { type: string(40), required: true, source_path: gift_note }\n    note: { type').replace('mapped_from: source.note', 'mapped_from: |'));
    assert.equal(labels[0], 'source.gift_note');
    assert.ok(labels.includes('source.customer.first_name') && labels.includes('derived') && labels.includes('constant'), labels.join(', '));
  });

  it('offers nothing in a comment or in prose', async () => {
    assert.deepEqual(await complete('# spec_st|\n'), []);
    assert.deepEqual(await complete('integration_purpose:\n  why: because of |\n'), []);
  });
});

describe('hover', () => {
  afterEach(cleanUp);

  it('tells what a key means, and whether it is required', async () => {
    const { document } = await open('hover.intspec.yaml', await goodSpec());
    const text = await hover(document, 'guaranteed_delivery');
    for (const part of ['guaranteed_delivery', 'required', 'At-least-once', 'At-most-once', 'Exactly-once']) assert.ok(text.includes(part), `${part} in: ${text}`);
  });

  it('tells what a choice means', async () => {
    const { document } = await open('hover-choice.intspec.yaml', await goodSpec());
    const text = await hover(document, 'write_semantics: Upsert');
    assert.match(text, /`Upsert`/);
    assert.ok(text.length > 30, text);
  });

  it('is silent on prose', async () => {
    const { document } = await open('hover-prose.intspec.yaml', await goodSpec());
    assert.equal(await hover(document, 'The warehouse ships'), '');
  });
});

interface ContributedSnippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

describe('snippets', () => {
  afterEach(cleanUp);

  it('of all sections can be inserted one below the other', async () => {
    const manifest = extension().packageJSON as { readonly contributes: { readonly snippets: readonly { readonly path: string }[] } };
    const [file] = manifest.contributes.snippets;
    assert.ok(file);
    const snippets = JSON.parse(await repositoryFile(file.path)) as Readonly<Record<string, ContributedSnippet>>;
    const sections = Object.entries(snippets).filter(([, { body }]) => /^[a-z_]+:$/.test(body[0] ?? ''));
    assert.ok(sections.length >= 10, Object.keys(snippets).join(', '));
    const editor = await open('snippets.intspec.yaml', '\n');
    for (const [name] of sections) {
      const { document } = editor;
      const end = document.lineAt(document.lineCount - 1).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'integration-spec', name });
      await vscode.commands.executeCommand('leaveSnippet');
      const after = document.lineAt(document.lineCount - 1).range.end;
      await editor.edit((edit) => { edit.insert(after, '\n'); });
    }
    const keys = [...editor.document.getText().matchAll(/^([a-z_]+):/gm)].map(([, key]) => key);
    assert.equal(new Set(keys).size, sections.length, keys.join(', '));
  });

});
