/** Outline, search, folding, selection, links, lenses, hints and colours as the editor gets them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, expectFindings, goodSpec, nextId, open, replace, serverIsUp, until, write } from './editor.ts';

function run<T>(command: string, ...args: unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(`vscode.${command}`, ...args);
}

function lensesOf(uri: vscode.Uri): Thenable<vscode.CodeLens[]> {
  return run<vscode.CodeLens[]>('executeCodeLensProvider', uri);
}

function titles(lenses: readonly vscode.CodeLens[]): string[] {
  return lenses.map(({ command }) => command?.title ?? '');
}

async function hintsOf({ uri, lineCount }: vscode.TextDocument): Promise<string[]> {
  const hints = await run<vscode.InlayHint[]>('executeInlayHintProvider', uri, new vscode.Range(0, 0, lineCount, 0));
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}

describe('structure', () => {
  before(serverIsUp);
  afterEach(cleanUp);

  it('is an outline of sections, records and fields', async () => {
    const { document } = await open('outline.intspec.yaml', await goodSpec());
    const symbols = await run<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider', document.uri);
    const contract = symbols.find(({ name }) => name === '§6 Data Contract');
    const source = contract?.children.find(({ name }) => name === 'source_record');
    const items = source?.children.find(({ name }) => name === 'line_items');
    assert.deepEqual([source?.detail, items?.detail, items?.children.map(({ name }) => name)], ['16 fields', 'array<object>', ['id', 'sku', 'title', 'quantity', 'price']]);
  });

  it('finds specs and fields of the workspace, closed files included', async () => {
    const id = nextId();
    await write('closed.intspec.yaml', `spec_id: ${id}\ntitle: Alpha → Beta: Search\ndata_contract:\n  source_record:\n    field_of_the_closed: { type: string }\n`);
    const search = async (query: string): Promise<string[]> => (await run<vscode.SymbolInformation[]>('executeWorkspaceSymbolProvider', query)).map(({ name }) => name);
    await until('the spec', () => search(id), (names) => names.includes(`${id} Alpha → Beta: Search`));
    assert.deepEqual(await search('field_of_the_closed'), ['field_of_the_closed']);
  });

  it('folds sections', async () => {
    const { document } = await open('folding.intspec.yaml', await goodSpec());
    const ranges = await run<vscode.FoldingRange[]>('executeFoldingRangeProvider', document.uri);
    const starts = ranges.map(({ start }) => document.lineAt(start).text);
    for (const line of ['source_system:', '  source_record:', '    line_items:', '  failure_classes:']) assert.ok(starts.includes(line), line);
  });

  it('selects ever more', async () => {
    const { document } = await open('selection.intspec.yaml', await goodSpec());
    const [range] = await run<vscode.SelectionRange[]>('executeSelectionRangeProvider', document.uri, [after(document, "concat('SHOP-', toText(source")]);
    const texts: string[] = [];
    for (let at = range; at; at = at.parent) texts.push(document.getText(at.range));
    for (const text of ['source', 'source.id', 'toText(source.id)', "concat('SHOP-', toText(source.id))"]) assert.ok(texts.includes(text), text);
    assert.equal(texts.at(-1), document.getText());
  });

  it('links files that are there', async () => {
    const page = await write('docs.md', '# Docs\n');
    const { document } = await open('links.intspec.yaml', (await goodSpec()).replace(/^author: .*$/m, 'author: docs.md, nowhere.md and https://example.com/x'));
    const links = await until('links', () => run<vscode.DocumentLink[]>('executeLinkProvider', document.uri), (found) => found.length > 0);
    // The editor finds addresses by itself too.
    assert.deepEqual([...new Set(links.map(({ target }) => target?.toString()))].sort(), [page.toString(), 'https://example.com/x'].sort());
  });
});

describe('code lenses', () => {
  afterEach(cleanUp);

  it('count what is mapped, and show it', async () => {
    const { document } = await open('lenses.intspec.yaml', await goodSpec());
    await expectFindings(document.uri, []);
    const lenses = await lensesOf(document.uri);
    assert.deepEqual(titles(lenses), ['ready for execution', '25 of 27 mapped · 2 not written']);
    const command = lenses[1]?.command;
    assert.equal(command?.command, 'intspec.showLocations');
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  });

  it('count what blocks the approval', async () => {
    const { document } = await open('blocked.intspec.yaml', await goodSpec());
    await replace(document, 'spec_status: Approved', 'spec_status: Draft');
    await replace(document, 'date: 2025-03-03', 'date: 2025-02-31');
    await until('the lens', async () => titles(await lensesOf(document.uri)), (found) => found.includes('1 error blocks approval'));
  });

  it('go to the one place there is', async () => {
    const id = nextId();
    const other = await write('other.intspec.yaml', `# follows ${id}\nauthor: x\n`);
    const { document } = await open('named.intspec.yaml', `spec_id: ${id}\n`);
    const lenses = await until('the lens', () => lensesOf(document.uri), (found) => titles(found).includes('used in 1 other spec'));
    const command = lenses[0]?.command;
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await until('the other spec', () => vscode.window.activeTextEditor?.document.uri.toString(), (uri) => uri === other.toString());
    assert.equal(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection.isEmpty ? undefined : vscode.window.activeTextEditor.selection).includes(id), true);
  });
});

describe('inlay hints', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('intspec.inlayHints');
  afterEach(async () => {
    for (const kind of ['sourceTypes', 'resultTypes', 'quantities']) await settings().update(kind, undefined, vscode.ConfigurationTarget.Workspace);
    await cleanUp();
  });

  it('are types and quantities, each as the settings want them', async () => {
    const { document } = await open('hints.intspec.yaml', await goodSpec());
    const all = await hintsOf(document);
    for (const hint of ['string(50)', '→ date', '= 120/min']) assert.ok(all.includes(hint), hint);
    await settings().update('quantities', false, vscode.ConfigurationTarget.Workspace);
    await until('no quantities', () => hintsOf(document), (hints) => hints.length > 0 && !hints.some((hint) => hint.startsWith('=')));
    await settings().update('sourceTypes', false, vscode.ConfigurationTarget.Workspace);
    await settings().update('resultTypes', false, vscode.ConfigurationTarget.Workspace);
    await until('no hints', () => hintsOf(document), (hints) => hints.length === 0);
  });
});

describe('semantic tokens', () => {
  afterEach(cleanUp);

  it('colour what the author named', async () => {
    const { document } = await open('tokens.intspec.yaml', await goodSpec());
    const legend = await run<vscode.SemanticTokensLegend>('provideDocumentSemanticTokensLegend', document.uri);
    const tokens = await run<vscode.SemanticTokens>('provideDocumentSemanticTokens', document.uri);
    assert.ok(legend.tokenTypes.includes('property') && tokens.data.length > 500);
  });
});
