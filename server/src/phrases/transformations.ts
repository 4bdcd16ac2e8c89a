/** Transformation phrases, each standing for a call of the expression language (semantics: *Transformation phrases*). */
import type { CallArgument, Phrase, PhraseCall, PhraseTable } from './table.ts';

/** A call on the value of the step before, with holes by name and constants marked by `=`. */
function call(name: string, ...args: readonly string[]): PhraseCall {
  const rest = args.map((arg): CallArgument => (arg.startsWith('=') ? { constant: arg.slice(1) } : { hole: arg }));
  return { function: name, args: ['$value', ...rest] };
}

const copies: readonly Phrase[] = [
  {
    id: 'exact-copy',
    forms: ['exact copy'],
    meant: ['copy', 'as is', 'copied exactly', 'unchanged', 'same', 'direct', 'direct copy', 'copy as is', 'none', 'identity', 'pass through', 'exact'],
    description: 'The value as it is. Legal where every value the source allows is one the target allows.',
    examples: [{ text: 'Exact copy', given: "'abc'", gives: "'abc'" }],
    call: { special: 'exact copy' },
  },
  {
    id: 'map-values',
    forms: ['map values'],
    meant: ['map', 'value map', 'mapped', 'lookup', 'look up', 'translate', 'map values by table', 'map enum'],
    description: 'Replaces each value by the one that the field’s `value_map` gives for it.',
    examples: [{ text: 'map values' }],
    call: { special: 'map values' },
  },
  {
    id: 'default',
    forms: ['default to {v:text}'],
    meant: ['default {v:text}', 'or else {v:text}', 'if absent {v:text}', 'if missing {v:text}', 'if null {v:text}', 'fallback to {v:text}', 'fall back to {v:text}'],
    description: 'Puts a value where there is none: absent or null. It has the type of the value at this step.',
    samples: { v: 'unknown' },
    examples: [{ text: "default to 'n/a'", given: 'null', gives: "'n/a'" }, { text: 'default to 0', given: '5', gives: '5' }],
    call: call('default', 'v'),
  },
];

