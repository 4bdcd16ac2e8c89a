/** The names (anchors) of a text that is skimmed, by which other places stand for values. */
import type { MapNode } from '../tree.ts';
import type { OpenEntry, OpenMap } from './nodes.ts';

/**
 * What names stand for. Whoever repeats a map that holds no other, or merges it in, gets no new map: such a place
 * needs no value of its own in a skimmed tree. Of any other, the text is to be read whole.
 */
export class Names {
  readonly #values = new Map<string, OpenEntry | undefined>();
  readonly #flat = new Map<MapNode, boolean>();

  /** Takes in a name in front of an entry's value; without an entry, in front of a value that is no map. */
  set(name: string, entry?: OpenEntry): void {
    this.#values.set(name, entry);
  }

  delete(name: string): void {
    this.#values.delete(name);
  }

  /** Whether this is the name of a value that may be repeated. `open` are the maps that are not yet read to their ends. */
  mayRepeat(name: string, open: readonly { readonly map: OpenMap | undefined }[]): boolean {
    const map = this.#values.get(name)?.value;
    return this.#values.has(name) && (map?.kind !== 'map' || (!open.some((each) => each.map === map) && this.#isFlat(map)));
  }

  /** Whether this is the name of a map that may be merged into another. */
  mayMerge(name: string, open: readonly { readonly map: OpenMap | undefined }[]): boolean {
    return this.#values.get(name)?.value?.kind === 'map' && this.mayRepeat(name, open);
  }

  /** Whether a map that is read to its end holds no other: looked at once, however often it is repeated. */
  #isFlat(map: MapNode): boolean {
    const known = this.#flat.get(map) ?? map.entries.every(({ value }) => value === undefined);
    this.#flat.set(map, known);
    return known;
  }
}
