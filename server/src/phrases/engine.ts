/** One parser for all tables of phrases. It never fails: what no phrase matches is a step without a match, and a fault. */
import type { Filling, HoleFault, HoleValue } from './holes.ts';
import { fillings, holeText } from './holes.ts';
import type { Element, Form, Phrase, PhraseTable } from './table.ts';
import { formsOf, singular, variants } from './table.ts';
import type { Piece, Span, Token } from './tokens.ts';
import { pieces } from './tokens.ts';

/** What fills a hole of a phrase, and where. */
export interface Hole {
  readonly name: string;
  readonly span: Span;
  readonly value: HoleValue;
}

/** A phrase found in a text. */
export interface PhraseMatch {
  readonly phrase: Phrase;
  readonly holes: readonly Hole[];
  readonly values: Readonly<Record<string, HoleValue>>;
  /** The phrase in its canonical words, with the same values. */
  readonly canonical: string;
  readonly span: Span;
}

export type FaultKind = 'empty' | 'not-recognized' | 'hole' | 'order' | 'too-many';

/** `meant`: the text that should stand in the span, where that is known. */
export interface PhraseFault {
  readonly kind: FaultKind;
  readonly span: Span;
  readonly message: string;
  readonly meant?: string;
}

/** A step of a sequence; there is one where the kind has no sequences. */
export interface Step {
  readonly span: Span;
  readonly text: string;
  readonly match: PhraseMatch | undefined;
  readonly faults: readonly PhraseFault[];
}

export interface ParsedPhrases {
  readonly table: PhraseTable;
  readonly steps: readonly Step[];
  /** The phrases recognized, in order. */
  readonly matches: readonly PhraseMatch[];
  readonly faults: readonly PhraseFault[];
  /** All steps in canonical words; undefined where one is not recognized. */
  readonly canonical: string | undefined;
}

/** Longer steps are prose, not phrases; the limit keeps the time that matching takes small. */
const LONGEST_STEP = 150;
/** What is longer is no sequence that anybody reads, and steps hang on one another: each is an operation on the one before. */
const MOST_STEPS = 100;

const forms = new WeakMap<PhraseTable, readonly Form[]>();

/** The compiled patterns of a table. */
export function tableForms(table: PhraseTable): readonly Form[] {
  const known = forms.get(table);
  if (known) return known;
  const compiled = table.phrases.flatMap(formsOf);
  forms.set(table, compiled);
  return compiled;
}

/** Reads a text by a table: each of its steps, with what is wrong in it. */
export function parsePhrases(table: PhraseTable, text: string): ParsedPhrases {
  const found = pieces(text, table.separator);
  const steps = found.slice(0, MOST_STEPS).map((piece) => stepOf(table, text, piece, found.length > 1));
  const [next] = found.slice(MOST_STEPS);
  if (next) steps.push(unreadStep(text, { start: next.start, end: found.at(-1)?.end ?? next.end }));
  const matches = steps.flatMap((step) => step.match ?? []);
  const complete = steps.length > 0 && matches.length === steps.length;
  return {
    table, steps, matches,
    faults: found.length === 0 ? [emptyFault({ start: 0, end: text.length })] : steps.flatMap((step) => step.faults),
    canonical: complete ? joinSteps(table, matches.map((match) => match.canonical)) : undefined,
  };
}

/** Steps put together as the table has them. */
export function joinSteps(table: PhraseTable, steps: readonly string[]): string {
  return steps.join(`${table.separator ?? ''} `);
}

function stepOf(table: PhraseTable, text: string, piece: Piece, several: boolean): Step {
  const span = { start: piece.start, end: piece.end };
  const written = text.slice(span.start, span.end);
  if (piece.tokens.length === 0) return { span, text: '', match: undefined, faults: [emptyFault(span, several)] };
  const found = matchPiece(table, text, piece, true);
  if (!found) return { span, text: written, match: undefined, faults: [{ kind: 'not-recognized', span, message: `\`${written}\` is none of the known phrases.` }] };
  return { span, text: written, match: found.match, faults: found.faults.map((fault) => ({ kind: 'hole', ...fault })) };
}

/** All that stands behind as many steps as are read. */
function unreadStep(text: string, span: Span): Step {
  const message = `These are more than ${String(MOST_STEPS)} steps: from here on they are not read. Say it in fewer.`;
  return { span, text: text.slice(span.start, span.end), match: undefined, faults: [{ kind: 'too-many', span, message }] };
}

function emptyFault(span: Span, several = false): PhraseFault {
  return { kind: 'empty', span, message: several ? 'A step is missing here.' : 'There is no phrase here.' };
}

/**
 * Matches one step. `accepted`: whether by the forms that may be written, or by those that are only understood. A match
 * without faults in its holes goes before one with.
 */
