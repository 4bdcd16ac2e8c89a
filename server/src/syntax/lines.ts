/** Lines of a text: offsets, positions, indentation. Line ends are LF or CRLF. */

import type { TextChange } from './text-change.ts';

/** A text as lines, counted from 0. */
export class Lines {
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];
  readonly text: string;

  constructor(text: string, starts?: readonly number[]) {
    this.text = text;
    this.starts = starts ?? startsIn(text, 0, text.length, [0]);
  }

  /** The lines of a text that differs from these by one change; only what has changed is searched. */
  after(text: string, { start, oldEnd, newEnd }: TextChange): Lines {
    const kept = this.at(start) + 1;
    const starts = this.starts.slice(0, kept);
    startsIn(text, start, newEnd, starts);
    const shift = newEnd - oldEnd;
    for (let line = this.at(oldEnd) + 1; line < this.starts.length; line += 1) starts.push((this.starts[line] ?? 0) + shift);
    return new Lines(text, starts);
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

  /** The line that holds an offset. */
  at(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
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

/** The starts of the lines whose line ends lie in a stretch of a text, behind those given. */
function startsIn(text: string, from: number, to: number, starts: number[] = []): number[] {
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
