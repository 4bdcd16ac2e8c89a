/** Documents that Markdown could not be told from in reasonable time are read line by line, as plain text. */
import type { Bit } from './bits.ts';
import type { Piece, TableLine } from './pieces.ts';

/** What the reader of Markdown compares each sign of a paragraph with all others of it: a second's work, about. */
const MOST_PAIRS = 25_000_000;

/** Items of lists: the same for them. */
const MOST_ITEMS = 10_000;

const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;

/** Whether reading a document as Markdown would take more than a moment, which no document that people write does. */
export function isTooIntricate(markdown: string): boolean {
  let [pairs, signs, items] = [0, 0, 0];
  const end = (): void => {
    pairs += signs ** 2;
    signs = 0;
  };
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const isItem = ITEM.test(line);
    if (isItem) items += 1;
    if (isItem || /^\s*(?:$|#|\|)/.test(line)) end();
    const isRow = line.trimStart().startsWith('|');
    for (const [sign] of line.matchAll(/\\.|[*_[\]<`|]/g)) {
      if (sign === '|' && isRow) end();
      else if (sign !== '|' && sign.length === 1) signs += 1;
    }
  }
  end();
  return pairs > MOST_PAIRS || items > MOST_ITEMS;
}

/** The lines of a document, with its headings, items and rows of tables told by how they begin. */
export function plainPieces(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  let rows: TableLine[] | undefined;
  let isFirst = true;
  for (const [at, text] of markdown.split(/\r\n|\n|\r/).entries()) {
    const line = at + 1;
    if (text.trimStart().startsWith('|')) {
      if (!rows) pieces.push({ kind: 'table', rows: (rows = []) });
      if (!/^[\s|:-]+$/.test(text)) rows.push({ line, cells: cellsOf(text) });
      continue;
    }
    rows = undefined;
    const heading = /^ {0,3}#{1,6}\s+(.*)$/.exec(text)?.[1];
    const lead = ITEM.exec(text)?.[0] ?? '';
    if (text.trim() === '') isFirst = true;
    else if (heading !== undefined) pieces.push({ kind: 'heading', bits: bitsOf(heading), line });
    else {
      pieces.push({ kind: 'line', bits: bitsOf(text.slice(lead.length)), line, isItem: lead !== '', inItem: lead !== '', join: lead !== '' || isFirst ? 'none' : 'soft' });
      isFirst = false;
    }
  }
  return pieces;
}

function cellsOf(row: string): Bit[][] {
  const inner = row.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return (inner.match(/(?:\\.|[^\\|]|\\$)+|(?<=\|)(?=\|)|^(?=\|)|(?<=\|)$/g) ?? []).map(bitsOf);
}

/** A text without the signs that make its label bold, and without backslashes that only Markdown needs. */
function bitsOf(text: string): Bit[] {
  return [{ kind: 'text', text: text.trim().replace(/^\*\*([^*]{1,80})\*\*/, '$1').replace(/\\([!-/:-@[-`{-~])/g, '$1') }];
}
