/** Which maps are still open at a blank line: where a new key could go, outermost first. */
import type { MapHolder } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { Entry, MapNode, SyntaxNode } from '../tree.ts';
import { isEmpty } from '../tree.ts';

export interface OpenPlace {
  readonly holder: MapHolder;
  readonly column: number;
}

/**
 * The open places, outermost first; undefined where a key would become part of a text (a block scalar, a flow
 * collection over several lines). `column` is the cursor's, `step` the document's indentation.
 */
export function openPlaces(root: SyntaxNode | undefined, lines: Lines, line: number, column: number, step: number): OpenPlace[] | undefined {
  if (!root) return [{ holder: 'document', column: 0 }];
  if (root.kind !== 'map' || root.flow) return lines.at(root.end) < line ? [] : undefined;
  const places: OpenPlace[] = [];
  let map: MapNode = root;
  for (;;) {
    const own: readonly Entry[] = map.entries.filter((entry) => !entry.merged);
    const first: Entry | undefined = own[0];
    if (!first) return places;
    const at = lines.column(first.start);
    places.push({ holder: map, column: at });
    const entry = own.filter((each) => lines.at(each.start) < line).at(-1);
    if (!entry) return places;
    const { value } = entry;
    if (isEmpty(value) && !entry.incomplete) {
      places.push({ holder: entry, column: at + step });
      return places;
    }
    if (!value) return places;
    // Between a key and its value a new key can only be the first of the value's own.
    if (lines.at(value.start) > line) return value.kind === 'map' && !value.flow ? [{ holder: value, column: lines.column(value.start) }] : undefined;
    if (value.kind === 'scalar' || value.flow) {
      const isText = value.kind === 'scalar' && (value.style === 'literal' || value.style === 'folded');
      const last = isText ? lines.at(Math.max(value.end - 1, value.start)) : lines.at(value.end);
      // A blank line at the end of a block scalar belongs to it as long as the cursor is indented deeper than its key.
      if (line < last || (line === last && !isText)) return undefined;
      if (isText && column > at && untouched(lines, last, line)) return undefined;
      return places;
    }
    const inner = value.kind === 'map' ? value : lastItem(value, lines, line);
    if (inner?.kind !== 'map' || inner.flow) return places;
    map = inner;
  }
}

function untouched(lines: Lines, from: number, to: number): boolean {
  for (let line = from + 1; line < to; line += 1) if (lines.content(line).trim() !== '') return false;
  return true;
}

function lastItem(list: Extract<SyntaxNode, { kind: 'list' }>, lines: Lines, line: number): SyntaxNode | undefined {
  return list.flow ? undefined : list.items.filter((item) => lines.at(item.start) < line).at(-1);
}
