/** Removing entries from a map, with their lines; comments of those lines stay. */
import type { Entry, MapNode } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';

/** Removes these entries of one map; a map without entries becomes `{}`. */
export function removeEntries(map: MapNode, removed: readonly Entry[], sink: EditSink): void {
  const own = map.entries.filter((entry) => !entry.merged);
  if (removed.length >= own.length && !map.entries.some((entry) => entry.merged)) return removeAll(map, sink);
  for (const entry of removed) {
    if (map.flow) removeInline(entry, own, removed, sink);
    else removeLines(entry, own[own.indexOf(entry) + 1], sink);
  }
}

function removeAll(map: MapNode, sink: EditSink): void {
  const { lines, blocks } = sink;
  const holder = map.parent?.kind === 'entry' ? map.parent : undefined;
  const last = map.flow ? sink.contentEnd(map) : lines.end(blocks.lastContentLine(map.end));
  const from = map.flow || !holder ? map.start : sink.behindColon(holder);
  const kept = sink.commentLines(blocks.commentsIn(from, last), lines.column(holder?.start ?? map.start) + (holder ? sink.style.step : 0));
  sink.put(from, last, `${from === map.start ? '' : ' '}{}${kept}`);
}

function removeInline(entry: Entry, own: readonly Entry[], removed: readonly Entry[], sink: EditSink): void {
  const at = own.indexOf(entry);
  const [before, next] = [own[at - 1], own[at + 1]];
  const isLast = own.slice(at).every((other) => removed.includes(other));
  if (next && !isLast) return sink.put(entry.start, next.start, keptBefore(entry.start, next.start, sink));
  if (before) return sink.put(before.end, entry.end, keptBefore(before.end, entry.end, sink));
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
