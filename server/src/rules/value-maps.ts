/** Value maps and the values that go into them and come out, as far as both are listed. */
import type { TargetField } from '../model/contract.ts';
import { allFields } from '../model/contract.ts';
import { Selection } from '../model/list-versions.ts';
import { note } from '../model/remember.ts';
import type { Spec } from '../model/spec.ts';
import type { Values } from '../model/values.ts';
import { parseType } from '../model/type-parser.ts';
import type { ParsedPhrases, PhraseMatch } from '../phrases/index.ts';
import { parsePhrase } from '../phrases/index.ts';
import type { DraftScalar } from '../syntax/change.ts';
import type { Entry, ListNode, MapNode, ScalarNode } from '../syntax/tree.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { booleanAt, scalarAt } from './contract/fields.ts';
import { once } from './sections/stated.ts';
import { candidatesOf, MOST_SUGGESTIONS, nearestOf } from './words.ts';

/** An entry for a value that the source does not deliver. */
export interface UnknownKey {
  readonly entry: Entry;
  /** The value without an entry that it most likely stands for. */
  readonly meant: string | undefined;
}

/** The value map of a field whose transformation maps values. */
export interface ValueMap {
  readonly target: TargetField;
  /** The key `value_map`; undefined where it is absent. */
  readonly entry: Entry | undefined;
  readonly map: MapNode | undefined;
  /** Where the values that go in are listed; undefined for a boolean. */
  readonly sourceEnum: ListNode | undefined;
  /** Values that go in and have no entry, those left out that a misspelled entry stands for; undefined where they are not listed. */
  readonly missing: readonly string[] | undefined;
  readonly unknownKeys: readonly UnknownKey[];
  /** The values that may come out; undefined where they are not listed. */
  readonly targetEnum: ListNode | undefined;
  readonly allowed: readonly DraftScalar[] | undefined;
  /** Values that come out and are none of those. */
  readonly unknownValues: readonly ScalarNode[];
}

const LISTED = ['string', 'integer', 'number', 'decimal'];

/** The value maps of all contracts; those of placeholders and of transformations that do not parse are left out. */
export const valueMapsOf: (spec: Spec) => readonly ValueMap[] = once((spec) => spec.contracts.flatMap(({ targetFields }) => valueMaps.of(allFields(targetFields), spec)));

/** The value map of a target field; undefined where it maps no values, or not yet. */
export const valueMapOf: (target: TargetField, spec: Values) => ValueMap | undefined = note(readValueMap);

const valueMaps = new Selection(valueMapOf);

function readValueMap(target: TargetField, spec: Values): ValueMap | undefined {
  const steps = stepsOf(target, spec);
  const at = steps?.findIndex((step) => step.phrase.id === 'map-values') ?? -1;
  if (!steps || at < 0) return undefined;
  const entry = entryOf(target.entry.value, 'value_map');
  const value = entry?.value;
  if (entry && (entry.incomplete || (!isEmpty(value) && (value?.kind !== 'map' || !spec.hasValue(value))))) return undefined;
  const map = value?.kind === 'map' ? value : undefined;
  const incoming = incomingValues(target, steps.slice(0, at), spec);
  const entries = map?.entries.filter((each) => !each.incomplete) ?? [];
  const has = new Set(entries.map((each) => each.key.text));
  const absent = incoming?.values.filter((each) => !has.has(each));
  const delivered = new Set([...(incoming?.values ?? []), ...(incoming?.possible ?? [])]);
  const strange = incoming ? entries.filter((each) => !each.merged && !delivered.has(each.key.text)) : [];
  const unknownKeys = withMeanings(strange, absent ?? []);
  const meant = new Set(unknownKeys.map((each) => each.meant));
  const targetEnum = steps.slice(at + 1).every((step) => step.phrase.id === 'default') ? listOf(target.entry, spec) : undefined;
  const allowed = targetEnum && scalarsOf(targetEnum).map((each) => each.value);
  const texts = new Set(allowed?.map(String));
  const written = entries.flatMap((each) => (!each.merged && each.value?.kind === 'scalar' && spec.hasValue(each.value) ? [each.value] : []));
  return {
    target, entry, map, sourceEnum: incoming?.list, targetEnum, allowed, unknownKeys,
    missing: absent?.filter((each) => !meant.has(each)),
    unknownValues: allowed ? written.filter((each) => !texts.has(String(each.value))) : [],
  };
}

/** Each entry with the value that it most likely stands for, none twice. */
function withMeanings(entries: readonly Entry[], absent: readonly string[]): UnknownKey[] {
  const open = new Map(candidatesOf(absent).map((candidate) => [candidate.word, candidate]));
  return entries.map((entry, at) => {
    const meant = at >= MOST_SUGGESTIONS ? undefined : nearestOf(entry.key.text, open.values());
    if (meant !== undefined) open.delete(meant);
    return { entry, meant };
  });
}

/** The steps of a source or item field's transformation; undefined where one is not recognized. */
export function stepsOf(target: TargetField, spec: Values): readonly PhraseMatch[] | undefined {
  const { mapping, transformation } = target;
  if ((mapping?.kind !== 'source' && mapping?.kind !== 'item') || !spec.hasValue(transformation) || transformation.kind !== 'scalar') return undefined;
  const parsed: ParsedPhrases = parsePhrase('transformation', transformation.text);
  return parsed.faults.length === 0 ? parsed.matches : undefined;
}

interface Incoming {
  readonly values: readonly string[];
  /** Values that need no entry, and may have one. */
  readonly possible: readonly string[];
  readonly list: ListNode | undefined;
}

const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  trim: (text) => text.trim(),
  lowercase: (text) => text.toLowerCase(),
  uppercase: (text) => text.toUpperCase(),
};

/** The values that reach the map; undefined where that is not known. */
function incomingValues(target: TargetField, before: readonly PhraseMatch[], spec: Values): Incoming | undefined {
  const field = target.references[0]?.field;
  const type = field && scalarAt(field.entry.value, 'type', spec);
  const parsed = type && parseType(type.text);
  if (!field || !parsed || parsed.faults.length > 0) return undefined;
  const isBoolean = parsed.type.kind === 'boolean';
  const list = isBoolean ? undefined : listOf(field.entry, spec);
  if (!isBoolean && (!list || !LISTED.includes(parsed.type.kind))) return undefined;
  let values = list ? scalarsOf(list).filter((each) => each.value !== null).map((each) => String(each.value)) : ['true', 'false'];
  const mayBeNull = booleanAt(field.entry.value, 'nullable', spec) === true;
  let possible = mayBeNull ? ['null', '~'] : [];
  for (const step of before) {
    const change = CHANGES[step.phrase.id];
    if (change) [values, possible] = [values.map(change), possible.map(change)];
    else if (step.phrase.id === 'default') possible = [...possible, ...Object.values(step.values).flatMap((hole) => ('value' in hole ? [String(hole.value)] : []))];
    else if (step.phrase.id !== 'exact-copy') return undefined;
  }
  return { values: [...new Set(values)], possible, list };
}

/** The values of a field's `enum`; undefined where it has none, or one is not filled in. */
function listOf(field: Entry, spec: Values): ListNode | undefined {
  const node = entryOf(field.value, 'enum')?.value;
  if (node?.kind !== 'list' || node.items.length === 0 || !spec.hasValue(node)) return undefined;
  return node.items.every((item) => item.kind === 'scalar' && (item.value === null || spec.hasValue(item))) ? node : undefined;
}

function scalarsOf(list: ListNode): ScalarNode[] {
  return list.items.filter((item) => item.kind === 'scalar');
}
