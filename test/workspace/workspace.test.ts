import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import type { DocumentText } from '../../server/src/workspace/workspace.ts';
import type { EditorSettings } from '../../server/src/workspace/settings.ts';
import { NO_EDITOR_SETTINGS } from '../../server/src/workspace/settings.ts';
import { inBase } from '../helpers/check.ts';
import { examples } from '../helpers/files.ts';

const TEXT = examples[0]?.text ?? '';
const ID = 'INT-2025-021';
const SIGNED = `spec_approval:\n${['author', 'source_system_owner', 'target_system_owner', 'technical_reviewer', 'approved_for_execution'].map((row, at) => `  ${row}: { name: Person ${'ABCDE'[at] ?? ''}, date: 2025-03-05 }\n`).join('')}`;
const [A, B, C] = ['file:///w/a.intspec.yaml', 'file:///w/b.intspec.yaml', 'file:///w/c.intspec.yaml'];

function document(uri: string, text: string, version = 1, languageId = 'integration-spec'): DocumentText {
  return { uri, version, languageId, getText: () => text };
}

/** A workspace that counts how often ids change, and takes no failure of a rule. */
function workspaceWith(files: Readonly<Record<string, string>> = {}): { workspace: Workspace; changes: () => number } {
  let changes = 0;
  const workspace = new Workspace({
    onError: (_, error) => {
      throw error;
    },
    onIdsChanged: () => {
      changes += 1;
    },
  });
  for (const [uri, text] of Object.entries(files)) workspace.setFile(uri, text);
  return { workspace, changes: () => changes };
}

function diagnosticsOf(workspace: Workspace, opened: DocumentText): Diagnostic[] {
  const analysis = workspace.analysis(opened);
  assert.ok(analysis);
  return workspace.diagnostics(opened.uri, analysis);
}

function duplicatesOf(workspace: Workspace, opened: DocumentText): string[] {
  const finding = diagnosticsOf(workspace, opened).find(({ code }) => code === 'duplicate-spec-id');
  return finding?.relatedInformation?.map(({ location }) => location.uri) ?? [];
}

describe('the analysis of an open document', () => {
  it('is made once for a version, and anew for the next', () => {
    const { workspace } = workspaceWith();
    const first = workspace.analysis(document(A, TEXT, 1));
    assert.ok(first);
    assert.equal(workspace.analysis(document(A, TEXT, 1)), first);
    assert.equal(first.spec, first.spec);
    assert.equal(workspace.run(A, first), workspace.run(A, first));
    assert.notEqual(workspace.analysis(document(A, TEXT, 2)), first);
  });

  it('is never that of another text, whatever its version', () => {
    const { workspace } = workspaceWith();
    workspace.analysis(document(A, TEXT, 1));
    assert.equal(workspace.analysis(document(A, 'author: x\n', 1))?.text, 'author: x\n');
  });

  it('is dropped when the document is closed', () => {
    const { workspace } = workspaceWith();
    const first = workspace.analysis(document(A, TEXT));
    workspace.close(A);
    assert.notEqual(workspace.analysis(document(A, TEXT)), first);
    assert.deepEqual([...workspace.index.ids()], [ID]);
    workspace.close(A);
    assert.deepEqual([...workspace.index.ids()], []);
  });

  it('is run anew when facts from outside change, and not otherwise', () => {
    const { workspace } = workspaceWith();
    const analysis = workspace.analysis(document(A, TEXT));
    assert.ok(analysis);
    const first = workspace.run(A, analysis);
    workspace.setFile(B, 'author: x\n');
    workspace.setEditorSettings(A, NO_EDITOR_SETTINGS);
    assert.equal(workspace.run(A, analysis), first, 'a file without an id, and the usual settings, change nothing');
    workspace.setEditorSettings(A, { ...NO_EDITOR_SETTINGS, rules: { title: 'off', 'unknown-key': 'off' } });
    const second = workspace.run(A, analysis);
    assert.notEqual(second, first);
    workspace.setFile(B, TEXT);
    assert.notEqual(workspace.run(A, analysis), second);
  });
});

