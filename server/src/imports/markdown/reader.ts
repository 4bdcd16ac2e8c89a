/** Reads a document in the template's layout, piece by piece, into the values of a spec. */
import { GAP } from '../../exports/document.ts';
import type { ListPlace, PrefixedPlace, ReasonsPlace, TablePlace } from '../../exports/layout.ts';
import { GUIDANCE, layout } from '../../exports/layout.ts';
import type { Bit } from './bits.ts';
import { linesOf, rawText, textOf, trimmed, without } from './bits.ts';
import { SpecBuilder } from './builder.ts';
import type { Announced, Scope } from './labels.ts';
import { headingScope, isHeadingLine, labelAt, scopeOf } from './labels.ts';
import type { Line, Piece, TableLine } from './pieces.ts';
import { RowReader } from './row-reader.ts';
import { looseCells, looseTable, tableFor } from './tables.ts';
import type { TableShape } from './tables.ts';
import type { Remark } from './writer.ts';
import { ValueWriter } from './writer.ts';

/** What is being read and may go on in the next lines. */
interface Open {
  readonly bits: Bit[];
  readonly line: number;
  readonly finish: (bits: readonly Bit[], line: number) => void;
}

/** The heads of a table of labels and values, which say nothing. */
const LABEL_HEADS = /^(?:property|field|key|name|item|attribute|label|)\|(?:values?|details?|description|content|)$/i;

type ListLike = { readonly place: ListPlace | PrefixedPlace | ReasonsPlace; readonly path: readonly string[] } | 'comments';

export class DocumentReader {
  readonly builder = new SpecBuilder();
  readonly remarks: Remark[] = [];
  readonly #writer = new ValueWriter(this.builder, this.remarks);
  readonly #rows = new RowReader(this.#writer);
  #scope: Scope = scopeOf(layout[0] ?? { key: undefined, heading: '', places: [] });
  #open: Open | undefined;
  #list: ListLike | undefined;
  /** The table that a heading has announced. */
  #expected: TablePlace | undefined;
  /** The table whose rows stand in lines of plain text. */
  #loose: TableShape | undefined;

  read(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#read(piece);
    this.#close();
  }

