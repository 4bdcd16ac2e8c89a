/** What stands, or could be typed, at a place in the text. */
import type { Draft, DraftEntry, MapHolder } from './change.ts';
import type { Entry, ListNode, ScalarNode, TextRange } from './tree.ts';

export type Cursor = KeyCursor | ValueCursor | { readonly kind: 'none' };

/** A key may stand here. */
export interface KeyCursor {
  readonly kind: 'key';
  /** The map the key would belong to, or what would become one. */
  readonly holder: MapHolder;
  /** The entry whose key is being typed, if there is one: it does not count as present. */
  readonly current: Entry | undefined;
  /** What is typed of the key so far. */
  readonly prefix: string;
  /** The text that a completion replaces; on one line, and the cursor is in it. */
  readonly replace: TextRange;
  /** The entry behind the key is there already: only the key is to be completed. */
  readonly keyOnly: boolean;
  /** The entry as text for this place. */
  write(entry: DraftEntry, options: CursorRender): string;
}

/** A value may stand here. */
export interface ValueCursor {
  readonly kind: 'value';
  /** The entry or list that the value belongs to. */
  readonly holder: Entry | ListNode;
  /** The scalar under the cursor, if there is one. */
  readonly current: ScalarNode | undefined;
  /** The source text of that scalar before the cursor. */
  readonly prefix: string;
  readonly replace: TextRange;
  /** Text alone on its line below a key may as well be the first key of a map. */
  readonly orKey?: KeyCursor;
  /** The value as text for this place, with a leading space where the colon has none behind it. */
  write(value: Draft, options: CursorRender): string;
}

export interface CursorRender {
  readonly snippets: boolean;
  /** The client adds the current line's indentation to further lines by itself. */
  readonly clientIndents: boolean;
}

