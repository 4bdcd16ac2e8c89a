/** The phrase that was most likely meant by a text that none matches. */
import { distance } from 'fastest-levenshtein';
import { canonicalText, joinSteps, matchPiece, parsePhrases, tableForms } from './engine.ts';
import type { HoleKind, HoleValue } from './holes.ts';
import { fillings, grouped } from './holes.ts';
import type { Element, Form, Phrase, PhraseTable } from './table.ts';
import type { Piece, Token } from './tokens.ts';
import { pieces, tokenize } from './tokens.ts';
import { looseUnitOf } from './units.ts';

/** A suggestion. `complete`: no hole is left open, so that it may be put in the text's place. */
export interface Nearest {
  readonly phrase: Phrase;
  readonly text: string;
  readonly complete: boolean;
}

/** Longer texts are prose: nothing short of them is near. */
const LONGEST = 24;
/** At most this part of a phrase, or of the text, may differ. */
const TOLERANCE = 0.45;
/** The same for phrases that are only understood: what is near them is farther from what was meant. */
const LOOSE_TOLERANCE = 0.25;
/** What it costs to leave a hole open, counted in letters. */
const OPEN_HOLE = 2;
/** What each further word costs that a free text takes up, so that it takes no more than it must. */
const FURTHER_WORD = 0.6;

/**
 * The canonical phrase nearest to a text, filled with the numbers and literals of the text: first by what people write
 * for it, then by spelling. A sequence joined by the wrong mark is put right as a whole.
 */
export function nearestPhrase(table: PhraseTable, text: string): Nearest | undefined {
  const piece: Piece = { tokens: tokenize(text), start: 0, end: text.length };
  if (piece.tokens.length === 0 || piece.tokens.length > LONGEST) return undefined;
  const known = inKnownWords(text, piece.tokens);
  const tokens = tokenize(known);
  return (
    (known === text ? undefined : understood(table, known, { tokens, start: 0, end: known.length })) ??
    understood(table, text, piece) ?? separated(table, text) ?? bySpelling(table, known, tokens)
  );
}

function understood(table: PhraseTable, text: string, piece: Piece): Nearest | undefined {
  const found = matchPiece(table, text, piece, true) ?? matchPiece(table, text, piece, false);
  if (!found) return undefined;
  if (found.faults.length === 0) return suggestion(table, found.match.phrase, found.match.values);
  // What is wrong in a hole is put right there, where it is known how.
  let mended = text;
  for (const fault of [...found.faults].reverse()) {
    if (fault.meant === undefined) return undefined;
    mended = mended.slice(0, fault.span.start) + fault.meant + mended.slice(fault.span.end);
  }
  const again: Piece = { tokens: tokenize(mended), start: 0, end: mended.length };
  const sound = matchPiece(table, mended, again, true) ?? matchPiece(table, mended, again, false);
  return sound && sound.faults.length === 0 ? suggestion(table, sound.match.phrase, sound.match.values) : undefined;
}

function suggestion(table: PhraseTable, phrase: Phrase, values: Readonly<Record<string, HoleValue>>): Nearest {
  const text = canonicalText(table, phrase, values);
  const parsed = parsePhrases(table, text);
  return { phrase, text, complete: parsed.faults.length === 0 && parsed.matches[0]?.phrase === phrase };
}

/** Numbers and rates in words. */
const WORDS: Readonly<Record<string, string>> = {
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', twelve: '12', fifteen: '15', thirty: '30', sixty: '60',
  once: '1 times', twice: '2 times', thrice: '3 times', rps: 'requests per second', qps: 'requests per second', tps: 'requests per second', rpm: 'requests per minute', rph: 'requests per hour',
};

/** What the text says in other words: `2 weeks` for `14 days`, `per sec` for `per second`, `three` for `3`. */
function inKnownWords(text: string, tokens: readonly Token[]): string {
  let changed = text;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const [before, word] = [tokens[at - 1], tokens[at]];
    if (word?.kind !== 'word') continue;
    const said = Object.hasOwn(WORDS, word.value) ? WORDS[word.value] : undefined;
    const unit = looseUnitOf(word.value);
    const count = before?.kind === 'number' ? Number(before.value) : before?.kind === 'word' ? Number(WORDS[before.value]) : NaN;
    if (said !== undefined) {
      changed = changed.slice(0, word.start) + said + changed.slice(word.end);
    } else if (unit && before && !Number.isNaN(count)) {
      changed = `${changed.slice(0, before.start)}${grouped(count * unit.times)} ${unit.unit}s${changed.slice(word.end)}`;
      at--;
    } else if (unit?.times === 1 && (before?.value === 'per' || before?.value === '/')) {
      changed = changed.slice(0, word.start) + unit.unit + changed.slice(word.end);
    }
  }
  return changed;
}

function separated(table: PhraseTable, text: string): Nearest | undefined {
  const other = table.separator === ',' ? ';' : ',';
  if (table.separator === undefined) return undefined;
  const found = pieces(text, other);
  if (found.length < 2) return undefined;
  const steps = found.map((piece) => understood(table, text.slice(piece.start, piece.end), { ...piece, tokens: tokenize(text.slice(piece.start, piece.end)) }));
  const [first] = steps;
  if (!first || !steps.every((step) => step?.complete === true)) return undefined;
  return { phrase: first.phrase, text: joinSteps(table, steps.map((step) => step?.text ?? '')), complete: true };
}

interface Alignment {
  readonly cost: number;
  readonly values: Readonly<Record<string, HoleValue>>;
  /** Letters of the phrase's own words that were found. */
  readonly found: number;
}

