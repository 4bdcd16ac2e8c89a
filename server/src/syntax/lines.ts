/** Lines of a text: offsets, positions, indentation. Line ends are LF or CRLF. */

import type { TextChange } from './text-change.ts';

/** `now` lines from `first` on stand where `was` lines stood. */
export interface LineChange {
  readonly first: number;
  readonly was: number;
  readonly now: number;
}

/** A text as lines, counted from 0. */
export class Lines {
  readonly text: string;
  #starts: number[];
  /** The line that was last asked for. */
  #found = 0;

  constructor(text: string, starts?: number[]) {
    this.text = text;
    this.#starts = starts ?? startsIn(text, 0, text.length, [0]);
  }

  /** Offset of the first character of each line. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  /**
   * The lines of a text that differs from these by one change, and which of them have changed; no others are searched.
   * These are at an end then: what was known moves on, since a copy for each letter typed is work for the collector of garbage.
   */
  after(text: string, { start, oldEnd, newEnd }: TextChange): { readonly lines: Lines; readonly change: LineChange } {
    const [first, behind] = [this.at(start) + 1, this.at(oldEnd) + 1];
    const found = startsIn(text, start, newEnd);
    const starts = replaced(this.#starts, first, behind, found);
    this.#starts = [];
    const shift = newEnd - oldEnd;
    if (shift !== 0) for (let line = first + found.length; line < starts.length; line += 1) starts[line] = (starts[line] ?? 0) + shift;
    return { lines: new Lines(text, starts), change: { first: first - 1, was: behind - first + 1, now: found.length + 1 } };
  }

  get count(): number {
    return this.starts.length;
  }

  /** Where a line's content starts; a byte-order mark is no content. */
  start(line: number): number {
    if (line === 0) return this.text.startsWith('\uFEFF') ? 1 : 0;
    return this.starts[line] ?? this.text.length;
  }

  /** The end of a line's content: before its line end. */
  end(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }

  /** The offset behind a line's end: where the next one starts. */
  next(line: number): number {
    return this.starts[line + 1] ?? this.text.length;
  }

  content(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  /** The line that holds an offset. Whoever asks for many asks in order: each is looked for around the one before, in growing steps. */
  at(offset: number): number {
    const starts = this.#starts;
    const last = starts.length - 1;
    let low = Math.max(0, Math.min(this.#found, last));
    let high = low - 1;
    if ((starts[low] ?? Infinity) <= offset) {
      let step = 1;
      for (; (starts[low + step] ?? Infinity) <= offset; step *= 2) low += step;
      high = Math.min(last, low + step - 1);
    } else {
      for (let step = 1; low > 0 && (starts[low] ?? 0) > offset; step *= 2) {
        high = low - 1;
        low = Math.max(0, low - step);
      }
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    this.#found = low;
    return low;
  }

  column(offset: number): number {
    return offset - this.start(this.at(offset));
  }

  /** Blank characters at the start of a line. */
  indent(line: number): number {
    return /^[ \t]*/.exec(this.content(line))?.[0].length ?? 0;
  }

  positionAt(offset: number): { line: number; character: number } {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = this.at(clamped);
    return { line, character: clamped - (this.starts[line] ?? 0) };
  }

  offsetAt(position: { line: number; character: number }): number {
    if (position.line < 0) return 0;
    if (position.line >= this.count) return this.text.length;
    return Math.min((this.starts[position.line] ?? 0) + Math.max(0, position.character), this.end(position.line));
  }
}

/** A list in which other items stand from `first` to before `end`: the list itself where they are as many, for which nothing is made anew. */
export function replaced<T>(list: T[], first: number, end: number, items: readonly T[]): T[] {
  if (items.length !== end - first) return list.slice(0, first).concat(items, list.slice(end));
  for (let at = 0; at < items.length; at += 1) list[first + at] = items[at] as T;
  return list;
}

/** The starts of the lines whose line ends lie in a stretch of a text, behind those given. */
function startsIn(text: string, from: number, to: number, starts: number[] = []): number[] {
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
