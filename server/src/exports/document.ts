/** A spec as a document in the template's layout: everything that it holds, also what the format does not know. */
import type { Schema } from '../model/schema.ts';
import { childSchema } from '../model/schema.ts';
import type { Spec } from '../model/spec.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Block, Labelled, Run, Shown } from './blocks.ts';
import { commentsOf } from './comments.ts';
import type { ListPlace, PartsPlace, Place, PrefixedPlace, ReasonsPlace, SentencePlace } from './layout.ts';
import { isWholeSection, layout } from './layout.ts';
import { tableBlock } from './rows.ts';
import { flowText, shown, shownItem } from './values.ts';

/** Stands in a sentence where a value is missing. */
export const GAP = '…';

/** The blocks of a spec, in the template's order. */
export function documentOf(spec: Spec): Block[] {
  const comments = commentsOf(spec);
  const blocks = layout.flatMap(({ key, heading, places }): Block[] => {
    const entry = key === undefined ? undefined : spec.entry(key);
    const title: Block = { kind: 'heading', level: key === undefined ? 1 : 2, text: heading, at: key === undefined ? spec.root : entry, ...(key !== undefined && { section: key }) };
    const map = key === undefined ? spec.root : mapOf(entry);
    const { schema } = spec.format;
    const known = key === undefined || places.some(isWholeSection) ? placeBlocks(spec, spec.root, places, schema, 3) : placeBlocks(spec, map, places, childSchema(schema, key), 3);
    const rest = key === undefined ? unknownTop(spec) : others(spec, map, places, entry);
    const said = comments.get(key) ?? [];
    return [title, ...known, ...labels(rest), ...(said.length > 0 ? [{ kind: 'comments' as const, items: said }] : [])];
  });
  return joined(blocks);
}

/** The blocks of the places of a map, which may be missing; `schema`: what the format wants there. */
function placeBlocks(spec: Spec, map: MapNode | undefined, places: readonly Place[], schema: Schema | undefined, level: number): Block[] {
  // Where the format asks for no value, nothing is missing.
  const isLeftOut = ({ key }: { readonly key: string }): boolean => !(schema?.required?.includes(key) ?? false) && !entryOf(map, key);
  return places.flatMap((place): Block[] => {
    if (place.shape === 'prefixed') return [prefixed(spec, map, place)];
    const entry = entryOf(map, place.key);
    switch (place.shape) {
      case 'value': return isLeftOut(place) ? [] : labels([labelled(place.label, shown(spec, entry, place.words))]);
      case 'parts': return labels([withParts(spec, entry, place)]);
      case 'sentence': return labels([sentence(spec, entry, place)]);
      case 'list': return isLeftOut(place) ? [] : [list(spec, entry, place)];
      case 'reasons': return [reasons(spec, entry, place)];
      case 'table': return [...(place.heading === undefined ? [] : [{ kind: 'heading' as const, level, text: place.heading, at: entry }]), ...tableBlock(spec, entry, place)];
      case 'group': {
        const inner = mapOf(entry);
        if (!entry) return [];
        const heading: Block = { kind: 'heading', level, text: place.heading, at: entry };
        return [heading, ...placeBlocks(spec, inner, place.places, childSchema(schema, place.key), level + 1), ...labels(others(spec, inner, place.places, entry))];
      }
    }
  });
}

function labels(items: readonly Labelled[]): Block[] {
  return items.length > 0 ? [{ kind: 'labels', items }] : [];
}

function labelled(label: string, value: Shown, parts: readonly Labelled[] = []): Labelled {
  return { label, value, parts };
}

function withParts(spec: Spec, entry: Entry | undefined, { label, main, parts }: PartsPlace): Labelled {
  const map = mapOf(entry);
  if (entry?.value && !map) return labelled(label, shown(spec, entry));
  const given = parts.flatMap((part) => {
    const own = entryOf(map, part.key);
    return own ? [labelled(part.label, shown(spec, own))] : [];
  });
  return labelled(label, shown(spec, entryOf(map, main)), [...given, ...unknownEntries(map, [main, ...parts.map(({ key }) => key)])]);
}

