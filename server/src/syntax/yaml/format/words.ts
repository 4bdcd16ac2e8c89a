/** The words of a stretch of YAML, comments included, and what formatting wants of the blanks in front of each. */
import type { CST } from 'yaml';
import type { Lines } from '../../lines.ts';
import { Ends, isFlowScalar, startOf } from './extents.ts';

export type WordKind = 'key' | 'value' | 'colon' | 'dash' | 'comma' | 'open' | 'close' | 'prop' | 'explicit' | 'comment';

/** Something that is not blank. */
export interface Word {
  readonly kind: WordKind;
  readonly start: number;
  readonly end: number;
  /** The line of its first character, and of its last. */
  readonly line: number;
  readonly lastLine: number;
  /** The column of its first character as it is. */
  readonly from: number;
  /** It starts its line, but for blanks. */
  readonly first: boolean;
  /** Between braces or brackets. */
  readonly flow: boolean;
  /** The column for it where it starts its line; undefined for a comment that its neighbours place. */
  column: number | undefined;
  /** The blanks in front of it where it does not. */
  gap: number;
}

/** The lines of a text behind its first, which move together: by so many columns. */
export interface Text {
  readonly first: number;
  readonly last: number;
  readonly by: number;
  /** The column of a block scalar as it is, behind which blanks are part of the text; undefined for other texts. */
  readonly block: number | undefined;
}

/** What a document does, or a client asks for. */
export interface Layout {
  /** Columns that a nested map is indented by. */
  readonly step: number;
  /** Columns that a list is indented by, below its key. */
  readonly listStep: number;
  /** Blanks inside braces. */
  readonly padBraces: number;
  readonly padBrackets: number;
  /** The lines that may change. */
  readonly open: { readonly first: number; readonly last: number };
}

/** Whether all these lines may change. */
export function areOpen({ open }: Layout, first: number, last = first): boolean {
  return open.first <= first && last <= open.last;
}

/** Reads the token tree of a stretch; what it finds is in the order of the text. */
export class WordReader {
  readonly words: Word[] = [];
  readonly texts: Text[] = [];
  /** The entries of each block collection: the index of the first word of each, and of the first behind it. */
  readonly rows: { readonly from: number; readonly to: number }[][] = [];
  readonly #lines: Lines;
  readonly #layout: Layout;
  readonly #ends = new Ends();
  /** The column of the line that was last begun, as it will be, and as it is. */
  #lineColumn = 0;
  #lineFrom = 0;
  /** Where the next word goes, so that the entries below line up with it. */
  #nextColumn: number | undefined;

  constructor(lines: Lines, layout: Layout) {
    this.#lines = lines;
    this.#layout = layout;
  }

  /** Reads tokens of the top level; false where there is something that formatting does not understand. */
  read(tokens: readonly CST.Token[]): boolean {
    return tokens.every((token) => {
      if (token.type === 'document') {
        this.#parts(token.start, 0, false);
        if (token.value) this.#value(token.value, 0, 0, 0);
        this.#parts(token.end ?? [], 0, false);
        return true;
      }
      if (token.type === 'comment') this.#part(token, undefined, false);
      return token.type === 'comment' || token.type === 'space' || token.type === 'newline';
    });
  }

