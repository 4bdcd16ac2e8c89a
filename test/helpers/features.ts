/** The language features on a text with a marker, as plain data: one helper a feature. */
import assert from 'node:assert/strict';
import { InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';
import type { CodeAction, CompletionItem, Diagnostic, Range, SnippetTextEdit, TextEdit } from 'vscode-languageserver-types';
import type { CodeActionOptions } from '../../server/src/features/code-actions.ts';
import { codeActionsFor } from '../../server/src/features/code-actions.ts';
import { completionItems } from '../../server/src/features/completion-items.ts';
import { completionsAt } from '../../server/src/features/completion.ts';
import type { CompletionOptions } from '../../server/src/features/completion.ts';
import { toDiagnostic } from '../../server/src/features/diagnostics.ts';
import { hoverAt } from '../../server/src/features/hover.ts';
import type { Skills } from '../../server/src/features/skills.ts';
import { lspRange } from '../../server/src/features/text-edits.ts';
import type { Format } from '../../server/src/model/format.ts';
import { Spec } from '../../server/src/model/spec.ts';
import { RuleRun } from '../../server/src/rules/runner.ts';
import type { RunOptions } from '../../server/src/rules/runner.ts';
import { parseSyntax } from '../../server/src/syntax/index.ts';
import { Lines } from '../../server/src/syntax/lines.ts';
import { resolveSnippet } from './snippet.ts';
import { cursorIn, rangeIn } from './text.ts';

export const URI = 'file:///work/a.intspec.yaml';

/** A client like VS Code. */
export const FULL_CLIENT: CompletionOptions = { snippets: true, asIs: true };

export function specOf(text: string, format?: Format): Spec {
  return new Spec(parseSyntax(text), format);
}

/** One completion, and what accepting it makes of the document. */
export interface Completed {
  readonly label: string;
  /** What the item inserts, snippet syntax included. */
  readonly inserted: string;
  /** The whole document afterwards, with tab stops at their defaults. */
  readonly document: string;
  readonly item: CompletionItem;
}

/** The completions at `<|>`, in the order shown. */
export function complete(marked: string, options: CompletionOptions = FULL_CLIENT, format?: Format): Completed[] {
  const { text, offset } = cursorIn(marked);
  return completeAt(specOf(text, format), offset, options);
}

/** The completions at an offset, in the order shown. */
export function completeAt(spec: Spec, offset: number, options: CompletionOptions = FULL_CLIENT): Completed[] {
  const items = completionItems(completionsAt(spec, offset, { findings: () => new RuleRun(spec).results, ...options }), options);
  const sorted = [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  assert.deepEqual(items, sorted, 'items come in the order in which they are shown');
  return items.map((item) => ({
    label: item.label,
    inserted: editOf(item).newText,
    get document() {
      return accept(spec.tree.text, item, options);
    },
    item,
  }));
}

/** The labels of completions. */
export function labels(items: readonly Completed[]): string[] {
  return items.map((item) => item.label);
}

/** What completions insert, by label. */
export function insertions(items: readonly Completed[]): Record<string, string> {
  return Object.fromEntries(items.map((item) => [item.label, item.inserted]));
}

/** The document after the completion with a label. */
export function accepted(items: readonly Completed[], label: string): string {
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not offered, but ${labels(items).join(', ')}`);
  return item.document;
}

/** The document after a client has accepted an item; a client that is not told otherwise indents further lines itself. */
export function accept(text: string, item: CompletionItem, options: CompletionOptions): string {
  const { range, newText } = editOf(item);
  assert.equal(item.insertTextFormat, options.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
  assert.equal(item.insertTextMode, options.asIs ? InsertTextMode.asIs : undefined);
  const plain = options.snippets ? resolveSnippet(newText) : newText;
  const lines = new Lines(text);
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  // As VS Code does: the blanks in front of what is replaced.
  const indent = /^[ \t]*/.exec(text.slice(lines.start(lines.at(start)), start))?.[0] ?? '';
  const indented = options.asIs ? plain : plain.replace(/\n(?!\r?\n|$)/g, `\n${indent}`);
  return text.slice(0, start) + indented + text.slice(end);
}

function editOf(item: CompletionItem): TextEdit {
  assert.ok(item.textEdit && 'range' in item.textEdit);
  return item.textEdit;
}

export interface Hovered {
  /** The text that the hover is about. */
  readonly on: string;
  readonly markdown: string;
}

/** The hover at `<|>`. */
export function hover(marked: string, { format, skills }: { readonly format?: Format; readonly skills?: Skills } = {}): Hovered | undefined {
  const { text, offset } = cursorIn(marked);
  return hoveredAt(specOf(text, format), offset, skills);
}

export function hoveredAt(spec: Spec, offset: number, skills?: Skills): Hovered | undefined {
  const found = hoverAt(spec, offset, skills);
  if (!found) return undefined;
  const { contents, range } = found;
  assert.ok(range && typeof contents === 'object' && 'kind' in contents && contents.kind === 'markdown');
  const { tree } = spec;
  return { on: tree.text.slice(tree.offsetAt(range.start), tree.offsetAt(range.end)), markdown: contents.value };
}

export interface ActionOptions extends Partial<Omit<CodeActionOptions, 'run'>> {
  readonly only?: string[];
  readonly run?: RunOptions;
  /** The diagnostics that the client sends along; all those of the document by default. */
  readonly diagnostics?: readonly Diagnostic[];
  /** 1: asked for by the user, 2: asked for because the cursor moved. */
  readonly triggerKind?: 1 | 2;
}

/** The code actions for the range between `<<` and `>>`, or at `<|>`. */
export function actions(marked: string, options: ActionOptions = {}): (CodeAction & { readonly document: string })[] {
  const { text, range } = marked.includes('<|>') ? atCursor(marked) : rangeIn(marked);
  const spec = specOf(text);
  const run = new RuleRun(spec, options.run);
  const { only, triggerKind } = options;
  const diagnostics = options.diagnostics ?? diagnosticsOf(text, options.run);
  const context = { diagnostics: [...diagnostics], ...(only && { only }), ...(triggerKind && { triggerKind }) };
  const found = codeActionsFor(spec, run, lspRange(spec.tree, range), context, {
    uri: options.uri ?? URI, version: options.version ?? 1, snippetEdits: options.snippetEdits ?? false, run: options.run ?? {},
  });
  return found.map((action) => ({ ...action, document: applyAction(text, action) }));
}

function atCursor(marked: string): { text: string; range: { start: number; end: number } } {
  const { text, offset } = cursorIn(marked);
  return { text, range: { start: offset, end: offset } };
}

export function diagnosticsOf(text: string, run?: RunOptions): Diagnostic[] {
  const spec = specOf(text);
  return new RuleRun(spec, run).results.map((result) => toDiagnostic(result, spec, { uri: URI }));
}

/** The edits of an action that touches one document. */
export function editsOf(action: CodeAction): (TextEdit | SnippetTextEdit)[] {
  return (action.edit?.documentChanges ?? []).flatMap((change) => {
    assert.ok('textDocument' in change && 'edits' in change);
    return change.edits;
  });
}

/** The document after an action, with tab stops at their defaults. */
export function applyAction(text: string, action: CodeAction): string {
  return applyLspEdits(text, editsOf(action).map((edit) => ('snippet' in edit ? { range: edit.range, newText: resolveSnippet(edit.snippet.value) } : edit)));
}

/** The document after edits that do not overlap. */
export function applyLspEdits(text: string, edits: readonly { readonly range: Range; readonly newText: string }[]): string {
  const lines = new Lines(text);
  let result = '';
  let at = 0;
  const located = edits.map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }));
  for (const { start, end, newText } of located.sort((a, b) => a.start - b.start)) {
    assert.ok(start >= at && end >= start, 'edits overlap');
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** The ids of the findings of a text, sorted. */
export function findingsOf(text: string, run?: RunOptions): string[] {
  return new RuleRun(specOf(text), run).results.map((result) => result.rule.id).sort();
}
