/** A document in the template's layout → the text of a spec: as `intspec export markdown` writes it, or as it is copied from the template. */
import { DocumentReader } from './markdown/reader.ts';
import { piecesOf } from './markdown/pieces.ts';
import { isTooIntricate, plainPieces } from './markdown/plain-pieces.ts';
import type { Remark } from './markdown/writer.ts';

export type { Remark } from './markdown/writer.ts';

export interface ImportedSpec {
  /** The text of the spec, its last line ended. */
  readonly text: string;
  /** What has no place and is kept as a comment, in the order of the document. */
  readonly remarks: readonly Remark[];
}

/** Reads a document. Nothing of it is lost but the template’s own guidance: what has no place becomes a comment, and is remarked. Never fails. */
export function importMarkdown(markdown: string): ImportedSpec {
  const reader = new DocumentReader();
  const isPlain = isTooIntricate(markdown);
  if (isPlain) reader.remarks.push({ line: 1, message: 'The document has more signs of Markdown than can be told apart in reasonable time. It is read as plain text, line by line: compare the result with it.' });
  reader.read(isPlain ? plainPieces(markdown) : piecesOf(markdown));
  return { text: reader.builder.text(), remarks: reader.remarks.toSorted((one, other) => one.line - other.line) };
}
