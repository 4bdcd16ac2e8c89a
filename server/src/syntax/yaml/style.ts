/** What a document does where YAML leaves a choice, read off the document itself. */
import type { Lines } from '../lines.ts';
import type { ListNode, MapNode, SyntaxNode } from '../tree.ts';
import type { QuoteStyle } from './quote.ts';
import type { DocumentStyle } from './write.ts';

const DEFAULT_STEP = 2;
/** So many parts show a document's style well enough: it is asked for with each completion. */
const MOST_PARTS = 300;

/** What some nodes show of a document's style, each as the first of them does that shows it. */
export interface StyleFacts {
  /** Columns that a nested map is indented by, and a list. */
  readonly step: number | undefined;
  readonly listStep: number | undefined;
  readonly padBraces: boolean | undefined;
  /** How many texts are written so. */
  readonly quotes: Readonly<Record<QuoteStyle, number>>;
}

/** What nodes, in the order of the text, show. */
export function styleFacts(nodes: Iterable<SyntaxNode>, lines: Lines): StyleFacts {
  let step: number | undefined;
  let listStep: number | undefined;
  let padBraces: boolean | undefined;
  const quotes: Record<QuoteStyle, number> = { plain: 0, single: 0, double: 0 };
  for (const node of nodes) {
    if (node.kind === 'map' && step === undefined) {
      const depth = depthOf(node, lines);
      if (depth !== undefined && depth > 0) step = depth;
    }
    if (node.kind === 'map' && node.flow && node.entries.length > 0) padBraces ??= lines.text[node.start + 1] === ' ';
    if (node.kind === 'list') listStep ??= depthOf(node, lines);
    if (node.kind === 'scalar' && typeof node.value === 'string' && node.text !== '' && node.style in quotes) quotes[node.style as QuoteStyle] += 1;
  }
  return { step, listStep, padBraces, quotes };
}

/** The style of a document, from what its parts show in the order of the text; the usual one where it shows none. */
export function styleOf(parts: Iterable<StyleFacts>, lines: Lines): DocumentStyle & { /** The step that the document itself shows. */ readonly ownStep: number | undefined } {
  let step: number | undefined;
  let listStep: number | undefined;
  let padBraces: boolean | undefined;
  const quotes = { plain: 0, single: 0, double: 0 };
  let count = 0;
  for (const part of parts) {
    if (count === MOST_PARTS) break;
    count += 1;
    step ??= part.step;
    listStep ??= part.listStep;
    padBraces ??= part.padBraces;
    quotes.plain += part.quotes.plain;
    quotes.single += part.quotes.single;
    quotes.double += part.quotes.double;
  }
  const style: QuoteStyle = quotes.double > quotes.plain ? 'double' : quotes.single > quotes.plain ? 'single' : 'plain';
  return {
    step: step ?? DEFAULT_STEP,
    ownStep: step,
    listStep: listStep ?? step ?? DEFAULT_STEP,
    eol: lines.text.includes('\r\n') ? '\r\n' : '\n',
    quotes: style,
    padBraces: padBraces ?? true,
  };
}

/** The columns from a key to the map or list on lines of its own below it; undefined where there is none such. */
function depthOf(node: MapNode | ListNode, lines: Lines): number | undefined {
  const holder = node.parent?.kind === 'entry' ? node.parent : undefined;
  if (!holder || node.origin || node.flow || lines.at(holder.start) === lines.at(node.start)) return undefined;
  return lines.column(node.start) - lines.column(holder.start);
}
