/** What prose speaks of: sections (`§6`, `section 4`), failure classes and criteria by their names. */
import { sections } from '../../model/schema.ts';
import type { Spec } from '../../model/spec.ts';
import { failureClassesOf } from '../../rules/sections/failure-classes.ts';
import type { ScalarNode, SyntaxNode, TextRange } from '../../syntax/tree.ts';
import { valueAt } from '../../syntax/tree.ts';
import type { OccurrenceTable, SpecSymbol } from './table.ts';

/** `§ 6`, `section 4`, `sections 2 and 3`; not those of another document, as in `section 4.2`, `section 4 of the RFC` or `GDPR §4`. */
const SECTIONS = /(?:§{1,2}\s?|\bsections?\s+)\d(?![\d.]*\d)(?:\s*(?:,|and|or|&|to|[-–])\s*§?\s?\d(?![\d.]*\d))*(?!\s+of\s+(?!(?:this|the)\s+(?:spec|specification|template|document)\b))/giu;
/** A name, alone or in backticks. */
const WORD = /`([^`]+)`|[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/gu;
/** A name that no sentence has by chance; others count in backticks only. */
const UNMISTAKABLE = /[_-]|\p{Ll}\p{Lu}/u;
/** The words of the sections' titles: `Error Handling §4`. */
const TITLE_WORDS: ReadonlySet<string> = new Set(sections.flatMap(({ schema }) => schema.title?.match(/\p{L}+/gu) ?? []));
/** Characters in front of a `§` that may name another text; of a longer word the end does. */
const LONGEST_NAME = 100;
/** Keys of the contract whose values are no prose. */
const NO_PROSE: ReadonlySet<string> = new Set(['type', 'mapped_from', 'transformation', 'source_path', 'target_path', 'pattern', 'default', 'enum', 'value_map']);

/** Adds the failure classes and criteria, and what texts and comments in wanted ranges say of them and of sections. */
export function addTexts(spec: Spec, table: OccurrenceTable, isWanted: (range: TextRange) => boolean): void {
  const names = declareNames(spec, table);
  const numbers = declareSections(spec, table);
  for (const entry of spec.root?.entries ?? []) {
    if (entry.merged) continue;
    for (const node of scalarsIn(entry.value, isWanted)) {
      const found = [...sectionsIn(node.text, numbers), ...(entry.key.text === 'data_contract' ? [] : namesIn(node.text, names))];
      if (found.length > 0 && isProse(node)) for (const { symbol, slice } of found) table.add(symbol, { node, slice }, 'mention', 'text');
    }
  }
  for (const { start, end } of spec.tree.comments) {
    if (!isWanted({ start, end })) continue;
    const found = sectionsIn(spec.tree.text.slice(start, end), numbers);
    for (const { symbol, slice } of found) table.addInComment(symbol, { start: start + slice.start, end: start + slice.end });
  }
}

/** The texts in wanted ranges, those behind aliases left out. */
function* scalarsIn(node: SyntaxNode | undefined, isWanted: (range: TextRange) => boolean): Generator<ScalarNode> {
  if (!node || node.origin || !isWanted(node)) return;
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') yield node;
  } else if (node.kind === 'list') {
    for (const item of node.items) yield* scalarsIn(item, isWanted);
  } else {
    for (const entry of node.entries) if (!entry.merged) yield* scalarsIn(entry.value, isWanted);
  }
}

function declareNames(spec: Spec, table: OccurrenceTable): ReadonlyMap<string, SpecSymbol> {
  const names = new Map<string, SpecSymbol>();
  const criteria = valueAt(spec.root, 'validation', 'criteria');
  for (const entry of criteria?.kind === 'map' ? criteria.entries : []) if (!entry.incomplete) names.set(entry.key.text, table.declare('criterion', entry.key.text, entry));
  for (const { name, entry } of failureClassesOf(spec)) names.set(name, table.declare('failure class', name, entry));
  return names;
}

function declareSections(spec: Spec, table: OccurrenceTable): ReadonlyMap<string, SpecSymbol> {
  const numbers = new Map<string, SpecSymbol>();
  for (const { key, number } of sections) {
    const entry = spec.entry(key);
    if (entry) numbers.set(number, table.declare('section', key, entry));
  }
  return numbers;
}

interface Mention {
  readonly symbol: SpecSymbol;
  readonly slice: TextRange;
}

function sectionsIn(text: string, numbers: ReadonlyMap<string, SpecSymbol>): Mention[] {
  if (!/§|section/i.test(text)) return [];
  return [...text.matchAll(SECTIONS)].flatMap(({ 0: written, index }) => {
    if (written.startsWith('§') && namesOtherText(text.slice(Math.max(0, index - LONGEST_NAME), index))) return [];
    return [...written.matchAll(/(?:§\s?)?(\d)/g)].flatMap((each, at) => {
      const symbol = numbers.get(each[1] ?? '');
      // The first number stands for its word too: `section 4`.
      const start = index + (at === 0 ? 0 : each.index);
      return symbol ? [{ symbol, slice: { start, end: index + each.index + each[0].length } }] : [];
    });
  });
}

/** Whether a text ends in a name whose paragraph a `§` behind it would be: `GDPR §2`, `the Data Act §4`. The template's own titles are none. */
function namesOtherText(before: string): boolean {
  const [, around = '', word = ''] = /([\p{L}\p{N},]\s+)?([\p{L}\p{N}./-]+)\s*$/u.exec(before) ?? [];
  if (TITLE_WORDS.has(word)) return false;
  // A sentence begins with a capital, too.
  return /\p{Lu}.*\p{Lu}/u.test(word) || (around !== '' && /^\p{Lu}/u.test(word));
}

function namesIn(text: string, names: ReadonlyMap<string, SpecSymbol>): Mention[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: written, 1: quoted, index }) => {
    const name = quoted ?? written;
    const symbol = quoted !== undefined || UNMISTAKABLE.test(name) ? names.get(name) : undefined;
    const start = index + (quoted === undefined ? 0 : 1);
    return symbol ? [{ symbol, slice: { start, end: start + name.length } }] : [];
  });
}

/** Whether a text is prose, as far as its keys say. */
function isProse(node: ScalarNode): boolean {
  for (let at: ScalarNode['parent'] = node.parent; at; ) {
    if (at.kind === 'entry') {
      if (NO_PROSE.has(at.key.text)) return false;
      at = at.parent.parent;
    } else at = at.parent;
  }
  return true;
}
