import * as vscode from 'vscode';
import type { NewSpec, NewSpecParams, NewSpecResult } from '../../../server/src/server/protocol.ts';
import { LANGUAGE } from '../language.ts';
import { ask } from './ask.ts';
import type { Question } from './ask.ts';
import type { Command } from './command.ts';
import { freeColumn } from './free-column.ts';

/** What only the author knows when a spec begins. */
type Answers = Pick<NewSpecParams, 'source' | 'target' | 'purpose'>;

const ENDING = '.intspec.yaml';

/**
 * Opens a new spec that is not saved yet, with a tab stop for each value still to give. The first argument may be
 * `{ source, target, purpose }`; otherwise they are asked for. Gives the document's URI, or undefined when cancelled.
 */
export const newSpec: Command = {
  id: 'intspec.new',
  async run(server, argument) {
    const answers = givenAnswers(argument) ?? (await askForAnswers());
    if (!answers) return undefined;
    const params: NewSpecParams = { ...answers, date: localDate(new Date()) };
    const method = 'intspec/newSpec' satisfies typeof NewSpec;
    const spec = await server.request<NewSpecParams, NewSpecResult>(method, params);
    if (!spec) return undefined;
    const document = await openUntitled(spec.fileName);
    const editor = await vscode.window.showTextDocument(document, freeColumn());
    const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
    await editor.insertSnippet(new vscode.SnippetString(spec.snippet), whole);
    return document.uri;
  },
};

function givenAnswers(argument: unknown): Answers | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { source, target, purpose } = argument as Partial<Record<keyof Answers, unknown>>;
  if (typeof source !== 'string' || typeof target !== 'string' || typeof purpose !== 'string') return undefined;
  return { source, target, purpose };
}

async function askForAnswers(): Promise<Answers | undefined> {
  const answers = await ask(vscode.l10n.t('New Integration Spec'), [
    {
      prompt: vscode.l10n.t('The system that the records come from'),
      placeholder: vscode.l10n.t('for example Shopify'),
      problem: systemProblem,
    },
    {
      prompt: vscode.l10n.t('The system that the records go to'),
      placeholder: vscode.l10n.t('for example NetSuite'),
      problem: systemProblem,
    },
    {
      prompt: vscode.l10n.t('What the integration is for, in a few words'),
      placeholder: vscode.l10n.t('for example Paid orders to sales orders'),
      problem: emptyProblem,
    },
  ] satisfies readonly Question[]);
  const [source, target, purpose] = answers ?? [];
  return source && target && purpose ? { source, target, purpose } : undefined;
}

function emptyProblem(answer: string): string | undefined {
  return answer === '' ? vscode.l10n.t('An answer is needed.') : undefined;
}

/** The systems' names stand in the title, `Source → Target: Purpose`, and must not be taken for parts of it. */
function systemProblem(answer: string): string | undefined {
  if (/→|->|:/.test(answer)) return vscode.l10n.t('A system’s name has no colon and no arrow in it.');
  return emptyProblem(answer);
}

/** The day in the user's own zone, `YYYY-MM-DD`. */
function localDate(now: Date): string {
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`;
}

/** A document without a file; with a free name in the workspace folder where there is one only, for Save to propose. */
async function openUntitled(fileName: string): Promise<vscode.TextDocument> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [folder] = folders;
  if (!folder || folders.length > 1 || folder.uri.scheme !== 'file') {
    return vscode.workspace.openTextDocument({ language: LANGUAGE });
  }
  const file = await freeName(folder.uri, fileName);
  const document = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
  return document.languageId === LANGUAGE ? document : vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
}

async function freeName(folder: vscode.Uri, fileName: string): Promise<vscode.Uri> {
  const stem = fileName.endsWith(ENDING) ? fileName.slice(0, -ENDING.length) : fileName;
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, number === 1 ? fileName : `${stem}-${String(number)}${ENDING}`);
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.path === file.path);
    if (!isOpen && !(await exists(file))) return file;
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
