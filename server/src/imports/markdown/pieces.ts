/** A Markdown document as a plain sequence: headings, lines, rows of tables. */
import type { Node, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Bit } from './bits.ts';
import { linesOf, trimmed } from './bits.ts';

/** Lines count from 1. */
export type Piece =
  | { readonly kind: 'heading'; readonly bits: readonly Bit[]; readonly line: number }
  | Line
  | { readonly kind: 'table'; readonly rows: readonly TableLine[] }
  /** What is none of these, as it is written. */
  | { readonly kind: 'other'; readonly text: string; readonly line: number };

export interface Line {
  readonly kind: 'line';
  readonly bits: readonly Bit[];
  readonly line: number;
  /** The first line of an item of a list. */
  readonly isItem: boolean;
  /** It stands in an item. */
  readonly inItem: boolean;
  /** How it goes on from the line before; `none` at the start of a paragraph. */
  readonly join: 'none' | 'soft' | 'hard';
}

export interface TableLine {
  readonly line: number;
  readonly cells: readonly (readonly Bit[])[];
}

/** Reads a document. Any text is one; of what is nested without measure nothing is understood. */
export function piecesOf(markdown: string): Piece[] {
  try {
    return readPieces(markdown);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ kind: 'other', text: markdown, line: 1 }];
  }
}

function readPieces(markdown: string): Piece[] {
  const root = fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  return root.children.flatMap((node) => blockPieces(node, markdown, false));
}

function blockPieces(node: RootContent, source: string, inItem: boolean): Piece[] {
  switch (node.type) {
    case 'heading': return [{ kind: 'heading', bits: bitsOf(node.children, source), line: lineOf(node) }];
    case 'paragraph': return lines(node.children, source, lineOf(node), false, inItem);
    case 'list': return node.children.flatMap((item) => item.children.flatMap((child, at): Piece[] => {
      if (at > 0 || child.type !== 'paragraph') return blockPieces(child, source, true);
      return lines(child.children, source, lineOf(child), true, true);
    }));
    case 'table': return [tablePiece(node, source)];
    case 'thematicBreak': return [];
    case 'blockquote': return node.children.flatMap((child) => blockPieces(child, source, inItem));
    case 'html': return [{ kind: 'other', text: sliceOf(node, source).replace(/^<!--\s*|\s*-->$/g, ''), line: lineOf(node) }];
    // Text that is indented by chance is text.
    case 'code': return sliceOf(node, source).startsWith('`') ? [{ kind: 'other', text: sliceOf(node, source), line: lineOf(node) }] : indented(node.value, lineOf(node), inItem);
    default: return [{ kind: 'other', text: sliceOf(node, source), line: lineOf(node) }];
  }
}

function indented(text: string, first: number, inItem: boolean): Piece[] {
  return text.split('\n').flatMap((line, at): Piece[] => (line.trim() === '' ? [] : [{ kind: 'line', bits: [{ kind: 'text', text: line.trim() }], line: first + at, isItem: false, inItem, join: 'none' }]));
}

function lines(children: readonly PhrasingContent[], source: string, line: number, isItem: boolean, inItem: boolean): Piece[] {
  return linesOf(bitsOf(children, source), 'soft', 'hard').map(({ bits, join }, at): Piece => ({ kind: 'line', bits: trimmed(bits), line: line + at, isItem: isItem && at === 0, inItem, join }));
}

function tablePiece(table: Table, source: string): Piece {
  return { kind: 'table', rows: table.children.map((row) => ({ line: lineOf(row), cells: row.children.map((cell) => bitsOf(cell.children, source)) })) };
}

function bitsOf(children: readonly PhrasingContent[], source: string, strong = false): Bit[] {
  return children.flatMap((node): Bit[] => {
    switch (node.type) {
      case 'text': return node.value.split('\n').flatMap((text, at): Bit[] => [...(at > 0 ? [{ kind: 'soft' as const, text: '' }] : []), ...(text === '' ? [] : [{ kind: 'text' as const, text, strong }])]);
      case 'inlineCode': return [{ kind: 'code', text: node.value, strong }];
      case 'break': return [{ kind: 'hard', text: '' }];
      case 'html': return /^<br\s*\/?>$/i.test(node.value) ? [{ kind: 'hard', text: '' }] : [{ kind: 'text', text: node.value, strong }];
      case 'strong': return bitsOf(node.children, source, true);
      case 'emphasis': return bitsOf(node.children, source, strong);
      // With its address, which is part of what it says.
      default: return [{ kind: 'text', text: node.type === 'link' && isBare(node) ? node.url : sliceOf(node, source), strong }];
    }
  });
}

/** An address that is its own text. */
function isBare(node: Extract<PhrasingContent, { type: 'link' }>): boolean {
  const [only, ...more] = node.children;
  return more.length === 0 && only?.type === 'text' && (only.value === node.url || `mailto:${only.value}` === node.url);
}

function sliceOf({ position }: Nodes, source: string): string {
  return source.slice(position?.start.offset, position?.end.offset);
}

function lineOf({ position }: Node): number {
  return position?.start.line ?? 1;
}
