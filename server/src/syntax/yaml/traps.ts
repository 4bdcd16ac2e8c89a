/**
 * YAML's traps for people who write prose: text that it drops or splits off in silence. Each is found in the token
 * tree and masked by a character that means nothing to YAML, so that the value reads as its author meant it; lengths
 * stay the same, so every position stays true.
 */
import type { CST } from 'yaml';

export type Trap =
  /** `comment`: ` #word` behind text; `tag`: `!word` in front of it; `comma`: inside braces; `colon`: a second one on the line. */
  | { readonly kind: 'comment' | 'tag' | 'comma' | 'colon' | 'tab'; /** The offset of the character to mask. */ readonly at: number }
  /** `bracket`: text in braces that goes on with brackets; `type`: a tag in front of a map or list. */
  | { readonly kind: 'bracket' | 'type'; readonly at: number; readonly end: number };

/** Replaces characters one for one, and undoes it in decoded text. */
export class Mask {
  readonly #original: string;
  readonly #chars: string[];
  readonly #from = new Map<string, string>();
  readonly #to = new Map<string, string>();
  #next = 0xe000;

  constructor(text: string) {
    this.#original = text;
    this.#chars = text.split('');
  }

  /** Makes the characters of a range mean nothing: all, or those that match. */
  hide(start: number, end: number, only?: RegExp): void {
    for (let at = start; at < Math.min(end, this.#chars.length); at += 1) {
      const char = this.#chars[at] ?? '';
      if (!only || only.test(char)) this.#chars[at] = this.#standIn(char);
    }
  }

  /** Makes the characters of a range spaces, for good. */
  blank(start: number, end: number): void {
    for (let at = start; at < Math.min(end, this.#chars.length); at += 1) this.#chars[at] = ' ';
  }

  /** Whether text read from the masked document holds masked characters. */
  hides(text: string): boolean {
    for (const standIn of this.#to.keys()) if (text.includes(standIn)) return true;
    return false;
  }

  /** A part of the masked text. */
  slice(start: number, end: number): string {
    return this.#chars.slice(start, end).join('');
  }

  /** Text read from the masked document, with the masked characters back. */
  reveal(text: string): string {
    if (this.#to.size === 0) return text;
    let out = '';
    for (const char of text) out += this.#to.get(char) ?? char;
    return out;
  }

  #standIn(char: string): string {
    if (this.#to.has(char)) return char;
    const known = this.#from.get(char);
    if (known !== undefined) return known;
    while (this.#original.includes(String.fromCharCode(this.#next))) this.#next += 1;
    const standIn = String.fromCharCode(this.#next++);
    this.#from.set(char, standIn);
    this.#to.set(standIn, char);
    return standIn;
  }
}

/** How deep tokens are nested in each other; without recursion, for text nested too deep for it. */
export function depthOf(tokens: readonly CST.Token[]): number {
  let depth = 0;
  let level: readonly CST.Token[] = tokens;
  for (; level.length > 0; depth += 1) level = level.flatMap(childrenOf);
  return depth;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  return token.items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])]);
}

/** Every token that holds others or is a value, in the order of the text. */
function* walk(tokens: readonly CST.Token[]): Generator<CST.Token> {
  const work: CST.Token[] = [...tokens].reverse();
  for (let token = work.pop(); token; token = work.pop()) {
    yield token;
    work.push(...childrenOf(token).reverse());
  }
}

/** The traps in a stretch of text, given its tokens; the stretch starts at `from`. */
export function findTraps(tokens: readonly CST.Token[], text: string, from: number): Trap[] {
  const search = new TrapSearch(text, from);
  for (const token of walk(tokens)) search.visit(token);
  return search.traps;
}

/** Tabs that indent a line, outside texts of several lines, where a tab is text. */
export function findTabs(tokens: readonly CST.Token[], text: string, from: number): Trap[] {
  const traps: Trap[] = [];
  const texts: { start: number; end: number }[] = [];
  for (const token of walk(tokens)) {
    if ('source' in token && token.source.includes('\n')) texts.push({ start: token.offset, end: token.offset + token.source.length });
  }
  let next = 0;
  for (const match of text.matchAll(/^[ \t]+(?=[^\s#])/gm)) {
    const start = from + match.index;
    while (texts[next] && (texts[next]?.end ?? 0) <= start) next += 1;
    const inText = (texts[next]?.start ?? Infinity) < start;
    if (!match[0].includes('\t') || inText) continue;
    for (let at = 0; at < match[0].length; at += 1) if (match[0][at] === '\t') traps.push({ kind: 'tab', at: start + at });
  }
  return traps;
}

class TrapSearch {
  readonly traps: Trap[] = [];
  readonly #text: string;
  readonly #from: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#from = from;
  }

  visit(token: CST.Token): void {
    if (token.type === 'document') {
      this.#props(token.start, undefined, token.value);
      this.#props(token.end ?? [], token.value, undefined);
    } else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      this.#items(token);
      if (token.type === 'flow-collection') this.#props(token.end, lastValue(token), undefined);
    } else if ('end' in token && token.end) {
      this.#props(token.end, token, undefined);
    }
  }

  #slice(start: number, end: number): string {
    return this.#text.slice(start - this.#from, end - this.#from);
  }

  #items(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection): void {
    let before: CST.CollectionItem | undefined;
    const items: readonly CST.CollectionItem[] = token.items;
    for (const item of items) {
      this.#props(item.start, before?.value ?? before?.key ?? undefined, item.key ?? item.value);
      if (item.sep) this.#props(item.sep, item.key ?? undefined, item.value);
      if (token.type === 'flow-collection') {
        if (before) this.#comma(token, before, item);
        for (const part of [item.key, item.value]) if (part?.type === 'scalar') this.#bracket(part);
      }
      if (!item.value) this.#lostValue(item, token.type);
      this.#colon(item);
      before = item;
    }
  }

  /** A comma that cuts a text in two: in a map, what follows has no colon; in a list, a parenthesis is left open. */
  #comma(token: CST.FlowCollection, before: CST.CollectionItem, item: CST.CollectionItem): void {
    const comma = item.start.find((part) => part.type === 'comma');
    if (!comma || item.start.some((part) => part.type === 'newline')) return;
    if (token.start.type === 'flow-map-start') {
      const isText = before.value?.type === 'scalar' && !/^(-?[0-9.]+|true|false|null|~)$/i.test(before.value.source);
      if (item.key?.type === 'scalar' && !item.sep?.some((part) => part.type === 'map-value-ind') && isText) this.traps.push({ kind: 'comma', at: comma.offset });
    } else if (before.value?.type === 'scalar' && item.value?.type === 'scalar' && /\([^)]*$/.test(before.value.source)) {
      this.traps.push({ kind: 'comma', at: comma.offset });
    }
  }

  /** `{ source_path: lines[].sku }`: inside braces text ends at a bracket. */
  #bracket(scalar: CST.FlowScalar): void {
    const open = scalar.end?.find((part) => part.type === 'flow-seq-start' || part.type === 'flow-map-start');
    if (!open || scalar.end?.some((part) => part.type === 'newline' && part.offset < open.offset)) return;
    const close = this.#closing(open.offset);
    if (close !== undefined) this.traps.push({ kind: 'bracket', at: open.offset, end: close + 1 });
  }

