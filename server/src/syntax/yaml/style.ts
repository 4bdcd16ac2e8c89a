/** What a document does where YAML leaves a choice, read off the document itself. */
import type { Lines } from '../lines.ts';
import type { ListNode, MapNode, SyntaxNode } from '../tree.ts';
import { descendants } from '../tree.ts';
import type { QuoteStyle } from './quote.ts';
import type { DocumentStyle } from './write.ts';

const DEFAULT_STEP = 2;

/** The style of a document; the usual one where it shows none. */
export function styleOf(root: SyntaxNode | undefined, lines: Lines): DocumentStyle {
  const step = stepOf(root, lines);
  let listStep: number | undefined;
  let padBraces: boolean | undefined;
  const quotes: Record<QuoteStyle, number> = { plain: 0, single: 0, double: 0 };
  for (const node of descendants(root)) {
    if (node.kind === 'map' && node.flow && node.entries.length > 0) padBraces ??= lines.text[node.start + 1] === ' ';
    if (node.kind === 'list') listStep ??= depthOf(node, lines);
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

/** Columns that a document indents a nested map by; undefined where it has none. */
export function stepOf(root: SyntaxNode | undefined, lines: Lines): number | undefined {
  for (const node of descendants(root)) {
    const depth = node.kind === 'map' ? depthOf(node, lines) : undefined;
    if (depth !== undefined && depth > 0) return depth;
  }
  return undefined;
}

/** The columns from a key to the map or list on lines of its own below it; undefined where there is none such. */
function depthOf(node: MapNode | ListNode, lines: Lines): number | undefined {
  const holder = node.parent?.kind === 'entry' ? node.parent : undefined;
  if (!holder || node.origin || node.flow || lines.at(holder.start) === lines.at(node.start)) return undefined;
  return lines.column(node.start) - lines.column(holder.start);
}
