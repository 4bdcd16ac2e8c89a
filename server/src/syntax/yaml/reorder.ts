/** Putting the entries of a map into another order, each with the comments above it. */
import type { Entry, MapNode } from '../tree.ts';
import { namesIn } from './anchors.ts';
import type { Segment } from './blocks.ts';
import { isBlank } from './cut.ts';
import type { EditSink } from './edit-sink.ts';

/**
 * Orders the entries as `keys`, those of each group if they are to stay in it; one that is not listed stays behind the
 * one it follows. Nothing where an alias would come before its anchor.
 */
export function reorder(map: MapNode, keys: readonly string[], withinGroups: boolean, sink: EditSink): void {
  const { lines, blocks } = sink;
  const own = map.entries.filter((entry) => !entry.merged);
  const [first] = own;
  // In a list the first key shares its line with the dash.
  if (map.flow || !first || lines.content(lines.at(first.start)).slice(0, lines.column(first.start)).trim() !== '') return;
  const segments = blocks.segments(own);
  const groups = withinGroups ? groupsOf(segments, sink) : [segments];
  const sorted = groups.map((group) => {
    const rank = ranks(group.map(({ entry }) => entry), keys);
    return [...group].sort((a, b) => (rank.get(a.entry) ?? 0) - (rank.get(b.entry) ?? 0));
  });
  if (!keepsNames(groups.flat(), sorted.flat(), lines.text)) return;
  groups.forEach((group, at) => {
    const inOrder = sorted[at] ?? group;
    if (inOrder.some((segment, place) => segment !== group[place])) write(group, inOrder, blocks.separated(own), sink);
  });
}

/** Writes the segments of a group in another order. */
function write(group: readonly Segment[], sorted: readonly Segment[], isSeparated: boolean, sink: EditSink): void {
  const { lines, style } = sink;
  const gap = isSeparated ? style.eol : '';
  const text = sorted.map((segment, at) => {
    const raw = lines.text.slice(segment.start, segment.end);
    const whole = /\r?\n$/.test(raw) || raw === '' ? raw : raw + style.eol;
    if (at === sorted.length - 1) return `${whole.trimEnd()}${style.eol}`;
    return gap && segment === group.at(-1) && segment.isBlock ? whole.trimEnd() + style.eol + gap : whole;
  }).join('');
  sink.put(group[0]?.start ?? 0, group.at(-1)?.end ?? 0, text);
}

/**
 * Entries that a person has put together: set apart from others by blank lines, or below a comment that a blank line
 * parts from the entry that follows. Where a blank line stands between any two entries, they are spacing and part nothing.
 */
function groupsOf(segments: readonly Segment[], sink: EditSink): Segment[][] {
  const { lines, blocks } = sink;
  const last = (segment: Segment): number => blocks.lastLine(segment.entry, lines.column(segment.entry.start));
  const gaps = segments.slice(1).map((segment, at) => {
    const before = segments[at];
    const between = [];
    for (let line = (before ? last(before) : 0) + 1; line < lines.at(segment.entry.start); line += 1) between.push(lines.content(line).trim());
    const blank = between.lastIndexOf('');
    return { isBlank: blank >= 0, isHeaded: between.some((content, line) => content !== '' && line < blank && isBlank(content)) };
  });
  const isSpacing = gaps.every(({ isBlank: blank }) => blank);
  const groups: Segment[][] = [];
  segments.forEach((segment, at) => {
    const gap = gaps[at - 1];
    if (!gap || gap.isHeaded || (gap.isBlank && !isSpacing)) groups.push([]);
    groups.at(-1)?.push(segment);
  });
  // What stands behind the last entry of a group stays there.
  return groups.map((group) => group.map((segment, at) => (at < group.length - 1 ? segment : { ...segment, end: Math.min(segment.end, lines.next(last(segment))) })));
}

/** Whether entries that have a name in common, as an anchor of one of them, stay in their order: an alias means the last anchor before it. */
function keepsNames(segments: readonly Segment[], sorted: readonly Segment[], text: string): boolean {
  const place = new Map(sorted.map((segment, at) => [segment, at]));
  const users = new Map<string, number[]>();
  const given = new Set<string>();
  for (const segment of segments) {
    const names = namesIn(text.slice(segment.start, segment.end));
    for (const name of names) if (name.startsWith('&')) given.add(name.slice(1));
    for (const name of new Set(names.map((each) => each.slice(1)))) {
      const all = users.get(name) ?? [];
      all.push(place.get(segment) ?? 0);
      users.set(name, all);
    }
  }
  return [...given].every((name) => (users.get(name) ?? []).every((at, user, all) => user === 0 || at > (all[user - 1] ?? 0)));
}

/** A rank for each entry: its place in `keys`; an entry that is not listed follows the one it stands behind. */
function ranks(own: readonly Entry[], keys: readonly string[]): Map<Entry, number> {
  const result = new Map<Entry, number>();
  let last = -1;
  own.forEach((entry, at) => {
    const rank = keys.indexOf(entry.key.text);
    last = rank >= 0 ? rank : last + at / (own.length * 10);
    result.set(entry, last);
  });
  return result;
}
