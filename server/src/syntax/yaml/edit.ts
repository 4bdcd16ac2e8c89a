/** Changes as edits of YAML text: nothing but what changes is touched, and no comment is lost. */
import type { Change, Draft, DraftEntry, MapHolder, SourceEdit } from '../change.ts';
import { draftKey } from '../change.ts';
import type { Lines } from '../lines.ts';
import type { Comment, Entry, ListNode, MapNode, ScalarNode, SyntaxNode, SyntaxTree, TextRange } from '../tree.ts';
import { isEmpty } from '../tree.ts';
import { Blocks } from './blocks.ts';
import type { QuoteStyle } from './quote.ts';
import { escapeSnippet, quoted } from './quote.ts';
import type { DocumentStyle } from './write.ts';
import { Writer } from './write.ts';

interface Insertion {
  readonly into: MapHolder;
  readonly entries: DraftEntry[];
  readonly order: readonly string[];
}

/** Turns changes of one document into edits, sorted and free of overlaps. */
export class Editor {
  readonly #tree: SyntaxTree;
  readonly #lines: Lines;
  readonly #blocks: Blocks;
  readonly #style: DocumentStyle;
  readonly #snippets: boolean;
  readonly #writer: Writer;
  readonly #edits: SourceEdit[] = [];

  constructor(tree: SyntaxTree, lines: Lines, style: DocumentStyle, snippets: boolean) {
    this.#tree = tree;
    this.#lines = lines;
    this.#blocks = new Blocks(lines, tree.comments);
    this.#style = style;
    this.#snippets = snippets;
    this.#writer = new Writer(style, snippets);
  }

  apply(changes: readonly Change[]): SourceEdit[] {
    const insertions: Insertion[] = [];
    for (const change of changes) {
      if (change.kind === 'insertEntry') {
        const same = insertions.find((other) => other.into === change.into);
        if (same) same.entries.push(change.entry);
        else insertions.push({ into: change.into, entries: [change.entry], order: change.order ?? [] });
      } else this.#change(change);
    }
    for (const insertion of insertions) this.#insert(insertion);
    return this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #change(change: Exclude<Change, { kind: 'insertEntry' }>): void {
    switch (change.kind) {
      case 'appendItem': return this.#append(change.into, change.item);
      case 'replaceValue': return this.#replace(change.of, change.value);
      case 'replaceSlice': return this.#replaceSlice(change.of, change.slice, change.text);
      case 'renameKey': {
        const { start, end } = change.entry.key;
        return this.#edit(start, end, scalarLike(this.#lines.text[start], change.key, (text) => this.#writer.key(text, false)));
      }
      case 'removeEntry': return this.#remove(change.entry);
      case 'reorder': return this.#reorder(change.map, change.keys);
      case 'removeComment': return this.#removeComment(change.comment);
      case 'replaceComment': return this.#edit(change.comment.start, change.comment.end, this.#writer.comment(change.text, change.hole));
      case 'repair': {
        this.#edits.push(...change.edits);
        return;
      }
    }
  }

