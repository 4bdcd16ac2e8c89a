import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  cleanUp, diagnostics, expectFindings, faultySpec, findings, goodSpec, isRule, LANGUAGE, open, replace, repositoryFile, repositoryFiles, ruleOf,
} from './editor.ts';

interface Expected {
  readonly rule: string;
  readonly line: number;
}

/** What the file beside a faulty spec says of it, as far as there are rules for it. */
async function expectedOf(name: string): Promise<string[]> {
  const all: readonly Expected[] = JSON.parse(await repositoryFile(`test/fixtures/faulty/${name}.expected.json`)) as readonly Expected[];
  return all
    .filter(({ rule }) => isRule(rule))
    .sort((one, other) => one.line - other.line || one.rule.localeCompare(other.rule))
    .map(({ rule, line }) => `${rule}:${String(line)}`);
}

const FAULTY = ['header-only', 'template-placeholders', 'contract-faults', 'delivery-contradictions', 'half-typed'];

describe('findings', () => {
  afterEach(cleanUp);

  it('every faulty spec of the fixtures is among those looked at', async () => {
    const names = await repositoryFiles('test/fixtures/faulty', '.intspec.yaml');
    assert.deepEqual(names.map((name) => name.replace('.intspec.yaml', '')), [...FAULTY].sort());
  });

  for (const name of FAULTY) {
    it(`stand in ${name} exactly where they are expected`, async () => {
      const { document } = await open(`faulty-${name}.intspec.yaml`, await faultySpec(name));
      await expectFindings(document.uri, await expectedOf(name));
    });

    it(`stand in ${name} on the same lines when its lines end with CR LF`, async () => {
      const text = await faultySpec(name);
      const { document } = await open(`faulty-${name}-crlf.intspec.yaml`, text.replace(/\n/g, '\r\n'));
      assert.equal(document.eol, vscode.EndOfLine.CRLF);
      await expectFindings(document.uri, await expectedOf(name));
    });
  }

  it('are none in the examples', async () => {
    for (const name of await repositoryFiles('examples', '.intspec.yaml')) {
      const [uri] = await vscode.workspace.findFiles(name);
      assert.ok(uri, name);
      const editor = await vscode.window.showTextDocument(uri);
      // A fault that comes and goes shows that the file has been looked at.
      const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      assert.ok(await editor.edit((edit) => { edit.insert(end, '\nnobody_knows: 1\n'); }));
      const line = editor.document.positionAt(editor.document.getText().indexOf('nobody_knows')).line + 1;
      // An approved spec with a fault is no longer ready.
      const status = editor.document.getText().split('\n').findIndex((each) => /^spec_status: "?Approved/.test(each)) + 1;
      await expectFindings(uri, [...(status > 0 ? [`approved-incomplete:${String(status)}`] : []), `unknown-key:${String(line)}`]);
      await vscode.commands.executeCommand('undo');
      await expectFindings(uri, []);
    }
  });

  it('say what they are about, with a link to the manual that is there', async () => {
    const { document } = await open('about.intspec.yaml', await faultySpec('header-only'));
    await expectFindings(document.uri, await expectedOf('header-only'));
    const header = diagnostics(document.uri).find((each) => ruleOf(each) === 'missing-required-field');
    assert.ok(header);
    assert.match(header.message, /target_system_owner.*spec_status/);
    assert.equal(header.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof header.code === 'object', 'the finding links to the manual');
    await vscode.workspace.fs.stat(header.code.target);
  });

  it('come and go with each key while the text is half typed', async () => {
    const { document } = await open('typing.intspec.yaml', await goodSpec());
    await replace(document, 'spec_status: Approved', 'spec_status: Approv');
    await expectFindings(document.uri, ['invalid-value:11']);
    await replace(document, 'spec_status: Approv\n', 'spec_status: Approved\n');
    await expectFindings(document.uri, []);
  });

  it('stand in a document that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: await faultySpec('header-only') });
    await vscode.window.showTextDocument(document);
    await expectFindings(document.uri, await expectedOf('header-only'));
  });

  it('stand in a spec with a name of its own once it says what it is', async () => {
    const { document } = await open('own-name.yaml', await faultySpec('header-only'));
    await expectFindings(document.uri, await expectedOf('header-only'));
  });

  it('are none in YAML that is no spec', async () => {
    const plain = await open('plain.yaml', 'spec_id: 1\nspec_id: 2\n');
    const spec = await open('beside.intspec.yaml', await faultySpec('header-only'));
    await expectFindings(spec.document.uri, await expectedOf('header-only'));
    assert.deepEqual(findings(plain.document.uri), []);
  });
});