const texts: readonly Phrase[] = [
  {
    id: 'lowercase',
    forms: ['lowercase'],
    meant: ['lower', 'to lower', 'to lowercase', 'convert to lowercase', 'lower cased', 'lowercased', 'make lowercase', 'down case', 'small letters'],
    description: 'All letters small.',
    examples: [{ text: 'lowercase', given: "'Ada LOVELACE'", gives: "'ada lovelace'" }],
    call: call('lower'),
  },
  {
    id: 'uppercase',
    forms: ['uppercase'],
    meant: ['upper', 'to upper', 'to uppercase', 'convert to uppercase', 'upper cased', 'uppercased', 'make uppercase', 'capitals', 'capital letters'],
    description: 'All letters capital.',
    examples: [{ text: 'uppercase', given: "'eur'", gives: "'EUR'" }],
    call: call('upper'),
  },
  {
    id: 'trim',
    forms: ['trim'],
    meant: ['strip', 'trim whitespace', 'trim spaces', 'strip whitespace', 'remove whitespace', 'trimmed'],
    description: 'Takes the white space off both ends.',
    examples: [{ text: 'trim', given: "'  a b '", gives: "'a b'" }],
    call: call('trim'),
  },
  {
    id: 'truncate',
    forms: ['truncate to {n:count}'],
    meant: [
      'truncate {n:count}', 'truncate ( {n:count} )', 'truncate at {n:count}', 'truncate to {n:count} characters', 'truncate to {n:count} chars', 'cut to {n:count}', 'cut at {n:count}',
      'cut to {n:count} characters', 'first {n:count} characters', 'max {n:count}', 'max {n:count} characters', 'limit to {n:count}', 'limit to {n:count} characters', 'shorten to {n:count}', 'left {n:count}', 'trim to {n:count}',
    ],
    description: 'Keeps the first N characters (Unicode code points) of a longer text.',
    samples: { n: '255' },
    examples: [{ text: 'truncate to 5', given: "'Rotterdam'", gives: "'Rotte'" }, { text: 'Truncate to 1,000' }],
    call: call('truncate', 'n'),
  },
  {
    id: 'pad-left',
    forms: ['pad left to {n:count} with {c:character}'],
    meant: ['left pad to {n:count} with {c:character}', 'pad to {n:count} with leading {c:character}', 'pad left {n:count} with {c:character}', 'pad left with {c:character} to {n:count}'],
    description: 'Puts a character before a shorter text until it has N characters.',
    samples: { n: '10', c: '0' },
    examples: [{ text: 'pad left to 5 with 0', given: "'42'", gives: "'00042'" }],
    call: call('padLeft', 'n', 'c'),
  },
  {
    id: 'pad-right',
    forms: ['pad right to {n:count} with {c:character}'],
    meant: ['right pad to {n:count} with {c:character}', 'pad right {n:count} with {c:character}', 'pad right with {c:character} to {n:count}'],
    description: 'Puts a character behind a shorter text until it has N characters.',
    samples: { n: '10', c: "' '" },
    examples: [{ text: "pad right to 4 with '.'", given: "'ab'", gives: "'ab..'" }],
    call: call('padRight', 'n', 'c'),
  },
  {
    id: 'replace',
    forms: ['replace {a:nonempty} with {b:text}'],
    meant: ['replace {a:nonempty} by {b:text}', 'substitute {a:nonempty} with {b:text}', 'change {a:nonempty} to {b:text}'],
    description: 'Puts one text in the place of another, wherever it stands.',
    samples: { a: "'-'", b: "''" },
    examples: [{ text: "replace '-' with ''", given: "'2024-03-10'", gives: "'20240310'" }, { text: 'replace & with and', given: "'R&D'", gives: "'RandD'" }],
    call: call('replace', 'a', 'b'),
  },
  {
    id: 'hash-sha256',
    forms: ['hash sha256'],
    meant: ['hash', 'sha256', 'sha 256', 'sha-256', 'hash sha 256', 'hash sha-256', 'hash with sha256', 'sha256 hash', 'hashed'],
    description: 'The SHA-256 hash of the text in UTF-8: 64 lowercase hexadecimal characters.',
    examples: [{ text: 'hash sha256', given: "'abc'", gives: "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'" }],
    call: call('hash', '=sha256'),
  },
  {
    id: 'mask',
    forms: ['mask'],
    meant: ['masked', 'redact', 'obfuscate', 'mask value'],
    description: 'Hides the characters of a text and keeps its length.',
    examples: [{ text: 'mask' }],
    call: call('mask'),
  },
];

const numbers: readonly Phrase[] = [
  {
    id: 'round',
    forms: ['round to {n:count} decimals'],
    meant: ['round to {n:count}', 'round {n:count}', 'round ( {n:count} )', 'round to {n:count} places', 'round to {n:count} decimal places', 'round to {n:count} digits', '{n:count} decimals'],
    description: 'Rounds to N digits behind the point.',
    samples: { n: '2' },
    examples: [{ text: 'round to 2 decimals', given: '1.236', gives: '1.24' }, { text: 'round to 1 decimal', given: '1.23', gives: '1.2' }],
    call: call('round', 'n'),
  },
  {
    id: 'multiply',
    forms: ['multiply by {n:decimal}'],
    meant: ['multiply {n:decimal}', 'times {n:decimal}', '* {n:decimal}', 'multiplied by {n:decimal}', 'x {n:decimal}'],
    description: 'The product with a number.',
    samples: { n: '100' },
    examples: [{ text: 'multiply by 100', given: '1.99', gives: '199' }, { text: 'multiply by -1', given: '5', gives: '-5' }],
    call: { operator: '*', args: ['$value', { hole: 'n' }] },
  },
  {
    id: 'divide',
    forms: ['divide by {n:decimal}'],
    meant: ['divide {n:decimal}', '/ {n:decimal}', 'divided by {n:decimal}'],
    description: 'The quotient by a number. How many decimals it keeps has to be said: `round to N decimals` must follow.',
    samples: { n: '100' },
    examples: [{ text: 'divide by 100, round to 2 decimals', given: '199', gives: '1.99' }],
    call: { operator: '/', args: ['$value', { hole: 'n' }] },
  },
];

