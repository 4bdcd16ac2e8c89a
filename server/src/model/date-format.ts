/** Date formats in Unicode (LDML) fields: `yyyy-MM-dd'T'HH:mm:ss`. https://unicode.org/reports/tr35/tr35-dates.html */

/** A fault in a format, with its place in the format's text. */
export interface FormatFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** What was most likely meant in its place. */
  readonly meant?: string;
}

/** A run of one field letter, or text that stands for itself. */
export interface FormatPart {
  readonly kind: 'field' | 'literal';
  /** The field as written (`yyyy`), or the text decoded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a field stands for. */
export type FieldKind = 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'weekday' | 'hour' | 'hour12' | 'minute' | 'second' | 'fraction' | 'dayHalf' | 'offset';

/** A field, with the fewest and the most characters that it takes up. */
export interface FieldForm {
  readonly kind: FieldKind;
  readonly min: number;
  readonly max: number;
}

const form = (kind: FieldKind, min: number, max = min): FieldForm => ({ kind, min, max });

/** The fields that have a meaning, as they are written. Source: LDML, *Date Field Symbol Table*; names are English. */
export const fieldForms: ReadonlyMap<string, FieldForm> = new Map([
  ['yyyy', form('year', 4)], ['yy', form('shortYear', 2)],
  ['M', form('month', 1, 2)], ['MM', form('month', 2)], ['MMM', form('monthName', 3)], ['MMMM', form('monthName', 3, 9)],
  ['d', form('day', 1, 2)], ['dd', form('day', 2)], ['EEE', form('weekday', 3)], ['EEEE', form('weekday', 6, 9)],
  ['H', form('hour', 1, 2)], ['HH', form('hour', 2)], ['h', form('hour12', 1, 2)], ['hh', form('hour12', 2)],
  ['m', form('minute', 1, 2)], ['mm', form('minute', 2)], ['s', form('second', 1, 2)], ['ss', form('second', 2)],
  ...Array.from({ length: 9 }, (_, at): [string, FieldForm] => ['S'.repeat(at + 1), form('fraction', at + 1)]),
  ['a', form('dayHalf', 2)], ['X', form('offset', 1, 5)], ['XX', form('offset', 1, 5)], ['XXX', form('offset', 1, 6)],
  ['x', form('offset', 3, 5)], ['xx', form('offset', 5)], ['xxx', form('offset', 6)], ['Z', form('offset', 5)],
]);

const MEANINGS: Readonly<Record<string, string>> = {
  y: 'year', M: 'month: number, or name from three letters on', d: 'day of the month', E: 'name of the day of the week',
  H: 'hour, 0 to 23', h: 'hour, 1 to 12', m: 'minute', s: 'second', S: 'fraction of the second', a: 'AM or PM',
  X: 'offset, `Z` for zero', x: 'offset, digits also for zero', Z: 'offset without a colon, digits also for zero',
};

/** The fields a format may use, by letter, with the counts of letters that have a meaning. */
export const formatFields: Readonly<Record<string, { readonly counts: readonly number[]; readonly meaning: string }>> = Object.fromEntries(
  Object.entries(MEANINGS).map(([letter, meaning]) => [letter, { meaning, counts: [...fieldForms.keys()].filter((run) => run.startsWith(letter)).map((run) => run.length).sort((a, b) => a - b) }]),
);

/** What people write, meaning another field. */
const CONFUSED: Readonly<Record<string, { readonly means: string; readonly because: string }>> = {
  Y: { means: 'y', because: '`Y` is the year of the week, which differs from the calendar year around New Year' },
  D: { means: 'd', because: '`D` is the day of the year' },
  u: { means: 'y', because: '`u` is the year counted across eras' },
  f: { means: 'S', because: '`f` is no field of a date format' },
  n: { means: 'S', because: '`n` is the nanosecond of the second in some libraries only' },
  k: { means: 'H', because: '`k` counts hours from 1 to 24' },
};

/** What else a letter that is no field may be about. */
const HINTS: Readonly<Record<string, string>> = {
  T: "Put text that stands for itself in single quotes: `'T'`.",
  z: 'Names of zones say too little; write `XXX` for the offset.',
  K: 'Write `hh` with `a` for hours from 1 to 12.',
};

/** Parts and faults of a format; an unknown letter outside quotes is a fault, as LDML reserves all of them. */
export function readFormat(text: string): { parts: FormatPart[]; faults: FormatFault[] } {
  const parts: FormatPart[] = [];
  const faults: FormatFault[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const letter = text[at] ?? '';
    if (letter === "'") {
      const end = closingQuote(text, at);
      if (end === undefined) faults.push({ start, end: text.length, message: 'The quote in the date format is not closed.' });
      at = end ?? text.length;
      const inner = text.slice(start + 1, end === undefined ? text.length : at - 1).replaceAll("''", "'");
      parts.push({ kind: 'literal', text: at - start === 2 ? "'" : inner, start, end: at });
    } else if (/[A-Za-z]/.test(letter)) {
      while (text[at] === letter) at++;
      parts.push({ kind: 'field', text: text.slice(start, at), start, end: at });
      const fault = fieldFault(letter, start, at);
      if (fault) faults.push(fault);
    } else {
      while (at < text.length && !/[A-Za-z']/.test(text[at] ?? '')) at++;
      parts.push({ kind: 'literal', text: text.slice(start, at), start, end: at });
    }
  }
  const [first] = faults;
  if (!first && !parts.some((part) => part.kind === 'field')) faults.push({ start: 0, end: text.length, message: 'The date format has no field such as `yyyy`.' });
  return { parts, faults };
}

function closingQuote(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] !== "'") continue;
    if (text[at + 1] === "'" && at > open + 1) at++;
    else return at + 1;
  }
  return undefined;
}

function fieldFault(letter: string, start: number, end: number): FormatFault | undefined {
  const count = end - start;
  const field = formatFields[letter];
  if (field) {
    return field.counts.includes(count) ? undefined : { start, end, message: `The date format has \`${letter}\` ${String(count)} times; it has a meaning ${list(field.counts)} times.` };
  }
  const confused = CONFUSED[letter];
  if (confused) return { start, end, message: `${confused.because}; write \`${confused.means.repeat(count)}\`.`, meant: confused.means.repeat(count) };
  const hint = HINTS[letter];
  return { start, end, message: `\`${letter}\` is no field of a date format.${hint === undefined ? '' : ` ${hint}`}`, ...(letter === 'T' && count === 1 && { meant: "'T'" }) };
}

function list(counts: readonly number[]): string {
  const texts = counts.map(String);
  return texts.length === 1 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`;
}
