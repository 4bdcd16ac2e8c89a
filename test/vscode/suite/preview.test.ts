import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, findingOf, goodSpec, open, replace, until, write } from './editor.ts';

const preview = (uri?: vscode.Uri): Thenable<string | undefined> => vscode.commands.executeCommand<string | undefined>('intspec.openPreview', ...(uri ? [uri] : []));

/** The tabs of previews, by their labels. */
function previews(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('intspec.preview')).map(({ label }) => label);
}

describe('Open Preview to the Side', () => {
  afterEach(cleanUp);

  it('shows the spec beside its text, and leaves the keyboard where it was', async () => {
    const { document } = await open('good.intspec.yaml', await goodSpec());
    const html = await preview();
    assert.match(html ?? '', /<h2 id="data_contract" data-line="\d+">Section 6 — Data Contract/);
    assert.doesNotMatch(html ?? '', /class="finding/);
    assert.deepEqual(previews(), ['Preview good.intspec.yaml']);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('follows the text while it is typed, and marks findings', async () => {
    const { document } = await open('typed.intspec.yaml', await goodSpec());
    await preview();
    await replace(document, 'author: Dana Reyes', 'author: Somebody <b>Else</b>');
    await until('the new author', () => preview(), (html) => html?.includes('Somebody &lt;b&gt;Else&lt;/b&gt;') ?? false);
    await replace(document, 'spec_status: Approved', 'spec_status: Drift');
    await findingOf(document.uri, 'invalid-value');
    const html = await until('the finding', () => preview(), (found) => found?.includes('href="rule:invalid-value"') ?? false);
    assert.match(html ?? '', /<b>Error:<\/b> <code>spec_status<\/code> cannot be <code>Drift<\/code>/);
  });

  it('is one for each spec, however often it is asked for, and can be had without an editor of it', async () => {
    const one = await write('one.intspec.yaml', await goodSpec());
    const other = await write('other.intspec.yaml', 'spec_id: INT-2025-999\n');
    assert.match((await preview(one)) ?? '', /<h1 data-line="0">/);
    await preview(one);
    assert.match((await preview(other)) ?? '', /INT-2025-999/);
    assert.deepEqual(previews().sort(), ['Preview one.intspec.yaml', 'Preview other.intspec.yaml']);
  });

  it('goes with its file when that gets another name', async () => {
    const { document } = await open('before.intspec.yaml', await goodSpec());
    await preview();
    const edit = new vscode.WorkspaceEdit();
    const renamed = vscode.Uri.joinPath(document.uri, '../after.intspec.yaml');
    edit.renameFile(document.uri, renamed, { overwrite: true });
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    await until('the other name', () => previews(), (labels) => labels.join() === 'Preview after.intspec.yaml');
    await until('the spec', () => preview(renamed), (html) => html?.includes('id="data_contract"') ?? false);
    assert.deepEqual(previews(), ['Preview after.intspec.yaml']);
    await vscode.workspace.fs.delete(renamed);
  });

  it('says so where there is no spec', async () => {
    await open('no-spec.yaml', 'a: 1\n');
    assert.equal(await preview(), undefined);
    assert.deepEqual(previews(), []);
  });
});
