/** What a refactoring is: where it applies, and the changes that it makes. */
import type { CodeActionKind } from 'vscode-languageserver-types';
import type { Spec } from '../../model/spec.ts';
import type { RuleRun } from '../../rules/runner.ts';
import type { Change } from '../../syntax/change.ts';
import type { Found } from '../../syntax/find.ts';
import type { Entry, SyntaxNode, TextRange } from '../../syntax/tree.ts';

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
  readonly kind: CodeActionKind;
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
