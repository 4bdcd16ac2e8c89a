/**
 * Changes to a document in the words of the model: which key to insert, which value to replace.
 * The concrete syntax turns them into text with the document's own indentation, quotes and line ends.
 */
import type { Comment, Entry, ListNode, MapNode, ScalarNode, SyntaxNode, TextRange } from './tree.ts';

/** A value to be written. */
export type Draft =
  | { readonly kind: 'map'; readonly entries: readonly DraftEntry[]; readonly inline?: boolean }
  | { readonly kind: 'list'; readonly items: readonly Draft[]; readonly inline?: boolean }
  /** A string, quoted where it must be. With `block`, several lines stand below each other where that can be. */
  | { readonly kind: 'text'; readonly text: string; readonly block?: boolean }
  /** `written` is how it stands elsewhere: `1.50`, or more digits than a number holds. */
  | { readonly kind: 'literal'; readonly value: number | boolean | null; readonly written?: string }
  /**
   * A value that only the author knows: a tab stop, or `<label>` where there are no tab stops. It stands in quotes
   * where a text like `like` has to.
   */
  | { readonly kind: 'hole'; readonly label: string; readonly choices?: readonly DraftScalar[]; readonly like?: string }
  /** A sound value, and a tab stop at it so that the author can type over it, or choose another. */
  | { readonly kind: 'suggestion'; readonly value: DraftScalar; readonly choices?: readonly DraftScalar[] }
  /** Nothing: the key alone, with the cursor behind it. */
  | { readonly kind: 'blank' };

export type DraftScalar = string | number | boolean | null;

export interface DraftEntry {
  /** The key, or what stands for one that only the author knows: a tab stop at the label. */
  readonly key: string | { readonly label: string };
  readonly value: Draft;
}

/** The name of a drafted key. */
export function draftKey(entry: DraftEntry): string {
  return typeof entry.key === 'string' ? entry.key : entry.key.label;
}

/** The holder of a map: the map, or the entry whose value is still to become one, or the whole (empty) document. */
export type MapHolder = MapNode | Entry | 'document';

export type Change =
  /**
   * Inserts an entry. `order` lists the keys of the map as they should follow each other; the entry goes behind the
   * last present key that precedes it there, or to the front of those that follow; without an order, to the end.
   */
  | { readonly kind: 'insertEntry'; readonly into: MapHolder; readonly entry: DraftEntry; readonly order?: readonly string[] }
  /** Appends to a list, or makes the entry's empty value a list of this one item. */
  | { readonly kind: 'appendItem'; readonly into: ListNode | Entry; readonly item: Draft }
  | { readonly kind: 'replaceValue'; readonly of: Entry | SyntaxNode; readonly value: Draft }
  | { readonly kind: 'renameKey'; readonly entry: Entry; readonly key: string }
  /** Removes an entry with its lines; comments of those lines stay. */
  | { readonly kind: 'removeEntry'; readonly entry: Entry }
  /** Removes an item from its list, with its line; comments of that line stay. A list without items becomes `[]`. */
  | { readonly kind: 'removeItem'; readonly item: SyntaxNode }
  /**
   * Puts the entries of a map into the order of `keys`; keys that are not listed stay behind the one they follow. With
   * `withinGroups` entries stay between the blank lines and headings that part them from others. Nothing where what
   * stands for another value would come before it.
   */
  | { readonly kind: 'reorder'; readonly map: MapNode; readonly keys: readonly string[]; readonly withinGroups?: boolean }
  /** Makes the first of these equal values, which are in the order of the text, the one that the others stand for, by a name like this one. */
  | { readonly kind: 'share'; readonly nodes: readonly ScalarNode[]; readonly name: string }
  /** Takes the name off a node that nothing stands for any more. */
  | { readonly kind: 'removeAnchor'; readonly of: SyntaxNode }
  /** Writes the map or list of an entry inline, or on lines of its own; what stands in it keeps its text. Nothing where it cannot be. */
  | { readonly kind: 'restyle'; readonly entry: Entry; readonly inline: boolean }
  | { readonly kind: 'removeComment'; readonly comment: Comment }
  /**
   * Inserts a comment on a line of its own: above the line on which a node or another place begins (above the whole
   * of a scalar that the place is in the further lines of), or as the first of the document. A tab stop at `hole`
   * follows the text.
   */
  | { readonly kind: 'insertComment'; readonly above: TextRange | 'document'; readonly text: string; readonly hole?: string }
  /** Replaces a slice of a scalar's decoded text, in UTF-16 code units of that text. */
  | { readonly kind: 'replaceSlice'; readonly of: ScalarNode; readonly slice: TextRange; readonly text: string }
  /** The text behind the comment's mark; a tab stop at `hole` follows it. */
  | { readonly kind: 'replaceComment'; readonly comment: Comment; readonly text: string; readonly hole?: string }
  /** Edits that the syntax itself proposed with one of its problems. */
  | { readonly kind: 'repair'; readonly edits: readonly SourceEdit[] };

/** One replacement in the text. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** `newText` is in LSP snippet syntax. */
  readonly snippet?: boolean;
}

export interface RenderOptions {
  /** Write holes as tab stops in LSP snippet syntax. */
  readonly snippets?: boolean;
}
