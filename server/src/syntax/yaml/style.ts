/** What a document does where YAML leaves a choice, read off the document itself. */
import type { Lines } from '../lines.ts';
import type { Entry, SyntaxNode } from '../tree.ts';
import { descendants } from '../tree.ts';
import type { QuoteStyle } from './quote.ts';
import type { DocumentStyle } from './write.ts';

const DEFAULT_STEP = 2;

/** The style of a document; the usual one where it shows none. */
export function styleOf(root: SyntaxNode | undefined, lines: Lines): DocumentStyle {
  let step: number | undefined;
  let listStep: number | undefined;
  let padBraces: boolean | undefined;
  const quotes: Record<QuoteStyle, number> = { plain: 0, single: 0, double: 0 };
  for (const node of descendants(root)) {
    const holder = node.parent?.kind === 'entry' ? node.parent : undefined;
    if (node.kind === 'map' && node.flow && node.entries.length > 0) padBraces ??= lines.text[node.start + 1] === ' ';
    if (holder && !node.origin && node.kind !== 'scalar' && !node.flow && ownLine(holder, node, lines)) {
      const delta = lines.column(node.start) - lines.column(holder.start);
      if (node.kind === 'map' && delta > 0) step ??= delta;
      if (node.kind === 'list') listStep ??= delta;
    }
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.text !== '' && node.style in quotes) quotes[node.style as QuoteStyle] += 1;
  }
  const style: QuoteStyle = quotes.double > quotes.plain ? 'double' : quotes.single > quotes.plain ? 'single' : 'plain';
  return {
    step: step ?? DEFAULT_STEP,
    listStep: listStep ?? step ?? DEFAULT_STEP,
    eol: lines.text.includes('\r\n') ? '\r\n' : '\n',
    quotes: style,
    padBraces: padBraces ?? true,
  };
}

function ownLine(holder: Entry, node: SyntaxNode, lines: Lines): boolean {
  return lines.at(holder.start) !== lines.at(node.start);
}