export function matchPiece(
  table: PhraseTable, text: string, piece: Piece, accepted: boolean,
): { readonly match: PhraseMatch; readonly faults: readonly HoleFault[] } | undefined {
  if (piece.tokens.length > LONGEST_STEP) return undefined;
  let best: { match: PhraseMatch; faults: readonly HoleFault[] } | undefined;
  for (const form of tableForms(table)) {
    if (form.accepted !== accepted) continue;
    const filled = matchElements(form.elements, 0, piece.tokens, 0, text);
    if (!filled) continue;
    const faults = filled.flatMap(({ filling }) => filling.fault?.() ?? []);
    if (best && faults.length >= best.faults.length) continue;
    best = { match: matchOf(table, form.phrase, filled, { start: piece.start, end: piece.end }), faults };
    if (faults.length === 0) break;
  }
  return best;
}

interface Filled {
  readonly name: string;
  readonly filling: Filling;
}

function matchOf(table: PhraseTable, phrase: Phrase, filled: readonly Filled[], span: Span): PhraseMatch {
  const holes = filled.map(({ name, filling }) => ({ name, span: filling.span, value: filling.value }));
  const values = Object.fromEntries(holes.map((hole) => [hole.name, hole.value]));
  return { phrase, holes, values, canonical: canonicalText(table, phrase, values), span };
}

/** A phrase in its canonical words. A hole without a value stands as its name in capitals. */
export function canonicalText(table: PhraseTable, phrase: Phrase, values: Readonly<Record<string, HoleValue>>): string {
  const names = (pattern: string): string[] => [...pattern.matchAll(/\{(\w+):/g)].map((match) => match[1] ?? '');
  const options = variants(phrase.forms[0]);
  const shortest = options.at(-1) ?? '';
  const pattern = options.find((option) => names(option).every((name) => name in values)) ?? shortest;
  const filled = pattern.replaceAll(/\{(\w+):\w+\}/g, (_whole, name: string) => {
    const value = values[name];
    return value ? holeText(value, table.groupsDigits) : name.toUpperCase();
  });
  return singular(filled);
}

/** Matches patterns by trying; returns the fillings of the holes in order, preferring those without a fault. */
function matchElements(elements: readonly Element[], at: number, tokens: readonly Token[], from: number, text: string): Filled[] | undefined {
  const element = elements[at];
  if (!element) return from === tokens.length ? [] : undefined;
  if (element.kind !== 'hole') {
    const next = matchLiteral(elements, at, tokens, from);
    return next && matchElements(elements, next.element, tokens, next.token, text);
  }
  let faulty: Filled[] | undefined;
  for (const filling of fillings(element.hole, tokens, from, text, at === elements.length - 1)) {
    const rest = matchElements(elements, at + 1, tokens, filling.end, text);
    if (!rest) continue;
    const all = [{ name: element.name, filling }, ...rest];
    if (all.every((each) => !each.filling.fault)) return all;
    faulty ??= all;
  }
  return faulty;
}

/** One literal, or several written as one word or parted by other blanks or hyphens: `lower case`, `deadletter`. */
function matchLiteral(elements: readonly Element[], at: number, tokens: readonly Token[], from: number): { element: number; token: number } | undefined {
  const element = elements[at];
  const start = skipHyphen(elements, at, tokens, from);
  const token = tokens[start];
  if (!element || !token) return undefined;
  if (element.kind === 'mark') return token.kind === 'mark' && token.value === element.mark ? { element: at + 1, token: start + 1 } : undefined;
  if (element.kind !== 'word' || token.kind !== 'word') return undefined;
  if (element.words.includes(token.value)) return { element: at + 1, token: start + 1 };
  return oneForSeveral(elements, at, token, start) ?? severalForOne(element.words, tokens, start, at);
}

function skipHyphen(elements: readonly Element[], at: number, tokens: readonly Token[], from: number): number {
  const hyphen = tokens[from]?.kind === 'mark' && tokens[from].value === '-';
  return hyphen && at > 0 && elements[at - 1]?.kind === 'word' && tokens[from + 1]?.kind === 'word' ? from + 1 : from;
}

function oneForSeveral(elements: readonly Element[], at: number, token: Token, from: number): { element: number; token: number } | undefined {
  let written = '';
  for (let next = at; next < elements.length && written.length < token.value.length; next++) {
    const element = elements[next];
    if (element?.kind !== 'word') return undefined;
    written += element.words[0] ?? '';
    if (next > at && written === token.value) return { element: next + 1, token: from + 1 };
  }
  return undefined;
}

function severalForOne(words: readonly string[], tokens: readonly Token[], from: number, at: number): { element: number; token: number } | undefined {
  let written = '';
  for (let next = from; next < tokens.length && written.length < (words[0]?.length ?? 0); next++) {
    const token = tokens[next];
    if (token?.kind === 'mark' && token.value === '-' && next > from) continue;
    if (token?.kind !== 'word') return undefined;
    written += token.value;
    if (next > from && words.includes(written)) return { element: at + 1, token: next + 1 };
  }
  return undefined;
}
