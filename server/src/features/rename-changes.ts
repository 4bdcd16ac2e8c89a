/** A rename in the words of the model: which keys and which parts of values change, and to what. */
import { printName, printString } from '../expression/index.ts';
import type { Spec } from '../model/spec.ts';
import type { Change } from '../syntax/change.ts';
import { findAt } from '../syntax/find.ts';
import type { Entry, Key, ScalarNode, Target, TextRange } from '../syntax/tree.ts';
import type { Notation, SpecSymbol } from './occurrences/index.ts';
import { occurrencesOf } from './occurrences/index.ts';

/** A name that `mapped_from` holds without backticks, whatever stands around it. */
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** The changes that give a symbol a name in all places; each part of the text is changed once, however many places share it. */
export function renameChanges(spec: Spec, symbol: SpecSymbol, name: string): Change[] {
  const keys = new Map<Key, { readonly entry: Entry; readonly slices: TextRange[] }>();
  const values = new Map<ScalarNode, Map<number, Change>>();
  for (const { place, notation } of occurrencesOf(spec).of(symbol)) {
    if (!('node' in place)) continue;
    const { node, slice } = place;
    if (node.kind === 'entry') {
      const entry = written(spec, node);
      const known = keys.get(entry.key) ?? { entry, slices: [] };
      known.slices.push(slice ?? { start: 0, end: entry.key.text.length });
      keys.set(entry.key, known);
    } else if (slice) addSlice(values, place, slice, notation, name);
  }
  const renames = [...keys.values()].map(({ entry, slices }): Change => ({ kind: 'renameKey', entry, key: replaced(entry.key.text, slices, name) }));
  return [...renames, ...[...values.values()].flatMap((changes) => [...changes.values()])];
}

/** A part of a value; of one that stands for another by reference, that other's. */
function addSlice(values: Map<ScalarNode, Map<number, Change>>, { node }: Target, slice: TextRange, notation: Notation, name: string): void {
  const of = node.kind === 'scalar' ? (node.origin ?? node) : undefined;
  if (of?.kind !== 'scalar') return;
  const changes = values.get(of) ?? new Map<number, Change>();
  values.set(of, changes);
  changes.set(slice.start, { kind: 'replaceSlice', of, slice, text: writtenName(name, notation, of.text.slice(slice.start, slice.end)) });
}

/** A name as it is written in a place, where another stands now. */
function writtenName(name: string, notation: Notation, now: string): string {
  switch (notation) {
    case 'mapping': return now.startsWith('`') && !IDENTIFIER.test(name) ? `\`${name}\`` : name;
    case 'plain':
    case 'backticks': return printName(name);
    case 'index': return now.startsWith("'") ? singleQuoted(name) : printString(name);
    default: return name;
  }
}

function singleQuoted(name: string): string {
  return `'${printString(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function replaced(text: string, slices: readonly TextRange[], name: string): string {
  let result = text;
  for (const { start, end } of [...slices].sort((a, b) => b.start - a.start)) result = result.slice(0, start) + name + result.slice(end);
  return result;
}

/** The entry itself, where the one given is merged in from there. */
function written(spec: Spec, entry: Entry): Entry {
  const node = entry.merged ? findAt(spec.tree.root, entry.key.start)?.node : undefined;
  return node?.kind === 'entry' ? node : entry;
}