describe('one id in several documents', () => {
  it('is found between two files, two open documents, and one of each', () => {
    const closed = workspaceWith({ [A]: TEXT, [B]: TEXT }).workspace;
    assert.deepEqual(closed.fileReport(A, TEXT).diagnostics.map(({ code }) => code), ['duplicate-spec-id']);
    const open = workspaceWith().workspace;
    open.analysis(document(B, TEXT));
    assert.deepEqual(duplicatesOf(open, document(A, TEXT)), [B]);
    const mixed = workspaceWith({ [B]: TEXT }).workspace;
    assert.deepEqual(duplicatesOf(mixed, document(A, TEXT)), [B]);
  });

  it('counts the open text instead of the file’s, and the file’s again once it is closed', () => {
    const { workspace } = workspaceWith({ [A]: TEXT, [B]: TEXT });
    const mine = document(A, TEXT);
    workspace.analysis(document(B, TEXT.replace(ID, 'INT-2025-900')));
    assert.deepEqual(duplicatesOf(workspace, mine), []);
    workspace.close(B);
    assert.deepEqual(duplicatesOf(workspace, mine), [B]);
    workspace.setFile(B, null);
    assert.deepEqual(duplicatesOf(workspace, mine), []);
  });

  it('names the others in the order of their URIs', () => {
    const { workspace } = workspaceWith({ [C]: TEXT, [B]: TEXT });
    assert.deepEqual(duplicatesOf(workspace, document(A, TEXT)), [B, C]);
  });

  it('is not found between spellings of one URI', () => {
    const { workspace } = workspaceWith({ 'file:///C%3A/my%20specs/a.intspec.yaml': TEXT });
    assert.deepEqual(duplicatesOf(workspace, document('file:///c:/my specs/a.intspec.yaml', TEXT)), []);
  });

  it('is not found for a placeholder, nor in a document that is no spec', () => {
    const text = TEXT.replace(ID, 'TBD');
    const { workspace } = workspaceWith({ [B]: text });
    assert.deepEqual(duplicatesOf(workspace, document(A, text)), []);
    workspace.analysis(document('file:///w/other.yaml', `spec_id: ${ID}\n`, 1, 'yaml'));
    assert.deepEqual(duplicatesOf(workspace, document(A, TEXT)), []);
  });

  it('follows its place in the other document', () => {
    const { workspace } = workspaceWith({ [B]: TEXT });
    const lineOf = (): number | undefined => diagnosticsOf(workspace, document(A, TEXT))[0]?.relatedInformation?.[0]?.location.range.start.line;
    assert.equal(lineOf(), 0);
    workspace.analysis(document(B, `# moved\n${TEXT}`));
    assert.equal(lineOf(), 1);
  });

  it('is told of when it makes a difference, and only then', () => {
    const { workspace, changes } = workspaceWith({ [A]: TEXT });
    assert.equal(changes(), 1);
    workspace.analysis(document(A, TEXT));
    workspace.analysis(document(A, `# moved\n${TEXT}`, 2));
    workspace.close(A);
    workspace.setFile(B, 'author: x\n');
    workspace.setFile(B, null);
    assert.equal(changes(), 1, 'the id is the same, and nobody else has it');
    workspace.analysis(document(A, TEXT.replace(ID, 'INT-2025-900'), 3));
    assert.equal(changes(), 2);
    workspace.close(A);
    assert.equal(changes(), 3);
  });
});

describe('the findings of files', () => {
  it('are remembered until the file, the ids or the settings change', () => {
    const { workspace } = workspaceWith({ [A]: TEXT });
    assert.equal(workspace.knownFileReport(A), undefined);
    const found = workspace.fileReport(A, TEXT);
    assert.equal(workspace.knownFileReport(A), found);
    for (const change of [
      () => workspace.setFile(A, `${TEXT}# more\n`),
      () => workspace.setFile(B, TEXT),
      () => workspace.setEditorSettings('', { ...NO_EDITOR_SETTINGS, rules: { 'duplicate-spec-id': 'off' } }),
      () => workspace.forgetEditorSettings(),
    ]) {
      workspace.fileReport(A, TEXT);
      assert.ok(workspace.knownFileReport(A));
      change();
      assert.equal(workspace.knownFileReport(A), undefined);
    }
  });

  it('are remembered when other files come and go, and when the same text is read again', () => {
    const { workspace } = workspaceWith({ [A]: TEXT });
    const found = workspace.fileReport(A, TEXT);
    for (const change of [
      () => workspace.setFile(A, TEXT),
      () => workspace.setFile(B, TEXT.replace(ID, 'INT-2025-900')),
      () => workspace.setFile(B, null),
    ]) {
      change();
      assert.equal(workspace.knownFileReport(A), found);
    }
  });

  it('are known by any spelling of the URI', () => {
    const { workspace } = workspaceWith({ 'file:///w/a%20b.intspec.yaml': TEXT });
    workspace.fileReport('file:///w/a b.intspec.yaml', TEXT);
    assert.ok(workspace.knownFileReport('file:///w/a%20b.intspec.yaml'));
    assert.equal(workspace.index.hasFile('file:///w/a b.intspec.yaml'), true);
    workspace.setFile('file:///w/a b.intspec.yaml', null);
    assert.deepEqual(workspace.index.files(), []);
  });
});

