/** Accepts completions all over a document, and says what is wrong with the outcome. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completionItems } from '../../server/src/features/completion-items.ts';
import { completionsAt } from '../../server/src/features/completion.ts';
import type { CompletionOptions } from '../../server/src/features/completion.ts';
import { textPlaceAt } from '../../server/src/features/text-place.ts';
import type { Spec } from '../../server/src/model/spec.ts';
import { findViolations } from '../../server/src/rules/violations.ts';
import type { MapHolder } from '../../server/src/syntax/change.ts';
import { pathOf, resolvePath } from '../../server/src/syntax/tree.ts';
import type { Entry, ListNode, SyntaxNode } from '../../server/src/syntax/tree.ts';
import { accept, FULL_CLIENT, specOf } from './features.ts';

const KEY_KINDS: readonly (CompletionItemKind | undefined)[] = [CompletionItemKind.Module, CompletionItemKind.Struct, CompletionItemKind.Property];

/** What completes words inside a text. */
const WORD_KINDS: readonly (CompletionItemKind | undefined)[] = [CompletionItemKind.Operator, CompletionItemKind.TypeParameter, CompletionItemKind.Field, CompletionItemKind.Variable, CompletionItemKind.Function];

/** How often a document has each fault that a completion must not bring in. */
export function faultsOf(spec: Spec): Map<string, number> {
  const faults = new Map<string, number>();
  const count = (fault: string): void => void faults.set(fault, (faults.get(fault) ?? 0) + 1);
  for (const problem of spec.tree.problems) count(problem.kind);
  for (const violation of findViolations(spec)) if (violation.kind === 'unknown') count(`unknown-key ${violation.entry.key.text}`);
  return faults;
}

/** One document under sweep; what is inserted the same way into lines of the same shape is tried once. */
export class Sweep {
  /** How many items were offered, and how many documents they were tried on. */
  readonly counts = { offered: 0, tried: 0 };
  readonly faults: string[] = [];
  readonly #seen: Set<string>;

  constructor(seen = new Set<string>()) {
    this.#seen = seen;
  }

