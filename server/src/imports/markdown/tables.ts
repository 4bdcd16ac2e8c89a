/** Tables of a document in the template's layout: which one it is, and the cells of rows whose borders are lost. */
import type { Column, TablePlace } from '../../exports/layout.ts';
import { rowKey, rowTitle } from '../../exports/layout.ts';
import { childSchema, keysOf, specSchema } from '../../model/schema.ts';
import type { Scope } from './labels.ts';

/** The columns of a table by their places in the document; undefined where the template has no such column. */
export interface TableShape {
  readonly place: TablePlace;
  readonly path: readonly string[];
  readonly columns: readonly (Column | undefined)[];
}

/** The table whose columns have these heads: the one that is expected, or the one that fits best. The first column may be called anything. */
export function tableFor(heads: readonly string[], scope: Scope, expected: TablePlace | undefined): TableShape | undefined {
  const tables = scope.places.filter((place) => place.shape === 'table');
  let best: { place: TablePlace; fits: number } | undefined;
  for (const place of expected ? [expected] : tables) {
    const fits = heads.filter((head) => columnOf(head, place)).length;
    if (fits > (best?.fits ?? (expected ? -1 : 1))) best = { place, fits };
  }
  if (!best) return undefined;
  const { place } = best;
  const first = place.columns[0];
  return { place, path: [...scope.path, place.key], columns: heads.map((head, at) => columnOf(head, place) ?? (at === 0 ? first : undefined)) };
}

function columnOf(head: string, place: TablePlace): Column | undefined {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return place.columns.find((column) => bare(column.head) === bare(head));
}

/** The table whose heads a line of plain text is: with tabs or wide gaps between them, or nothing at all. */
export function looseTable(line: string, scope: Scope): TableShape | undefined {
  const bare = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
  for (const place of scope.places) {
    if (place.shape !== 'table') continue;
    const columns = place.columns.filter(({ isExtra }) => !isExtra);
    const [first, ...rest] = columns;
    const heads = rest.map(({ head }) => head).join('');
    // The template leaves the head of the approvals' first column empty.
    if (first && [bare(first.head + heads), bare(heads)].includes(bare(line))) return { place, path: [...scope.path, place.key], columns };
  }
  return undefined;
}

/** The cells of a row of plain text; undefined where it is not certain where they end. */
export function looseCells(line: string, { place, columns }: TableShape): string[] | undefined {
  const parted = line.split(/\t+| {2,}|\s*\|\s*/).map((cell) => cell.trim());
  if (parted.length === columns.length) return parted;
  const title = titlesOf(place).find((each) => line.toLowerCase().startsWith(each.toLowerCase()));
  if (title === undefined) return undefined;
  const rest = line.slice(title.length).trim();
  if (rest === '') return [title];
  const cells = rest.split(/(?<=[\p{Ll}\d)])(?=\p{Lu})|(?=\[)|(?<=\])/u).map((cell) => cell.trim());
  return cells.length === columns.length - 1 ? [title, ...cells] : undefined;
}

/** What the template calls the rows that it has itself, the longest first. */
function titlesOf(place: TablePlace): string[] {
  const schema = place.key === 'spec_approval' ? childSchema(specSchema, place.key) : Object.keys(specSchema.properties ?? {}).map((section) => childSchema(childSchema(specSchema, section), place.key)).find((each) => each);
  return keysOf(schema).map(({ name }) => rowTitle(place, name) ?? name).sort((one, other) => other.length - one.length);
}

/** The keys that a row's name stands for: of a nested field, those of the records around it. */
export function rowPath(place: TablePlace, name: string, isCode: boolean): string[] {
  const { nested } = place;
  if (nested === undefined) return [isCode ? name : rowKey(place, name)];
  const names = [...name.matchAll(/`([^`]*)`|[^.`]+/g)].map((match) => match[1] ?? match[0]);
  return names.flatMap((each, at) => (at === 0 ? [each.trim()] : [nested, each.trim()]));
}
