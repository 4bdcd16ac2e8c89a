/** Fields from a table in CSV: its header names them, its rows show what they hold. */
import Papa from 'papaparse';
import type { FieldReader, FoundField, ImportInput } from './field.ts';
import { ImportError, counted } from './field.ts';
import { Shape } from './samples.ts';

/** Whole numbers and decimals as programs write them: no thousands separator, no leading zero. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const BOOLEAN = /^(?:true|false)$/i;

/** Delimiters that are told from each other by what they divide evenly. */
const DELIMITERS = [',', ';', '\t', '|'];

/** Reads a table. Every column is there in every row; an empty cell is taken for a value that may be missing. */
export const readCsv: FieldReader = ([input], { at }) => {
  if (!input) throw new ImportError('There is nothing to import.');
  if (at !== undefined) throw new ImportError('A table has no records within records: --at means nothing to it.');
  if (input.text.trim() === '') throw new ImportError(`${input.name} is empty.`);
  const { header, rows, delimiter } = tableOf(input);
  const notes = [
    rows.length === 0 ? 'The table has no row, so that nothing shows what its columns hold.' : `Types are inferred from ${counted(rows.length, 'row')}.`,
    ...(header.length === 1 ? ['The table has one column only. If it should have more, its delimiter is none of comma, semicolon, tab and |.'] : []),
    ...oddities(header, rows, delimiter),
  ];
  return { kind: 'record', fields: header.map((cell, at) => columnOf(cell, at, header, rows)), notes };
};

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
}

/** A first line by which tables tell Excel what divides their columns. */
const SEPARATOR = /^sep=(.)\r?\n/i;

function tableOf({ name, text }: ImportInput): Table {
  const delimiter = SEPARATOR.exec(text)?.[1];
  const { data, errors, meta } = Papa.parse<string[]>(text.replace(SEPARATOR, ''), { ...(delimiter !== undefined && { delimiter }), delimitersToGuess: DELIMITERS, skipEmptyLines: 'greedy' });
  // Of a table with one column, it cannot be told what would divide it.
  const fault = errors.find(({ code }) => code !== 'UndetectableDelimiter');
  if (fault) throw new ImportError(`${name}${fault.row === undefined ? '' : `, row ${String(fault.row + 1)}`}: ${fault.message.replace(/\.?$/, '.')}`);
  const [header = [], ...rows] = data;
  return { header: header.map((cell) => cell.trim()), rows, delimiter: meta.delimiter };
}

function oddities(header: readonly string[], rows: Table['rows'], delimiter: string): string[] {
  const uneven = rows.filter(({ length }) => length !== header.length).length;
  const unnamed = header.filter((cell) => cell === '').length;
  const twice = [...new Set(header.filter((cell, at) => cell !== '' && header.indexOf(cell) < at))];
  const isData = header.length > 0 && header.every((cell) => NUMBER.test(cell) || cell === '');
  return [
    ...(uneven === 0 ? [] : [`${counted(uneven, 'row')} of ${String(rows.length)} ${uneven === 1 ? 'has' : 'have'} more or fewer cells than the header.`]),
    ...(unnamed === 0 ? [] : [`${counted(unnamed, 'column')} ${unnamed === 1 ? 'has' : 'have'} no name in the header, and ${unnamed === 1 ? 'is' : 'are'} called by ${unnamed === 1 ? 'its' : 'their'} number.`]),
    ...(twice.length === 0 ? [] : [`Several columns have the same name, so that no path tells them apart: ${twice.map((cell) => `\`${cell}\``).join(', ')}. The paths of the later ones are to be put right.`]),
    ...(isData ? ['The first row holds numbers: is it a header?'] : []),
    ...(delimiter === ',' || header.length === 1 ? [] : [`The columns are divided by ${delimiter === '\t' ? 'tabs' : `\`${delimiter}\``}.`]),
  ];
}

function columnOf(cell: string, at: number, header: readonly string[], rows: Table['rows']): FoundField {
  const shape = new Shape();
  const cells = rows.map((row) => row[at] ?? '');
  // A column is of a type only where all of its cells are.
  const filled = cells.filter((text) => text.trim() !== '');
  const areNumbers = filled.length > 0 && filled.every((text) => NUMBER.test(text.trim()));
  const areBooleans = filled.length > 0 && filled.every((text) => BOOLEAN.test(text.trim()));
  const isPadded = filled.some((text) => text !== text.trim());
  for (const text of cells) {
    const value = shape.addObject()('cell');
    if (text.trim() === '') value.addNull();
    else if (areNumbers) value.addNumber(text.trim());
    else if (areBooleans) value.addBoolean();
    else value.addText(text);
  }
  const [field] = shape.fields('row');
  const remarks = [...(field?.remarks ?? []), ...(field?.nullable && filled.length > 0 ? [`${counted(cells.length - filled.length, 'cell')} of ${String(cells.length)} empty`] : []), ...(isPadded && !areNumbers ? ['some values have blanks around them'] : [])];
  const base: FoundField = field ?? { key: '', type: undefined, required: true, nullable: false, facets: {}, remarks: [] };
  const named = cell === '' ? `column ${String(at + 1)}` : cell;
  const before = header.slice(0, at).filter((other) => other === cell).length;
  return { ...base, key: before > 0 && cell !== '' ? `${named} (${String(before + 1)})` : named, remarks: remarks.map((remark) => remark.replace('every value seen is null', 'every cell is empty')) };
}
