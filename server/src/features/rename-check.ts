/**
 * Holds a renamed text against the one before it: every place that named a symbol must name the same one still. Anchors,
 * merged maps and names that shadow each other can make it otherwise, and no list of such cases would be complete.
 */
import { Spec } from '../model/spec.ts';
import type { SourceEdit } from '../syntax/change.ts';
import { parseSyntax } from '../syntax/index.ts';
import { descendants } from '../syntax/tree.ts';
import type { Anchor, Occurrence, SpecSymbol } from './occurrences/index.ts';
import { anchorOf, occurrencesOf, rangeOf } from './occurrences/index.ts';
import { applyEdits } from './text-edits.ts';

/** What the edits would break, in words; undefined where they break nothing. */
export function lostBy(spec: Spec, edits: readonly SourceEdit[], symbol: SpecSymbol, name: string): string | undefined {
  const hidden = hiddenBy(spec, edits, symbol);
  if (hidden !== undefined) return hidden;
  const after = new Spec(parseSyntax(applyEdits(spec.tree.text, edits)));
  const known = new Set(spec.tree.problems.map(({ message }) => message));
  if (after.tree.problems.length > spec.tree.problems.length) {
    const [problem] = after.tree.problems.filter(({ message }) => !known.has(message));
    return `\`${symbol.name}\` cannot become \`${name}\`. ${problem?.message ?? 'The text would not be YAML any more.'}`;
  }
  const [was, is] = [shapeOf(spec), shapeOf(after)];
  for (const [place, occurrences] of was) {
    const [first] = occurrences;
    const now = is.get(place) ?? [];
    // More places that name the same do no harm; a field in more records, or in fewer, does.
    if (first && (now.length < occurrences.length || now[0]?.symbol.entries.length !== first.symbol.entries.length)) return lostPlace(spec, first, symbol, name);
  }
  return undefined;
}

/**
 * What a fault in the text would make of the edits, in words; undefined where it makes nothing of them. Half-typed text
 * may be read otherwise than it will be when it is whole: a place may be missed there, or more of it rewritten than the name.
 */
function hiddenBy(spec: Spec, edits: readonly SourceEdit[], { name }: SpecSymbol): string | undefined {
  const { text, problems } = spec.tree;
  const word = new RegExp(`(?<![\\p{L}\\p{N}_])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'gu');
  const fault = problems.filter(({ kind }) => kind === 'syntax' || kind === 'swallowed').find(({ start, end }) => {
    const inside = edits.filter((edit) => edit.start < end && edit.end > start);
    const misses = [...text.slice(start, end).matchAll(word)].some(({ index }) => !inside.some((edit) => edit.start <= start + index && start + index < edit.end));
    return misses || inside.some((edit) => text.slice(edit.start, edit.end).replace(/^(["'`]?)(.*)\1$/su, '$2') !== name);
  });
  if (!fault) return undefined;
  const line = spec.tree.positionAt(fault.start).line + 1;
  return `\`${name}\` cannot be renamed yet: what is wrong in line ${String(line)} may hide a place that names it. Mend it first. ${fault.message}`;
}

function lostPlace(spec: Spec, lost: Occurrence, symbol: SpecSymbol, name: string): string {
  const { line } = spec.tree.positionAt(rangeOf(spec.tree, lost).start);
  return `\`${symbol.name}\` cannot become \`${name}\` everywhere: \`${lost.symbol.name}\` in line ${String(line + 1)} would then mean something else, or stand in another record. An anchor, a merged map or a field of the same name stands in the way: change the names by hand.`;
}

/**
 * The occurrences by where they stand and what they name, both as numbers of keys and values in the order of the text,
 * which a rename does not change. Nothing depends on what prose mentions.
 */
function shapeOf(spec: Spec): Map<string, Occurrence[]> {
  const numbers = numbered(spec);
  const shape = new Map<string, Occurrence[]>();
  for (const occurrence of occurrencesOf(spec).all()) {
    const { place, role, symbol } = occurrence;
    if (role === 'mention' || !('node' in place)) continue;
    const key = `${String(numbers.get(anchorOf(place)))} ${String(numbers.get(anchorOf(symbol.declaration)))}`;
    const same = shape.get(key);
    if (same) same.push(occurrence);
    else shape.set(key, [occurrence]);
  }
  return shape;
}

function numbered(spec: Spec): Map<Anchor, number> {
  const numbers = new Map<Anchor, number>();
  for (const node of descendants(spec.tree.root)) {
    numbers.set(node, numbers.size);
    if (node.kind === 'map' && !node.origin) for (const entry of node.entries) if (!entry.merged) numbers.set(entry.key, numbers.size);
  }
  return numbers;
}
