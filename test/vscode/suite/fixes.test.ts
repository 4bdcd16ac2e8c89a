import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyFix, cleanUp, diagnostics, expectFindings, faultySpec, findingOf, goodSpec, nextId, open, quickFixes, replace, ruleOf, until,
} from './editor.ts';

const header = (): string => [
  `spec_id: ${nextId()}`,
  'title: "Greenhouse → Workday: New hires into pre-boarding"',
  'template: integration-spec-v1.0',
  'date: 2025-10-06',
  'author: Dana Reyes',
  'source_system_owner: Recruiting Operations Lead',
  '',
].join('\n');

/** A row of the data contract that no mapping reads. */
const FORGOTTEN = '    gift_note: { type: string(40), required: true, source_path: gift_note }   # new in May\n';

async function specWithForgottenField(eol = '\n'): Promise<string> {
  const text = (await goodSpec()).replace('    note: { type', `${FORGOTTEN}    note: { type`);
  return text.replaceAll('\n', eol);
}

describe('quick fixes', () => {
  afterEach(cleanUp);

  it('insert the missing header keys in the template’s order, with a choice to make', async () => {
    const before = header();
    const { document } = await open('header.intspec.yaml', before);
    await applyFix(document.uri, 'missing-required-field', 'Insert `target_system_owner` and `spec_status`');
    const lines = document.getText().split('\n');
    assert.deepEqual(lines.slice(0, 6), before.split('\n').slice(0, 6));
    assert.match(lines[6] ?? '', /^target_system_owner: \S/);
    assert.equal(lines[7], 'spec_status: Draft');
    assert.equal(lines.length, 9);
    await until('the finding to go', () => diagnostics(document.uri).map(ruleOf), (ids) => ids.length > 0 && !ids.includes('missing-required-field'));
  });

  it('leave the cursor on the value to give', async () => {
    const editor = await open('cursor.intspec.yaml', header());
    await applyFix(editor.document.uri, 'missing-required-field', /^Insert `/);
    const { document } = editor;
    const value = /target_system_owner: (.*)/.exec(document.getText())?.[1] ?? '';
    await until('the value to be selected', () => document.getText(editor.selection), (text) => text === value);
    await vscode.commands.executeCommand('type', { text: 'People Lead' });
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    await until('the choice to be selected', () => document.getText(editor.selection), (text) => text === 'Draft');
    assert.match(document.getText(), /\ntarget_system_owner: People Lead\nspec_status: Draft\n$/);
  });

  it('silence a finding, and leave the cursor on the reason', async () => {
    const editor = await open('silenced.intspec.yaml', (await goodSpec()).replace('spec_status: Approved', 'spec_status: Draft').replace('direction: Source → Target', 'direction: Targt'));
    const { document } = editor;
    await applyFix(document.uri, 'invalid-value', 'Disable `invalid-value` for this line, with a reason');
    await until('the reason to be selected', () => document.getText(editor.selection), (text) => text === '<reason>');
    await expectFindings(document.uri, [`unfilled-placeholder:${String(editor.selection.active.line + 1)}`]);
    await vscode.commands.executeCommand('type', { text: 'the systems take turns' });
    await expectFindings(document.uri, []);
    assert.ok(document.getText().includes('\n  # intspec-disable-next-line invalid-value -- the systems take turns\n  direction: Targt\n'));
  });

  it('take out a suppression that silences nothing', async () => {
    const before = await goodSpec();
    const { document } = await open('unused.intspec.yaml', before.replace('author: ', '# intspec-disable-next-line invalid-date, title-format -- once\nauthor: '));
    const finding = await findingOf(document.uri, 'unused-suppression');
    assert.deepEqual(finding.tags, [vscode.DiagnosticTag.Unnecessary]);
    await applyFix(document.uri, 'unused-suppression', 'Remove the suppression');
    await expectFindings(document.uri, []);
    assert.equal(document.getText(), before);
  });

  it('list a forgotten source field as not written', async () => {
    const { document } = await open('not-written.intspec.yaml', await specWithForgottenField());
    await applyFix(document.uri, 'unmapped-source-field', 'List `gift_note` in `not_written`');
    assert.match(document.getText(), /\n {2}not_written:\n(?: {4}.*\n)* {4}gift_note: \S/);
    await until('the finding to go', () => diagnostics(document.uri).map(ruleOf), (ids) => !ids.includes('unmapped-source-field'));
  });

  it('map a forgotten source field, and nothing else changes', async () => {
    const before = await specWithForgottenField();
    const { document } = await open('mapped.intspec.yaml', before);
    await applyFix(document.uri, 'unmapped-source-field', 'Map to a new target field `gift_note`');
    await expectFindings(document.uri, []);
    assert.ok(document.getText().includes('mapped_from: source.gift_note'));
    await vscode.commands.executeCommand('undo');
    await until('one undo to take it all back', () => document.getText(), (text) => text === before);
  });

  it('offer the legal choices, the nearest first and preferred', async () => {
    const { document } = await open('choices.intspec.yaml', (await goodSpec()).replace('direction: Source → Target', 'direction: Source → Targt   # one way'));
    const offered = await quickFixes(document.uri, await findingOf(document.uri, 'invalid-value'));
    assert.equal(offered.length, 3);
    assert.match(offered[0]?.title ?? '', /`Source → Target`/);
    assert.equal(offered[2]?.title, 'Disable `invalid-value` for this line, with a reason');
    assert.deepEqual(offered.map(({ isPreferred }) => isPreferred ?? false), [true, false, false]);
    await applyFix(document.uri, 'invalid-value', /`Source → Target`/);
    assert.ok(document.getText().includes('  direction: Source → Target   # one way\n'));
    await expectFindings(document.uri, []);
  });

  it('keep CR LF at every line end', async () => {
    const { document } = await open('crlf.intspec.yaml', await specWithForgottenField('\r\n'));
    await applyFix(document.uri, 'unmapped-source-field', /^Map to a new/);
    await expectFindings(document.uri, []);
    const text = document.getText();
    assert.ok(text.includes('mapped_from: source.gift_note'));
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(text.replaceAll('\r\n', '').includes('\r'), false);
    assert.ok(await document.save());
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
    assert.equal(saved, text);
  });

  it('belong to the finding they were asked for', async () => {
    const { document } = await open('two.intspec.yaml', await specWithForgottenField());
    await replace(document, 'direction: Source → Target', 'direction: Targt');
    const field = await quickFixes(document.uri, await findingOf(document.uri, 'unmapped-source-field'));
    const direction = await quickFixes(document.uri, await findingOf(document.uri, 'invalid-value'));
    const [ways, [silence]] = [field.slice(0, -1), field.slice(-1)];
    assert.equal(silence?.title, 'Disable `unmapped-source-field` for this line, with a reason');
    assert.ok(ways.length > 1 && ways.every(({ title }) => title.includes('gift_note')), field.map(({ title }) => title).join(' | '));
    assert.ok(direction.every(({ title }) => !title.includes('gift_note')), direction.map(({ title }) => title).join(' | '));
  });
});

describe('Fix All', () => {
  afterEach(cleanUp);

  it('gives a header the whole of the template, in order, without a further finding of structure', async () => {
    const { document } = await open('fix-all.intspec.yaml', await faultySpec('header-only'));
    await findingOf(document.uri, 'missing-section');
    assert.equal(await vscode.commands.executeCommand('intspec.fixAll'), true);
    const keys = [...document.getText().matchAll(/^([a-z_]+):/gm)].map(([, key]) => key);
    assert.deepEqual(keys, [
      'spec_id', 'title', 'template', 'date', 'author', 'source_system_owner', 'target_system_owner', 'spec_status',
      'integration_purpose', 'source_system', 'target_system', 'error_handling', 'volume_and_rate_limits', 'data_contract',
      'validation', 'rollback_plan', 'agent_execution_instructions', 'spec_approval',
    ]);
    const rules = await until('the findings of the new text', () => diagnostics(document.uri).map(ruleOf), (ids) => ids.length > 0 && !ids.includes('missing-section'));
    assert.deepEqual([...new Set(rules)].filter((rule) => rule.startsWith('missing-') || rule === 'section-order' || rule === 'yaml-syntax'), []);
    assert.ok(rules.includes('unfilled-placeholder'));
  });

  it('changes nothing where there is nothing to fix', async () => {
    const before = await goodSpec();
    const { document } = await open('nothing.intspec.yaml', before);
    assert.equal(await vscode.commands.executeCommand('intspec.fixAll'), false);
    assert.equal(document.getText(), before);
  });

  it('runs on save where the settings say so', async () => {
    const { document } = await open('on-save.intspec.yaml', header());
    await findingOf(document.uri, 'missing-section');
    const settings = vscode.workspace.getConfiguration('editor', { uri: document.uri, languageId: 'integration-spec' });
    await settings.update('codeActionsOnSave', { 'source.fixAll.intspec': 'explicit' }, vscode.ConfigurationTarget.Workspace, true);
    try {
      await replace(document, 'author: Dana Reyes', 'author: Dana R. Reyes');
      assert.ok(await document.save());
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      assert.match(saved, /\nspec_approval:\n/);
    } finally {
      await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace, true);
    }
  });
});