type Parsed = 'integer' | 'decimal' | 'boolean';
const LOOSE_TYPES: Readonly<Record<Parsed, readonly string[]>> = {
  integer: ['to int', 'as int', 'parse as int', 'parse int', 'to a whole number'],
  decimal: ['to number', 'as number', 'parse as number', 'parse number', 'to float', 'parse as float'],
  boolean: ['to bool', 'as bool', 'parse as bool', 'parse bool'],
};
const PARSE_EXAMPLES: Readonly<Record<Parsed, { readonly given: string; readonly gives: string }>> = {
  integer: { given: "'42'", gives: '42' },
  decimal: { given: "'19.90'", gives: '19.90' },
  boolean: { given: "'true'", gives: 'true' },
};

const conversions: readonly Phrase[] = [
  {
    id: 'to-text',
    forms: ['to text'],
    meant: ['to string', 'as text', 'as string', 'convert to string', 'convert to text', 'stringify', 'cast to string', 'format as text', 'format as string'],
    description: 'The value written as text: numbers with plain digits, booleans as `true` and `false`, dates and times in ISO 8601.',
    examples: [{ text: 'to text', given: '42', gives: "'42'" }],
    call: call('toText'),
  },
  ...(['integer', 'decimal', 'boolean'] as const).map((type): Phrase => ({
    id: `parse-${type}`,
    forms: [`parse as ${type}`],
    meant: [`to ${type}`, `as ${type}`, `parse ${type}`, `convert to ${type}`, `cast to ${type}`, ...LOOSE_TYPES[type]],
    description: `Reads ${type === 'boolean' ? 'a boolean' : type === 'integer' ? 'a whole number' : 'an exact decimal number'} from text.`,
    examples: [{ text: `parse as ${type}`, ...PARSE_EXAMPLES[type] }],
    call: call({ integer: 'toInteger', decimal: 'toDecimal', boolean: 'toBoolean' }[type]),
  })),
  {
    id: 'join',
    forms: ['join with {s:text}'],
    meant: ['join by {s:text}', 'join {s:text}', 'concatenate with {s:text}', 'joined with {s:text}'],
    description: 'The texts of a list as one text, with a separator between them.',
    samples: { s: "', '" },
    examples: [{ text: "join with ', '", given: "['a', 'b']", gives: "'a, b'" }],
    call: call('join', 's'),
  },
  {
    id: 'split',
    forms: ['split by {s:nonempty}'],
    meant: ['split with {s:nonempty}', 'split at {s:nonempty}', 'split on {s:nonempty}', 'split {s:nonempty}'],
    description: 'The parts of a text between a separator, as a list.',
    samples: { s: "','" },
    examples: [{ text: 'split by ;', given: "'a;b'", gives: "['a', 'b']" }, { text: "split by ','", given: "'a,b'", gives: "['a', 'b']" }],
    call: call('split', 's'),
  },
  {
    id: 'first',
    forms: ['first'],
    meant: ['first element', 'first item', 'take first', 'first value', 'head'],
    description: 'The first element of a list; null where it is empty.',
    examples: [{ text: 'first', given: "['a', 'b']", gives: "'a'" }],
    call: call('first'),
  },
  {
    id: 'count',
    forms: ['count'],
    meant: ['number of elements', 'number of items', 'count elements', 'count items', 'size'],
    description: 'How many elements a list has.',
    examples: [{ text: 'count', given: "['a', 'b']", gives: '2' }],
    call: call('count'),
  },
];

