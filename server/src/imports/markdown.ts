/** A document in the template's layout → the text of a spec: as `intspec export markdown` writes it, or as it is copied from the template. */
import { DocumentReader } from './markdown/reader.ts';
import { piecesOf } from './markdown/pieces.ts';
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
  reader.read(piecesOf(markdown));
  return { text: reader.builder.text(), remarks: reader.remarks.toSorted((one, other) => one.line - other.line) };
}
