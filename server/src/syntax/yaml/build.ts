/** The YAML parser's own tree made into ours: typed values, exact ranges, references resolved within bounds. */
import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { ScalarStyle, SyntaxNode, SyntaxProblem } from '../tree.ts';
import type { AnchorScope } from './anchor-scope.ts';
import { duplicateMessage } from './duplicates.ts';
import type { Base, Holder } from './nodes.ts';
import { aliasOf, emptyItem, mergeEntry, openEntry, OpenKey, OpenList, OpenMap, OpenScalar } from './nodes.ts';
import { MAX_DEPTH, MAX_EXPANSION } from './bounds.ts';
import { quoteRepair } from './quote.ts';
import type { Mask } from './traps.ts';

const STYLES: Record<string, ScalarStyle> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Builds nodes from the composed documents of one text. */
export class Builder {
  readonly problems: SyntaxProblem[] = [];
  readonly #anchors: AnchorScope;
  readonly #sizes = new Map<SyntaxNode, number>();
  readonly #keys = new WeakMap<OpenMap, Set<string>>();
  readonly #noted = new WeakMap<OpenMap, number>();
  readonly #text: string;
  readonly #base: Base;
  readonly #mask: Mask;
  #expanded = 0;

  /** `base`: where the text begins, from which its nodes are to count; `anchors`: what stands above it, and what it names. */
  constructor(text: string, base: Base, anchors: AnchorScope, mask: Mask) {
    this.#text = text;
    this.#anchors = anchors;
    this.#base = base;
    this.#mask = mask;
  }

  /** The nodes that aliases have added. */
  get expanded(): number {
    return this.#expanded;
  }

  /** The root node of a composed document; undefined where it is empty. */
  build(doc: Document.Parsed, parent: Holder, depth: number): SyntaxNode | undefined {
    return this.#node(doc.contents, parent, depth);
  }

  /** The pairs of a composed map as entries of a map that exists already. */
  addPairs(pairs: readonly unknown[], map: OpenMap, depth: number): void {
    const merges: SyntaxNode[] = [];
    for (const pair of pairs) {
      if (isPair(pair)) this.#pair(pair, map, depth, merges);
    }
    this.#merge(merges, map);
    this.noteDuplicates(map);
  }

  /** Reports keys given twice among the entries that were added to a map since the last time. */
  noteDuplicates(map: OpenMap): void {
    const seen = this.#keys.get(map) ?? new Set<string>();
    this.#keys.set(map, seen);
    for (let at = this.#noted.get(map) ?? 0; at < map.entries.length; at += 1) {
      const entry = map.entries[at];
      if (!entry || entry.merged || entry.incomplete) continue;
      const { text, start, end } = entry.key;
      if (seen.has(text)) this.problems.push({ kind: 'duplicate-key', start, end, message: duplicateMessage(text) });
      seen.add(text);
    }
    this.#noted.set(map, map.entries.length);
  }

  #node(node: Node | null | undefined, parent: Holder, depth: number): SyntaxNode | undefined {
    if (!node?.range) return undefined;
    const [start, end] = node.range;
    if (depth > MAX_DEPTH && !isScalar(node)) {
      this.problems.push({ kind: 'syntax', start, end: start + 1, message: `Nested more than ${MAX_DEPTH} levels deep: what follows is not read.` });
      return new OpenScalar(this.#base, parent, start, end, this.#text.slice(start, end));
    }
    const { anchor } = node as Scalar;
    const before = this.#expanded;
    let built: SyntaxNode | undefined;
    if (isScalar(node)) built = this.#scalar(node, parent);
    else if (isAlias(node)) built = this.#alias(node, parent);
    else if (isMap(node)) {
      // The anchor counts as unknown until its node is whole: it cannot hold itself.
      if (anchor) this.#anchors.named.set(anchor, undefined);
      built = this.#map(node, parent, depth);
    } else if (isSeq(node)) {
      if (anchor) this.#anchors.named.set(anchor, undefined);
      built = this.#list(node, parent, depth);
    }
    if (built) this.#sizes.set(built, this.#sizes.get(built) ?? 1 + (this.#expanded - before));
    if (anchor && built) named(built, anchor);
    if (anchor) this.#anchors.named.set(anchor, { node: built, size: this.#sizeOf(built) });
    return built;
  }

