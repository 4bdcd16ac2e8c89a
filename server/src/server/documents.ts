/** Open documents, whose texts stay true whatever ranges a client names. */
import type { Range, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A change as clients send it: some have null where they mean all of the text. */
interface PlainChange {
  readonly text: string;
  readonly range?: Range | null;
}

/** Makes documents, and changes them: a range that reaches beyond the text ends where the text does. */
export const soundDocuments: TextDocumentsConfiguration<TextDocument> = {
  create: (...of) => TextDocument.create(...of),
  update: (document, changes, version) => {
    // One by one: each range is one of the text that the change before it has made. The library counts lines that are not there.
    for (const { text, range } of changes as readonly PlainChange[]) TextDocument.update(document, [range ? { text, range: inText(document, range) } : { text }], version);
    return document;
  },
};

function inText(document: TextDocument, { start, end }: Range): Range {
  return { start: document.positionAt(document.offsetAt(start)), end: document.positionAt(document.offsetAt(end)) };
}
