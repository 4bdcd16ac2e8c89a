/** The typed holes of phrases: how each is read, checked and written. */
import { readFormat } from '../model/date-format.ts';
import { isZone, nearestZone, zoneName } from '../model/zone.ts';
import type { Span, Token } from './tokens.ts';
import { quoted } from './tokens.ts';
import type { DurationUnit } from './units.ts';
import { durationText, MILLISECONDS, unitOf } from './units.ts';

/**
 * `amount`: a number, 0 or more; `decimal` may be negative. `seconds`: a duration in seconds; `long`: in another unit.
 * `thing`: records, events or messages; `per`: batch or a unit of time.
 */
export type HoleKind =
  | 'count' | 'amount' | 'decimal' | 'duration' | 'seconds' | 'long' | 'unit' | 'thing' | 'per'
  | 'text' | 'nonempty' | 'character' | 'zone' | 'format' | 'channel';

/** What fills a hole. Decimals and amounts keep their digits, as text; a duration also counts milliseconds. */
export type HoleValue =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'decimal' | 'amount'; readonly value: string }
  | { readonly kind: 'duration'; readonly milliseconds: number; readonly amount: string; readonly unit: DurationUnit }
  | { readonly kind: 'unit'; readonly value: DurationUnit }
  | { readonly kind: 'thing'; readonly value: 'records' | 'events' | 'messages' }
  | { readonly kind: 'per'; readonly value: 'batch' | DurationUnit }
  | { readonly kind: 'text' | 'nonempty' | 'character' | 'format'; readonly value: string; readonly quoted: boolean }
  | { readonly kind: 'zone' | 'channel'; readonly value: string };

/** Something wrong inside a hole: the phrase is recognized, what fills it is not right. */
export interface HoleFault {
  readonly span: Span;
  readonly message: string;
  /** What should stand in the span. */
  readonly meant?: string;
}

/** One way to fill a hole with the tokens from a place on: those before `end`. */
export interface Filling {
  readonly end: number;
  readonly value: HoleValue;
  readonly span: Span;
  /** What is wrong with it, worked out when asked for; absent where nothing is. */
  readonly fault?: () => HoleFault;
}

/** The ways to fill a hole from the token at `at` on, the likelier first. `last`: nothing of the phrase follows. */
export function fillings(kind: HoleKind, tokens: readonly Token[], at: number, text: string, last: boolean): Filling[] {
  const first = tokens[at];
  if (!first) return [];
  switch (kind) {
    case 'count':
    case 'amount':
    case 'decimal': return numberAt(kind, tokens, at, text);
    case 'duration':
    case 'seconds':
    case 'long': return durationAt(kind, tokens, at);
    case 'unit':
    case 'thing':
    case 'per': return wordAt(kind, first, at);
    case 'zone': return zoneAt(tokens, at, text);
    default: return textsAt(kind, tokens, at, text, last);
  }
}

function numberAt(kind: 'count' | 'amount' | 'decimal', tokens: readonly Token[], at: number, text: string): Filling[] {
  const sign = tokens[at]?.value === '-' || tokens[at]?.value === '−';
  const start = tokens[at];
  const number = tokens[sign ? at + 1 : at];
  if (!start || number?.kind !== 'number' || (sign && number.apart)) return [];
  const span = { start: start.start, end: number.end };
  const end = at + (sign ? 2 : 1);
  const problem = numberProblem(kind, number.value, sign);
  const fault = problem !== undefined && { fault: () => ({ span, message: `\`${text.slice(span.start, span.end)}\` ${problem}.` }) };
  const digits = plainDecimal((sign ? '-' : '') + number.value);
  return [{ end, span, value: kind === 'count' ? { kind, value: Number(digits) } : { kind, value: digits }, ...fault }];
}

function numberProblem(kind: 'count' | 'amount' | 'decimal', digits: string, sign: boolean): string | undefined {
  if (kind === 'decimal') return undefined;
  if (kind === 'amount') return sign ? 'must not be below 0' : undefined;
  if (sign || digits.includes('.')) return 'must be a whole number, 0 or more';
  return Number.isSafeInteger(Number(digits)) ? undefined : 'is too large';
}

/** Without leading and trailing zeros that say nothing: `007.50` is `7.5`. */
function plainDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  const rest = fraction.replace(/0+$/, '');
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
  return plain === '0' ? plain : sign + plain;
}

function durationAt(kind: 'duration' | 'seconds' | 'long', tokens: readonly Token[], at: number): Filling[] {
  const [number, word] = [tokens[at], tokens[at + 1]];
  const unit = word?.kind === 'word' ? unitOf(word.value) : undefined;
  if (number?.kind !== 'number' || !word || !unit) return [];
  const amount = plainDecimal(number.value);
  const value = { kind: 'duration', milliseconds: Math.round(Number(amount) * MILLISECONDS[unit]), amount, unit } as const;
  const span = { start: number.start, end: word.end };
  const fault = kind === 'duration' || (kind === 'seconds') === (unit === 'second') ? undefined : unitFault(kind, value.milliseconds, span);
  return [{ end: at + 2, value, span, ...(fault && { fault: () => fault }) }];
}

function unitFault(kind: 'seconds' | 'long', milliseconds: number, span: Span): HoleFault {
  const unit = kind === 'seconds' ? 'second' : 'minute';
  const amount = milliseconds / MILLISECONDS[unit];
  const message = kind === 'seconds' ? 'This is given in seconds.' : 'This is given in minutes, hours or days.';
  return { span, message, ...(Number.isInteger(amount) && { meant: durationText(grouped(amount), unit) }) };
}

