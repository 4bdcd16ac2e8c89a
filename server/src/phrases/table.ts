/** What a table of phrases consists of, and the compiled form of its patterns. */
import type { HoleKind } from './holes.ts';
import { tokenize } from './tokens.ts';

export type PhraseKind = 'transformation' | 'duration' | 'rate' | 'volume' | 'latency' | 'action' | 'escalation';

/** An argument of a call: the value of the step before, what fills a hole (left out where the hole is empty), or a constant. */
export type CallArgument = '$value' | { readonly hole: string } | { readonly constant: string };

/** What a transformation phrase stands for in the expression language, as data. */
export type PhraseCall =
  | { readonly function: string; readonly args: readonly CallArgument[]; /** The function where the value is a date. */ readonly onDate?: string }
  | { readonly operator: '*' | '/'; readonly args: readonly [CallArgument, CallArgument] }
  | { readonly special: 'exact copy' | 'map values' };

/** Shown in the manual, and run by its tests. `given` and `gives` are expressions. */
export interface PhraseExample {
  readonly text: string;
  readonly given?: string;
  readonly gives?: string;
}

export interface Phrase {
  readonly id: string;
  /**
   * Patterns: words, and holes as `{name:kind}`; `[…]` may be missing. The first is the canonical one. A plural word
   * stands for its singular too.
   */
  readonly forms: readonly [string, ...string[]];
  /** Patterns that are understood, and answered by the canonical form, but not accepted. */
  readonly meant?: readonly string[];
  readonly description: string;
  /** What completion puts into a hole for the author to change, as it stands in the text. */
  readonly samples?: Readonly<Record<string, string>>;
  readonly examples: readonly [PhraseExample, ...PhraseExample[]];
  readonly call?: PhraseCall;
}

export interface PhraseTable {
  readonly kind: PhraseKind;
  readonly title: string;
  readonly description: string;
  /** What parts the steps of a sequence; undefined where there is but one phrase. */
  readonly separator: ',' | ';' | undefined;
  /** Large numbers are written with thousands separators. */
  readonly groupsDigits: boolean;
  readonly phrases: readonly Phrase[];
}

/** A piece of a pattern. Marks are compared as they are, words in the plural and the singular. */
export type Element =
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'mark'; readonly mark: string }
  | { readonly kind: 'hole'; readonly name: string; readonly hole: HoleKind };

/** A pattern without optional parts: each of these is taken or left out. */
export interface Form {
  readonly phrase: Phrase;
  readonly elements: readonly Element[];
  /** False where it is only understood. */
  readonly accepted: boolean;
  readonly canonical: boolean;
  /** The pattern's text without brackets. */
  readonly pattern: string;
}

const SINGULARS: ReadonlyMap<string, string> = new Map(
  ['second', 'minute', 'hour', 'day', 'time', 'failure', 'record', 'event', 'message', 'request', 'hit', 'decimal', 'call', 'character', 'place', 'digit', 'attempt', 'value']
    .map((word) => [`${word}s`, word]),
);

/** The words of a text in the singular where a 1 stands before them: `1 times` is `1 time`. */
export function singular(text: string): string {
  return text.replace(/(?<![\d.,])1 ([a-z]+)/g, (whole, word: string) => {
    const one = SINGULARS.get(word);
    return one === undefined ? whole : `1 ${one}`;
  });
}

const HOLE = /\{(\w+):(\w+)\}/;

/** All forms of a phrase, the accepted first. */
export function formsOf(phrase: Phrase): Form[] {
  const read = (accepted: boolean) => (pattern: string, index: number): Form[] =>
    variants(pattern).map((text) => ({ phrase, elements: elementsOf(text), accepted, canonical: accepted && index === 0, pattern: text }));
  return [...phrase.forms.flatMap(read(true)), ...(phrase.meant ?? []).flatMap(read(false))];
}

/** A pattern with each optional part taken or left out, the fullest first. */
export function variants(pattern: string): string[] {
  const open = pattern.indexOf('[');
  if (open < 0) return [pattern];
  const close = pattern.indexOf(']', open);
  const [before, inside, after] = [pattern.slice(0, open), pattern.slice(open + 1, close), pattern.slice(close + 1)];
  return [...variants(before + inside + after), ...variants((before.trimEnd() + after).trimEnd())];
}

function elementsOf(pattern: string): Element[] {
  const elements: Element[] = [];
  for (const [index, part] of pattern.split(/(\{\w+:\w+\})/).entries()) {
    const hole = index % 2 === 1 ? HOLE.exec(part) : null;
    if (hole) elements.push({ kind: 'hole', name: hole[1] ?? '', hole: hole[2] as HoleKind });
    else elements.push(...literals(part));
  }
  return elements;
}

function literals(text: string): Element[] {
  return tokenize(text).flatMap((token): Element[] => {
    if (token.kind === 'mark') return token.value === '-' ? [] : [{ kind: 'mark', mark: token.value }];
    const one = SINGULARS.get(token.value);
    return [{ kind: 'word', words: one === undefined ? [token.value] : [token.value, one] }];
  });
}

/** The canonical form as people read it: `truncate to N`. */
export function displayForm(pattern: string): string {
  return pattern.replaceAll(/\{(\w+):(\w+)\}/g, (_whole, name: string, kind: string) => HOLE_NAMES[kind] ?? name.toUpperCase());
}

const HOLE_NAMES: Readonly<Record<string, string>> = { duration: 'DURATION', zone: 'ZONE', format: 'FORMAT', channel: 'CHANNEL', unit: 'second/minute/hour/day', seconds: 'N seconds', long: 'N minutes/hours/days', thing: 'records/events/messages', per: 'batch/second/minute/hour/day', amount: 'N' };
