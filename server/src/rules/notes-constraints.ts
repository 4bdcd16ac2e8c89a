/** Limits that notes say in words, as the facets that would be checked. */
import type { ValueType } from '../model/type.ts';
import type { Draft } from '../syntax/change.ts';
import type { TextRange } from '../syntax/tree.ts';

export interface WordedConstraint {
  readonly facet: 'max_length' | 'min_length' | 'maximum' | 'minimum' | 'timezone' | 'enum' | 'nullable' | 'default';
  readonly value: Draft;
  /** The value as a message shows it. */
  readonly shown: string;
  /** The words that say it. */
  readonly slice: TextRange;
  /** What goes when the facet says it: the words with a separator; undefined where they are part of a sentence. */
  readonly removal: TextRange | undefined;
}

type Kinds = readonly ValueType['kind'][];

interface Wording {
  readonly facet: WordedConstraint['facet'];
  readonly kinds: Kinds;
  /** One of these stands in every such wording, in small letters: only then it is worth while to make its pattern ready. */
  readonly hints: readonly string[];
  /** The value is in the first group. */
  readonly pattern: RegExp;
  /** Only where these words are all that stands between two separators. */
  readonly alone?: true;
  readonly sourceOnly?: true;
  readonly read: (text: string, kind: ValueType['kind']) => { readonly draft: Draft; readonly shown: string } | undefined;
}

const TEXT: Kinds = ['string'];
const NUMBERS: Kinds = ['integer', 'number', 'decimal'];
const ANY: Kinds = ['string', 'integer', 'number', 'decimal', 'boolean', 'date', 'datetime', 'time', 'duration', 'uuid', 'binary', 'object', 'array'];
const CHARACTERS = '(?:characters?|chars?|letters|code points)';
const COUNT = '(\\d{1,3}(?:,\\d{3})+|\\d{1,9})';
const NUMBER = '(-?\\d{1,15}(?:\\.\\d{1,10})?)';