  /** The offset of the bracket, on the same line, that closes the one at an offset. */
  #closing(open: number): number | undefined {
    const rest = /^[^\n]*/.exec(this.#slice(open, open + 2000))?.[0] ?? '';
    const closers: string[] = [];
    for (let at = 0; at < rest.length; at += 1) {
      const char = rest[at] ?? '';
      if (char === '[') closers.push(']');
      else if (char === '{') closers.push('}');
      else if (/[\]}]/.test(char) && closers.pop() !== char) return undefined;
      if (closers.length === 0) return open + at;
    }
    return undefined;
  }

  /** `key: #channel`: a value that YAML takes for a comment as a whole. */
  #lostValue(item: CST.CollectionItem, type: CST.Token['type']): void {
    const parts = item.sep ?? (type === 'block-seq' ? item.start : []);
    const mark = parts.findIndex((part) => part.type === 'map-value-ind' || part.type === 'seq-item-ind');
    const [space, comment] = mark < 0 ? [] : parts.slice(mark + 1);
    if (space?.source === ' ' && comment?.type === 'comment' && startsWord(comment)) this.traps.push({ kind: 'comment', at: comment.offset });
  }

  /** `title: A → B: C`: a second colon on the line makes YAML nest a map there, and take what follows into it. */
  #colon(item: CST.CollectionItem): void {
    if (!item.sep || item.value?.type !== 'block-map' || item.key?.type !== 'scalar') return;
    const colon = item.sep.find((part) => part.type === 'map-value-ind');
    if (!colon || item.sep.some((part) => part.type === 'newline')) return;
    const inner = item.value.items[0];
    if (inner?.key?.type !== 'scalar' || inner.key.source.includes('\n')) return;
    const second = inner.sep?.find((part) => part.type === 'map-value-ind');
    if (second && !this.#slice(colon.offset, second.offset).includes('\n')) this.traps.push({ kind: 'colon', at: second.offset });
  }

  #props(parts: readonly CST.SourceToken[], before: CST.Token | undefined | null, behind: CST.Token | undefined | null): void {
    for (const part of parts) {
      if (part.type === 'tag' && !/^!!(str|int|float|bool|null|map|seq)$/.test(part.source)) {
        const ofCollection = behind && (behind.type === 'flow-collection' || behind.type === 'block-map' || behind.type === 'block-seq');
        if (ofCollection) this.traps.push({ kind: 'type', at: part.offset, end: part.offset + part.source.length });
        else this.traps.push({ kind: 'tag', at: part.offset });
      }
      if (part.type === 'comment' && before?.type === 'scalar' && this.#isSwallowed(part, before)) this.traps.push({ kind: 'comment', at: part.offset });
    }
  }

  /** `Slack channel #orders`: one blank, then a word right behind the mark. A comment has a blank behind its mark. */
  #isSwallowed(comment: CST.SourceToken, before: CST.FlowScalar): boolean {
    const gap = this.#slice(before.offset + before.source.length, comment.offset);
    return gap === ' ' && startsWord(comment);
  }
}

function lastValue(token: CST.FlowCollection): CST.Token | undefined {
  const item = token.items.at(-1);
  return item?.value ?? item?.key ?? undefined;
}

function startsWord(comment: CST.SourceToken): boolean {
  return /^#[\p{L}\p{N}_-]/u.test(comment.source);
}
