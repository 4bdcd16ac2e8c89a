/** Changes as edits of YAML text: nothing but what changes is touched, and no comment is lost. */
import type { Change, SourceEdit } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { Entry, ListNode, ScalarNode, SyntaxNode, SyntaxTree } from '../tree.ts';
import { insertComment, removeComment } from './comment-edits.ts';
import { EditSink } from './edit-sink.ts';
import type { Insertion } from './insert.ts';
import { insert } from './insert.ts';
import { quoted } from './quote.ts';
import { removeAnchor, share } from './anchors.ts';
import { removeEntries, removeItems } from './remove.ts';
import { reorder } from './reorder.ts';
import { restyle } from './restyle.ts';
import type { SliceText } from './replace.ts';
import { append, replace, replaceSlices } from './replace.ts';
import type { DocumentStyle } from './write.ts';

/** Turns changes of one document into edits, sorted and free of overlaps. */
export function editsFor(tree: SyntaxTree, lines: Lines, style: DocumentStyle, changes: readonly Change[], snippets: boolean): SourceEdit[] {
  const sink = new EditSink(tree, lines, style, snippets);
  const insertions: Insertion[] = [];
  const removals: Entry[] = [];
  const removedItems = new Map<ListNode, SyntaxNode[]>();
  const slices = new Map<ScalarNode, SliceText[]>();
  for (const change of changes) {
    if (change.kind === 'insertEntry') {
      const same = insertions.find((other) => other.into === change.into);
      if (same) same.entries.push(change.entry);
      else insertions.push({ into: change.into, entries: [change.entry], order: change.order ?? [] });
    } else if (change.kind === 'removeEntry') removals.push(change.entry);
    else if (change.kind === 'removeItem') {
      const list = change.item.parent;
      if (list?.kind === 'list') removedItems.set(list, [...(removedItems.get(list) ?? []), change.item]);
    } else if (change.kind === 'replaceSlice') {
      const same = slices.get(change.of);
      if (same) same.push(change);
      else slices.set(change.of, [change]);
    } else apply(change, sink);
  }
  for (const map of new Set(removals.map((entry) => entry.parent))) removeEntries(map, removals.filter((entry) => entry.parent === map), sink);
  for (const [list, items] of removedItems) removeItems(list, items, sink);
  for (const [node, parts] of slices) replaceSlices(node, parts, sink);
  for (const insertion of insertions) insert(insertion, sink);
  return sink.edits;
}

function apply(change: Exclude<Change, { kind: 'insertEntry' | 'removeEntry' | 'removeItem' | 'replaceSlice' }>, sink: EditSink): void {
  switch (change.kind) {
    case 'appendItem': return append(change.into, change.item, sink);
    case 'replaceValue': return replace(change.of, change.value, sink);
    case 'renameKey': return renameKey(change.entry, change.key, sink);
    case 'reorder': return reorder(change.map, change.keys, change.withinGroups ?? false, sink);
    case 'share': return share(change.nodes, change.name, sink);
    case 'removeAnchor': return removeAnchor(change.of, sink);
    case 'restyle': return restyle(change.entry, change.inline, sink);
    case 'insertComment': return insertComment(change, sink);
    case 'removeComment': return removeComment(change.comment, sink);
    case 'replaceComment': return sink.put(change.comment.start, change.comment.end, (writer) => writer.comment(change.text, change.hole));
    case 'repair': return sink.add(change.edits);
  }
}

/** A key written as the one it replaces: in its quotes, if it has any. */
function renameKey(entry: Entry, key: string, sink: EditSink): void {
  const { start, end } = entry.key;
  const quote = sink.lines.text[start];
  const style = quote === '"' ? 'double' : quote === "'" ? 'single' : undefined;
  sink.put(start, end, (writer) => (style ? writer.source(quoted(key, style)) : writer.key(key, sink.isInline(entry))));
}
