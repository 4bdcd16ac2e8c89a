/** Reads the rows of a table into the spec. */
import type { Column, ValuePlace } from '../../exports/layout.ts';
import type { Draft } from '../../syntax/change.ts';
import type { Bit } from './bits.ts';
import { linesOf, rawText, textOf, trimmed, without } from './bits.ts';
import { rowPath } from './tables.ts';
import type { TableShape } from './tables.ts';
import { readValue, readWord, textDraft } from './values.ts';
import type { ValueWriter } from './writer.ts';
import { schemaAt } from './writer.ts';

/** A piece of a cell: of the column's own key, or of one of the labelled ones. */
interface CellPart {
  readonly key: string | undefined;
  readonly bits: Bit[];
}

export class RowReader {
  readonly #writer: ValueWriter;

  constructor(writer: ValueWriter) {
    this.#writer = writer;
  }

  /** Reads a row. `heads`: the heads of the columns, for what has no place. */
  read({ place, path, columns }: TableShape, cells: readonly (readonly Bit[])[], heads: readonly string[], line: number): void {
    const parts = cells.flatMap((cell, at) => {
      const column = columns[at];
      return column ? partsOf(cell, column).map((part) => ({ ...part, isName: column === place.columns[0] && part.key === undefined })) : [];
    });
    const name = parts.find(({ isName }) => isName)?.bits ?? [];
    const text = textOf(name);
    if (text === '') {
      const all = cells.map(textOf).join(' | ');
      if (/[^\s|]/.test(all)) this.#writer.keep(path, all, line, 'is a row without a name');
      return;
    }
    const own = [...path, ...rowPath(place, text, name.length === 1 && name[0]?.kind === 'code')];
    this.#writer.open(own);
    const origin = textOf(parts.find(({ key }) => key === 'mapped_from')?.bits ?? []);
    for (const { key, bits } of parts) if (key !== undefined) this.#writer.put([...own, key], this.#value([...own, key], key, bits, origin), line, textOf(bits));
    // An approval that is not given yet has both, and both are empty.
    if (place.key === 'spec_approval') for (const { key } of place.columns) if (key !== undefined && !parts.some((part) => part.key === key)) this.#writer.put([...own, key], { kind: 'text', text: '' }, line, '');
    for (const [at, cell] of cells.entries()) {
      if (!columns[at] && textOf(cell) !== '') this.#writer.keep(own, `${heads[at] ?? ''}: ${textOf(cell)}`, line, 'stands in a column that the template does not have');
    }
    for (const unknown of this.#unknown(parts)) this.#writer.keep(own, unknown, line, 'is a key that the format does not know');
  }

  #value(path: readonly string[], key: string, bits: readonly Bit[], origin: string): Draft | undefined {
    const text = textOf(bits);
    if (key !== 'transformation' || text === '') return readValue(bits, schemaAt(path));
    return origin === 'constant' ? readWord(text) : textDraft(text);
  }

  /** Parts whose label is a key in code, which the layout does not have. */
  #unknown(parts: readonly CellPart[]): string[] {
    return parts.filter(({ key, bits }) => key === undefined && bits[0]?.kind === 'code' && rawText(bits.slice(1)).startsWith(':')).map(({ bits }) => textOf(bits));
  }
}

/** The labelled lines of a cell, and what stands before them; lines without a label go on. */
function partsOf(cell: readonly Bit[], column: Column): CellPart[] {
  const parts: CellPart[] = [];
  for (const { bits, join } of linesOf(cell, 'hard')) {
    const line = trimmed(bits);
    const label = labelOf(line, column);
    const last = parts.at(-1);
    const isKey = column.more.length > 0 && line[0]?.kind === 'code' && /^:\s/.test(rawText(line.slice(1))) && parts.length > 0;
    if (label) parts.push({ key: label.key, bits: without(line, label.length) });
    else if (isKey) parts.push({ key: undefined, bits: line });
    else if (last) last.bits.push({ kind: join === 'none' ? 'soft' : join, text: '' }, ...line);
    else parts.push({ key: column.key, bits: line });
  }
  return parts.filter(({ bits }) => textOf(bits) !== '');
}

/** The label of a line, and how many characters it takes. */
function labelOf(bits: readonly Bit[], { key, label, more }: Column): { readonly key: string | undefined; readonly length: number } | undefined {
  const raw = rawText(bits);
  const labels: readonly (Pick<ValuePlace, 'label'> & { readonly key: string | undefined })[] = [...more, ...(label === undefined ? [] : [{ key, label }])];
  const found = labels.find((each) => new RegExp(`^${each.label.replace(/[()?]/g, '\\$&')}\\s*:`, 'i').test(raw));
  return found && { key: found.key, length: raw.indexOf(':') + 1 };
}