function sentence(spec: Spec, entry: Entry | undefined, { label, sentence: pieces }: SentencePlace): Labelled {
  const map = mapOf(entry);
  if (entry?.value && !map) return labelled(label, shown(spec, entry));
  const keys = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.key]));
  const runs = pieces.flatMap((piece): readonly Run[] => {
    if (typeof piece === 'string') return [{ text: piece }];
    const value = shown(spec, entryOf(map, piece.key));
    return value.runs.length > 0 ? value.runs : [{ text: GAP }];
  });
  return labelled(label, { runs: keys.some((key) => entryOf(map, key)) ? runs : [], at: entry }, unknownEntries(map, keys));
}

function list(spec: Spec, entry: Entry | undefined, { label, ordered }: ListPlace): Block {
  return { kind: 'list', label, ordered, items: itemsOf(spec, entry).map((item) => labelled('', item)), at: entry };
}

function prefixed(spec: Spec, map: MapNode | undefined, { label, lists }: PrefixedPlace): Block {
  const items = lists.flatMap(({ path, prefix }) => {
    const entry = path.reduce<Entry | undefined>((at, key, index) => entryOf(index === 0 ? map : at?.value, key), undefined);
    return itemsOf(spec, entry).map((item) => labelled(prefix, item));
  });
  const outer = [...new Set(lists.flatMap(({ path }) => (path.length > 1 ? [path[0]] : [])))];
  const unknown = outer.flatMap((key) => unknownEntries(mapOf(entryOf(map, key)), lists.flatMap(({ path }) => (path[0] === key ? [path[1] ?? ''] : []))));
  return { kind: 'list', label, ordered: false, items: [...items, ...unknown], at: entryOf(map, outer[0] ?? '') };
}

function reasons(spec: Spec, entry: Entry | undefined, { label }: ReasonsPlace): Block {
  const map = mapOf(entry);
  const items = map ? map.entries.map((each) => ({ ...labelled(each.key.text, shown(spec, each)), isKey: true })) : itemsOf(spec, entry).map((item) => labelled('', item));
  return { kind: 'list', label, ordered: false, items, at: entry };
}

/** The items of a list; what is no list counts as its only one. */
function itemsOf(spec: Spec, entry: Entry | undefined): Shown[] {
  const node = entry?.value;
  if (!entry || !node) return [];
  if (node.kind === 'list' && spec.placeholderOf(node) === undefined) return node.items.map((item) => shownItem(spec, item));
  const value = shown(spec, entry);
  return value.runs.length > 0 ? [value] : [];
}

/** What a section holds besides its places: keys that the format does not know, or something that is no map. */
function others(spec: Spec, map: MapNode | undefined, places: readonly Place[], entry: Entry | undefined): Labelled[] {
  if (places.some(isWholeSection)) return [];
  if (!map && entry?.value) {
    const value = shown(spec, entry);
    return value.runs.length > 0 ? [{ ...labelled(entry.key.text, value), isKey: true }] : [];
  }
  return unknownEntries(map, places.flatMap((place) => (place.shape === 'prefixed' ? place.lists.map(({ path }): string => path[0]) : [place.key])));
}

function unknownTop(spec: Spec): Labelled[] {
  const known = layout.flatMap(({ key, places }) => (key === undefined ? places.flatMap((place) => ('key' in place ? [place.key] : [])) : [key]));
  return unknownEntries(spec.root, known);
}

function unknownEntries(map: MapNode | undefined, known: readonly string[]): Labelled[] {
  return (map?.entries ?? []).filter((entry) => !known.includes(entry.key.text)).map((entry) => ({ ...labelled(entry.key.text, unknownValue(entry)), isKey: true }));
}

/** A value that the format says nothing of. */
export function unknownValue(entry: Entry): Shown {
  const { value } = entry;
  if (!value) return { runs: [], at: entry };
  return { runs: value.kind === 'scalar' && typeof value.value === 'string' ? [{ text: value.text }] : [{ text: flowText(value), style: 'code' }], at: entry };
}

/** Labelled values that follow each other are one list. */
function joined(blocks: readonly Block[]): Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (block.kind === 'labels' && last?.kind === 'labels') all[all.length - 1] = { kind: 'labels', items: [...last.items, ...block.items] };
    else all.push(block);
  }
  return all;
}

function mapOf(entry: Entry | undefined): MapNode | undefined {
  const node: SyntaxNode | undefined = entry?.value;
  return node?.kind === 'map' ? node : undefined;
}
