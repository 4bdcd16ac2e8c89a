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

/** The fields a format may use, by letter, with the counts of letters that have a meaning. */
export const formatFields: Readonly<Record<string, { readonly counts: readonly number[]; readonly meaning: string }>> = {
  y: { counts: [2, 4], meaning: 'year' },
  M: { counts: [1, 2, 3, 4], meaning: 'month: number, or name from three letters on' },
  d: { counts: [1, 2], meaning: 'day of the month' },
  E: { counts: [3, 4], meaning: 'name of the day of the week' },
  H: { counts: [1, 2], meaning: 'hour, 0 to 23' },
  h: { counts: [1, 2], meaning: 'hour, 1 to 12' },
  m: { counts: [1, 2], meaning: 'minute' },
  s: { counts: [1, 2], meaning: 'second' },
  S: { counts: [1, 2, 3, 4, 5, 6, 7, 8, 9], meaning: 'fraction of the second' },
  a: { counts: [1], meaning: 'AM or PM' },
  X: { counts: [1, 2, 3], meaning: 'offset, `Z` for zero' },
  x: { counts: [1, 2, 3], meaning: 'offset, digits also for zero' },
  Z: { counts: [1], meaning: 'offset without a colon, digits also for zero' },
};

/** What people write, meaning another field. */
const CONFUSED: Readonly<Record<string, { readonly means: string; readonly because: string }>> = {
  Y: { means: 'y', because: '`Y` is the year of the week, which differs from the calendar year around New Year' },
  D: { means: 'd', because: '`D` is the day of the year' },
  u: { means: 'y', because: '`u` is the year counted across eras' },
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
  const because = letter === 'T' ? " Put text that stands for itself in single quotes: `'T'`." : '';
  return { start, end, message: `\`${letter}\` is no field of a date format.${because}`, ...(letter === 'T' && count === 1 && { meant: "'T'" }) };
}

function list(counts: readonly number[]): string {
  const texts = counts.map(String);
  return texts.length === 1 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`;
}
