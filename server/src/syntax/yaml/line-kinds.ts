/** What each line of a text looks like by itself, remembered from one version of the text to the next. */
import type { Lines } from '../lines.ts';
import type { TextChange } from '../text-change.ts';
import { headOf } from './cut.ts';

/**
 * `opener`: a key with nothing behind it but a comment; `key`: a key with a value; `item`: of a list; `closer`: starts with
 * a closing brace or bracket; `odd`: what YAML reads in a way of its own, `? a`, `: b`, `<<`, a tag alone; `other`: anything else.
 */
export type LineKind = 'opener' | 'key' | 'item' | 'closer' | 'odd' | 'other';

/** The lines of one version of a text. */
export class LineKinds {
  readonly lines: Lines;
  /** The blanks in front of each line's content; -1 for a line that holds nothing, or a comment only. */
  readonly #indents: number[];
  readonly #kinds: (LineKind | undefined)[];

  constructor(lines: Lines, known?: { readonly before: LineKinds; readonly change: TextChange }) {
    this.lines = lines;
    if (!known) {
      this.#indents = Array.from({ length: lines.count }, (_, line) => this.#indentOf(line));
      this.#kinds = this.#indents.map(() => undefined);
      return;
    }
    const { before, change } = known;
    const first = before.lines.at(change.start);
    const rest = before.lines.at(change.oldEnd) + 1;
    const last = lines.count - (before.lines.count - rest);
    const indents: number[] = [];
    for (let line = first; line < last; line += 1) indents.push(this.#indentOf(line));
    this.#indents = before.#indents.slice(0, first).concat(indents, before.#indents.slice(rest));
    this.#kinds = before.#kinds.slice(0, first).concat(indents.map(() => undefined), before.#kinds.slice(rest));
  }

  /** The blanks in front of a line's content; -1 for a line that holds nothing, or a comment only. */
  indent(line: number): number {
    return this.#indents[line] ?? -1;
  }

  kind(line: number): LineKind {
    let kind = this.#kinds[line];
    if (kind === undefined) this.#kinds[line] = kind = kindOf(this.lines.content(line));
    return kind;
  }

  #indentOf(line: number): number {
    const { text } = this.lines;
    const start = this.lines.start(line);
    for (let at = start; ; at += 1) {
      const char = text.charCodeAt(at);
      if (char === 0x20 || char === 0x09) continue;
      // The end of the text, of the line, or the start of a comment.
      const isBlank = Number.isNaN(char) || char === 0x0a || char === 0x23 || (char === 0x0d && (at + 1 === text.length || text.charCodeAt(at + 1) === 0x0a));
      return isBlank ? -1 : at - start;
    }
  }
}

function kindOf(content: string): LineKind {
  const head = headOf(content);
  const trimmed = content.trimStart();
  if (head.kind === 'item') return 'item';
  if (/^[}\]]/.test(trimmed)) return 'closer';
  // A tag alone belongs to the map that begins below it.
  if (/^[?:](\s|$)/.test(trimmed) || /^(!\S*\s*)+(#.*)?$/.test(trimmed)) return 'odd';
  if (head.kind !== 'key') return 'other';
  if (/^(<<|"<<"|'<<')\s*:/.test(trimmed)) return 'odd';
  return /^[ \t]*(#([ \t].*)?)?$/.test(content.slice(head.colon + 1)) ? 'opener' : 'key';
}