  #sizeOf(node: SyntaxNode | undefined): number {
    if (!node) return 0;
    if (node.kind === 'scalar') return 1;
    if (node.origin) return this.#sizes.get(node) ?? 1;
    const parts = node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items;
    let size = 1;
    for (const part of parts) size += part ? (this.#sizes.get(part) ?? 1) : 1;
    this.#sizes.set(node, size);
    return size;
  }

  #scalar(node: Scalar, parent: Holder): SyntaxNode | undefined {
    const [start, end] = node.range ?? [0, 0];
    const source = node.source ?? '';
    if (start === end && node.value === null) return undefined;
    const hidden = this.#mask.hides(source);
    const text = this.#mask.reveal(typeof node.value === 'string' ? node.value : source);
    const value = hidden ? text : scalarValue(node.value, text);
    return new OpenScalar(this.#base, parent, start, end, text, hidden ? 'verbatim' : (STYLES[node.type ?? 'PLAIN'] ?? 'plain'), value);
  }

  #map(source: YAMLMap, parent: Holder, depth: number): SyntaxNode {
    const [start, end] = source.range ?? [0, 0];
    const map = new OpenMap(this.#base, parent, start, end, source.flow === true);
    this.addPairs(source.items, map, depth);
    map.end = Math.max(map.flow ? end : start, map.entries.reduce((last, entry) => (entry.merged ? last : Math.max(last, entry.end)), 0));
    this.#sizeOf(map);
    return map;
  }

