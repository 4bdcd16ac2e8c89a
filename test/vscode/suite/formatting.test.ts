import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, cursorAfter, goodSpec, open, serverIsUp, type, untilEqual } from './editor.ts';

/** The refactorings that the editor offers at a place, by title. */
async function refactoringsAt(uri: vscode.Uri, position: vscode.Position): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, new vscode.Range(position, position), vscode.CodeActionKind.Refactor.value);
}

describe('formatting in the editor', () => {
  before(serverIsUp);
  afterEach(cleanUp);

  it('tidies the document, and leaves a tidy one alone', async () => {
    const tidy = (await goodSpec()).replaceAll("'PagerDuty policy order-sync-primary; Slack channel #order-sync'", '"PagerDuty policy order-sync-primary; Slack channel #order-sync"');
    const { document } = await open('untidy.intspec.yaml', tidy.replace(/^ +(?=\w+: [A-Z])/gm, (blanks) => blanks).replace('  environment: Production\n', '  environment:   Production  \n').replace('{ team:', '{team:'));
    await vscode.commands.executeCommand('editor.action.formatDocument');
    await untilEqual(() => document.getText(), tidy);
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.getText(), tidy);
  });

  it('tidies a selection', async () => {
    const editor = await open('selection.intspec.yaml', 'spec_id:   INT-2025-001\ntitle:   "A → B: C"\nauthor:   D\n');
    editor.selection = new vscode.Selection(1, 0, 1, 5);
    await vscode.commands.executeCommand('editor.action.formatSelection');
    await untilEqual(() => editor.document.getText(), 'spec_id:   INT-2025-001\ntitle: "A → B: C"\nauthor:   D\n');
  });

  const ENTER: Record<string, readonly [string, string]> = {
    'lines up with the key behind a dash': ['steps:\n  - name: x|', 'steps:\n  - name: x\n    |'],
    'goes deeper behind a key behind a dash': ['steps:\n  - name:|', 'steps:\n  - name:\n      |'],
    'goes deeper once behind a key': ['a:\n  contact:|', 'a:\n  contact:\n    |'],
    'goes to the next dash': ['steps:\n  - Stop|', 'steps:\n  - Stop\n  |'],
    'goes behind a dash alone': ['steps:\n  -|', 'steps:\n  -\n    |'],
    'goes to the column of what is below a key already': ['a:|\n    b: 1\n', 'a:\n    |\n    b: 1\n'],
    'stays in a block text behind a colon': ['why: >-\n  one:|', 'why: >-\n  one:\n  |'],
  };
  for (const [title, [marked, expected]] of Object.entries(ENTER)) {
    it(`Enter ${title}`, async () => {
      const at = marked.indexOf('|');
      const editor = await open('enter.intspec.yaml', marked.replace('|', ''));
      const { document } = editor;
      const position = document.positionAt(at);
      editor.selection = new vscode.Selection(position, position);
      await type('\n');
      await untilEqual(() => {
        const offset = document.offsetAt(editor.selection.active);
        return `${document.getText().slice(0, offset)}|${document.getText().slice(offset)}`;
      }, expected);
    });
  }
});

describe('refactorings in the editor', () => {
  before(serverIsUp);
  afterEach(cleanUp);

  it('are offered by kind, and applied', async () => {
    const { document } = await open('refactor.intspec.yaml', await goodSpec());
    const long = await refactoringsAt(document.uri, after(document, 'transformation: trim, '));
    assert.ok(!long.some(({ title }) => title.startsWith('Write `email` on one line')), 'a line of 150 columns is none to read');
    const offered = await refactoringsAt(document.uri, after(document, 'transformation: truncate to 45'));
    const action = offered.find(({ title }) => title.startsWith('Write `otherRefNum` on one line'));
    assert.ok(action?.edit, offered.map(({ title }) => title).join(' | '));
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.match(document.getText(), /^ {4}otherRefNum: \{ type: string\(45\), mapped_from: source\.name, transformation: truncate to 45, required: true \}$/m);
  });

  it('move a field to `not_written`, with a place for the reason', async () => {
    const editor = await open('move.intspec.yaml', await goodSpec());
    const { document } = editor;
    cursorAfter(editor, '\n    note');
    const action = (await refactoringsAt(document.uri, editor.selection.active)).find(({ title }) => title.startsWith('Move `note`'));
    assert.ok(action?.edit);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.match(document.getText(), /^ {4}note: <?reason it is not written>?$/m);
    assert.doesNotMatch(document.getText(), /mapped_from: source\.note$/m);
  });
});