function bySpelling(table: PhraseTable, text: string, tokens: readonly Token[]): Nearest | undefined {
  const compact = text.toLowerCase().replace(/[\s_-]+/g, '');
  let best: { phrase: Phrase; alignment: Alignment } | undefined;
  const mayBeNear = nearFilter(tokens);
  for (const form of tableForms(table)) {
    if (!mayBeNear(form)) continue;
    const alignment = wholeWord(form, compact) ?? align(form.elements, tokens, text);
    const size = letters(form.elements);
    const limit = Math.max(size, tokens.filter((token) => token.kind === 'word').reduce((sum, token) => sum + token.value.length, 0)) * (form.accepted ? TOLERANCE : LOOSE_TOLERANCE);
    if (alignment.found === 0 || alignment.found * 2 < size || alignment.cost > limit) continue;
    if (!best || alignment.cost < best.alignment.cost) best = { phrase: form.phrase, alignment };
  }
  return best && suggestion(table, best.phrase, best.alignment.values);
}

/** Whether half of a form's own letters can be found at all: most forms need no closer look. */
function nearFilter(tokens: readonly Token[]): (form: Form) => boolean {
  const known = new Map<string, boolean>();
  const isThere = (words: readonly string[]): boolean => {
    const word = words[0] ?? '';
    const seen = known.get(word) ?? tokens.some((token) => misspelling(words, token) !== undefined);
    known.set(word, seen);
    return seen;
  };
  return ({ elements }) =>
    !elements.some((element) => element.kind === 'hole') || elements.reduce((sum, element) => sum + (element.kind === 'word' && isThere(element.words) ? (element.words[0]?.length ?? 0) : 0), 0) * 2 >= letters(elements);
}

/** A phrase without holes is compared as one word, so that blanks do not count. */
function wholeWord(form: Form, compact: string): Alignment | undefined {
  if (form.elements.some((element) => element.kind === 'hole')) return undefined;
  const words = form.elements.map((element) => (element.kind === 'word' ? (element.words[0] ?? '') : element.kind === 'mark' ? element.mark : '')).join('');
  const cost = distance(words, compact);
  return { cost, values: {}, found: Math.max(0, words.length - cost) };
}

function letters(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => sum + (element.kind === 'word' ? (element.words[0]?.length ?? 0) : 0), 0);
}

/** The cheapest way to read the tokens as the pattern, where words may be misspelt, missing or too many. */
function align(elements: readonly Element[], tokens: readonly Token[], text: string): Alignment {
  const known = new Map<number, Alignment>();
  const from = (at: number, token: number): Alignment => {
    const key = at * 1000 + token;
    const seen = known.get(key);
    if (seen) return seen;
    const result = step(at, token);
    known.set(key, result);
    return result;
  };
  const step = (at: number, index: number): Alignment => {
    const [element, token] = [elements[at], tokens[index]];
    if (!element && !token) return { cost: 0, values: {}, found: 0 };
    const options: Alignment[] = [];
    if (token) options.push(plus(from(at, index + 1), lengthOf(token)));
    if (element) options.push(plus(from(at + 1, index), element.kind === 'word' ? (element.words[0]?.length ?? 0) : element.kind === 'mark' ? 0.5 : OPEN_HOLE));
    if (element && token) options.push(...read(element, at, token, index));
    return options.reduce((best, option) => (option.cost < best.cost ? option : best));
  };
  const read = (element: Element, at: number, token: Token, index: number): Alignment[] => {
    if (element.kind === 'mark') return token.value === element.mark ? [from(at + 1, index + 1)] : [];
    if (element.kind === 'word') {
      const [cost, length] = [misspelling(element.words, token), element.words[0]?.length ?? 0];
      return cost === undefined ? [] : [plus(from(at + 1, index + 1), cost, length - cost)];
    }
    const misspelt = spellings(element.hole, token).flatMap((word) => fillings(element.hole, [{ ...token, value: word }], 0, text, false).map((filling) => ({ ...filling, end: index + 1 })));
    return [...fillings(element.hole, tokens, index, text, false), ...misspelt].filter((filling) => !filling.fault).map((filling) => {
      const rest = plus(from(at + 1, filling.end), (filling.end - index - 1) * (isFree(filling.value) ? FURTHER_WORD : 0));
      return { ...rest, values: { [element.name]: filling.value, ...rest.values } };
    });
  };
  return from(0, 0);
}

/** The words that may stand in a hole and differ from the token by a letter or two. */
function spellings(hole: HoleKind, token: Token): string[] {
  const words = hole === 'thing' ? ['records', 'events', 'messages'] : hole === 'per' ? ['batch', 'second', 'minute', 'hour', 'day'] : hole === 'unit' ? ['second', 'minute', 'hour', 'day'] : [];
  return token.kind === 'word' ? words.filter((word) => misspelling([word], token) !== undefined) : [];
}

function isFree(value: HoleValue): boolean {
  return 'quoted' in value || value.kind === 'channel';
}

function plus(alignment: Alignment, cost: number, found = 0): Alignment {
  return { ...alignment, cost: alignment.cost + cost, found: alignment.found + found };
}

function lengthOf(token: Token): number {
  return token.kind === 'mark' ? 0.5 : token.kind === 'number' ? 2 : token.value.length;
}

/** How many letters differ; undefined where the word is another one. */
function misspelling(words: readonly string[], token: Token): number | undefined {
  if (token.kind !== 'word') return undefined;
  const least = Math.min(...words.map((word) => distance(word, token.value)));
  const longest = Math.max(words[0]?.length ?? 0, token.value.length);
  return least === 0 || (longest > 2 && least <= Math.max(1, Math.floor(longest * 0.4))) ? least : undefined;
}