  #insert({ into, entries, order }: Insertion): void {
    if (into === 'document') return this.#insertAtEnd(entries);
    const map = into.kind === 'map' ? into : into.value;
    if (into.kind === 'entry' && isEmpty(into.value)) return this.#fill(into, entries);
    if (map?.kind !== 'map') return;
    if (map.flow) return this.#insertInline(map, entries, order);
    const own = map.entries.filter((entry) => !entry.merged);
    const groups = new Map<Entry | undefined, DraftEntry[]>();
    for (const entry of sortBy(entries, order)) {
      const before = precedingSibling(own, draftKey(entry), order);
      groups.set(before, [...(groups.get(before) ?? []), entry]);
    }
    for (const [before, group] of groups) this.#insertBlock(map, own, before, group);
  }

  #insertBlock(map: MapNode, own: readonly Entry[], before: Entry | undefined, group: readonly DraftEntry[]): void {
    const indent = this.#lines.column(own[0]?.start ?? map.start);
    const isRoot = map.parent === undefined;
    const spaced = isRoot && group.some(({ value }) => value.kind === 'map') && this.#blocks.separated(own);
    const lines = group.map((entry) => (spaced ? this.#style.eol : '') + ' '.repeat(indent) + this.#writer.entry(entry, indent, false));
    const text = lines.join(this.#style.eol);
    if (!before) {
      const first = own[0];
      if (!first) return this.#insertAtEnd(group);
      const line = this.#lines.at(first.start);
      if (/^\s*-/.test(this.#lines.content(line))) {
        // The first key of a map in a list stands behind the dash.
        return this.#edit(first.start, first.start, text.trimStart() + this.#style.eol + ' '.repeat(indent));
      }
      const start = this.#lines.start(this.#blocks.leadingCommentLine(first));
      return this.#edit(start, start, (spaced ? text.replace(/^\r?\n/, '') : text) + this.#style.eol + (spaced ? this.#style.eol : ''));
    }
    this.#insertLines(this.#blocks.lastLine(before, indent), text);
  }

  /** Inserts whole lines behind a line; at column 0, so that no client adds indentation of its own. */
  #insertLines(after: number, text: string): void {
    const next = this.#lines.next(after);
    if (next > this.#lines.end(after)) return this.#edit(next, next, text + this.#style.eol);
    // The last line has no line end: write it anew with one.
    const start = this.#lines.start(after);
    const line = this.#lines.content(after);
    if (this.#snippets) this.#edit(start, next, escapeSnippet(line) + this.#style.eol + text);
    else this.#edit(next, next, this.#style.eol + text);
  }

  #insertAtEnd(entries: readonly DraftEntry[]): void {
    const last = this.#lines.count - 1;
    const text = entries.map((entry) => this.#writer.entry(entry, 0, false)).join(this.#style.eol);
    if (this.#lines.content(last).trim() === '') this.#edit(this.#lines.start(last), this.#lines.end(last), text + this.#style.eol);
    else this.#insertLines(last, text + this.#style.eol);
  }

  /** Gives an entry without a value a map. */
  #fill(holder: Entry, entries: readonly DraftEntry[]): void {
    const inline = this.#isInline(holder);
    const at = this.#lines.column(holder.start);
    if (inline) return this.#replace(holder, { kind: 'map', entries, inline: true });
    const indent = at + this.#style.step;
    const text = entries.map((entry) => ' '.repeat(indent) + this.#writer.entry(entry, indent, false)).join(this.#style.eol);
    if (holder.value && holder.value.start < holder.value.end) this.#edit(holder.end - (holder.value.end - holder.value.start), holder.value.end, '');
    this.#insertLines(this.#lines.at(holder.key.end), text);
  }

  #insertInline(map: MapNode, entries: readonly DraftEntry[], order: readonly string[]): void {
    const own = map.entries.filter((entry) => !entry.merged || this.#isMergeKey(entry, map));
    const real = own.filter((entry) => !entry.merged);
    for (const group of groupBy(sortBy(entries, order), (entry) => precedingSibling(real, draftKey(entry), order))) {
      const [before, drafts] = group;
      const text = drafts.map((entry) => this.#writer.entry(entry, 0, true)).join(', ');
      const first = real[0];
      if (before) this.#edit(before.end, before.end, `, ${text}`);
      else if (first) this.#edit(first.start, first.start, `${text}, `);
      else {
        const inner = this.#lines.text.slice(map.start + 1, map.end - 1);
        const pad = this.#style.padBraces ? ' ' : '';
        if (inner.trim() === '') this.#edit(map.start + 1, map.end - 1, pad + text + pad);
        else this.#edit(map.start + 1, map.start + 1, `${pad}${text},`);
      }
    }
  }

  #isMergeKey(entry: Entry, map: MapNode): boolean {
    return entry.merged && entry.start >= map.start && entry.end <= map.end;
  }

  #append(into: ListNode | Entry, item: Draft): void {
    const list = into.kind === 'list' ? into : into.value;
    if (list?.kind === 'list' && list.flow) {
      const last = list.items.at(-1);
      const text = this.#writer.value(item, 0, true);
      if (last) this.#edit(last.end, last.end, `, ${text}`);
      else this.#edit(list.start + 1, list.end - 1, text);
    } else if (list?.kind === 'list') {
      const indent = this.#lines.column(list.start);
      const lastItem = list.items.at(-1);
      const line = lastItem ? this.#blocks.lastContentLine(Math.max(lastItem.start, lastItem.end)) : this.#lines.at(list.start);
      this.#insertLines(line, `${' '.repeat(indent)}- ${this.#writer.value(item, indent + 2, false)}`);
    } else if (into.kind === 'entry') {
      this.#replace(into, { kind: 'list', items: [item] });
    }
  }

  #replace(of: Entry | SyntaxNode, value: Draft): void {
    const node = of.kind === 'entry' ? of.value : of;
    const holder = of.kind === 'entry' ? of : of.parent?.kind === 'entry' ? of.parent : undefined;
    const quotes: QuoteStyle | undefined = node?.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;
    const inline = this.#isInline(holder ?? node);
    const indent = holder ? this.#lines.column(holder.start) : 0;
    const isBlock = (value.kind === 'map' || value.kind === 'list') && !value.inline && !inline;
    if (holder && (!node || isBlock)) {
      const from = this.#behindColon(holder);
      const to = node ? this.#contentEnd(node) : from;
      return this.#edit(from, to, this.#writer.behindColon(value, indent, inline));
    }
    if (node) this.#edit(node.start, this.#contentEnd(node), this.#writer.value(value, indent, inline, quotes ?? this.#style.quotes));
  }

  #replaceSlice(node: ScalarNode, slice: TextRange, text: string): void {
    const { start, end } = this.#tree.rangeOf({ node, slice });
    const whole = start === node.start && end === this.#contentEnd(node) && slice.end - slice.start !== node.text.length;
    if (whole) return this.#replace(node, { kind: 'text', text: node.text.slice(0, slice.start) + text + node.text.slice(slice.end) });
    const escaped = node.style === 'double' ? JSON.stringify(text).slice(1, -1) : node.style === 'single' ? text.replaceAll("'", "''") : text;
    this.#edit(start, end, this.#snippets ? escapeSnippet(escaped) : escaped);
  }

  /** The offset right behind an entry's colon. */
  #behindColon(entry: Entry): number {
    if (!entry.value) return entry.end;
    return this.#lines.text.indexOf(':', entry.key.end) + 1;
  }

  #contentEnd(node: SyntaxNode): number {
    return node.start + this.#lines.text.slice(node.start, node.end).trimEnd().length;
  }

  #isInline(at: Entry | SyntaxNode | undefined): boolean {
    for (let node = at; node; node = node.parent) if (node.kind !== 'entry' && node !== at && node.kind !== 'scalar' && node.flow) return true;
    return false;
  }

  #remove(entry: Entry): void {
    const map = entry.parent;
    const own = map.entries.filter((other) => !other.merged);
    if (own.length === 1) {
      const kept = this.#blocks.commentsIn(map.start, map.end);
      const holder = map.parent?.kind === 'entry' ? map.parent : undefined;
      if (map.flow || !holder) return this.#edit(map.start, this.#contentEnd(map), '{}');
      this.#edit(this.#behindColon(holder), this.#lines.end(this.#blocks.lastContentLine(map.end)), ` {}${this.#commentLines(kept, this.#lines.column(entry.start))}`);
      return;
    }
    const at = own.indexOf(entry);
    const next = own[at + 1];
    if (map.flow) {
      const before = own[at - 1];
      if (next) this.#edit(entry.start, next.start, '');
      else if (before) this.#edit(before.end, entry.end, '');
      return;
    }
    const first = this.#lines.at(entry.start);
    if (/^\s*-/.test(this.#lines.content(first)) && next) return this.#edit(entry.start, next.start, '');
    const last = this.#blocks.lastContentLine(Math.max(entry.end, entry.start));
    const kept = this.#blocks.commentsIn(this.#lines.start(first), this.#lines.end(last));
    const column = this.#lines.column(entry.start);
    const text = kept.map((comment) => ' '.repeat(column) + this.#source(comment) + this.#style.eol).join('');
    this.#edit(this.#lines.start(first), this.#lines.next(last), text);
  }

  #commentLines(comments: readonly Comment[], column: number): string {
    return comments.map((comment) => this.#style.eol + ' '.repeat(column) + this.#source(comment)).join('');
  }

  #source(comment: Comment): string {
    return this.#lines.text.slice(comment.start, comment.end);
  }

  #reorder(map: MapNode, keys: readonly string[]): void {
    const own = map.entries.filter((entry) => !entry.merged);
    const first = own[0];
    if (map.flow || !first) return;
    const segments = this.#blocks.segments(own);
    const rank = ranks(own, keys);
    const sorted = [...segments].sort((a, b) => (rank.get(a.entry) ?? 0) - (rank.get(b.entry) ?? 0));
    const start = segments[0]?.start ?? 0;
    const end = segments.at(-1)?.end ?? start;
    const gap = this.#blocks.separated(own) ? this.#style.eol : '';
    const text = sorted.map((segment, at) => {
      const raw = this.#lines.text.slice(segment.start, segment.end);
      const whole = /\r?\n$/.test(raw) || raw === '' ? raw : raw + this.#style.eol;
      if (at === sorted.length - 1) return `${whole.trimEnd()}${this.#style.eol}`;
      return gap && segment === segments.at(-1) && segment.isBlock ? whole.trimEnd() + this.#style.eol + gap : whole;
    }).join('');
    this.#edit(start, end, text);
  }

  #removeComment(comment: Comment): void {
    const line = this.#lines.at(comment.start);
    if (comment.ownLine) return this.#edit(this.#lines.start(line), this.#lines.next(line), '');
    const before = this.#lines.text.slice(this.#lines.start(line), comment.start).trimEnd();
    this.#edit(this.#lines.start(line) + before.length, comment.end, '');
  }

  #edit(start: number, end: number, newText: string): void {
    const snippet = this.#snippets && /(?<!\\)\$(\d|\{)/.test(newText);
    // Without a tab stop the text is plain again: what was escaped for a snippet is not one.
    this.#edits.push(snippet ? { start, end, newText, snippet } : { start, end, newText: this.#snippets ? newText.replace(/\\([\\$}])/g, '$1') : newText });
  }
}

/** A key written as the one it replaces: in its quotes, if it has any. */
function scalarLike(first: string | undefined, text: string, plain: (text: string) => string): string {
  if (first === '"') return quoted(text, 'double');
  if (first === "'") return quoted(text, 'single');
  return plain(text);
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

function sortBy(entries: readonly DraftEntry[], order: readonly string[]): DraftEntry[] {
  return [...entries].sort((a, b) => order.indexOf(draftKey(a)) - order.indexOf(draftKey(b)));
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
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
