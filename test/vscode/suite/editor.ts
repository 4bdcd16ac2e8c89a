/** What the suite's tests do in the editor: make files, wait for findings, apply what the extension offers. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rules } from '../../../server/src/rules/index.ts';

/** The language's id. */
export const LANGUAGE = 'integration-spec';

const WAIT = 10_000;
const known = new Set(rules.map((rule) => rule.id));

/** The folders that files were written into, one a test. The editor may remember the text of a path it has seen. */
let folders = 0;
let folder: vscode.Uri | undefined;
let ids = 0;

/** The extension under test. Its folder is the repository. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('intspec.intspec');
  assert.ok(found, 'the extension is there');
  return found;
}

/** The text of a file of the repository. */
export async function repositoryFile(path: string): Promise<string> {
  return decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension().extensionUri, path)));
}

/** The names of the files in a folder of the repository that end so. */
export async function repositoryFiles(folder: string, ending: string): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(extension().extensionUri, folder));
  return entries.map(([name]) => name).filter((name) => name.endsWith(ending)).sort();
}

/** Writes a file into a folder of the workspace that is the test's own; {@link cleanUp} removes it. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace, 'a folder is open');
  folder ??= vscode.Uri.joinPath(workspace.uri, `test-${String((folders += 1))}-${String(Date.now())}`);
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the workspace and shows it. */
export async function open(name: string, text: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await write(name, text));
}

/** Closes every editor without saving, and removes the files that tests wrote. */
export async function cleanUp(): Promise<void> {
  for (const { document } of vscode.window.visibleTextEditors) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  if (!folder) return;
  const left = folder;
  folder = undefined;
  for (const [name] of await vscode.workspace.fs.readDirectory(left)) await vscode.workspace.fs.delete(vscode.Uri.joinPath(left, name), { recursive: true });
  await vscode.workspace.fs.delete(left, { recursive: true });
}

/** Waits until `read` gives something that satisfies `accept`, and returns it; fails with what it gave last. */
export async function until<T>(what: string, read: () => T | Thenable<T>, accept: (value: T) => boolean): Promise<T> {
  const end = Date.now() + WAIT;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > end) assert.fail(`Waited ${String(WAIT)} ms for ${what}; last seen: ${JSON.stringify(value)}`);
    await pause(30);
  }
}

/** Waits until the read value is equal to the expected one; fails with the difference. */
export async function untilEqual<T>(read: () => T | Thenable<T>, expected: T): Promise<void> {
  const end = Date.now() + WAIT;
  for (;;) {
    const value = await read();
    try {
      assert.deepEqual(value, expected);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(30);
  }
}

/** The extension's findings in a document as `rule:line`, in the order of the text. Lines count from 1. */
export function findings(uri: vscode.Uri): string[] {
  return diagnostics(uri)
    .map((diagnostic) => ({ rule: ruleOf(diagnostic), line: diagnostic.range.start.line + 1 }))
    .sort((one, other) => one.line - other.line || one.rule.localeCompare(other.rule))
    .map(({ rule, line }) => `${rule}:${String(line)}`);
}

/** The extension's diagnostics of a document. */
export function diagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'intspec');
}

/** The rule that a diagnostic comes from. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

/** Waits until a document has exactly these findings; see {@link findings}. */
export async function expectFindings(uri: vscode.Uri, expected: readonly string[]): Promise<void> {
  await untilEqual(() => findings(uri), [...expected]);
}

/** Waits until a document has a finding of the rule, and gives the first. */
export async function findingOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  const all = await until(`a finding of ${rule}`, () => diagnostics(uri), (found) => found.some((each) => ruleOf(each) === rule));
  const found = all.find((each) => ruleOf(each) === rule);
  assert.ok(found);
  return found;
}

/** Waits until the language server, which starts with the first spec, answers. */
export async function serverIsUp(): Promise<void> {
  const { document } = await open('first.intspec.yaml', '\n');
  await findingOf(document.uri, 'missing-section');
  await cleanUp();
}

/** Whether there is such a rule. */
export function isRule(id: string): boolean {
  return known.has(id);
}

/** The quick fixes that the editor offers at a finding. */
export async function quickFixes(uri: vscode.Uri, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value);
}

/** Applies the fix with this title of the first finding of a rule. */
export async function applyFix(uri: vscode.Uri, rule: string, title: string | RegExp): Promise<void> {
  const finding = await findingOf(uri, rule);
  const offered = await quickFixes(uri, finding);
  const fix = offered.find((action) => (typeof title === 'string' ? action.title === title : title.test(action.title)));
  assert.ok(fix?.edit, `the fix ${String(title)} is offered, among: ${offered.map((each) => each.title).join(' | ')}`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit), 'the edit can be applied');
}

/** The position right behind the first occurrence of a text in a document. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `the document has ${text}`);
  return document.positionAt(at + text.length);
}

/** Puts the cursor right behind the first occurrence of a text. */
export function cursorAfter(editor: vscode.TextEditor, text: string): void {
  const position = after(editor.document, text);
  editor.selection = new vscode.Selection(position, position);
}

/** Types at the cursor as the keyboard does, so that the language's own Enter and closing rules apply. */
export async function type(text: string): Promise<void> {
  for (const key of text) await vscode.commands.executeCommand('type', { text: key });
}

/** A complete spec without findings. Each has an id of its own: the editor keeps closed documents open for a while. */
export async function goodSpec(id = nextId()): Promise<string> {
  const text = await repositoryFile('examples/shopify-orders-to-netsuite.intspec.yaml');
  return text.replace('spec_id: INT-2025-014', `spec_id: ${id}`);
}

/** The text of a faulty spec of the fixtures, under an id of its own. */
export async function faultySpec(name: string): Promise<string> {
  return (await repositoryFile(`test/fixtures/faulty/${name}.intspec.yaml`)).replace(/INT-2025-\d+/, nextId());
}

/** An id of 2025 that no other spec has. */
export function nextId(): string {
  return `INT-2025-${Date.now().toString()}${String((ids += 1)).padStart(4, '0')}`;
}

/** Replaces the first occurrence of a text in an open document. */
export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const end = after(document, old);
  const start = document.positionAt(document.offsetAt(end) - old.length);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, end), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
