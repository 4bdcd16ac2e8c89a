/** What stands for another value written out again. */
import type { Change, Draft } from '../../syntax/change.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { usersOf } from './refactoring.ts';

/** Writes out an alias under the cursor, or all aliases of an anchor. */
export const inlineValue: Refactoring = {
  kind: 'refactor.inline',
  keepsMeaning: true,
  offers({ spec, found: { node } }) {
    const value = node.kind === 'entry' ? node.value : node;
    const origin = value?.origin ?? (value?.anchor === undefined ? undefined : value);
    if (!value || !origin || (node.kind === 'entry' && !value.origin)) return [];
    const { aliases: places, merging } = usersOf(new Set([origin]), spec.tree.root);
    const isMerged = merging.length > 0;
    if (places.some((each) => draftOf(each) === undefined)) return [];
    const written = (nodes: readonly SyntaxNode[]): Change[] => nodes.map((each) => ({ kind: 'replaceValue', of: each.parent?.kind === 'entry' ? each.parent : each, value: draftOf(each) ?? { kind: 'blank' } }));
    const all: Change[] = [...written(places), { kind: 'removeAnchor', of: origin }];
    const offers: Offer[] = [];
    if (value.origin && (places.length > 1 || isMerged)) offers.push({ title: 'Write this value out here', changes: written([value]) });
    if (places.length > 0 && !isMerged) offers.push({ title: places.length === 1 ? 'Write this value out, and remove its name' : `Write this value out in all ${String(places.length + 1)} places, and remove its name`, changes: all });
    return offers;
  },
};

/** A node's value to be written; undefined where it holds merged entries, which belong to another. */
function draftOf(node: SyntaxNode): Draft | undefined {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? { kind: 'text', text: node.text } : { kind: 'literal', value: node.value, ...(node.text !== '' && { written: node.text }) };
  if (node.kind === 'list') {
    const items = node.items.map(draftOf);
    return items.every((item) => item !== undefined) ? { kind: 'list', items, inline: node.flow } : undefined;
  }
  const entries = node.entries.map(({ key, value, merged, incomplete }) => {
    const draft: Draft | undefined = value ? draftOf(value) : { kind: 'blank' };
    return draft && !merged && !incomplete ? { key: key.text, value: draft } : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? { kind: 'map', entries, inline: node.flow } : undefined;
}
