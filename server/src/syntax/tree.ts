/**
 * The located tree: what every concrete syntax (today YAML) is read into. It never fails to exist:
 * half-typed text gives a tree with holes, and {@link SyntaxProblem}s beside it.
 *
 * Offsets count UTF-16 code units from the start of the text. Only syntax/ reads them; every other
 * room names a node (and a part of it) and asks {@link SyntaxTree.rangeOf}.
 */
import type { Change, RenderOptions, SourceEdit } from './change.ts';
import type { Cursor } from './cursor.ts';

/** A half-open range of offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Lines, counted from 0, both ends included. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

export type SyntaxNode = MapNode | ListNode | ScalarNode;

interface NodeBase {
  readonly start: number;
  readonly end: number;
  /** The entry or list that holds this node; undefined for the root. */
  readonly parent: Entry | ListNode | undefined;
  /** Where the node stands for another by reference (a YAML alias), that other node. */
  readonly origin?: SyntaxNode;
  /** The name under which others stand for this node (a YAML anchor). */
  readonly anchor?: string;
}

/** A map: named values in the order of the text. */
export interface MapNode extends NodeBase {
  readonly kind: 'map';
  /** Written inline, between braces. */
  readonly flow: boolean;
  /** Own entries, then those merged in from elsewhere that no own entry replaces. */
  readonly entries: readonly Entry[];
  /**
   * Its entries were read one by one. As long as the lines of such an entry and the keys above it stay the same, it is
   * the same object from one version of the text to the next; one that has changed in any part is another.
   */
  readonly isDivided?: boolean;
}

/** A list of values. */
export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly flow: boolean;
  /** As it is written where it stands between brackets; empty otherwise. */
  readonly source: string;
  readonly items: readonly SyntaxNode[];
}

/** A single value. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The value as text, decoded: quotes, escapes and folding undone. */
  readonly text: string;
  /** The value with its type. */
  readonly value: string | number | boolean | null;
}

/** How a scalar is written; `verbatim` is text that the parser had to take as it stands to recover. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'verbatim';

/** The name in front of a value. */
export interface Key {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One key of a map with its value. */
export interface Entry {
  readonly kind: 'entry';
  readonly key: Key;
  /** Absent where nothing is written behind the key. */
  readonly value: SyntaxNode | undefined;
  readonly parent: MapNode;
  readonly start: number;
  /** The end of the value, or of the key with its colon where there is none. */
  readonly end: number;
  /** The key is half typed: nothing says yet that it is a key. Rules keep silent about it. */
  readonly incomplete: boolean;
  /** The entry is merged in from another map, where it is reported. */
  readonly merged: boolean;
  /** Room for what others remember of it, as long as it is the same object. */
  readonly notes: unknown[];
}

/** A comment, from its mark to the end of its line. */
export interface Comment extends TextRange {
  /** The text behind the mark, trimmed. */
  readonly text: string;
  /** No value stands before it on its line. */
  readonly ownLine: boolean;
}

/** What a finding or an edit may point at. */
export interface Target {
  readonly node: SyntaxNode | Entry;
  /** `key`: an entry's key; `value` (the default): its value, or its key where it has none. */
  readonly part?: 'key' | 'value';
  /** A slice of the decoded text of a scalar, or of a key (with `part`), in UTF-16 code units of that text. */
  readonly slice?: TextRange;
}

export type SyntaxProblemKind = 'syntax' | 'swallowed' | 'duplicate-key' | 'multiple-documents';

/** A fault in the text itself, in plain words, with the cure where there is one. */
export interface SyntaxProblem extends TextRange {
  readonly kind: SyntaxProblemKind;
  readonly message: string;
  readonly repair?: { readonly title: string; readonly edits: readonly SourceEdit[] };
}

export interface ParseOptions {
  /**
   * The tree of an earlier version of the text: what has not changed is taken over from it. It is at an end then, since
   * its nodes stand where they stand in the new text.
   */
  readonly previous?: SyntaxTree;
  /** Told why a text could not be divided, and so is read anew as a whole with each change. */
  readonly onWhole?: () => void;
  /** Told of each run of the underlying parser, and of how many characters it was given: what the work is measured by. */
  readonly onCompose?: (characters: number) => void;
}

/** How a client wants a text formatted. */
export interface FormatOptions {
  /** The columns that a nested value is indented by. */
  readonly step: number;
  /** Only the lines that this range touches may change. */
  readonly range?: TextRange;
}

/** A text, read. */
export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
  /** The place of a node, or of a part of it. */
  rangeOf(target: Target): TextRange;
  /** Where in a scalar's decoded text an offset stands, the inverse of a slice's place; undefined where it stands in none. */
  textOffsetAt(node: ScalarNode, offset: number): number | undefined;
  /** The line of an offset, with those around it that no comment can part from it since a scalar goes over them. */
  linesAround(offset: number): LineSpan;
  /** The changes as edits of the text, none overlapping, in the order of the text. */
  edits(changes: readonly Change[], options?: RenderOptions): SourceEdit[];
  /** What stands, or could be typed, at an offset. */
  cursorAt(offset: number): Cursor;
  /** Edits of blanks and quotes that make the text tidy and leave its meaning; none overlap, in the order of the text. */
  format(options: FormatOptions): SourceEdit[];
  /** The blanks that a new, still empty line at an offset should start with; undefined where the text does not say. */
  newLine(offset: number, options: FormatOptions): SourceEdit | undefined;
  /** Line (from 0) and character of an offset, as LSP counts them. */
  positionAt(offset: number): { line: number; character: number };
  /** The offset of a position; positions beyond a line or the text are clamped. */
  offsetAt(position: { line: number; character: number }): number;
}

