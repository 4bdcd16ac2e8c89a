/** One kind of quotes in a document, where a text is written the same in both. */
import type { SourceEdit } from '../../change.ts';
import type { Lines } from '../../lines.ts';
import type { Word } from './words.ts';

export type Quote = '"' | "'";

/** The edits that give quoted words the document's usual quotes. Quotes are neither added nor removed: what looks superfluous may be caution. */
export function quoteEdits(words: readonly Word[], lines: Lines, usual: Quote, isOpen: (line: number) => boolean): SourceEdit[] {
  return words.flatMap(({ kind, start, end, line, lastLine }): SourceEdit[] => {
    if ((kind !== 'key' && kind !== 'value') || line !== lastLine || !isOpen(line)) return [];
    const source = lines.text.slice(start, end);
    const [quote] = source;
    // What one kind escapes, the other writes otherwise.
    if ((quote !== '"' && quote !== "'") || quote === usual || source.length < 2 || /["'\\]/.test(source.slice(1, -1))) return [];
    return [{ start, end: start + 1, newText: usual }, { start: end - 1, end, newText: usual }];
  });
}
