/** Inserting entries into maps, where the order of the format wants them. */
import type { DraftEntry, MapHolder } from '../change.ts';
import { draftKey } from '../change.ts';
import type { Entry, MapNode } from '../tree.ts';
import { isEmpty } from '../tree.ts';
import type { EditSink, Render } from './edit-sink.ts';
import { replace } from './replace.ts';
import type { Writer } from './write.ts';

export interface Insertion {
  readonly into: MapHolder;
  readonly entries: DraftEntry[];
  readonly order: readonly string[];
}

/** Inserts entries into one map; its siblings, or the order given, say where. */
export function insert({ into, entries, order }: Insertion, sink: EditSink): void {
  const sorted = [...entries].sort((a, b) => order.indexOf(draftKey(a)) - order.indexOf(draftKey(b)));
  if (into === 'document') return insertAtEnd(sorted, sink);
  if (into.kind === 'entry' && isEmpty(into.value)) return fill(into, sorted, sink);
  const map = into.kind === 'map' ? into : into.value;
  if (map?.kind !== 'map') return;
  const own = map.entries.filter((entry) => !entry.merged);
  const groups = new Map<Entry | undefined, DraftEntry[]>();
  for (const entry of sorted) {
    const before = precedingSibling(own, draftKey(entry), order);
    groups.set(before, [...(groups.get(before) ?? []), entry]);
  }
  for (const [before, group] of groups) {
    if (map.flow) insertInline(map, own, before, group, sink);
    else insertBlock(map, own, before, group, sink);
  }
}

function insertBlock(map: MapNode, own: readonly Entry[], before: Entry | undefined, group: readonly DraftEntry[], sink: EditSink): void {
  const { lines, style, blocks } = sink;
  const [first] = own;
  const indent = lines.column(first?.start ?? map.start);
  const spaced = map.parent === undefined && group.some(({ value }) => value.kind === 'map' && !value.inline) && blocks.separated(own);
  const blocksOf = (writer: Writer): string[] => group.map((entry) => ' '.repeat(indent) + writer.entry(entry, indent, false));
  const gap = style.eol + (spaced ? style.eol : '');
  // A map that only merges others starts with the line that does.
  if (before ?? !first) return sink.putLines(before ? blocks.lastLine(before, indent) : lines.at(map.start), (writer) => (spaced ? style.eol : '') + blocksOf(writer).join(gap));
  if (!first) return;
  if (/^\s*-/.test(lines.content(lines.at(first.start)))) {
    // The first key of a map in a list stands behind the dash.
    return sink.put(first.start, first.start, (writer) => blocksOf(writer).join(style.eol).trimStart() + style.eol + ' '.repeat(indent));
  }
  const start = lines.start(blocks.leadingCommentLine(first));
  sink.put(start, start, (writer) => blocksOf(writer).join(gap) + gap);
}

function insertAtEnd(entries: readonly DraftEntry[], sink: EditSink): void {
  const { lines, style } = sink;
  const last = lines.count - 1;
  // Records are set apart, as in a text that has some.
  const gap = (entry: DraftEntry, at: number): string => (at > 0 && entry.value.kind === 'map' && !entry.value.inline ? style.eol : '');
  const text: Render = (writer) => entries.map((entry, at) => gap(entry, at) + writer.entry(entry, 0, false)).join(style.eol) + style.eol;
  if (lines.content(last).trim() === '') sink.put(lines.start(last), lines.end(last), text);
  else sink.putLines(last, text);
}

/** Gives an entry without a value a map. */
function fill(holder: Entry, entries: readonly DraftEntry[], sink: EditSink): void {
  if (sink.isInline(holder)) return replace(holder, { kind: 'map', entries, inline: true }, sink);
  const { lines, style } = sink;
  const indent = lines.column(holder.start) + style.step;
  const { value } = holder;
  const blank = value && !value.origin && value.start < value.end && lines.at(value.start) === lines.at(holder.key.end);
  if (blank) sink.put(sink.behindColon(holder), value.end, '');
  sink.putLines(lines.at(holder.key.end), (writer) => entries.map((entry) => ' '.repeat(indent) + writer.entry(entry, indent, false)).join(style.eol));
}

function insertInline(map: MapNode, own: readonly Entry[], before: Entry | undefined, drafts: readonly DraftEntry[], sink: EditSink): void {
  const text: Render = (writer) => drafts.map((entry) => writer.entry(entry, 0, true)).join(', ');
  const [first] = own;
  if (before) return sink.put(before.end, before.end, (writer) => `, ${text(writer)}`);
  if (first) return sink.put(first.start, first.start, (writer) => `${text(writer)}, `);
  const inner = sink.lines.text.slice(map.start + 1, map.end - 1);
  const pad = sink.style.padBraces ? ' ' : '';
  if (inner.trim() === '') sink.put(map.start + 1, map.end - 1, (writer) => pad + text(writer) + pad);
  else sink.put(map.start + 1, map.start + 1, (writer) => `${pad}${text(writer)},`);
}

/** The last entry present that stands before `key` in the order; keys that the order lacks go to the end. */
function precedingSibling(own: readonly Entry[], key: string, order: readonly string[]): Entry | undefined {
  const rank = order.indexOf(key);
  if (rank < 0) return own.at(-1);
  let found: Entry | undefined;
  for (const entry of own) {
    const other = order.indexOf(entry.key.text);
    if (other >= 0 && other < rank) found = entry;
  }
  // With nothing before it and nothing after it in the order, behind all the rest is the natural place.
  if (!found && !own.some((entry) => order.indexOf(entry.key.text) > rank)) return own.at(-1);
  return found;
}
