/** Date formats as the functions on dates use them: what each part stands for, and what a format leaves open. */
import type { FieldForm, FieldKind } from '../model/date-format.ts';
import { fieldForms, readFormat as readParts } from '../model/date-format.ts';

/** One part of a format. */
export interface FormatField extends Omit<FieldForm, 'kind'> {
  readonly kind: FieldKind | 'literal';
  /** The letters, or the text of a literal. */
  readonly text: string;
}

const DATE_KINDS: ReadonlySet<FormatField['kind']> = new Set(['literal', 'year', 'shortYear', 'month', 'monthName', 'day', 'weekday']);
const NUMERIC_KINDS: ReadonlySet<FormatField['kind']> = new Set(['year', 'shortYear', 'month', 'day', 'hour', 'hour12', 'minute', 'second', 'fraction']);

/** The fields of a format, or what is wrong with it. */
export function readFormat(format: string): readonly FormatField[] | string {
  const { parts, faults: [fault] } = readParts(format);
  if (fault) return fault.message;
  const fields = parts.map(({ kind, text }): FormatField => {
    const form = kind === 'field' ? fieldForms.get(text) : undefined;
    const length = Array.from(text).length;
    return form ? { ...form, text } : { kind: 'literal', text, min: length, max: length };
  });
  return contradictions(fields) ?? fields;
}

/** How many characters a formatted value has. */
export function formatLengths(fields: readonly FormatField[]): { readonly min: number; readonly max: number } {
  let [min, max] = [0, 0];
  for (const field of fields) [min, max] = [min + field.min, max + field.max];
  return { min, max };
}

export function hasOffset(fields: readonly FormatField[]): boolean {
  return fields.some((field) => field.kind === 'offset');
}

/** What keeps a format from describing a date without a time; undefined if nothing does. */
export function dateFormatFault(format: string, reading: boolean): string | undefined {
  const fields = readFormat(format);
  if (typeof fields === 'string') return fields;
  const time = fields.find((field) => !DATE_KINDS.has(field.kind));
  if (time) return `A date has no ${time.text}. Leave it out, or use ${reading ? 'parseDatetime' : 'formatDatetime'}.`;
  return reading ? unreadable(fields, [['year', 'shortYear'], ['month', 'monthName'], ['day']]) : undefined;
}

/** What keeps a format from describing a datetime; undefined if nothing does. */
export function datetimeFormatFault(format: string, reading: boolean): string | undefined {
  const fields = readFormat(format);
  if (typeof fields === 'string') return fields;
  return reading ? unreadable(fields, [['year', 'shortYear'], ['month', 'monthName'], ['day'], ['hour', 'hour12']]) : undefined;
}

/** What a text would leave open, or say twice, that is read by these fields. */
function unreadable(fields: readonly FormatField[], needed: readonly (readonly FormatField['kind'][])[]): string | undefined {
  const kinds = fields.map((field) => field.kind);
  const twice = kinds.find((kind, at) => kind !== 'literal' && kinds.indexOf(kind) !== at);
  if (twice) return `${fields.filter((field) => field.kind === twice).map((field) => field.text).join(' and ')} say the same thing twice. Keep one of them.`;
  const gap = needed.find((kinds) => !fields.some((field) => kinds.includes(field.kind)));
  if (!gap) return undefined;
  const [name, letters] = { year: ['year', 'yyyy'], month: ['month', 'MM'], day: ['day', 'dd'] }[String(gap[0])] ?? ['hour', 'HH'];
  return `The ${name} is missing in the format. Add ${letters}.`;
}

function contradictions(fields: readonly FormatField[]): string | undefined {
  const open = fields.findIndex((field, at) => field.min !== field.max && NUMERIC_KINDS.has(field.kind) && NUMERIC_KINDS.has(fields[at + 1]?.kind ?? 'literal'));
  const [one, next] = fields.slice(open < 0 ? fields.length : open);
  if (one && next) return `${one.text}${next.text} leaves open where the first number ends. Write ${one.text.repeat(2)}, or put a mark between the two.`;
  const kinds = fields.map((field) => field.kind);
  if (kinds.includes('hour12') !== kinds.includes('dayHalf')) return 'Hours from 1 to 12 (hh) need a for AM or PM, and only they do. Write HH, or hh with a.';
  return undefined;
}
