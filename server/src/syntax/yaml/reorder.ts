/** Putting the entries of a map into another order, each with the comments above it. */
import type { Entry, MapNode } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';

/** Orders the entries as `keys`; one that is not listed stays behind the one it follows. */
export function reorder(map: MapNode, keys: readonly string[], sink: EditSink): void {
  const { lines, blocks, style } = sink;
  const own = map.entries.filter((entry) => !entry.merged);
  const [first] = own;
  // In a list the first key shares its line with the dash.
  if (map.flow || !first || lines.content(lines.at(first.start)).slice(0, lines.column(first.start)).trim() !== '') return;
  const segments = blocks.segments(own);
  const rank = ranks(own, keys);
  const sorted = [...segments].sort((a, b) => (rank.get(a.entry) ?? 0) - (rank.get(b.entry) ?? 0));
  const start = segments[0]?.start ?? 0;
  const end = segments.at(-1)?.end ?? start;
  const gap = blocks.separated(own) ? style.eol : '';
  const text = sorted.map((segment, at) => {
    const raw = lines.text.slice(segment.start, segment.end);
    const whole = /\r?\n$/.test(raw) || raw === '' ? raw : raw + style.eol;
    if (at === sorted.length - 1) return `${whole.trimEnd()}${style.eol}`;
    return gap && segment === segments.at(-1) && segment.isBlock ? whole.trimEnd() + style.eol + gap : whole;
  }).join('');
  sink.put(start, end, text);
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
