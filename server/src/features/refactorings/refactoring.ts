/** What a refactoring is: where it applies, and the changes that it makes. */
import type { Spec } from '../../model/spec.ts';
import type { RuleRun } from '../../rules/runner.ts';
import type { Change } from '../../syntax/change.ts';
import type { Found } from '../../syntax/find.ts';
import type { Entry, MapNode, SyntaxNode, TextRange } from '../../syntax/tree.ts';
import { descendants } from '../../syntax/tree.ts';
import type { REFACTORING_KINDS } from '../advertised.ts';

/** Where the cursor or the selection is. */
export interface RefactoringPlace {
  readonly spec: Spec;
  readonly run: RuleRun;
  readonly range: TextRange;
  /** What stands at the start of the range. */
  readonly found: Found;
}

/** One refactoring on offer. */
export interface Offer {
  readonly title: string;
  readonly changes: readonly Change[];
}

export interface Refactoring {
  readonly kind: (typeof REFACTORING_KINDS)[number];
  /** It changes how the text is written, or the order in it, and no value. */
  readonly keepsMeaning: boolean;
  /** What it offers here; nothing where it does not apply. */
  readonly offers: (place: RefactoringPlace) => readonly Offer[];
}

/** The entries around what was found, the innermost first. */
export function* entriesAround({ node }: Found): Generator<Entry> {
  let at: SyntaxNode | Entry | undefined = node;
  while (at) {
    if (at.kind === 'entry') yield at;
    at = at.parent;
  }
}

/** Who needs some nodes: what stands for one of them by reference, and the maps that take entries over from one. */
export interface Users {
  readonly aliases: readonly SyntaxNode[];
  readonly merging: readonly MapNode[];
}

/** All users of these nodes in a document. */
export function usersOf(nodes: ReadonlySet<SyntaxNode>, root: SyntaxNode | undefined): Users {
  const aliases: SyntaxNode[] = [];
  const merging: MapNode[] = [];
  for (const each of descendants(root)) {
    if (each.origin) {
      if (nodes.has(each.origin)) aliases.push(each);
    } else if (each.kind === 'map' && each.entries.some((entry) => entry.merged && entry.value?.parent?.kind === 'entry' && nodes.has(entry.value.parent.parent))) {
      // What is merged in comes from the entries of the map that has the name.
      merging.push(each);
    }
  }
  return { aliases, merging };
}
