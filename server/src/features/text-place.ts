/** The cursor inside the text of a value: where it stands in the decoded text, and how a slice of that text is replaced. */
import type { Spec } from '../model/spec.ts';
import type { CursorRender } from '../syntax/cursor.ts';
import { findAt } from '../syntax/find.ts';
import type { Entry, ScalarNode, SyntaxTree, TextRange } from '../syntax/tree.ts';
import { withStops, withoutStops } from './tab-stops.ts';
import { snippetText } from './text-edits.ts';

/** A replacement of source text; `typed` is what stands between its start and the place where the new words begin. */
export interface PlaceEdit {
  readonly range: TextRange;
  readonly newText: string;
  readonly typed: string;
}

export interface TextPlace {
  readonly entry: Entry;
  /** Undefined where nothing is written yet. */
  readonly node: ScalarNode | undefined;
  /** The decoded text, with the blanks behind it up to the cursor; empty where a placeholder stands. */
  readonly text: string;
  /** The cursor in the text. */
  readonly at: number;
  /** Writes words, with their tab stops, over a slice; undefined where that would touch another line than the cursor's. */
  edit(slice: TextRange, words: string, render: CursorRender): PlaceEdit | undefined;
}

/** Whether the text of an entry's value matters: where each of its characters stands is looked up only if it does. */
type IsWanted = (entry: Entry) => boolean;

/** The place in the value of an entry; undefined where the offset is in no such text. */
export function textPlaceAt(spec: Spec, offset: number, isWanted: IsWanted): TextPlace | undefined {
  const over = scalarOver(spec, offset);
  if (over && !isWanted(over.entry)) return undefined;
  return (over && writtenPlace(spec, offset, over)) ?? emptyPlace(spec, offset, isWanted);
}

/** A scalar that is the value of an entry. */
interface EntryScalar {
  readonly node: ScalarNode;
  readonly entry: Entry;
}

/** The scalar at an offset, or before it where only blanks part them, and the cursor in its text. */
export function scalarAt(spec: Spec, offset: number, isWanted: IsWanted): (EntryScalar & { readonly at: number }) | undefined {
  const over = scalarOver(spec, offset);
  const at = over && isWanted(over.entry) ? offsetIn(spec, over.node, offset) : undefined;
  return over && at !== undefined ? { ...over, at } : undefined;
}

/** The cursor in the text of a scalar at it; undefined where it stands between characters that are one there. */
function offsetIn({ tree }: Spec, node: ScalarNode, offset: number): number | undefined {
  return offset > node.end ? node.text.length : tree.textOffsetAt(node, offset);
}

function scalarOver({ tree }: Spec, offset: number): EntryScalar | undefined {
  const direct = writtenScalar(tree, offset);
  if (direct) return direct;
  const start = startOfBlanks(tree.text, offset);
  if (start === offset || !/^([ \t]*(\r?\n|$)|[ \t]+#)/.test(tree.text.slice(offset, offset + 200))) return undefined;
  const before = writtenScalar(tree, start);
  const open = before?.node.style === 'plain' || before?.node.style === 'verbatim';
  return open && before.node.end === start ? before : undefined;
}

function writtenScalar(tree: SyntaxTree, offset: number): EntryScalar | undefined {
  const node = findAt(tree.root, offset)?.node;
  return node?.kind === 'scalar' && node.parent?.kind === 'entry' && !node.origin && node.start < node.end ? { node, entry: node.parent } : undefined;
}

/** Where the blanks begin that end at an offset. */
function startOfBlanks(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

function writtenPlace(spec: Spec, offset: number, { node, entry }: EntryScalar): TextPlace | undefined {
  const { tree } = spec;
  const found = offsetIn(spec, node, offset);
  if (found === undefined) return undefined;
  // In an empty line of a block nothing says how far its text is indented.
  if (isBlankLine(tree.text, offset)) return undefined;
  const isPlaceholder = spec.placeholderOf(node) !== undefined;
  const length = node.text.length;
  // Blanks behind the value, which the syntax does not count to it.
  const gap = offset > node.end ? tree.text.slice(node.end, offset) : '';
  const edit = (wanted: TextRange, words: string, render: CursorRender): PlaceEdit | undefined => {
    const isBehind = gap !== '' && wanted.start >= length;
    const slice = isPlaceholder ? { start: 0, end: length } : { start: Math.min(wanted.start, length), end: Math.min(wanted.end, length) };
    const [change] = tree.edits([{ kind: 'replaceSlice', of: node, slice, text: isBehind ? gap + words : words }]);
    if (!change) return undefined;
    const isInsertion = isBehind && change.start === change.end;
    const range = isInsertion ? { start: offset, end: offset } : { start: change.start, end: gap === '' ? change.end : offset };
    if (tree.positionAt(range.start).line !== tree.positionAt(range.end).line || range.start > offset || range.end < offset) return undefined;
    const text = isInsertion ? change.newText.slice(gap.length) : change.newText;
    const from = isPlaceholder || isBehind ? offset : Math.max(range.start, tree.rangeOf({ node, slice }).start);
    return { range, newText: render.snippets ? withStops(snippetText(text)) : withoutStops(text), typed: tree.text.slice(range.start, from) };
  };
  const text = isPlaceholder ? '' : node.text + gap;
  return { entry, node, text, at: isPlaceholder ? 0 : found + gap.length, edit };
}

function isBlankLine(text: string, offset: number): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset)) && /^[ \t]*(\r?\n|$)/.test(text.slice(offset, offset + 200));
}

function emptyPlace(spec: Spec, offset: number, isWanted: IsWanted): TextPlace | undefined {
  const cursor = spec.tree.cursorAt(offset);
  if (cursor.kind !== 'value' || cursor.holder.kind !== 'entry' || cursor.current || !isWanted(cursor.holder)) return undefined;
  return {
    entry: cursor.holder,
    node: undefined,
    text: '',
    at: 0,
    edit: (_slice, words, render) => {
      const text = cursor.write({ kind: 'text', text: words }, render);
      return { range: cursor.replace, newText: render.snippets ? withStops(text) : withoutStops(text), typed: '' };
    },
  };
}
