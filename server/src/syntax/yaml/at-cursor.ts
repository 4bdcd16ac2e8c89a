/** What stands, or could be typed, at an offset of a YAML text. */
import type { Draft, DraftEntry, MapHolder } from '../change.ts';
import type { Cursor, CursorRender, KeyCursor, ValueCursor } from '../cursor.ts';
import type { Lines } from '../lines.ts';
import type { Entry, ListNode, MapNode, ScalarNode, SyntaxNode, SyntaxTree, TextRange } from '../tree.ts';
import { isEmpty } from '../tree.ts';
import { isBlank } from './cut.ts';
import type { Extent } from './document.ts';
import { openPlaces } from './open-places.ts';
import type { OpenPlace } from './open-places.ts';
import { scalarText } from './quote.ts';
import type { DocumentStyle } from './write.ts';
import { Writer } from './write.ts';

const NONE: Cursor = { kind: 'none' };

/** Finds cursors in one text. */
export class CursorFinder {
  readonly #tree: SyntaxTree;
  readonly #lines: Lines;
  /** Where the line of the offset starts. */
  #lineStart = 0;
  readonly #style: DocumentStyle;
  readonly #extent: Extent;

  constructor(tree: SyntaxTree, lines: Lines, style: DocumentStyle, extent: Extent) {
    this.#tree = tree;
    this.#extent = extent;
    this.#lines = lines;
    this.#style = style;
  }

