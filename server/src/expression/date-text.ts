/** Reads and writes dates by a format. */
import { Temporal } from 'temporal-polyfill';
import type { FormatField } from './date-format.ts';
import { ValueError } from './values.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface ReadMoment {
  readonly local: Temporal.PlainDateTime;
  /** Minutes east of UTC, where the text says so. */
  readonly offset: number | undefined;
}

/** The date, time and offset a text stands for; a ValueError where it does not follow the format or there is no such day. */
export function readByFormat(text: string, fields: readonly FormatField[], format: string): ReadMoment {
  const mismatch = () => new ValueError(`This text does not have the format ${format}.`, text);
  const found: Partial<Record<FormatField['kind'], number>> = {};
  let rest = text;
  for (const field of fields) {
    const [value, length] = readField(field, rest) ?? [];
    if (value === undefined || length === undefined) throw mismatch();
    found[field.kind] = value;
    rest = rest.slice(length);
  }
  if (rest !== '') throw mismatch();
  const half = found.dayHalf;
  const hour = half === undefined ? (found.hour ?? 0) : ((found.hour12 ?? 0) % 12) + 12 * half;
  const parts = {
    year: found.year ?? 2000 + (found.shortYear ?? 0),
    month: found.month ?? found.monthName ?? 1,
    day: found.day ?? 1,
    hour, minute: found.minute ?? 0, second: found.second ?? 0,
    ...subseconds(found.fraction ?? 0),
  };
  try {
    const local = Temporal.PlainDateTime.from(parts, { overflow: 'reject' });
    if (local.year < 1 || (found.hour12 !== undefined && (found.hour12 < 1 || found.hour12 > 12))) throw mismatch();
    if (found.weekday !== undefined && found.weekday !== local.dayOfWeek) throw mismatch();
    return { local, offset: found.offset };
  } catch (error) {
    if (error instanceof RangeError) throw new ValueError('There is no such date or time.', text);
    throw error;
  }
}

/** A field's number at the beginning of the text, and how many characters it takes. */
function readField(field: FormatField, text: string): readonly [number, number] | undefined {
  switch (field.kind) {
    case 'literal': return text.startsWith(field.text) ? [0, field.text.length] : undefined;
    case 'monthName': return readName(MONTHS, field, text);
    case 'weekday': return readName(WEEKDAYS, field, text);
    case 'dayHalf': {
      const half = ['AM', 'PM'].indexOf(text.slice(0, 2).toUpperCase());
      return half < 0 ? undefined : [half, 2];
    }
    case 'offset': return readOffset(field.text, text);
    default: {
      const digits = new RegExp(`^[0-9]{${field.min},${field.max}}`).exec(text)?.[0];
      if (digits === undefined) return undefined;
      return [Number(field.kind === 'fraction' ? digits.padEnd(9, '0') : digits), digits.length];
    }
  }
}

function readName(names: readonly string[], field: FormatField, text: string): readonly [number, number] | undefined {
  const shortened = names.map((name) => (field.max === 3 ? name.slice(0, 3) : name));
  const at = shortened.findIndex((name) => text.slice(0, name.length).toLowerCase() === name.toLowerCase());
  return at < 0 ? undefined : [at + 1, shortened[at]?.length ?? 0];
}

function readOffset(letters: string, text: string): readonly [number, number] | undefined {
  if (letters.startsWith('X') && text.startsWith('Z')) return [0, 1];
  const minutes = letters.length === 3 ? ':([0-5][0-9])' : letters.length === 2 || letters === 'Z' ? '([0-5][0-9])' : '([0-5][0-9])?';
  const match = new RegExp(`^([+-])([01][0-9]|2[0-3])${minutes}`).exec(text);
  if (!match) return undefined;
  const amount = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return [match[1] === '-' ? -amount : amount, match[0].length];
}

/** Writes a date by a format. `offset` is in minutes, needed where the format shows it. */
export function writeByFormat(local: Temporal.PlainDateTime, offset: number | undefined, fields: readonly FormatField[]): string {
  return fields.map((field) => writeField(field, local, offset)).join('');
}

function writeField(field: FormatField, local: Temporal.PlainDateTime, offset: number | undefined): string {
  const number = (value: number) => String(value).padStart(field.min, '0');
  switch (field.kind) {
    case 'literal': return field.text;
    case 'year': return number(local.year);
    case 'shortYear': return number(local.year % 100);
    case 'month': return number(local.month);
    case 'monthName': return (MONTHS[local.month - 1] ?? '').slice(0, field.max);
    case 'day': return number(local.day);
    case 'weekday': return (WEEKDAYS[local.dayOfWeek - 1] ?? '').slice(0, field.max);
    case 'hour': return number(local.hour);
    case 'hour12': return number(local.hour % 12 || 12);
    case 'minute': return number(local.minute);
    case 'second': return number(local.second);
    case 'fraction': return [local.millisecond, local.microsecond, local.nanosecond].map((part) => String(part).padStart(3, '0')).join('').slice(0, field.max);
    case 'dayHalf': return local.hour < 12 ? 'AM' : 'PM';
    case 'offset': return writeOffset(field.text, offset);
  }
}

function writeOffset(letters: string, offset: number | undefined): string {
  if (offset === undefined) throw new ValueError('This datetime has no offset that could be written. Use assumeZone first.', null);
  if (!Number.isInteger(offset)) throw new ValueError('The offset of this moment has seconds, which no format can write.', offset);
  if (offset === 0 && letters.startsWith('X')) return 'Z';
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  if (letters.toLowerCase() === 'x' && minutes === 0) return `${sign}${two(hours)}`;
  return `${sign}${two(hours)}${letters.length === 3 ? ':' : ''}${two(minutes)}`;
}

function subseconds(nanoseconds: number): { millisecond: number; microsecond: number; nanosecond: number } {
  return { millisecond: Math.trunc(nanoseconds / 1e6), microsecond: Math.trunc(nanoseconds / 1e3) % 1e3, nanosecond: nanoseconds % 1e3 };
}
