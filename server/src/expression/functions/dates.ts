/** Functions on dates and datetimes. */
import { Temporal } from 'temporal-polyfill';
import type { ValueType } from '../../model/type.ts';
import type { FormatField } from '../date-format.ts';
import { dateFormatFault, datetimeFormatFault, formatLengths, hasOffset, readFormat } from '../date-format.ts';
import { readByFormat, writeByFormat } from '../date-text.ts';
import { dateType, datetimeType, nullableIf, stringType } from '../types.ts';
import type { Value } from '../values.ts';
import { ValueError } from '../values.ts';
import { inZone, legalZone, timeZoneOf, zoneFault } from '../zones.ts';
import { constantText, dateOf, datetimeOf, integerOf, legalDate, textOf, zonedOf } from './arguments.ts';
import type { Argument, FunctionDefinition, Parameter, Refusal } from './definition.ts';
import { prepared, refuse } from './definition.ts';

const TEXT: Parameter = { name: 'text', accepts: 'text' };
const DATETIME: Parameter = { name: 'datetime', accepts: 'datetime' };
const ZONE: Parameter = { name: 'zone', accepts: 'text', literal: true, check: zoneFault };
const OPTIONAL_ZONE: Parameter = { ...ZONE, optional: true };

export const dateFunctions: readonly FunctionDefinition[] = [
  {
    name: 'parseDate', summary: 'The date that a text writes in this format (Unicode date fields).',
    parameters: [TEXT, format((text) => dateFormatFault(text, true))], examples: [['parseDate("10.03.2024", "dd.MM.yyyy")', '2024-03-10']],
    result: () => dateType,
    ...prepared(1, readyFormat, ([text], { fields, format }) => legalDate(readByFormat(textOf(text), fields, format).local.toPlainDate())),
  },
  {
    name: 'parseDatetime', summary: 'The datetime that a text writes in this format. Where the format has no offset, the zone says where the time holds; without a zone it is local.',
    parameters: [TEXT, format((text) => datetimeFormatFault(text, true)), OPTIONAL_ZONE],
    examples: [
      [`parseDatetime("2024-03-10T02:30:00+01:00", "yyyy-MM-dd'T'HH:mm:ssXXX")`, '2024-03-10T02:30:00+01:00'],
      ['parseDatetime("2024-07-01 12:00", "yyyy-MM-dd HH:mm", "Europe/Berlin")', '2024-07-01T12:00:00+02:00'],
      ['parseDatetime("2024-07-01 12:00", "yyyy-MM-dd HH:mm")', '2024-07-01T12:00:00'],
    ],
    result: parsedType,
    ...prepared(1, readyFormat, ([text, , zone], { fields, format }) => {
      const { local, offset } = readByFormat(textOf(text), fields, format);
      if (offset !== undefined) return legalDate(local.toZonedDateTime(offsetName(offset)));
      return zone === undefined ? legalDate(local) : legalDate(inZone(local, legalZone(zone)));
    }),
  },
  {
    name: 'formatDate', summary: 'The date as text in this format (Unicode date fields).',
    parameters: [{ name: 'date', accepts: 'date' }, format((text) => dateFormatFault(text, false))],
    examples: [['formatDate(parseDate("2024-03-10", "yyyy-MM-dd"), "d MMM yyyy")', '"10 Mar 2024"']],
    result: ([, written]) => formattedType(written),
    ...prepared(1, readyFormat, ([date], { fields }) => writeByFormat(dateOf(date).toPlainDateTime(), undefined, fields)),
  },
  {
    name: 'formatDatetime', summary: 'The datetime as text in this format, converted to the zone if one is given; digits the format does not show are cut.',
    parameters: [DATETIME, format((text) => datetimeFormatFault(text, false)), OPTIONAL_ZONE],
    examples: [[`formatDatetime(fromEpoch(0, "seconds"), "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")`, '"1970-01-01T00:00:00.000Z"'], ['formatDatetime(fromEpoch(0, "seconds"), "HH:mm", "Asia/Kolkata")', '"05:30"']],
    result: ([datetime, written, zone]) => {
      if (datetime?.type.kind === 'datetime' && datetime.type.timezone === 'none') {
        if (zone) return refuse(0, 'This datetime has no offset, so it cannot be converted. Use assumeZone first.');
        const fields = readFormat(constantText(written) ?? '');
        if (typeof fields !== 'string' && hasOffset(fields)) return refuse(1, 'This datetime has no offset that could be written. Use assumeZone first, or leave the offset out.');
      }
      return formattedType(written);
    },
    ...prepared(1, readyFormat, ([datetime, , zone], { fields }) => {
      if (zone === undefined) return write(datetimeOf(datetime), fields);
      return write(zonedOf(datetime).withTimeZone(legalZone(zone)), fields);
    }),
  },
  {
    name: 'toUtc', summary: 'The same moment, written in UTC.',
    parameters: [DATETIME], examples: [[`toUtc(parseDatetime("2024-03-10T02:30+01:00", "yyyy-MM-dd'T'HH:mmXXX"))`, '2024-03-10T01:30:00Z']],
    result: ([datetime]) => (isLocal(datetime) ? refuse(0, 'This datetime has no offset. Say with assumeZone which zone it is meant in.') : datetimeType('UTC')),
    run: ([datetime]) => legalDate(zonedOf(datetime).withTimeZone('UTC')),
  },
  {
    name: 'assumeZone', summary: 'The moment a local datetime stands for in a zone; an error where the clocks skip it, the earlier one where they show it twice.',
    parameters: [DATETIME, ZONE],
    examples: [['assumeZone(parseDatetime("2024-11-03 01:30", "yyyy-MM-dd HH:mm"), "America/New_York")', '2024-11-03T01:30:00-04:00']],
    result: ([datetime, zone]) => {
      if (datetime?.type.kind === 'datetime' && !isLocal(datetime)) return refuse(0, 'This datetime already has an offset. Use toUtc, or leave assumeZone out.');
      return datetimeType(timeZoneOf(constantText(zone) ?? 'UTC'));
    },
    run: ([value, zone]) => {
      const datetime = datetimeOf(value);
      if (datetime instanceof Temporal.ZonedDateTime) throw new ValueError('This datetime already has an offset.', datetime);
      return legalDate(inZone(datetime, legalZone(zone ?? null)));
    },
  },
  {
    name: 'toDate', summary: 'The calendar day of a datetime in a zone; the zone may be left out where the datetime is local, in UTC or in a zone.',
    parameters: [DATETIME, OPTIONAL_ZONE], examples: [['toDate(fromEpoch(0, "seconds"), "America/New_York")', '1969-12-31']],
    result: ([datetime, zone]) => {
      if (isLocal(datetime) && zone) return refuse(1, 'This datetime has no offset, so its day is the same everywhere. Leave the zone out.');
      if (!zone && datetime?.type.kind === 'datetime' && datetime.type.timezone === 'any') return refuse(0, 'The day depends on the zone. Name one, as in toDate(…, "Europe/Berlin").');
      return dateType;
    },
    run: ([datetime, zone]) => legalDate(zone === undefined ? datetimeOf(datetime).toPlainDate() : zonedOf(datetime).withTimeZone(legalZone(zone)).toPlainDate()),
  },
  {
    name: 'startOfDay', summary: 'The first moment of a day in a zone.',
    parameters: [{ name: 'date', accepts: 'date' }, ZONE], examples: [['startOfDay(parseDate("2024-07-01", "yyyy-MM-dd"), "Europe/Berlin")', '2024-07-01T00:00:00+02:00']],
    result: ([, zone]) => datetimeType(timeZoneOf(constantText(zone) ?? 'UTC')),
    run: ([date, zone]) => dateOf(date).toZonedDateTime({ timeZone: legalZone(zone ?? null) }),
  },
  {
    name: 'fromEpoch', summary: 'The moment so many seconds or milliseconds after 1970-01-01T00:00Z.',
    parameters: [{ name: 'amount', accepts: 'whole number' }, { name: 'unit', accepts: 'text', literal: true, check: unitFault }],
    examples: [['fromEpoch(1710036000, "seconds")', '2024-03-10T02:00:00Z'], ['fromEpoch(1500, "milliseconds")', '1970-01-01T00:00:01.5Z']],
    result: () => datetimeType('UTC'),
    run: ([value, unit]) => {
      const amount = integerOf(value);
      const milliseconds = unit === 'seconds' ? amount * 1000n : amount;
      if (unitFault(unit ?? null) !== undefined || milliseconds > 253402300799999n || milliseconds < -62135596800000n) {
        throw new ValueError('The moment is outside the years 1 to 9999.', amount);
      }
      return Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)).toZonedDateTimeISO('UTC');
    },
  },
  {
    name: 'addDuration', summary: 'The date or datetime so much later; the duration in ISO 8601 (P1D, PT2H30M, -P1M). A day that the month does not have becomes its last.',
    parameters: [{ name: 'date', accepts: 'date or datetime' }, { name: 'duration', accepts: 'duration', check: durationFault }],
    examples: [['addDuration(parseDate("2024-01-31", "yyyy-MM-dd"), "P1M")', '2024-02-29'], ['addDuration(fromEpoch(0, "seconds"), "PT90M")', '1970-01-01T01:30:00Z']],
    result: ([date, duration]) => {
      if (date?.type.kind === 'date' && typeof duration?.constant === 'string' && hasTime(readDuration(duration.constant))) {
        return refuse(1, 'A date has no hours. Add days, weeks, months or years.');
      }
      return nullableIf(date?.type ?? dateType, false);
    },
    run: ([date, duration]) => later(date ?? null, readDuration(duration ?? null)),
  },
];

