/** What all items of a list have alike, said once: lists of names are long, and asked for while somebody types. */
import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver-types';

/** What a client lets the items of a list leave to the list. Source: LSP 3.17, *CompletionList.itemDefaults*. */
export interface DefaultsSupport {
  readonly editRange: boolean;
  readonly insertTextFormat: boolean;
  readonly insertTextMode: boolean;
}

/** The items as a list that says once what they have alike, as far as the client supports it. */
export function withDefaults(items: readonly CompletionItem[], isIncomplete: boolean, support: DefaultsSupport): CompletionList {
  const [first, ...others] = items;
  /** What the first item has, where the client lets it be said once and all others have the same. */
  const shared = <T>(isSupported: boolean, of: (item: CompletionItem) => T | undefined, isSame: (one: T, other: T) => boolean = Object.is): T | undefined => {
    const own = isSupported && first ? of(first) : undefined;
    const isOfAll = own !== undefined && others.every((item) => {
      const other = of(item);
      return other !== undefined && isSame(own, other);
    });
    return isOfAll ? own : undefined;
  };
  const range = shared(support.editRange, rangeOf, isSameRange);
  const format = shared(support.insertTextFormat, (item) => item.insertTextFormat);
  const mode = shared(support.insertTextMode, (item) => item.insertTextMode);
  return {
    isIncomplete,
    itemDefaults: { ...(range && { editRange: range }), ...(format && { insertTextFormat: format }), ...(mode && { insertTextMode: mode }) },
    items: items.map(({ textEdit, insertTextFormat, insertTextMode, ...item }) => ({
      ...item,
      ...(!format && insertTextFormat && { insertTextFormat }),
      ...(!mode && insertTextMode && { insertTextMode }),
      ...(!range && textEdit && { textEdit }),
      // Where nothing else is said, the label is inserted.
      ...(range && textEdit && textEdit.newText !== item.label && { textEditText: textEdit.newText }),
    })),
  };
}

function rangeOf({ textEdit }: CompletionItem): Range | undefined {
  return textEdit && 'range' in textEdit ? textEdit.range : undefined;
}

function isSameRange(one: Range, other: Range): boolean {
  return one.start.line === other.start.line && one.start.character === other.start.character && one.end.line === other.end.line && one.end.character === other.end.character;
}