  /** `column` is where the value goes that stands on a line of its own, `holder` the column that it belongs to, `was` that column as it is. */
  #value(token: CST.Token, column: number, holder: number, was: number): void {
    if (token.type === 'block-map' || token.type === 'block-seq') this.#block(token, column);
    else if (token.type === 'flow-collection') this.#flow(token, column);
    else if (token.type === 'block-scalar') {
      this.#parts(token.props, column, false);
      this.#blockText(token, column, holder - was);
    } else if (isFlowScalar(token)) this.#scalar(token, 'value', column, column, false);
  }

  #block(token: CST.BlockMap | CST.BlockSequence, wanted: number): void {
    const start = startOf(token);
    const [first, last] = [this.#lines.at(start), this.#lines.at(this.#ends.of(token))];
    const was = this.#lines.column(start);
    const before = this.words.at(-1);
    // `- key: value`: the map follows its dash on one line.
    const compact = before?.lastLine === first && before.kind !== 'comment';
    let column = was;
    if (areOpen(this.#layout, first, last)) column = compact ? this.#newEnd(before) + 1 : wanted;
    if (compact) this.#nextColumn = column;
    const rows: { from: number; to: number }[] = [];
    this.rows.push(rows);
    const items: readonly CST.CollectionItem[] = token.items;
    for (const item of items) {
      const from = this.words.length;
      this.#parts(item.start, column, false);
      const isExplicit = item.start.some(({ type }) => type === 'explicit-key-ind');
      if (item.key) this.#key(item.key, isExplicit ? column + 2 : column, was);
      if (item.sep) this.#parts(item.sep, column, false, column + this.#layout.step);
      if (item.value) this.#value(item.value, this.#columnBelow(token, item, column), column, was);
      rows.push({ from, to: this.words.length });
    }
  }

  #columnBelow(token: CST.BlockMap | CST.BlockSequence, item: CST.CollectionItem, column: number): number {
    if (token.type === 'block-seq') return column + 2;
    return column + (item.value?.type === 'block-seq' ? this.#layout.listStep : this.#layout.step);
  }

  #key(token: CST.Token, column: number, was: number): void {
    if (isFlowScalar(token)) this.#scalar(token, 'key', column, column + this.#layout.step, false);
    else this.#value(token, column, column, was);
  }

  /** `around` is the column of a collection that this one stands in. */
  #flow(token: CST.FlowCollection, wanted: number, around?: number): void {
    this.#word('open', token.start.offset, token.start.offset + 1, wanted, true);
    const [base, from] = [this.#lineColumn, this.#lineFrom];
    const column = base + this.#layout.step;
    for (const item of token.items) {
      this.#parts(item.start, column, true);
      if (item.key) this.#inFlow(item.key, 'key', column);
      if (item.sep) this.#parts(item.sep, column, true);
      if (item.value) this.#inFlow(item.value, 'value', column);
    }
    for (const part of token.end) {
      const isClose = part.type === 'flow-map-end' || part.type === 'flow-seq-end';
      if (isClose) this.#word('close', part.offset, part.offset + 1, this.#lines.column(part.offset) <= from ? base : column, true);
      else this.#part(part, around, around !== undefined);
    }
  }

  #inFlow(token: CST.Token, kind: 'key' | 'value', column: number): void {
    if (token.type === 'flow-collection') this.#flow(token, column, column);
    else if (isFlowScalar(token)) this.#scalar(token, kind, column, column, true);
  }

  #scalar(token: CST.FlowScalar, kind: 'key' | 'value', column: number, below: number, flow: boolean): void {
    const end = token.offset + token.source.length;
    if (end > token.offset) this.#word(kind, token.offset, end, column, flow);
    const [first, last] = [this.#lines.at(token.offset) + 1, this.#lines.at(end)];
    if (last >= first) {
      const from = this.#columns(first, last, /^[ \t]*/).reduce((least, each) => Math.min(least, each), Infinity);
      // The line furthest left goes to the column; the others keep their distance from it.
      this.texts.push({ first, last, by: Number.isFinite(from) && areOpen(this.#layout, first, last) ? below - from : 0, block: undefined });
    }
    this.#parts(token.end ?? [], column, flow);
  }

  #blockText(token: CST.BlockScalar, column: number, moved: number): void {
    const header = token.props.findLast((part) => part.type === 'block-scalar-header');
    if (!header || token.source === '') return;
    const first = this.#lines.at(header.offset) + 1;
    const end = this.#ends.of(token);
    const last = this.#lines.at(end > 0 && this.#lines.text[end - 1] === '\n' ? end - 1 : end);
    if (last < first) return;
    const open = areOpen(this.#layout, first - 1, last);
    // A digit in the header counts from the column of what holds the text, so the text moves with that.
    const from = this.#columns(first, last, /^ */)[0] ?? 0;
    this.texts.push({ first, last, by: !open ? 0 : /\d/.test(this.#lines.text.slice(header.offset, this.#ends.of(header))) ? moved : column - from, block: from });
  }

  /** The columns at which the lines start that are not blank. */
  #columns(first: number, last: number, blanks: RegExp): number[] {
    const columns: number[] = [];
    for (let line = first; line <= last; line += 1) {
      const content = this.#lines.content(line);
      if (content.trim() !== '') columns.push(blanks.exec(content)?.[0].length ?? 0);
    }
    return columns;
  }

  #parts(parts: readonly CST.Token[], column: number, flow: boolean, below = column): void {
    let afterColon = false;
    for (const part of parts) {
      this.#part(part, afterColon ? below : column, flow);
      afterColon ||= part.type === 'map-value-ind';
    }
  }

  #part(part: CST.Token, column: number | undefined, flow: boolean): void {
    const kind = KINDS[part.type];
    if (kind) this.#word(kind, part.offset, this.#ends.of(part), kind === 'comment' && !flow ? undefined : column, flow);
  }

  #word(kind: WordKind, start: number, end: number, column: number | undefined, flow: boolean): void {
    const before = this.words.at(-1);
    const line = this.#lines.at(start);
    const lastLine = this.#lines.text.slice(start, end).includes('\n') ? this.#lines.at(end) : line;
    const from = this.#lines.column(start);
    const first = before === undefined || before.lastLine < line;
    const word: Word = { kind, start, end, line, lastLine, from, first, flow, column, gap: 0 };
    if (first) {
      if (column !== undefined && !areOpen(this.#layout, line)) word.column = from;
      if (kind !== 'comment') [this.#lineColumn, this.#lineFrom] = [word.column ?? from, from];
    } else {
      word.gap = this.#gap(before, word);
      if (this.#nextColumn !== undefined) word.gap = Math.max(1, this.#nextColumn - this.#newEnd(before));
    }
    this.#nextColumn = undefined;
    this.words.push(word);
  }

  /** The blanks between two words of a line. */
  #gap(before: Word, word: Word): number {
    const asIs = word.start - before.end;
    const { padBraces, padBrackets } = this.#layout;
    const padOf = ({ start }: Word): number => (/[{}]/.test(this.#lines.text[start] ?? '') ? padBraces : padBrackets);
    switch (word.kind) {
      // A colon right behind an alias would be part of its name.
      case 'colon': return before.kind === 'key' && this.#lines.text[before.start] !== '*' ? 0 : asIs;
      case 'comma': return before.kind === 'colon' ? asIs : 0;
      case 'close': return before.kind === 'open' ? 0 : before.kind === 'colon' ? 1 : padOf(word);
      default: return before.kind === 'open' ? padOf(before) : before.kind === 'key' || before.kind === 'value' || before.kind === 'close' ? asIs : 1;
    }
  }

  /** The column behind a word as it will be, its line as far as it is laid out. */
  #newEnd(word: Word): number {
    let end = 0;
    const words = this.words;
    let at = words.lastIndexOf(word);
    while (at > 0 && words[at]?.first === false) at -= 1;
    for (; at < words.length; at += 1) {
      const each = words[at];
      if (!each) break;
      end = (each.first ? (each.column ?? each.from) : end + (areOpen(this.#layout, each.line) ? each.gap : each.start - (words[at - 1]?.end ?? each.start))) + (each.end - each.start);
      if (each === word) break;
    }
    return end;
  }
}

const KINDS: Partial<Record<CST.Token['type'], WordKind>> = {
  comment: 'comment', anchor: 'prop', tag: 'prop', 'map-value-ind': 'colon', 'seq-item-ind': 'dash', 'explicit-key-ind': 'explicit', comma: 'comma', 'block-scalar-header': 'value',
};
