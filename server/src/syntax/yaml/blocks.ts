/** Which lines belong to an entry in block style: its value's, and the comments that speak of it. */
import type { Lines } from '../lines.ts';
import type { Comment, Entry } from '../tree.ts';
import { isBlank } from './cut.ts';

export interface Segment {
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
  readonly isBlock: boolean;
}

/** The lines of the entries of one text. */
export class Blocks {
  readonly #lines: Lines;
  readonly #comments: readonly Comment[];

  constructor(lines: Lines, comments: readonly Comment[]) {
    this.#lines = lines;
    this.#comments = comments;
  }

  /** The line of the last character that is not blank before an offset. */
  lastContentLine(end: number): number {
    return this.#lines.at(this.#lines.text.slice(0, end).trimEnd().length);
  }

  /** The last line of an entry, comments below it that are indented deeper than `indent` included. */
  lastLine(entry: Entry, indent: number): number {
    let last = this.lastContentLine(Math.max(entry.end, entry.start + 1));
    for (let line = last + 1; line < this.#lines.count; line += 1) {
      const content = this.#lines.content(line);
      if (content.trim() === '') continue;
      if (!isBlank(content) || this.#lines.indent(line) <= indent) break;
      last = line;
    }
    return last;
  }

  /** The first line of the comments right above an entry, or the entry's own. */
  leadingCommentLine(entry: Entry): number {
    let line = this.#lines.at(entry.start);
    while (line > 0 && this.#lines.content(line - 1).trim().startsWith('#')) line -= 1;
    return line;
  }

  commentsIn(start: number, end: number): Comment[] {
    return this.#comments.filter((comment) => comment.start >= start && comment.end <= end);
  }

  /** Whether entries that span lines are set apart by blank lines; so where there is none yet. */
  separated(entries: readonly Entry[]): boolean {
    const spanning = entries.slice(1).filter((entry) => entry.value && this.#lines.at(entry.value.start) > this.#lines.at(entry.start));
    if (spanning.length === 0) return true;
    return spanning.some((entry) => this.#lines.content(this.leadingCommentLine(entry) - 1).trim() === '');
  }

  /** The text cut into one stretch an entry, comments above it and blank lines below it included. */
  segments(entries: readonly Entry[]): Segment[] {
    const starts = entries.map((entry) => this.#lines.start(this.leadingCommentLine(entry)));
    return entries.map((entry, at) => {
      const next = starts[at + 1];
      const end = next ?? this.#lines.next(this.lastLine(entry, this.#lines.column(entry.start)));
      return { entry, start: starts[at] ?? 0, end, isBlock: entry.value !== undefined && entry.value.kind !== 'scalar' && !entry.value.flow };
    });
  }
}
