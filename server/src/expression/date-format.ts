/** Date formats in Unicode's fields (LDML, unicode.org/reports/tr35/tr35-dates.html, "Date Field Symbol Table"): what we know of them. */

/** One part of a format. */
export interface FormatField {
  readonly kind: 'literal' | 'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'weekday' | 'hour' | 'hour12' | 'minute' | 'second' | 'fraction' | 'dayHalf' | 'offset';
  /** The letters, or the text of a literal. */
  readonly text: string;
  /** How many characters it takes up. */
  readonly min: number;
  readonly max: number;
}

const FIELDS: ReadonlyMap<string, readonly [FormatField['kind'], number, number]> = new Map([
  ['yyyy', ['year', 4, 4]], ['yy', ['shortYear', 2, 2]],
  ['M', ['month', 1, 2]], ['MM', ['month', 2, 2]], ['MMM', ['monthName', 3, 3]], ['MMMM', ['monthName', 3, 9]],
  ['d', ['day', 1, 2]], ['dd', ['day', 2, 2]], ['EEE', ['weekday', 3, 3]], ['EEEE', ['weekday', 6, 9]],
  ['H', ['hour', 1, 2]], ['HH', ['hour', 2, 2]], ['h', ['hour12', 1, 2]], ['hh', ['hour12', 2, 2]],
  ['m', ['minute', 1, 2]], ['mm', ['minute', 2, 2]], ['s', ['second', 1, 2]], ['ss', ['second', 2, 2]], ['a', ['dayHalf', 2, 2]],
  ['X', ['offset', 1, 5]], ['XX', ['offset', 1, 5]], ['XXX', ['offset', 1, 6]],
  ['x', ['offset', 3, 5]], ['xx', ['offset', 5, 5]], ['xxx', ['offset', 6, 6]], ['Z', ['offset', 5, 5]],
  ...Array.from({ length: 9 }, (_, at): [string, readonly [FormatField['kind'], number, number]] => ['S'.repeat(at + 1), ['fraction', at + 1, at + 1]]),
]);

/** What is meant by letters that are easily taken for others. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['Y', 'Y is the year of the week; write yyyy.'],
  ['y', 'Write yyyy for the year.'],
  ['D', 'D is the day of the year; write dd for the day of the month.'],
  ['T', "Letters that stand for themselves go in single quotes: 'T'."],
  ['f', 'Write S for fractions of a second.'],
  ['n', 'Write S for fractions of a second.'],
  ['z', 'Names of zones say too little; write XXX for the offset.'],
  ['k', 'Write HH for hours from 00 to 23.'],
  ['K', 'Write hh with a for hours from 01 to 12.'],
]);

const DATE_KINDS: ReadonlySet<FormatField['kind']> = new Set(['literal', 'year', 'shortYear', 'month', 'monthName', 'day', 'weekday']);
const NUMERIC_KINDS: ReadonlySet<FormatField['kind']> = new Set(['year', 'shortYear', 'month', 'day', 'hour', 'hour12', 'minute', 'second', 'fraction']);

/** The fields of a format, or what is wrong with it. */
export function readFormat(format: string): readonly FormatField[] | string {
  const fields: FormatField[] = [];
  let at = 0;
  while (at < format.length) {
    const rest = format.slice(at);
    const letters = /^([A-Za-z])\1*/.exec(rest)?.[0];
    if (letters !== undefined) {
      const known = FIELDS.get(letters);
      if (!known) return unknownLetters(letters);
      const previous = fields.at(-1);
      if (previous && previous.min !== previous.max && NUMERIC_KINDS.has(previous.kind) && NUMERIC_KINDS.has(known[0])) {
        return `${previous.text}${letters} leaves open where the first number ends. Write ${previous.text.repeat(2)}, or put a mark between the two.`;
      }
      fields.push({ kind: known[0], text: letters, min: known[1], max: known[2] });
      at += letters.length;
      continue;
    }
    const literal = /^(?:''|'((?:[^']|'')+)'|[^A-Za-z']+)/.exec(rest);
    if (!literal) return "A single quote is not closed. Write 'T', and '' for a quote itself.";
    const text = literal[1]?.replaceAll("''", "'") ?? (literal[0] === "''" ? "'" : literal[0]);
    fields.push({ kind: 'literal', text, min: Array.from(text).length, max: Array.from(text).length });
    at += literal[0].length;
  }
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
  if (fields.length === 0) return "The format is empty. Write one, such as yyyy-MM-dd.";
  const kinds = fields.map((field) => field.kind);
  if (kinds.includes('hour12') !== kinds.includes('dayHalf')) return 'Hours from 1 to 12 (hh) need a for AM or PM, and only they do. Write HH, or hh with a.';
  return undefined;
}

function unknownLetters(letters: string): string {
  const hint = INSTEAD.get(letters[0] ?? '') ?? "Known are yyyy, MM, dd, HH, mm, ss, SSS, XXX; other letters go in single quotes.";
  return `${letters} is no date field known here. ${hint}`;
}