interface ReadyFormat {
  readonly format: string;
  readonly fields: readonly FormatField[];
}

function format(fault: (format: string) => string | undefined): Parameter {
  return { name: 'format', accepts: 'text', literal: true, check: (value) => fault(textOf(value)) };
}

function readyFormat(value: Value): ReadyFormat {
  const fields = readFormat(textOf(value));
  if (typeof fields === 'string') throw new ValueError(fields, value);
  return { format: textOf(value), fields };
}

function parsedType([, written, zone]: readonly Argument[]): ValueType | Refusal {
  const fields = readFormat(constantText(written) ?? '');
  if (typeof fields !== 'string' && hasOffset(fields)) {
    return zone ? refuse(2, 'The format has an offset, which already says where the time holds. Leave the zone out, and use toUtc for UTC.') : datetimeType('any');
  }
  const name = constantText(zone);
  return datetimeType(name === undefined ? 'none' : timeZoneOf(name));
}

function formattedType(written: Argument | undefined): ValueType {
  const fields = readFormat(constantText(written) ?? '');
  if (typeof fields === 'string') return stringType();
  const { min, max } = formatLengths(fields);
  return stringType({ minLength: min, maxLength: max });
}

function isLocal(datetime: Argument | undefined): boolean {
  return datetime?.type.kind === 'datetime' && datetime.type.timezone === 'none';
}

