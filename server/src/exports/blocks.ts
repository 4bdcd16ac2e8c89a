/** A document in the template's layout, block by block, before it is written as Markdown or HTML. */
import type { Entry, SyntaxNode } from '../syntax/tree.ts';

/** A stretch of text; it may go over several lines. */
export interface Run {
  readonly text: string;
  /** `placeholder`: a text that stands where a value is still to be filled in. */
  readonly style?: 'code' | 'placeholder';
}

/** What in the spec a piece of the document shows. */
export type Shows = SyntaxNode | Entry | undefined;

/** A value as it is shown; without runs where there is none. */
export interface Shown {
  readonly runs: readonly Run[];
  readonly at: Shows;
}

/** A value behind its label. */
export interface Labelled {
  readonly label: string;
  /** The label is a key of the spec that the format does not know. */
  readonly isKey?: boolean;
  readonly value: Shown;
  readonly parts: readonly Labelled[];
}

/** A line of a cell. */
export type CellLine = Pick<Labelled, 'isKey' | 'value'> & { readonly label?: string };

export interface Cell {
  readonly lines: readonly CellLine[];
}

export interface Row {
  readonly at: Entry;
  /** How many rows this one is nested in. */
  readonly depth: number;
  /** The first one names the row. */
  readonly cells: readonly Cell[];
}

export type Block =
  /** `section`: the key of the section that it is the heading of, which may be missing. */
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly at: Shows; readonly section?: string }
  | { readonly kind: 'labels'; readonly items: readonly Labelled[] }
  | { readonly kind: 'list'; readonly label: string; readonly ordered: boolean; readonly items: readonly Labelled[]; readonly at: Shows }
  | { readonly kind: 'table'; readonly caption: string; readonly head: readonly string[]; readonly rows: readonly Row[]; readonly at: Shows }
  /** What the author has said of the part in comments. */
  | { readonly kind: 'comments'; readonly items: readonly AuthorComment[] };

export interface AuthorComment {
  /** The keys from the part’s map to what the comment is about; empty for the part as a whole. */
  readonly path: readonly string[];
  readonly text: string;
  /** The offset in the spec's text. */
  readonly start: number;
}

/** The text of a value without its styles. */
export function plainText(value: Shown): string {
  return value.runs.map(({ text }) => text).join('');
}
