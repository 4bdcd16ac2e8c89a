import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, diagnostics, expectFindings, extension, faultySpec, findingOf, goodSpec, LANGUAGE, open, replace, ruleOf, until, write } from './editor.ts';

const YEAR = String(new Date().getFullYear());
const ANSWERS = { source: 'Shopify', target: 'NetSuite', purpose: 'Paid orders to sales orders' };

async function newSpec(answers = ANSWERS): Promise<vscode.TextEditor> {
  const uri = await vscode.commands.executeCommand<vscode.Uri>('intspec.new', answers);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  assert.equal(editor.document.uri.toString(), uri.toString());
  return editor;
}

function topLevelKeys(document: vscode.TextDocument): string[] {
  return [...document.getText().matchAll(/^([a-z_]+):/gm)].map(([, key]) => key ?? '');
}

describe('the commands', () => {
  afterEach(cleanUp);

  it('are those of the manifest', async () => {
    // They come with the first spec.
    const { document } = await open('first.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    const manifest = extension().packageJSON as { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
  });
});

describe('New Integration Spec', () => {
  afterEach(cleanUp);

  it('opens an unsaved spec with all that is known filled in', async () => {
    const { document } = await newSpec();
    assert.equal(document.languageId, LANGUAGE);
    assert.equal(document.isUntitled, true);
    assert.match(document.uri.path, /\/shopify-to-netsuite-paid-orders-to-sales-orders\.intspec\.yaml$/);
    const text = document.getText();
    assert.match(text, new RegExp(`^spec_id: INT-${YEAR}-001\\n`));
    assert.match(text, /^title: (['"]?)Shopify → NetSuite: Paid orders to sales orders\1$/m);
    assert.match(text, new RegExp(`^date: ${YEAR}-\\d\\d-\\d\\d$`, 'm'));
    assert.match(text, /^source_system:\n {2}system_name: Shopify$/m);
    assert.match(text, /^target_system:\n {2}system_name: NetSuite$/m);
    assert.equal(topLevelKeys(document).length, 18);
  });

  it('selects the first value to give, and Tab leads to the next', async () => {
    const editor = await newSpec();
    const { document } = editor;
    const first = editor.selection;
    assert.ok(document.lineAt(first.active.line).text.startsWith('author: '), document.lineAt(first.active.line).text);
    assert.equal(first.isEmpty, false);
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    await until('the next tab stop', () => document.lineAt(editor.selection.active.line).text, (line) => line.startsWith('source_system_owner: '));
  });

  it('is reported for nothing but what is still to be given', async () => {
    const { document } = await newSpec();
    await findingOf(document.uri, 'unfilled-placeholder');
    const rules = new Set(diagnostics(document.uri).map(ruleOf));
    assert.deepEqual([...rules], ['unfilled-placeholder']);
  });

  it('takes the id behind the highest of this year, closed and unsaved specs included', async () => {
    await write('taken.intspec.yaml', await goodSpec(`INT-${YEAR}-041`));
    const other = await open('open.intspec.yaml', await goodSpec('INT-2025-930'));
    await expectFindings(other.document.uri, []);
    await replace(other.document, 'INT-2025-930', `INT-${YEAR}-057`);
    const first = await newSpec();
    assert.match(first.document.getText(), new RegExp(`^spec_id: INT-${YEAR}-058\\n`));
    const second = await newSpec();
    assert.match(second.document.getText(), new RegExp(`^spec_id: INT-${YEAR}-059\\n`));
    assert.notEqual(first.document.uri.toString(), second.document.uri.toString());
  });

  it('quotes what YAML would misread', async () => {
    const { document } = await newSpec({ source: '#1 Shop', target: 'Net "Suite"', purpose: 'It’s {all}, really' });
    await findingOf(document.uri, 'unfilled-placeholder');
    const rules = new Set(diagnostics(document.uri).map(ruleOf));
    assert.deepEqual([...rules], ['unfilled-placeholder']);
  });

  it('takes snippet characters in an answer as they are', async () => {
    const { document } = await newSpec({ source: 'A${1:b}', target: 'C$D}', purpose: 'x\\y $1' });
    assert.ok(document.lineAt(1).text === String.raw`title: "A${'$'}{1:b} → C$D}: x\\y $1"`, document.getText().slice(0, 120));
  });
});

describe('Insert Section', () => {
  afterEach(cleanUp);

  it('inserts a section at its place', async () => {
    const text = await faultySpec('header-only');
    const editor = await open('insert.intspec.yaml', text);
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'rollback_plan'), true);
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'source_system'), true);
    const keys = topLevelKeys(editor.document);
    assert.deepEqual(keys.slice(-2), ['source_system', 'rollback_plan']);
    assert.ok(editor.document.getText().startsWith(text));
  });

  it('inserts no section twice, and none that does not exist', async () => {
    const text = await goodSpec();
    const { document } = await open('twice.intspec.yaml', text);
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'validation'), false);
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'no_section'), false);
    assert.equal(document.getText(), text);
  });

  it('keeps CR LF', async () => {
    const text = (await faultySpec('header-only')).replaceAll('\n', '\r\n');
    const { document } = await open('insert-crlf.intspec.yaml', text);
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'rollback_plan'), true);
    assert.equal(document.getText().replaceAll('\r\n', '').includes('\n'), false);
    assert.match(document.getText(), /\r\nrollback_plan:\r\n {2}rollback_trigger: /);
  });

  it('does nothing outside of a spec', async () => {
    const { document } = await open('plain.yaml', 'a: 1\n');
    assert.equal(await vscode.commands.executeCommand('intspec.insertSection', 'validation'), false);
    assert.equal(document.getText(), 'a: 1\n');
  });
});

describe('Restart Language Server', () => {
  afterEach(cleanUp);

  it('brings the findings back, and follows the text again', async () => {
    const { document } = await open('restart.intspec.yaml', (await goodSpec()).replace('spec_status: Approved', 'spec_status: Done'));
    await expectFindings(document.uri, ['invalid-value:11']);
    await vscode.commands.executeCommand('intspec.restart');
    await expectFindings(document.uri, ['invalid-value:11']);
    await replace(document, 'spec_status: Done', 'spec_status: Draft');
    await until('the finding to go', () => diagnostics(document.uri).map(ruleOf), (ids) => !ids.includes('invalid-value'));
  });

  it('may be asked for twice at once', async () => {
    const { document } = await open('restart-twice.intspec.yaml', (await goodSpec()).replace('spec_status: Approved', 'spec_status: Done'));
    await Promise.all([vscode.commands.executeCommand('intspec.restart'), vscode.commands.executeCommand('intspec.restart')]);
    await expectFindings(document.uri, ['invalid-value:11']);
    await until('one finding only', () => diagnostics(document.uri).length, (count) => count === 1);
  });
});
