/** What a growing selection takes in: word → part of an expression → value → entry → record → section → document. */
import type { SelectionRange } from 'vscode-languageserver-types';
import type { Expression } from '../expression/index.ts';
import { parseExpression } from '../expression/index.ts';
import { childrenOf } from '../expression/walk.ts';
import type { Spec } from '../model/spec.ts';
import { isPhraseKind, parsePhrase } from '../phrases/index.ts';
import type { Entry, ScalarNode, SyntaxNode, TextRange } from '../syntax/tree.ts';
import { entryRange, sliceRange } from './places.ts';
import { lspRange } from './text-edits.ts';
import { transformationKind } from './transformation-kind.ts';

/** The ranges around an offset, the innermost first, each in the next. */
export function selectionRangeAt(spec: Spec, offset: number): SelectionRange {
  const { tree } = spec;
  const around = [...commentRanges(spec, offset), ...treeRanges(spec, offset)].filter((range) => holds(range, offset));
  const whole = { start: 0, end: tree.text.length };
  const nested = [...around].sort((a, b) => length(a) - length(b)).reduce<TextRange[]>((chain, range) => {
    const inner = chain.at(-1);
    // Ranges that do not lie in each other can only come from a text at fault: the smaller counts.
    return length(range) > 0 && (!inner || (contains(range, inner) && length(range) > length(inner))) ? [...chain, range] : chain;
  }, []);
  const last = nested.at(-1);
  if (!last || length(whole) > length(last)) nested.push(whole);
  return nested.reduceRight<SelectionRange | undefined>((parent, range) => ({ range: lspRange(tree, range), ...(parent && { parent }) }), undefined) ?? { range: lspRange(tree, whole) };
}

function length({ start, end }: TextRange): number {
  return end - start;
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A comment, and the comments on the lines around it. */
function commentRanges({ tree }: Spec, offset: number): TextRange[] {
  const at = tree.comments.findIndex((comment) => holds(comment, offset));
  const comment = tree.comments[at];
  if (!comment) return [];
  const lineOf = (index: number): number => tree.positionAt(tree.comments[index]?.start ?? 0).line;
  let [first, last] = [at, at];
  if (comment.ownLine) {
    while (tree.comments[first - 1]?.ownLine && lineOf(first - 1) === lineOf(first) - 1) first -= 1;
    while (tree.comments[last + 1]?.ownLine && lineOf(last + 1) === lineOf(last) + 1) last += 1;
  }
  return [wordAt(tree.text, offset), comment, { start: tree.comments[first]?.start ?? comment.start, end: tree.comments[last]?.end ?? comment.end }];
}

/** Each entry and value around an offset, from the root down, and what is inside the innermost. */
function treeRanges(spec: Spec, offset: number): TextRange[] {
  const { tree } = spec;
  const ranges: TextRange[] = [];
  let node: SyntaxNode | undefined = tree.root;
  while (node) {
    const range = tree.rangeOf({ node });
    ranges.push(range);
    if (node.kind === 'scalar' && !node.origin) ranges.push(...scalarRanges(spec, node, offset));
    if (node.kind === 'scalar' || node.origin) return ranges;
    if (node.kind === 'list') {
      node = node.items.find((item) => holds(tree.rangeOf({ node: item }), offset));
      continue;
    }
    const entry: Entry | undefined = node.entries.find((each) => !each.merged && holds(entryRange(spec, each), offset));
    if (!entry) return ranges;
    ranges.push(entryRange(spec, entry));
    if (holds(entry.key, offset)) return [...ranges, entry.key, wordAt(tree.text, offset)];
    node = entry.value;
  }
  return ranges;
}

/** What is inside a single value: its text without quotes, the parts that the language knows, a word. */
function scalarRanges(spec: Spec, node: ScalarNode, offset: number): TextRange[] {
  const { tree } = spec;
  const at = tree.textOffsetAt(node, offset);
  const inside = [{ start: 0, end: node.text.trimEnd().length }, ...(at === undefined ? [] : partsOf(spec, node).filter((part) => holds(part, at)))];
  return [...inside.flatMap((slice) => sliceRange(spec, node, slice) ?? []), wordAt(tree.text, offset)];
}

/** The parts of a text that is an expression or made of phrases, in its own offsets. */
function partsOf(spec: Spec, node: ScalarNode): TextRange[] {
  const entry = node.parent?.kind === 'entry' ? node.parent : undefined;
  const kind = spec.schemaOf(node)?.['x-phrase'];
  if (!entry || kind === undefined) return [];
  const how = kind === 'transformation' ? transformationKind(entry) : 'phrases';
  if (how === 'expression') return expressionParts(parseExpression(node.text).root);
  if (how !== 'phrases' || !isPhraseKind(kind)) return [];
  return parsePhrase(kind, node.text).steps.flatMap((step) => [step.span, ...(step.match?.holes ?? []).map((hole) => hole.span)]);
}

function expressionParts(node: Expression): TextRange[] {
  const names = node.kind === 'member' || node.kind === 'call' ? [node.nameSpan] : [];
  // A method call's arguments are selected with its brackets.
  const call = node.kind === 'call' && node.close ? [{ start: node.open.end, end: node.close.start }] : [];
  return [node.span, ...names, ...call, ...childrenOf(node).flatMap(expressionParts)];
}

/** The letters, digits and underscores around an offset of the text; none where it touches none. */
function wordAt(text: string, offset: number): TextRange {
  const isLetter = (at: number): boolean => /[\p{L}\p{M}\p{N}_]/u.test(text[at] ?? '');
  let [start, end] = [offset, offset];
  while (start > 0 && isLetter(start - 1)) start -= 1;
  while (end < text.length && isLetter(end)) end += 1;
  return { start, end };
}
