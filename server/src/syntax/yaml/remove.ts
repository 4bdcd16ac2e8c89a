/** Removing entries from a map and items from a list, with their lines; comments of those lines stay. */
import type { Entry, ListNode, MapNode, SyntaxNode } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';

/** Removes these entries of one map; a map without entries becomes `{}`. */
export function removeEntries(map: MapNode, removed: readonly Entry[], sink: EditSink): void {
  const own = map.entries.filter((entry) => !entry.merged);
  if (removed.length >= own.length && !map.entries.some((entry) => entry.merged)) return removeAll(map, '{}', sink);
  for (const entry of removed) {
    if (map.flow) removeInline(entry, own, removed, sink);
    else removeLines(entry, own[own.indexOf(entry) + 1], sink);
  }
}

/** Removes these items of one list; a list without items becomes `[]`. */
export function removeItems(list: ListNode, removed: readonly SyntaxNode[], sink: EditSink): void {
  if (removed.length >= list.items.length) return removeAll(list, '[]', sink);
  for (const item of removed) {
    if (list.flow) removeBetweenCommas(item, list.items, removed, sink);
    else removeItemLines(item, list, sink);
  }
}

/** An item, from the line of its dash to the last of its own. */
function removeItemLines(item: SyntaxNode, list: ListNode, sink: EditSink): void {
  const { lines, blocks, style } = sink;
  const column = lines.column(list.start);
  let first = lines.at(item.start);
  while (first > lines.at(list.start) && !/^-(\s|$)/.test(lines.content(first).slice(column))) first -= 1;
  const next = list.items[list.items.indexOf(item) + 1];
  const isNested = lines.content(first).slice(0, column).trim() !== '';
  // `- - x`: what stands behind the dash of an outer list is taken with all up to the next.
  if (isNested && next) return sink.put(item.start, next.start, keptBefore(item.start, next.start, sink));
  const last = blocks.lastContentLine(Math.max(item.end, lines.start(first) + column + 1));
  const kept = blocks.commentsIn(lines.start(first), lines.end(last));
  sink.put(lines.start(first), lines.next(last), kept.map((comment) => ' '.repeat(column) + sink.sourceOf(comment) + style.eol).join(''));
}

function removeAll(node: MapNode | ListNode, empty: string, sink: EditSink): void {
  const { lines, blocks } = sink;
  const holder = node.parent?.kind === 'entry' ? node.parent : undefined;
  const last = node.flow ? sink.contentEnd(node) : lines.end(blocks.lastContentLine(node.end));
  const from = node.flow || !holder ? node.start : sink.behindColon(holder);
  const kept = sink.commentLines(blocks.commentsIn(from, last), lines.column(holder?.start ?? node.start) + (holder ? sink.style.step : 0));
  sink.put(from, last, `${from === node.start ? '' : ' '}${empty}${kept}`);
}

/** What stands between commas goes with one of them; false where it stands alone. */
function removeBetweenCommas<T extends { readonly start: number; readonly end: number }>(one: T, all: readonly T[], removed: readonly T[], sink: EditSink): boolean {
  const at = all.indexOf(one);
  const [before, next] = [all[at - 1], all[at + 1]];
  const isLast = all.slice(at).every((other) => removed.includes(other));
  if (next && !isLast) sink.put(one.start, next.start, keptBefore(one.start, next.start, sink));
  else if (before) sink.put(before.end, one.end, keptBefore(before.end, one.end, sink));
  else return false;
  return true;
}

function removeInline(entry: Entry, own: readonly Entry[], removed: readonly Entry[], sink: EditSink): void {
  if (removeBetweenCommas(entry, own, removed, sink)) return;
  // Behind what is merged in, with the comma between them.
  const gap = /,\s*$/.exec(sink.lines.text.slice(entry.parent.start, entry.start))?.[0].length ?? 0;
  sink.put(entry.start - gap, entry.end, '');
}

function removeLines(entry: Entry, next: Entry | undefined, sink: EditSink): void {
  const { lines, blocks, style } = sink;
  const first = lines.at(entry.start);
  if (/^\s*-/.test(lines.content(first)) && next) return sink.put(entry.start, next.start, keptBefore(entry.start, next.start, sink));
  const last = blocks.lastContentLine(Math.max(entry.end, entry.start));
  const kept = blocks.commentsIn(lines.start(first), lines.end(last));
  const column = lines.column(entry.start);
  sink.put(lines.start(first), lines.next(last), kept.map((comment) => ' '.repeat(column) + sink.sourceOf(comment) + style.eol).join(''));
}

/** The comments of a stretch that goes, in front of what follows it. */
function keptBefore(start: number, end: number, sink: EditSink): string {
  const { lines, style } = sink;
  const blanks = ' '.repeat(lines.column(end));
  return sink.blocks.commentsIn(start, end).map((comment, at) => (at === 0 && lines.text[start - 1] !== ' ' ? ' ' : '') + sink.sourceOf(comment) + style.eol + blanks).join('');
}