  #read(piece: Piece): void {
    switch (piece.kind) {
      case 'heading': return this.#heading(textOf(piece.bits), piece.line);
      case 'table': return this.#table(piece.rows);
      case 'other': return this.#unplaced(piece.text, piece.line);
      case 'line': return this.#line(piece);
    }
  }

  #heading(text: string, line: number): void {
    this.#close();
    const found = headingScope(text, this.#scope);
    this.#list = undefined;
    this.#expected = undefined;
    this.#loose = undefined;
    if (!found) {
      // Some have headings where the template has labels.
      const label = labelAt([{ kind: 'text', text }], this.#scope);
      if (label) this.#announce(label.announced, label.rest, line);
      else if (!isGuidance(text)) this.#unplaced(text, line);
    } else if ('shape' in found) {
      this.#expected = found;
    } else {
      this.#scope = found;
    }
  }

  #table([head, ...rows]: readonly TableLine[]): void {
    this.#close();
    if (!head) return;
    const shape = tableFor(head.cells.map(textOf), this.#scope, this.#expected);
    this.#expected = undefined;
    if (!shape && this.#labelTable([head, ...rows])) return;
    if (!shape) return this.#unplaced([head, ...rows].map(({ cells }) => `| ${cells.map(textOf).join(' | ')} |`).join('\n'), head.line);
    for (const { cells, line } of rows) {
      if (isGuidance(cells.map(textOf).filter((text) => text !== '').join(' | '))) continue;
      this.#rows.read(shape, cells, head.cells.map(textOf), line);
    }
  }

  /** A table of labels and values, as other tools write what the template has in lines. Gives false where it is none, and has read nothing. */
  #labelTable(rows: readonly TableLine[]): boolean {
    const labels = rows.map(({ cells: [name = [], ...values] }) => {
      const label = values.length === 1 ? labelAt(name, this.#scope) : undefined;
      return label && textOf(label.rest) === '' && label.announced.kind !== 'comments' ? label.announced : undefined;
    });
    if (labels.every((label) => !label)) return false;
    for (const [at, { cells, line }] of rows.entries()) {
      const label = labels[at];
      const [name = [], value = []] = cells;
      if (label?.kind === 'list') {
        this.#announce(label, [], line);
        for (const item of linesOf(value, 'hard')) if (textOf(item.bits) !== '') this.#item(item.bits, line);
      } else if (label) this.#announce(label, value, line);
      else if (at > 0 || !LABEL_HEADS.test(`${textOf(name)}|${textOf(value)}`)) this.#unplaced(`${textOf(name)}: ${textOf(value)}`, line);
    }
    this.#close();
    this.#list = undefined;
    return true;
  }

  #line(piece: Line): void {
    const bits = bare(piece);
    const raw = rawText(bits);
    const text = textOf(bits);
    if (text === '') {
      // An empty line that is meant is one of a text.
      if (piece.join === 'hard') this.#open?.bits.push({ kind: 'hard', text: '' });
      return;
    }
    if (isGuidance(text)) return;
    if (!piece.inItem && isHeadingLine(text) && headingScope(text, this.#scope)) return this.#heading(text, piece.line);
    // The lines of an item that are ended on purpose are one text.
    const isContinued = piece.join === 'hard' && piece.inItem && this.#open !== undefined;
    const isOfList = this.#list !== undefined && piece.isItem && bits[0]?.strong !== true;
    const label = isContinued || isOfList ? undefined : (labelAt(bits, this.#scope) ?? labelAt(without(bits, boxOf(piece).length), this.#scope));
    if (label) return this.#announce(label.announced, label.rest, piece.line);
    const isUnknownKey = piece.isItem && bits[0]?.kind === 'code' && /^:/.test(textOf(bits.slice(1))) && this.#list === undefined;
    if (isUnknownKey || this.#isUnknownLabel(piece)) {
      this.#close();
      return this.#unplaced(text, piece.line);
    }
    const table = piece.inItem ? undefined : looseTable(raw, this.#scope);
    if (table) {
      this.#close();
      this.#loose = table;
      return;
    }
    if (this.#loose && !piece.inItem) return this.#looseRow(raw, this.#loose, piece.line);
    if (this.#list !== undefined && (piece.isItem || bulletOf(piece) !== '' || this.#hasPrefix(raw))) return this.#item(bits, piece.line);
    if (this.#open && (piece.join !== 'none' || this.#open.bits.length === 0)) {
      this.#open.bits.push(...(this.#open.bits.length === 0 ? [] : [{ kind: piece.join === 'hard' ? 'hard' as const : 'soft' as const, text: '' }]), ...bits);
      return;
    }
    if (this.#list !== undefined && this.#list !== 'comments' && !this.#open) return this.#item(bits, piece.line);
    this.#close();
    this.#unplaced(text, piece.line);
  }

  /** Whether a line that could go on from the one before begins with a label of its own, which the template does not have: a bold one, or any in the header, whose values have one line. */
  #isUnknownLabel({ bits, join, inItem }: Line): boolean {
    if (inItem || join === 'none' || this.#list !== undefined || this.#open?.bits.length === 0) return false;
    const [first] = bits;
    if (first?.strong === true && /^[^:]{1,60}:/.test(rawText(bits.slice(0, first.text.includes(':') ? 1 : 2)))) return true;
    return this.#scope.part.key === undefined && /^\p{Lu}[\p{L}\p{N} /-]{0,40}:\s/u.test(rawText(bits));
  }

  #announce(announced: Announced, rest: readonly Bit[], line: number): void {
    this.#close();
    this.#loose = undefined;
    this.#list = undefined;
    if (announced.kind === 'comments') this.#list = 'comments';
    else if (announced.kind === 'list') {
      const { place, path } = announced;
      this.#list = { place, path };
      if (textOf(rest) !== '') this.#item(rest, line);
    } else this.#open = { bits: [...rest], line, finish: (bits, at) => this.#writer.announced(announced, bits, at, GAP) };
  }

  #item(bits: readonly Bit[], line: number): void {
    this.#close();
    const list = this.#list;
    if (list === undefined) return;
    this.#open = { bits: [...bits], line, finish: (all, at) => (list === 'comments' ? this.#comment(all) : this.#writer.item(list.place, list.path, all, at)) };
  }

  #comment(bits: readonly Bit[]): void {
    const [first, ...rest] = bits;
    const isAbout = first?.kind === 'code' && rawText(rest).startsWith(':');
    const { key } = this.#scope.part;
    const inner = isAbout ? first.text.split('.') : [];
    this.builder.comment([...(key === undefined ? [] : [key]), ...inner], textOf(isAbout ? without(rest, 1) : bits));
  }

  #looseRow(raw: string, shape: TableShape, line: number): void {
    const cells = looseCells(raw, shape);
    if (!cells) return this.#unplaced(raw, line);
    this.#rows.read(shape, cells.map((text) => [{ kind: 'text', text }]), [], line);
  }

  /** Whether a line begins as the items of the list at hand do. */
  #hasPrefix(raw: string): boolean {
    return this.#list !== undefined && this.#list !== 'comments' && this.#list.place.shape === 'prefixed' && this.#list.place.lists.some(({ prefix }) => raw.toLowerCase().startsWith(`${prefix.toLowerCase()}:`));
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open) open.finish(trimmed(open.bits), open.line);
  }

  /** Keeps what has no place as a comment of the part that it stands in. */
  #unplaced(text: string, line: number): void {
    if (text.trim() === '') return;
    const { key } = this.#scope.part;
    this.#writer.keep(key === undefined ? [] : [key], text, line, 'has no place in the template');
  }
}

/** The line without a sign for an item, where it has one in plain text. */
function bare(piece: Line): readonly Bit[] {
  return without(piece.bits, bulletOf(piece).length);
}

/** The sign for an item at the start of a line that Markdown takes for plain text. */
function bulletOf({ bits, inItem }: Line): string {
  return inItem ? '' : (/^[•·▪◦*–—-]\s+/.exec(rawText(bits))?.[0] ?? '');
}

/** The box of a task at the start of an item. */
function boxOf({ bits, isItem }: Line): string {
  return isItem ? (/^\[[ xX]\]\s+/.exec(rawText(bits))?.[0] ?? '') : '';
}

function isGuidance(text: string): boolean {
  return GUIDANCE.some((pattern) => pattern.test(text));
}

