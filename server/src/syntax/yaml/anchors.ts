/** Anchors and aliases: one value that others stand for. */
import type { ScalarNode, SyntaxNode } from '../tree.ts';
import type { EditSink } from './edit-sink.ts';

/** What may stand between a colon or a dash and its value. */
const PROPERTIES = /(?:[&!]\S*[ \t]+)+$/;

/**
 * Gives the first node an anchor, unless it has one, and writes aliases in place of the others. One that has an anchor or
 * a tag itself stays. Nothing where the name that it has is given to others too: an alias means the last before it.
 */
export function share(nodes: readonly ScalarNode[], name: string, sink: EditSink): void {
  const [first, ...rest] = nodes;
  if (!first || (first.anchor !== undefined && namesIn(sink.lines.text).filter((name) => name === `&${first.anchor ?? ''}`).length > 1)) return;
  const anchor = first.anchor ?? unusedName(name, sink.lines.text);
  if (first.anchor === undefined) sink.put(first.start, first.start, `&${anchor} `);
  for (const node of rest) if (!PROPERTIES.test(lineBefore(node, sink))) sink.put(node.start, sink.contentEnd(node), `*${anchor}`);
}

/** Removes the anchor in front of a node, on its own line or on that of its key. */
export function removeAnchor(node: SyntaxNode, sink: EditSink): void {
  if (node.anchor === undefined) return;
  const { text } = sink.lines;
  const start = text.lastIndexOf(`&${node.anchor}`, node.start);
  if (start < 0) return;
  const end = start + node.anchor.length + 1;
  const behind = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  const endsLine = /^[ \t]*(\r?\n|$)/.test(text.slice(end, end + 200));
  const before = endsLine ? (/[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0) : 0;
  sink.put(start - before, end + behind, '');
}

/** What looks like an anchor or an alias in a text, mark included: more than there are, since texts and comments may hold such. */
export function namesIn(text: string): string[] {
  return text.match(/[&*][^\s,[\]{}]+/g) ?? [];
}

/** A name for an anchor, made of letters, digits and underscores, that the text has none of yet. */
function unusedName(wanted: string, text: string): string {
  const base = wanted.replace(/[^\p{L}\p{N}_]+/gu, '_').replace(/^_+|_+$/g, '') || 'text';
  const taken = new Set(namesIn(text).map((name) => name.slice(1)));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) return name;
  }
}

function lineBefore(node: SyntaxNode, { lines }: EditSink): string {
  return lines.text.slice(lines.start(lines.at(node.start)), node.start);
}