  #pair(pair: Pair, map: OpenMap, depth: number, merges: SyntaxNode[]): void {
    const keyNode = pair.key as Node | null;
    const [start, end] = keyNode?.range ?? [0, 0];
    const text = this.#mask.reveal(isScalar(keyNode) ? (typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? '')) : this.#text.slice(start, end));
    const token = pair.srcToken;
    const colon = token?.sep?.find((part) => part.type === 'map-value-ind');
    const valueNode = pair.value as Node | null;
    const keyStart = keyNode?.range ? start : (colon?.offset ?? valueNode?.range?.[0] ?? map.start);
    const keyEnd = keyNode?.range ? end : keyStart;
    if (text === '<<' && colon) {
      const merged = this.#node(valueNode, map.parent, depth + 1);
      if (merged) merges.push(merged);
      return;
    }
    if (!colon && keyStart === keyEnd) return;
    if (!colon && this.#tight(text, keyStart, keyEnd, map)) return;
    if (isScalar(keyNode) && keyNode.anchor !== undefined) this.#anchors.keys.add(keyNode.anchor);
    if (isAlias(keyNode) && !this.#anchors.get(keyNode.source) && !this.#anchors.isOfKey(keyNode.source)) this.#noAnchor(keyNode, 'key');
    const entry = openEntry(map, new OpenKey(this.#base, text, keyStart, keyEnd), colon ? colon.offset + 1 : keyEnd);
    entry.incomplete = !colon;
    if (!colon) this.problems.push({ kind: 'syntax', start: keyStart, end: keyEnd, message: 'This has no `key: value`. A colon and a blank must stand behind the key.' });
    else if (keyStart === keyEnd) this.problems.push({ kind: 'syntax', start: colon.offset, end: colon.offset + 1, message: 'No key stands before this colon.' });
    entry.value = this.#node(valueNode, entry, depth + 1);
    if (entry.value) entry.end = Math.max(entry.end, entry.value.end);
  }

  /** `{ key:value }`, which YAML takes for one long key. True if it is that. */
  #tight(text: string, start: number, end: number, map: OpenMap): boolean {
    const match = /^([A-Za-z_][\w-]*):(?=[^\s:/])/.exec(text);
    const name = match?.[1];
    if (name === undefined || text.length !== end - start) return false;
    const at = start + name.length + 1;
    this.problems.push({
      kind: 'syntax', start, end, message: 'A blank must stand behind the colon.',
      repair: { title: 'Insert a blank behind the colon', edits: [{ start: at, end: at, newText: ' ' }] },
    });
    const entry = openEntry(map, new OpenKey(this.#base, name, start, at - 1), at);
    entry.value = new OpenScalar(this.#base, entry, at, end, text.slice(name.length + 1));
    entry.end = end;
    return true;
  }

  #merge(from: readonly SyntaxNode[], map: OpenMap): void {
    if (from.length === 0) return;
    const present = new Set(map.entries.map((own) => own.key.text));
    for (const source of from.flatMap((each) => (each.kind === 'list' ? each.items : [each]))) {
      if (source.kind !== 'map') {
        this.problems.push({ kind: 'syntax', start: source.start, end: source.end, message: '`<<` merges maps: an alias of a map must stand behind it, or a list of such aliases.' });
        continue;
      }
      for (const entry of source.entries) {
        if (present.has(entry.key.text)) continue;
        present.add(entry.key.text);
        mergeEntry(map, entry);
      }
    }
  }

  #list(source: YAMLSeq, parent: Holder, depth: number): SyntaxNode {
    const [start, end] = source.range ?? [0, 0];
    const list = new OpenList(this.#base, parent, start, end, source.flow === true ? this.#text.slice(start, end) : undefined);
    for (const item of source.items as readonly unknown[]) {
      if (isPair(item)) {
        // `[a: b]` is a map of one entry inside a list.
        const [from, to] = [(item.key as Node | null)?.range?.[0] ?? start, (item.value as Node | null)?.range?.[1] ?? end];
        const map = new OpenMap(this.#base, list, from, to, true);
        this.#pair(item, map, depth + 1, []);
        list.items.push(map);
        continue;
      }
      const node = item as Node;
      const built = this.#node(node, list, depth + 1);
      list.items.push(built ?? emptyItem(list, node.range?.[0] ?? start));
    }
    list.end = Math.max(list.flow ? end : start + 1, list.items.reduce((last, item) => Math.max(last, item.end), 0));
    this.#sizeOf(list);
    return list;
  }

  /** Reports an alias of what has no anchor before it. */
  #noAnchor({ source, range }: Alias, what: 'key' | 'value'): void {
    const [start, end] = range ?? [0, 0];
    this.problems.push({
      kind: 'syntax', start, end,
      message: `No anchor \`&${source}\` stands before this alias. Quote the ${what} if the \`*\` is part of the text.`,
      repair: { ...quoteRepair(start, end, this.#text.slice(start, end)), title: `Quote this ${what}` },
    });
  }

  #alias(node: Alias, parent: Holder): SyntaxNode {
    const [start, end] = node.range ?? [0, 0];
    const verbatim = new OpenScalar(this.#base, parent, start, end, this.#text.slice(start, end));
    const anchor = this.#anchors.get(node.source);
    if (!anchor) {
      this.#noAnchor(node, 'value');
      return verbatim;
    }
    this.#expanded += anchor.size;
    if (this.#expanded > MAX_EXPANSION) {
      this.problems.push({ kind: 'syntax', start, end, message: `Aliases make this document too large (more than ${MAX_EXPANSION} values): this one is not read.` });
      return verbatim;
    }
    if (!anchor.node) return new OpenScalar(this.#base, parent, start, end, '', 'plain', null);
    const copy = aliasOf(anchor.node, this.#base, parent, start, end, verbatim.text);
    this.#sizes.set(copy, anchor.size);
    return copy;
  }
}

/** Gives a node the name under which others stand for it. */
function named(node: SyntaxNode, anchor: string): void {
  if (node instanceof OpenMap || node instanceof OpenList || node instanceof OpenScalar) node.anchor = anchor;
}

function scalarValue(value: unknown, text: string): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? text : String(value);
}
