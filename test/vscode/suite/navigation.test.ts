import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, goodSpec, open, serverIsUp, type, until } from './editor.ts';

/** The texts of ranges of a document, with their lines counted from 1. */
function texts(document: vscode.TextDocument, ranges: readonly vscode.Range[]): string[] {
  return ranges.map((range) => `${String(range.start.line + 1)} ${document.getText(range)}`);
}

/** Where a text stands first, with its line, as {@link texts} gives it. */
function place(document: vscode.TextDocument, before: string, name: string): string {
  return `${String(after(document, before + name).line + 1)} ${name}`;
}

describe('navigation', () => {
  before(serverIsUp);
  afterEach(cleanUp);

  it('goes from a mapping to the source field, and from there to all that reads it', async () => {
    const { document } = await open('definition.intspec.yaml', await goodSpec());
    const at = after(document, 'default(source.customer.first_n');
    const [definition] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, at);
    assert.ok(definition && 'targetUri' in definition && definition.targetSelectionRange);
    assert.deepEqual(texts(document, [definition.targetSelectionRange]), [place(document, '        ', 'first_name')]);
    assert.match(document.getText(definition.targetRange), /^first_name:/);
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, definition.targetSelectionRange.start);
    assert.ok(references.length >= 2);
    for (const { range } of references) assert.equal(document.getText(range), 'first_name');
  });

  it('goes from a section sign to the section', async () => {
    const { document } = await open('section.intspec.yaml', await goodSpec());
    const [definition] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, after(document, 'not declared in §'));
    assert.ok(definition?.targetSelectionRange);
    assert.deepEqual(texts(document, [definition.targetSelectionRange]), [place(document, '\n', 'data_contract')]);
  });

  it('marks what names the same, and only words where nothing does', async () => {
    const { document } = await open('highlight.intspec.yaml', await goodSpec());
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, after(document, 'action: log specifics; route to d'));
    const marked = texts(document, highlights.map(({ range }) => range));
    assert.ok(marked.some((each) => each.endsWith('route to dead letter')) && marked.some((each) => each.endsWith('s3://acme-integration-dlq/shopify-netsuite/orders/')), marked.join('\n'));
  });

  it('renames a field in all places', async () => {
    const text = await goodSpec();
    const { document } = await open('rename.intspec.yaml', text);
    const at = after(document, 'default(source.customer.first_n');
    const start = await vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>('vscode.prepareRename', document.uri, at);
    assert.deepEqual([document.getText(start.range), start.placeholder], ['first_name', 'first_name']);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at, 'given name');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText().includes('customer.first_name'), document.getText().includes('source_path: customer.first_name'));
    assert.match(document.getText(), /^ +given name: \{/m);
    assert.ok(document.getText().includes("default(source.customer.`given name`, '')"));
  });

  it('says why a name is refused', async () => {
    const { document } = await open('refused.intspec.yaml', await goodSpec());
    const rename = vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, after(document, 'default(source.customer.first_n'), 'last_name');
    await assert.rejects(Promise.resolve(rename), /`last_name` is there already/);
  });

  it('changes the references while a field is typed, where linked editing is on', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('linkedEditing', true, vscode.ConfigurationTarget.Workspace);
    try {
      const editor = await open('linked.intspec.yaml', await goodSpec());
      const { document } = editor;
      const end = after(document, '        first_name');
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('editor.action.linkedEditing');
      await type('X');
      const typed = await until('the linked text', () => document.getText(), (text) => text.includes('source.customer.first_nameX'));
      assert.match(typed, /^ +first_nameX: \{/m);
    } finally {
      await settings.update('linkedEditing', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
