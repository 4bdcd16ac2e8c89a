/** What the extension and the page of the preview tell each other. */

/** Extension → page. */
export type ToPage =
  /** Show this; what has not changed stays as it is. */
  | { readonly kind: 'show'; readonly html: string; readonly style: string }
  /** Scroll so that this line of the text is on top; whole lines count from 0, and parts of one are the way to the next. */
  | { readonly kind: 'scrollTo'; readonly line: number };

/** Page → extension. */
export type FromPage =
  | { readonly kind: 'ready' }
  /** What was sent is to be seen. */
  | { readonly kind: 'shown' }
  /** The user has scrolled; this line of the text is on top. */
  | { readonly kind: 'scrolled'; readonly line: number }
  /** The user asks for this line of the text. */
  | { readonly kind: 'open'; readonly line: number }
  | { readonly kind: 'rule'; readonly id: string };

/** What the page keeps over a reload of the window. */
export interface PageState {
  readonly uri: string;
  /** The line of the text that was on top. */
  readonly line?: number;
}