describe('a file that is taken in', () => {
  const CASES: readonly (readonly [string, string | null, string | null, boolean])[] = [
    ['a new one', null, TEXT, true],
    ['another text', TEXT, `${TEXT}# more\n`, true],
    ['the same text', TEXT, TEXT, false],
    ['one that is gone', TEXT, null, true],
    ['one that never was there', null, null, false],
  ];
  for (const [what, before, after, expected] of CASES) {
    for (const [kind, uri] of [['spec', A], ['settings', 'file:///w/.intspec.yaml']] as const) {
      it(`says whether anything is new: ${what}, ${kind}`, () => {
        const { workspace } = workspaceWith();
        workspace.setFile(uri, before);
        assert.equal(workspace.setFile(uri, after), expected);
        assert.deepEqual(workspace.files(), after === null ? [] : [uri]);
      });
    }
  }

  it('says nothing is new where the document is open, unless it is a file only now', () => {
    const { workspace } = workspaceWith();
    workspace.analysis(document(A, TEXT));
    assert.equal(workspace.setFile(A, TEXT), true);
    assert.equal(workspace.setFile(A, `${TEXT}# saved\n`), false);
    assert.equal(workspace.setFile(A, null), true);
  });
});

describe('which documents are specs', () => {
  const TEMPLATE = 'template: integration-spec-v1.0\n';
  const cases: readonly (readonly [string, string, string, string, boolean])[] = [
    ['by its language', 'file:///w/a.txt', 'integration-spec', '', true],
    ['by its language, without a name', 'untitled:Untitled-1', 'integration-spec', '', true],
    ['by its name', 'file:///w/a.intspec.yaml', 'yaml', '', true],
    ['by its other name', 'file:///w/a.intspec.yml', 'plaintext', '', true],
    ['by its name, escaped', 'file:///w/a%2Eintspec.yaml', 'yaml', '', true],
    ['by its name, in front of a query', 'git:/w/a.intspec.yaml?ref=HEAD', 'yaml', '', true],
    ['by its template', 'file:///w/a.yaml', 'yaml', TEMPLATE, true],
    ['by its template, in quotes', 'file:///w/a.yaml', 'yaml', 'a: b\n"template": "integration-spec-v1.0" # yes\n', true],
    ['by its template, not saved yet', 'untitled:Untitled-1', 'yaml', TEMPLATE, true],
    ['not for other YAML', 'file:///w/a.yaml', 'yaml', 'a: 1\n', false],
    ['not for another template', 'file:///w/a.yaml', 'yaml', 'template: integration-spec-v1.0-draft\n', false],
    ['not for a template further down', 'file:///w/a.yaml', 'yaml', `spec:\n  ${TEMPLATE}`, false],
    ['not for a template in a comment or a text', 'file:///w/a.yaml', 'yaml', `# ${TEMPLATE}a: |\n  ${TEMPLATE}`, false],
    ['not for a name that only ends alike', 'file:///w/aintspec.yaml', 'yaml', '', false],
    ['not for another ending', 'file:///w/a.intspec.json', 'json', '', false],
  ];
  for (const [title, uri, languageId, text, expected] of cases) {
    it(title, () => assert.equal(workspaceWith().workspace.analysis(document(uri, text, 1, languageId)) !== undefined, expected));
  }

  it('is judged anew when the language changes', () => {
    const { workspace } = workspaceWith();
    const uri = 'file:///w/a.yaml';
    assert.equal(workspace.analysis(document(uri, `spec_id: ${ID}\n`, 1, 'yaml')), undefined);
    assert.ok(workspace.analysis(document(uri, `spec_id: ${ID}\n`, 1)));
    assert.deepEqual([...workspace.index.ids()], [ID]);
    assert.equal(workspace.analysis(document(uri, `spec_id: ${ID}\n`, 1, 'yaml')), undefined);
    assert.deepEqual([...workspace.index.ids()], []);
  });

  for (const [title, uri, languageId] of [['', 'file:///w/.intspec.yaml', 'yaml'], [', whatever their language', 'file:///w/%2Eintspec.yml', 'integration-spec']] as const) {
    it(`settings of a repository are none${title}`, () => {
      const { workspace } = workspaceWith({ [uri]: TEXT });
      assert.equal(workspace.analysis(document(uri, TEXT, 1, languageId))?.spec.format.name, 'settings');
      assert.deepEqual([workspace.index.files(), [...workspace.index.ids()], workspace.files()], [[], [], [uri]]);
    });
  }

  it('includes what the user’s own patterns found', () => {
    const { workspace } = workspaceWith({ 'file:///w/specs/a.yml': '' });
    assert.ok(workspace.analysis(document('file:///w/specs/a.yml', '', 1, 'yaml')));
  });
});

