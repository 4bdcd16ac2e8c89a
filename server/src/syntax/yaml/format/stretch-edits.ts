/** The edits that lay out one stretch as its words ask for. */
import type { SourceEdit } from '../../change.ts';
import type { Lines } from '../../lines.ts';
import { align } from './align.ts';
import type { Before } from './comments.ts';
import { placeOwnLines, placeTrailing } from './comments.ts';
import type { Habits } from './habits.ts';
import { quoteEdits } from './quotes.ts';
import type { Layout, Text, Word, WordReader } from './words.ts';
import { areOpen } from './words.ts';

/** Lays out the words of one stretch, and gives the edits that make them stand so. */
export class StretchEdits {
  readonly #lines: Lines;
  readonly #layout: Layout;
  readonly #words: readonly Word[];
  readonly #texts: readonly Text[];
  readonly #edits: SourceEdit[] = [];

  constructor(lines: Lines, layout: Layout, { words, texts, rows }: WordReader) {
    this.#lines = lines;
    this.#layout = layout;
    this.#words = words;
    this.#texts = texts;
    for (const entries of rows) align(words, entries, lines);
    placeOwnLines(words, layout);
    placeTrailing(words, lines, layout, this.#ends());
  }

  /** The edits of the lines from `first` to `last`, in the order of the text. */
  all(first: number, last: number, { quote }: Habits): SourceEdit[] {
    for (const [at, word] of this.#words.entries()) if (this.#isOpen(word.line)) this.#gapBefore(word, this.#words[at - 1]);
    for (const text of this.#texts) this.#move(text);
    const end = this.#lastContent(last);
    this.#trim(first, end ?? last);
    if (end !== undefined) this.#endWith(end);
    this.#edits.push(...quoteEdits(this.#words, this.#lines, quote, (line) => this.#isOpen(line)));
    return this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #isOpen(line: number): boolean {
    return areOpen(this.#layout, line);
  }

  /** For each comment behind a word, where that word will end. */
  #ends(): Map<Word, Before> {
    const moved = new Map(this.#texts.map((text) => [text.last, text.by]));
    const ends = new Map<Word, Before>();
    let end = 0;
    let before: Word | undefined;
    for (const word of this.#words) {
      if (word.first) end = word.column ?? word.from;
      else {
        if (word.kind === 'comment') ends.set(word, { end, gap: word.start - (before?.end ?? word.start) });
        end += this.#isOpen(word.line) ? word.gap : word.start - (before?.end ?? word.start);
      }
      end = word.line === word.lastLine ? end + word.end - word.start : this.#lines.column(word.end) + (moved.get(word.lastLine) ?? 0);
      before = word;
    }
    return ends;
  }

  #gapBefore(word: Word, before: Word | undefined): void {
    const from = word.first ? this.#lines.start(word.line) : (before?.end ?? word.start);
    this.#put(from, word.start, ' '.repeat(word.first ? (word.column ?? word.from) : word.gap));
  }

  #move({ first, last, by, block }: Text): void {
    if (by === 0) return;
    for (let line = first; line <= last; line += 1) {
      const start = this.#lines.start(line);
      const content = this.#lines.content(line);
      const blanks = (block === undefined ? /^[ \t]*/ : /^ */).exec(content)?.[0].length ?? 0;
      // In a blank line only what is deeper than a block text is part of it.
      if (content.trim() === '' && (block === undefined || (by > 0 && blanks <= block))) continue;
      this.#put(start, start + blanks, ' '.repeat(Math.max(0, blanks + by)));
    }
  }

  /** Blanks at the ends of lines, those inside texts left alone. */
  #trim(first: number, last: number): void {
    const inside = new Set<number>();
    for (const text of this.#texts) {
      // The first line of a block text has its header only; that of another text has its beginning.
      const [from, to] = text.block === undefined ? [text.first - 1, text.last - 1] : [text.first, text.last];
      for (let line = from; line <= to; line += 1) inside.add(line);
    }
    for (let line = first; line <= last; line += 1) {
      if (!this.#isOpen(line) || inside.has(line)) continue;
      const content = this.#lines.content(line);
      const end = this.#lines.end(line);
      this.#put(end - (content.length - content.trimEnd().length), end, '');
    }
  }

  /** One line end behind the last line with content; behind a block text every one is part of it. */
  #endWith(line: number): void {
    const { text } = this.#lines;
    this.#put(this.#lines.end(line), text.length, text.includes('\r\n') ? '\r\n' : '\n');
  }

  /** The last line with content, where what follows it is to go and a line end is to stand; undefined elsewhere. */
  #lastContent(last: number): number | undefined {
    const line = this.#lines.at(this.#lines.text.trimEnd().length);
    const inBlock = this.#texts.some((text) => text.block !== undefined && text.last >= line);
    const isEmpty = this.#lines.content(line).trim() === '';
    return last < this.#lines.count - 1 || isEmpty || inBlock || !areOpen(this.#layout, line, last) ? undefined : line;
  }

  #put(start: number, end: number, newText: string): void {
    if (this.#lines.text.slice(start, end) !== newText) this.#edits.push({ start, end, newText });
  }
}
