/** Maps of rows as tables: failure classes, metrics, the fields of records, criteria, approvals. */
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Block, Cell, CellLine, Row, Shown } from './blocks.ts';
import { plainText } from './blocks.ts';
import type { Column, TablePlace } from './layout.ts';
import { rowTitle } from './layout.ts';
import { shown, shownItem } from './values.ts';

/** The table of a map of rows, those of the template among them that are missing left out. What is no such map is listed. */
export function tableBlock(spec: Spec, entry: Entry | undefined, table: TablePlace): Block[] {
  const node = entry?.value;
  if (node && node.kind !== 'map') {
    const items = node.kind === 'list' && spec.placeholderOf(node) === undefined ? node.items.map((item) => shownItem(spec, item)) : [shown(spec, entry)];
    return [{ kind: 'list', label: table.caption, ordered: false, items: items.filter(({ runs }) => runs.length > 0).map((value) => ({ label: '', value, parts: [] })), at: entry }];
  }
  const all = rowsOf(spec, node, table, [], 0);
  const isShown = table.columns.map((column, at) => !column.isExtra || all.some(({ cells }) => (cells[at]?.lines.length ?? 0) > 0));
  const pick = <T>(list: readonly T[]): T[] => list.filter((_, at) => isShown[at]);
  const rows = all.map((row) => ({ ...row, cells: pick(row.cells) }));
  return [{ kind: 'table', caption: table.caption, head: pick(table.columns).map(({ head }) => head), rows, at: entry }];
}

function rowsOf(spec: Spec, map: MapNode | undefined, table: TablePlace, above: readonly string[], depth: number): Row[] {
  return (map?.entries ?? []).filter(({ incomplete }) => !incomplete).flatMap((entry) => {
    const { value } = entry;
    const path = [...above, entry.key.text];
    const inner = value?.kind === 'map' && table.nested !== undefined ? entryOf(value, table.nested)?.value : undefined;
    const nested = inner?.kind === 'map' && inner.entries.length > 0 ? inner : undefined;
    const cells = table.columns.map((column, at) => cellOf(spec, entry, table, column, at === 0 ? path : undefined, at === table.columns.length - 1 ? leftOver(entry, table, nested !== undefined) : []));
    return [{ at: entry, depth, cells }, ...rowsOf(spec, nested, table, path, depth + 1)];
  });
}

/** `path`: the names of the row, where the cell is the one that names it; `rest`: what has no column. */
function cellOf(spec: Spec, entry: Entry, table: TablePlace, column: Column, path: readonly string[] | undefined, rest: readonly Entry[]): Cell {
  const map = entry.value?.kind === 'map' ? entry.value : undefined;
  const lines: CellLine[] = [];
  if (path) lines.push({ value: nameOf(entry, table, path) });
  const own = column.key === undefined ? undefined : entryOf(map, column.key);
  if (own && shown(spec, own).runs.length > 0) lines.push({ value: shown(spec, own) });
  // A row that is no map has its value behind its name.
  if (!map && column === table.columns[1] && entry.value) lines.push({ value: shown(spec, entry) });
  for (const { key, label } of column.more) {
    const more = entryOf(map, key);
    if (more) lines.push({ label, value: shown(spec, more) });
  }
  for (const each of rest) lines.push({ label: each.key.text, isKey: true, value: shown(spec, each) });
  return { lines: lines.map((line, at) => (at === 0 && !path ? told(line, column) : line)) };
}

/** The entries of a row that no column shows. */
function leftOver(entry: Entry, { columns, nested }: TablePlace, hasRows: boolean): Entry[] {
  const known = columns.flatMap(({ key, more }) => [...(key === undefined ? [] : [key]), ...more.map((each) => each.key)]);
  const map = entry.value?.kind === 'map' ? entry.value : undefined;
  return (map?.entries ?? []).filter(({ key }) => !known.includes(key.text) && !(hasRows && key.text === nested));
}

function nameOf(entry: Entry, table: TablePlace, path: readonly string[]): Shown {
  const title = table.nested === undefined ? rowTitle(table, entry.key.text) : undefined;
  if (title !== undefined) return { runs: [{ text: title }], at: entry };
  const text = table.nested === undefined ? entry.key.text : path.map((name) => (/[.`\s]/.test(name) || name === '' ? `\`${name}\`` : name)).join('.');
  return { runs: [{ text, style: 'code' }], at: entry };
}

/** A value that could be taken for one of the labelled lines gets its own label. */
function told(line: CellLine, { label, more }: Column): CellLine {
  if (label === undefined || line.label !== undefined) return line;
  const first = plainText(line.value);
  const isLike = [label, ...more.map((each) => each.label)].some((each) => first.toLowerCase().startsWith(`${each.toLowerCase()}:`));
  return isLike ? { ...line, label } : line;
}
