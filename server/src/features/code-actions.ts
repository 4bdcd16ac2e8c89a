/** Quick fixes for findings, and the fix of all that is safe. */
import type { CodeAction, CodeActionContext, Diagnostic, Range, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { CodeActionKind, CodeActionTriggerKind } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { Change } from '../syntax/change.ts';
import type { Result, RuleRun, RunOptions } from '../rules/runner.ts';
import { FIX_ALL_KIND } from './advertised.ts';
import { fixAll } from './fix-all.ts';
import { refactoringsAt } from './refactorings/index.ts';
import { suppressionActions } from './suppression-actions.ts';
import { difference, lspEdits, lspRange } from './text-edits.ts';

export interface CodeActionOptions {
  readonly uri: string;
  /** The version that the edits are for. */
  readonly version: number;
  /** The client applies snippets in workspace edits. */
  readonly snippetEdits: boolean;
  readonly run: RunOptions;
}

/** The code actions for a range. Fixes belong to findings that touch it, found by rule and place, never by words. */
export function codeActionsFor(spec: Spec, run: RuleRun, range: Range, context: CodeActionContext, options: CodeActionOptions): CodeAction[] {
  const actions: CodeAction[] = [];
  const { tree } = spec;
  if (wants(context, CodeActionKind.QuickFix)) {
    const [start, end] = [tree.offsetAt(range.start), tree.offsetAt(range.end)];
    const touched = run.results.filter(({ range: place }) => place.start <= end && place.end >= start);
    const diagnosticsOf = (results: readonly Result[]): Diagnostic[] =>
      context.diagnostics.filter((diagnostic) => results.some((result) => isOf(diagnostic, result, lspRange(tree, result.range))));
    for (const result of touched) {
      const diagnostics = diagnosticsOf([result]);
      for (const fix of run.fixes(result)) {
        if (fix.changes.length === 0) continue;
        actions.push({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          ...(diagnostics.length > 0 && { diagnostics }),
          ...(fix.preferred && { isPreferred: true }),
          edit: workspaceEdit(spec, fix.changes, options),
        });
      }
    }
    // Mending goes before hiding.
    for (const { title, changes, results } of suppressionActions(spec, run.results, touched)) {
      const diagnostics = diagnosticsOf(results);
      actions.push({ title, kind: CodeActionKind.QuickFix, ...(diagnostics.length > 0 && { diagnostics }), edit: workspaceEdit(spec, changes, options) });
    }
  }
  const touched = { start: tree.offsetAt(range.start), end: tree.offsetAt(range.end) };
  for (const { title, kind, changes } of refactoringsAt(spec, run, touched, (each) => wants(context, each))) {
    actions.push({ title, kind, edit: workspaceEdit(spec, changes, options) });
  }
  if (wants(context, FIX_ALL_KIND) && run.results.some(({ rule }) => rule.fixAll)) {
    const edits = difference(tree.text, fixAll(tree.text, options.run, spec.format));
    if (edits.length > 0) actions.push({ title: 'Fix all that is safe to fix', kind: FIX_ALL_KIND, edit: versioned(lspEdits(tree, edits), options) });
  }
  return actions;
}

/**
 * `only` names kinds, or the beginnings of kinds; without it everything is wanted, but on every move of the cursor
 * no work is done for the whole file.
 */
function wants(context: CodeActionContext, kind: string): boolean {
  if (!context.only) return kind !== FIX_ALL_KIND || context.triggerKind !== CodeActionTriggerKind.Automatic;
  return context.only.some((only) => kind === only || kind.startsWith(`${only}.`) || only === CodeActionKind.Empty);
}

function workspaceEdit(spec: Spec, changes: readonly Change[], options: CodeActionOptions): WorkspaceEdit {
  const edits = spec.tree.edits(changes, { snippets: options.snippetEdits });
  const lsp = edits.map((edit): TextEdit | SnippetTextEdit => {
    const range = lspRange(spec.tree, edit);
    return edit.snippet ? { range, snippet: { kind: 'snippet', value: edit.newText } } : { range, newText: edit.newText };
  });
  return versioned(lsp, options);
}

function versioned(edits: (TextEdit | SnippetTextEdit)[], { uri, version }: CodeActionOptions): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** Whether a client's diagnostic is this finding; several of one rule may share a place and differ in their data. */
function isOf({ code, range: { start, end }, data }: Diagnostic, result: Result, range: Range): boolean {
  // Some clients do not send the data back.
  if (code !== result.rule.id || (data !== undefined && JSON.stringify(data) !== JSON.stringify(result.data))) return false;
  return start.line === range.start.line && start.character === range.start.character && end.line === range.end.line && end.character === range.end.character;
}
