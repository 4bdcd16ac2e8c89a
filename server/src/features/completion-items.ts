/**
 * Completions as a client takes them. What all items of a list have alike is said once where it can be: lists of names are
 * long, and asked for while somebody types.
 */
import type { CompletionItem, CompletionItemKind, CompletionList, Range } from 'vscode-languageserver-types';
import { InsertTextFormat, InsertTextMode } from 'vscode-languageserver-types';

/** Something that may be typed at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is inserted over the range; a snippet for clients that understand these. */
  readonly text: string;
  /** What the client filters by. */
  readonly filter: string;
  /** Most lists have one range, which is the same object then. */
  readonly range: Range;
  readonly detail: string | undefined;
  /** Markdown. */
  readonly documentation: string | undefined;
  readonly preselect: boolean;
}

/** What decides how items are written. */
export interface ItemOptions {
  /** The client understands snippets. */
  readonly snippets: boolean;
  /** The client can be told not to touch indentation; otherwise it adds the current line's. */
  readonly asIs: boolean;
  /** What the client lets a list say for its items; undefined where it lets it say nothing. */
  readonly defaults?: DefaultsSupport | undefined;
}

/** What a client lets the items of a list leave to the list. Source: LSP 3.17, *CompletionList.itemDefaults*. */
export interface DefaultsSupport {
  readonly editRange: boolean;
  readonly insertTextFormat: boolean;
  readonly insertTextMode: boolean;
}

/** The items, in the order of the completions, each with all that is to be said of it. */
export function completionItems(completions: readonly Completion[], options: ItemOptions): CompletionItem[] {
  return completions.map((completion, at) => itemOf(completion, at, options, NOTHING_SHARED));
}

/** The completions as the answer to a client, which is to ask again when more is typed if they are incomplete. */
export function completionAnswer(completions: readonly Completion[], isIncomplete: boolean, options: ItemOptions): CompletionItem[] | CompletionList {
  if (options.defaults) return completionList(completions, isIncomplete, options, options.defaults);
  const items = completionItems(completions, options);
  return isIncomplete ? { isIncomplete, items } : items;
}

/** The items as a list that says once what they have alike, as far as the client supports it. */
function completionList(completions: readonly Completion[], isIncomplete: boolean, options: ItemOptions, support: DefaultsSupport): CompletionList {
  const range = completions[0]?.range;
  const isAny = range !== undefined;
  const shared: DefaultsSupport = {
    editRange: support.editRange && isAny && completions.every((completion) => isSameRange(completion.range, range)),
    insertTextFormat: support.insertTextFormat && isAny,
    insertTextMode: support.insertTextMode && isAny && options.asIs,
  };
  return {
    isIncomplete,
    itemDefaults: {
      ...(shared.editRange && range && { editRange: range }),
      ...(shared.insertTextFormat && { insertTextFormat: formatOf(options) }),
      ...(shared.insertTextMode && { insertTextMode: InsertTextMode.asIs }),
    },
    items: completions.map((completion, at) => itemOf(completion, at, options, shared)),
  };
}

const NOTHING_SHARED: DefaultsSupport = { editRange: false, insertTextFormat: false, insertTextMode: false };

/** An item that leaves to its list what is shared. */
function itemOf({ label, kind, text, filter, range, detail, documentation, preselect }: Completion, at: number, options: ItemOptions, shared: DefaultsSupport): CompletionItem {
  // The filter is said also where it is the label: of an item with an edit, some clients (Neovim 0.10) take what says nothing for filtered already.
  const item: CompletionItem = { label, kind, sortText: orderOf(at), filterText: filter };
  if (!shared.insertTextFormat) item.insertTextFormat = formatOf(options);
  if (options.asIs && !shared.insertTextMode) item.insertTextMode = InsertTextMode.asIs;
  if (!shared.editRange) item.textEdit = { range, newText: text };
  // Where nothing else is said, the label is inserted.
  else if (text !== label) item.textEditText = text;
  if (detail !== undefined) item.labelDetails = { description: detail };
  if (documentation !== undefined) item.documentation = { kind: 'markdown', value: documentation };
  if (preselect) item.preselect = true;
  return item;
}

function formatOf({ snippets }: ItemOptions): InsertTextFormat {
  return snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText;
}

/** What the client sorts by, so that items stay in their order. */
function orderOf(at: number): string {
  return String(at).padStart(4, '0');
}

function isSameRange(one: Range, other: Range): boolean {
  return one === other || (one.start.line === other.start.line && one.start.character === other.start.character && one.end.line === other.end.line && one.end.character === other.end.character);
}
