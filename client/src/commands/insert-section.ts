import * as vscode from 'vscode';
import type {
  InsertSection, InsertSectionParams, InsertSectionResult, SectionInfo, Sections, SectionsParams, SectionsResult,
} from '../../../server/src/server/protocol.ts';
import type { SpecServer } from '../client.ts';
import { LANGUAGE } from '../language.ts';
import type { Command } from './command.ts';

/**
 * Inserts the skeleton of a section into the active spec, at its place in the template's order. The first argument
 * may be the section's key; otherwise the sections that are missing are offered. Gives whether one was inserted.
 */
export const insertSection: Command = {
  id: 'intspec.insertSection',
  async run(server, argument) {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== LANGUAGE) return false;
    const section = typeof argument === 'string' ? argument : await askForSection(server, editor.document);
    return section === undefined ? false : insert(server, editor, section);
  },
};

async function askForSection(server: SpecServer, { uri }: vscode.TextDocument): Promise<string | undefined> {
  const method = 'intspec/sections' satisfies typeof Sections;
  const answer = await server.request<SectionsParams, SectionsResult>(method, { textDocument: { uri: uri.toString() } });
  if (!answer) return undefined;
  const missing = answer.sections.filter(({ present }) => !present);
  if (missing.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This spec has all of its sections.'));
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(missing.map(toItem), {
    title: vscode.l10n.t('Insert Section'),
    placeHolder: vscode.l10n.t('The sections that this spec does not have yet'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.key;
}

function toItem({ key, title, description }: SectionInfo): vscode.QuickPickItem & { readonly key: string } {
  return { key, label: title, description: key, detail: description };
}

async function insert(server: SpecServer, editor: vscode.TextEditor, section: string): Promise<boolean> {
  const { document } = editor;
  const { version } = document;
  const method = 'intspec/insertSection' satisfies typeof InsertSection;
  const answer = await server.request<InsertSectionParams, InsertSectionResult>(method, {
    textDocument: { uri: document.uri.toString() },
    section,
  });
  if (!answer) return false;
  if (!answer.edit) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This spec has the section {0} already.', section));
    return false;
  }
  // The range belongs to the text that the server saw.
  if (document.version !== version) return false;
  const { range: { start, end }, snippet } = answer.edit;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor.insertSnippet(new vscode.SnippetString(snippet), range);
}