const dates: readonly Phrase[] = [
  {
    id: 'parse-date',
    forms: ['parse as date {format:format}'],
    meant: ['parse date {format:format}', 'to date {format:format}', 'parse as a date {format:format}'],
    description: 'Reads a date from text in a format of Unicode (LDML) fields.',
    samples: { format: 'yyyy-MM-dd' },
    examples: [{ text: 'parse as date dd.MM.yyyy', given: "'10.03.2024'" }],
    call: call('parseDate', 'format'),
  },
  {
    id: 'parse-datetime',
    forms: ['parse as datetime {format:format} [in {zone:zone}]'],
    meant: ['parse datetime {format:format} [in {zone:zone}]', 'parse as timestamp {format:format} [in {zone:zone}]', 'parse as date time {format:format} [in {zone:zone}]'],
    description: 'Reads a date and time from text. Where the text has no offset, `in ZONE` says whose clock it shows.',
    samples: { format: "yyyy-MM-dd'T'HH:mm:ss", zone: 'UTC' },
    examples: [{ text: "parse as datetime yyyy-MM-dd'T'HH:mm:ss in Europe/Berlin", given: "'2024-03-10T08:30:00'" }, { text: "parse as datetime 'yyyy-MM-dd HH:mm'" }],
    call: call('parseDatetime', 'format', 'zone'),
  },
  {
    id: 'format',
    forms: ['format as {format:format} [in {zone:zone}]'],
    meant: ['format {format:format} [in {zone:zone}]', 'formatted as {format:format} [in {zone:zone}]', 'date format {format:format} [in {zone:zone}]'],
    description: 'Writes a date, or a date and time, as text in a format of Unicode (LDML) fields; `in ZONE` says on whose clock.',
    samples: { format: 'yyyy-MM-dd', zone: 'UTC' },
    examples: [{ text: 'format as yyyyMMdd' }, { text: "Format as 'dd/MM/yyyy HH:mm' in America/New_York" }],
    call: { function: 'formatDatetime', onDate: 'formatDate', args: ['$value', { hole: 'format' }, { hole: 'zone' }] },
  },
  {
    id: 'convert-to-utc',
    forms: ['convert to UTC'],
    meant: ['to utc', 'utc', 'as utc', 'in utc', 'convert to utc time', 'convert to gmt', 'normalize to utc'],
    description: 'The same instant, written in UTC.',
    examples: [{ text: 'Convert to UTC' }],
    call: call('toUtc'),
  },
  {
    id: 'assume-zone',
    forms: ['assume {zone:zone}'],
    meant: ['assume time zone {zone:zone}', 'assume timezone {zone:zone}', 'assume zone {zone:zone}', 'interpret in {zone:zone}', 'interpret as {zone:zone}', 'treat as {zone:zone}'],
    description: 'Takes a local date and time for one on the clocks of a zone. A time those clocks skip is an error.',
    samples: { zone: 'UTC' },
    examples: [{ text: 'assume Europe/Berlin' }],
    call: call('assumeZone', 'zone'),
  },
  {
    id: 'date-in',
    forms: ['date in {zone:zone}'],
    meant: ['to date in {zone:zone}', 'date {zone:zone}', 'date part in {zone:zone}', 'calendar date in {zone:zone}', 'convert to date in {zone:zone}'],
    description: 'The calendar date that a date and time falls on, in a zone.',
    samples: { zone: 'UTC' },
    examples: [{ text: 'date in America/New_York' }],
    call: call('toDate', 'zone'),
  },
  {
    id: 'start-of-day',
    forms: ['start of day in {zone:zone}'],
    meant: ['start of the day in {zone:zone}', 'midnight in {zone:zone}', 'beginning of day in {zone:zone}', 'start of day {zone:zone}'],
    description: 'The first instant of a date in a zone, which is not always 00:00.',
    samples: { zone: 'UTC' },
    examples: [{ text: 'start of day in UTC' }],
    call: call('startOfDay', 'zone'),
  },
  ...(['seconds', 'milliseconds'] as const).map((unit): Phrase => ({
    id: `from-epoch-${unit}`,
    forms: [`from epoch ${unit}`],
    meant: unit === 'seconds'
      ? ['from epoch', 'from unix time', 'from unix timestamp', 'epoch seconds', 'parse epoch seconds', 'from unix seconds', 'from epoch sec', 'from epoch s', 'from timestamp']
      : ['epoch milliseconds', 'from epoch millis', 'from epoch ms', 'from unix milliseconds', 'epoch ms', 'epoch millis', 'parse epoch milliseconds'],
    description: `The instant that lies this many ${unit} after 1970-01-01T00:00:00Z, in UTC.`,
    examples: [{ text: `from epoch ${unit}`, given: unit === 'seconds' ? '1709251200' : '1709251200000' }],
    call: call('fromEpoch', `=${unit}`),
  })),
];

/** All phrases that may stand in `transformation`, in the order of the manual. */
export const transformations: PhraseTable = {
  kind: 'transformation',
  title: 'Transformation',
  description: 'What happens to a source value on its way to the target: steps joined by commas, applied in order. A text (A, B, C, S, V) may be quoted, and must be where it holds a comma.',
  separator: ',',
  groupsDigits: false,
  phrases: [...copies, ...texts, ...numbers, ...conversions, ...dates],
};
