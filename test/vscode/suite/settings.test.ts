import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, diagnostics, expectFindings, goodSpec, LANGUAGE, open, replace, ruleOf, until, write } from './editor.ts';

function severityOf(uri: vscode.Uri, rule: string): vscode.DiagnosticSeverity | undefined {
  return diagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule)?.severity;
}

describe('the settings file of a repository', () => {
  afterEach(async () => {
    await vscode.workspace.getConfiguration('intspec').update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await cleanUp();
  });

  it('changes how severe a finding is, while it is typed, below the editor’s own setting', async () => {
    const { document } = await open('a.intspec.yaml', (await goodSpec()).replace('spec_status: Approved', 'spec_status: Done'));
    const becomes = (severity: vscode.DiagnosticSeverity) => until(`the severity ${String(severity)}`, () => severityOf(document.uri, 'invalid-value'), (value) => value === severity);
    await becomes(vscode.DiagnosticSeverity.Error);
    const settings = await open('.intspec.yaml', 'rules:\n  invalid-value: warning\n');
    assert.equal(settings.document.languageId, 'yaml');
    await becomes(vscode.DiagnosticSeverity.Warning);
    await replace(settings.document, 'warning', 'hint');
    await becomes(vscode.DiagnosticSeverity.Hint);
    await vscode.workspace.getConfiguration('intspec').update('rules', { 'invalid-value': 'information' }, vscode.ConfigurationTarget.Workspace);
    await becomes(vscode.DiagnosticSeverity.Information);
  });

  it('shows its mistakes, with a fix and completion', async () => {
    const { document } = await open('.intspec.yaml', 'rules:\n  secton-order: off\n  title-format: \n');
    await expectFindings(document.uri, ['unknown-key:2', 'empty-value:3']);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(1, 4, 1, 4));
    assert.ok(actions.some(({ title }) => title === 'Rename to `section-order`'), actions.map(({ title }) => title).join(', '));
    const items = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(2, 16));
    const labels = items.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(['error', 'off'].every((label) => labels.includes(label)), labels.join(', '));
  });

  it('makes files specs that nothing else says to be some', async () => {
    const { document } = await open('plain.yaml', 'spec_status: Done\n');
    await write('.intspec.yaml', 'files:\n  patterns: ["*.yaml"]\n');
    await until('the language of specs', () => vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document.uri.toString())?.languageId, (id) => id === LANGUAGE);
    await until('the finding', () => severityOf(document.uri, 'invalid-value'), (value) => value === vscode.DiagnosticSeverity.Error);
  });
});
