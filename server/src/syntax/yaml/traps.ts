/**
 * YAML's traps for people who write prose: text that it drops or splits off in silence. Each is found in the token
 * tree and masked by a character that means nothing to YAML, so that the value reads as its author meant it; lengths
 * stay the same, so every position stays true.
 */
import type { CST } from 'yaml';

export type TrapKind = 'comment' | 'tag' | 'comma' | 'colon' | 'tab';

export interface Trap {
  readonly kind: TrapKind;
  /** The offset of the character to mask. */
  readonly at: number;
}

/** Replaces characters one for one, and undoes it in decoded text. */
export class Mask {
  readonly #original: string;
  readonly #chars: string[];
  #text: string | undefined;
  readonly #from = new Map<string, string>();
  readonly #to = new Map<string, string>();
  #next = 0xe000;

  constructor(text: string) {
    this.#original = text;
    this.#chars = text.split('');
  }

  /** Makes the character at an offset mean nothing. */
  hide(at: number): void {
    const char = this.#chars[at];
    if (char === undefined) return;
    this.#chars[at] = this.#standIn(char);
    this.#text = undefined;
  }

  /** Makes the character at an offset a space, for good. */
  blank(at: number): void {
    if (at < this.#chars.length) this.#chars[at] = ' ';
    this.#text = undefined;
  }

  /** Whether text read from the masked document holds masked characters. */
  hides(text: string): boolean {
    for (const standIn of this.#to.keys()) if (text.includes(standIn)) return true;
    return false;
  }

  get text(): string {
    this.#text ??= this.#chars.join('');
    return this.#text;
  }

  /** Text read from the masked document, with the masked characters back. */
  reveal(text: string): string {
    if (this.#to.size === 0) return text;
    let out = '';
    for (const char of text) out += this.#to.get(char) ?? char;
    return out;
  }

  #standIn(char: string): string {
    const known = this.#from.get(char);
    if (known !== undefined) return known;
    while (this.#original.includes(String.fromCharCode(this.#next))) this.#next += 1;
    const standIn = String.fromCharCode(this.#next++);
    this.#from.set(char, standIn);
    this.#to.set(standIn, char);
    return standIn;
  }
}

/** The traps in a piece of text, given its tokens; `text` is what the tokens were made from. */
export function findTraps(tokens: readonly CST.Token[], text: string): Trap[] {
  const traps: Trap[] = [];
  for (const token of walk(tokens)) {
    if (token.type === 'document') {
      scanProps(token.start, undefined, text, traps);
      scanProps(token.end ?? [], token.value, text, traps);
    } else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      scanItems(token, text, traps);
      if (token.type === 'flow-collection') scanProps(token.end, lastValue(token), text, traps);
    } else if ('end' in token && token.end) {
      scanProps(token.end, token, text, traps);
    }
  }
  return traps;
}

/** Tabs that indent a line, outside texts of several lines, where a tab is text. */
export function findTabs(tokens: readonly CST.Token[], text: string, from: number, to: number): Trap[] {
  const traps: Trap[] = [];
  const texts: { start: number; end: number }[] = [];
  for (const token of walk(tokens)) {
    if ('source' in token && token.source.includes('\n')) texts.push({ start: token.offset, end: token.offset + token.source.length });
  }
  for (const match of text.slice(from, to).matchAll(/^[ \t]+(?=[^\s#])/gm)) {
    const start = from + match.index;
    if (!match[0].includes('\t') || texts.some((range) => range.start < start && start < range.end)) continue;
    for (let at = start; at < start + match[0].length; at += 1) if (text[at] === '\t') traps.push({ kind: 'tab', at });
  }
  return traps;
}

/** Every token that holds others or is a value; without recursion, for text nested too deep for it. */
function* walk(tokens: readonly CST.Token[]): Generator<CST.Token> {
  const work: CST.Token[] = [...tokens].reverse();
  for (let token = work.pop(); token; token = work.pop()) {
    yield token;
    if (token.type === 'document' && token.value) work.push(token.value);
    if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      for (const item of [...token.items].reverse()) {
        if (item.value) work.push(item.value);
        if (item.key) work.push(item.key);
      }
    }
  }
}

function lastValue(token: CST.FlowCollection): CST.Token | undefined {
  const item = token.items.at(-1);
  return item?.value ?? item?.key ?? undefined;
}

function scanItems(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection, text: string, traps: Trap[]): void {
  let before: CST.Token | undefined;
  const items: readonly CST.CollectionItem[] = token.items;
  for (const item of items) {
    scanProps(item.start, before, text, traps);
    if (item.sep) scanProps(item.sep, item.key ?? undefined, text, traps);
    if (token.type === 'flow-collection' && token.start.type === 'flow-map-start') {
      const comma = item.start.find((part) => part.type === 'comma');
      if (comma && item.key?.type === 'scalar' && !item.sep?.some((part) => part.type === 'map-value-ind') && before?.type === 'scalar') traps.push({ kind: 'comma', at: comma.offset });
    }
    scanColon(item, text, traps);
    before = item.value ?? item.key ?? undefined;
  }
}

/** `title: A → B: C`: a second colon on the line makes YAML nest a map there, and take what follows into it. */
function scanColon(item: CST.CollectionItem, text: string, traps: Trap[]): void {
  if (!item.sep || item.value?.type !== 'block-map' || item.key?.type !== 'scalar') return;
  const colon = item.sep.find((part) => part.type === 'map-value-ind');
  if (!colon || item.sep.some((part) => part.type === 'newline')) return;
  const inner = item.value.items[0];
  if (inner?.key?.type !== 'scalar' || inner.key.source.includes('\n')) return;
  const second = inner.sep?.find((part) => part.type === 'map-value-ind');
  if (second && !text.slice(colon.offset, second.offset).includes('\n')) traps.push({ kind: 'colon', at: second.offset });
}

function scanProps(parts: readonly CST.SourceToken[], before: CST.Token | undefined, text: string, traps: Trap[]): void {
  for (const part of parts) {
    if (part.type === 'tag' && !/^!!(str|int|float|bool|null|map|seq)$/.test(part.source)) traps.push({ kind: 'tag', at: part.offset });
    if (part.type === 'comment' && before?.type === 'scalar' && isSwallowed(part, before, text)) traps.push({ kind: 'comment', at: part.offset });
  }
}

/** `Slack channel #orders`: one blank, then a word right behind the mark. A comment has a blank behind its mark. */
function isSwallowed(comment: CST.SourceToken, before: CST.FlowScalar, text: string): boolean {
  return before.offset + before.source.length === comment.offset - 1 && text[comment.offset - 1] === ' ' && /^#[\p{L}\p{N}_-]/u.test(comment.source);
}
