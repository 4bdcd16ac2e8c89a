import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, diagnostics, expectFindings, findingOf, goodSpec, nextId, open, replace, ruleOf, until, write } from './editor.ts';

/** What a spec is found to have whose id another one has, too. */
const TWICE = ['duplicate-spec-id:4'];

/** Sets `intspec.rules` in the workspace. */
async function setRules(rules: Record<string, string> | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('intspec').update('rules', rules, vscode.ConfigurationTarget.Workspace);
}

function severityOf(uri: vscode.Uri, rule: string): vscode.DiagnosticSeverity | undefined {
  return diagnostics(uri).find((diagnostic) => ruleOf(diagnostic) === rule)?.severity;
}

/** A spec with one fault, in line 11. */
async function unknownStatus(): Promise<string> {
  return (await goodSpec()).replace('spec_status: Approved', 'spec_status: Done');
}

describe('the specs of a workspace', () => {
  afterEach(cleanUp);

  it('may not share an id: each finding leads to the other spec, open or not', async () => {
    const text = await goodSpec();
    const closed = await write('one.intspec.yaml', text);
    const { document } = await open('two.intspec.yaml', text);
    await expectFindings(document.uri, TWICE);
    await expectFindings(closed, TWICE);
    const [related] = (await findingOf(document.uri, 'duplicate-spec-id')).relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), closed.toString());
    assert.equal(related.location.range.start.line, 3);
  });

  it('are free of the finding once the other file is deleted', async () => {
    const text = await goodSpec();
    const closed = await write('gone.intspec.yaml', text);
    const { document } = await open('stays.intspec.yaml', text);
    await expectFindings(document.uri, TWICE);
    await vscode.workspace.fs.delete(closed);
    await expectFindings(document.uri, []);
    await expectFindings(closed, []);
  });

  it('are followed when their folder is moved and deleted', async () => {
    const text = await goodSpec();
    const closed = await write('folder/one.intspec.yaml', text);
    const { document } = await open('two.intspec.yaml', text);
    await expectFindings(document.uri, TWICE);
    const moved = vscode.Uri.joinPath(closed, '../../moved');
    await vscode.workspace.fs.rename(vscode.Uri.joinPath(closed, '..'), moved);
    await expectFindings(vscode.Uri.joinPath(moved, 'one.intspec.yaml'), TWICE);
    await expectFindings(closed, []);
    await vscode.workspace.fs.delete(moved, { recursive: true });
    await expectFindings(document.uri, []);
  });

  it('are compared as they are typed, not as they are saved', async () => {
    const [one, other, third] = [nextId(), nextId(), nextId()];
    const first = await open('first.intspec.yaml', await goodSpec(one));
    const second = await open('second.intspec.yaml', await goodSpec(other));
    await replace(second.document, other, one);
    await expectFindings(second.document.uri, TWICE);
    await expectFindings(first.document.uri, TWICE);
    await replace(second.document, one, third);
    await expectFindings(second.document.uri, []);
    await expectFindings(first.document.uri, []);
  });

  it('are read again when a file changes outside of the editor', async () => {
    const text = await goodSpec();
    await write('outside.intspec.yaml', await goodSpec());
    const { document } = await open('inside.intspec.yaml', text);
    await expectFindings(document.uri, []);
    await write('outside.intspec.yaml', text);
    await expectFindings(document.uri, TWICE);
    await write('outside.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
  });
});

describe('the setting intspec.rules', () => {
  afterEach(async () => {
    await setRules(undefined);
    await cleanUp();
  });

  it('changes how severe a finding is, while the spec is open', async () => {
    const { document } = await open('severity.intspec.yaml', await unknownStatus());
    await findingOf(document.uri, 'invalid-value');
    assert.equal(severityOf(document.uri, 'invalid-value'), vscode.DiagnosticSeverity.Error);
    for (const [name, severity] of [
      ['information', vscode.DiagnosticSeverity.Information], ['hint', vscode.DiagnosticSeverity.Hint], ['warning', vscode.DiagnosticSeverity.Warning],
    ] as const) {
      await setRules({ 'invalid-value': name });
      await until(`the severity ${name}`, () => severityOf(document.uri, 'invalid-value'), (value) => value === severity);
    }
  });

  it('silences a rule, and lets it speak again', async () => {
    const { document } = await open('off.intspec.yaml', await unknownStatus());
    await expectFindings(document.uri, ['invalid-value:11']);
    await setRules({ 'invalid-value': 'off' });
    await expectFindings(document.uri, []);
    await setRules(undefined);
    await expectFindings(document.uri, ['invalid-value:11']);
  });

  it('may hold nonsense', async () => {
    await setRules({ 'invalid-value': 'loud', 'no-such-rule': 'error' });
    const { document } = await open('nonsense.intspec.yaml', await unknownStatus());
    await expectFindings(document.uri, ['invalid-value:11']);
  });
});