  at(offset: number): Cursor {
    // Between the two characters of a line end nothing can be typed.
    if (offset > 0 && this.#lines.text.startsWith('\r\n', offset - 1)) return NONE;
    if (this.#tree.comments.some((comment) => comment.start < offset && offset <= comment.end)) return NONE;
    const { root } = this.#tree;
    const line = this.#lines.at(offset);
    this.#lineStart = this.#lines.start(line);
    if (line < this.#extent.first || line > this.#extent.last || offset < this.#lines.start(line)) return NONE;
    const before = this.#lines.text.slice(this.#lines.start(line), offset);
    const after = this.#lines.text.slice(offset, this.#lines.end(line));
    if (root?.kind === 'scalar' && contains(root, offset)) return this.#rootText(root, offset);
    const found = root && this.#inside(root, offset);
    if (found) return found;
    if (before.trim() === '' && after.trim() === '') return this.#blankLine(offset, line);
    if (/^[ ]*(- +)+$/.test(before) && after.trim() === '') return this.#emptyItem(offset, line);
    return NONE;
  }

  /** Half-typed text that is the whole document so far: the first key. */
  #rootText(root: ScalarNode, offset: number): Cursor {
    if (this.#lines.at(root.start) !== this.#lines.at(root.end)) return NONE;
    return this.#key('document', undefined, this.#lines.text.slice(root.start, offset), root, { indent: 0, inline: false, suffix: '' });
  }

  /** Goes down to what holds the offset; undefined where nothing does. */
  #inside(node: SyntaxNode, offset: number): Cursor | undefined {
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        if (entry.merged || !this.#mayHold(entry, offset)) continue;
        const found = this.#insideEntry(entry, offset);
        if (found) return found;
      }
      return node.flow && node.start < offset && offset < node.end && !node.origin ? this.#inBraces(node, offset) : undefined;
    }
    if (node.kind === 'list') {
      for (const item of node.items) {
        if (!this.#mayHold(item, offset)) continue;
        const found = item.kind === 'scalar' ? this.#insideScalar(item, node, offset) : this.#inside(item, offset);
        if (found) return found;
      }
      return node.flow && node.start < offset && offset < node.end && !node.origin ? this.#inBrackets(node, offset) : undefined;
    }
    return undefined;
  }

  /** Whether something that stands there may go on at the offset, behind blanks on its last line at most. */
  #mayHold({ start, end }: TextRange, offset: number): boolean {
    return start <= offset && (offset <= end || end >= this.#lineStart);
  }

  #insideEntry(entry: Entry, offset: number): Cursor | undefined {
    const { key, value } = entry;
    if (key.start <= offset && offset <= key.end) {
      const prefix = this.#lines.text.slice(key.start, offset);
      // A half-typed key with entries below it lacks nothing but its end and the colon.
      return this.#key(entry.parent, entry, prefix, key, { ...this.#placeOf(entry), suffix: entry.incomplete && value ? ':' : '' }, !entry.incomplete || value !== undefined);
    }
    if (entry.incomplete && !value) return undefined;
    if (!value || (value.kind === 'scalar' && value.start === value.end)) {
      const between = this.#lines.text.slice(entry.end, offset);
      const ahead = /^[ \t]*/.exec(this.#lines.text.slice(offset))?.[0].length ?? 0;
      const behind = this.#lines.text[offset + ahead];
      const clear = behind === undefined || /[\r\n#]/.test(behind) || (this.#placeOf(entry).inline && /[,}\]]/.test(behind));
      if (offset < entry.end || !/^[ \t]*$/.test(between) || !clear) return undefined;
      return this.#value(entry, undefined, '', { start: offset, end: offset }, this.#placeOf(entry).inline);
    }
    if (value.kind === 'scalar') return this.#insideScalar(value, entry, offset);
    return this.#inside(value, offset);
  }

  #insideScalar(scalar: ScalarNode, holder: Entry | ListNode, offset: number): Cursor | undefined {
    const block = scalar.style === 'literal' || scalar.style === 'folded';
    if (!contains(scalar, offset) || (block && offset >= scalar.end)) return undefined;
    // An empty item of a list has a place, but nothing stands there.
    if (scalar.start === scalar.end) return this.#value(holder, undefined, '', { start: offset, end: offset }, this.#isInline(holder));
    if (scalar.origin || block) return NONE;
    const quotedStyle = scalar.style === 'single' || scalar.style === 'double';
    if (quotedStyle && (offset === scalar.start || offset === scalar.end)) return NONE;
    const sameLine = this.#lines.at(scalar.start) === this.#lines.at(scalar.end);
    if (!sameLine) return NONE;
    const cursor = this.#value(holder, scalar, this.#lines.text.slice(scalar.start, offset), scalar, this.#isInline(holder));
    // `{ type: string, req` may go on with the next key as well as with the value.
    const word = scalar.style === 'verbatim' && holder.kind === 'entry' && holder.parent.flow ? /,\s*([A-Za-z_]\w*)?$/.exec(cursor.prefix) : null;
    if (word && holder.kind === 'entry' && offset === scalar.end) {
      const typed = word[1] ?? '';
      return { ...cursor, orKey: this.#key(holder.parent, undefined, typed, { start: offset - typed.length, end: offset }, { indent: 0, inline: true, suffix: '' }) };
    }
    const ownLine = holder.kind === 'entry' && this.#lines.at(holder.start) !== this.#lines.at(scalar.start);
    if (!ownLine || quotedStyle) return cursor;
    const place = { indent: this.#lines.column(scalar.start), inline: false, suffix: '' };
    return { ...cursor, orKey: this.#key(holder, undefined, cursor.prefix, scalar, place) };
  }

  /** Between the items of an inline list. */
  #inBrackets(list: ListNode, offset: number): Cursor {
    const gap = this.#gap(list, offset);
    if (!gap || gap.replace.start !== offset) return NONE;
    return this.#value(list, undefined, '', gap.replace, true, gap.isLast ? '' : ',');
  }

  /** Between the entries of an inline map. */
  #inBraces(map: MapNode, offset: number): Cursor {
    const gap = this.#gap(map, offset);
    const isBeforeHalfTyped = map.entries.some((entry) => entry.incomplete && entry.start >= offset && this.#lines.text.slice(offset, entry.start).trim() === '');
    if (!gap || isBeforeHalfTyped) return NONE;
    const closing = gap.padded !== '' && !gap.ownLine && this.#style.padBraces && this.#lines.text[offset] === '}' ? ' ' : '';
    return this.#key(map, undefined, '', gap.replace, { indent: 0, inline: true, suffix: gap.isLast ? closing : gap.ownLine ? ',' : ', ', padded: gap.padded });
  }

  /** A place between braces or brackets where another entry may stand; undefined where none may. */
  #gap(node: MapNode | ListNode, offset: number): { replace: TextRange; padded: string; isLast: boolean; ownLine: boolean } | undefined {
    const { text } = this.#lines;
    const before = text.slice(node.start, offset);
    if (!/[[{,]\s*$/.test(before)) return undefined;
    const next = /^\s*(\S)/.exec(text.slice(offset, node.end))?.[1];
    const isLast = next === undefined || /[\]},]/.test(next);
    const line = this.#lines.at(offset);
    const lineStart = this.#lines.start(line);
    if (line === this.#lines.at(node.start) || text.slice(lineStart, offset).trim() !== '') {
      if (next === '#') return undefined;
      const padded = /[[{,]$/.test(before) && (this.#style.padBraces || before.endsWith(',')) && node.kind === 'map' ? ' ' : '';
      return { replace: { start: offset, end: offset }, padded, isLast, ownLine: false };
    }
    // On a line of its own, further in than the line with the brace.
    const column = offset - lineStart;
    if (this.#lines.content(line).trim() !== '') return column === this.#lines.indent(line) && next !== undefined && !/[\]}#]/.test(next) ? { replace: { start: offset, end: offset }, padded: '', isLast, ownLine: false } : undefined;
    const sibling = node.kind === 'map' ? node.entries.find((entry) => !entry.merged && this.#lines.at(entry.start) !== this.#lines.at(node.start)) : undefined;
    const wanted = sibling ? this.#lines.column(sibling.start) : this.#lines.indent(this.#lines.at(node.start)) + this.#style.step;
    if (column === wanted) return { replace: { start: offset, end: offset }, padded: '', isLast, ownLine: true };
    return { replace: { start: lineStart, end: Math.max(offset, this.#lines.end(line)) }, padded: ' '.repeat(wanted), isLast, ownLine: true };
  }

  #blankLine(offset: number, line: number): Cursor {
    const place = this.#placeFor(offset, line);
    if (!place) return NONE;
    const column = offset - this.#lines.start(line);
    const right = place.column === column;
    const replace = right ? { start: offset, end: offset } : { start: this.#lines.start(line), end: Math.max(offset, this.#lines.start(line) + this.#lines.indent(line)) };
    return this.#key(place.holder, undefined, '', replace, { indent: place.column, inline: false, suffix: '', padded: right ? '' : ' '.repeat(place.column) });
  }

  /** The map that a key on this blank line would belong to: the one at the cursor's column, or the nearest that fits. */
  #placeFor(offset: number, line: number): OpenPlace | undefined {
    const column = offset - this.#lines.start(line);
    const places = openPlaces(this.#tree.root, this.#lines, line, column, this.#style.step);
    if (!places) return undefined;
    // What stands below a lone dash is its item.
    let above = line - 1;
    while (above >= 0 && isBlank(this.#lines.content(above))) above -= 1;
    if (above >= 0 && /^ *-( +-)* *$/.test(this.#lines.content(above))) return undefined;
    let floor = 0;
    for (let next = line + 1; next < this.#lines.count; next += 1) {
      if (isBlank(this.#lines.content(next))) continue;
      // In front of a list's next item only what is part of the item above may stand.
      floor = this.#lines.indent(next) + (/^[ ]*-(\s|$)/.test(this.#lines.content(next)) ? 1 : 0);
      break;
    }
    const fitting = places.filter((place) => place.column >= floor);
    return fitting.find((place) => place.column === column) ?? fitting.filter((place) => place.column < column).at(-1) ?? fitting[0];
  }

  #emptyItem(offset: number, line: number): Cursor {
    const places = this.#tree.root ? listAt(this.#tree.root, this.#lines, line) : undefined;
    return places ? this.#value(places, undefined, '', { start: offset, end: offset }, false) : NONE;
  }

  #placeOf(entry: Entry): { indent: number; inline: boolean } {
    return { indent: this.#lines.column(entry.start), inline: this.#isInline(entry) };
  }

  #isInline(at: Entry | ListNode): boolean {
    for (let node: SyntaxNode | Entry | undefined = at; node; node = node.parent) if ((node.kind === 'map' || node.kind === 'list') && node.flow) return true;
    return false;
  }

  #key(
    holder: MapHolder, current: Entry | undefined, prefix: string, replace: TextRange,
    place: { indent: number; inline: boolean; suffix: string; padded?: string }, keyOnly = false,
  ): KeyCursor {
    const write = (entry: DraftEntry, options: CursorRender): string => {
      const writer = new Writer(this.#style, options.snippets);
      const text = (keyOnly ? writer.key(entry.key, place.inline) : writer.entry(entry, place.indent, place.inline)) + place.suffix;
      return (place.padded ?? '') + this.#reindent(text, replace.start, options);
    };
    return { kind: 'key', holder, current, prefix, replace: { start: replace.start, end: replace.end }, keyOnly, write };
  }

  #value(holder: Entry | ListNode, current: ScalarNode | undefined, prefix: string, replace: TextRange, inline: boolean, suffix = ''): ValueCursor {
    // A comment must keep a blank in front of it.
    const tail = suffix + (!current && this.#lines.text[replace.end] === '#' ? ' ' : '');
    const glue = !current && /[:,-]/.test(this.#lines.text[replace.start - 1] ?? '') ? ' ' : '';
    const quotes = current?.style === 'single' || current?.style === 'double' ? current.style : this.#style.quotes;
    const indent = holder.kind === 'entry' ? this.#lines.column(holder.start) : 0;
    const write = (value: Draft, options: CursorRender): string => {
      const writer = new Writer(this.#style, options.snippets);
      if (current && value.kind === 'text' && current.style !== 'plain') return scalarText(value.text, quotes, inline);
      if (!current && holder.kind === 'entry') {
        const text = this.#reindent(writer.behindColon(value, indent, inline), replace.start, options);
        return (glue === '' ? text.replace(/^ /, '') : text) + tail;
      }
      return glue + writer.value(value, indent, inline, quotes) + tail;
    };
    return { kind: 'value', holder, current, prefix, replace: { start: replace.start, end: replace.end }, write };
  }

  /** Takes the current line's indentation off the further lines, for clients that add it themselves. */
  #reindent(text: string, offset: number, options: CursorRender): string {
    if (!options.clientIndents) return text;
    // A client adds the blanks in front of the place it inserts at.
    const base = Math.min(this.#lines.indent(this.#lines.at(offset)), this.#lines.column(offset));
    return text.replace(/(\n)( *)/g, (_, eol: string, blanks: string) => eol + ' '.repeat(Math.max(0, blanks.length - base)));
  }
}

function contains(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The block list whose item, still empty, stands on this line. */
function listAt(node: SyntaxNode, lines: Lines, line: number): ListNode | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list' && !node.flow && node.items.some((item) => isEmpty(item) && lines.at(item.start) === line)) return node;
  const children = node.kind === 'list' ? node.items : node.entries.flatMap((entry) => (entry.merged || !entry.value ? [] : [entry.value]));
  for (const child of children) {
    if (child.origin) continue;
    const found = listAt(child, lines, line);
    if (found) return found;
  }
  return undefined;
}
