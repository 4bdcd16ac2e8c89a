/** A map or list written inline instead of on lines of its own, and the other way round; each value keeps its text. */
import type { Entry, ListNode, MapNode, SyntaxNode } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';
import { scalarText } from './quote.ts';

/** Rewrites the value of an entry; nothing where it cannot be written so, or a comment would lose its place. */
export function restyle(entry: Entry, inline: boolean, sink: EditSink): void {
  const { value } = entry;
  if (!value || value.kind === 'scalar' || value.origin || value.flow === inline || isEmptyCollection(value) || !isWhole(value, sink.lines.text)) return;
  const properties = textBefore(value, sink);
  if (properties === undefined) return;
  if (inline) toInline(entry, value, properties, sink);
  else toBlock(entry, value, properties, sink);
}

function toInline(entry: Entry, value: MapNode | ListNode, properties: string, sink: EditSink): void {
  const { lines, blocks } = sink;
  const end = sink.contentEnd(value);
  if (blocks.commentsIn(entry.start, lines.end(lines.at(end))).length > 0) return;
  const text = inlineText(value, sink);
  if (text !== undefined) sink.put(sink.behindColon(entry), end, ` ${properties}${text}`);
}

function toBlock(entry: Entry, value: MapNode | ListNode, properties: string, sink: EditSink): void {
  const { lines, blocks, style } = sink;
  if (sink.isInline(entry) || blocks.commentsIn(entry.start, value.end).length > 0) return;
  const column = lines.column(entry.start);
  const rows = partsOf(value, sink);
  if (!rows) return;
  const isMap = value.kind === 'map';
  const lead = style.eol + ' '.repeat(column + (isMap ? style.step : style.listStep)) + (isMap ? '' : '- ');
  // What is said behind the braces is said of all of them.
  const [comment] = blocks.commentsIn(value.end, lines.end(lines.at(value.end)));
  const behind = comment ? lines.text.slice(value.end, comment.end) : '';
  sink.put(sink.behindColon(entry), comment?.end ?? value.end, (properties === '' ? '' : ` ${properties.trimEnd()}`) + behind + rows.map((row) => lead + row).join(''));
}

/** A node on one line; undefined where it holds what cannot stand there. */
function inlineText(node: SyntaxNode, sink: EditSink): string | undefined {
  const source = sink.lines.text.slice(node.start, sink.contentEnd(node));
  if (node.kind === 'scalar' || node.origin) {
    if (source.includes('\n') || (node.kind === 'scalar' && node.style === 'verbatim')) return undefined;
    return node.kind === 'scalar' && !node.origin && node.style === 'plain' ? plainInline(source) : source;
  }
  if (node.flow) return source.includes('\n') ? undefined : source;
  const parts = partsOf(node, sink);
  if (!parts) return undefined;
  const pad = node.kind === 'map' && sink.style.padBraces ? ' ' : '';
  return node.kind === 'map' ? `{${pad}${parts.join(', ')}${pad}}` : `[${parts.join(', ')}]`;
}

/** Each entry or item as it stands on one line. */
function partsOf(node: MapNode | ListNode, sink: EditSink): string[] | undefined {
  const parts: string[] = [];
  const add = (lead: string, value: SyntaxNode | undefined): boolean => {
    const properties = value && textBefore(value, sink);
    const text = value && (node.flow ? ownText(value, sink) : inlineText(value, sink));
    if (value && (text === undefined || properties === undefined)) return false;
    parts.push(`${lead}${value ? `${lead === '' ? '' : ' '}${properties ?? ''}${text ?? ''}` : ''}`);
    return true;
  };
  if (node.kind === 'list') return node.items.every((item) => add('', item)) ? parts : undefined;
  const { text } = sink.lines;
  return node.entries.every((entry) => {
    if (entry.merged || entry.incomplete || !isSimpleKey(entry, sink)) return false;
    const key = text.slice(entry.key.start, entry.key.end);
    return add(`${/^["']/.test(key) ? key : plainInline(key)}:`, entry.value);
  }) ? parts : undefined;
}

function ownText(node: SyntaxNode, sink: EditSink): string | undefined {
  const source = sink.lines.text.slice(node.start, node.end);
  return source.includes('\n') || (node.kind === 'scalar' && node.style === 'verbatim') ? undefined : source;
}

/** Plain text between braces: in quotes where a mark in it would end it. */
function plainInline(source: string): string {
  return /[,[\]{}]/.test(source) ? scalarText(source, 'plain', true) : source;
}

/** Anchors and tags in front of a value, with a blank behind; undefined where they stand apart from it in a way that this does not read. */
function textBefore(value: SyntaxNode, { lines }: EditSink): string | undefined {
  const holder = value.parent;
  const from = holder?.kind === 'entry' ? holder.key.end : lines.start(lines.at(value.start));
  const before = lines.text.slice(Math.max(from, value.start - 200), value.start);
  const found = /(?:^|[\s:,[{-])((?:[&!]\S*\s+)*)$/.exec(before)?.[1];
  return found?.trim() === '' ? '' : found?.replace(/\s+/g, ' ');
}

function isEmptyCollection(node: MapNode | ListNode): boolean {
  return (node.kind === 'map' ? node.entries : node.items).length === 0;
}

/** Whether each map and list written inline, in a node or as the node, has the brace or bracket of its own that ends it. */
function isWhole(node: SyntaxNode, text: string): boolean {
  if (node.kind === 'scalar' || node.origin) return true;
  const parts = node.kind === 'map' ? node.entries.filter(({ merged }) => !merged) : node.items;
  if (node.flow) {
    const last = parts.at(-1);
    if (text[node.start] !== (node.kind === 'map' ? '{' : '[') || text[node.end - 1] !== (node.kind === 'map' ? '}' : ']') || (last && last.end >= node.end)) return false;
  }
  return parts.every((part) => part.kind === 'entry' ? !part.value || isWhole(part.value, text) : isWhole(part, text));
}

/** A key that is nothing but its text: no alias, and no anchor, tag or `?` in front of it. */
function isSimpleKey({ key }: Entry, { lines }: EditSink): boolean {
  const before = lines.text.slice(lines.start(lines.at(key.start)), key.start);
  return key.end > key.start && !/^[*&!?]/.test(lines.text.slice(key.start, key.end)) && !/(?:[&!]\S*|\?)\s+$/.test(before);
}
