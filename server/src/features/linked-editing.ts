/** The names of a source field that change together while its declaration is typed. */
import type { Range } from 'vscode-languageserver-types';
import type { Spec } from '../model/spec.ts';
import type { TextRange } from '../syntax/tree.ts';
import type { Occurrence } from './occurrences/index.ts';
import { occurrencesAt, occurrencesOf, rangeOf } from './occurrences/index.ts';
import { lspRange } from './text-edits.ts';

/** What LSP calls by this name; its types have it in the protocol alone. */
export interface LinkedEditingRanges {
  readonly ranges: Range[];
  readonly wordPattern: string;
}

/** A name that needs neither quotes nor backticks anywhere. */
const PLAIN = '[A-Za-z_][A-Za-z0-9_]*';
const PLAIN_NAME = new RegExp(`^${PLAIN}$`);

/**
 * The declaration at an offset and all references to it. Undefined unless each of them is the plain name and nothing
 * else, so that none is left behind. At a reference there is nothing to link: whoever types there wants another field.
 */
export function linkedEditingAt(spec: Spec, offset: number): LinkedEditingRanges | undefined {
  const declared = occurrencesAt(spec, offset).find(({ occurrence: { role, symbol } }) => role === 'declaration' && symbol.kind === 'source field');
  if (!declared) return undefined;
  const { symbol } = declared.occurrence;
  const { name, entries: [entry, ...more] } = symbol;
  // Of two fields of one name, one is about to get another: the references are not its own.
  const isAlone = entry && more.length === 0 && !entry.merged && entry.parent.entries.filter(({ key }) => key.text === name).length === 1;
  if (!isAlone || !PLAIN_NAME.test(name)) return undefined;
  const ranges = occurrencesOf(spec).of(symbol).map((occurrence) => nameRange(spec, occurrence, name));
  if (ranges.length < 2 || ranges.some(({ start, end }) => spec.tree.text.slice(start, end) !== name)) return undefined;
  return { ranges: ranges.sort((a, b) => a.start - b.start).map((range) => lspRange(spec.tree, range)), wordPattern: PLAIN };
}

/** The name without the quotes that a key may have. */
function nameRange(spec: Spec, occurrence: Occurrence, name: string): TextRange {
  const { place } = occurrence;
  if (occurrence.notation !== 'key' || !('node' in place)) return rangeOf(spec.tree, occurrence);
  return spec.tree.rangeOf({ ...place, slice: { start: 0, end: name.length } });
}
