/** The commands of the Specs view; what the view shows is looked at from outside, in test/vscode/e2e. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, expectFindings, extension, findingOf, goodSpec, LANGUAGE, nextId, open, ruleOf, until, write } from './editor.ts';

interface Counts {
  readonly specs: number;
  readonly errors: number;
  readonly warnings: number;
}

async function checkAll(): Promise<Counts> {
  return vscode.commands.executeCommand<Counts>('intspec.checkAll');
}

/** A row of the view, as its context menu passes it on. */
function row(uri: vscode.Uri, id: string | null): object {
  return { kind: 'spec', uri, info: { uri: uri.toString(), id, title: null, status: null, coverage: null, errors: 0, warnings: 0, others: 0 } };
}

function activeUri(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}

describe('Check All Specs', () => {
  afterEach(cleanUp);

  it('counts the specs of the workspace with what is wrong, closed and unsaved ones included', async () => {
    const before = await checkAll();
    assert.ok(before.specs >= 4, 'the examples are there');
    await write('good.intspec.yaml', await goodSpec());
    await write('faulty.intspec.yaml', (await goodSpec()).replace(/^date: .*$/m, 'date: 2025-13-40'));
    const { document } = await open('typed.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'authors: Dana\n');
    await vscode.workspace.applyEdit(edit);
    await findingOf(document.uri, 'unknown-key');
    const { specs, errors } = await checkAll();
    // Both are approved, and are no longer ready: that is an error each of its own.
    assert.deepEqual([specs - before.specs, errors - before.errors], [3, 4]);
  });
});

describe('Reveal in Specs View', () => {
  afterEach(cleanUp);

  it('finds the active spec, and one that is named', async () => {
    const closed = await write('closed.intspec.yaml', await goodSpec());
    const { document } = await open('active.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    assert.equal(await vscode.commands.executeCommand('intspec.revealSpec'), true);
    await until('the closed spec', () => vscode.commands.executeCommand<boolean>('intspec.revealSpec', closed), Boolean);
  });

  it('finds none where there is none', async () => {
    await open('plain.yaml', 'a: 1\n');
    assert.equal(await vscode.commands.executeCommand('intspec.revealSpec'), false);
    assert.equal(await vscode.commands.executeCommand('intspec.revealSpec', vscode.Uri.parse('file:///nowhere.intspec.yaml')), false);
  });
});

describe('the context menu of the Specs view', () => {
  afterEach(cleanUp);

  it('opens a spec to the side', async () => {
    const uri = await write('side.intspec.yaml', await goodSpec());
    await open('first.intspec.yaml', await goodSpec());
    await vscode.commands.executeCommand('intspec.specs.openToSide', row(uri, null));
    await until('the spec', activeUri, (active) => active === uri.toString());
    assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
  });

  it('copies an id', async () => {
    const id = nextId();
    await vscode.commands.executeCommand('intspec.specs.copyId', row(vscode.Uri.parse('file:///a'), id));
    assert.equal(await vscode.env.clipboard.readText(), id);
  });

  it('does nothing to what is no row', async () => {
    for (const name of ['openToSide', 'revealInExplorer', 'copyId', 'showRule']) {
      for (const argument of [undefined, null, 'x', {}, { kind: 'spec' }, { kind: 'finding' }]) {
        assert.equal(await vscode.commands.executeCommand(`intspec.specs.${name}`, argument), undefined, name);
      }
    }
  });

  it('shows the page on a rule', async () => {
    const { document } = await open('rule.intspec.yaml', (await goodSpec()).replace(/^date: .*$/m, 'date: 2025-13-40'));
    const { code } = await findingOf(document.uri, 'invalid-date');
    assert.ok(typeof code === 'object');
    const finding = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, message: 'x', code: code.value, codeDescription: { href: code.target.toString() } };
    await vscode.commands.executeCommand('intspec.specs.showRule', { kind: 'finding', spec: row(document.uri, null), finding });
    await until('the page', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', (label) => label.includes('invalid-date'));
  });
});

describe('Open an Example', () => {
  afterEach(cleanUp);

  it('opens a spec without a file that has findings, to be changed at will', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('intspec.openExample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), uri.toString());
    assert.deepEqual([document.languageId, document.isUntitled], [LANGUAGE, true]);
    assert.equal(ruleOf(await findingOf(uri, 'unmapped-source-field')), 'unmapped-source-field');
    const { errors } = await checkAll();
    assert.ok(errors >= 4);
    assert.ok((await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension().extensionUri, 'walkthrough/example.intspec.yaml'))).size > 0);
  });
});