  /** Tries items at an offset: all, or the first and the last. */
  at(spec: Spec, before: Map<string, number>, offset: number, which: 'all' | 'ends', options: CompletionOptions = FULL_CLIENT): void {
    const items = completionItems(completionsAt(spec, offset, options), options);
    this.counts.offered += items.length;
    const chosen = which === 'all' ? items : [...new Set([items[0], items.at(-1)])];
    for (const item of chosen) {
      if (!item) continue;
      const problem = placeProblem(spec, offset, item) ?? (this.#isNew(spec, item) ? outcomeProblem(spec, before, offset, item, options) : undefined);
      if (problem !== undefined) this.#report(spec, offset, item, problem);
    }
  }

  #isNew(spec: Spec, item: CompletionItem): boolean {
    if (!item.textEdit || !('range' in item.textEdit)) return true;
    const { range, newText } = item.textEdit;
    const line = lineOf(spec.tree.text, range.start.line);
    const parts = [line.slice(0, range.start.character), line.slice(range.end.character)];
    // The fields of a contract are as many as its lines, and all alike.
    const what = item.kind === CompletionItemKind.Field ? words(newText) : `${item.label}|${newText}`;
    const key = `${parts.map(words).join('|')}|${what}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    this.counts.tried += 1;
    return true;
  }

  #report(spec: Spec, offset: number, item: CompletionItem, problem: string): void {
    const { line, character } = spec.tree.positionAt(offset);
    const text = lineOf(spec.tree.text, line);
    this.faults.push(`${String(line + 1)}: ${text.slice(0, character)}<|>${text.slice(character)}   + ${item.label}: ${problem}`);
  }
}

function words(text: string): string {
  return text.replace(/[\w.-]+/g, 'w');
}

function lineOf(text: string, line: number): string {
  return text.split(/\r?\n/)[line] ?? '';
}

/** What a client could not cope with: the range must be on the cursor's line, and hold the cursor. */
function placeProblem({ tree }: Spec, offset: number, { textEdit, filterText }: CompletionItem): string | undefined {
  if (!textEdit || !('range' in textEdit)) return 'has no edit';
  const { start, end } = textEdit.range;
  const at = tree.positionAt(offset);
  if (start.line !== at.line || end.line !== at.line) return 'replaces another line';
  if (start.character > at.character || end.character < at.character) return 'replaces text that the cursor is not in';
  const quote = /^["']/.exec(tree.text.slice(tree.offsetAt(start), offset))?.[0] ?? '';
  if (!filterText?.startsWith(quote)) return `would be filtered out behind ${quote}`;
  return undefined;
}

function outcomeProblem(spec: Spec, before: Map<string, number>, offset: number, item: CompletionItem, options: CompletionOptions): string | undefined {
  const after = specOf(accept(spec.tree.text, item, options));
  for (const [fault, count] of faultsOf(after)) if (count > (before.get(fault) ?? 0)) return `gives ${fault} in ${JSON.stringify(excerpt(spec.tree.text, after.tree.text))}`;
  const landing = landingProblem(spec, after, offset, item);
  return landing === undefined ? undefined : `${landing} in ${JSON.stringify(excerpt(spec.tree.text, after.tree.text))}`;
}

/** The lines of a changed text around its change. */
function excerpt(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const from = after.lastIndexOf('\n', after.lastIndexOf('\n', start - 1) - 1) + 1;
  return after.slice(from, from + 400);
}

/** A key must be in the map, and a value behind the key, that it was offered for. */
function landingProblem(spec: Spec, after: Spec, offset: number, item: CompletionItem): string | undefined {
  const words = textPlaceAt(spec, offset, () => true);
  if (words && WORD_KINDS.includes(item.kind)) return wordsProblem(words.entry, after, item);
  const cursor = spec.tree.cursorAt(offset);
  if (cursor.kind === 'none') return 'offered where nothing can stand';
  const isRow = item.label.startsWith('new ');
  const asKey = cursor.kind === 'key' ? cursor : KEY_KINDS.includes(item.kind) || isRow ? cursor.orKey : undefined;
  if (asKey) return keyProblem(asKey.holder, after, isRow ? (item.labelDetails?.description ?? '') : item.label);
  return cursor.kind === 'value' ? valueProblem(cursor.holder, after, item.label) : undefined;
}

/** Words inside a text must be in it afterwards, where that is read as text. */
function wordsProblem(entry: Entry, after: Spec, { label }: CompletionItem): string | undefined {
  const found = resolvePath(after.tree.root, pathOf(entry));
  const text = found?.kind === 'entry' ? scalarText(found.value) : undefined;
  // The first word that is no hole: of `N records/events/messages` one of these, in the singular if need be.
  const [word = ''] = (label.match(/[^\s(<]+/g) ?? []).filter((each) => each !== 'N');
  return word.split('/').some((each) => text?.includes(each.replace(/s$/, ''))) ? undefined : `no ${word} at ${pathText(entry)}, but ${JSON.stringify(text)}`;
}

function keyProblem(holder: MapHolder, after: Spec, key: string): string | undefined {
  const found = holder === 'document' ? after.tree.root : resolvePath(after.tree.root, pathOf(holder));
  const map: SyntaxNode | undefined = found?.kind === 'entry' ? found.value : found;
  if (map?.kind !== 'map') return `no map at ${pathText(holder)}`;
  const entries = map.entries.filter((entry) => entry.key.text === key && !entry.merged);
  return entries.length === 1 && !entries[0]?.incomplete ? undefined : `${String(entries.length)} keys ${key} at ${pathText(holder)}`;
}

function valueProblem(holder: Entry | ListNode, after: Spec, label: string): string | undefined {
  const found = resolvePath(after.tree.root, pathOf(holder));
  const node = found?.kind === 'entry' ? found.value : found;
  if (label === 'all required keys') return node?.kind === 'map' && node.entries.length > 0 ? undefined : `no map at ${pathText(holder)}`;
  const texts = node?.kind === 'list' ? node.items.map(scalarText) : [scalarText(node)];
  return texts.includes(label) ? undefined : `not the value at ${pathText(holder)}, but ${JSON.stringify(texts)}`;
}

function scalarText(node: SyntaxNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function pathText(holder: MapHolder | ListNode): string {
  return holder === 'document' ? 'the top level' : pathOf(holder).join('.') || 'the top level';
}