const THINGS = ['records', 'events', 'messages'] as const;

function wordAt(kind: 'unit' | 'thing' | 'per', word: Token, at: number): Filling[] {
  if (word.kind !== 'word') return [];
  const filling = (value: HoleValue): Filling[] => [{ end: at + 1, value, span: { start: word.start, end: word.end } }];
  if (kind === 'thing') {
    const thing = THINGS.find((each) => each === word.value || each === `${word.value}s`);
    return thing ? filling({ kind, value: thing }) : [];
  }
  const unit = unitOf(word.value);
  if (kind === 'unit') return unit ? filling({ kind, value: unit }) : [];
  const per = word.value === 'batch' ? word.value : unit;
  return per ? filling({ kind, value: per }) : [];
}

/** A zone has no blanks, so that it ends where the next one is. */
function zoneAt(tokens: readonly Token[], at: number, text: string): Filling[] {
  const first = tokens[at];
  if (!first) return [];
  let end = at + 1;
  while (tokens[end]?.apart === false) end++;
  // A name with blanks, as `New York`, is taken whole, and faulty.
  const ends = [end, ...(end < tokens.length ? [tokens.length] : [])];
  return ends.map((until) => {
    const span = { start: first.start, end: (tokens[until - 1] ?? first).end };
    const name = first.kind === 'quoted' && until === at + 1 ? first.value : text.slice(span.start, span.end);
    return { end: until, span, value: { kind: 'zone', value: isZone(name) ? zoneName(name) : name }, ...(!isZone(name) && { fault: () => zoneFault(name, span) }) };
  });
}

function zoneFault(name: string, span: Span): HoleFault {
  const meant = nearestZone(name);
  return { span, message: `\`${name}\` is no time zone of the IANA database${meant === undefined ? '' : `; did you mean \`${meant}\``}${meant === undefined ? '.' : '?'}`, ...(meant !== undefined && { meant }) };
}

type TextKind = 'text' | 'nonempty' | 'character' | 'format' | 'channel';

/** A quoted literal ends with its quote; a bare one ends wherever the rest of the phrase allows, the sooner the better. */
function textsAt(kind: TextKind, tokens: readonly Token[], at: number, text: string, last: boolean): Filling[] {
  const first = tokens[at];
  if (!first) return [];
  const ends = last ? [tokens.length] : Array.from({ length: tokens.length - at }, (_, index) => at + 1 + index);
  return ends.map((end): Filling => {
    const span = { start: first.start, end: (tokens[end - 1] ?? first).end };
    const isQuoted = end === at + 1 && first.kind === 'quoted';
    const content = isQuoted ? first.value : text.slice(span.start, span.end);
    const fault = textFault(kind, content, span, isQuoted, first);
    if (kind === 'channel') return { end, span, value: { kind, value: content } };
    return { end, span, value: { kind, value: content, quoted: isQuoted }, ...(fault && { fault: () => fault }) };
  });
}

function textFault(kind: TextKind, content: string, span: Span, isQuoted: boolean, first: Token): HoleFault | undefined {
  if (kind === 'channel') return undefined;
  if (first.kind === 'open-quote') return { span, message: 'The quote is not closed.' };
  if (kind === 'format') return formatFault(content, span, isQuoted);
  if (first.kind === 'quoted' && !isQuoted) return { span, message: 'More follows behind the closing quote; put the whole text into quotes.', meant: quoted(content) };
  if (kind !== 'text' && content === '') return { span, message: 'This text must not be empty.' };
  if (kind === 'character' && [...content].length !== 1) return { span, message: `\`${content}\` must be one character.` };
  return undefined;
}

function formatFault(content: string, span: Span, isQuoted: boolean): HoleFault | undefined {
  const { faults } = readFormat(content);
  const [fault] = faults;
  if (!fault) return undefined;
  const mended = [...faults].reverse().reduce((text, each) => (each.meant === undefined ? text : text.slice(0, each.start) + each.meant + text.slice(each.end)), content);
  const sound = readFormat(mended).faults.length === 0;
  // Inside quotes a place in the decoded text is one in the source only as long as no quote is doubled before it.
  const place = isQuoted ? span : { start: span.start + fault.start, end: span.start + fault.end };
  const whole = isQuoted || faults.length > 1 ? span : place;
  const meant = isQuoted ? quoted(mended) : whole === span ? mended : fault.meant;
  return { span: whole, message: fault.message, ...(sound && meant !== undefined && { meant }) };
}

/** A number with commas between its groups of three: `1,000`. */
export function grouped(value: number | string): string {
  const [whole = '', fraction] = String(value).split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}

/** A hole's value as the canonical phrase has it. `groups`: numbers get thousands separators. */
export function holeText(value: HoleValue, groups: boolean): string {
  switch (value.kind) {
    case 'amount':
    case 'count': return groups ? grouped(value.value) : String(value.value);
    case 'duration': return durationText(groups ? grouped(value.amount) : value.amount, value.unit);
    case 'text':
    case 'nonempty':
    case 'character':
    case 'format': return value.quoted ? quoted(value.value) : value.value;
    default: return value.value;
  }
}

/** The milliseconds of a hole's value; undefined where it is no duration. */
export function duration(value: HoleValue | undefined): number | undefined {
  return value?.kind === 'duration' ? value.milliseconds : undefined;
}
