import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, cleanUp, cursorAfter, goodSpec, LANGUAGE, open, type, until } from './editor.ts';

const TEMPLATE_LINE = 'template: integration-spec-v1.0';

/** A document of a kind of its own, its cursor at the text's `|`. */
async function editorFor(name: string, marked: string): Promise<vscode.TextEditor> {
  const editor = await open(name, marked.replace('|', ''));
  const position = editor.document.positionAt(marked.indexOf('|'));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

function becomes(uri: vscode.Uri, language: string): Promise<unknown> {
  return until(`the language ${language}`, () => vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString())?.languageId, (id) => id === language);
}

describe('the language', () => {
  afterEach(cleanUp);

  for (const name of ['one.intspec.yaml', 'two.intspec.yml']) {
    it(`is that of ${name}`, async () => {
      assert.equal((await open(name, 'spec_id:\n')).document.languageId, LANGUAGE);
    });
  }

  it('is that of a YAML file that says so', async () => {
    const { document } = await open('named-otherwise.yaml', `# a spec\nspec_id: INT-2025-901\n${TEMPLATE_LINE} # ours\n`);
    await becomes(document.uri, LANGUAGE);
  });

  it('becomes that of a YAML file when the template is typed', async () => {
    const { document } = await editorFor('typed.yaml', 'spec_id: INT-2025-902\n|');
    await until('the language yaml', () => document.languageId, (id) => id === 'yaml');
    await type(TEMPLATE_LINE.slice(0, -1));
    assert.equal(document.languageId, 'yaml');
    await type(TEMPLATE_LINE.slice(-1));
    await becomes(document.uri, LANGUAGE);
  });

  it('becomes that of a YAML file when a whole spec is pasted', async () => {
    const { document } = await editorFor('pasted.yml', '|');
    await vscode.env.clipboard.writeText(await goodSpec('INT-2025-903'));
    await vscode.commands.executeCommand('editor.action.clipboardPasteAction');
    await becomes(document.uri, LANGUAGE);
    assert.equal(document.getText(), await goodSpec('INT-2025-903'));
  });

  it('stays what the user chose by hand', async () => {
    const { document } = await open('by-hand.intspec.yaml', `${TEMPLATE_LINE}\n`);
    assert.equal(document.languageId, LANGUAGE);
    await vscode.languages.setTextDocumentLanguage(document, 'yaml');
    const editor = await vscode.window.showTextDocument(document.uri);
    cursorAfter(editor, TEMPLATE_LINE);
    await type('\n\n');
    await vscode.commands.executeCommand('undo');
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    assert.equal(editor.document.languageId, 'yaml');
  });

  for (const [title, text] of Object.entries({
    'in a nested map': `a:\n  ${TEMPLATE_LINE}\n`,
    'in a comment': `# ${TEMPLATE_LINE}\n`,
    'of another version': 'template: integration-spec-v2.0\n',
  })) {
    it(`is not that of a YAML file with the template ${title}`, async () => {
      const plain = await open('other.yaml', text);
      // A spec opened after it has become one by the time this one would have.
      const spec = await open('a-spec.yaml', `${TEMPLATE_LINE}\n`);
      await becomes(spec.document.uri, LANGUAGE);
      assert.equal(plain.document.languageId, 'yaml');
    });
  }

  it('is not that of the settings file of a repository', async () => {
    assert.equal((await open('.intspec.yaml', 'rules: {}\n')).document.languageId, 'yaml');
  });
});

describe('typing', () => {
  afterEach(cleanUp);

  const ENTER: Record<string, readonly [string, string]> = {
    'goes deeper behind a key without a value': ['integration_purpose:|', 'integration_purpose:\n  |'],
    'goes deeper behind a nested key': ['a:\n  contact:|', 'a:\n  contact:\n    |'],
    'goes deeper behind a key with a comment': ['a:\n  contact: # who|', 'a:\n  contact: # who\n    |'],
    'goes deeper into a block scalar': ['why: >-|', 'why: >-\n  |'],
    'stays behind a value': ['a:\n  team: IT|', 'a:\n  team: IT\n  |'],
    'stays behind a list item': ['steps:\n  - Stop|', 'steps:\n  - Stop\n  |'],
    'stays behind a value with a colon': ['a:\n  title: "A → B: C"|', 'a:\n  title: "A → B: C"\n  |'],
    'stays behind a comment that ends with a colon': ['a:\n  # note:|', 'a:\n  # note:\n  |'],
    'opens a flow map': ['a: {|}', 'a: {\n  |\n}'],
  };
  for (const [title, [before, expected]] of Object.entries(ENTER)) {
    it(`Enter ${title}`, async () => {
      const editor = await editorFor('enter.intspec.yaml', before);
      await type('\n');
      const { document, selection } = editor;
      const at = document.offsetAt(selection.active);
      const text = document.getText();
      assert.equal(`${text.slice(0, at)}|${text.slice(at)}`, expected);
    });
  }

  it('closes brackets and quotes', async () => {
    const { document } = await editorFor('closing.intspec.yaml', 'scope: |\n');
    await type('["a');
    assert.equal(document.getText(), 'scope: ["a"]\n');
  });

  it('comments lines and takes the comment away again', async () => {
    const before = 'contact:\n  team: IT\n  escalation: "#it"\n';
    const { document } = await open('comment.intspec.yaml', before);
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.equal(document.getText(), '# contact:\n#   team: IT\n#   escalation: "#it"\n');
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.equal(document.getText(), before);
  });

  it('comments a nested line at its own indentation', async () => {
    const editor = await open('comment-nested.intspec.yaml', 'contact:\n  team: IT\n');
    cursorAfter(editor, 'team');
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.equal(editor.document.getText(), 'contact:\n  # team: IT\n');
  });

  it('indents with two spaces', async () => {
    const editor = await open('tab.intspec.yaml', 'contact:\n');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('tab');
    assert.equal(editor.document.getText(), 'contact:\n  ');
    assert.equal(editor.options.tabSize, 2);
  });

  it('folds a section without the blank line and the comment behind it', async () => {
    const editor = await open('folding.intspec.yaml', await goodSpec());
    const { document } = editor;
    const line = after(document, '\nintegration_purpose:').line;
    const next = after(document, '\nsource_system:').line;
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand('editor.fold');
    const visible = await until('the fold', () => editor.visibleRanges, (ranges) => ranges.length > 1);
    assert.equal(visible[0]?.end.line, line);
    const shown = document.lineAt(visible[1]?.start.line ?? 0);
    assert.ok(shown.lineNumber < next && shown.text.trim() === '', `the fold ends before line ${String(shown.lineNumber + 1)}: ${shown.text}`);
  });

  it('selects a key with its underscores, and a hyphenated word, as one word', async () => {
    const { document } = await open('word.intspec.yaml', 'source_system_owner: order-sync\n');
    const words = [3, 25].map((at) => document.getText(document.getWordRangeAtPosition(document.positionAt(at))));
    assert.deepEqual(words, ['source_system_owner', 'order-sync']);
  });
});
