/** Cutting block text into entries by indentation alone: how a fault in one entry leaves the others readable. */
/** The lines of one entry or list item, first and last included. */
export interface Piece {
  readonly first: number;
  readonly last: number;
  readonly indent: number;
}

/** What a line looks like on its own. */
export type Head =
  /** `key:`, with or without something behind it; offsets in the line. */
  | { readonly kind: 'key'; readonly keyEnd: number; readonly colon: number; readonly value: number }
  /** `key:value`, the blank behind the colon forgotten. */
  | { readonly kind: 'tight'; readonly keyEnd: number; readonly colon: number; readonly value: number }
  | { readonly kind: 'item' }
  | { readonly kind: 'text' };

/** Blank, or nothing but a comment. */
export function isBlank(content: string): boolean {
  return /^[ \t]*(#.*)?$/.test(content);
}

/** Reads one line's content as the start of an entry. */
export function headOf(content: string): Head {
  const indent = indentOf(content);
  const rest = content.slice(indent);
  if (/^-(\s|$)/.test(rest)) return { kind: 'item' };
  let at = indent;
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    at = closingQuote(content, indent);
    if (at < 0) return { kind: 'text' };
    const colon = /^[ \t]*:(?=[ \t]|$)/.exec(content.slice(at));
    if (!colon) return { kind: 'text' };
    return keyHead('key', content, indent, at, at + colon[0].length - 1);
  }
  if (/^[#[\]{},&*!|>%@`]/.test(rest)) return { kind: 'text' };
  for (; at < content.length; at += 1) {
    if (content[at] === '#' && /[ \t]/.test(content[at - 1] ?? '')) break;
    if (content[at] === ':' && (at + 1 === content.length || /[ \t]/.test(content[at + 1] ?? ''))) return keyHead('key', content, indent, at, at);
  }
  const tight = /^([A-Za-z_][\w-]*):(?=[^\s:/])/.exec(rest);
  if (tight?.[1] !== undefined) return keyHead('tight', content, indent, indent + tight[1].length, indent + tight[1].length);
  return { kind: 'text' };
}

function keyHead(kind: 'key' | 'tight', content: string, keyStart: number, keyEnd: number, colon: number): Head {
  const behind = content.slice(colon + 1);
  const trimmed = behind.replace(/^[ \t]+/, '');
  const value = trimmed === '' || (trimmed.startsWith('#') && kind === 'key') ? content.length : content.length - trimmed.length;
  return { kind, keyEnd: keyStart + content.slice(keyStart, keyEnd).trimEnd().length, colon, value };
}

/** The offset behind the quote that closes the one at `start`; -1 where the line has none. */
function closingQuote(content: string, start: number): number {
  const quote = content[start];
  for (let at = start + 1; at < content.length; at += 1) {
    if (content[at] === '\\' && quote === '"') at += 1;
    else if (content[at] === quote) {
      if (quote === "'" && content[at + 1] === "'") at += 1;
      else return at + 1;
    }
  }
  return -1;
}

/** Blank characters at the start of a line's content. */
export function indentOf(content: string): number {
  return /^[ \t]*/.exec(content)?.[0].length ?? 0;
}

/**
 * Cuts the lines from `first` to `last` at those that are indented no deeper than the first one with content.
 * `contentOf` gives a line's content without its line end.
 */
export function cutPieces(contentOf: (line: number) => string, first: number, last: number): Piece[] {
  const pieces: { first: number; last: number; indent: number }[] = [];
  let base = -1;
  let original = -1;
  for (let line = first; line <= last; line += 1) {
    const content = contentOf(line);
    const open = pieces.at(-1);
    if (isBlank(content)) {
      if (open) open.last = line;
      continue;
    }
    const indent = indentOf(content);
    if (base < 0) base = original = indent;
    // Behind a complete line that stands too far left, the next may be back in its place.
    const isBack = open !== undefined && open.indent < original && indent === original && (hasValue(contentOf(open.first)) || (isItem(contentOf(open.first)) && isItem(content)));
    if (open && !isBack && (indent > base || belongsToPrevious(contentOf, open, content, indent))) {
      open.last = line;
      continue;
    }
    base = Math.min(base, indent);
    pieces.push({ first: line, last: line, indent });
  }
  return pieces;
}

/** A list may stand at its key's own column; a closing bracket belongs to what it closes. */
function belongsToPrevious(contentOf: (line: number) => string, open: Piece, content: string, indent: number): boolean {
  const trimmed = content.trim();
  if (/^[}\]]/.test(trimmed)) return true;
  const above = contentOf(open.first);
  return /^-(\s|$)/.test(trimmed) && indent === open.indent && headOf(above).kind === 'key' && !hasValue(above);
}

function isItem(content: string): boolean {
  return headOf(content).kind === 'item';
}

/** Whether a line is a key with a value behind it; an anchor or a tag may belong to what stands below. */
function hasValue(content: string): boolean {
  const head = headOf(content);
  return head.kind === 'key' && head.value < content.length && !/^([&!]\S*[ \t]*)+(#.*)?$/.test(content.slice(head.value));
}
