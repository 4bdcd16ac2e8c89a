/** Writing values: in place of others, and at the end of lists. */
import type { Draft } from '../change.ts';
import type { Entry, ListNode, ScalarNode, SyntaxNode, TextRange } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';
import type { QuoteStyle } from './quote.ts';
import { scalarText } from './quote.ts';

/** Appends to a list, or makes an entry's empty value a list of this one item. */
export function append(into: ListNode | Entry, item: Draft, sink: EditSink): void {
  const list = into.kind === 'list' ? into : into.value;
  if (list?.kind === 'list' && list.flow) {
    const last = list.items.at(-1);
    if (last) sink.put(last.end, last.end, (writer) => `, ${writer.value(item, 0, true)}`);
    else sink.put(list.start + 1, list.end - 1, (writer) => writer.value(item, 0, true));
  } else if (list?.kind === 'list') {
    const indent = sink.lines.column(list.start);
    const last = list.items.at(-1);
    const line = last ? sink.blocks.lastContentLine(Math.max(last.start, last.end)) : sink.lines.at(list.start);
    sink.putLines(line, (writer) => `${' '.repeat(indent)}- ${writer.value(item, indent + 2, false)}`);
  } else if (into.kind === 'entry') {
    replace(into, { kind: 'list', items: [item] }, sink);
  }
}

/** Writes a value in place of a node or of what an entry holds, in the quotes that stand there. */
export function replace(of: Entry | SyntaxNode, value: Draft, sink: EditSink): void {
  const node = of.kind === 'entry' ? of.value : of;
  const holder = of.kind === 'entry' ? of : of.parent?.kind === 'entry' ? of.parent : undefined;
  const quotes: QuoteStyle | undefined = node?.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;
  const inline = sink.isInline(holder ?? node);
  const indent = holder ? sink.lines.column(holder.start) : 0;
  const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.inline && !inline;
  if (holder && (!node || isBlock)) {
    const from = sink.behindColon(holder);
    // `{ a: , b: 1 }`: the blank in front of the comma goes.
    const gap = inline ? (/^[ \t]+(?=,)/.exec(sink.lines.text.slice(from, from + 80))?.[0].length ?? 0) : 0;
    const to = node ? sink.contentEnd(node) : from + gap;
    const comments = sink.commentLines(sink.blocks.commentsIn(from, to), indent + sink.style.step);
    return sink.put(from, to, (writer) => writer.behindColon(value, indent, inline) + writer.source(comments));
  }
  if (!node) return;
  const end = sink.contentEnd(node);
  const comments = sink.commentLines(sink.blocks.commentsIn(node.start, end), indent);
  sink.put(node.start, end, (writer) => writer.value(value, indent, inline, quotes ?? sink.style.quotes) + writer.source(comments));
}

/** New text for a slice of a scalar's decoded text. */
export interface SliceText {
  readonly slice: TextRange;
  readonly text: string;
}

/** Replaces slices of a scalar's decoded text, none overlapping; the whole where the slices alone cannot be written. */
export function replaceSlices(node: ScalarNode, parts: readonly SliceText[], sink: EditSink): void {
  const ordered = [...parts].sort((a, b) => a.slice.start - b.slice.start);
  let whole = '';
  let at = 0;
  for (const { slice, text } of ordered) {
    whole += node.text.slice(at, slice.start) + text;
    at = slice.end;
  }
  whole += node.text.slice(at);
  const placed = ordered.map(({ slice, text }) => ({ text, range: sink.tree.rangeOf({ node, slice }), isWhole: slice.end - slice.start === node.text.length }));
  const unknown = placed.some(({ range, isWhole }) => !isWhole && range.start === node.start && range.end === sink.contentEnd(node));
  const needsQuotes = node.style === 'plain' && scalarText(whole, 'plain', sink.isInline(node)) !== whole;
  if (unknown || needsQuotes) return replace(node, { kind: 'text', text: whole }, sink);
  for (const { text, range } of placed) sink.put(range.start, range.end, inStyle(text, node.style));
}

/** A part of a text as it stands between the quotes of its style. */
function inStyle(text: string, style: ScalarNode['style']): string {
  return style === 'double' ? JSON.stringify(text).slice(1, -1) : style === 'single' ? text.replaceAll("'", "''") : text;
}
