/** What each line of a text looks like by itself, remembered from one version of the text to the next. */
import type { LineChange, Lines } from '../lines.ts';
import { replaced } from '../lines.ts';
import { headOf } from './cut.ts';
import { matchEnd } from './shapes.ts';

/**
 * `opener`: a key with nothing behind it but a comment; `key`: a key with a value; `item`: of a list; `closer`: starts with
 * a closing brace or bracket; `odd`: what YAML reads in a way of its own, `? a`, `: b`, `<<`, a tag alone; `other`: anything else.
 */
export type LineKind = 'opener' | 'key' | 'item' | 'closer' | 'odd' | 'other';

/** What a line looks like by itself. */
export interface LineLook {
  readonly indent: number;
  readonly kind: LineKind;
}

/** The lines of one version of a text. */
export class LineKinds {
  readonly lines: Lines;
  /** The blanks in front of each line's content; -1 for a line that holds nothing, or a comment only. */
  #indents: number[] = [];
  #kinds: (LineKind | undefined)[] = [];

  constructor(lines: Lines) {
    this.lines = lines;
  }

  /** Those of a text that is read for the first time. */
  static of(lines: Lines): LineKinds {
    const kinds = new LineKinds(lines);
    kinds.#indents = kinds.#indentsOf(0, lines.count);
    kinds.#kinds = new Array<LineKind | undefined>(lines.count).fill(undefined);
    return kinds;
  }

  /** Those of a text in which `now` lines stand in the place of `was`, from `first` on. These are at an end then. */
  after(lines: Lines, { first, was, now }: LineChange): LineKinds {
    const kinds = new LineKinds(lines);
    const indents = kinds.#indentsOf(first, first + now);
    kinds.#indents = replaced(this.#indents, first, first + was, indents);
    kinds.#kinds = replaced(this.#kinds, first, first + was, indents.map(() => undefined));
    [this.#indents, this.#kinds] = [[], []];
    return kinds;
  }

  /** The blanks in front of a line's content; -1 for a line that holds nothing, or a comment only. */
  indent(line: number): number {
    return this.#indents[line] ?? -1;
  }

  look(line: number): LineLook {
    return { indent: this.indent(line), kind: this.kind(line) };
  }

  kind(line: number): LineKind {
    let kind = this.#kinds[line];
    if (kind === undefined) this.#kinds[line] = kind = usualKind(this.lines.text, this.lines.start(line) + Math.max(0, this.indent(line))) ?? kindOf(this.lines.content(line));
    return kind;
  }

  #indentsOf(first: number, end: number): number[] {
    const indents: number[] = [];
    for (let line = first; line < end; line += 1) indents.push(this.#indentOf(line));
    return indents;
  }

  #indentOf(line: number): number {
    const { text } = this.lines;
    const start = this.lines.start(line);
    const at = matchEnd(BLANKS, text, start);
    const char = text.charCodeAt(at);
    // The end of the text, of the line, or the start of a comment.
    const isBlank = Number.isNaN(char) || char === 0x0a || char === 0x23 || (char === 0x0d && (at + 1 === text.length || text.charCodeAt(at + 1) === 0x0a));
    return isBlank ? -1 : at - start;
  }
}

const BLANKS = /[ \t]*/y;
const USUAL_KEY = /[A-Za-z_]\w*: */y;

/** The kind of a line whose content begins at an offset, if it is a word with a colon and a value or nothing behind it, as nearly all are that are asked for. */
function usualKind(text: string, at: number): LineKind | undefined {
  const end = matchEnd(USUAL_KEY, text, at);
  if (end < 0) return undefined;
  const char = text.charCodeAt(end);
  if (char === 0x0a || end === text.length || (char === 0x0d && text.charCodeAt(end + 1) === 0x0a)) return 'opener';
  return text.charCodeAt(end - 1) === 0x20 && char > 0x23 ? 'key' : undefined;
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