function write(datetime: Temporal.PlainDateTime | Temporal.ZonedDateTime, fields: readonly FormatField[]): string {
  legalDate(datetime);
  if (datetime instanceof Temporal.PlainDateTime) return writeByFormat(datetime, undefined, fields);
  return writeByFormat(datetime.toPlainDateTime(), datetime.offsetNanoseconds / 60e9, fields);
}

/** A zone by its offset, in minutes. */
function offsetName(offset: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

function unitFault(value: Value): string | undefined {
  return value === 'seconds' || value === 'milliseconds' ? undefined : 'The unit is "seconds" or "milliseconds".';
}

function durationFault(value: Value): string | undefined {
  try {
    readDuration(value);
    return undefined;
  } catch {
    return 'This is no duration. Write it in ISO 8601: P1D for a day, PT2H for two hours.';
  }
}

function readDuration(value: Value): Temporal.Duration {
  if (value instanceof Temporal.Duration) return value;
  const text = textOf(value);
  try {
    return Temporal.Duration.from(text);
  } catch {
    throw new ValueError('This text is no duration in ISO 8601, such as P1D or PT2H.', text);
  }
}

function hasTime(duration: Temporal.Duration): boolean {
  return duration.hours !== 0 || duration.minutes !== 0 || duration.seconds !== 0 || duration.milliseconds !== 0 || duration.microseconds !== 0 || duration.nanoseconds !== 0;
}

function later(date: Value, duration: Temporal.Duration): Value {
  try {
    if (date instanceof Temporal.PlainDate) {
      if (hasTime(duration)) throw new ValueError('A date has no hours.', duration);
      return legalDate(date.add(duration));
    }
    const datetime = datetimeOf(date);
    return datetime instanceof Temporal.PlainDateTime ? legalDate(datetime.add(duration)) : legalDate(datetime.add(duration));
  } catch (error) {
    if (error instanceof RangeError) throw new ValueError('The result is outside the years 1 to 9999.', date);
    throw error;
  }
}