const WORDINGS: readonly Wording[] = [
  { facet: 'max_length', kinds: TEXT, hints: ['char', 'letter', 'code point'], pattern: new RegExp(`\\b(?:max(?:imum|\\.)?(?: of)?|at most|up to|no more than|not more than|not longer than|no longer than|limited to)[ :]+${COUNT}[ -]${CHARACTERS}(?: long)?\\b`, 'giu'), read: count },
  { facet: 'max_length', kinds: TEXT, hints: ['length'], pattern: new RegExp(`\\bmax(?:imum|\\.)?[ -]length(?: (?:is|of))?[ :=]*${COUNT}(?: ${CHARACTERS})?(?![\\w.]\\d)\\b`, 'giu'), read: count },
  { facet: 'max_length', kinds: TEXT, hints: ['max'], alone: true, pattern: new RegExp(`\\bmax(?:imum|\\.)?[ :]+${COUNT}\\b`, 'giu'), read: count },
  { facet: 'min_length', kinds: TEXT, hints: ['char', 'letter', 'code point'], pattern: new RegExp(`\\b(?:min(?:imum|\\.)?(?: of)?|at least|no fewer than|not shorter than)[ :]+${COUNT}[ -]${CHARACTERS}(?: long)?\\b`, 'giu'), read: count },
  { facet: 'min_length', kinds: TEXT, hints: ['length'], pattern: new RegExp(`\\bmin(?:imum|\\.)?[ -]length(?: (?:is|of))?[ :=]*${COUNT}(?: ${CHARACTERS})?\\b`, 'giu'), read: count },
  { facet: 'maximum', kinds: NUMBERS, hints: ['max', 'at most', 'no more'], alone: true, pattern: new RegExp(`\\b(?:max(?:imum|\\.)?|at most|no more than)[ :]+${NUMBER}(?![\\d.]*\\d)`, 'giu'), read: number },
  { facet: 'minimum', kinds: NUMBERS, hints: ['min', 'at least'], alone: true, pattern: new RegExp(`\\b(?:min(?:imum|\\.)?|at least)[ :]+${NUMBER}(?![\\d.]*\\d)`, 'giu'), read: number },
  { facet: 'minimum', kinds: NUMBERS, hints: ['negative'], alone: true, pattern: /\b(never negative|not negative|non-negative)\b/giu, read: () => ({ draft: { kind: 'literal', value: 0 }, shown: '0' }) },
  { facet: 'timezone', kinds: ['datetime'], hints: ['utc'], pattern: /\b(always (?:in )?UTC)\b/giu, read: utc },
  { facet: 'timezone', kinds: ['datetime'], hints: ['utc'], alone: true, pattern: /\b((?:in )?UTC)\b/gu, read: utc },
  { facet: 'enum', kinds: ['string', 'integer'], hints: ['one of', 'values'], pattern: /\b(?:one of|(?:allowed|possible|valid|permitted) values(?: are)?)\s*:?\s+([^.;()\n]{3,500})/giu, read: values },
  { facet: 'nullable', kinds: ANY, hints: ['null'], alone: true, pattern: /\b(not null|never null|non-null(?:able)?|not nullable|must not be null|cannot be null)\b/giu, read: () => truth(false) },
  { facet: 'nullable', kinds: ANY, hints: ['null'], alone: true, pattern: /(?<!\b(?:not|never|non)[ -])\b(nullable|(?:may|can) be null)\b/giu, read: () => truth(true) },
  { facet: 'default', kinds: [...TEXT, ...NUMBERS, 'boolean'], hints: ['default', 'absent', 'missing'], alone: true, sourceOnly: true, pattern: /\b(?:default(?: value)?(?:,? (?:if|when) (?:absent|missing))?\s*:|defaults to|default is|(?:if|when) (?:absent|missing)\s*:)\s*("[^"]*"|'[^']*'|[\p{L}\p{N}_.-]{1,60}(?<!\.))/giu, read: literal },
];

/** Longer notes say more than limits; what stands around each of very many limits is not looked at. */
const LONGEST = 5000;

/** The limits that notes on a field of this kind say, none twice; `isSource`: the field is one of the source record. */
export function constraintsIn(notes: string, kind: ValueType['kind'], isSource: boolean): WordedConstraint[] {
  const found: WordedConstraint[] = [];
  if (notes.length > LONGEST) return found;
  const small = notes.toLowerCase();
  for (const { facet, kinds, hints, pattern, alone, sourceOnly, read } of WORDINGS) {
    if (!kinds.includes(kind) || (sourceOnly && !isSource) || !hints.some((hint) => small.includes(hint))) continue;
    for (const match of notes.matchAll(pattern)) {
      const words = match[0].trimEnd();
      const slice = { start: match.index, end: match.index + words.length };
      const removal = removalOf(notes, slice);
      const value = (!alone || removal) && read((match[1] ?? '').trim(), kind);
      if (!value || found.some((other) => other.facet === facet || (slice.start < other.slice.end && other.slice.start < slice.end))) continue;
      found.push({ facet, value: value.draft, shown: value.shown, slice, removal });
    }
  }
  return found.sort((a, b) => a.slice.start - b.slice.start);
}

/** The words with the separator in front of them, or behind them; undefined where other words stand beside them. */
function removalOf(text: string, { start, end }: TextRange): TextRange | undefined {
  const before = /(^|[,;.:(–—]\s*|\s-\s)$/u.exec(text.slice(0, start).replace(/(?<!\s)\s+$/u, (blanks) => ' '.repeat(blanks.length)));
  const behind = /^\s*(?:[,;.)–—]+\s*|$)/u.exec(text.slice(end));
  if (!before || !behind || text.slice(0, start).endsWith('(') || behind[0].startsWith(')')) return undefined;
  if (before[0] === '') return { start: 0, end: end + behind[0].length };
  const isLast = end + behind[0].length >= text.length;
  return { start: start - before[0].length, end: isLast ? text.length : end };
}

function count(text: string): { draft: Draft; shown: string } | undefined {
  const value = Number(text.replaceAll(',', ''));
  return value > 0 ? { draft: { kind: 'literal', value }, shown: String(value) } : undefined;
}

function number(text: string, kind: ValueType['kind']): { draft: Draft; shown: string } | undefined {
  const value = Number(text);
  if (kind === 'integer' && !Number.isSafeInteger(value)) return undefined;
  return { draft: { kind: 'literal', value }, shown: String(value) };
}

function utc(): { draft: Draft; shown: string } {
  return { draft: { kind: 'text', text: 'UTC' }, shown: 'UTC' };
}

function truth(value: boolean): { draft: Draft; shown: string } {
  return { draft: { kind: 'literal', value }, shown: String(value) };
}

/** A list of single words or quoted texts; anything else is prose. */
function values(text: string, kind: ValueType['kind']): { draft: Draft; shown: string } | undefined {
  const parts = text.split(/,\s*(?:or\s+|and\s+)?|(?<=\s)(?:or|and)\s+|\|/iu).map((part) => part.trim());
  if (parts.length < 2 || parts.some((part) => !/^(?:"[^"]+"|'[^']+'|`[^`]+`|[\p{L}\p{N}_-]{1,40})$/u.test(part))) return undefined;
  if (new Set(parts).size < parts.length || /^(the|these|those)$/iu.test(parts[0] ?? '')) return undefined;
  const items = parts.map((part) => scalar(part, kind));
  if (items.some((item) => item === undefined)) return undefined;
  return { draft: { kind: 'list', items: items.flatMap((item) => item ?? []), inline: true }, shown: `[${parts.join(', ')}]` };
}

function literal(text: string, kind: ValueType['kind']): { draft: Draft; shown: string } | undefined {
  const draft = scalar(text, kind);
  return draft && !/^(none|null|nothing|the|an?|empty)$/iu.test(text) ? { draft, shown: text } : undefined;
}

function scalar(text: string, kind: ValueType['kind']): Draft | undefined {
  const bare = text.replace(/^(["'`])(.*)\1$/su, '$2');
  if (kind === 'boolean') return /^(true|false)$/iu.test(bare) ? { kind: 'literal', value: bare.toLowerCase() === 'true' } : undefined;
  if (kind === 'string') return { kind: 'text', text: bare };
  return /^-?\d{1,15}(\.\d+)?$/u.test(bare) && (kind !== 'integer' || !bare.includes('.')) ? { kind: 'literal', value: Number(bare) } : undefined;
}
