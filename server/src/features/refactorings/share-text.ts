/** Repeated text written once: an anchor at the first place, aliases at the others. */
import { choicesOf } from '../../model/schema.ts';
import type { ScalarNode } from '../../syntax/tree.ts';
import { descendants } from '../../syntax/tree.ts';
import type { Refactoring } from './refactoring.ts';

/** Shorter text is no easier to keep alike as an alias. */
const SHORTEST = 12;

/** Extracts the text under the cursor where it stands in other places too. */
export const shareText: Refactoring = {
  kind: 'refactor.extract',
  keepsMeaning: true,
  offers({ spec, found: { node } }) {
    if (node.kind !== 'scalar' || node.origin || !isText(node) || node.text.length < SHORTEST || !spec.hasValue(node)) return [];
    // A choice of the format is a word of the format, however often it stands there.
    if (choicesOf(spec.schemaOf(node)).some(({ value }) => value === node.value)) return [];
    const places: ScalarNode[] = [];
    for (const each of descendants(spec.tree.root)) if (each.kind === 'scalar' && !each.origin && isText(each) && each.text === node.text) places.push(each);
    const [first, ...rest] = places;
    const others = rest.filter((each) => each.anchor === undefined);
    if (!first || others.length === 0 || (others.length < rest.length && node.anchor !== undefined && node !== first)) return [];
    const holder = first.parent;
    const key = holder?.kind === 'entry' ? holder.key.text : holder?.parent?.kind === 'entry' ? holder.parent.key.text : 'text';
    const count = others.length + 1;
    return [{ title: `Write this text once, and refer to it in ${count === 2 ? 'both' : `all ${String(count)}`} places`, changes: [{ kind: 'share', nodes: [first, ...others], name: key }] }];
  },
};

function isText(node: ScalarNode): boolean {
  return typeof node.value === 'string' && node.style !== 'verbatim';
}
