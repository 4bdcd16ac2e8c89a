import * as vscode from 'vscode';
import { LANGUAGE } from '../language.ts';

/** The spec in the active editor; beside something that is no text, such as the walkthrough, the only one to be seen. */
export function specAtHand(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const candidates = activeTextEditor ? [activeTextEditor] : visibleTextEditors;
  const [only, ...others] = candidates.map(({ document }) => document).filter(({ languageId }) => languageId === LANGUAGE);
  return others.length === 0 ? only : undefined;
}
