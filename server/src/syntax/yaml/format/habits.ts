/** What a document does throughout, where YAML leaves a choice: formatting makes the rest of it do the same. */
import type { Lines } from '../../lines.ts';
import type { SyntaxNode } from '../../tree.ts';
import { descendants } from '../../tree.ts';
import type { Quote } from './quotes.ts';

export interface Habits {
  /** Lists stand deeper than their key, rather than at its column. */
  readonly indentsLists: boolean;
  /** Blanks inside braces, and inside brackets. */
  readonly padBraces: number;
  readonly padBrackets: number;
  /** The quotes that most quoted values have. */
  readonly quote: Quote;
}

/** The habits of a document: what it does more often. */
export function habitsOf(root: SyntaxNode | undefined, lines: Lines): Habits {
  let deeper = 0;
  let braces = 0;
  let brackets = 0;
  let double = 0;
  for (const node of descendants(root)) {
    if (node.origin) continue;
    // Where one kind of quotes spares escapes, it says nothing about a habit.
    if (node.kind === 'scalar') double += /["'\\]/.test(node.text) ? 0 : node.style === 'double' ? 1 : node.style === 'single' ? -1 : 0;
    else if (node.flow) {
      const inner = lines.text[node.start + 1] ?? '';
      const isEmpty = node.kind === 'map' ? node.entries.length === 0 : node.items.length === 0;
      if (isEmpty || /[\t\r\n]/.test(inner)) continue;
      const padded = inner === ' ' ? 1 : -1;
      if (node.kind === 'map') braces += padded;
      else brackets += padded;
    } else if (node.kind === 'list' && node.parent?.kind === 'entry' && lines.at(node.start) > lines.at(node.parent.start)) {
      deeper += lines.column(node.start) > lines.column(node.parent.start) ? 1 : -1;
    }
  }
  return { indentsLists: deeper >= 0, padBraces: braces >= 0 ? 1 : 0, padBrackets: brackets > 0 ? 1 : 0, quote: double >= 0 ? '"' : "'" };
}