/** The entry of a map with this key: the first, where it is given twice. */
export function entryOf(node: SyntaxNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key.text === key) return entry;
  return undefined;
}

/** The value behind a chain of keys. */
export function valueAt(node: SyntaxNode | undefined, ...keys: readonly string[]): SyntaxNode | undefined {
  let at = node;
  for (const key of keys) at = entryOf(at, key)?.value;
  return at;
}

/** The text of a scalar; undefined for anything else. */
export function textOf(node: SyntaxNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

/** Nothing is written there: no value, null, or blank text. */
export function isEmpty(node: SyntaxNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && (node.value === null || node.text.trim() === ''));
}

/** Every node below and including this one, in the order of the text, those behind references left out. */
export function* descendants(node: SyntaxNode | undefined): Generator<SyntaxNode> {
  if (!node) return;
  yield node;
  if (node.origin) return;
  if (node.kind === 'map') {
    for (const entry of node.entries) if (!entry.merged) yield* descendants(entry.value);
  } else if (node.kind === 'list') {
    for (const item of node.items) yield* descendants(item);
  }
}

/** Keys and list positions from the root to a node or entry. */
export function pathOf(node: SyntaxNode | Entry): (string | number)[] {
  const path: (string | number)[] = [];
  let at: SyntaxNode | Entry | undefined = node;
  while (at) {
    if (at.kind === 'entry') {
      path.unshift(at.key.text);
      at = at.parent;
    } else {
      const parent: Entry | ListNode | undefined = at.parent;
      if (parent?.kind === 'list') path.unshift(parent.items.indexOf(at));
      at = parent;
    }
  }
  return path;
}

/** The node or entry at a path; the entry where the last step is a key. */
export function resolvePath(root: SyntaxNode | undefined, path: readonly (string | number)[]): SyntaxNode | Entry | undefined {
  let at: SyntaxNode | Entry | undefined = root;
  for (const step of path) {
    const node: SyntaxNode | undefined = at?.kind === 'entry' ? at.value : at;
    at = typeof step === 'string' ? entryOf(node, step) : node?.kind === 'list' ? node.items[step] : undefined;
  }
  return at;
}
