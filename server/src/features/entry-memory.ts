/** What is shown of entries, remembered from one version of a text to the next: a letter typed is no walk over all fields. */
import { Note } from '../model/remember.ts';
import type { Entry, MapNode, SyntaxTree } from '../syntax/tree.ts';

/** Whether an entry of a map is the same object as long as its lines and the keys above it are the same, with all that it holds. */
export function isKept({ isDivided }: MapNode, { value }: Entry): boolean {
  return isDivided === true && !(value?.kind === 'map' && value.isDivided);
}

/** Something that is made of kept entries, by nothing but them, and stands on lines of theirs. */
export class EntryMemory<T> {
  readonly #moved: (made: T, lines: number) => T;
  readonly #made = new Note<{ readonly line: number; readonly made: T }>();

  /** `moved` gives the same so many lines further down, or up where that is negative. */
  constructor(moved: (made: T, lines: number) => T) {
    this.#moved = moved;
  }

  /** What was made of an entry, where it stands now; what no longer `holds` is made anew. */
  of(entry: Entry, tree: SyntaxTree, make: () => T, holds: (made: T) => boolean = () => true): T {
    const { line } = tree.positionAt(entry.start);
    const known = this.#made.of(entry);
    if (known?.line === line && holds(known.made)) return known.made;
    const made = known && holds(known.made) ? this.#moved(known.made, line - known.line) : make();
    this.#made.set(entry, { line, made });
    return made;
  }
}
