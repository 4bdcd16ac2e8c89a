/** Which node a name stands for, across the stretches that a text is read in: what each of them names, and what it uses of those before it. */
import type { SyntaxNode } from '../tree.ts';

/** What an alias stands for. */
export interface Anchor {
  /** Undefined where nothing is written behind the anchor. */
  readonly node: SyntaxNode | undefined;
  /** The nodes that an alias of it adds to a document. */
  readonly size: number;
}

/** The anchors of the text above a place, the last of each name. */
export class AnchorTable {
  readonly #anchors = new Map<string, Anchor>();
  readonly #ofKeys = new Set<string>();

  get(name: string): Anchor | undefined {
    return this.#anchors.get(name);
  }

  /** Whether a key bears the name: nothing is known of what it stands for. */
  isOfKey(name: string): boolean {
    return this.#ofKeys.has(name);
  }

  /** Takes in what a stretch names. */
  add({ named, keys }: AnchorScope): void {
    for (const [name, anchor] of named) {
      if (anchor) this.#anchors.set(name, anchor);
      else this.#anchors.delete(name);
    }
    for (const name of keys) this.#ofKeys.add(name);
  }
}

/** The anchors that one stretch of lines sees, names and uses. */
export class AnchorScope {
  /** What it names; undefined for a name that means nothing any more. */
  readonly named = new Map<string, Anchor | undefined>();
  /** The names that its keys bear. */
  readonly keys = new Set<string>();
  #above: AnchorTable | undefined;
  readonly #used = new Map<string, Anchor | undefined>();
  readonly #usedOfKeys = new Map<string, boolean>();

  constructor(above: AnchorTable) {
    this.#above = above;
  }

  get(name: string): Anchor | undefined {
    if (this.named.has(name)) return this.named.get(name);
    const anchor = this.#above?.get(name);
    this.#used.set(name, anchor);
    return anchor;
  }

  isOfKey(name: string): boolean {
    if (this.keys.has(name)) return true;
    const is = this.#above?.isOfKey(name) ?? false;
    this.#usedOfKeys.set(name, is);
    return is;
  }

  /** The stretch is read: what stands above it need not be kept for it. */
  close(): void {
    this.#above = undefined;
  }

  /** Whether it names nothing, and asked for no name. */
  get isIdle(): boolean {
    return this.named.size === 0 && this.keys.size === 0 && this.#used.size === 0 && this.#usedOfKeys.size === 0;
  }

  /** Whether what it used of the text above stands for the same in another text. */
  holdsBelow(above: AnchorTable): boolean {
    for (const [name, anchor] of this.#used) if (above.get(name) !== anchor) return false;
    for (const [name, is] of this.#usedOfKeys) if (above.isOfKey(name) !== is) return false;
    return true;
  }
}

/** That of all stretches in which nothing bears a name: nearly all. */
export const NO_ANCHORS = new AnchorScope(new AnchorTable());
NO_ANCHORS.close();