describe('settings of documents', () => {
  it('are their own, or else those of all', () => {
    const { workspace } = workspaceWith();
    const quiet = { ...NO_EDITOR_SETTINGS, rules: { 'unknown-key': 'off' } } as const;
    const loud = { ...NO_EDITOR_SETTINGS, rules: { 'unknown-key': 'hint' } } as const;
    const rulesOf = (...uris: string[]) => uris.map((uri) => workspace.settings(uri).rules);
    assert.deepEqual(rulesOf(A), [{}]);
    workspace.setEditorSettings('', quiet);
    workspace.setEditorSettings(B, loud);
    assert.deepEqual(rulesOf(A, B), [quiet.rules, loud.rules]);
    assert.deepEqual([workspace.hasEditorSettings(A), workspace.hasEditorSettings(B)], [false, true]);
    workspace.forgetEditorSettings();
    assert.deepEqual([...rulesOf(A), workspace.hasEditorSettings('')], [{}, false]);
  });

  it('of a document that is no file go when it is closed', () => {
    const { workspace } = workspaceWith({ [A]: TEXT });
    for (const uri of [A, 'untitled:1']) {
      workspace.analysis(document(uri, TEXT));
      workspace.setEditorSettings(uri, NO_EDITOR_SETTINGS);
      workspace.close(uri);
    }
    assert.deepEqual([workspace.hasEditorSettings(A), workspace.hasEditorSettings('untitled:1')], [true, false]);
  });

  it('say nothing about whether a spec is ready: that goes by the settings of the repository', () => {
    const sound = inBase({ text: `spec_status: Approved\nrollback_plan:\n  rollback_trigger: x\n  rollback_procedure: [Restore the earlier values, Verify the totals]\n  rollback_tested: tested on staging\n  rollback_window: 10 minutes\n${SIGNED}` });
    const codes = (repository: string, editor: EditorSettings['rules']): string[] => {
      const { workspace } = workspaceWith({ 'file:///w/.intspec.yaml': repository });
      workspace.folders = ['file:///w'];
      workspace.setEditorSettings('', { ...NO_EDITOR_SETTINGS, rules: editor });
      return diagnosticsOf(workspace, document(A, sound)).map(({ code, severity }) => `${String(code)} ${String(severity)}`).sort();
    };
    const [short, incomplete] = ['rollback-window-too-short', 'approved-incomplete 1'];
    assert.deepEqual(codes('', {}), [incomplete, `${short} 1`]);
    assert.deepEqual(codes('', { [short]: 'warning' }), [incomplete, `${short} 2`]);
    assert.deepEqual(codes('', { [short]: 'off' }), [incomplete]);
    assert.deepEqual(codes(`rules: { ${short}: warning }\n`, {}), [`${short} 2`]);
    assert.deepEqual(codes(`rules: { ${short}: warning }\n`, { [short]: 'error' }), [`${short} 1`]);
    assert.deepEqual(codes(`rules: { ${short}: off }\n`, { [short]: 'error' }), [`${short} 1`]);
    assert.deepEqual(codes(`rules: { ${short}: error }\n`, { [short]: 'hint', 'approved-incomplete': 'warning' }), ['approved-incomplete 2', `${short} 4`]);
  });

  it('leave a suppression alone of what other specs would show, for a file outside of every folder', () => {
    const text = inBase({ text: '' }).replace('spec_id:', '# intspec-disable-next-line duplicate-spec-id -- moved\nspec_id:');
    const { workspace } = workspaceWith();
    workspace.folders = ['file:///w'];
    assert.deepEqual(diagnosticsOf(workspace, document('file:///elsewhere/a.intspec.yaml', text)), []);
    workspace.close('file:///elsewhere/a.intspec.yaml');
    assert.deepEqual(diagnosticsOf(workspace, document(A, text)), [], 'not all files are taken in yet');
    workspace.isComplete = true;
    assert.deepEqual(diagnosticsOf(workspace, document(A, text)).map(({ code }) => code), ['unused-suppression']);
  });
});
